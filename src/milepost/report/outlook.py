"""When each goal will be done, as a column: likely by, where enough forecasts are known, else the expected finish."""

from datetime import date

from milepost.model.goal import Goal
from milepost.model.ids import GoalId
from milepost.model.said import say
from milepost.report.around import Around

LIKELY, EXPECTED = say("Likely by"), say("Expected finish")
ENOUGH = 3
"""One goal in so many must have a forecast."""


def outlook_title(around: Around) -> str:
    """What the column is called; "" where nothing is known of any open goal."""
    if around.outlook is None:
        around.outlook = _title(around)
    return around.outlook


def _title(around: Around) -> str:
    goals, facts, forecasts = around.plan.goals, around.analysis.goals, around.analysis.forecasts

    def is_known(name: GoalId, _known: object) -> bool | None:
        """Whether an open goal has a forecast; None for others."""
        if goals[name].is_mission or facts[name].outcome != "open":
            return None
        return name in forecasts and forecasts[name].p85 is not None

    found = around.memo.sweep("has a forecast", around.plan.listed, (goals, facts, forecasts), is_known)
    open_goals = [name for name, known in found.items() if known is not None]
    known = sum(1 for name in open_goals if found[name])
    if known and known * ENOUGH >= len(open_goals):
        return LIKELY
    return EXPECTED if any(_expected(goals[name], around) for name in open_goals) else ""


def outlook_day(goal: Goal, around: Around) -> date | None:
    """The day for an open goal: by which it is done with a chance of 85 %, or its expected finish."""
    if around.facts(goal.id).outcome != "open":
        return None
    if outlook_title(around) == LIKELY:
        found = around.analysis.forecasts.get(goal.id)
        return found.p85 if found is not None else None
    return _expected(goal, around)


def _expected(goal: Goal, around: Around) -> date | None:
    """Even odds, a metric's finish at its pace, else the earliest finish that estimates and dependencies leave."""
    forecast = around.analysis.forecasts.get(goal.id)
    if forecast is not None and forecast.p50 is not None:
        return forecast.p50
    pace = around.analysis.paces.get(goal.id)
    if pace is not None:
        return pace.projected
    found = around.read(goal.id)
    return found.earliest_finish if found is not None and found.earliest_finish > around.as_of else None
