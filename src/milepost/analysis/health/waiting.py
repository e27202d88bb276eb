"""The rules about what waits: they hold before a goal's start as well.

Something cannot begin in time, is expected too late, or will never be finished.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from milepost.analysis.called import called
from milepost.analysis.facts import Reason
from milepost.analysis.health.since import begun, days_back, late_since, vain_since
from milepost.analysis.health.view import AT_RISK, OFF_TRACK, View
from milepost.analysis.schedule.tightest import Tight
from milepost.diagnostics.wording import ago_words, days_words, quote
from milepost.model.goal import Dependency, Goal, Milestone, Task
from milepost.model.ids import GoalId
from milepost.model.said import say

WEEKEND = 4
"""What can begin this much later could begin today, but for days off."""


def slack(view: View) -> Iterator[Reason]:
    """Open work that must have begun already for its due date to hold, or those of what waits for it."""
    whole = view.schedule.reads.get(view.goal.id)
    if whole is not None and whole.slack >= 0:
        return  # no part has less than the whole

    def is_due(part: Goal | Milestone | Task) -> bool:
        due = _due(part, view)
        return due is None or due >= view.as_of

    tight = None
    if view.goal.milestones or view.goal.children:
        tight = view.schedule.tightest(view.goal.id, is_due)
    elif whole is not None and is_due(view.goal):
        tight = Tight(view.goal, whole.slack, whole.earliest_start, whole.latest_start)
    if tight is not None and tight.slack < 0:
        yield _short(tight, view)


def _due(part: Goal | Milestone | Task, view: View) -> date | None:
    return part.fields.due.last if part.fields.due else view.span.due


def _short(tight: Tight, view: View) -> Reason:
    """What is too late already, or cannot begin in time."""
    part, slack, earliest, latest = tight
    title, days, working = called(part), -slack, not view.settings.calendar_days
    dates = say("its due date") if _due(part, view) is not None else say("what is due after it")
    since = latest + timedelta(1) if latest < view.as_of else None
    if since is not None and (earliest - view.as_of).days <= WEEKEND:
        message = say(
            "{title} should have begun {ago} for {dates} to hold",
            title=title,
            ago=ago_words(days, are_working=working),
            dates=dates,
        )
        step = say("begin {title} now, shorten what comes after it, or move the due date", title=title)
        return Reason("slack", OFF_TRACK, message, step, part.path, part.line, since)
    if since is None:
        at = view.schedule.times.at.get(part.id) or view.schedule.times.at[view.goal.id]
        since = days_back(view, days) if at.start > at.base else begun(view, part)
    message = say(
        "{title} can begin on {earliest}, {days} too late for {dates} to hold",
        title=title,
        earliest=earliest,
        days=days_words(days, are_working=working),
        dates=dates,
    )
    step = say("let {title} begin earlier, shorten what comes after it, or move the due date", title=title)
    return Reason("slack", OFF_TRACK, message, step, part.path, part.line, since)


def _open_parts(view: View) -> Iterator[Goal | Milestone | Task]:
    """Milestones and tasks; the goal where it has no parts: the slack of a span is only that of its worst part."""
    for milestone in view.goal.milestones:
        if milestone.linked is not None:
            continue
        yield milestone
        yield from milestone.tasks
    if not view.goal.milestones and not view.goal.children:
        yield view.goal


def dependency(view: View) -> Iterator[Reason]:
    """A predecessor is expected to finish after this should begin."""
    latest = _must_begin(view)
    for edge in view.goal.depends_on:
        if edge.cyclic or not edge.target:
            continue
        finish = _expected_finish(edge.target, view)
        reason = _late_predecessor(edge, finish, latest, view) if finish is not None else None
        if reason is not None:
            yield reason


def _must_begin(view: View) -> date | None:
    """The latest start, where a due date (its own, one above or behind it, or one in it) makes it mean something."""
    found = view.schedule.reads.get(view.goal.id)
    if found is None:
        return None
    return found.latest_start if view.own.due is not None else found.begin_by


class _Finish(NamedTuple):
    """When something waited for should be finished, and what that day moves on by: "weeks", "days" or nothing ("")."""

    day: date
    moves: str

    def since(self, limit: date, view: View) -> date | None:
        """Since when it has been expected after a limit."""
        return late_since(view, self.day, limit, moves=self.moves) if self.moves else begun(view, view.goal)


def _late_predecessor(edge: Dependency, finish: _Finish, latest: date | None, view: View) -> Reason | None:
    start = view.own.start
    title = view.facts[GoalId(edge.target)].title if edge.target in view.facts else edge.written
    step = say("help {title} to finish, or take the dependency out", title=quote(title))
    line = edge.span.line
    if latest is not None and finish.day > latest:
        message = say(
            "waits for {title}, expected to finish {finish}; this must begin by {latest}",
            title=quote(title),
            finish=finish.day,
            latest=latest,
        )
        return Reason("dependency", OFF_TRACK, message, step, view.goal.path, line, finish.since(latest, view))
    if start is not None and finish.day > start:
        message = say(
            "waits for {title}, expected to finish {finish}, after the start on {start}",
            title=quote(title),
            finish=finish.day,
            start=start,
        )
        return Reason("dependency", AT_RISK, message, step, view.goal.path, line, finish.since(start, view))
    return None


def _expected_finish(target: str, view: View) -> _Finish | None:
    """The forecast's even odds, else the earliest finish by estimates, or the due date where that is later."""
    facts = view.facts.get(GoalId(target))
    if facts is not None and facts.status.is_closed:
        return None
    predicted = view.forecasts.get(GoalId(target))
    if predicted is not None and predicted.p50 is not None:
        return _Finish(predicted.p50, "weeks")
    found = view.schedule.read(target)
    if found is None:
        return None
    if facts is not None and facts.due is not None and facts.due >= found.earliest_finish:
        return _Finish(facts.due, "")
    begins_later = facts is not None and facts.start is not None and facts.start > view.as_of
    return _Finish(found.earliest_finish, "" if begins_later else "days")


def dead_blocked(view: View) -> Iterator[Reason]:
    """Something open waits for what is cancelled, dropped, missing or in a circle."""
    blocked = view.schedule.blocked.get(view.goal.id, ())
    if not blocked:
        return
    for part in (*_open_parts(view), view.goal):
        if part.id in blocked:
            message = say("waits for something that will never be finished")
            if part is not view.goal:
                message = say("{title} waits for something that will never be finished", title=called(part))
            step = say("take the dependency out, or point it at what replaced it")
            line, since = _vain_line(part, view), vain_since(view, part)
            yield Reason("dead-blocked", OFF_TRACK, message, step, part.path, line, since)
            return


def _vain_line(part: Goal | Milestone | Task, view: View) -> int:
    """Where it says what it waits for in vain; of what waits for others that do, where it says what it waits for."""
    named = next((edge.span.line for edge in part.depends_on if view.schedule.is_vain(edge)), 0)
    return named or (view.line("depends_on") if isinstance(part, Goal) else part.line)
