"""Depends-on edges: resolved for goals, milestones and tasks; circles (also through parts) reported and cut."""

from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from itertools import chain
from typing import TypeAlias

from milepost.diagnostics.findings import Findings
from milepost.diagnostics.problem import Diagnostic
from milepost.diagnostics.wording import quote
from milepost.graph.linker import Linker, Spot
from milepost.graph.order import circles_of, closing_edges, tangle
from milepost.graph.places import span_in_front
from milepost.graph.settled import Settles, is_goal_closed, settled_parts
from milepost.model.fields import LinkTarget
from milepost.model.frozen import frozen, replaced
from milepost.model.goal import Dependency, Goal, Milestone, Task
from milepost.model.ids import GoalId, VaultPath
from milepost.model.said import say
from milepost.model.span import Span

ROUNDS, MOST = 3, 1_000
"""Rounds in which the edge to cut is chosen with care; in a tangle that these do not open, the nearest is cut. Of one
with more begins and ends than `MOST` nobody sees which it was: one round is enough there.
"""


def resolve_goal(goal: Goal, linker: Linker) -> Goal:
    """The goal with its own, its milestones' and its tasks' depends-on edges resolved."""
    own = _in_front(goal.fields.depends_on, goal.path, linker)
    milestones = tuple(_resolve_milestone(milestone, linker) for milestone in goal.milestones)
    loose = tuple(_resolve_task(task, linker) for task in goal.loose)
    return replaced(goal, depends_on=own, milestones=milestones, loose=loose)


def references_of(goal: Goal) -> Iterator[tuple[VaultPath, LinkTarget]]:
    """Everything a goal, its milestones and their tasks wait for by name, and the note that names it."""
    yield from ((goal.path, target) for target in goal.fields.depends_on)
    for milestone in goal.milestones:
        yield from ((milestone.path, target) for target in milestone.fields.depends_on)
        for task in milestone.tasks:
            yield from ((task.path, target) for target in task.fields.depends_on)
    for task in goal.loose:
        yield from ((task.path, target) for target in task.fields.depends_on)


def _resolve_milestone(milestone: Milestone, linker: Linker) -> Milestone:
    if not milestone.fields.depends_on and not [one for one in milestone.tasks if one.fields.depends_on]:
        return milestone
    return replaced(
        milestone,
        depends_on=_resolved(milestone, linker),
        tasks=tuple(_resolve_task(task, linker) for task in milestone.tasks),
    )


def _resolve_task(task: Task, linker: Linker) -> Task:
    if not task.fields.depends_on:
        return task
    return replaced(task, depends_on=_resolved(task, linker))


def _resolved(part: Milestone | Task, linker: Linker) -> tuple[Dependency, ...]:
    """What a line waits for, or a note of its own: that stands in its front matter."""
    if not part.fields.depends_on:
        return ()
    if part.line == 1 and "depends_on" in linker.notes[part.path].document.front.spans:
        return _in_front(part.fields.depends_on, part.path, linker)
    targets, places = part.fields.depends_on, linker.notes[part.path].document.waits.get(part.line, ())
    if len(places) != len(targets):  # the line is a link to the note that names them
        places = (Span(part.line, part.column),) * len(targets)
    placed = zip(targets, places, strict=True)
    return _unique(_dependency(target, Spot(part.path, place), linker) for target, place in placed)


def _in_front(targets: Iterable[LinkTarget], path: VaultPath, linker: Linker) -> tuple[Dependency, ...]:
    spans = linker.notes[path].document.front.spans
    return _unique(
        _dependency(target, Spot(path, span_in_front(spans, "depends_on", at)), linker)
        for at, target in enumerate(targets)
    )


def _unique(found: Iterable[Dependency]) -> tuple[Dependency, ...]:
    return tuple({(one.target, one.written, one.span.line, one.lag): one for one in found}.values())


def _dependency(target: LinkTarget, spot: Spot, linker: Linker) -> Dependency:
    own = linker.item(target, spot)
    written = target.name + (f"#{target.heading}" if target.heading else "")
    written += f"#^{target.block}" if target.block else ""
    return Dependency(own or "", written, spot.span, target.lag)


@frozen
class Wait:
    """One thing waiting for another, with the goal that says so; `implied` by the order of a numbered list."""

    waiter: str
    target: str
    goal: GoalId
    implied: bool = False


Edge: TypeAlias = tuple[int, int]
Graph: TypeAlias = dict[int, list[int]]
Walkable: TypeAlias = tuple[Sequence[str], Graph, dict[Edge, Wait]]


@frozen
class Within:
    """What a goal's parts lie in, as far as something waits for them or they wait.

    `milestones` are (its id, the open goal it stands for, its tasks as (id, what it lies in): a task or the milestone).
    `settled` says of these, and of itself where it is closed, what closes them. A goal that is closed holds up nothing
    that it is part of and needs none of its parts.
    """

    is_closed: bool = False
    parents: tuple[GoalId, ...] = ()
    milestones: tuple[tuple[str, GoalId | None, tuple[tuple[str, str], ...]], ...] = ()
    settled: tuple[Settles, ...] = ()


@frozen
class Circle:
    """Things that wait for one another, by their ids, and the wait that is taken out."""

    names: tuple[str, ...]
    cut: Wait


Cut: TypeAlias = Mapping[GoalId, frozenset[tuple[str, str]]]


@frozen
class Circles:
    """Waits (waiter, target) to be taken out, by the goals they are written in, and what there is to say in these.

    `tangled` are the begins and ends of all that lies on circles.
    """

    cut: Cut = field(default_factory=dict)
    found: Mapping[GoalId, tuple[Circle, ...]] = field(default_factory=dict)
    tangled: frozenset[str] = frozenset()


def find_circles(waits: Sequence[Wait], lies_in: Mapping[GoalId, Within]) -> Circles:
    """Report each dependency circle whole and choose one wait of it, whatever the order of files the same."""
    found: list[Circle] = []
    cut: set[Edge] = set()
    names, graph, by_edge = _walkable(waits, containment(lies_in))
    tangled = graph = tangle(graph)
    is_large = len(graph) > MOST
    for _ in range(1 if is_large else ROUNDS):
        closing = _closing_waits(graph, by_edge, found)
        if not closing:
            break
        cut |= closing
        _take_out(graph, closing)
        graph = graph if is_large else tangle(graph)
    else:
        cut |= _nearest_waits(graph, by_edge, found)
    taken = _taken_out(waits, {(by_edge[edge].waiter, by_edge[edge].target) for edge in cut})
    count = len(names)
    ends = frozenset("<" + names[node] if node < count else ">" + names[node - count] for node in tangled)
    return Circles(taken, _by_goal(found), ends)


def _taken_out(waits: Iterable[Wait], cut: Container[tuple[str, str]]) -> Cut:
    taken: dict[GoalId, set[tuple[str, str]]] = {}
    for wait in waits:
        if (wait.waiter, wait.target) in cut:
            taken.setdefault(wait.goal, set()).add((wait.waiter, wait.target))
    return {goal: frozenset(steps) for goal, steps in taken.items()}


def _by_goal(found: Sequence[Circle]) -> dict[GoalId, tuple[Circle, ...]]:
    by_goal: dict[GoalId, list[Circle]] = {}
    for circle in found:
        by_goal.setdefault(circle.cut.goal, []).append(circle)
    return {name: tuple(own) for name, own in by_goal.items()}


def waits_of(goal: Goal) -> tuple[Wait, ...]:
    """What a goal and its parts wait for; where a numbered list may close a circle, also one point for the other."""
    found = [Wait(name, edge.target, goal.id) for name, _, edges in _waiting(goal) for edge in edges]
    if any(_leads_on(milestone) for milestone in goal.milestones):
        found += [Wait(step.id, step.after, goal.id, implied=True) for step in goal.milestones if step.after]
    return tuple(wait for wait in found if wait.target)


def _leads_on(milestone: Milestone) -> bool:
    """Whether what waits for it may wait for anything outside its list."""
    return bool(milestone.linked or milestone.depends_on) or any(task.depends_on for task in milestone.tasks)


def _waiting(goal: Goal) -> Iterator[tuple[str, VaultPath, tuple[Dependency, ...]]]:
    """What of a goal and its parts waits, the notes that say so, and what for."""
    if goal.depends_on:
        yield goal.id, goal.path, goal.depends_on
    for milestone in goal.milestones:
        if milestone.depends_on:
            yield milestone.id, milestone.path, milestone.depends_on
        for task in milestone.tasks:
            if task.depends_on:
                yield task.id, task.path, task.depends_on


def _place_of(wait: Wait, goal: Goal) -> tuple[VaultPath, Span]:
    """Where a goal says that something waits."""
    if wait.implied:
        step = next(one for one in goal.milestones if one.id == wait.waiter)
        return step.path, Span(step.line, step.column)
    return next(
        (path, edge.span)
        for name, path, edges in _waiting(goal)
        for edge in edges
        if (name, edge.target) == (wait.waiter, wait.target)
    )


def within(own: GoalId, goals: Mapping[GoalId, Goal], named: Collection[str]) -> Within:
    """Where those parts of a goal lie that are `named` in a wait."""
    goal, rows = goals[own], []
    is_closed = is_goal_closed(goal)
    settled: list[Settles] = [(own, own)] if is_closed else []
    for milestone in goal.milestones if named else ():
        tasks = _tasks_within(milestone, named)
        if tasks or milestone.id in named:
            linked = milestone.linked
            rows.append((milestone.id, None if linked and is_goal_closed(goals[linked]) else linked, tasks))
            settled += settled_parts(milestone, named, in_closed=is_closed)
    return Within(is_closed, () if is_closed else goal.parents, tuple(rows), tuple(settled))


def _tasks_within(milestone: Milestone, named: Container[str]) -> tuple[tuple[str, str], ...]:
    """The named tasks of a milestone, each with the nearest named thing above it."""
    nearest: dict[str, str] = {}
    found = []
    for task in milestone.tasks:
        above = nearest.get(task.parent_id, milestone.id)
        nearest[task.id] = task.id if task.id in named else above
        if task.id in named:
            found.append((task.id, above))
    return tuple(found)


def containment(lies_in: Mapping[GoalId, Within]) -> dict[str, tuple[str, ...]]:
    """What each thing that waits or is waited for is part of, up to the roots."""
    of: dict[str, tuple[str, ...]] = {name: row.parents for name, row in lies_in.items()}
    for name, row in lies_in.items():
        for milestone, linked, tasks in row.milestones:
            of[milestone] = of.get(milestone, ()) if row.is_closed else (*of.get(milestone, ()), name)
            of.update({task: (whole,) for task, whole in tasks})
            if linked:
                of[linked] = tuple(dict.fromkeys((*of.get(linked, ()), milestone)))
    return of


def _walkable(waits: Sequence[Wait], within: Mapping[str, tuple[str, ...]]) -> Walkable:
    """Begins and ends of everything as a graph, with those of its edges that are waits.

    They are numbers, which are quickly walked: the begin of a name is its place, its end so many names further on.
    """
    wholes = {whole for above in within.values() for whole in above}
    names = sorted(wholes.union(within, *((wait.waiter, wait.target) for wait in waits)))
    begin = {name: at for at, name in enumerate(names)}
    count = len(names)
    graph: dict[int, list[int]] = {node: [] for node in range(2 * count)}
    for name, above in within.items():
        own = begin[name]
        graph[own + count].append(own)
        for whole in above:
            graph[own].append(begin[whole])
            graph[begin[whole] + count].append(own + count)
    by_edge: dict[Edge, Wait] = {}
    for wait in waits:
        edge = begin[wait.waiter], begin[wait.target] + count
        graph[edge[0]].append(edge[1])
        graph[edge[1]].append(begin[wait.target])
        by_edge.setdefault(edge, wait)
    return names, graph, by_edge


def _take_out(graph: Graph, cut: Iterable[Edge]) -> None:
    """Take waits out of a graph."""
    for waiter, target in cut:
        steps = graph[waiter]
        steps[:] = [step for step in steps if step != target]


def _closing_waits(graph: Graph, by_edge: Mapping[Edge, Wait], found: list[Circle]) -> set[Edge]:
    """A wait of each circle that is easily found: one that only a numbered list implies, if there is any."""
    closing: set[Edge] = set()
    for circle in circles_of(graph):
        if not closing.isdisjoint(_steps(circle)):
            continue
        on_it = _waits_on(circle, by_edge)
        chosen = max(on_it, key=lambda edge: (by_edge[edge].implied, by_edge[edge].waiter, by_edge[edge].target))
        closing.add(chosen)
        found.append(_circle([by_edge[edge] for edge in on_it], by_edge[chosen]))
    return closing


def _steps(circle: Sequence[int]) -> Iterator[Edge]:
    return zip(circle, chain(circle[1:], circle[:1]), strict=True)


def _nearest_waits(graph: Graph, by_edge: Mapping[Edge, Wait], found: list[Circle]) -> set[Edge]:
    """Waits without which no circle is left at all."""
    closing: set[Edge] = set()
    for circle, edge in closing_edges(graph, by_edge):
        closing.add(edge)
        found.append(_circle([by_edge[step] for step in _waits_on(circle, by_edge)], by_edge[edge]))
    return closing


def _waits_on(circle: Sequence[int], by_edge: Container[Edge]) -> list[Edge]:
    return [step for step in _steps(circle) if step in by_edge]


def _circle(waits: Sequence[Wait], cut: Wait) -> Circle:
    return Circle(tuple(wait.waiter for wait in waits), cut)


def circles_told(circles: Sequence[Circle], goal: Goal) -> tuple[Diagnostic, ...]:
    """What there is to say of circles where a goal closes them."""
    found = Findings()
    for circle in circles:
        _report(circle, goal, found)
    return tuple(found.all)


def _report(circle: Circle, goal: Goal, found: Findings) -> None:
    names, cut = [quote(name) for name in circle.names[:12]], circle.cut
    if len(circle.names) == 1:
        message = say(
            "{waiter} waits for {target}, which is itself or a part of it or holds it",
            waiter=quote(cut.waiter),
            target=quote(cut.target),
        )
    else:
        message = say("these wait for one another: {circle}", circle=" → ".join([*names, names[0]]))
    found.say(
        "dependency-cycle",
        _place_of(cut, goal),
        message,
        say(
            "take one of them out; until then {waiter} is not held to wait for {target}",
            waiter=quote(cut.waiter),
            target=quote(cut.target),
        ),
    )


def without(goal: Goal, cut: Container[tuple[str, str]]) -> Goal:
    """A goal with these waits marked as cyclic."""
    return replaced(
        goal,
        depends_on=_marked(goal.id, goal.depends_on, cut),
        milestones=tuple(_milestone_without(milestone, cut) for milestone in goal.milestones),
    )


def _milestone_without(milestone: Milestone, cut: Container[tuple[str, str]]) -> Milestone:
    tasks = tuple(
        replaced(task, depends_on=_marked(task.id, task.depends_on, cut)) if task.depends_on else task
        for task in milestone.tasks
    )
    after = "" if (milestone.id, milestone.after) in cut else milestone.after
    if tasks == milestone.tasks and after == milestone.after and not milestone.depends_on:
        return milestone
    return replaced(milestone, depends_on=_marked(milestone.id, milestone.depends_on, cut), after=after, tasks=tasks)


def _marked(waiter: str, edges: tuple[Dependency, ...], cut: Container[tuple[str, str]]) -> tuple[Dependency, ...]:
    return tuple(replaced(edge, cyclic=True) if (waiter, edge.target) in cut else edge for edge in edges)
