"""Figures about people and about how well a goal is put: load, away days, skills, and the five SMART lights."""

from datetime import date
from decimal import Decimal

from milepost.model.calendar import Period
from milepost.model.frozen import frozen
from milepost.model.goal import Goal, Milestone, Task
from milepost.model.ids import GoalId


@frozen
class Light:
    """One SMART light: passed, failed, or None where nobody can tell. `write` says what turns a fail into a pass."""

    passes: bool | None
    evidence: str
    write: str = ""


@frozen
class Smart:
    """Specific, measurable, achievable, relevant, time-bound."""

    s: Light
    m: Light
    a: Light
    r: Light
    t: Light

    @property
    def lights(self) -> tuple[tuple[str, Light], ...]:
        """The five in their order, each with its letter."""
        return (("s", self.s), ("m", self.m), ("a", self.a), ("r", self.r), ("t", self.t))

    @property
    def passed(self) -> int:
        """How many of the five pass."""
        return sum(1 for _, light in self.lights if light.passes)


@frozen
class Taker:
    """Somebody who could take something over, and why."""

    id: str
    name: str
    reason: str


@frozen
class Overload:
    """More open things due in one week than a person's capacity. `part` is the one that could best be handed over."""

    person: str
    week: str
    count: int
    capacity: Decimal
    part: Goal | Milestone | Task
    takers: tuple[Taker, ...] = ()


@frozen
class Clash:
    """Something is due while its owner is away; `others` more of the same goal are due in the same absence."""

    person: str
    part: Goal | Milestone | Task
    day: date
    away: Period
    others: int = 0
    takers: tuple[Taker, ...] = ()


@frozen
class SkillGap:
    """Skills that something needs and that nobody who is named on it is known to have."""

    part: Goal | Milestone | Task
    skills: tuple[str, ...]
    people: tuple[str, ...]
    takers: tuple[Taker, ...] = ()


@frozen
class Crowd:
    """One person with more active goals than anybody can follow. `goal` is the one that could best wait."""

    person: str
    goals: tuple[GoalId, ...]
    goal: GoalId
    takers: tuple[Taker, ...] = ()


@frozen
class Staffing:
    """Who does what in one goal.

    `owner` is the name of the accountable one: its own, else the nearest ancestor's; "" where nobody is named.
    `busy_weeks` are the weeks in which something of this goal is due and whoever owns it has too much. `has_skills`:
    all skills asked for are there; None where none is asked for or nobody's are known. Each overload and crowd is told
    at one goal only. `could_own`: who could take a goal that nobody answers for.
    """

    owner: str = ""
    busy_weeks: tuple[str, ...] = ()
    has_skills: bool | None = None
    overloads: tuple[Overload, ...] = ()
    clashes: tuple[Clash, ...] = ()
    gaps: tuple[SkillGap, ...] = ()
    crowds: tuple[Crowd, ...] = ()
    could_own: tuple[Taker, ...] = ()


@frozen
class PersonFacts:
    """What one person has on their hands.

    `goals` are those they are accountable for by name, `active` those under way that are no mere cover for others of
    theirs. `open_items` counts open goals, milestones and tasks, `overdue` those past their date; `load` is how many
    are due in each ISO week from the as-of day's on, as ("2026-W49", 3). `clashes` and `overloads` are all of theirs.
    """

    id: str
    name: str
    goals: tuple[GoalId, ...] = ()
    active: tuple[GoalId, ...] = ()
    open_items: int = 0
    overdue: int = 0
    load: tuple[tuple[str, int], ...] = ()
    capacity: Decimal | None = None
    overloads: tuple[Overload, ...] = ()
    clashes: tuple[Clash, ...] = ()
