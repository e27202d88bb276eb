"""Why a milestone or task has come as far as it has."""

from dataclasses import replace

from milepost.analysis.facts import Progress
from milepost.analysis.progress import item_metric
from milepost.analysis.rollup import ALMOST
from milepost.model.goal import Milestone, Task
from milepost.model.status import ItemState
from milepost.report.explain.asked import Asked
from milepost.report.explain.explanation import Explanation, Input
from milepost.report.explain.metric import metric_formula, metric_inputs
from milepost.report.explain.terms import number, state_words, weighted_mean
from milepost.report.jsonable import rounded
from milepost.report.wording import percent, weight_words

_TICKED = "A ticked line counts 100 %, whatever stands below it."
_HELD = f"Until it is ticked it counts {percent(ALMOST)} at most."


def item_progress(asked: Asked) -> Explanation:
    """How far a milestone or task has come."""
    figures = asked.figures
    if figures is None:
        return Explanation(None, "none", "It is loose: shown, and counted for nothing.", (_box(asked),))
    rule, inputs, formula = _told(asked, figures)
    value = figures.value
    shown = percent(value) if value is not None else "no remaining scope"
    if not _counts(asked):
        shown += ", not counted"
    follows = _follows(asked, figures)
    return Explanation(rounded(value), shown, rule, inputs, formula, follows, _furthest_behind(figures, inputs))


def counts(asked: Asked) -> Explanation:
    """How many tasks are done."""
    figures = asked.figures or Progress(None)
    shown = f"{figures.done_count} of {figures.total_count}"
    rule = "The tasks right below it that are in the count: those that are done, of all."
    return Explanation(figures.done_count, shown, rule, _tasks(asked, figures))


def total_count(asked: Asked) -> Explanation:
    """How many tasks there are."""
    total = (asked.figures or Progress(None)).total_count
    return replace(counts(asked), value=total, shown=str(total))


def _counts(asked: Asked) -> bool:
    if isinstance(asked.part, Milestone):
        return asked.milestone.counted
    return isinstance(asked.part, Task) and asked.part.state is not ItemState.CANCELLED


def _told(asked: Asked, figures: Progress) -> tuple[str, tuple[Input, ...], tuple[str, ...]]:
    part = asked.part
    assert isinstance(part, Milestone | Task)
    tasks = _tasks(asked, figures)
    sums = (weighted_mean(figures.shares, figures.reached),) if figures.shares and figures.reached is not None else ()
    if "waiting_for_approval" in figures.flags:
        return f"It is ticked and waits for approval: {percent(ALMOST)} until then.", (_box(asked), *tasks), sums
    if part.state is ItemState.DONE:
        return _TICKED, (_box(asked), *tasks), sums
    if isinstance(part, Milestone) and part.linked is not None:
        own = asked.evidence.named(
            part.linked, percent(figures.value) if figures.value is not None else "none", "progress"
        )
        return "It stands for a goal, and counts what that goal has come to.", (own,), ()
    if part.fields.metric is not None:
        return _by_metric(asked, part)
    if figures.shares:
        held = (_HELD,) if figures.value == ALMOST else ()
        return "The mean of the tasks right below it, each by its weight.", tasks, (*sums, *held)
    if figures.value:
        credit = asked.evidence.settings.started_credit
        setting = asked.evidence.setting(("started_credit",), number(credit))
        own = asked.evidence.field(asked.goal, "started_credit", str(asked.goal.fields.started_credit))
        given = own if asked.goal.fields.started_credit is not None else setting
        return "It is started: what started work counts is set by `started_credit`.", (_box(asked), given), ()
    return "Nothing stands below it, and it is not ticked.", (_box(asked), *tasks), ()


def _by_metric(asked: Asked, part: Milestone | Task) -> tuple[str, tuple[Input, ...], tuple[str, ...]]:
    rule = f"Its own metric says how far it has come; {_HELD[0].lower()}{_HELD[1:]}"
    if isinstance(part, Milestone):
        return rule, metric_inputs(asked), metric_formula(asked)
    assert part.fields.metric is not None
    found = item_metric(part.fields.metric, part.fields.value)
    said = [
        f"{name} {number(value)}"
        for name, value in (("value", found.current), ("target", found.target))
        if value is not None
    ]
    return rule, (asked.evidence.part(part, ", ".join(said) or "no value yet"),), ()


def _box(asked: Asked) -> Input:
    part = asked.part
    assert isinstance(part, Milestone | Task)
    said = f"[{part.symbol}] {state_words(part.state.value)}" if part.symbol else state_words(part.state.value)
    if isinstance(part, Milestone) and asked.milestone.waiting_for_approval:
        said += f", approver {part.fields.approver}, not approved yet"
    return asked.evidence.part(part, said)


def _tasks(asked: Asked, figures: Progress) -> tuple[Input, ...]:
    """The tasks right below, with what each counts."""
    part = asked.part
    below = part.tasks if isinstance(part, Milestone) else (task for one in asked.goal.milestones for task in one.tasks)
    counted = {share.id: share for share in figures.shares}
    rows = []
    for task in below:
        if task.parent_id == part.id:
            found = counted.get(task.id)
            said = percent(found.progress) if found else f"not counted: {state_words(task.state.value)}"
            said += f", weight {weight_words(task.fields.weight)}" if found and task.fields.weight else ""
            rows.append(asked.evidence.part(task, said, f"{task.id}.progress"))
    return tuple(rows)


def _furthest_behind(figures: Progress, inputs: tuple[Input, ...]) -> Input | None:
    if figures.shares:
        worst = max(figures.shares, key=lambda share: share.weight * (1 - share.progress))
        found = next((one for one in inputs if one.ask == f"{worst.id}.progress"), None)
        if found is not None:
            return found
    return inputs[0] if inputs else None


def _follows(asked: Asked, figures: Progress) -> tuple[str, ...]:
    part = asked.part
    if "ready_to_close" in figures.flags:
        return ("all of it is done: tick it",)
    if "waiting_for_approval" in figures.flags:
        return (f"next: ask {part.fields.approver}, then write `[approved:: YYYY-MM-DD]` on the line",)
    if part.fields.metric is not None and "no_data" in figures.flags:
        return ("next: write its value, as `[value:: 41]`",)
    return ()
