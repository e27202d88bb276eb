"""Forward and backward pass over a Network, in numbers of working days.

Positions are half-open: work of n days from position p occupies days p..p+n-1 and ends at p+n. Laws: a successor never
starts before its predecessors end; without a due date the slack on the deciding chain is 0.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from milepost.analysis.schedule.network import Activity, Network
from milepost.analysis.schedule.workdays import Workdays
from milepost.graph.order import after_targets


@dataclass(slots=True)
class Times:
    """Positions of one plan: `start`/`end` the earliest, `late_start`/`late_end` the latest, by activity id.

    `through` is one past the last day an activity touches: its end, or the day after the moment of one without length.
    `base` is where an activity could start if it waited for nothing; `dated` are those whose latest end comes from a
    due date; `inside` lists what lies directly in a span, `successors` who waits for whom with which lag.
    """

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
    times = Times()
    activities = network.activities
    today = days.on_or_after(as_of)
    for activity in activities.values():
        for target, lag in activity.waits:
            times.successors.setdefault(target, []).append((activity.id, lag))
    for activity in activities.values():
        for whole in activity.within:
            if whole in activities:
                times.inside.setdefault(whole, []).append(activity.id)
        times.base[activity.id] = max(today, days.on_or_after(activity.start)) if activity.start else today
    passes = _Passes(activities, times, days, _plain(activities, times))
    for event in after_targets(passes.needs_forward()):
        passes.forward(event)
    for event in after_targets(passes.needs_backward()):
        passes.backward(event)
    return times


def _plain(activities: Mapping[str, Activity], times: Times) -> dict[str, list[Activity]]:
    """Work that waits for nothing and nothing waits for, by the one thing that holds it: no events of their own."""
    plain: dict[str, list[Activity]] = {}
    for one in activities.values():
        alone = not (one.is_span or one.waits or one.id in times.successors or one.id in times.inside)
        if alone and len(one.within) == 1 and one.within[0] in activities:
            plain.setdefault(one.within[0], []).append(one)
    return plain


class _Passes:
    """Events are `<x`, the start of x, and `>x`, its end. Plain work is settled together with what holds it."""

    def __init__(
        self, activities: Mapping[str, Activity], times: Times, days: Workdays, plain: Mapping[str, list[Activity]]
    ) -> None:
        self._activities = activities
        self._times = times
        self._days = days
        self._plain = plain
        skipped = {one.id for group in plain.values() for one in group}
        self._own = {name: one for name, one in activities.items() if name not in skipped}
        self._parts = {name: [part for part in parts if part not in skipped] for name, parts in times.inside.items()}

    def needs_forward(self) -> dict[str, list[str]]:
        """Each event leads to those it needs first."""
        needs: dict[str, list[str]] = {}
        for name, one in self._own.items():
            starts = needs.setdefault("<" + name, [])
            starts += ["<" + whole for whole in one.within if whole in self._activities]
            starts += [">" + target for target, _ in one.waits]
            needs[">" + name] = ["<" + name]
            if one.is_span:
                needs[">" + name] += [">" + part for part in self._parts.get(name, ())]
        return needs

    def forward(self, event: str) -> None:
        name = event[1:]
        if event[0] == "<":
            self._begin(self._activities[name])
            for part in self._plain.get(name, ()):
                self._begin(part)
                self._finish(part)
        else:
            self._finish(self._activities[name])

    def _begin(self, one: Activity) -> None:
        times = self._times
        at = times.base[one.id]
        for whole in one.within:
            at = max(at, times.start.get(whole, at))
        for target, lag in one.waits:
            at = max(at, times.end.get(target, at) + lag)
        times.start[one.id] = at

    def _finish(self, one: Activity) -> None:
        times, start = self._times, self._times.start[one.id]
        if one.is_span:
            parts = [part for part in times.inside.get(one.id, ()) if part in times.end]
            times.end[one.id] = max((times.end[part] for part in parts), default=start)
            times.through[one.id] = max((times.through[part] for part in parts), default=start)
            return
        times.end[one.id] = start + one.length
        waited = start > times.base[one.id]
        times.through[one.id] = start + one.length if one.length or waited else start + 1

    def needs_backward(self) -> dict[str, list[str]]:
        """Each event leads to those it needs first, from the end."""
        needs: dict[str, list[str]] = {}
        for name, one in self._own.items():
            ends = needs.setdefault(">" + name, [])
            ends += [">" + whole for whole in one.within if whole in self._activities]
            ends += ["<" + waiter for waiter, _ in self._times.successors.get(name, ())]
            needs["<" + name] = [">" + name]
            if one.is_span:
                needs["<" + name] += ["<" + part for part in self._parts.get(name, ())]
        return needs

    def backward(self, event: str) -> None:
        name = event[1:]
        if event[0] == ">":
            self._late_end(self._activities[name])
            for part in self._plain.get(name, ()):
                self._late_end(part)
                self._late_start(part)
        else:
            self._late_start(self._activities[name])

    def _late_start(self, one: Activity) -> None:
        times = self._times
        if one.is_span:
            parts = [part for part in times.inside.get(one.id, ()) if part in times.late_start]
            times.late_start[one.id] = min((times.late_start[part] for part in parts), default=times.late_end[one.id])
        else:
            times.late_start[one.id] = times.late_end[one.id] - one.length

    def _late_end(self, one: Activity) -> None:
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
