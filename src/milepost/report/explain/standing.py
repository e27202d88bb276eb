"""Why a goal is what it is and stands where it does: kind, status, outcome, and what made its note a goal."""

from collections.abc import Iterator
from dataclasses import replace

from milepost.analysis.standing import kind_and_why, status_and_why
from milepost.model.goal import Milestone, Task
from milepost.model.ids import VaultPath
from milepost.model.status import ItemState, Status
from milepost.report.explain.asked import Asked
from milepost.report.explain.explanation import Explanation, Input
from milepost.report.explain.metric import metric_formula, metric_inputs
from milepost.report.explain.terms import state_words
from milepost.report.wording import counted

_KIND = {
    "kind": "As its note says.",
    "type": "A habit goes on without end.",
    "cadence": "With a cadence, and neither a due date nor a metric's target, it goes on without end.",
    "metric": "A metric measures it.",
    "rollup": "With `rollup: sum`, its sub-goals' metrics measure it.",
    "parts": "It has milestones or sub-goals, and no metric: they measure the way.",
    "mission": "A mission is measured by the goals that lead to it.",
    "nothing": "It has no metric, no milestone and no sub-goal: it is reached or not.",
}
_STATUS = {
    "status": "As its note says.",
    "done": "Nothing is written, and a done date is set: done.",
    "start": "Nothing is written, and the start lies ahead: planned.",
    "nothing": "Nothing is written, so it is under way: active.",
}
_OUTCOME = {
    Status.DONE: "It is done, so it is reached.",
    Status.MISSED: "It was missed.",
    Status.DROPPED: "It was dropped.",
}


def kind(asked: Asked) -> Explanation:
    """What kind of goal it is."""
    found, why = kind_and_why(asked.goal)
    return Explanation(asked.facts.kind, found, _KIND[why], _kind_inputs(asked, why))


def _kind_inputs(asked: Asked, why: str) -> tuple[Input, ...]:
    fields = asked.goal.fields
    match why:
        case "kind" | "type" | "rollup":
            return (asked.field(why, str(getattr(fields, why) or "")),)
        case "cadence":
            return (asked.field("cadence", fields.cadence.text if fields.cadence else ""),)
        case "metric":
            return metric_inputs(asked)
        case "parts":
            return tuple(_parts(asked))
        case _:
            return ()


def _parts(asked: Asked) -> Iterator[Input]:
    """How many milestones and sub-goals there are, with the place of the first."""
    milestones: list[str] = [one.id for one in asked.goal.milestones]
    for word, names in (("milestone", milestones), ("sub-goal", [*asked.goal.children])):
        if names:
            first = asked.evidence.named(names[0], f"the first is `{asked.evidence.title(names[0])}`")
            yield replace(first, name=counted(len(names), word))


def status(asked: Asked) -> Explanation:
    """Where it stands by its author's word."""
    found, why = status_and_why(asked.goal, asked.evidence.as_of)
    fields = asked.goal.fields
    written = {
        "status": fields.status,
        "done": fields.done and fields.done.text,
        "start": fields.start and fields.start.text,
    }
    word = written.get(why)
    inputs = [asked.field(why, str(word))] if word else []
    if fields.status and why != "status":
        inputs.append(asked.field("status", f"{fields.status}, which is no status"))
    return Explanation(asked.facts.status.value, found.value, _STATUS[why], tuple(inputs))


def outcome(asked: Asked) -> Explanation:
    """Whether it was reached."""
    facts = asked.facts
    own = Input("status", facts.status.value, *_status_place(asked), ask=asked.ask("status"))
    if facts.status in _OUTCOME:
        return Explanation(facts.outcome, facts.outcome, _OUTCOME[facts.status], (own,))
    if facts.kind == "metric":
        rule = "A metric goal is reached when its target is met by the due date; else it is open until you close it."
        if facts.metric is not None and facts.metric.now_ok is not None:
            rule = "What is to be held is reached on its due date, if it is on the good side that day; else it is open."
        due = asked.field("due", facts.due_text or "none")
        return Explanation(facts.outcome, facts.outcome, rule, (own, *metric_inputs(asked), due), metric_formula(asked))
    rule = "It is open until its status says done, missed or dropped; milestones alone do not close it."
    return Explanation(facts.outcome, facts.outcome, rule, (own,))


def _status_place(asked: Asked) -> tuple[str, int]:
    found = asked.field("status", "")
    return found.path, found.line


def is_goal(asked: Asked) -> Explanation:
    """What made the note a goal."""
    why = asked.goal.why_goal or "a note says so"
    rule = "A note is a goal by its type, tag or folder, by a metric with a target, or as the parent of another goal."
    return Explanation(True, f"a goal: {why}", rule, (_reason_to_be(asked, why),))


def _reason_to_be(asked: Asked, why: str) -> Input:
    """The line that makes the note a goal."""
    goal, evidence = asked.goal, asked.evidence
    named, mark, _ = why.partition("` names it as parent")
    if mark:
        path = VaultPath(named.lstrip("`"))
        return Input("why", why, path, evidence.line_of(path, "parent") or 1)
    if "settings" in why:
        return replace(evidence.setting(("goals",), why), name="why")
    fields = ("metric.target", "metric.between", "target", "metric") if "metric" in why else ("type", "tags")
    return Input("why", why, *evidence.at(goal, *fields))


def state(asked: Asked) -> Explanation:
    """Where a milestone or task stands."""
    part = asked.part
    if isinstance(part, Task):
        return Explanation(part.state.value, state_words(part.state.value), _BOX, (_box(asked, part),))
    assert isinstance(part, Milestone)
    facts = asked.milestone
    rule = _STATE[facts.state.value]
    inputs = [_box(asked, part)]
    if facts.due is not None:
        inputs.append(Input("due", facts.due.isoformat(), ask=asked.ask("due")))
    if part.tasks or part.linked or facts.metric:
        inputs.append(
            Input(
                "progress",
                f"{facts.progress.done_count} of {facts.progress.total_count} tasks done"
                if part.tasks
                else "see there",
                ask=asked.ask("progress"),
            )
        )
    return Explanation(facts.state.value, state_words(facts.state.value), rule, tuple(inputs))


_BOX = "As its box, or the status of its note, says."
_STATE = {
    "done": "It is ticked; without a box, or where it stands for a goal, all of it is done.",
    "cancelled": "It is cancelled, and out of every count.",
    "overdue": "It is open, and its due date is past.",
    "next": "Of all that is open and not overdue, it is due first; what has no date comes last.",
    "open": "It is not done, not overdue, and something else comes before it.",
}


def _box(asked: Asked, part: Milestone | Task) -> Input:
    """The box as typed; of a note, its status."""
    if part.symbol:
        said = f"[{part.symbol}] {state_words(part.state.value)}"
    else:
        said = (
            "a heading, without a box"
            if isinstance(part, Milestone) and part.form == "heading"
            else state_words(part.state)
        )
    waits = isinstance(part, Milestone) and asked.milestone.waiting_for_approval
    if waits and part.state is ItemState.DONE:
        said += f", waiting for approval by {part.fields.approver}"
    return asked.evidence.part(part, said)


def horizon(asked: Asked) -> Explanation:
    """Short, medium or long."""
    value, written = asked.facts.horizon, asked.goal.fields.horizon
    rule = "As its note says; else by the due date: short up to three months from now, medium up to a year, then long."
    as_of = Input("as of", asked.evidence.as_of.isoformat())
    due = asked.field("due", asked.facts.due_text or "none")
    inputs = [asked.field("horizon", written)] if written else [due, as_of]
    return Explanation(value, value or "none", rule, tuple(inputs))


def cycle(asked: Asked) -> Explanation:
    """The period it belongs to."""
    value, written = asked.facts.cycle, asked.goal.fields.cycle
    rule = "As its note says; else the period of its due date, which for a plain day is its quarter."
    inputs = (asked.field("cycle", written.text),) if written else (asked.field("due", asked.facts.due_text or "none"),)
    return Explanation(value, value or "none", rule, inputs)
