"""Schedule: earliest and latest dates, slack and the critical chain of everything open, by id."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from milepost.analysis.facts import GoalFacts, ScheduleFacts
from milepost.analysis.schedule.activities import Activity, Parts, is_closed, leaf_limits, parts_of
from milepost.analysis.schedule.critical import Crown, above, crown_of, deciders, slacks_above
from milepost.analysis.schedule.drawing import Drawing, Drawn
from milepost.analysis.schedule.network import Waits
from milepost.analysis.schedule.passes import DATED, Passes, Settled, Tie, Times
from milepost.analysis.schedule.reading import Read
from milepost.analysis.schedule.tightest import Asked, Tight, tightest
from milepost.analysis.schedule.workdays import Workdays
from milepost.config.settings import Settings
from milepost.model.frozen import frozen
from milepost.model.goal import Dependency, Milestone
from milepost.model.ids import GoalId
from milepost.model.memo import Memo
from milepost.model.plan import Plan
from milepost.model.sweep import Inputs

KEPT = 64
"""Of how many goals the parts' figures are held: whoever looks at one part looks at its neighbours next."""

Facts = Mapping[GoalId, GoalFacts]
Table = Mapping[str, ScheduleFacts]


def schedule(plan: Plan, facts: Facts, settings: Settings, as_of: date, *, memo: Memo) -> "Schedule":
    """Dates and slack of every goal, milestone and task."""
    drawn = Drawing(plan, facts, settings, as_of, memo=memo).drawn()
    return Schedule(plan, facts, drawn, calendar_days=settings.calendar_days)


@frozen
class Origin:
    """What a schedule is worked out from."""

    plan: Plan
    facts: Facts
    drawn: Drawn


class Begin(NamedTuple):
    """The day by which something undated should begin. `takes_time`: it is not on that day that it must be done."""

    day: date
    is_suggested: bool
    takes_time: bool


class Schedule(Table):
    """Figures by the id of a goal, milestone or task, worked out when they are asked for.

    Closed things have the days they took. `calendar_days`: every day is a working day.
    """

    def __init__(self, plan: Plan, facts: Facts, drawn: Drawn, *, calendar_days: bool) -> None:
        self._plan, self._facts, self._drawn, self.calendar_days = plan, facts, drawn, calendar_days
        self._homes: dict[str, GoalId] | None = None
        self._kept: dict[GoalId, Table] = {}

    @property
    def made_of(self) -> Origin:
        """What it is worked out from."""
        return Origin(self._plan, self._facts, self._drawn)

    def of(self, origin: Origin) -> "Schedule":
        """The same schedule, of something that stands for what it is worked out from."""
        return Schedule(origin.plan, origin.facts, origin.drawn, calendar_days=self.calendar_days)

    def of_goals(self, memo: Memo) -> tuple[Inputs, ...]:
        """What the dates and slack of goals hang on, whether they are critical and wait for anything, by goal."""
        drawn = self._drawn
        network, known = drawn.network, (drawn.activities, drawn.reads)
        critical = memo.sweep(
            "critical",
            self._plan.listed,
            (*known, network.bones, drawn.times.late),
            lambda name, _: name in drawn.activities and self._is_critical(name, self._crown(name)),
            beside=lambda name: (">" + name, *above(name, network)) if name in drawn.activities else (),
            in_order=False,
        )
        return *known, network.waits, critical

    @property
    def waits(self) -> Mapping[str, Waits]:
        """What each open goal and loud part must wait for."""
        return self._drawn.network.waits

    @property
    def blocked(self) -> Mapping[GoalId, tuple[str, ...]]:
        """Of each goal what waits for something that will never be finished: parts of it, or itself."""
        return self._drawn.blocked

    @property
    def gone(self) -> Mapping[str, bool]:
        """What was given up."""
        return self._drawn.network.gone

    def is_vain(self, edge: Dependency) -> bool:
        """Whether what is waited for will never be finished: it is given up, not there, or waits in turn."""
        stands_for = self._drawn.network.stands_for
        return edge.cyclic or not edge.target or stands_for.get(edge.target, edge.target) in self.gone

    @property
    def homes(self) -> Mapping[str, GoalId]:
        """The goals of milestones and tasks that something waits for."""
        return self._drawn.homes

    @property
    def loud(self) -> Mapping[GoalId, tuple[Read, ...]]:
        """What the parts of goals read, of those goals whose parts are not all quiet."""
        return self._drawn.loud

    def goals_of(self, target: str) -> Iterator[GoalId]:
        """The goals that the dates of something waited for come from: the one it is, lies in, or stands for."""
        home = GoalId(target) if target in self._plan.goals else self.homes.get(target)
        if home is not None:
            yield home
        if target in self._drawn.network.stands_for:
            yield self._drawn.network.stands_for[target]

    @property
    def reads(self) -> Mapping[str, Read]:
        """Slack and dates of goals, and of parts that are not quiet."""
        return self._drawn.reads

    def read(self, target: str) -> Read | None:
        """Slack and dates of something open that others wait for; None for what is closed or unknown."""
        return self._drawn.reads.get(self._drawn.network.stands_for.get(target, target))

    @property
    def times(self) -> Times:
        """Their positions."""
        return self._drawn.times

    @property
    def workdays(self) -> Workdays:
        """The calendar that it counts in."""
        return self._drawn.days

    def __getitem__(self, name: str) -> ScheduleFacts:
        own = self._drawn.network.stands_for.get(name, name)
        if own not in self._plan.goals:
            return self.parts(self._home_of(name))[name]
        activity = self._drawn.activities.get(own)
        if activity is not None:
            return self._facts_of(activity)
        facts = self._facts[GoalId(own)]
        return ScheduleFacts(facts.start, facts.done)

    def __iter__(self) -> Iterator[str]:
        yield from self._plan.goals
        for name, goal in self._plan.goals.items():
            yield from self.parts(name)
            yield from (one.id for one in goal.milestones if one.linked is not None)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def parts(self, goal: GoalId) -> Table:
        """Milestones and tasks of one goal; not those that stand for another goal."""
        found = self._kept.get(goal)
        if found is None:
            if len(self._kept) >= KEPT:
                self._kept.clear()
            found = self._kept[goal] = self._parts(goal)
        return found

    def tightest(self, goal: GoalId, is_asked: Asked) -> Tight | None:
        """The first of those open milestones and tasks of a goal with the least slack that are asked for."""
        return tightest(self._drawn, self._plan.goals[goal], self._facts[goal], is_asked)

    def is_critical(self, goal: GoalId) -> bool:
        """Whether an open goal must end by its latest day for the whole to end by its own."""
        read = self._drawn.reads.get(goal)
        if read is None or self._drawn.times.decides(goal):
            return read is not None
        if read.slack > 0:  # only lesser ones does a crown have
            return False
        return read.slack in slacks_above(goal, self._drawn.network, self._drawn.reads)

    def begin_of(self, goal: GoalId, milestone: Milestone) -> Begin | None:
        """By when a milestone without a date should begin, which costs less than all its figures; None without need."""
        drawn = self._drawn
        share = drawn.shares.get(milestone.id)
        if share is not None:
            return Begin(drawn.reader.day(share), is_suggested=True, takes_time=True)
        is_quiet = drawn.sketches[goal].parts is None
        at = drawn.times.at.get(goal if is_quiet else milestone.id)
        facts = self._facts[goal].milestones[milestone.id]
        if at is None or at.bound != DATED or (is_quiet and is_closed(milestone, facts)):
            return None
        if is_quiet:
            first, last = drawn.reader.ends_by(leaf_limits(milestone), at)
        else:
            read = drawn.reads[milestone.id]
            first, last = read.latest_start, read.latest_finish
        return Begin(first, is_suggested=False, takes_time=first != last)

    def _home_of(self, name: str) -> GoalId:
        if name in self.homes:
            return self.homes[name]
        goal = GoalId(name.rpartition("#")[0])
        if goal in self._plan.goals and name in self.parts(goal):
            return goal
        if self._homes is None:
            self._homes = {
                name: goal.id
                for goal in self._plan.goals.values()
                for milestone in goal.milestones
                if milestone.linked is None
                for name in (milestone.id, *(task.id for task in milestone.tasks))
            }
        return self._homes[name]

    def _parts(self, goal: GoalId) -> Table:
        drawn = self._drawn.sketches[goal]
        parts = drawn.parts or parts_of(self._plan.goals[goal], self._facts[goal], calendar_days=self.calendar_days)
        found = {name: ScheduleFacts(start, done) for name, (start, done) in parts.closed.items()}
        if drawn.parts is None and drawn.activity is not None:
            found.update(self._quiet_parts(drawn.activity, parts))
        else:
            found.update({one.id: self._facts_of(one) for one in parts.open})
        return found

    def _facts_of(self, one: Activity) -> ScheduleFacts:
        """The figures of a goal, or of a part that is not quiet."""
        network, times, reads = self._drawn.network, self._drawn.times, self._drawn.reads
        at, read, crown = times.at[one.id], reads[one.id], self._crown(one.id)
        return self._said(
            one,
            read,
            free=self._free(read, crown),
            is_critical=self._is_critical(one.id, crown),
            is_dated=times.is_dated(one.id),
            deciders=tuple(deciders(one.id, network, times)) if at.start > at.base else (),
        )

    def _free(self, read: Read, crown: Crown) -> int:
        """The days between the last one that something touches and the first on which somebody waits."""
        return max(0, crown.until - self._drawn.days.on_or_after(read.earliest_finish) - 1)

    def _is_critical(self, name: str, crown: Crown) -> bool:
        return self._drawn.times.decides(name) or self._drawn.reads[name].slack in crown.slacks

    def _crown(self, name: str) -> Crown:
        return crown_of(name, self._drawn.network, self._drawn.times, self._drawn.reads)

    def _quiet_parts(self, goal: Activity, parts: Parts) -> dict[str, ScheduleFacts]:
        drawn, settled = self._drawn, _settled(goal, parts, self._drawn)
        inside: dict[str, list[str]] = {}
        reads: dict[str, Read] = {}
        leaves: dict[int, Read] = {}
        for one in reversed(parts.open):
            at = settled[one.id].at
            inside.setdefault(one.within[0], []).append(one.id)
            if one.is_span:
                reads[one.id] = drawn.reader.read(one, at, [reads[part] for part in inside.get(one.id, ())])
                continue
            if at.by not in leaves:
                leaves[at.by] = drawn.reader.read(one, at, ())
            reads[one.id] = leaves[at.by]
        at, crown = drawn.times.at[goal.id], self._crown(goal.id)
        before = tuple(deciders(goal.id, drawn.network, drawn.times)) if at.start > at.base else ()
        return {
            one.id: self._said(
                one,
                reads[one.id],
                free=self._free(reads[one.id], crown),
                is_critical=settled[one.id].decides is not None or reads[one.id].slack in crown.slacks,
                is_dated=settled[one.id].at.bound == DATED,
                deciders=before,
            )
            for one in parts.open
        }

    def _said(
        self, one: Activity, read: Read, *, free: int, is_critical: bool, is_dated: bool, deciders: tuple[str, ...]
    ) -> ScheduleFacts:
        share = self._drawn.shares.get(one.id)
        undated = one.due is None and is_dated
        waits = self._drawn.network.waits.get(one.id, ())
        return ScheduleFacts(
            earliest_start=read.earliest_start,
            earliest_finish=read.earliest_finish,
            latest_start=read.latest_start,
            latest_finish=read.latest_finish,
            total_slack=read.slack,
            free_slack=free,
            critical=is_critical,
            start_by=self._drawn.reader.day(share) if share is not None else read.latest_start if undated else None,
            suggested=share is not None,
            deciders=deciders,
            waits_for=tuple(dict.fromkeys(target for target, _ in waits)),
            dead_blocked=one.id in self._drawn.network.dead,
        )


def _settled(goal: Activity, parts: Parts, drawn: Drawn) -> dict[str, Settled]:
    """The positions of a goal's quiet parts: they begin and end when the goal begins, but for their latest ends."""
    at = drawn.times.at[goal.id]
    passes = Passes(drawn.days, date.fromordinal(at.first))
    late: dict[str, Settled] = {">" + goal.id: drawn.times.late[">" + goal.id]}
    early = (at.start, at.start, at.first, at.start, at.base, at.first)
    found = {}
    for one in parts.open:
        found[one.id] = late[">" + one.id] = passes.end_at_latest(Tie(one, one.within), late, early)
    return found
