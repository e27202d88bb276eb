"""Why something begins and is due when it does: its own date, or that of what it is part of."""

from collections.abc import Iterator
from datetime import date

from milepost.model.goal import Goal, Milestone
from milepost.model.said import say
from milepost.report.explain.asked import Asked
from milepost.report.explain.explanation import Explanation, Input
from milepost.report.jsonable import day
from milepost.report.wording import distance, overdue

_INHERITED = say("Its parent's, for health only, because it gives none itself.")


def start(asked: Asked) -> Explanation:
    """When a goal begins."""
    own = asked.facts.start
    rule = say("The date its note gives; of a period, the first day.") if own or not asked.health.start else _INHERITED
    shown = _shown(asked, own, asked.health.start, "start")
    return Explanation(day(own), shown, rule, start_inputs(asked), follows=asked.follows("not-started"))


def due(asked: Asked) -> Explanation:
    """When something shall be reached."""
    if isinstance(asked.part, Milestone):
        return _milestone_due(asked, asked.part)
    if not isinstance(asked.part, Goal):
        found = asked.part.fields.due
        rule = say("The date on its line; of a period, the last day.")
        inputs = (asked.field("due", found.text),) if found else ()
        return Explanation(day(found.last if found else None), found.text if found else "none", rule, inputs)
    own = asked.facts.due
    rule = say("The date its note gives; of a period, the last day.") if own or not asked.health.due else _INHERITED
    shown = _shown(asked, own, asked.health.due, "due")
    if own is not None and asked.facts.outcome == "open":
        shown += say(", {near}", near=_near(own, asked.evidence.as_of))
    return Explanation(day(own), shown, rule, due_inputs(asked), follows=asked.follows("overdue"))


def _near(on: date, as_of: date) -> str:
    return overdue(on, as_of) if on < as_of else distance(on, as_of)


def _shown(asked: Asked, own: date | None, used: date | None, which: str) -> str:
    if own is not None:
        return own.isoformat()
    if used is None:
        return "none"
    return say("none of its own; {used}, of {title}", used=used, title=asked.evidence.title(_giver(asked, which).id))


def _giver(asked: Asked, which: str) -> Goal:
    """The goal whose date is used: itself, else the first parent that has one, and so on upwards."""
    analysis, plan = asked.evidence.analysis, asked.evidence.plan
    goal, seen = asked.goal, {asked.goal.id}
    while getattr(analysis.goals[goal.id], which) is None:
        above = [name for name in goal.parents if name in analysis.healths and name not in seen]
        following = next((name for name in above if getattr(analysis.healths[name], which) is not None), None)
        if following is None:
            break
        seen.add(following)
        goal = plan.goals[following]
    return goal


def start_inputs(asked: Asked) -> tuple[Input, ...]:
    """The start as written, by the goal or by what it is part of."""
    return tuple(_inputs(asked, "start"))


def due_inputs(asked: Asked) -> tuple[Input, ...]:
    """The due date as written, by the goal or by what it is part of."""
    return tuple(_inputs(asked, "due"))


def _inputs(asked: Asked, which: str) -> Iterator[Input]:
    giver = _giver(asked, which)
    period = giver.fields.start if which == "start" else giver.fields.due
    if period is None:
        yield Input(which, say("none written"))
        return
    on = period.first if which == "start" else period.last
    said = on.isoformat() if period.text == on.isoformat() else say("{text}, which is {on}", text=period.text, on=on)
    if giver.id != asked.goal.id:
        said += say(", of {title}", title=asked.evidence.title(giver.id))
    found = asked.evidence.field(giver, which, said)
    yield Input(which, said, found.path, found.line, f"{giver.id}.{which}" if giver.id != asked.goal.id else "")


def _milestone_due(asked: Asked, milestone: Milestone) -> Explanation:
    """A line's own date, else that of the goal it stands for."""
    facts = asked.milestone
    rule = say("The date on its line; of a period, the last day.")
    if milestone.fields.due is not None:
        inputs = (asked.field("due", milestone.fields.due.text),)
    elif milestone.linked is not None:
        rule = say("The due date of the goal it stands for.")
        inputs = (asked.evidence.named(milestone.linked, str(facts.due or "none"), "due"),)
    else:
        inputs = (asked.evidence.part(milestone, say("no date")),)
    shown = facts.due.isoformat() if facts.due else "none"
    if facts.due is not None and facts.state not in ("done", "cancelled"):
        shown += say(", {near}", near=_near(facts.due, asked.evidence.as_of))
    follows = () if facts.due else (say("its start_by says by when it must begin"),)
    return Explanation(day(facts.due), shown, rule, inputs, follows=follows)


def done(asked: Asked) -> Explanation:
    """The day on which it was reached."""
    part = asked.part
    if isinstance(part, Goal):
        found, rule = asked.facts.done, say("The `done` date of its note.")
    elif isinstance(part, Milestone):
        found, rule = asked.milestone.done, say("The done date on its line, or of the goal it stands for.")
    else:
        found, rule = part.fields.done.last if part.fields.done else None, say("The done date on its line.")
    inputs = (asked.field("done", found.isoformat()),) if found else ()
    if isinstance(part, Milestone) and part.linked is not None and found and part.fields.done is None:
        inputs = (asked.evidence.named(part.linked, found.isoformat(), "done"),)
    return Explanation(day(found), found.isoformat() if found else say("not written"), rule, inputs)
