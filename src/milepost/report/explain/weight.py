"""Why something counts as much as it does in what it is part of."""

from milepost.analysis.facts import Progress, Share
from milepost.model.goal import Goal, Milestone, Task
from milepost.report.explain.asked import Asked
from milepost.report.explain.evidence import Part, name_of
from milepost.report.explain.explanation import Explanation, Input
from milepost.report.explain.terms import exact
from milepost.report.jsonable import weight as json_weight
from milepost.report.wording import percent, weight_words

_RULE = "Everything counts 1 unless a weight is given; `n %` is a share, and what has none splits the rest of 100."


def weight(asked: Asked) -> Explanation:
    """The weight as written, and the share it makes."""
    own = asked.part.fields.weight
    shown = weight_words(own) if own else "1, as none is written"
    inputs = (asked.field("weight", weight_words(own)),) if own else ()
    shares = share(asked)
    return Explanation(json_weight(own), shown, _RULE, (*inputs, *shares.inputs), shares.formula)


def share(asked: Asked) -> Explanation:
    """Its part of what it belongs to."""
    rule = "Its weight by the weights of everything beside it that is in the count."
    rows = _shares(asked)
    inputs = tuple(_input(asked, whole, found) for whole, found in rows)
    if not rows:
        return Explanation(None, "part of nothing", rule)
    shown = ", ".join(
        f"{percent(found.weight)} of {asked.evidence.title(whole.id)}"
        if found
        else f"not counted in {asked.evidence.title(whole.id)}"
        for whole, found in rows
    )
    formula = tuple(
        f"{asked.evidence.title(whole.id)}: {exact(found.weight)} = {percent(found.weight)}, "
        f"so it adds {percent(found.weight * found.progress)} of {percent(found.weight)}"
        for whole, found in rows
        if found is not None
    )
    first = rows[0][1]
    return Explanation(exact(first.weight) if first else None, shown, rule, inputs, formula)


def _input(asked: Asked, whole: Part, found: Share | None) -> Input:
    said = f"counts {percent(found.weight)} in it" if found else "not counted in it"
    part = (
        next((one for one in whole.milestones if one.linked == asked.part.id), None)
        if isinstance(whole, Goal)
        else None
    )
    if part is not None:
        said += f", by the line `{name_of(part)}`"
        return Input(asked.evidence.title(whole.id), said, part.path, part.line, f"{whole.id}.progress")
    return asked.evidence.part(whole, said, f"{whole.id}.progress")


def _shares(asked: Asked) -> list[tuple[Part, Share | None]]:
    """Each thing it belongs to, with its share there; None where it is out of the count."""
    part, evidence = asked.part, asked.evidence
    if isinstance(part, Goal):
        goals = [evidence.plan.goals[name] for name in part.parents]
        return [(goal, _in(evidence.analysis.goals[goal.id].progress, part, goal)) for goal in goals]
    if isinstance(part, Milestone):
        return [(asked.goal, _in(asked.facts.progress, part, asked.goal))]
    return _task_shares(asked, part)


def _task_shares(asked: Asked, part: Task) -> list[tuple[Part, Share | None]]:
    found = asked.evidence.parts.get(part.parent_id)
    if found is None or isinstance(found[1], Goal):
        return []
    whole = found[1]
    figures = Asked(asked.goal, whole, asked.evidence).figures
    return [(whole, _in(figures, part, asked.goal))] if figures is not None else []


def _in(figures: Progress, part: Part, goal: Goal) -> Share | None:
    names = {part.id, *(one.id for one in goal.milestones if one.linked == part.id)}
    return next((one for one in figures.shares if one.id in names), None)
