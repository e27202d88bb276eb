"""Network: which open work waits for which, across all goals. Its shape; the dates are those of the activities.

A dependency of a goal holds for all open work in it; a dependency on a goal waits for the last open work in it.
"""

from collections.abc import Collection, Container, Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from typing import NamedTuple

from milepost.analysis.facts import GoalFacts
from milepost.analysis.schedule.activities import (
    Activity,
    Edges,
    Parts,
    has_open_milestone,
    length_of,
    parts_of,
    quiet_parts,
)
from milepost.graph.order import after_targets, components
from milepost.model.goal import Dependency, Goal
from milepost.model.ids import GoalId
from milepost.model.quantity import Duration
from milepost.model.quick import quickly_made
from milepost.model.status import Status
from milepost.model.sweep import Order

Waits = tuple[tuple[str, int], ...]
"""(id of what must end first, days of lag)."""


@quickly_made
@dataclass(frozen=True, slots=True)
class Sketch:
    """One goal's part of the network. `activity` is None for a closed goal; `parts` is None where all are quiet.

    `linked` are milestones that stand for a goal; `gone` is what will never be done.
    """

    activity: Activity | None
    edges: tuple[Edges, ...]
    parts: Parts | None
    linked: tuple[tuple[str, GoalId], ...]
    gone: tuple[str, ...] = ()


def sketch(
    goal: Goal, own: GoalFacts, targets: Collection[str], *, has_open_child: bool, calendar_days: bool
) -> Sketch:
    """What one goal adds to the network; `targets` are those of its parts that something waits for."""
    linked = tuple((one.id, one.linked) for one in goal.milestones if one.linked is not None)
    quiet = quiet_parts(goal, own, targets)
    parts = None if quiet is not None else parts_of(goal, own, calendar_days=calendar_days)
    gone = parts.gone if parts else ()
    if own.status.is_closed:
        return Sketch(None, (), parts, linked, (*gone, goal.id) if own.status is Status.DROPPED else gone)
    has_parts = bool(goal.milestones or goal.children)
    has_open = has_open_milestone(goal, own)
    activity = Activity(
        goal.id,
        goal.id,
        0 if has_parts else length_of(goal.fields.estimate, calendar_days=calendar_days),
        goal.parents,
        due=own.due,
        start=own.start,
        is_span=has_open or has_open_child,
        quiet=quiet if has_open else None,
    )
    edges: tuple[Edges, ...] = ((goal.id, goal.depends_on, ""),) if goal.depends_on else ()
    return Sketch(activity, edges + (parts.edges if parts else ()), parts, linked, gone)


class Bone(NamedTuple):
    """An activity without its dates."""

    id: str
    goal: GoalId
    within: tuple[str, ...]
    is_span: bool


@dataclass(frozen=True, slots=True)
class Bones:
    """A goal's part of the network without dates, so that a date changed leaves the network as it is."""

    own: tuple[Bone, ...]
    edges: tuple["Joint", ...]
    linked: tuple[tuple[str, GoalId], ...]
    gone: tuple[str, ...]


Joint = tuple[str, tuple["Need", ...], str]
"""What waits, what for, and what is before it in a list: edges without the lines that say so."""


class Need(NamedTuple):
    """What is waited for, which stands in a circle or not."""

    target: str
    lag: Duration | None
    cyclic: bool


def bones_of(drawn: Sketch) -> Bones:
    """What of a sketch the shape of the network is made of."""
    activities = (*((drawn.activity,) if drawn.activity else ()), *(drawn.parts.open if drawn.parts else ()))
    own = tuple(Bone(one.id, one.goal, one.within, one.is_span) for one in activities)
    edges = tuple((name, tuple(map(_need, needs)), after) for name, needs, after in drawn.edges)
    return Bones(own, edges, drawn.linked, drawn.gone)


def _need(edge: Dependency) -> Need:
    return Need(edge.target, edge.lag, edge.cyclic)


@dataclass(frozen=True, slots=True, eq=False)
class Network:
    """All open goals and those of their parts that are not quiet, by id, and what is between them.

    `waits` says what each must wait for, `successors` who waits for it, `inside` what lies in it; `dead` waits for
    something that will never be finished; `stands_for` are the goals of linked milestones. Events are `<x`, the start
    of x, and `>x`, its end: `forward` and `backward` are the orders in which
    they can be settled, `early` and `late` what each of them needs. In `inside_out` comes first what lies in something.
    """

    bones: Mapping[str, Bone]
    waits: Mapping[str, Waits]
    successors: Mapping[str, Waits]
    inside: Mapping[str, Sequence[str]]
    dead: frozenset[str]
    stands_for: Mapping[str, GoalId]
    early: Mapping[str, tuple[str, ...]]
    late: Mapping[str, tuple[str, ...]]
    forward: Order[str]
    backward: Order[str]
    inside_out: Order[str]


def make_network(goals: Mapping[GoalId, Bones], *, calendar_days: bool) -> Network:
    """Join the goals' parts. Linear in goals, parts that are not quiet, and dependencies."""
    bones = {bone.id: bone for one in goals.values() for bone in one.own}
    stands_for = {name: goal for one in goals.values() for name, goal in one.linked}
    gone = {name for one in goals.values() for name in one.gone}
    edges = [edges for one in goals.values() for edges in one.edges if edges[0] in bones]
    waits: dict[str, Waits] = {}
    dead = _circled(edges, bones, stands_for)
    for waiter, needs, after in edges:
        found: list[tuple[str, int]] = []
        for edge in needs:
            target = stands_for.get(edge.target, edge.target)
            is_open = target in bones
            if not target or target in gone or (edge.cyclic and is_open):
                dead.add(waiter)
            elif is_open and target != waiter:
                found.append((target, ceil(edge.lag.in_days(calendar=calendar_days)) if edge.lag else 0))
        before = stands_for.get(after, after)
        if before in bones and before != waiter:
            found.append((before, 0))
        if found:
            waits[waiter] = (*waits.get(waiter, ()), *found)
    return _joined(bones, waits, frozenset(dead), stands_for)


def _circled(edges: Sequence[Joint], bones: Container[str], stands_for: Mapping[str, str]) -> set[str]:
    """What waits for something open that waits in a circle will not begin either, be it in the circle or before it."""
    if not any(edge.cyclic for _, needs, _ in edges for edge in needs):
        return set()
    waits: dict[str, list[str]] = {}
    for waiter, needs, after in edges:
        named = (stands_for.get(name, name) for name in (*(edge.target for edge in needs), after))
        waits.setdefault(waiter, []).extend(target for target in named if target in bones)
    circled = {name for part in components(waits) if len(part) > 1 for name in part}
    return {waiter for waiter, targets in waits.items() if circled.intersection(targets)}


def _joined(
    bones: Mapping[str, Bone], waits: Mapping[str, Waits], dead: frozenset[str], stands_for: Mapping[str, GoalId]
) -> Network:
    successors: dict[str, Waits] = {}
    for waiter, needs in waits.items():
        for target, lag in needs:
            successors[target] = (*successors.get(target, ()), (waiter, lag))
    inside: dict[str, list[str]] = {}
    for name, bone in bones.items():
        for whole in bone.within:
            if whole in bones:
                inside.setdefault(whole, []).append(name)
    early: dict[str, tuple[str, ...]] = {}
    late: dict[str, tuple[str, ...]] = {}
    for name, bone in bones.items():
        above = [whole for whole in bone.within if whole in bones]
        within = inside.get(name, ()) if bone.is_span else ()
        early["<" + name] = (*("<" + one for one in above), *(">" + one for one, _ in waits.get(name, ())))
        early[">" + name] = ("<" + name, *(">" + one for one in within))
        after = (sign + one for one, _ in successors.get(name, ()) for sign in "<>")
        late[">" + name] = (*(">" + one for one in above), *after)
        late["<" + name] = (">" + name, *("<" + one for one in inside.get(name, ())))
    return Network(
        bones=bones,
        waits=waits,
        successors=successors,
        inside=inside,
        dead=dead,
        stands_for=stands_for,
        early=early,
        late=late,
        forward=Order(after_targets(early)),
        backward=Order(after_targets(late)),
        inside_out=Order(
            [*(name for name in bones if name not in inside), *(one for one in after_targets(inside) if one in inside)]
        ),
    )
