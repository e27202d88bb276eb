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
        for whole in activity.within:
            if whole in activities:
                times.inside.setdefault(whole, []).append(activity.id)
        for target, lag in activity.waits:
            times.successors.setdefault(target, []).append((activity.id, lag))
        times.base[activity.id] = max(today, days.on_or_after(activity.start)) if activity.start else today
    for event in after_targets(_needs_forward(activities, times)):
        _forward(event, activities, times)
    for event in after_targets(_needs_backward(activities, times)):
        _backward(event, activities, times, days)
    return times


def _needs_forward(activities: Mapping[str, Activity], times: Times) -> dict[str, list[str]]:
    """`<x` is the start of x, `>x` its end; each event leads to those it needs first."""
    needs: dict[str, list[str]] = {}
    for name, activity in activities.items():
        starts = needs.setdefault("<" + name, [])
        starts += ["<" + whole for whole in activity.within if whole in activities]
        starts += [">" + target for target, _ in activity.waits]
        needs[">" + name] = [">" + part for part in times.inside.get(name, ())] if activity.is_span else ["<" + name]
    return needs


def _forward(event: str, activities: Mapping[str, Activity], times: Times) -> None:
    name = event[1:]
    activity = activities[name]
    if event[0] == "<":
        at = times.base[name]
        for whole in activity.within:
            at = max(at, times.start.get(whole, at))
        for target, lag in activity.waits:
            at = max(at, times.end.get(target, at) + lag)
        times.start[name] = at
    elif activity.is_span:
        parts = [part for part in times.inside.get(name, ()) if part in times.end]
        times.end[name] = max((times.end[part] for part in parts), default=times.start[name])
        times.through[name] = max((times.through[part] for part in parts), default=times.start[name])
    else:
        times.end[name] = times.start[name] + activity.length
        waits = times.start[name] > times.base[name]
        times.through[name] = times.end[name] if activity.length or waits else times.start[name] + 1


def _needs_backward(activities: Mapping[str, Activity], times: Times) -> dict[str, list[str]]:
    needs: dict[str, list[str]] = {}
    for name, activity in activities.items():
        ends = needs.setdefault(">" + name, [])
        ends += [">" + whole for whole in activity.within if whole in activities]
        ends += ["<" + waiter for waiter, _ in times.successors.get(name, ())]
        needs["<" + name] = ["<" + part for part in times.inside.get(name, ())] if activity.is_span else [">" + name]
    return needs


def _backward(event: str, activities: Mapping[str, Activity], times: Times, days: Workdays) -> None:
    name = event[1:]
    activity = activities[name]
    if event[0] == ">":
        _late_end(activity, activities, times, days)
    elif activity.is_span:
        parts = times.inside.get(name, ())
        times.late_start[name] = min((times.late_start.get(part, 0) for part in parts), default=times.late_end[name])
    else:
        times.late_start[name] = times.late_end[name] - activity.length


def _late_end(activity: Activity, activities: Mapping[str, Activity], times: Times, days: Workdays) -> None:
    """The least of: own due date, what holds it, and the latest start of whoever waits for it; else the root's end."""
    limits = [(days.on_or_before(activity.due) + 1, True)] if activity.due else []
    wholes = [whole for whole in activity.within if whole in activities]
    limits += [(times.late_end[whole], whole in times.dated) for whole in wholes if whole in times.late_end]
    limits += [
        (times.late_start[waiter] - lag, waiter in times.dated)
        for waiter, lag in times.successors.get(activity.id, ())
        if waiter in times.late_start
    ]
    if not limits:
        limits = [(times.through[activity.id], False)]
    end = min(limits)[0]
    times.late_end[activity.id] = end
    if any(dated for limit, dated in limits if limit == end):
        times.dated.add(activity.id)
