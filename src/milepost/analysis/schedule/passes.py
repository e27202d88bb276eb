"""Forward and backward pass over a Network, in numbers of working days.

Positions are half-open: work of n days from position p occupies days p..p+n-1 and ends at p+n. Laws: a successor never
starts before its predecessors end; without a due date the slack on the deciding chain is 0.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from milepost.analysis.schedule.activities import Activity, Quiet
from milepost.analysis.schedule.network import Network, Waits
from milepost.analysis.schedule.workdays import Workdays
from milepost.graph.order import after_targets


@dataclass(slots=True)
class Times:
    """Positions of one plan: `start`/`end` the earliest, `late_start`/`late_end` the latest, by activity id.

    `through` is one past the last day an activity touches: its end, or the day after the moment of one without length.
    `base` is where an activity could start if it waited for nothing; `dated` are those whose latest end comes from a
    due date; `inside` lists what lies directly in a span, `successors` who waits for whom with which lag. `today` is
    the position of the as-of day.
    """

    today: int
    base: dict[str, int] = field(default_factory=dict)
    start: dict[str, int] = field(default_factory=dict)
    end: dict[str, int] = field(default_factory=dict)
    late_start: dict[str, int] = field(default_factory=dict)
    late_end: dict[str, int] = field(default_factory=dict)
    through: dict[str, int] = field(default_factory=dict)
    dated: set[str] = field(default_factory=set)
    inside: dict[str, list[str]] = field(default_factory=dict)
    successors: dict[str, list[tuple[str, int]]] = field(default_factory=dict)


def run_passes(network: Network, days: Workdays, as_of: date) -> Times:
    """Earliest and latest positions of every activity. Linear in activities and waits."""
    times = Times(days.on_or_after(as_of))
    for waiter, waits in network.waits.items():
        for target, lag in waits:
            times.successors.setdefault(target, []).append((waiter, lag))
    passes = Passes(network.activities, times, days, network.waits)
    passes.quiet = network.quiet
    passes.enter(network.activities.values())
    for event in after_targets(_forward_needs(network, times)):
        passes.forward(event)
    for event in after_targets(_backward_needs(network, times)):
        passes.backward(event)
    return times


def settle_parts(parts: Sequence[Activity], whole: Activity, times: Times, days: Workdays) -> Times:
    """The positions of quiet parts of a goal, from those of the goal. `parts` come parents first."""
    own = Times(times.today)
    name = whole.id
    own.base[name], own.start[name], own.end[name] = times.base[name], times.start[name], times.end[name]
    own.late_start[name], own.late_end[name] = times.late_start[name], times.late_end[name]
    if name in times.dated:
        own.dated.add(name)
    passes = Passes({name: whole, **{one.id: one for one in parts}}, own, days, {})
    passes.enter(parts)
    for one in parts:
        passes.begin(one)
    for one in reversed(parts):
        passes.finish(one)
    for one in parts:
        passes.end_late(one)
    for one in reversed(parts):
        passes.start_late(one)
    return own


def _forward_needs(network: Network, times: Times) -> dict[str, Sequence[str]]:
    """Events are `<x`, the start of x, and `>x`, its end. Each leads to those it needs first."""
    activities, waits = network.activities, network.waits
    needs: dict[str, Sequence[str]] = {}
    for name, one in activities.items():
        needs["<" + name] = [
            *("<" + whole for whole in one.within if whole in activities),
            *(">" + target for target, _ in waits.get(name, ())),
        ]
        inside = times.inside.get(name, ()) if one.is_span else ()
        needs[">" + name] = ["<" + name, *(">" + part for part in inside)]
    return needs


def _backward_needs(network: Network, times: Times) -> dict[str, Sequence[str]]:
    """Each event leads to those it needs first, from the end."""
    activities = network.activities
    needs: dict[str, Sequence[str]] = {}
    for name, one in activities.items():
        needs[">" + name] = [
            *(">" + whole for whole in one.within if whole in activities),
            *("<" + waiter for waiter, _ in times.successors.get(name, ())),
        ]
        inside = times.inside.get(name, ()) if one.is_span else ()
        needs["<" + name] = [">" + name, *("<" + part for part in inside)]
    return needs


class Passes:
    """The arithmetic of one activity at a time; who calls sees to the order. Quiet parts go with their goal."""

    def __init__(
        self, activities: Mapping[str, Activity], times: Times, days: Workdays, waits: Mapping[str, Waits]
    ) -> None:
        self._activities, self._times, self._days, self._waits = activities, times, days, waits
        self.quiet: Mapping[str, Quiet] = {}

    def enter(self, activities: Iterable[Activity]) -> None:
        """Note what lies in what, and where each could start."""
        times = self._times
        for one in activities:
            for whole in one.within:
                if whole in self._activities:
                    times.inside.setdefault(whole, []).append(one.id)
            times.base[one.id] = max(times.today, self._days.on_or_after(one.start)) if one.start else times.today

    def forward(self, event: str) -> None:
        """Settle the earliest position of a start or an end."""
        one = self._activities[event[1:]]
        if event[0] == "<":
            self.begin(one)
        else:
            self.finish(one)

    def backward(self, event: str) -> None:
        """Settle the latest position of an end or a start."""
        one = self._activities[event[1:]]
        if event[0] == ">":
            self.end_late(one)
        else:
            self.start_late(one)

    def begin(self, one: Activity) -> None:
        """Not before what holds it, nor before what it waits for has ended."""
        times = self._times
        at = times.base[one.id]
        for whole in one.within:
            at = max(at, times.start.get(whole, at))
        for target, lag in self._waits.get(one.id, ()):
            at = max(at, times.end.get(target, at) + lag)
        times.start[one.id] = at

    def finish(self, one: Activity) -> None:
        """A span ends with the last of its parts."""
        times, start = self._times, self._times.start[one.id]
        if not one.is_span:
            times.end[one.id] = start + one.length
            waited = start > times.base[one.id]
            times.through[one.id] = start + one.length if one.length or waited else start + 1
            return
        parts = [part for part in times.inside.get(one.id, ()) if part in times.end]
        ends, through = [times.end[part] for part in parts], [times.through[part] for part in parts]
        if one.id in self.quiet:
            ends.append(start)
            through.append(start if start > times.today else start + 1)
        times.end[one.id] = max(ends, default=start)
        times.through[one.id] = max(through, default=start)

    def start_late(self, one: Activity) -> None:
        """A span must start with the first of its parts."""
        times, late_end = self._times, self._times.late_end[one.id]
        if not one.is_span:
            times.late_start[one.id] = late_end - one.length
            return
        starts = [times.late_start[part] for part in times.inside.get(one.id, ()) if part in times.late_start]
        if one.id in self.quiet:
            starts.append(first_end(self.quiet[one.id], late_end, self._days))
        times.late_start[one.id] = min(starts, default=late_end)

    def end_late(self, one: Activity) -> None:
        """The least of: own due date, what holds it, latest start of whoever waits for it; else the root's end."""
        times = self._times
        limits = [(self._days.on_or_before(one.due) + 1, True)] if one.due else []
        limits += [(times.late_end[whole], whole in times.dated) for whole in one.within if whole in times.late_end]
        limits += [
            (times.late_start[waiter] - lag, waiter in times.dated)
            for waiter, lag in times.successors.get(one.id, ())
            if waiter in times.late_start
        ]
        if not limits:
            limits = [(times.through[one.id], False)]
        end = min(limits)[0]
        times.late_end[one.id] = end
        if any(dated for limit, dated in limits if limit == end):
            times.dated.add(one.id)


def first_end(quiet: Quiet, late_end: int, days: Workdays) -> int:
    """The latest end of that quiet part which must end first."""
    return late_end if quiet.first is None else min(late_end, days.on_or_before(quiet.first) + 1)


def last_end(quiet: Quiet, late_end: int, days: Workdays) -> int:
    """The latest end of that quiet part which may end last."""
    return late_end if quiet.last is None else min(late_end, days.on_or_before(quiet.last) + 1)
