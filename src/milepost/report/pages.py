"""The page values: what each template is given. Frozen and hashable, made of text, numbers and tuples only.

This is the template contract: templates loop over it and print it. An address (`href`) is relative to the page it
stands on and spelt as a link wants it; "" means that there is nowhere to go. Empty text and None mean "not there".
"""

from dataclasses import dataclass
from typing import TypeAlias

from milepost.report.charts.road import Road, SmallRoad


@dataclass(frozen=True, slots=True)
class Link:
    """Text that leads somewhere, or, without `href`, just text."""

    text: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class Badge:
    """A state as word, shape (the id of an icon) and tone (a colour token), never one of them alone."""

    word: str
    shape: str
    tone: str


@dataclass(frozen=True, slots=True)
class Day:
    """A day: `iso` for machines, `text` for people (a coarse date as it was written), `near` = "in 12 days"."""

    iso: str
    text: str
    near: str = ""


@dataclass(frozen=True, slots=True)
class TextLink:
    """A link inside prose: `html` is its inner HTML, already escaped; `kind` is page, outside or nowhere."""

    html: str
    href: str
    kind: str


Title: TypeAlias = tuple[Link, ...]
"""A title in pieces, those with a link inside it as links."""

Prose: TypeAlias = tuple[str | TextLink, ...]
"""A note's text: safe HTML with gaps for links. Only the filter `prose` may print it."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around every page, and changes with none of the author's edits."""

    title: str
    nav: tuple["NavLink", ...]
    generator: str
    is_private: bool = True


@dataclass(frozen=True, slots=True)
class NavLink:
    """One entry of the navigation; `href` is relative to the site's root. `key` names the page type it stands for."""

    key: str
    text: str
    href: str


@dataclass(frozen=True, slots=True)
class Head:
    """A page's own part of the frame.

    `root` leads to the site's root (`""` or `"../"`), `kind` is the type of page, `current` the nav key it belongs to,
    `current_as` what the navigation says of it: "page" when it is that entry, "true" when it is part of it.
    """

    frame: Frame
    path: str
    root: str
    kind: str
    title: str
    description: str
    current: str = ""
    current_as: str = "page"


@dataclass(frozen=True, slots=True)
class Fact:
    """One labelled figure or remark; `note` is the small print."""

    label: str
    value: Title
    note: str = ""
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Meter:
    """A bar: `permille` of 1000, its `text` ("62 %") and `count` ("5/8")."""

    permille: int
    text: str
    count: str = ""


@dataclass(frozen=True, slots=True)
class GoalRow:
    """A goal in a table. `depth` is 0..3, how far below a goal of the same table it stands."""

    title: str
    href: str
    depth: int
    level: str
    badge: Badge
    road: SmallRoad | None
    meter: Meter | None
    progress_note: str
    due: Day | None
    is_late: bool
    owner: str


@dataclass(frozen=True, slots=True)
class GoalGroup:
    """The goals of one area, or of one kind of closing."""

    title: str
    anchor: str
    count: str
    rows: tuple[GoalRow, ...]


@dataclass(frozen=True, slots=True)
class AreaRow:
    """One area of a large plan."""

    title: str
    href: str
    open_goals: str
    closed_goals: str
    meter: Meter | None
    overdue: str


@dataclass(frozen=True, slots=True)
class AttentionRow:
    """Something that needs somebody: the one reason that decided it, and the next step."""

    badge: Badge
    title: str
    href: str
    reason: str
    step: str


@dataclass(frozen=True, slots=True)
class NextRow:
    """The next milestone of a goal."""

    day: Day | None
    title: str
    href: str
    goal: Link
    owner: str


@dataclass(frozen=True, slots=True)
class Letter:
    """A text at the top of the overview: the mission, or a cover letter."""

    title: Link
    prose: Prose


@dataclass(frozen=True, slots=True)
class Guess:
    """No note says it is a goal: which look like one, and why."""

    sentence: str
    goals: tuple[Link, ...]
    more: str


@dataclass(frozen=True, slots=True)
class Empty:
    """A vault without goals: a note to copy, and where milepost looked."""

    sample: str
    searched: str
    folders: tuple[str, ...]
    skipped: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pager:
    """The static pages of a long list."""

    text: str
    previous: str
    next: str
    pages: tuple["PagerLink", ...]


@dataclass(frozen=True, slots=True)
class PagerLink:
    """One of them; the current one has no `href`, a gap no text."""

    text: str
    href: str
    is_current: bool = False


@dataclass(frozen=True, slots=True)
class Lead:
    """The top of the overview: what the plan is for and how it stands. Absent on its further pages."""

    as_of: Day
    problems: Link
    letters: tuple[Letter, ...]
    verdict: str
    meter: Meter | None
    meter_words: str
    figures: tuple["Figure", ...]
    alone: "AloneGoal | None"
    guess: Guess | None
    empty: Empty | None
    attention: tuple[AttentionRow, ...]
    attention_more: str
    calm: str
    next: tuple[NextRow, ...]
    areas: tuple[AreaRow, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """How many goals are in one state."""

    badge: Badge
    count: str


@dataclass(frozen=True, slots=True)
class AloneGoal:
    """The only goal of a plan, shown on the overview itself."""

    link: Link
    road: Road


@dataclass(frozen=True, slots=True)
class OverviewPage:
    """`index.html`, and `overview-2.html` … for plans of more than sixty goals."""

    head: Head
    heading: str
    lead: Lead | None
    groups: tuple[GoalGroup, ...]
    closed: tuple[GoalGroup, ...]
    closed_words: str
    pager: Pager | None


@dataclass(frozen=True, slots=True)
class TaskRow:
    """A checklist item below a milestone, `depth` 1..6; `remarks` says its dates, people and so on, in words."""

    anchor: str
    depth: int
    badge: Badge
    title: Title
    remarks: str
    note: Prose = ()


@dataclass(frozen=True, slots=True)
class MilestoneRow:
    """A milestone on its goal's page.

    `late` says how late it is (or was); `remarks` its progress, people and so on, in words; `source` is `file:line`.
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


@dataclass(frozen=True, slots=True)
class MilestoneGroup:
    """The milestones of one stage, or (without a title) those outside any."""

    title: str
    remark: str
    rows: tuple[MilestoneRow, ...]


@dataclass(frozen=True, slots=True)
class EdgeRow:
    """What a goal waits for, or what waits for it."""

    link: Link
    badge: Badge | None
    remark: str


@dataclass(frozen=True, slots=True)
class CheckInRow:
    """One check-in."""

    day: Day
    value: str
    badge: Badge | None
    confidence: str
    note: str


@dataclass(frozen=True, slots=True)
class DatedText:
    """A decision or a win."""

    day: Day | None
    text: str


@dataclass(frozen=True, slots=True)
class ReviewPart:
    """The review, with its date if it has one."""

    day: Day | None
    prose: Prose


@dataclass(frozen=True, slots=True)
class MetricPart:
    """A metric's figures, from the finding to the single values."""

    name: str
    finding: str
    meter: Meter | None
    figures: tuple[Fact, ...]
    values: tuple[tuple[Day, str], ...]
    values_more: str


@dataclass(frozen=True, slots=True)
class NoteProblem:
    """A problem found in the goal's own note."""

    badge: Badge
    place: str
    message: str
    help: str


@dataclass(frozen=True, slots=True)
class ReasonRow:
    """One rule that decided a goal's health: what it found, the next step, and where the evidence stands."""

    badge: Badge
    message: str
    step: str
    source: str


@dataclass(frozen=True, slots=True)
class GoalPage:
    """`goals/<slug>.html`."""

    head: Head
    breadcrumb: tuple[Link, ...]
    heading: str
    level: str
    badge: Badge
    notices: tuple[str, ...]
    meter: Meter | None
    headline: str
    lateness: str
    road: Road | None
    facts: tuple[Fact, ...]
    metric: MetricPart | None
    milestones: tuple[MilestoneGroup, ...]
    milestones_words: str
    milestones_more: str
    sub_goals: tuple[GoalGroup, ...]
    sub_goals_more: str
    waits_for: tuple[EdgeRow, ...]
    holds_back: tuple[EdgeRow, ...]
    prose: Prose
    loose: tuple[TaskRow, ...]
    loose_more: str
    check_ins: tuple[CheckInRow, ...]
    has_values: bool
    has_health: bool
    check_ins_more: str
    decisions: tuple[DatedText, ...]
    wins: tuple[DatedText, ...]
    review: ReviewPart | None
    unknown: tuple[tuple[str, str], ...]
    reasons: tuple["ReasonRow", ...]
    problems: tuple[NoteProblem, ...]
    problems_more: str
    tags: tuple[str, ...]
    source: str
    open_in: Link | None


@dataclass(frozen=True, slots=True)
class ListedMilestone:
    """A milestone in the list of all."""

    badge: Badge
    title: str
    href: str
    goal: Link
    day: Day | None
    late: str
    count: str
    owner: str


@dataclass(frozen=True, slots=True)
class MilestoneSection:
    """Overdue, next 30 days, later, undated or done."""

    key: str
    title: str
    count: str
    rows: tuple[ListedMilestone, ...]


@dataclass(frozen=True, slots=True)
class MilestonesPage:
    """`milestones.html` and, for long lists, `milestones-2.html` …"""

    head: Head
    heading: str
    finding: str
    sections: tuple[MilestoneSection, ...]
    more: str
    pager: Pager | None


@dataclass(frozen=True, slots=True)
class ProblemRow:
    """One diagnostic: the sentence, the place, the line with the place marked, what to do."""

    rule: str
    message: str
    place: str
    href: str
    before: str
    marked: str
    after: str
    caret: str
    help: str


@dataclass(frozen=True, slots=True)
class ProblemSection:
    """The problems of one severity."""

    key: str
    badge: Badge
    title: str
    rows: tuple[ProblemRow, ...]


@dataclass(frozen=True, slots=True)
class CountRow:
    """How many problems a file, or a rule, has."""

    name: str
    href: str
    count: int


@dataclass(frozen=True, slots=True)
class ProblemsPage:
    """`problems.html` and, for long lists, `problems-2.html` …"""

    head: Head
    heading: str
    as_of: Day
    finding: str
    sections: tuple[ProblemSection, ...]
    by_file: tuple[CountRow, ...]
    by_file_more: str
    by_rule: tuple[CountRow, ...]
    more: str
    markdown: str
    pager: Pager | None


@dataclass(frozen=True, slots=True)
class NotFoundPage:
    """`404.html`."""

    head: Head
    heading: str


Page: TypeAlias = OverviewPage | GoalPage | MilestonesPage | ProblemsPage | NotFoundPage


@dataclass(frozen=True, slots=True)
class State:
    """What changes with every build and stands in `state.js`: the as-of date and the number of problems."""

    as_of: Day
    problems: int
    problems_words: str


@dataclass(frozen=True, slots=True)
class Site:
    """A whole site, before any HTML."""

    pages: tuple[Page, ...]
    state: State
