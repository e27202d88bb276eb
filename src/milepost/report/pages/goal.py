"""The rows and sections of a goal's page, as values for its template."""

from typing import NamedTuple

from milepost.model.frozen import frozen
from milepost.report.charts.plot import Plot
from milepost.report.pages.parts import Badge, Day, Fact, Link, Meter, Prose, Title


class WhyRow(NamedTuple):
    """One figure: what it is, its rule, the sum, and the fact that decides it with `file:line`."""

    label: str
    shown: str
    rule: str
    formula: tuple[str, ...]
    fact: str
    source: str


@frozen
class WhyPart:
    """The figures that the page explains, and the command that explains the others."""

    rows: tuple[WhyRow, ...]
    command: str


class TaskRow(NamedTuple):
    """A checklist item, `depth` 0..5 below its milestone; `remarks` says its dates, people and so on, in words."""

    anchor: str
    depth: int
    badge: Badge
    title: Title
    remarks: str
    note: Prose = ()


class MilestoneRow(NamedTuple):
    """A milestone on its goal's page.

    `late` says how late it is (or was); `remarks` its progress, people and so on, in words; `source` is its line.
    """

    anchor: str
    badge: Badge
    title: Title
    due: Day | None
    late: str
    remarks: str
    waits_for: tuple[Link, ...]
    source: str
    tasks: tuple[TaskRow, ...]
    tasks_words: str
    tasks_more: str
    is_open: bool
    note: Prose = ()


class MilestoneGroup(NamedTuple):
    """The milestones of one stage, or (without a title) those outside any.

    `folded` are those long behind, above; `further` those far ahead, below.
    """

    title: str
    remark: str
    rows: tuple[MilestoneRow, ...]
    folded: tuple[MilestoneRow, ...] = ()
    folded_words: str = ""
    further: tuple[MilestoneRow, ...] = ()
    further_words: str = ""


class EdgeRow(NamedTuple):
    """What a goal waits for, or what waits for it."""

    link: Link
    badge: Badge | None
    remark: str


class EdgeList(NamedTuple):
    """What a goal waits for, or what waits for it; of many the first, the others `folded`."""

    title: str
    rows: tuple[EdgeRow, ...]
    folded: tuple[EdgeRow, ...]
    folded_words: str


class CheckInRow(NamedTuple):
    """One check-in."""

    day: Day
    value: str
    badge: Badge | None
    confidence: str
    note: str


class DatedText(NamedTuple):
    """A decision or a win."""

    day: Day | None
    text: str


@frozen
class ReviewPart:
    """The review, with its date if it has one."""

    day: Day | None
    prose: Prose


@frozen
class MetricPart:
    """A metric's figures, from the finding to the single values."""

    name: str
    finding: str
    meter: Meter | None
    plot: Plot | None
    figures: tuple[Fact, ...]
    values: tuple[tuple[Day, str], ...]
    values_more: str


class NoteProblem(NamedTuple):
    """A problem found in the goal's own note."""

    badge: Badge
    place: str
    message: str
    help: str


class ReasonRow(NamedTuple):
    """One rule that decided a goal's health: what it found, the next step, and where the evidence stands."""

    badge: Badge
    message: str
    step: str
    source: str


class ReasonList(NamedTuple):
    """The rules that decided a goal's health, the worst first; of many the first, the others `folded`."""

    rows: tuple[ReasonRow, ...]
    folded: tuple[ReasonRow, ...]
    folded_words: str
