"""Who may see what: withheld notes leave here, before any later stage could see them.

A private site is made of every note that does not say `ignore: true`; a public one of published notes only, and of
these without comments and the author's own keys. Whatever else a Snapshot knows of the vault (what was skipped, which
other files there are) goes the same way.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import cast

from milepost.config.settings import PublishSettings
from milepost.diagnostics.findings import Found, located
from milepost.diagnostics.problem import Diagnostic
from milepost.model.frozen import frozen
from milepost.model.globs import matches
from milepost.model.ids import VaultPath, fold
from milepost.model.memo import Memo
from milepost.model.rim import Snapshot
from milepost.model.sweep import Order
from milepost.syntax.document import Document

PUBLIC = "public"


@frozen
class Seen:
    """What later stages may see: a vault, and the Document of each of its notes, in path order.

    `snapshot` is what lies beside the notes.
    """

    snapshot: Snapshot
    paths: Order[VaultPath]
    documents: Mapping[VaultPath, Document]


def project(
    snapshot: Snapshot,
    paths: Order[VaultPath],
    documents: Mapping[VaultPath, Document],
    *,
    publish: PublishSettings,
    memo: Memo,
) -> tuple[Seen, Found]:
    """The part of a vault that is for the audience of the settings; `documents` are those of its notes, by `paths`.

    A withheld note leaves nothing behind but, for its author, the complaint that its `ignore` or `publish` flag cannot
    be read.
    """

    if publish.audience == PUBLIC:
        from milepost.syntax.public import published  # it needs the parser of Markdown

    def shown(path: VaultPath, _known: object) -> Document | None:
        document = documents[path]
        if not _is_seen(path, document, publish):
            return None
        return document if publish.audience != PUBLIC else published(document, names_people=publish.owners)

    def complaints(path: VaultPath, _known: object) -> tuple[Diagnostic, ...]:
        if are_kept[path]:
            return ()
        return tuple(located(path, one) for one in documents[path].problems if one.rule == "publish-flag")

    all_ = memo.sweep("shown", paths, (documents,), shown, shared=(publish,), in_order=False)
    are_kept = memo.sweep("is shown", paths, (all_,), lambda path, _: all_[path] is not None, in_order=False)
    kept = memo.value("paths", None, (paths, are_kept), lambda: _kept(paths, are_kept))
    seen = memo.sweep("seen", kept, (all_,), lambda path, _: cast(Document, all_[path]))
    found = memo.sweep("withheld", paths, (documents, are_kept), complaints, in_order=False)
    beside = replace(snapshot, notes=())
    if publish.audience == PUBLIC:
        beside = _public_snapshot(beside, seen)
    return Seen(beside, kept, seen), Found("withheld", paths, found)


def _kept(paths: Order[VaultPath], are_kept: Mapping[VaultPath, bool]) -> Order[VaultPath]:
    kept = sorted(filter(are_kept.__getitem__, paths))
    return paths if tuple(kept) == paths.keys else Order(kept)


def _is_seen(path: VaultPath, document: Document, publish: PublishSettings) -> bool:
    fields = document.front.fields
    if fields.ignore:
        return False
    return publish.audience != PUBLIC or _is_published(path, document, publish.include)


def _is_published(path: VaultPath, document: Document, include: Sequence[str]) -> bool:
    """Strictly: a note of which anything about the flag is in doubt is withheld."""
    if document.front.recovered or not document.readable:
        return False
    flag = document.front.fields.publish
    return matches(path, include) if flag is None else flag


def _public_snapshot(snapshot: Snapshot, shown: Mapping[VaultPath, Document]) -> Snapshot:
    """The files that published notes name, nothing that was skipped."""
    files = frozenset(_named_files(shown, snapshot.attachments))
    return replace(
        snapshot,
        attachments=tuple(path for path in snapshot.attachments if path in files),
        tables={path: table for path, table in snapshot.tables.items() if path in files},
        stamps={path: stamp for path, stamp in snapshot.stamps.items() if path in files},
        skipped=(),
        pictures={path: size for path, size in snapshot.pictures.items() if path in files},
    )


def _named_files(shown: Mapping[VaultPath, Document], files: Iterable[VaultPath]) -> Iterator[VaultPath]:
    """Of all files that a published note may mean by a name, the one that is nearest to it."""
    by_name: dict[str, list[VaultPath]] = {}
    for path in files:
        by_name.setdefault(_last(fold(path)), []).append(path)
    for path, document in shown.items():
        for wanted in _targets(document):
            hits = [hit for hit in by_name.get(_last(wanted), ()) if f"/{fold(hit)}".endswith(f"/{wanted}")]
            if hits:
                yield min(hits, key=lambda hit: _distance(hit, wanted, path))


def _targets(document: Document) -> Iterator[str]:
    """The files a note names, as they compare, without leading `./` and `../`."""
    metric = document.front.fields.metric
    names = [link.target.partition("#")[0] for link in document.links]
    for name in (*names, metric.source if metric else ""):
        parts = fold(name.replace("\\", "/").strip()).split("/")
        wanted = "/".join(part for part in parts if part not in ("", ".", ".."))
        if wanted:
            yield wanted


def _distance(hit: VaultPath, wanted: str, source: VaultPath) -> tuple[bool, bool, int, str]:
    """As links resolve: the path from the root, then the note's own folder or below, then the shortest path."""
    here = source.rpartition("/")[0]
    return fold(hit) != wanted, not hit.startswith(f"{here}/") if here else False, len(hit), hit


def _last(path: str) -> str:
    return path.rpartition("/")[2]
