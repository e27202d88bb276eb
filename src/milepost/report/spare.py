"""Spare: the days to spare of a goal, where the page and the terminal name them."""

from milepost.analysis.facts import Analysis
from milepost.analysis.schedule.reading import Read
from milepost.analysis.schedule.schedule import Schedule
from milepost.model.ids import GoalId


def spare_read(goal: GoalId, analysis: Analysis) -> Read | None:
    """Of an open goal that ends, where a due date, its own or a parent's, gives slack a meaning."""
    health, schedule = analysis.healths.get(goal), analysis.schedule
    if health is None or health.due is None or analysis.goals[goal].kind == "ongoing":
        return None
    return schedule.reads.get(goal) if isinstance(schedule, Schedule) else None
