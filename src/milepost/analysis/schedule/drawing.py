"""Drawing: the steps from a plan to the positions of everything open, and the critical chain."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from milepost.analysis.facts import GoalFacts
from milepost.analysis.schedule.activities import Activity
from milepost.analysis.schedule.critical import Activities, Critical, critical
from milepost.analysis.schedule.network import Network, Sketch, bones_of, make_network, sketch
from milepost.analysis.schedule.passes import Passes, Times, times_of
from milepost.analysis.schedule.reading import Read, Reader
from milepost.analysis.schedule.shares import suggested_starts
from milepost.analysis.schedule.workdays import Workdays
from milepost.config.settings import Settings
from milepost.model.goal import Goal
from milepost.model.ids import GoalId
from milepost.model.memo import Memo
from milepost.model.plan import Plan

Facts = Mapping[GoalId, GoalFacts]
_NOTHING: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Drawn:
    """A schedule that is worked out, as positions.

    `reads` are its dates, `shares` suggested starts, `homes` the goals of parts that something waits for, `loud` what
    the parts of goals read whose parts are not all quiet, `blocked` what in each goal waits for
    something that will never be finished.
    """

    sketches: Mapping[GoalId, Sketch]
    network: Network
    activities: Activities
    times: Times
    reads: Mapping[str, Read]
    chain: Critical
    shares: Mapping[str, int]
    reader: Reader
    days: Workdays
    homes: Mapping[str, GoalId]
    loud: Mapping[GoalId, tuple[Read, ...]]
    blocked: Mapping[GoalId, tuple[str, ...]]


class Drawing:
    """Works a schedule out step by step; each step does again only what an edit bears on."""

    def __init__(self, plan: Plan, facts: Facts, settings: Settings, as_of: date, *, memo: Memo) -> None:
        self._plan, self._facts, self._memo = plan, facts, memo
        self._calendar_days = settings.calendar_days
        calendar = (settings.holidays, settings.calendar_days)
        self._days = memo.value("workdays", None, calendar, lambda: Workdays(calendar[0], calendar_days=calendar[1]))
        self._reader = memo.value("reader", None, (self._days,), lambda: Reader(self._days))
        self._as_of = as_of

    def drawn(self) -> Drawn:
        """All steps, in order."""
        memo, plan = self._memo, self._plan
        targets = self._targets()
        sketches = self._sketches(targets)
        bones = memo.sweep("bones", plan.listed, (sketches,), lambda name, _: bones_of(sketches[name]))
        network = memo.value(
            "network",
            None,
            (bones, self._calendar_days),
            partial(make_network, bones, calendar_days=self._calendar_days),
        )
        activities = memo.value("activities", None, (sketches,), partial(_activities, sketches))
        times = self._times(network, activities)
        reads = self._reads(network, activities, times)
        inputs = (network, activities, times, reads)
        chain = memo.value("critical", None, (*inputs, self._reader), partial(self._chain, *inputs))
        shares = memo.value(
            "shares", None, (plan.goals, sketches, *inputs), partial(self._shares, sketches, activities, times)
        )
        return Drawn(
            sketches,
            network,
            activities,
            times,
            reads,
            chain,
            shares,
            self._reader,
            self._days,
            homes=memo.value("homes", None, (targets,), partial(_homes, targets)),
            loud=memo.value("loud", None, (sketches, reads), partial(_loud, sketches, reads)),
            blocked=memo.value("blocked", None, (network,), partial(_blocked, network)),
        )

    def _targets(self) -> Mapping[GoalId, frozenset[str]]:
        """Those parts of each goal that something waits for."""
        goals, blocks = self._plan.goals, self._plan.blocks

        def wanted(name: GoalId, _known: object) -> frozenset[str]:
            return frozenset([part for part in _part_ids(goals[name]) if part in blocks]) if blocks else _NOTHING

        return self._memo.sweep("wanted", self._plan.listed, (goals,), wanted, shared=(blocks,))

    def _sketches(self, targets: Mapping[GoalId, frozenset[str]]) -> Mapping[GoalId, Sketch]:
        goals, facts = self._plan.goals, self._facts

        def drawn(name: GoalId, known: Mapping[GoalId, Sketch]) -> Sketch:
            goal = goals[name]
            return sketch(
                goal,
                facts[name],
                targets[name],
                has_open_child=any(known[child].activity is not None for child in goal.children),
                calendar_days=self._calendar_days,
            )

        return self._memo.sweep(
            "sketch",
            self._plan.order,
            (goals, facts, targets),
            drawn,
            shared=(self._calendar_days,),
            reads=lambda name: goals[name].children,
        )

    def _times(self, network: Network, activities: Activities) -> Times:
        memo = self._memo
        passes = Passes(activities, network.inside, network.waits, network.successors, self._days, self._as_of)
        events = memo.value("events", None, (network, activities), partial(_events, activities))
        shared = (network, self._days, self._as_of)
        early = memo.sweep(
            "earliest", network.forward, (events,), passes.early, shared=shared, reads=network.early.__getitem__
        )
        late = memo.sweep(
            "latest",
            network.backward,
            (events, early),
            lambda event, known: passes.late(event, known, early),
            shared=shared,
            reads=network.late.__getitem__,
        )
        return memo.value("times", None, (early, late), partial(times_of, early, late))

    def _reads(self, network: Network, activities: Activities, times: Times) -> Mapping[str, Read]:
        def read(name: str, known: Mapping[str, Read]) -> Read:
            return self._reader.read(activities[name], times.at[name], [known[part] for part in inside(name)])

        def inside(name: str) -> Sequence[str]:
            return network.inside.get(name, ()) if network.bones[name].is_span else ()

        inputs = (activities, times.at)
        return self._memo.sweep("slack", network.inside_out, inputs, read, shared=(network, self._reader), reads=inside)

    def _chain(self, network: Network, activities: Activities, times: Times, reads: Mapping[str, Read]) -> Critical:
        slack = {name: one.slack for name, one in reads.items()}
        quiet = {name for name, one in activities.items() if self._reader.is_dated(one, times.at[name])}
        return critical(
            network, activities, times, slack=slack, dated=quiet | {name for name in activities if times.is_dated(name)}
        )

    def _shares(self, sketches: Mapping[GoalId, Sketch], activities: Activities, times: Times) -> dict[str, int]:
        shares: dict[str, int] = {}
        for name, drawn in sketches.items():
            if drawn.activity is not None and drawn.parts is not None:
                shares.update(suggested_starts(self._plan.goals[name], activities, times))
        return shares


def _part_ids(goal: Goal) -> list[str]:
    own: list[str] = [milestone.id for milestone in goal.milestones]
    return own + [task.id for milestone in goal.milestones for task in milestone.tasks]


def _homes(targets: Mapping[GoalId, frozenset[str]]) -> dict[str, GoalId]:
    return {part: name for name, parts in targets.items() for part in parts}


def _loud(sketches: Mapping[GoalId, Sketch], reads: Mapping[str, Read]) -> dict[GoalId, tuple[Read, ...]]:
    return {
        name: tuple(reads[one.id] for one in drawn.parts.open)
        for name, drawn in sketches.items()
        if drawn.parts is not None and drawn.activity is not None
    }


def _blocked(network: Network) -> dict[GoalId, tuple[str, ...]]:
    found: dict[GoalId, tuple[str, ...]] = {}
    for name in sorted(network.dead):
        goal = network.bones[name].goal
        found[goal] = (*found.get(goal, ()), name)
    return found


def _activities(sketches: Mapping[GoalId, Sketch]) -> dict[str, Activity]:
    found: dict[str, Activity] = {}
    for drawn in sketches.values():
        if drawn.activity is not None:
            found[drawn.activity.id] = drawn.activity
        if drawn.parts is not None:
            found.update({one.id: one for one in drawn.parts.open})
    return found


def _events(activities: Activities) -> dict[str, Activity]:
    return {sign + name: one for name, one in activities.items() for sign in "<>"}
