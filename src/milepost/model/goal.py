"""Goal, Milestone, Task and what hangs on them: one plan's nouns, resolved across notes by `graph`."""

from datetime import date
from decimal import Decimal

from milepost.model.calendar import Period
from milepost.model.fields import NO_ITEM_FIELDS, ItemFields, NoteFields
from milepost.model.frozen import frozen
from milepost.model.ids import GoalId, ItemId, VaultPath, slug
from milepost.model.quantity import Duration
from milepost.model.span import Span
from milepost.model.status import ItemState, Status


@frozen
class CheckIn:
    """One dated entry below a check-in heading. `health` is the word as typed, `value` in the metric's unit."""

    day: date
    line: int
    note: str = ""
    value: Decimal | None = None
    health: str | None = None
    confidence: Decimal | None = None


@frozen
class Decision:
    """One dated entry below a decisions heading, or a check-in tagged `#decision`."""

    day: date
    text: str
    line: int


@frozen
class Win:
    """Something worth celebrating: an entry tagged `#win`, or text below *Wins*. Dated where the note says when."""

    text: str
    line: int
    day: date | None = None


@frozen
class Review:
    """The text below a review heading, with its date if it has one."""

    text: str
    line: int
    day: date | None = None


@frozen
class Dependency:
    """A resolved depends-on edge. `target` is a goal's, milestone's or task's id, or "" when it leads nowhere.

    `written` is the author's text, at `span`; `lag` the days between the predecessor's finish and this start; `cyclic`
    marks an edge that was cut because it closes a circle.
    """

    target: str
    written: str
    span: Span
    lag: Duration | None = None
    cyclic: bool = False


Spot = tuple[VaultPath, int, int]
"""Path, line and column."""


@frozen
class Task:
    """A checklist item below a milestone (or a loose one), or a task note. `depth` is 1 right below the milestone.

    `parent_id` names the milestone or task above it, "" for a loose top-level item. `status` is a note's own word.
    `after` is the predecessor in a numbered list.
    """

    id: ItemId
    path: VaultPath
    parent_id: str
    title: str
    line: int
    state: ItemState
    symbol: str
    depth: int
    column: int = 1
    fields: ItemFields = NO_ITEM_FIELDS
    owner: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    depends_on: tuple[Dependency, ...] = ()
    after: str = ""
    status: Status | None = None


@frozen
class Milestone:
    """A point of progress in a goal: a checklist item, a heading or a note (`form`).

    `tasks` are all items below it, in document order. `linked` is the goal a linked milestone stands for. `after` is
    the predecessor in a numbered list. `state` is the box's; a heading milestone has none and says TODO; a note's
    comes from its `status`. `section` is the heading an item stands below.
    """

    id: ItemId
    path: VaultPath
    goal: GoalId
    title: str
    line: int
    state: ItemState
    symbol: str
    form: str
    column: int = 1
    fields: ItemFields = NO_ITEM_FIELDS
    owner: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    tasks: tuple[Task, ...] = ()
    depends_on: tuple[Dependency, ...] = ()
    after: str = ""
    linked: GoalId | None = None
    rollup: str | None = None
    status: Status | None = None
    section: str = ""

    @property
    def slug(self) -> str:
        """What its own part of its id makes of a name: worked out, as a vault has more milestones than notes."""
        return slug(self.id.rpartition("#")[2])

    @property
    def written_at(self) -> Spot:
        """Where it stands: the same for that which one note is in each of several goals."""
        return self.path, self.line, self.column


@frozen
class Stage:
    """A sub-heading that groups milestones in time."""

    title: str
    line: int
    milestones: tuple[ItemId, ...]


@frozen
class Goal:
    """One goal: what its note says, with references resolved. Derived figures live in the Analysis.

    `status` is resolved at no date: whether an unwritten status means planned (start in the future) is `analysis`'
    business; here it is None when not written. `parents` and `children` are goals; `children` in path order, linked
    ones among them. `carried_to` and `carried_from` name goals that took over, whichever of the two notes says so.
    `level` is the author's word ("key result"). `series` are dated values from the metric's CSV.
    `owner`, `with_`, `approver` are names as the people's own notes spell them.
    `why_goal` says what made the note a goal.
    """

    id: GoalId
    path: VaultPath
    line: int
    title: str
    slug: str
    level: str
    fields: NoteFields
    status: Status | None = None
    area: str = ""
    owner: tuple[str, ...] = ()
    with_: tuple[str, ...] = ()
    approver: str | None = None
    tags: tuple[str, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    stages: tuple[Stage, ...] = ()
    loose: tuple[Task, ...] = ()
    parents: tuple[GoalId, ...] = ()
    children: tuple[GoalId, ...] = ()
    depends_on: tuple[Dependency, ...] = ()
    carried_to: tuple[GoalId, ...] = ()
    carried_from: tuple[GoalId, ...] = ()
    check_ins: tuple[CheckIn, ...] = ()
    decisions: tuple[Decision, ...] = ()
    wins: tuple[Win, ...] = ()
    review: Review | None = None
    series: tuple[tuple[date, Decimal], ...] = ()
    is_mission: bool = False
    is_habit: bool = False
    why_goal: str = ""


@frozen
class Person:
    """Somebody who owns or may own something; with a note when `path` is set."""

    id: str
    name: str
    path: VaultPath | None = None
    aliases: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()
    interests: tuple[str, ...] = ()
    away: tuple[Period, ...] = ()
    capacity: Decimal | None = None
