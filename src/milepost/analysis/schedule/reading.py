"""Reading: positions of a schedule turned into dates and slack."""

from collections.abc import Iterable, Sequence
from datetime import date

from milepost.analysis.facts import ScheduleFacts
from milepost.analysis.schedule.activities import Activity
from milepost.analysis.schedule.critical import Critical, deciders
from milepost.analysis.schedule.network import Network
from milepost.analysis.schedule.passes import Times, first_end, last_end, settle_parts
from milepost.analysis.schedule.workdays import Workdays
from milepost.graph.order import after_targets

Dates = tuple[date, date, date, date]
"""Earliest start and finish, latest start and finish."""


class Reading:
    """What positions say of goals and of parts that are not quiet; of quiet parts when it is asked for them."""

    def __init__(self, network: Network, times: Times, days: Workdays, as_of: date) -> None:
        self.network, self.times, self._days, self._as_of = network, times, days, as_of
        self.critical, self.shares = Critical(), dict[str, int]()
        self._calendar: dict[int, date] = {}
        self._ends = self._root_ends()
        self.slack: dict[str, int] = {}
        self._found: dict[str, Dates] = {}
        self._read(self._inside_out(), times, self.slack, self._found)

    def dated_parts(self) -> dict[str, bool]:
        """Of goals with quiet parts, whether one has its latest end from its own due date."""
        late = self.times.late_end
        return {
            name: quiet.first is not None and self._days.on_or_before(quiet.first) + 1 <= late[name]
            for name, quiet in self.network.quiet.items()
        }

    def facts(self, one: Activity) -> ScheduleFacts:
        """The figures of a goal, or of a part that is not quiet."""
        waits, times = self.network.waits.get(one.id, ()), self.times
        late = times.start[one.id] > times.base[one.id]
        return self._facts(
            one,
            times,
            (self.slack[one.id], self._found[one.id]),
            is_critical=one.id in self.critical.marked,
            deciders=tuple(deciders(one, self.network, times, times.start[one.id])) if late else (),
            waits_for=tuple(dict.fromkeys(target for target, _ in waits)),
        )

    def quiet_facts(self, goal: Activity, parts: Sequence[Activity]) -> dict[str, ScheduleFacts]:
        """The figures of a goal's quiet parts, which come parents first."""
        times = settle_parts(parts, goal, self.times, self._days)
        slack: dict[str, int] = {}
        dates: dict[str, Dates] = {}
        self._read(reversed(parts), times, slack, dates)
        at = times.start[goal.id]
        before = tuple(deciders(goal, self.network, self.times, at)) if at > times.today else ()
        return {
            one.id: self._facts(
                one,
                times,
                (slack[one.id], dates[one.id]),
                is_critical=self.critical.has_part(goal.id, slack[one.id]),
                deciders=before,
                waits_for=(),
            )
            for one in parts
        }

    def slack_by(self, goal: Activity, limit: date | None) -> int:
        """The slack of a quiet part that must be finished by a day, as far as its goal leaves it that much."""
        end, start, today = self.times.late_end[goal.id], self.times.start[goal.id], self.times.today
        end = end if limit is None else min(end, self._days.on_or_before(limit) + 1)
        return end - 1 - (start - 1 if start > today else start)

    def _facts(
        self,
        one: Activity,
        times: Times,
        read: tuple[int, Dates],
        *,
        is_critical: bool,
        deciders: tuple[str, ...],
        waits_for: tuple[str, ...],
    ) -> ScheduleFacts:
        slack, (start, finish, late_start, late_finish) = read
        share = self.shares.get(one.id)
        undated = one.due is None and one.id in times.dated
        return ScheduleFacts(
            earliest_start=start,
            earliest_finish=finish,
            latest_start=late_start,
            latest_finish=late_finish,
            total_slack=slack,
            free_slack=self._free(one, times),
            critical=is_critical,
            start_by=self._day(share) if share is not None else late_start if undated else None,
            suggested=share is not None,
            deciders=deciders,
            waits_for=waits_for,
            dead_blocked=one.id in self.network.dead,
        )

    def _free(self, one: Activity, times: Times) -> int:
        """Days until the first successor's earliest start, else until the topmost goal's end."""
        end = times.end[one.id]
        waiting = times.successors.get(one.id, ())
        if waiting:
            return min(times.start[waiter] - lag for waiter, lag in waiting) - end
        return self._ends[one.goal] - end

    def _root_ends(self) -> dict[str, int]:
        """The end of the topmost goal above each activity (the latest one, where there are several)."""
        activities, times = self.network.activities, self.times
        ends: dict[str, int] = {}
        roots = [one for one in activities.values() if not any(whole in activities for whole in one.within)]
        for root in sorted(roots, key=lambda one: (times.end[one.id], one.id)):
            pending, end = [root.id], times.end[root.id]
            while pending:
                name = pending.pop()
                if ends.get(name) != end:
                    ends[name] = end
                    pending += times.inside.get(name, ())
        return ends

    def _inside_out(self) -> list[Activity]:
        """Everything, each span after what lies in it."""
        activities, inside = self.network.activities, self.times.inside
        spans = {name: inside.get(name, ()) for name, one in activities.items() if one.is_span}
        leaves = [one for one in activities.values() if not one.is_span]
        return leaves + [activities[name] for name in after_targets(spans) if name in spans]

    def _read(
        self, activities: Iterable[Activity], times: Times, slack: dict[str, int], dates: dict[str, Dates]
    ) -> None:
        for one in activities:
            if one.is_span:
                inside = times.inside.get(one.id, ())
                rows = [(slack[part], dates[part]) for part in inside]
                if one.id in self.network.quiet and times is self.times:
                    rows.append(self._quiet(one))
                slack[one.id] = min(row[0] for row in rows)
                early, finish, late, last = zip(*(row[1] for row in rows), strict=True)
                dates[one.id] = min(early), max(finish), min(late), max(last)
            else:
                slack[one.id] = _own_slack(one, times)
                dates[one.id] = self._dates(one, times)

    def _quiet(self, goal: Activity) -> tuple[int, Dates]:
        """Slack and dates of all quiet parts of a goal together."""
        quiet, late_end = self.network.quiet[goal.id], self.times.late_end[goal.id]
        start, today = self.times.start[goal.id], self.times.today
        first, last = first_end(quiet, late_end, self._days), last_end(quiet, late_end, self._days)
        moment = start - 1 if start > today else start
        day = self._day(moment) if start > today else self._as_of
        return first - 1 - moment, (day, day, self._day(first - 1), self._day(last - 1))

    def _dates(self, one: Activity, times: Times) -> Dates:
        day, start, late_end = self._day, times.start[one.id], times.late_end[one.id]
        if one.length:
            return day(start), day(start + one.length - 1), day(times.late_start[one.id]), day(late_end - 1)
        waited = start > times.base[one.id]
        first = day(_moment(one, times)) if waited else max(self._as_of, one.start or self._as_of)
        last = day(late_end - 1)
        return first, first, last, last

    def _day(self, number: int) -> date:
        found = self._calendar.get(number)
        if found is None:
            found = self._calendar[number] = self._days.day(number)
        return found


def _own_slack(one: Activity, times: Times) -> int:
    if one.length:
        return times.late_start[one.id] - times.start[one.id]
    return times.late_end[one.id] - 1 - _moment(one, times)


def _moment(one: Activity, times: Times) -> int:
    """The day of something that takes no time: the last day of the work before it, else its first possible day."""
    at = times.start[one.id]
    return at - 1 if at > times.base[one.id] else at
