"""Drawing: the steps from a plan to the positions of everything open."""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import partial

from milepost.analysis.facts import GoalFacts
from milepost.analysis.schedule.activities import Activity
from milepost.analysis.schedule.course import Course, course_of
from milepost.analysis.schedule.network import Network, Sketch, bones_of, make_network, sketch
from milepost.analysis.schedule.passes import Passes, Tie, Times, positions
from milepost.analysis.schedule.reading import Read, Reader
from milepost.analysis.schedule.shares import suggested_starts
from milepost.analysis.schedule.workdays import Workdays
from milepost.config.settings import Settings
from milepost.model.frozen import frozen
from milepost.model.goal import Goal
from milepost.model.ids import GoalId
from milepost.model.memo import Memo
from milepost.model.plan import Plan
from milepost.model.sweep import Order

Facts = Mapping[GoalId, GoalFacts]
Activities = Mapping[str, Activity]
Ties = Mapping[str, Tie]
Noisy = Mapping[GoalId, tuple[str, ...]]
"""Open parts of the goals whose parts are not all quiet."""

_NOTHING: frozenset[str] = frozenset()


@frozen
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
        bones = memo.sweep("bones", plan.listed, (sketches,), lambda name, _: bones_of(sketches[name]), in_order=False)
        network = make_network(bones, plan.listed, memo, calendar_days=self._calendar_days)
        activities = memo.spread("activities", plan.listed, sketches, _activities)
        course = course_of(network, memo)
        ties = self._ties(network, activities, course)
        times = self._times(ties, course)
        reads = self._reads(ties, times, course)
        noisy = memo.spread("noisy", plan.listed, sketches, _noisy)
        return Drawn(
            sketches,
            network,
            activities,
            times,
            reads,
            self._shares(noisy, activities, times),
            self._reader,
            self._days,
            homes=memo.spread("homes", plan.listed, targets, _homes),
            loud=self._loud(noisy, reads),
            blocked=memo.value("blocked", None, (network.dead, network.bones), partial(_blocked, network)),
        )

    def _targets(self) -> Mapping[GoalId, frozenset[str]]:
        """Those parts of each goal that something waits for."""
        goals, blocks = self._plan.goals, self._plan.blocks
        parts = frozenset(name for name in blocks if name not in goals or "#" in name)  # a part may be called as a goal
        parts = self._memo.same("waited for", None, parts)

        def wanted(name: GoalId, _known: object) -> frozenset[str]:
            return parts.intersection(_part_ids(goals[name])) if parts else _NOTHING

        return self._memo.sweep("wanted", self._plan.listed, (goals,), wanted, shared=(parts,), in_order=False)

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
            in_order=False,
        )

    def _ties(self, network: Network, activities: Activities, course: Course) -> Ties:
        bones = network.bones

        def tied(name: str, _known: object) -> Tie:
            one = activities[name]
            above = tuple([whole for whole in one.within if whole in bones])
            waits, successors = network.waits.get(name, ()), network.successors.get(name, ())
            return Tie(one, above, waits, successors, network.inside.get(name, ()))

        inputs = (activities, bones, network.waits, network.successors, network.inside)
        return self._memo.sweep(
            "ties", course.inside_out, inputs, tied, beside=lambda name: bones[name].within, in_order=False
        )

    def _times(self, ties: Ties, course: Course) -> Times:
        memo, passes, shared = self._memo, Passes(self._days, self._as_of), (self._days, self._as_of)
        events = memo.spread("events", course.inside_out, ties, _events)
        early = memo.sweep(
            "earliest",
            course.forward,
            (events,),
            lambda event, known: passes.early(event, events[event], known),
            shared=shared,
            reads=lambda event: events[event].before(event),
            in_order=False,
        )
        late = memo.sweep(
            "latest",
            course.backward,
            (events, early),
            lambda event, known: passes.late(event, events[event], known, early),
            shared=shared,
            reads=lambda event: events[event].behind(event),
            in_order=False,
        )
        return Times(memo.spread("positions", course.backward, late, positions), late)

    def _reads(self, ties: Ties, times: Times, course: Course) -> Mapping[str, Read]:
        def read(name: str, known: Mapping[str, Read]) -> Read:
            tie = ties[name]
            return self._reader.read(tie.one, times.at[name], [known[part] for part in tie.inside])

        inputs, shared = (ties, times.at), (self._reader,)
        return self._memo.sweep(
            "slack",
            course.inside_out,
            inputs,
            read,
            shared=shared,
            reads=lambda name: ties[name].inside,
            in_order=False,
        )

    def _shares(self, noisy: Noisy, activities: Activities, times: Times) -> Mapping[str, int]:
        goals = self._plan.goals

        def shares(name: GoalId, _known: object) -> dict[str, int]:
            return suggested_starts(goals[name], {part: activities[part] for part in noisy[name]}, times)

        inputs = (goals, noisy, activities, times.at)
        found = self._memo.sweep("shares", self._listed(noisy), inputs, shares, beside=lambda name: noisy[name])
        return self._memo.spread("share", self._plan.listed, found, lambda _, own: own.items())

    def _loud(self, noisy: Noisy, reads: Mapping[str, Read]) -> Mapping[GoalId, tuple[Read, ...]]:
        def loud(name: GoalId, _known: object) -> tuple[Read, ...]:
            return tuple([reads[part] for part in noisy[name]])

        return self._memo.sweep("loud", self._listed(noisy), (noisy, reads), loud, beside=lambda name: noisy[name])

    def _listed(self, noisy: Noisy) -> Order[GoalId]:
        return self._memo.value("noisy", "goals", (noisy,), lambda: Order(noisy))


def _part_ids(goal: Goal) -> list[str]:
    own: list[str] = [milestone.id for milestone in goal.milestones]
    return own + [task.id for milestone in goal.milestones for task in milestone.tasks]


def _homes(name: GoalId, parts: frozenset[str]) -> Iterator[tuple[str, GoalId]]:
    return ((part, name) for part in parts)


def _noisy(name: GoalId, drawn: Sketch) -> Iterator[tuple[GoalId, tuple[str, ...]]]:
    """The open parts of a goal that are not all quiet."""
    if drawn.parts is not None and drawn.activity is not None:
        yield name, tuple([one.id for one in drawn.parts.open])


def _blocked(network: Network) -> dict[GoalId, tuple[str, ...]]:
    found: dict[GoalId, tuple[str, ...]] = {}
    for name in sorted(network.dead):
        goal = network.bones[name].goal
        found[goal] = (*found.get(goal, ()), name)
    return found


def _activities(_: GoalId, drawn: Sketch) -> Iterator[tuple[str, Activity]]:
    if drawn.activity is not None:
        yield drawn.activity.id, drawn.activity
    if drawn.parts is not None:
        for one in drawn.parts.open:
            yield one.id, one


def _events(name: str, tie: Tie) -> tuple[tuple[str, Tie], ...]:
    return ("<" + name, tie), (">" + name, tie)
