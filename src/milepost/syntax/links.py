"""Links as Obsidian knows them: what is between the brackets, what is shown, and which targets are the vault's own."""

import re
from collections.abc import Iterator
from enum import StrEnum
from functools import lru_cache
from sys import intern
from urllib.parse import unquote

from milepost.model.frozen import frozen
from milepost.model.quick import quickly_named

_SOLE = re.compile(r"\[\[(?!\[|[ \t]*\\?\|)((?:[^\[\]\n]|\[(?!\[)|\](?!\]))+)\]\]$")
_WIKILINK = re.compile(r"(!?)\[\[(?!\[)((?:[^\[\]\n]|\[(?!\[)|\](?!\]))+)\]\]")
_WEB = re.compile(r"(?:https?://|mailto:)[^\x00-\x20\x7f]+$", re.IGNORECASE)
_OBSIDIAN = re.compile(r"obsidian://[^\x00-\x20\x7f]+$", re.IGNORECASE)
_SIZE = re.compile(r"[0-9]+(?:x[0-9]+)?$")
_COMMENT = re.compile(r"%%.*?%%|<!--.*?-->")
_LONGEST_KEPT = 200
_NO_PATH = re.compile(r"[\x00-\x1f\x7f\\]|//|[^/?#]*:")


@quickly_named
class Reach(StrEnum):
    """Where a target leads: into the vault, onto the web, to the reader's own Obsidian, or nowhere we would follow."""

    VAULT = "vault"
    WEB = "web"
    OBSIDIAN = "obsidian"
    NOWHERE = "nowhere"


@frozen
class Wikilink:
    """What `[[target|shown]]` says. `shown` is empty without a pipe."""

    target: str
    shown: str = ""

    @property
    def text(self) -> str:
        """What Obsidian shows: the text behind the pipe, else the target with ` > ` for `#`."""
        return self.shown or " > ".join(part.strip() for part in self.target.split("#") if part.strip())


def read_wikilink(inside: str) -> Wikilink:
    """The parts of what stands between the brackets; `\\|` separates as `|` does.

    With nothing before the separator, the whole is the target, as in Obsidian: it leads nowhere.
    """
    return _known_wikilink(inside) if len(inside) <= _LONGEST_KEPT else _wikilink(inside)


def _wikilink(inside: str) -> Wikilink:
    target, _, shown = inside.partition("|")
    shown = _COMMENT.sub("", shown) if "%%" in shown or "<!--" in shown else shown
    named = target.removesuffix("\\").strip()
    # many notes link to the same few: they share the words
    return Wikilink(intern(named), intern(shown.strip())) if named else Wikilink(inside.strip())


_known_wikilink = lru_cache(maxsize=2048)(_wikilink)


def sole_wikilink(text: str) -> str | None:
    """What stands between the brackets, if `text` is one wikilink and nothing else."""
    found = _SOLE.match(text) if text.startswith("[[") else None
    return found[1] if found else None


def wikilinks_in(text: str) -> Iterator[tuple[int, int, bool, str]]:
    """Start, end, whether it embeds, and inside of every wikilink of a text that is not Markdown."""
    for found in _WIKILINK.finditer(text):
        yield found.start(), found.end(), bool(found[1]), found[2]


def is_size(shown: str) -> bool:
    """Whether the words of an embed say how large it is shown: `300`, `300x200`."""
    return _SIZE.match(shown) is not None


def embed_words(shown: str) -> tuple[str, str]:
    """The words of an embed and the size at their end, each "" if there is none: `a plan|300`, `300x200`, `a plan`."""
    words, _, last = shown.rpartition("|")
    return (words.strip(), last.strip()) if is_size(last.strip()) else (shown, "")


def reach(url: str) -> Reach:
    """Where a Markdown link leads. Only addresses without any trick count; an unknown scheme leads nowhere."""
    if _WEB.match(url):
        return Reach.WEB
    if _OBSIDIAN.match(url):
        return Reach.OBSIDIAN
    return Reach.NOWHERE if not url.strip() or _NO_PATH.match(url) or "\\" in url else Reach.VAULT


def vault_target(url: str) -> str:
    """The target of a Markdown link into the vault, percent-encoding undone."""
    return unquote(url).strip() if "%" in url else url.strip()
