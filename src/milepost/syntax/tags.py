"""Tags as Obsidian counts them: `#word` at the start of a word, nested by `/`, in any script, not only digits.

What goes on as an address, `#file:///home`, is none.
"""

import re
from collections.abc import Iterable, Sequence

from milepost.syntax.addresses import NO_SCHEME

_TAGS = re.compile(r"(?<!\S)(?:#[^\u2000-\u206f\u2e00-\u2e7f'!\"#$%&()*+,.:;<=>?@^`{|}~\[\]\\\s]+)++" + NO_SCHEME)
_IN_TITLE = re.compile(rf"{_TAGS.pattern}\s*")
_GOAL = "goal"


def find_tags(text: str) -> Sequence[str]:
    """The tags in plain text, in order, without `#`."""
    if "#" not in text:
        return ()
    return [tag for run in _TAGS.findall(text) for tag in _parts(run)]


def without_tags(text: str) -> str:
    """Plain text without its tags."""
    if "#" not in text:
        return text
    return _IN_TITLE.sub(lambda found: "" if _parts(found[0].rstrip()) else found[0], text).strip()


def unique_tags(tags: Iterable[str]) -> tuple[str, ...]:
    """Each tag once, as it is first spelt: case does not tell tags apart."""
    found: dict[str, str] = {}
    for tag in tags:
        found.setdefault(tag.casefold(), tag)
    return tuple(found.values())


def is_goal_tag(tag: str) -> bool:
    """Whether a tag says "this is a goal": `goal`, `goal/…` or `…/goal`."""
    folded = tag.casefold()
    return folded.startswith(_GOAL + "/") or folded.endswith("/" + _GOAL) or folded == _GOAL


def _parts(run: str) -> Sequence[str]:
    tags = [part.strip("/") for part in run.split("#")]
    return [tag for tag in tags if tag and not tag.isdecimal()]
