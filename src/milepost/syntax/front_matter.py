"""The front matter of a note: where it is, what it says, and what could not be read.

It is read through python-frontmatter's own extension point, a handler with `split` and `load`, whose `load` gives
typed keys and nodes with places instead of Python objects: texts stay as typed, nothing is constructed, nothing
expands. Where YAML cannot read it, `recovery` takes it key by key.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from sys import intern

from frontmatter.default_handlers import BaseHandler

from milepost.config.settings import ReadingSettings
from milepost.diagnostics.problem import Problem, Severity
from milepost.model.fields import NoteFields
from milepost.model.frozen import frozen
from milepost.model.said import say
from milepost.model.span import Span, Spans
from milepost.syntax.bounds import OPENING, find_bounds, late_flag
from milepost.syntax.document import FrontMatter, Link
from milepost.syntax.entries import Entries, Entry, NoKeysError, by_key, entries_of
from milepost.syntax.front_fields import Place, collect
from milepost.syntax.recovery import Trouble, recover
from milepost.syntax.source import Source
from milepost.syntax.yaml_nodes import RefusedError, read_nodes

_RULE = "unreadable-front-matter"
_MOST_TROUBLES = 50
_WIKILINK = re.compile(r"(!?)\[\[([^\[\]\r\n]+)\]\]")
_TO_RECOVER = say("Until YAML can read it, Obsidian shows no properties and the note stays out of a public site.")
_UNCLOSED = (say("The front matter is never closed."), say("Write `---` on a line of its own below it."))
_TEMPLATE_MARKS = (("{{", "}}"), ("<%", "%>"))
_NOT_YAML = (say("Front matter between `+++` is not read."), say("Write it as YAML between `---` lines."))


NO_FRONT_MATTER = FrontMatter()


@frozen
class FrontMatterOutcome:
    """What the front matter says. The body is `source.text[body:]` and begins on line `front.end_line + 1`."""

    front: FrontMatter = NO_FRONT_MATTER
    body: int = 0
    problems: tuple[Problem, ...] = ()
    links: tuple[Link, ...] = ()


class GuardedHandler(BaseHandler):
    """python-frontmatter's YAML handler, made safe. Call `detect`, `split` and `load` directly."""

    FM_BOUNDARY = OPENING
    START_DELIMITER = END_DELIMITER = "---"

    def detect(self, text: str) -> bool:
        """Whether the note begins with front matter."""
        return find_bounds(text) is not None

    def split(self, text: str) -> tuple[str, str]:
        """The text between the marks, and the body; both exactly as typed."""
        bounds = find_bounds(text)
        return (text[bounds.start : bounds.end], text[bounds.body :]) if bounds else ("", text)

    def load(self, fm: str) -> Entries:
        """Typed keys with their values and places. Raises `RefusedError`, and nothing else."""
        return by_key(entries_of(read_nodes(fm)))


_HANDLER = GuardedHandler()


def read_front_matter(source: Source, settings: ReadingSettings) -> FrontMatterOutcome:
    """Read the front matter of a note. Total: whatever the text is, there is an outcome."""
    text, rest = _HANDLER.split(source.text)
    opening = OPENING.match(source.text)
    if opening is None or len(rest) == len(source.text):
        return _without_front_matter(source)
    place = Place(source, opening.end())
    body = len(source.text) - len(rest)
    mark = source.text[place.offset + len(text) : body]
    entries, problems, recovered = _entries(text, mark, place)
    found = collect(entries, text, place, settings)
    front = FrontMatter(
        fields=found.fields,
        unknown=found.unknown,
        spans=Spans.of(found.spans),
        end_line=source.place(max(body - 1, 0))[0],
        recovered=recovered,
        template_marks=_has_template_marks(text),
    )
    links = tuple(_links(entries, text, place, found.names)) if "[[" in text else ()
    ordered = sorted((*problems, *found.problems), key=_place_of)
    return FrontMatterOutcome(front, body, tuple(ordered), links)


def _without_front_matter(source: Source) -> FrontMatterOutcome:
    """Nothing was said; but where somebody meant to say who may read the note, it is withheld."""
    flag = late_flag(source.text)
    if flag is None:
        return FrontMatterOutcome()
    message = say("The flag is not read: front matter begins on the first line of a note.")
    problem = Problem("publish-flag", source.span(*flag), message, say("Remove what stands above the `---`."))
    return FrontMatterOutcome(FrontMatter(NoteFields(publish=False)), problems=(problem,))


def _place_of(problem: Problem) -> tuple[int, int]:
    return problem.span.line, problem.span.column


def _entries(text: str, mark: str, place: Place) -> tuple[Sequence[Entry], list[Problem], bool]:
    """The entries, what could not be read, and whether YAML could not read it."""
    if mark.startswith("+++"):
        return (), [_opening(*_NOT_YAML)], True
    problems = [] if mark else [_opening(*_UNCLOSED)]
    try:
        found = _HANDLER.load(text)
    except RefusedError as refused:
        entries, troubles = recover(text)
        if isinstance(refused, NoKeysError) and not entries:
            return (), [*problems, _no_keys(refused, place)], True
        return entries, [*problems, *_problems(troubles, refused, place)], True
    return [entry for same in found.values() for entry in same], problems, not mark


def _opening(message: str, remedy: str) -> Problem:
    return Problem(_RULE, Span(1, 1, 4), message, remedy)


def _no_keys(refused: RefusedError, place: Place) -> Problem:
    remedy = say("Write `key: value` lines, or remove the `---` lines round the text.")
    return Problem(_RULE, place.span(refused.offset, refused.offset), refused.message, remedy)


def _problems(troubles: Sequence[Trouble], refused: RefusedError, place: Place) -> Iterator[Problem]:
    """One for each line in trouble, an error where it could not be used; never none."""
    whole = place.span(refused.offset, refused.offset)
    named = any(place.span(trouble.start, trouble.end).line == whole.line for trouble in troubles[:_MOST_TROUBLES])
    if not troubles or (refused.forbidden and not named):
        yield Problem(_RULE, whole, refused.message, _TO_RECOVER, None if refused.forbidden else Severity.WARNING)
    for trouble in troubles[:_MOST_TROUBLES]:
        severity = Severity.WARNING if trouble.used else None
        yield Problem(_RULE, place.span(trouble.start, trouble.end), trouble.message, trouble.remedy, severity)
    if len(troubles) > _MOST_TROUBLES:
        following = troubles[_MOST_TROUBLES]
        message = say(
            "{troubles} more lines of the front matter cannot be read.", troubles=len(troubles) - _MOST_TROUBLES
        )
        yield Problem(_RULE, place.span(following.start, following.end), message, _TO_RECOVER)


def _has_template_marks(text: str) -> bool:
    """Whether `{{…}}` or `<% … %>` is still there, unexpanded."""
    return any((start := text.find(left)) >= 0 and text.find(right, start) >= 0 for left, right in _TEMPLATE_MARKS)


def _links(entries: Sequence[Entry], text: str, place: Place, names: Mapping[int, str]) -> Iterator[Link]:
    """Every wikilink in a value; `where` names the field."""
    keys = sorted(entry.key_start for entry in entries)
    for link in _WIKILINK.finditer(text):
        key = bisect_right(keys, link.start()) - 1
        if key >= 0:
            target, _, shown = link[2].replace("\\|", "|").partition("|")
            span = place.span(link.start(), link.end())
            where = names.get(keys[key], "")
            at = (span.line, span.column, span.end_column)
            yield Link(intern(target.strip()), intern(shown.strip()), *at, embed=bool(link[1]), where=where)
