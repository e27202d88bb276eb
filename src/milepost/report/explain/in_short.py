"""The one fact that a figure hangs on, with its line: what a page has room for. `explain` tells all of them."""

from datetime import date

from milepost.analysis.facts import Reason
from milepost.analysis.forecast.forecast import leaf_items, open_children
from milepost.analysis.schedule.reading import Read
from milepost.analysis.schedule.schedule import Schedule
from milepost.model.goal import Goal
from milepost.model.ids import ItemId
from milepost.model.said import say
from milepost.report.explain.asked import Asked
from milepost.report.explain.evidence import name_of, parts_of
from milepost.report.explain.explanation import Input
from milepost.report.wording import day_words, phrase


def health_fact(asked: Asked) -> Input | None:
    """The worst rule that fired; where none did, the newest thing noted."""
    found = asked.health
    worst = next((one for one in found.reasons if one.severity == found.computed), None)
    if worst is not None:
        return _reason(worst)
    return _newest(asked.goal, found.newest) if found.newest is not None else None


def _reason(reason: Reason) -> Input:
    return Input(say("decided by"), phrase(reason.message), reason.path, reason.line)


def _newest(goal: Goal, on: date) -> Input | None:
    """The line of what was noted on a day."""
    written = [(one.day, one.line) for one in goal.check_ins] + [(one.day, one.line) for one in goal.decisions]
    for day, line in written:
        if day == on:
            return Input(say("last noted"), day_words(on), goal.path, line)
    for part in parts_of(goal):
        if part.fields.done is not None and part.fields.done.last == on:
            return Input(name_of(part), say("done {day}", day=day_words(on)), part.path, part.line)
    return None


def expected_fact(asked: Asked) -> Input | None:
    """By its parts' dates the one that was due last; None where none was, or where its own dates decide."""
    if asked.health.expected_rule != "plan curve":
        return None
    due, decides = date.min, None
    for one in asked.goal.milestones:
        day = asked.facts.milestones[ItemId(one.id)].due
        if day is not None and due < day <= asked.evidence.as_of:
            due, decides = day, one
    if decides is None:
        return None
    return Input(name_of(decides), say("due {day}, so by now", day=day_words(due)), decides.path, decides.line)


def slack_fact(asked: Asked, own: Read, words: str) -> Input | None:
    """The part with the least days to spare, as many as the goal has; None where no part is the reason."""
    goal, schedule = asked.goal, asked.evidence.analysis.schedule
    assert isinstance(schedule, Schedule)
    for name in (*(one.linked for one in goal.milestones if one.linked), *goal.children):
        read = schedule.reads.get(name)
        if read is not None and read.slack == own.slack:
            return asked.evidence.part(asked.evidence.plan.goals[name], words)
    tight = schedule.tightest(goal.id, _any) if goal.milestones else None
    if tight is not None and tight.slack == own.slack:
        return Input(name_of(tight.part), words, tight.part.path, tight.part.line)
    return None


def _any(_: object) -> bool:
    return True


def forecast_fact(asked: Asked) -> Input | None:
    """The first thing left to do, here or in a sub-goal."""
    goal, analysis = asked.goal, asked.evidence.analysis
    left = say("left to do")
    for leaf, is_open in leaf_items(goal, asked.facts):
        if is_open:
            return Input(name_of(leaf), left, leaf.path, leaf.line)
    for name in open_children(goal, analysis.goals, analysis.forecasts):
        return asked.evidence.part(asked.evidence.plan.goals[name], left)
    return None
