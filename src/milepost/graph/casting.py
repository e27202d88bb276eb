"""Casting: the role of each note, step by step, so that an edit goes through the notes whose role it may bear on."""

from collections.abc import Iterator, Mapping

from milepost.config.settings import Settings
from milepost.diagnostics.findings import Findings
from milepost.graph.asked import keys_asked
from milepost.graph.claims import claims_of
from milepost.graph.face import Face
from milepost.graph.ids import ITEM, NOTE, Claims, Ids
from milepost.graph.linker import Linker
from milepost.graph.lookup import Given
from milepost.graph.names import Names
from milepost.graph.near import Nearest
from milepost.graph.roles import Cast, Parents, Role, may_lead, own_role, parents_of, told_roles
from milepost.model.ids import VaultPath
from milepost.model.memo import Memo
from milepost.model.rim import Snapshot
from milepost.model.sweep import Order

Faces = Mapping[VaultPath, Face]


def cast_of(
    order: Order[VaultPath], faces: Faces, names: Names, snapshot: Snapshot, *, settings: Settings, memo: Memo
) -> tuple[Cast, Claims]:
    """The role of each note, and the ids that notes and items claim in it."""
    shared = (settings.goals, settings.reading)
    own = memo.sweep(
        "own role", order, (faces,), lambda path, _: own_role(faces[path], settings), shared=shared, in_order=False
    )
    claims = claims_of("own claims", order, faces, own, memo=memo)
    leading = _leading(order, faces, own, _Sight(names, claims, snapshot), memo=memo)
    inputs = (leading, own, faces, snapshot.obsidian)
    told = memo.value("told roles", None, inputs, lambda: told_roles(own, leading, faces, snapshot))
    if not told.roles:
        return Cast(own), claims
    by_others = told.roles
    roles = memo.sweep(
        "role", order, (own, by_others), lambda path, _: by_others.get(path) or own[path], in_order=False
    )
    return Cast(roles, told.guessed), claims_of("claims", order, faces, roles, memo=memo)


class _Sight:
    """What names lead to before it is known what is what."""

    def __init__(self, names: Names, claims: Claims, snapshot: Snapshot) -> None:
        ids = Ids(claims, NOTE), Ids(claims, ITEM)
        self.linker = Linker(names, Findings(), *ids, near=Nearest(()))
        self.tables: tuple[Given, ...] = (*names.tables, claims.by_key)
        self.attachments = snapshot.attachments


def _leading(
    order: Order[VaultPath], faces: Faces, own: Mapping[VaultPath, Role], sight: _Sight, *, memo: Memo
) -> Mapping[VaultPath, Parents]:
    """The parents of those notes that may give another note a role, or have one for it."""

    def asked(path: VaultPath) -> Iterator[str]:
        for target in faces[path].parent:
            yield from keys_asked(target.name, path)

    above = memo.sweep(
        "named parents",
        order,
        (faces, *sight.tables),
        lambda path, _: parents_of(faces[path], sight.linker),
        shared=(sight.attachments,),
        beside=asked,
        in_order=False,
    )
    leads = memo.sweep(
        "leads",
        order,
        (above, own),
        lambda path, _: may_lead(path, above[path], own),
        beside=lambda path: above[path],
        in_order=False,
    )
    return memo.value(
        "leading notes", None, (order, leads, above), lambda: {path: above[path] for path in order if leads[path]}
    )
