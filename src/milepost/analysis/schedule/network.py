"""Network: which open work waits for which, across all goals. Its shape; the dates are those of the activities.

A dependency of a goal holds for all open work in it; a dependency on a goal waits for the last open work in it.
"""

from collections.abc import Collection, Container, Iterator, Mapping, Sequence
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
from milepost.graph.order import components
from milepost.model.frozen import frozen
from milepost.model.goal import Dependency, Goal
from milepost.model.ids import GoalId
from milepost.model.memo import Memo
from milepost.model.quantity import Duration
from milepost.model.status import Status
from milepost.model.sweep import Order

Waits = tuple[tuple[str, int], ...]
"""(id of what must end first, days of lag)."""


@frozen
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


@frozen
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

    `waits` says what each must wait for, `successors` who waits for it, `inside` what lies in it; `gone` was
    given up, `dead` waits for something that will never be finished; `stands_for` are the goals of linked milestones.
    """

    bones: Mapping[str, Bone]
    waits: Mapping[str, Waits]
    successors: Mapping[str, Waits]
    inside: Mapping[str, tuple[str, ...]]
    gone: Mapping[str, bool]
    dead: frozenset[str]
    stands_for: Mapping[str, GoalId]


class Joined(NamedTuple):
    """What waits in one goal, as (what waits, for what, days of lag), and what waits in vain."""

    waits: tuple[tuple[str, str, int], ...] = ()
    dead: tuple[str, ...] = ()


NOTHING_WAITS = Joined()


def make_network(goals: Mapping[GoalId, Bones], order: Order[GoalId], memo: Memo, *, calendar_days: bool) -> Network:
    """Join the goals' parts; those again that have changed, or wait for what has."""
    bones = memo.spread("bones by id", order, goals, lambda _, one: ((bone.id, bone) for bone in one.own))
    stands_for = memo.spread("stands for", order, goals, lambda _, one: one.linked)
    gone = memo.spread("gone", order, goals, lambda _, one: ((name, True) for name in one.gone))
    edged = memo.spread("edged", order, goals, lambda name, one: ((name, one.edges),) if one.edges else ())

    def joined(name: GoalId, _known: object) -> Joined:
        edges = goals[name].edges
        return _joined(edges, bones, stands_for, gone, calendar_days=calendar_days) if edges else NOTHING_WAITS

    joints = memo.sweep(
        "joints",
        order,
        (goals, bones, stands_for, gone),
        joined,
        shared=(calendar_days,),
        beside=lambda name: _named(goals[name].edges, stands_for),
        in_order=False,
    )
    circled = memo.value("circled", "waits", (edged, bones, stands_for), lambda: _circled(edged, bones, stands_for))
    vain = memo.spread("waits in vain", order, joints, lambda _, one: ((name, True) for name in one.dead))
    return Network(
        bones=bones,
        waits=memo.group("network waits", order, joints, lambda name: _waits(joints[name]), in_order=False),
        successors=memo.group(
            "network successors", order, joints, lambda name: _successors(joints[name]), in_order=False
        ),
        inside=memo.group("network inside", order, goals, lambda name: _inside(goals[name]), in_order=False),
        gone=gone,
        dead=memo.value("dead", None, (circled, vain), lambda: circled.union(vain)),
        stands_for=stands_for,
    )


def _joined(
    edges: Sequence[Joint],
    bones: Container[str],
    stands_for: Mapping[str, GoalId],
    gone: Container[str],
    *,
    calendar_days: bool,
) -> Joined:
    found: list[tuple[str, str, int]] = []
    dead: list[str] = []
    for waiter, needs, after in edges:
        if waiter not in bones:
            continue
        for edge in needs:
            target = stands_for.get(edge.target, edge.target)
            is_open = target in bones
            if not target or target in gone or (edge.cyclic and is_open):
                dead.append(waiter)
            elif is_open and target != waiter:
                found.append((waiter, target, ceil(edge.lag.in_days(calendar=calendar_days)) if edge.lag else 0))
        before = stands_for.get(after, after)
        if before in bones and before != waiter:
            found.append((waiter, before, 0))
    return Joined(tuple(found), tuple(dict.fromkeys(dead)))


def _named(edges: Sequence[Joint], stands_for: Mapping[str, GoalId]) -> Iterator[str]:
    """Everything that edges speak of."""
    for waiter, needs, after in edges:
        yield waiter
        for name in (*(edge.target for edge in needs), after):
            yield name
            if name in stands_for:
                yield stands_for[name]


def _waits(joined: Joined) -> Iterator[tuple[str, tuple[str, int]]]:
    return ((waiter, (target, lag)) for waiter, target, lag in joined.waits)


def _successors(joined: Joined) -> Iterator[tuple[str, tuple[str, int]]]:
    return ((target, (waiter, lag)) for waiter, target, lag in joined.waits)


def _inside(goal: Bones) -> Iterator[tuple[str, str]]:
    return ((whole, bone.id) for bone in goal.own for whole in bone.within)


def _circled(
    goals: Mapping[GoalId, Sequence[Joint]], bones: Container[str], stands_for: Mapping[str, str]
) -> frozenset[str]:
    """What waits for something open that waits in a circle will not begin either, be it in the circle or before it."""
    edges = [edge for own in goals.values() for edge in own if edge[0] in bones]
    if not any(edge.cyclic for _, needs, _ in edges for edge in needs):
        return frozenset()
    waits: dict[str, list[str]] = {}
    for waiter, needs, after in edges:
        named = (stands_for.get(name, name) for name in (*(edge.target for edge in needs), after))
        waits.setdefault(waiter, []).extend(target for target in named if target in bones)
    circled = {name for part in components(waits) if len(part) > 1 for name in part}
    return frozenset(waiter for waiter, targets in waits.items() if circled.intersection(targets))
