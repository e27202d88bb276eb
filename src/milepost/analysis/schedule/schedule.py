"""schedule: earliest and latest dates, slack and the critical chain of everything open, by id."""

from collections.abc import Mapping
from datetime import date

from milepost.analysis.facts import GoalFacts, ScheduleFacts
from milepost.analysis.schedule.critical import critical, deciders
from milepost.analysis.schedule.network import Activity, Network, make_network
from milepost.analysis.schedule.passes import Times, run_passes
from milepost.analysis.schedule.shares import suggested_starts
from milepost.analysis.schedule.workdays import Workdays
from milepost.config.settings import Settings
from milepost.graph.order import after_targets
from milepost.model.ids import GoalId
from milepost.model.plan import Plan


def schedule(
    plan: Plan, facts: Mapping[GoalId, GoalFacts], settings: Settings, as_of: date
) -> dict[str, ScheduleFacts]:
    """Dates and slack of every goal, milestone and task, by id."""
    days = Workdays(settings.holidays, calendar_days=settings.calendar_days)
    network = make_network(plan, facts, calendar_days=settings.calendar_days)
    times = run_passes(network, days, as_of)
    reader = _Reader(network, times, days, as_of)
    slack = reader.total_slack()
    marked = critical(network.activities, times, slack)
    shares = _shares(plan, network, times)
    found = {name: ScheduleFacts(start, done) for name, (start, done) in network.closed.items()}
    for name in network.activities:
        found[name] = reader.facts(name, slack, is_critical=name in marked, share=shares.get(name))
    for goal in plan.goals.values():
        for milestone in goal.milestones:
            if milestone.linked in found:
                found[milestone.id] = found[milestone.linked]
    return found


def _shares(plan: Plan, network: Network, times: Times) -> dict[str, int]:
    shares: dict[str, int] = {}
    for goal in plan.goals.values():
        if goal.id in network.activities and any(milestone.after for milestone in goal.milestones):
            shares.update(suggested_starts(goal, network.activities, times))
    return shares


class _Reader:
    """Turns positions into dates."""

    def __init__(self, network: Network, times: Times, days: Workdays, as_of: date) -> None:
        self._activities = network.activities
        self._times = times
        self._days = days
        self._as_of = as_of
        self._ends = self._root_ends()
        self._spans = self._spans_inside_out()
        self._found = {one.id: self._dates(one) for one in self._activities.values() if not one.is_span}
        for one in self._spans:
            self._found[one.id] = self._span_dates(one)

    def _root_ends(self) -> dict[str, int]:
        """The end of the topmost goal above each activity (the latest one, where there are several)."""
        ends: dict[str, int] = {}
        roots = [one for one in self._activities.values() if not any(whole in self._activities for whole in one.within)]
        for root in sorted(roots, key=lambda one: (self._times.end[one.id], one.id)):
            pending, end = [root.id], self._times.end[root.id]
            while pending:
                name = pending.pop()
                if ends.get(name) != end:
                    ends[name] = end
                    pending += self._times.inside.get(name, ())
        return ends

    def total_slack(self) -> dict[str, int]:
        """Days from earliest to latest start; of a span the least of its parts. Parts are read before their span."""
        slack = {one.id: self._own_slack(one) for one in self._activities.values() if not one.is_span}
        for one in self._spans:
            slack[one.id] = min(slack[part] for part in self._times.inside[one.id])
        return slack

    def _spans_inside_out(self) -> list[Activity]:
        inside = {name: list(self._times.inside.get(name, ())) for name, one in self._activities.items() if one.is_span}
        return [self._activities[name] for name in after_targets(inside) if name in inside]

    def _own_slack(self, one: Activity) -> int:
        if one.length:
            return self._times.late_start[one.id] - self._times.start[one.id]
        return self._times.late_end[one.id] - 1 - self._moment(one)

    def _moment(self, one: Activity) -> int:
        """The day of something that takes no time: the last day of the work before it, else its first possible day."""
        at = self._times.start[one.id]
        return at - 1 if at > self._times.base[one.id] else at

    def facts(self, name: str, slack: Mapping[str, int], *, is_critical: bool, share: int | None) -> ScheduleFacts:
        """The dates of one open thing."""
        one, times = self._activities[name], self._times
        start, finish, late_start, late_finish = self._found[name]
        undated = one.due is None and name in times.dated
        return ScheduleFacts(
            earliest_start=start,
            earliest_finish=finish,
            latest_start=late_start,
            latest_finish=late_finish,
            total_slack=slack[name],
            free_slack=self._free(one),
            critical=is_critical,
            start_by=self._days.day(share) if share is not None else late_start if undated else None,
            suggested=share is not None,
            deciders=tuple(deciders(one, self._activities, times)) if times.start[name] > times.base[name] else (),
            waits_for=tuple(dict.fromkeys(target for target, _ in one.waits)),
            dead_blocked=one.dead,
        )

    def _dates(self, one: Activity) -> tuple[date, date, date, date]:
        times, day = self._times, self._days.day
        if one.length:
            start, late_end = times.start[one.id], times.late_end[one.id]
            return day(start), day(start + one.length - 1), day(times.late_start[one.id]), day(late_end - 1)
        moment = self._moment(one)
        waited = times.start[one.id] > times.base[one.id]
        first = day(moment) if waited else max(self._as_of, one.start or self._as_of)
        last = day(times.late_end[one.id] - 1)
        return first, first, last, last

    def _span_dates(self, one: Activity) -> tuple[date, date, date, date]:
        found = [self._found[part] for part in self._times.inside[one.id]]
        return (
            min(dates[0] for dates in found),
            max(dates[1] for dates in found),
            min(dates[2] for dates in found),
            max(dates[3] for dates in found),
        )

    def _free(self, one: Activity) -> int:
        """Days until the first successor's earliest start, else until the topmost goal's end."""
        times = self._times
        end = times.end[one.id]
        waiting = times.successors.get(one.id, ())
        if waiting:
            return min(times.start[waiter] - lag for waiter, lag in waiting) - end
        return self._ends[one.id] - end
