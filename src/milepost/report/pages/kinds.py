"""The page values: what each template is given, one type a page. Frozen and hashable.

This is the template contract: templates loop over it and print it. What pages share stands in `parts`.
"""

from typing import NamedTuple, TypeAlias

from milepost.model.frozen import frozen
from milepost.report.charts.heat import Heat
from milepost.report.charts.plot import Plot
from milepost.report.charts.road import Road
from milepost.report.pages.advice import ForecastPage, LightRow, SharpenPage
from milepost.report.pages.calendar import CalendarPage
from milepost.report.pages.goal import (
    CheckInRow,
    DatedText,
    EdgeList,
    MetricPart,
    MilestoneGroup,
    NoteProblem,
    ReasonList,
    ReviewPart,
    TaskRow,
    WhyPart,
    WhyRow,
)
from milepost.report.pages.network import GraphFigure
from milepost.report.pages.overview import AreaPage, AreaRow, AreasPage, Standing
from milepost.report.pages.parts import Badge, Day, Fact, GoalGroup, Head, Link, Meter, Pager, PagerLink, Prose
from milepost.report.pages.people import PeoplePage, PersonPage
from milepost.report.pages.period import PeriodPage, PeriodsPage
from milepost.report.pages.roadmap import RoadmapGrid, RoadmapSection


@frozen
class SearchPage:
    """`search.html`; it works with script only, and says so without."""

    head: Head
    heading: str


@frozen
class Letter:
    """A text at the top of the overview: the mission, or a cover letter."""

    title: Link
    prose: Prose


@frozen
class Guess:
    """No note says it is a goal: which look like one, and why."""

    sentence: str
    goals: tuple[Link, ...]
    more: str


@frozen
class Empty:
    """A vault without goals: a note to copy, and where milepost looked."""

    sample: str
    searched: str
    folders: tuple[str, ...]
    skipped: tuple[str, ...]


@frozen
class Lead:
    """The top of the overview: what the plan is for and how it stands. Absent on its further pages."""

    as_of: Day
    problems: Link
    letters: tuple[Letter, ...]
    standing: Standing | None
    why: tuple[WhyRow, ...]
    alone: "AloneGoal | None"
    guess: Guess | None
    empty: Empty | None
    burnup: Plot | None
    heat: Heat | None
    areas: tuple[AreaRow, ...]
    areas_more: Link
    areas_first: bool


@frozen
class AloneGoal:
    """The only goal of a plan, shown on the overview itself."""

    link: Link
    road: Road | None
    plot: Plot | None


@frozen
class OverviewPage:
    """`index.html`, and `overview-2.html` … for plans of more than sixty goals."""

    head: Head
    heading: str
    lead: Lead | None
    outlook: str
    has_filter: bool
    groups: tuple[GoalGroup, ...]
    closed: tuple[GoalGroup, ...]
    closed_words: str
    pager: Pager | None


@frozen
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
    tiles: tuple[Fact, ...]
    facts: tuple[Fact, ...]
    metric: MetricPart | None
    milestones: tuple[MilestoneGroup, ...]
    milestones_words: str
    milestones_more: str
    burnup: Plot | None
    sub_goals: tuple[GoalGroup, ...]
    sub_goals_more: str
    waits_for: EdgeList | None
    holds_back: EdgeList | None
    neighbours: GraphFigure | None
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
    reasons_title: str
    reasons: ReasonList | None
    why: WhyPart | None
    lights: tuple[LightRow, ...]
    lights_words: str
    problems: tuple[NoteProblem, ...]
    problems_more: str
    tags: tuple[Link, ...]
    source: str
    open_in: tuple[Link, ...]


@frozen
class ListedMilestone:
    """A milestone in the list of all."""

    badge: Badge
    title: str
    href: str
    goal: Link
    day: Day | None
    late: str
    start_by: str
    count: str
    owner: Link


@frozen
class MilestoneSection:
    """Overdue, next 30 days, later, undated or done. `folded_words`: what stands in its place until it is unfolded."""

    key: str
    title: str
    count: str
    folded_words: str
    rows: tuple[ListedMilestone, ...]


@frozen
class MilestonesPage:
    """`milestones.html` and, for long lists, `milestones-2.html` …"""

    head: Head
    heading: str
    finding: str
    sections: tuple[MilestoneSection, ...]
    more: str
    pager: Pager | None


class ProblemRow(NamedTuple):
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


@frozen
class ProblemSection:
    """The problems of one severity."""

    key: str
    badge: Badge
    title: str
    rows: tuple[ProblemRow, ...]


@frozen
class CountRow:
    """How many problems a file, or a rule, has."""

    name: str
    href: str
    count: int


@frozen
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


@frozen
class RoadmapPage:
    """`roadmap.html`, `roadmap-month.html` … for its zooms, and further pages of large plans.

    `headline` names the goal that decides the finish. `sections` hold the bars; `grid` stands in place of them in a
    very large plan, whose areas have pages of their own.
    """

    head: Head
    heading: str
    headline: tuple[Link, ...]
    zooms: tuple[PagerLink, ...]
    above: Link | None
    grid: RoadmapGrid | None
    sections: tuple[RoadmapSection, ...]
    reading: str
    pager: Pager | None


@frozen
class GraphPage:
    """`graph.html` and, for large plans, `graph-2.html` …

    `headline` names what holds back the most. `circles` are pictures of goals that wait for each other; `alone` are
    goals that stand in no picture.
    """

    head: Head
    heading: str
    headline: tuple[Link, ...]
    figures: tuple[GraphFigure, ...]
    circles: tuple[GraphFigure, ...]
    reading: str
    alone: tuple[Link, ...]
    alone_words: str
    pager: Pager | None


@frozen
class NotFoundPage:
    """`404.html`."""

    head: Head
    heading: str


Page: TypeAlias = (
    OverviewPage
    | GoalPage
    | MilestonesPage
    | RoadmapPage
    | GraphPage
    | PeoplePage
    | PersonPage
    | AreaPage
    | AreasPage
    | PeriodPage
    | PeriodsPage
    | CalendarPage
    | ProblemsPage
    | SharpenPage
    | ForecastPage
    | SearchPage
    | NotFoundPage
)


@frozen
class State:
    """What changes with every build and stands in `state.js`: the as-of date and the number of problems."""

    as_of: Day
    problems: int
    problems_words: str
