"""View: one goal as the health rules see it."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction

from milepost.analysis.facts import Forecast, GoalFacts, Health, Reason
from milepost.analysis.health.expected import Span
from milepost.analysis.schedule.schedule import Schedule
from milepost.config.settings import Settings
from milepost.model.frozen import frozen
from milepost.model.goal import Goal
from milepost.model.ids import GoalId
from milepost.model.plan import Plan

AT_RISK, OFF_TRACK = "at_risk", "off_track"
"""How much a rule speaks against a goal."""


@frozen
class View:
    """One goal as the health rules see it. `rule` is the one that `expected` comes from."""

    goal: Goal
    own: GoalFacts
    plan: Plan
    facts: Mapping[GoalId, GoalFacts]
    healths: Mapping[GoalId, Health]
    schedule: Schedule
    forecasts: Mapping[GoalId, Forecast]
    forecast: Forecast
    span: Span
    expected: Fraction | None
    rule: str
    newest: date | None
    settings: Settings
    as_of: date

    def line(self, field: str) -> int:
        """The line of a front matter field, else 1."""
        spans = self.plan.spans.get(self.goal.path, {})
        return spans[field].line if field in spans else 1

    def reason(
        self, code: str, severity: str, message: str, step: str, *, at: str = "", since: date | None = None
    ) -> Reason:
        """A reason in the goal's own note, `at` a front matter field."""
        return Reason(code, severity, message, step, self.goal.path, self.line(at) if at else 1, since)
