"""Network: the open work of all goals, with what each thing must wait for.

A dependency of a goal holds for all open work in it; a dependency on a goal waits for the last open work in it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import ceil

from milepost.analysis.facts import GoalFacts
from milepost.analysis.schedule.activities import (
    Activity,
    Edges,
    Parts,
    Quiet,
    has_open_milestone,
    length_of,
    parts_of,
    quiet_parts,
)
from milepost.graph.order import components
from milepost.model.goal import Goal
from milepost.model.ids import GoalId
from milepost.model.plan import Plan
from milepost.model.status import Status

Waits = tuple[tuple[str, int], ...]
"""(id of what must end first, days of lag)."""


@dataclass(frozen=True, slots=True)
class Sketch:
    """One goal's part of the network. `activity` is None for a closed goal; `parts` is None where all are quiet.

    `linked` are milestones that stand for a goal.
    """

    activity: Activity | None
    edges: tuple[Edges, ...]
    parts: Parts | None
    quiet: Quiet | None
    linked: tuple[tuple[str, GoalId], ...]


@dataclass(slots=True)
class Network:
    """`activities` are all open goals and those of their parts that are not quiet, by id; `waits` what each must wait
    for; `dead` what waits for something that will never be finished; `stands_for` the goals of linked milestones.
    """

    activities: dict[str, Activity] = field(default_factory=dict)
    waits: dict[str, Waits] = field(default_factory=dict)
    dead: set[str] = field(default_factory=set)
    quiet: dict[str, Quiet] = field(default_factory=dict)
    stands_for: dict[str, GoalId] = field(default_factory=dict)
    sketches: dict[GoalId, Sketch] = field(default_factory=dict)


def sketch(goal: Goal, facts: Mapping[GoalId, GoalFacts], plan: Plan, *, calendar_days: bool) -> Sketch:
    """What one goal adds to the network. Linear in its parts."""
    own = facts[goal.id]
    linked = tuple((one.id, one.linked) for one in goal.milestones if one.linked is not None and one.linked in facts)
    quiet = quiet_parts(goal, own, plan.blocks)
    parts = None if quiet is not None else parts_of(goal, own, calendar_days=calendar_days)
    if own.status.is_closed:
        return Sketch(None, (), parts, None, linked)
    has_parts = bool(goal.milestones or goal.children)
    open_milestone = has_open_milestone(goal, own)
    open_child = any(not facts[child].status.is_closed for child in goal.children if child in facts)
    activity = Activity(
        goal.id,
        goal.id,
        0 if has_parts else length_of(goal.fields.estimate, calendar_days=calendar_days),
        goal.parents,
        due=own.due,
        start=own.start,
        is_span=open_milestone or open_child,
    )
    edges: tuple[Edges, ...] = ((goal.id, goal.depends_on, ""),) if goal.depends_on else ()
    return Sketch(activity, edges + (parts.edges if parts else ()), parts, quiet if open_milestone else None, linked)


def make_network(plan: Plan, facts: Mapping[GoalId, GoalFacts], *, calendar_days: bool) -> Network:
    """Draw the network of a plan. Linear in goals, items and dependencies."""
    network = Network()
    gone: set[str] = set()
    for name, goal in plan.goals.items():
        drawn = sketch(goal, facts, plan, calendar_days=calendar_days)
        network.sketches[name] = drawn
        network.stands_for.update(drawn.linked)
        if drawn.activity is not None:
            network.activities[name] = drawn.activity
        elif facts[name].status is Status.DROPPED:
            gone.add(name)
        if drawn.quiet is not None:
            network.quiet[name] = drawn.quiet
        if drawn.parts is not None:
            network.activities.update({one.id: one for one in drawn.parts.open})
            gone.update(drawn.parts.gone)
    for drawn in network.sketches.values():
        for edges in drawn.edges:
            _settle(edges, network, gone, calendar_days=calendar_days)
    _mark_circles(network)
    return network


def _settle(edges: Edges, network: Network, gone: set[str], *, calendar_days: bool) -> None:
    """Keep edges to open work; finished work satisfies; what waits for nothing that can finish is dead-blocked."""
    waiter, needs, after = edges
    if waiter not in network.activities:
        return
    waits = list(network.waits.get(waiter, ()))
    for edge in needs:
        target = network.stands_for.get(edge.target, edge.target)
        is_open = target in network.activities
        if not target or target in gone or (edge.cyclic and is_open):
            network.dead.add(waiter)
        elif is_open and target != waiter:
            waits.append((target, ceil(edge.lag.in_days(calendar=calendar_days)) if edge.lag else 0))
    before = network.stands_for.get(after, after)
    if before in network.activities and before != waiter:
        waits.append((before, 0))
    if waits:
        network.waits[waiter] = tuple(waits)


def _mark_circles(network: Network) -> None:
    """What waits for something open that waits in a circle will not begin either, be it in the circle or before it."""
    needs = [edges for drawn in network.sketches.values() for edges in drawn.edges]
    if not any(edge.cyclic for _, wanted, _ in needs for edge in wanted):
        return
    waits: dict[str, list[str]] = {}
    for waiter, wanted, after in needs:
        named = (network.stands_for.get(name, name) for name in (*(edge.target for edge in wanted), after))
        if waiter in network.activities:
            waits[waiter] = [target for target in named if target in network.activities]
    circled = {name for part in components(waits) if len(part) > 1 for name in part}
    network.dead.update(waiter for waiter, targets in waits.items() if circled.intersection(targets))
