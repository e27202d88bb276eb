"""Which checklist items and headings of a note are milestones, stages, tasks or loose."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from milepost.config.settings import ReadingSettings
from milepost.model.calendar import Period, read_period
from milepost.model.fields import NO_ITEM_FIELDS, ItemFields
from milepost.model.frozen import frozen
from milepost.model.quick import quick
from milepost.model.status import squash
from milepost.syntax.document import Document, Heading
from milepost.syntax.section_names import section_keys

DECISION_HEADINGS = frozenset({"decisions", "decision", "decisionlog"})
WIN_HEADINGS = frozenset({"wins", "win"})
REVIEW_HEADINGS = frozenset({"review", "reflection", "retrospective", "lessons"})
_STAGE_NAME = re.compile(r"(phase|stage|step|part|sprint|quarter)\b|q[1-4]\b", re.IGNORECASE)


@frozen
class StagePart:
    """A stage: the heading's index and the milestones (indices into `Structure.milestones`) below it."""

    heading: int
    milestones: tuple[int, ...]


class MilestonePart(NamedTuple):
    """A milestone: an item (`item` ≥ 0) or a heading, with the items below it in document order."""

    item: int
    heading: int
    tasks: list[int]


class Structure(NamedTuple):
    """The bones of one note, as indices into its Document. Nobody keeps it."""

    milestones: Sequence[MilestonePart] = ()
    stages: Sequence[StagePart] = ()
    loose: Sequence[int] = ()


def read_structure(document: Document, settings: ReadingSettings) -> Structure:
    """Sort a note's items into milestones with their tasks, stages and loose items. Linear."""
    items = document.items
    if not items and not document.headings:
        return Structure()
    kinds = _section_kinds(document.headings, settings)
    inside = _Inside(document, kinds)
    builder = _Builder(document)
    spots, parts, loose = _spots(kinds, inside), builder.parts, builder.loose
    homes: list[int] = []  # of each item its part, `_LOOSE`, or that of what it stands below where it does not count
    for at, item in enumerate(items):
        home = homes[item.parent] if item.parent >= 0 else _NOWHERE
        if item.counted:
            if home >= 0:
                parts[home].tasks.append(at)
            elif home == _LOOSE:
                loose.append(at)
            else:
                home = builder.top(at, item.line, spots[item.within.section])
        homes.append(home)
    for heading in inside.milestone_headings:
        builder.heading(heading)
    for heading in inside.stage_headings:
        builder.stage(heading)
    return builder.finish()


_LOOSE, _NOWHERE = -1, -2

Spot = tuple[int, int]
"""What an item right below a heading belongs to: (heading that is a milestone, heading that is a stage), -1 each where
there is none; of a loose one `_LOOSE_SPOT`.
"""

_LOOSE_SPOT = (_NOWHERE, _NOWHERE)


def _spots(kinds: Sequence[str], inside: "_Inside") -> list[Spot]:
    """For each heading where its items belong, and last for items before the first."""
    declared = "milestones" in kinds
    spots = [
        _LOOSE_SPOT
        if _is_loose(kind, declared=declared)
        else (inside.heading_milestone(section), inside.stage(section))
        for section, kind in enumerate(kinds)
    ]
    return [*spots, _LOOSE_SPOT if _is_loose("", declared=declared) else (-1, -1)]


def _is_loose(kind: str, *, declared: bool) -> bool:
    return kind != "milestones" if declared else kind == "apart"


def _section_kinds(headings: Sequence[Heading], settings: ReadingSettings) -> list[str]:
    """For each heading what its section is: "milestones", "apart" (check-ins, decisions, review) or ""."""
    ours, apart = _names(settings.milestone_headings, settings.check_in_headings)
    kinds: list[str] = []
    open_level, open_kind = 7, ""
    for heading in headings:
        names = section_keys(heading.plain)
        if heading.level <= open_level:
            open_level, open_kind = 7, ""
        if not ours.isdisjoint(names) and open_kind != "milestones":
            open_level, open_kind = heading.level, "milestones"
        elif not apart.isdisjoint(names):
            open_level, open_kind = heading.level, "apart"
        kinds.append(open_kind)
    return kinds


@lru_cache(8)
def _names(milestones: tuple[str, ...], check_ins: tuple[str, ...]) -> tuple[frozenset[str], frozenset[str]]:
    """The squashed names of headings that hold milestones, and of those that hold none."""
    apart = {squash(name) for name in check_ins} | DECISION_HEADINGS | REVIEW_HEADINGS | WIN_HEADINGS
    return frozenset(squash(name) for name in milestones), frozenset(apart)


class _Inside:
    """The outermost sub-headings of milestones sections, each a milestone of its own or a stage."""

    def __init__(self, document: Document, kinds: Sequence[str]) -> None:
        headings = document.headings
        self._outermost = _outermost(headings, kinds)
        tops = sorted(set(self._outermost) - {-1})
        dated = {
            self._outermost[section]
            for section, fields in ((item.section, item.fields) for item in (document.items if tops else ()))
            if section >= 0 and _is_dated(fields)
        }
        self.stage_headings = tuple(
            at for at in tops if not has_fields(headings[at]) and (at in dated or _named(headings[at]))
        )
        self._stages = frozenset(self.stage_headings)
        self.milestone_headings = tuple(at for at in tops if at not in self._stages)
        self._milestones = frozenset(self.milestone_headings)

    def heading_milestone(self, section: int) -> int:
        top = self._outermost[section] if section >= 0 else -1
        return top if top in self._milestones else -1

    def stage(self, section: int) -> int:
        top = self._outermost[section] if section >= 0 else -1
        return top if top in self._stages else -1


def _outermost(headings: Sequence[Heading], kinds: Sequence[str]) -> list[int]:
    """For each heading the outermost sub-heading of its milestones section that holds it, else -1."""
    tops: list[int] = []
    base, top, top_level = 0, -1, 7
    previous = ""
    for at, (heading, kind) in enumerate(zip(headings, kinds, strict=True)):
        if kind != "milestones":
            base, top = 0, -1
        elif previous != "milestones" or heading.level <= base:
            base, top, top_level = heading.level, -1, 7
        elif top < 0 or heading.level <= top_level:
            top, top_level = at, heading.level
        tops.append(top if kind == "milestones" else -1)
        previous = kind
    return tops


def has_fields(heading: Heading) -> bool:
    """Whether a heading carries a date or other field of its own."""
    return heading.fields is not NO_ITEM_FIELDS and heading.fields != NO_ITEM_FIELDS


def _named(heading: Heading) -> bool:
    name = heading.plain.strip()
    return _STAGE_NAME.match(name) is not None or isinstance(read_period(name), Period)


def _is_dated(fields: ItemFields) -> bool:
    return fields is not NO_ITEM_FIELDS and any((fields.due, fields.scheduled, fields.start, fields.done))


class _Builder:
    """Collects milestones in document order while items stream by."""

    def __init__(self, document: Document) -> None:
        self._headings = document.headings
        self.parts: list[MilestonePart] = []
        self._lines: list[int] = []  # of each part
        self._by_heading: dict[int, int] = {}
        self._stages: dict[int, list[int]] = {}
        self.loose: list[int] = []

    def top(self, at: int, line: int, spot: Spot) -> int:
        """An item below no other; the part it is at home in."""
        heading, stage = spot
        if spot == _LOOSE_SPOT:
            self.loose.append(at)
            return _LOOSE
        if heading >= 0:
            home = self.heading(heading)
            self.parts[home].tasks.append(at)
            return home
        home = len(self.parts)
        self.parts.append(quick(MilestonePart, (at, -1, [])))
        self._lines.append(line)
        if stage >= 0:
            self._stages.setdefault(stage, []).append(home)
        return home

    def heading(self, heading: int) -> int:
        if heading not in self._by_heading:
            self._by_heading[heading] = len(self.parts)
            self.parts.append(MilestonePart(-1, heading, []))
            self._lines.append(self._headings[heading].line)
        return self._by_heading[heading]

    def stage(self, heading: int) -> None:
        self._stages.setdefault(heading, [])

    def finish(self) -> Structure:
        if not self._by_heading and not self._stages:
            return Structure(self.parts, (), self.loose)
        order = sorted(range(len(self.parts)), key=self._lines.__getitem__)
        place = {at: rank for rank, at in enumerate(order)}
        stages = [StagePart(at, tuple(place[part] for part in parts)) for at, parts in sorted(self._stages.items())]
        return Structure([self.parts[at] for at in order], stages, self.loose)
