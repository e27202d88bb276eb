"""The figures at the top of a goal's page: due, forecast, slack, owner, next check-in; those that are known."""

from collections.abc import Iterator
from datetime import date

from milepost.analysis.facts import GoalFacts
from milepost.analysis.health.declared import cadence_days
from milepost.model.calendar import Resolution
from milepost.model.goal import Goal
from milepost.model.said import joined, say
from milepost.model.status import Status
from milepost.report.around import IN_GOALS, Around
from milepost.report.goal_rows import is_late
from milepost.report.outlook_words import chance_words
from milepost.report.pages.parts import Fact, Link
from milepost.report.roadmap.words import spare_words
from milepost.report.spare import spare_read
from milepost.report.visible import visible
from milepost.report.wording import day_words, distance, late_or_early, overdue, short_day


def goal_tiles(goal: Goal, facts: GoalFacts, around: Around) -> Iterator[Fact]:
    """What a reader asks first, in that order."""
    yield from _due(goal, facts, around)
    if facts.outcome == "open":
        yield from _likely(goal, facts, around)
        yield from _spare(goal, around)
    if goal.owner and around.owner(goal.owner):
        yield Fact(say("Owner"), (around.owner_link(goal.owner, IN_GOALS),))
    if facts.outcome == "open":
        yield from _next_check_in(goal, facts, around)


def _due(goal: Goal, facts: GoalFacts, around: Around) -> Iterator[Fact]:
    if facts.due:
        written, tone = goal.fields.due, "at-risk" if is_late(facts, around) else ""
        is_coarse = written is not None and written.resolution is not Resolution.DAY
        said = visible(written.text) if written and is_coarse else day_words(facts.due)
        yield Fact(say("Due"), (Link(said),), "", tone)
    if facts.done:
        yield Fact(say("Done"), (Link(day_words(facts.done)),), _early_or_late(facts))


def lateness(facts: GoalFacts, around: Around) -> str:
    """`due in 12 days`, `3 days overdue`; nothing for a closed goal."""
    if facts.due is None or facts.outcome != "open":
        return ""
    if is_late(facts, around):
        return overdue(facts.due, around.as_of)
    return say("due {when}", when=distance(facts.due, around.as_of))


def _early_or_late(facts: GoalFacts) -> str:
    if facts.due is None or facts.done is None or facts.done == facts.due:
        return ""
    return late_or_early((facts.done - facts.due).days)


def _likely(goal: Goal, facts: GoalFacts, around: Around) -> Iterator[Fact]:
    """The day of 85 %, and the chance to be in time."""
    found = around.analysis.forecasts.get(goal.id)
    if found is None or found.p85 is None or facts.kind != "milestone" or goal.is_mission:
        return
    said = (
        [say("50 % by {day}", day=short_day(found.p50, around.as_of))] if found.p50 and found.p50 != found.p85 else []
    )
    if found.chance_by_due is not None:
        said.append(say("{chance} to be in time", chance=chance_words(found.chance_by_due)))
    yield Fact(say("85 % likely by"), (Link(short_day(found.p85, around.as_of)),), joined("; ", said))


def _spare(goal: Goal, around: Around) -> Iterator[Fact]:
    """Total slack, where a due date gives it a meaning."""
    found = spare_read(goal.id, around.analysis)
    if found is not None:
        yield Fact(say("Slack"), (Link(spare_words(found.slack, around)),), "", "at-risk" if found.slack < 0 else "")


def _next_check_in(goal: Goal, facts: GoalFacts, around: Around) -> Iterator[Fact]:
    """One cadence after the last check-in, else after the start; only where a cadence is written."""
    last = max((each.day for each in goal.check_ins), default=facts.start)
    cadence = goal.fields.cadence
    if cadence is None or last is None or facts.kind == "ongoing" or facts.status is not Status.ACTIVE:
        return
    day = date.fromordinal(min(last.toordinal() + cadence_days(goal, last), date.max.toordinal()))
    is_past = day < around.as_of
    near = overdue(day, around.as_of) if is_past else distance(day, around.as_of)
    yield Fact(say("Next check-in"), (Link(short_day(day, around.as_of)),), near, "at-risk" if is_past else "")
