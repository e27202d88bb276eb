"""When a milestone without a due date should be begun, in words: what the dates around it leave."""

from milepost.model.goal import Milestone
from milepost.model.said import say
from milepost.report.around import Around
from milepost.report.wording import short_day


def start_by_words(milestone: Milestone, around: Around) -> str:
    """`start by 12 Jan`, with `suggested` for an even share of the time; `finish by` where it takes no time of its own.

    "" where nothing after it, and nothing that it is part of, has a date.
    """
    found = around.analysis.schedule.get(milestone.id)
    if found is None or found.start_by is None:
        return ""
    day = short_day(found.start_by, around.as_of)
    if found.suggested:
        return say("start by {day}, suggested", day=day)
    takes_time = milestone.fields.estimate is not None or found.latest_start != found.latest_finish
    return say("start by {day}", day=day) if takes_time else say("finish by {day}", day=day)
