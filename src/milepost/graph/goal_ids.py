"""Goal ids: each goal's own where it alone claims it, else the path without suffix, whole where that is taken."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from milepost.graph.face import Face, file_name
from milepost.graph.ids import Claims
from milepost.graph.names import Names
from milepost.graph.roles import Role
from milepost.model.ids import GoalId, VaultPath, fold, without_suffix
from milepost.model.memo import Memo
from milepost.model.sweep import Order


@dataclass(frozen=True, slots=True, eq=False)
class GoalIds:
    """The goals' ids by path, and the paths by id, both in path order."""

    of: Mapping[VaultPath, GoalId]
    paths: Mapping[GoalId, VaultPath]
    order: Order[GoalId]


def goal_ids(
    order: Order[VaultPath],
    faces: Mapping[VaultPath, Face],
    roles: Mapping[VaultPath, Role],
    *,
    names: Names,
    claims: Claims,
    memo: Memo,
) -> GoalIds:
    """The id of every goal."""

    def own(path: VaultPath, known: Mapping[VaultPath, GoalId | None]) -> GoalId | None:
        if roles[path].name not in ("goal", "mission"):
            return None
        name = faces[path].id
        if name and claims.note(name) == path:
            return GoalId(name)
        bare = without_suffix(path)
        is_taken = claims.held(bare) is not None or any(known[one] == bare for one in rivals(path))
        return GoalId(path if is_taken else bare)

    def rivals(path: VaultPath) -> Iterator[VaultPath]:
        """Earlier notes whose id may be this one's path without suffix."""
        if roles[path].name not in ("goal", "mission"):
            return
        bare = without_suffix(path)
        ways = names.given.get(fold(file_name(path)), ())
        if len(ways) > 1:
            yield from (
                way.path
                for way in ways
                if way.how == "path" and bare in (way.path, without_suffix(way.path)) and way.path < path
            )

    def asked(path: VaultPath) -> Iterator[str]:
        if roles[path].name in ("goal", "mission"):
            yield from (fold(file_name(path)), fold(without_suffix(path)), fold(faces[path].id or ""))

    inputs = (faces, roles, names.given, claims.by_key)
    found = memo.sweep("id", order, inputs, own, reads=lambda path: tuple(rivals(path)), beside=asked, in_order=False)
    return memo.value("ids", None, (order, found), lambda: _ids(order, found))


def _ids(order: Order[VaultPath], found: Mapping[VaultPath, GoalId | None]) -> GoalIds:
    of = {path: own for path in order if (own := found[path]) is not None}
    paths = {own: path for path, own in of.items()}
    return GoalIds(of, paths, Order(paths))
