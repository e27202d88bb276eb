"""Family: which goals are part of which, and in which order all of them come after their parts."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from milepost.diagnostics.findings import Findings
from milepost.diagnostics.problem import Diagnostic
from milepost.diagnostics.wording import quote
from milepost.graph.goal_ids import GoalIds
from milepost.graph.hanging import Attachments
from milepost.graph.order import after_targets
from milepost.graph.parents import Edges
from milepost.graph.repair import MOST, repaired
from milepost.model.ids import GoalId, VaultPath
from milepost.model.memo import Memo
from milepost.model.said import say
from milepost.model.sweep import Order

Family = Mapping[GoalId, tuple[GoalId, ...]]


@dataclass(frozen=True, slots=True, eq=False)
class Generations:
    """`inside_out` with every goal after its children, `outside_in` the other way round."""

    children: Family
    inside_out: Order[GoalId]
    outside_in: Order[GoalId]


def parents_by_note(
    order: Order[VaultPath], ids: GoalIds, edges: Edges, attached: Attachments, *, memo: Memo
) -> Mapping[VaultPath, tuple[GoalId, ...]]:
    """The goals that each goal is part of; what is part of a milestone note is so of the goal at which this hangs."""

    def parents(path: VaultPath, _known: object) -> tuple[GoalId, ...]:
        own = ids.of.get(path)
        if own is None or not edges[path]:
            return ()
        found = (ids.of.get(edge.parent) or hosts.get(edge.parent) for edge in edges[path])
        return tuple(dict.fromkeys(one for one in found if one is not None and one != own))

    hosts = memo.value("host", None, (attached, ids), lambda: _hosts(attached, ids))
    return memo.sweep(
        "goals above",
        order,
        (edges, ids.of, hosts),
        parents,
        beside=lambda path: tuple(edge.parent for edge in edges[path]),
        in_order=False,
    )


def _hosts(attached: Attachments, ids: GoalIds) -> dict[VaultPath, GoalId]:
    return {one.path: ids.of[goal] for goal, hanging in attached.items() for one in hanging}


def children_of(
    order: Order[VaultPath], ids: GoalIds, above: Mapping[VaultPath, tuple[GoalId, ...]], memo: Memo
) -> Family:
    """The goals that are part of each, in path order."""
    pairs = memo.sweep(
        "part of", order, (above, ids.of), lambda path, _: _pairs(above[path], ids.of.get(path)), in_order=False
    )
    return memo.group("children", order, pairs, pairs.__getitem__, in_order=False)


def _pairs(above: tuple[GoalId, ...], own: GoalId | None) -> tuple[tuple[GoalId, GoalId], ...]:
    return tuple((parent, own) for parent in above) if own is not None else ()


def generations(goals: Order[GoalId], children: Family, memo: Memo) -> Generations:
    """The orders of goals, those of the last build if they still hold."""

    def before(own: GoalId) -> tuple[GoalId, ...]:
        return children.get(own, ())

    def made(known: Generations | None) -> Generations:
        order = _in_generations(known, goals, children, memo) if known is not None else None
        if order is None:
            order = Order(after_targets({own: children.get(own, ()) for own in goals}))
        is_same = known is not None and order is known.inside_out
        return Generations(children, order, known.outside_in if known and is_same else Order(reversed(order)))

    return memo.update("generations", None, (goals, children), made)


def _in_generations(known: Generations, goals: Order[GoalId], children: Family, memo: Memo) -> Order[GoalId] | None:
    """The last order, with what changed put where it belongs; None where that is much."""
    then, now = known.inside_out.place.keys(), goals.place.keys()
    gone, new = then - now, now - then
    changed = memo.changed(known.children, children) & then & now
    if len(changed) + len(new) > MOST:
        return None
    return repaired(known.inside_out, changed, lambda own: children.get(own, ()), gone=gone, new=[*new])


def several_parents(
    order: Order[VaultPath], edges: Edges, ids: GoalIds, above: Mapping[VaultPath, tuple[GoalId, ...]], *, memo: Memo
) -> Mapping[VaultPath, tuple[Diagnostic, ...]]:
    """Mention goals that are part of more than one, by the note that says so: each parent counts them."""

    def told(path: VaultPath) -> Iterator[tuple[VaultPath, Diagnostic]]:
        if len(above[path]) > 1:
            found, spot = Findings(), edges[path][0].spot
            found.say(
                "several-parents",
                (spot.path, spot.span),
                say(
                    "{own} is part of {above} goals, and each of them counts it",
                    own=quote(ids.of[path]),
                    above=len(above[path]),
                ),
                say("keep one parent if it should count once"),
            )
            yield from ((one.path, one) for one in found.all)

    rows = memo.sweep(
        "several parents", order, (above, edges, ids.of), lambda path, _: tuple(told(path)), in_order=False
    )
    return memo.group("several parents, by path", order, rows, rows.__getitem__, in_order=False)
