"""When a milestone without a due date should be begun, in words: what the dates around it leave."""

from milepost.analysis.schedule.schedule import Begin, Schedule
from milepost.model.goal import Milestone
from milepost.model.ids import GoalId
from milepost.model.said import say
from milepost.report.around import Around
from milepost.report.wording import short_day


def start_by_words(milestone: Milestone, goal: GoalId, around: Around) -> str:
    """`start by 12 Jan`, with `suggested` for an even share of the time; `finish by` where it takes no time of its own.

    "" where nothing after it, and nothing that it is part of, has a date.
    """
    found = _of_linked(milestone, around) if milestone.linked is not None else _own(milestone, goal, around)
    if found is None:
        return ""
    day = short_day(found.day, around.as_of)
    if found.is_suggested:
        return say("start by {day}, suggested", day=day)
    return say("start by {day}", day=day) if found.takes_time else say("finish by {day}", day=day)


def _own(milestone: Milestone, goal: GoalId, around: Around) -> Begin | None:
    schedule = around.analysis.schedule
    found = schedule.begin_of(goal, milestone) if isinstance(schedule, Schedule) else None
    return found._replace(takes_time=True) if found and milestone.fields.estimate is not None else found


def _of_linked(milestone: Milestone, around: Around) -> Begin | None:
    """The same of a goal that a line stands for."""
    found = around.analysis.schedule.get(milestone.id)
    if found is None or found.start_by is None:
        return None
    takes_time = milestone.fields.estimate is not None or found.latest_start != found.latest_finish
    return Begin(found.start_by, found.suggested, takes_time)
