"""Circles of parents: reported whole, and cut at the same place whatever the order of files."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from milepost.diagnostics.findings import Findings
from milepost.diagnostics.problem import Diagnostic
from milepost.diagnostics.wording import quote
from milepost.graph.order import circles
from milepost.graph.parents import Edges
from milepost.graph.titles import Titles
from milepost.model.ids import VaultPath
from milepost.model.memo import Memo
from milepost.model.said import say
from milepost.model.sweep import Order

Told = Mapping[VaultPath, tuple[Diagnostic, ...]]
Circle = tuple[VaultPath, ...]


@dataclass(frozen=True, slots=True, eq=False)
class _Sought:
    """The circles of parents, each closed by the edge from its last note to its first, and where they were sought."""

    circles: tuple[Circle, ...]
    edges: Edges


def without_circles(order: Order[VaultPath], edges: Edges, titles: Titles, memo: Memo) -> tuple[Edges, Told]:
    """The edges but those that close a circle, and what there is to say of these."""
    found = memo.update("parent circles", None, (edges,), lambda known: _sought(known, edges, memo)).circles
    if not found:
        return edges, {}
    cut: dict[VaultPath, tuple[VaultPath, ...]] = {}
    for circle in found:
        cut[circle[-1]] = (*cut.get(circle[-1], ()), circle[0])
    kept = memo.sweep(
        "edges without circles",
        order,
        (edges, cut),
        lambda path, _: tuple(edge for edge in edges[path] if edge.parent not in cut.get(path, ())),
        in_order=False,
    )
    return kept, _told(found, edges, titles)


def _sought(known: _Sought | None, edges: Edges, memo: Memo) -> _Sought:
    """A circle that is new leads through an edge that is, one that is gone through one that is gone."""
    if known is not None:
        changed = memo.changed(known.edges, edges)
        if not (_comes_back(changed, known.edges) or _comes_back(changed, edges)):
            return _Sought(known.circles, edges)
    graph = {path: [edge.parent for edge in above] for path, above in edges.items() if above}
    return _Sought(tuple(map(tuple, circles(graph))), edges)


def _comes_back(notes: Iterable[VaultPath], edges: Edges) -> bool:
    """Whether one of these notes is, by however many steps, part of itself."""
    for path in notes:
        pending, seen = [path], set[VaultPath]()
        while pending:
            above = [edge.parent for edge in edges.get(pending.pop(), ()) if edge.parent not in seen]
            if path in above:
                return True
            pending += above
            seen.update(above)
    return False


def _told(found: Iterable[Circle], edges: Edges, titles: Titles) -> Told:
    told: dict[VaultPath, tuple[Diagnostic, ...]] = {}
    for circle in found:
        findings, names = Findings(), [titles.of(path) for path in circle]
        spot = next(edge.spot for edge in edges[circle[-1]] if edge.parent == circle[0])
        findings.say(
            "parent-cycle",
            (spot.path, spot.span),
            say("these are parents of one another: {circle}", circle=" → ".join(map(quote, [*names[:12], names[0]]))),
            say(
                "take the parent out of one of them; until then {names} is read as if it had no parent here",
                names=quote(names[-1]),
            ),
        )
        told[spot.path] = (*told.get(spot.path, ()), *findings.all)
    return told
