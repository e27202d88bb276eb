"""schedule: earliest and latest dates, slack and the critical chain of everything open, by id."""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import lru_cache

from milepost.analysis.facts import GoalFacts, ScheduleFacts
from milepost.analysis.schedule.activities import is_closed, part_limits, parts_of
from milepost.analysis.schedule.critical import critical
from milepost.analysis.schedule.network import Network, make_network
from milepost.analysis.schedule.passes import Times, run_passes
from milepost.analysis.schedule.reading import Reading
from milepost.analysis.schedule.shares import suggested_starts
from milepost.analysis.schedule.workdays import Workdays
from milepost.config.settings import Settings
from milepost.model.ids import GoalId
from milepost.model.plan import Plan

KEPT_GOALS = 64
"""Of how many goals the parts' figures are held: whoever looks at one part looks at its neighbours next."""

Table = Mapping[str, ScheduleFacts]


def schedule(plan: Plan, facts: Mapping[GoalId, GoalFacts], settings: Settings, as_of: date) -> "Schedule":
    """Dates and slack of every goal, milestone and task."""
    days = Workdays(settings.holidays, calendar_days=settings.calendar_days)
    network = make_network(plan, facts, calendar_days=settings.calendar_days)
    times = run_passes(network, days, as_of)
    reading = Reading(network, times, days, as_of)
    reading.critical = critical(network, times, reading.slack, reading.dated_parts())
    reading.shares = _shares(plan, network, times)
    return Schedule(plan, facts, reading, calendar_days=settings.calendar_days)


def _shares(plan: Plan, network: Network, times: Times) -> dict[str, int]:
    shares: dict[str, int] = {}
    for name, drawn in network.sketches.items():
        if drawn.activity is not None and drawn.parts is not None:
            shares.update(suggested_starts(plan.goals[name], network.activities, times))
    return shares


class Schedule(Table):
    """Figures by the id of a goal, milestone or task. Those of parts are worked out when they are asked for.

    Closed things have the days they took. `dead` are the goals with a part, or themselves, waiting for something that
    will never be finished.
    """

    def __init__(self, plan: Plan, facts: Mapping[GoalId, GoalFacts], reading: Reading, *, calendar_days: bool) -> None:
        self._plan, self._facts, self._reading, self._calendar_days = plan, facts, reading, calendar_days
        network = reading.network
        self.dead = frozenset(network.activities[name].goal for name in network.dead)
        self._goals: dict[str, ScheduleFacts] = {}
        for name, drawn in network.sketches.items():
            if drawn.activity is None:
                own = facts[name]
                self._goals[name] = ScheduleFacts(own.start, own.done)
            else:
                self._goals[name] = reading.facts(drawn.activity)
        self._homes: dict[str, GoalId] | None = None
        self._parts = lru_cache(KEPT_GOALS)(self._read_parts)

    def __getitem__(self, name: str) -> ScheduleFacts:
        found = self._goals.get(name)
        if found is not None:
            return found
        stands_for = self._reading.network.stands_for.get(name)
        if stands_for is not None:
            return self._goals[stands_for]
        return self._parts(self._home_of(name))[name]

    def __iter__(self) -> Iterator[str]:
        yield from self._goals
        yield from self._reading.network.stands_for
        for name in self._goals:
            yield from self._parts(GoalId(name))

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def parts(self, goal: GoalId) -> Table:
        """Milestones and tasks of one goal; not those that stand for another goal."""
        return self._parts(goal)

    def slack_of_parts(self, goal: GoalId) -> Mapping[str, int]:
        """Slack alone of a goal's open milestones and tasks, which costs less than all their figures."""
        drawn = self._reading.network.sketches[goal]
        if drawn.activity is None:
            return {}
        if drawn.parts is not None:
            return {one.id: self._reading.slack[one.id] for one in drawn.parts.open}
        own = self._facts[goal]
        return {
            name: self._reading.slack_by(drawn.activity, limit)
            for milestone in self._plan.goals[goal].milestones
            if milestone.linked is None and not is_closed(milestone, own)
            for name, limit in part_limits(milestone).items()
        }

    def _home_of(self, name: str) -> GoalId:
        if self._homes is None:
            self._homes = {
                name: goal.id
                for goal in self._plan.goals.values()
                for milestone in goal.milestones
                if milestone.linked is None
                for name in (milestone.id, *(task.id for task in milestone.tasks))
            }
        return self._homes[name]

    def _read_parts(self, goal: GoalId) -> Table:
        reading, drawn = self._reading, self._reading.network.sketches[goal]
        parts = drawn.parts or parts_of(self._plan.goals[goal], self._facts[goal], calendar_days=self._calendar_days)
        found = {name: ScheduleFacts(start, done) for name, (start, done) in parts.closed.items()}
        if drawn.parts is None and drawn.activity is not None:
            found.update(reading.quiet_facts(drawn.activity, parts.open))
        else:
            found.update({one.id: reading.facts(one) for one in parts.open})
        return found
