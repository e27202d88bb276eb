"""Why a goal has come as far as it has: what each child counts, and how they are added up."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from milepost.analysis.facts import GoalFacts, Share
from milepost.analysis.leaves import leaves
from milepost.analysis.progress import goal_children, steps_of
from milepost.analysis.rollup import ZERO, Child
from milepost.model.goal import Goal, Milestone
from milepost.model.ids import GoalId
from milepost.model.said import say
from milepost.model.status import ItemState, Status
from milepost.report.explain.asked import Asked
from milepost.report.explain.evidence import Part
from milepost.report.explain.explanation import Explanation, Input
from milepost.report.explain.metric import HELD_RULE, metric_formula, metric_inputs, metric_place
from milepost.report.explain.terms import exact, is_less, state_words, weighted_mean
from milepost.report.jsonable import rounded
from milepost.report.outlook_words import ahead_words
from milepost.report.wording import percent, raw_percent, weight_words

RULES = {
    "children": say("The mean of its milestones and sub-goals, each by its weight and counted between 0 and 100 %."),
    "leaves": say("With `rollup: leaves`, the share of all items below it that are done."),
    "sum": say("With `rollup: sum`, its sub-goals' values are added up, and so are their targets."),
    "metric": say("How far the value has come from the baseline to the target."),
    "binary": say("Nothing measures the way: it is reached, which is 100 %, or it is not."),
    "ongoing": say("What goes on without end has no progress; it is kept or not."),
}
_DONE = say("A goal that is done counts 100 %, whatever its boxes say.")
_FLAGS = {
    "no_data": say("there is nothing to measure yet, so it counts 0 %"),
    "no_remaining_scope": say("everything in it is out of the count: no remaining scope"),
    "ready_to_close": say("all of it is done: set `status: done`, or add what is left to do"),
}


def progress(asked: Asked) -> Explanation:
    """The headline: what a goal counts now."""
    inputs, formula = _made_of(asked, asked.facts.progress.reached)
    return _headline(asked, inputs, formula, _furthest_child(asked) if _is_mean(asked) else None)


def progress_in_short(asked: Asked) -> Explanation:
    """The headline with the one fact that decides it, which is as many as a page has room for."""
    if asked.facts.progress.rule in ("metric", "sum"):
        placed = metric_place(asked)
        return _headline(asked, (placed,) if placed else (), metric_formula(asked), None)
    if not _is_mean(asked):
        return progress(asked)
    decides = _furthest_child(asked)
    return _headline(asked, (decides,), _mean_formula(asked, asked.facts.progress.reached), decides)


def _headline(asked: Asked, inputs: tuple[Input, ...], formula: tuple[str, ...], decides: Input | None) -> Explanation:
    figures = asked.facts.progress
    metric = asked.facts.metric
    rule = HELD_RULE if figures.rule == "metric" and metric and metric.now_ok is not None else RULES[figures.rule]
    if asked.facts.status is Status.DONE and figures.rule != "ongoing":
        rule, formula = _DONE, (*formula, say("and as it is done: 100 %"))
        inputs = (asked.field("status", "done", "done"), *inputs)
    follows = [words for flag, words in _FLAGS.items() if flag in figures.flags]
    return Explanation(
        value=rounded(figures.value),
        shown=_shown(asked, figures.value),
        rule=rule,
        inputs=inputs,
        formula=formula,
        follows=(*follows, *asked.follows("pace", "not-started")),
        decided_by=decides or (inputs[0] if inputs else None),
    )


def _shown(asked: Asked, value: Fraction | None) -> str:
    if value is not None:
        return percent(value)
    return say("none, it goes on") if asked.facts.kind == "ongoing" else say("no remaining scope")


def reached(asked: Asked) -> Explanation:
    """What was reached, apart from the status."""
    value = asked.facts.progress.reached
    inputs, formula = _made_of(asked, value)
    return Explanation(
        value=rounded(value),
        shown=_shown(asked, value),
        rule=say("What it has come to by itself, before the rule that a goal which is done counts 100 %."),
        inputs=inputs,
        formula=formula,
        decided_by=_furthest_behind(asked, inputs),
    )


def progress_raw(asked: Asked) -> Explanation:
    """A metric's figure before it is held between 0 and 100 %."""
    raw = asked.facts.progress.raw
    if raw is None:
        return Explanation(None, "none", say("Only a metric can lie outside 0 to 100 %."), _kind(asked))
    inputs, formula = metric_inputs(asked), metric_formula(asked)
    rule = say("How far the value has come, which may be less than nothing or more than all.")
    return Explanation(rounded(raw), raw_percent(raw), rule, inputs, formula)


def activity(asked: Asked) -> Explanation:
    """The checklist's own progress, beside an outcome that something else measures."""
    value = asked.facts.progress.activity
    rule = say("What is done of its checklist and sub-goals, shown beside the outcome and never mixed with it.")
    if value is None:
        why = (
            "none" if asked.facts.progress.rule in ("children", "leaves") else say("none, it has no parts in the count")
        )
        return Explanation(None, why, rule, _kind(asked))
    shares = asked.facts.progress.shares
    inputs = child_inputs(asked)
    formula = (weighted_mean(shares, value),) if shares else ()
    said = ahead_words(asked.facts.progress)
    decided = _furthest_behind(asked, inputs)
    return Explanation(rounded(value), percent(value), rule, inputs, formula, (said,) if said else (), decided)


def counts(asked: Asked) -> Explanation:
    """How many children are done."""
    figures = asked.facts.progress
    what = say("items below it") if figures.rule == "leaves" else say("direct milestones and sub-goals in the count")
    rule = say("Its {what}: those that are done, of all.", what=what)
    shown = say("{done_count} of {total_count}", done_count=figures.done_count, total_count=figures.total_count)
    return Explanation(figures.done_count, shown, rule, child_inputs(asked))


def total_count(asked: Asked) -> Explanation:
    """How many children there are."""
    total = asked.facts.progress.total_count
    return replace(counts(asked), value=total, shown=str(total))


def _kind(asked: Asked) -> tuple[Input, ...]:
    return (Input("kind", asked.facts.kind, ask=asked.ask("kind")),)


def _made_of(asked: Asked, value: Fraction | None) -> tuple[tuple[Input, ...], tuple[str, ...]]:
    """The facts behind a goal's figure, and their sum."""
    figures = asked.facts.progress
    match figures.rule:
        case "metric" | "sum":
            return metric_inputs(asked), metric_formula(asked)
        case "ongoing":
            kept = asked.facts.adherence_count
            said = (
                say("kept in {kept} of the last {periods} periods", kept=kept[0], periods=kept[1])
                if kept
                else say("nothing dated yet")
            )
            return (Input("kept", said, ask=asked.ask("kept")), *child_inputs(asked)), ()
        case "binary":
            return (asked.field("status", state_words(asked.facts.status.value), "done"), *child_inputs(asked)), ()
        case "leaves":
            return _leaf_inputs(asked), _leaf_formula(asked)
        case _:
            return child_inputs(asked), _mean_formula(asked, value)


def _mean_formula(asked: Asked, value: Fraction | None) -> tuple[str, ...]:
    figures = asked.facts.progress
    sums = (weighted_mean(figures.shares, value),) if figures.shares and value is not None else ()
    return (*sums, *((figures.shares_off,) if figures.shares_off else ()))


def child_inputs(asked: Asked) -> tuple[Input, ...]:
    """Each direct child with what it counts, those out of the count with the reason."""
    children, parts = _children(asked), asked.evidence.parts
    weighted = any(child.weight for child in children)
    return tuple(_child_input(asked, child, parts[child.id][1], weighted=weighted) for child in children)


def _children(asked: Asked) -> list[Child]:
    goal, below = asked.goal, _below(asked)
    return goal_children(goal, steps_of(goal, below, asked.facts.credit), below)


def _below(asked: Asked) -> dict[GoalId, GoalFacts]:
    others = asked.evidence.analysis.goals
    return {name: others[name] for name in asked.goal.children if name in others}


def _child_input(asked: Asked, child: Child, part: Part, *, weighted: bool) -> Input:
    value = percent(child.progress) if child.counted else say("not counted: {why_out}", why_out=_why_out(asked, part))
    if weighted and child.counted:
        value += say(", weight {weight}", weight=weight_words(child.weight) if child.weight else "1")
    return asked.evidence.part(part, value, _ask(asked, part))


def _ask(asked: Asked, part: Part) -> str:
    """Where a child's own figure is explained: of a line that stands for a goal, at that goal."""
    linked = part.linked if isinstance(part, Milestone) and part.state is not ItemState.DONE else None
    facts = asked.evidence.analysis.goals.get(linked or GoalId(part.id))
    figure = "kept" if facts is not None and facts.kind == "ongoing" else "progress"
    return f"{linked or part.id}.{figure}"


def _why_out(asked: Asked, part: Part) -> str:
    """Why a child is out of the count, by its own word."""
    if isinstance(part, Milestone) and (part.linked is None or part.state is ItemState.CANCELLED):
        return state_words("cancelled" if part.status is None else part.status.value)
    goal = part.linked if isinstance(part, Milestone) else part.id if isinstance(part, Goal) else None
    facts = asked.evidence.analysis.goals[goal] if goal is not None else asked.facts
    if facts.status in (Status.DROPPED, Status.PROPOSED):
        return state_words(facts.status.value)
    return say("it goes on, and has no weight") if facts.kind == "ongoing" else say("no remaining scope")


def _leaf_inputs(asked: Asked) -> tuple[Input, ...]:
    """Each direct child with the items below it."""
    goal, credit, children = asked.goal, asked.facts.credit, _below(asked)
    found = []
    for child in _children(asked):
        part = asked.evidence.parts[child.id][1]
        alone = replace(
            goal,
            milestones=(part,) if isinstance(part, Milestone) else (),
            children=(GoalId(child.id),) if isinstance(part, Goal) else (),
        )
        count, _, done = leaves(alone, steps_of(alone, children, credit), children, credit)
        value = (
            say("{done} of {count} done", done=done, count=count)
            if child.counted
            else say("not counted: {why_out}", why_out=_why_out(asked, part))
        )
        found.append(asked.evidence.part(part, value, _ask(asked, part)))
    return tuple(found)


def _leaf_formula(asked: Asked) -> tuple[str, ...]:
    facts = asked.facts
    if facts.progress.reached is None:
        return ()
    return (f"{exact(facts.leaf_sum)} / {facts.leaf_count} = {percent(facts.progress.reached)}",)


def _is_mean(asked: Asked) -> bool:
    figures = asked.facts.progress
    return figures.rule == "children" and bool(figures.shares)


def _furthest_behind(asked: Asked, inputs: tuple[Input, ...]) -> Input | None:
    """The child that holds the figure down most; without children the first fact."""
    if _is_mean(asked):
        return _furthest_child(asked)
    return inputs[0] if inputs else None


def _furthest_child(asked: Asked) -> Input:
    """The child whose share of the whole is missing most, the first of several."""
    share = _furthest(asked.facts.progress.shares)
    line = next((one for one in asked.goal.milestones if one.id == share.id), None)
    part = line or asked.evidence.plan.goals[GoalId(share.id)]
    if not _is_weighted(asked):
        return asked.evidence.part(part, percent(share.progress), _ask(asked, part))
    child = next(one for one in _children(asked) if one.id == share.id)
    return _child_input(asked, child, part, weighted=True)


def _is_weighted(asked: Asked) -> bool:
    """Whether any child has a weight of its own."""
    goals = asked.evidence.analysis.goals
    if [one for one in asked.goal.milestones if one.fields.weight]:
        return True
    return any(goals[name].weight for name in asked.goal.children if name in goals)


def _furthest(shares: Sequence[Share]) -> Share:
    each = shares[0].weight
    if [share for share in shares if share.weight is not each]:
        return max(shares, key=_missing)
    least = shares[0]
    for share in shares[1:]:
        if not least.progress:
            break
        if is_less(share.progress, least.progress):
            least = share
    return least


def _missing(share: Share) -> Fraction:
    """The weight that a part does not bring yet; without arithmetic where it is done or not begun, as most are."""
    reached = share.progress.numerator
    if reached == share.progress.denominator:
        return ZERO
    return share.weight * (1 - share.progress) if reached else share.weight
