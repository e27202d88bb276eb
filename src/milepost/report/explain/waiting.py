"""Why something waits, or can never begin: what it depends on, and what depends on it."""

from collections.abc import Iterator

from milepost.analysis.facts import ScheduleFacts
from milepost.model.goal import Dependency, Goal, Milestone, Task
from milepost.model.ids import GoalId
from milepost.model.span import Span
from milepost.report.explain.asked import Asked
from milepost.report.explain.bounds import holders, is_open, open_parts, schedule_of
from milepost.report.explain.evidence import name_of
from milepost.report.explain.explanation import Explanation, Input
from milepost.report.explain.terms import state_words
from milepost.report.wording import counted
from milepost.syntax.document import Document


def blocked(asked: Asked) -> Explanation:
    """Whether it waits for something that is not finished."""
    value, names = _is_held(asked), asked.schedule.waits_for
    rule = (
        "It waits as long as something is not finished that it depends on, that what it lies in depends on, or that"
        " stands before it in a numbered list."
    )
    inputs = (*_edge_inputs(asked), *_waiting_parts(asked))
    shown = f"waits for {counted(len(names), 'thing')}" if names else "waits" if value else "waits for nothing"
    waiting = next((one for one in inputs if not one.value.startswith(("finished", "a part"))), None) if value else None
    return Explanation(value, shown, rule, inputs, follows=asked.follows("dependency"), decided_by=waiting)


def _waiting_parts(asked: Asked) -> Iterator[Input]:
    """What waits within it, which holds back no more than itself."""
    for name, dates in open_parts(asked):
        if dates.waits_for:
            yield asked.evidence.named(
                name, f"a part of it: waits for {counted(len(dates.waits_for), 'thing')}", "blocked"
            )


def dead_blocked(asked: Asked) -> Explanation:
    """Whether it waits for something that will never be finished."""
    value = any(dates.dead_blocked for dates in _dates_held_by(asked))
    rule = (
        "It, or what it lies in, waits for something cancelled, dropped or missing, or in a circle: that will never be"
        " finished."
    )
    shown = "yes, it will never come free" if value else "no"
    inputs = tuple(_edge_inputs(asked))
    dead = next((one for one in inputs if not one.value.startswith(("open", "finished"))), None)
    return Explanation(value, shown, rule, inputs, (), asked.follows("dead-blocked"), dead if value else None)


def _is_held(asked: Asked) -> bool:
    return any(dates.waits_for or dates.dead_blocked for dates in _dates_held_by(asked))


def _dates_held_by(asked: Asked) -> list[ScheduleFacts]:
    """The dates of what is asked about and of all it lies in."""
    if not is_open(asked, asked.part.id):
        return []
    names = [asked.part.id, *(whole.id for whole in holders(asked))]
    return [dates for dates in (schedule_of(asked, name) for name in names) if dates is not None]


def _edge_inputs(asked: Asked) -> Iterator[Input]:
    """Each dependency with how it stands and the line that names it."""
    part = asked.part
    for edge in part.depends_on:
        name = asked.evidence.title(edge.target) if edge.target else edge.written
        ask = f"{edge.target}.schedule" if edge.target else ""
        yield Input(name, f"{_how(asked, edge)}, by `{edge.written}`", part.path, edge.span.line, ask)
    after = "" if isinstance(part, Goal) else part.after
    if after:
        path, line = asked.evidence.at(part)
        said = f"{_how(asked, Dependency(after, after, Span(line)))}, in the numbered list before `{name_of(part)}`"
        yield Input(asked.evidence.title(after), said, path, line, f"{after}.schedule")
    for whole in holders(asked):
        found = schedule_of(asked, whole.id)
        if found is not None and found.waits_for:
            what = counted(len(found.waits_for), "thing")
            yield asked.evidence.part(whole, f"open: it lies in this, which waits for {what}", f"{whole.id}.blocked")
        if found is not None and found.dead_blocked:
            yield asked.evidence.part(whole, "it lies in this, which waits in vain", f"{whole.id}.dead_blocked")


def _how(asked: Asked, edge: Dependency) -> str:
    """open, finished, or why it will never be."""
    if edge.cyclic:
        return "in a circle, not followed"
    if not edge.target or edge.target not in asked.evidence.parts:
        return "leads nowhere"
    lag = f", {edge.lag.text} later" if edge.lag else ""
    found = schedule_of(asked, edge.target)
    if found is not None and found.total_slack is not None:
        return f"open, can finish {found.earliest_finish}{lag}"
    return f"{_closed_word(asked, edge.target, found)}{lag}"


def _closed_word(asked: Asked, name: str, found: ScheduleFacts | None) -> str:
    goal, part = asked.evidence.parts[name]
    facts = asked.evidence.analysis.goals[goal.id]
    if isinstance(part, Goal):
        word = facts.status.value
    elif isinstance(part, Milestone) and part.linked is None:
        word = facts.milestones[part.id].state.value
    else:
        word = part.state.value
    done = f" {found.earliest_finish}" if found is not None and found.earliest_finish else ""
    gone = word in ("dropped", "cancelled") or (facts.status.value == "dropped" and word != "done")
    return f"{state_words(word)}: never finished" if gone else f"finished{done}"


def depends_on(asked: Asked) -> Explanation:
    """What it waits for, finished or not."""
    part = asked.part
    named = [edge.target for edge in part.depends_on if edge.target]
    after = "" if isinstance(part, Goal) else part.after
    names = tuple(dict.fromkeys([*named, after] if after else named))
    rule = "What its note or line names, and what stands before it in a numbered list."
    shown = counted(len(names), "thing") if names else "nothing"
    return Explanation(names, shown, rule, tuple(_edge_inputs(asked)))


def blocks(asked: Asked) -> Explanation:
    """What waits for it, or for a part of it."""
    names = asked.evidence.plan.blocks.get(asked.part.id, ())
    rule = (
        "What names it, or something in it, under `depends_on` or by its id on a line. What is done or given up waits"
        " for nothing; a note that is part of several goals counts once."
    )
    waiting = [*_waiters(asked, asked.part.id), *_waiters_for_parts(asked)]
    held = {(one.path, one.line) for one in waiting if one.value.startswith("waits")}
    return Explanation(tuple(names), counted(len(held), "thing") if held else "nothing", rule, tuple(waiting))


def _waiters_for_parts(asked: Asked) -> Iterator[Input]:
    """What waits from elsewhere for a milestone or task of a goal."""
    if not isinstance(asked.part, Goal):
        return
    for milestone in asked.part.milestones:
        parts: tuple[Milestone | Task, ...] = (milestone, *milestone.tasks)
        for part in parts:
            yield from _waiters(asked, part.id, f" for `{name_of(part)}`")


def _waiters(asked: Asked, name: str, for_part: str = "") -> Iterator[Input]:
    """Each of them with whether it waits yet."""
    evidence = asked.evidence
    names = evidence.plan.blocks.get(name, ())
    is_finished = bool(names) and _how(asked, Dependency(name, name, Span(1))).startswith("finished")
    for waiter in names:
        home = evidence.parts[waiter][0] if waiter in evidence.parts else None
        if for_part and home is asked.goal:
            continue
        is_waiting = not is_finished and is_open(asked, waiter)
        word = f"waits{for_part or ' for it'}" if is_waiting else f"waited{for_part or ' for it'}, no longer"
        yield evidence.named(waiter, word, "blocked")


def parents(asked: Asked) -> Explanation:
    """What it is part of."""
    goal, plan = asked.goal, asked.evidence.plan
    rule = "What its note names as `parent`, and every goal with a line that is nothing but a link to it."
    inputs = []
    for name in goal.parents:
        above = plan.goals[name]
        line = next((one for one in above.milestones if one.linked == goal.id), None)
        if line is not None:
            said = f"by the line `{name_of(line)}`"
            inputs.append(Input(asked.evidence.title(name), said, line.path, line.line, f"{name}.progress"))
        else:
            inputs.append(_named_parent(asked, name))
    shown = ", ".join(asked.evidence.title(name) for name in goal.parents) or "nothing: it stands at the top"
    return Explanation(tuple(goal.parents), shown, rule, tuple(inputs))


def _named_parent(asked: Asked, name: str) -> Input:
    """A parent as the note names it, on the very line."""
    goal, plan = asked.goal, asked.evidence.plan
    document = asked.evidence.material.documents.get(goal.path, Document())
    links = zip(document.links, plan.links.get(goal.path, ()), strict=False)
    path = plan.goals[GoalId(name)].path
    link = next((link for link, found in links if link.where == "parent" and found.path == path), None)
    line = link.span.line if link else asked.evidence.line_of(goal.path, "parent")
    said = f"as parent `{link.target}`" if link else "as `parent`"
    return Input(asked.evidence.title(name), said, goal.path if line else "", line, f"{name}.progress")


def children(asked: Asked) -> Explanation:
    """The goals it is made of."""
    rule = "The goals that name it as `parent`, and those its lines stand for."
    goals = asked.evidence.analysis.goals
    inputs = tuple(
        asked.evidence.named(name, goals[GoalId(name)].status.value, "parents") for name in asked.goal.children
    )
    return Explanation(tuple(asked.goal.children), counted(len(inputs), "sub-goal") if inputs else "none", rule, inputs)
