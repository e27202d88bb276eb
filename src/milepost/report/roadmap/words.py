"""The roadmap in words: which goal decides the finish, and what a picture shows."""

from collections.abc import Mapping, Sequence
from datetime import date
from operator import itemgetter
from typing import NamedTuple

from milepost.diagnostics.wording import slack_words
from milepost.model.goal import Goal
from milepost.model.ids import GoalId, VaultPath
from milepost.model.said import joined, say
from milepost.model.status import Status
from milepost.report.around import Around
from milepost.report.charts.gantt import Gantt
from milepost.report.charts.gantt_plan import Bar
from milepost.report.charts.scale import shortened
from milepost.report.goal_dates import goal_dates
from milepost.report.goal_rows import is_late
from milepost.report.pages.parts import Link
from milepost.report.roadmap.bars import dates_of, late_day, schedule_of
from milepost.report.wording import day_words, listing

_TITLE_ROOM = 80
_UNDERWAY = (Status.ACTIVE, Status.PLANNED)


class Finish(NamedTuple):
    """When a goal ends. `reason` is due, earliest or likely.

    The later one is the greater; of several that end on one day a critical one, one with dates of its own, one without
    sub-goals.
    """

    day: date
    is_critical: bool
    has_own_dates: bool
    is_leaf: bool
    path: VaultPath
    goal: GoalId
    reason: str


_End = tuple[bool, Finish | None]
"""Of an open goal: whether it is under way, and when it ends."""


def finish_of(around: Around) -> Finish | None:
    """Which open goal decides the finish of the plan: one under way if there is one, a sub-goal before its parent."""
    ends = [end for end in _ends(around).values() if end is not None]
    is_any = any(is_under_way for is_under_way, _ in ends)
    return max((finish for is_under_way, finish in ends if finish and is_under_way == is_any), default=None)


def _ends(around: Around) -> Mapping[GoalId, _End | None]:
    plan, figures, memo = around.plan, around.analysis, around.memo
    known = (plan.goals, figures.goals, figures.healths, figures.forecasts, *goal_dates(figures, memo))
    return around.once(
        "ends",
        lambda: memo.sweep(
            "ends", plan.listed, known, lambda name, _: _end(plan.goals[name], around), shared=(around.as_of,)
        ),
    )


def finish_words(finish: Finish | None, around: Around) -> tuple[Link, ...]:
    """`“Move house” decides the finish: it is due on 31 May 2027, with 12 days to spare.`, the title as a link."""
    if finish is None:
        is_any_open = any(end is not None for end in _ends(around).values())
        return (Link(say("No open goal has a date yet.") if is_any_open else say("Every goal is closed.")),)
    title, href = around.goal_link(around.plan.goals[finish.goal], "")
    is_alone = len(around.listed) == 1
    reason = _reason(finish, around)
    said = say("” {reason}.", reason=reason) if is_alone else say("” decides the finish: it {reason}.", reason=reason)
    return (Link("“"), Link(shortened(title, _TITLE_ROOM), href), Link(said))


def _end(goal: Goal, around: Around) -> _End | None:
    facts = around.facts(goal.id)
    if goal.is_mission or facts.outcome != "open":
        return None
    _, due, is_inherited = dates_of(goal, around)
    likely = forecast.p85 if (forecast := around.analysis.forecasts.get(goal.id)) else None
    found = [
        (day, reason)
        for day, reason in (
            (due, "due"),
            (late_day(goal, around) if due else schedule_of(goal, around).earliest_finish, "earliest"),
            (likely, "likely"),
        )
        if day is not None and (reason != "earliest" or due is not None or day > around.as_of)
    ]
    day, reason = max(found, key=itemgetter(0), default=(None, ""))
    if day is None:
        return facts.status in _UNDERWAY, None
    own = Finish(day, around.is_critical(goal.id), not is_inherited, not goal.children, goal.path, goal.id, reason)
    return facts.status in _UNDERWAY, own


def _reason(finish: Finish, around: Around) -> str:
    day, due = day_words(finish.day), around.facts(finish.goal).due
    after = (
        say(", {n:,} day after its due date", many=", {n:,} days after its due date", n=(finish.day - due).days)
        if due and finish.day > due
        else ""
    )
    if finish.reason == "earliest":
        return say("cannot end before {day}{after}", day=day, after=after)
    if finish.reason == "likely":
        return say("is 85 % likely to end by {day}{after}", day=day, after=after)
    dates = around.read(finish.goal)
    if dates is None:
        return say("is due on {day}", day=day)
    spare = spare_words(dates.slack, around)
    if dates.slack < 0:
        return say("is due on {day}, {spare}", day=day, spare=spare)
    return say("is due on {day}, with {spare}", day=day, spare=spare)


def spare_words(slack: int, around: Around) -> str:
    """`12 working days to spare`, `3 working days short`."""
    return slack_words(slack, calendar_days=around.material.settings.calendar_days)


def figure_caption(goals: Sequence[Goal], bars: Sequence[Bar], around: Around) -> str:
    """What one picture shows: `12 goals from 3 Jan 2026 to 15 Nov 2027; 2 are past their due date`."""
    late = sum(is_late(around.facts(goal.id), around) for goal in goals)
    critical, blocked = sum(bar.is_critical for bar in bars), sum(bar.is_blocked for bar in bars)
    said = say(
        "{n:,} goal from {first}",
        many="{n:,} goals from {first}",
        n=len(bars),
        first=day_words(min(bar.start for bar in bars)),
    )
    said = say("{said} to {last}", said=said, last=day_words(max(bar.last for bar in bars)))
    remarks = [
        words
        for count, words in (
            (late, say("{n:,} past its due date", many="{n:,} past their due date", n=late)),
            (critical, say("{critical:,} on the critical path", critical=critical)),
            (blocked, say("{blocked:,} blocked", blocked=blocked)),
        )
        if count
    ]
    return say("{said}: {remarks}", said=said, remarks=listing(tuple(remarks))) if remarks else said


def figure_description(bars: Sequence[Bar], titles: Sequence[str]) -> str:
    """First, last, longest: what the picture shows, in sentences."""
    named = list(zip(bars, titles, strict=True))
    first, last = min(named, key=lambda row: row[0].start), max(named, key=lambda row: row[0].last)
    longest = max(named, key=lambda row: row[0].end - row[0].start)
    return say(
        "First to start: {shortened}, {start}. Last to end: {shortened2}, {last}. Longest: {shortened3}.",
        shortened=shortened(first[1], _TITLE_ROOM),
        start=day_words(first[0].start),
        shortened2=shortened(last[1], _TITLE_ROOM),
        last=day_words(last[0].last),
        shortened3=shortened(longest[1], _TITLE_ROOM),
    )


def reading_words(pictures: Sequence[Gantt]) -> str:
    """How to read pictures: only what is in them is explained."""
    bars = [bar for each in pictures for bar in each.bars]
    links = [each.links for each in pictures]
    parts = [say("A bar runs from start to due date and is filled as far as the goal has come")]
    for is_there, words in (
        (any(bar.done or bar.open or bar.overdue for bar in bars), say("diamonds are milestones")),
        (any(bar.frame for bar in bars), say("a heavy frame marks the critical path")),
        (any(bar.base for bar in bars), say("the thin line below is what was planned")),
        (any(bar.late for bar in bars), say("dots lead to the earliest possible finish")),
        (any(bar.whisker for bar in bars), say("the whisker spans the days of 50 and 85 % likelihood")),
        (any(bar.stripes for bar in bars), say("stripes mean that a date is the parent’s")),
        (any(bar.fades for bar in bars), say("pale ends are vague dates")),
        (any(bar.beyond for bar in bars), say("an arrowhead at the edge means that it goes on far beyond the others")),
        (any(each.lines or each.heavy_lines for each in links), say("arrows lead from what must be finished first")),
        (any(bar.blocked for bar in bars), say("two strokes before a bar mean blocked")),
    ):
        if is_there:
            parts.append(words)
    return say("{parts}.", parts=joined("; ", parts))
