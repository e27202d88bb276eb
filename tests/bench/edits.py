"""Edits of every kind, each to another note, and what one costs a session that goes on: CPU milliseconds, medians."""

import gc
import re
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from statistics import median

from milepost.config.settings import Settings
from milepost.model.ids import VaultPath, without_suffix
from milepost.model.rim import Snapshot, SourceFile
from milepost.session.build import Session
from milepost.vault.read import digest, read_vault
from milepost.vault.settings import read_settings

EDITS = 5

_TITLE = re.compile(rb"^(title: |# )", re.MULTILINE)
_DUE = re.compile(rb"^due: (\d{4})-(\d\d)-(\d\d)$", re.MULTILINE)
_PARENT = re.compile(rb"^parent: .*$", re.MULTILINE)
_FRONT_END = re.compile(rb"(?<=\n)---\n")

Edit = Callable[[Snapshot, int], Snapshot]


def _tick(snapshot: Snapshot, start: int) -> Snapshot:
    return _changed(snapshot, start, re.compile(rb"- \[ \]"), b"- [x]")


def _line(snapshot: Snapshot, start: int) -> Snapshot:
    return _changed(snapshot, start, _FRONT_END, b"---\nA new line.\n")


def _title(snapshot: Snapshot, start: int) -> Snapshot:
    return _changed(snapshot, start, _TITLE, rb"\1Once more ")


def _due(snapshot: Snapshot, start: int) -> Snapshot:
    return _changed(snapshot, start, _DUE, lambda due: b"due: %s-%02d-%02d" % (due[1], int(due[2]) % 12 + 1, 15))


def _parent(snapshot: Snapshot, start: int) -> Snapshot:
    other = next(
        _PARENT.finditer(note.content) for note in _from(snapshot, start + 500) if _PARENT.search(note.content)
    )
    return _changed(snapshot, start, _PARENT, next(other)[0])


def _added(snapshot: Snapshot, start: int) -> Snapshot:
    note = next(_from(snapshot, start))
    content = _TITLE.sub(rb"\1New ", note.content, count=1)
    new = replace(note, path=_other(note), content=content, digest=digest(content))
    return _sorted(snapshot, (*snapshot.notes, new))


def _renamed(snapshot: Snapshot, start: int) -> Snapshot:
    note = next(_from(snapshot, start))
    return _sorted(snapshot, (replace(one, path=_other(one)) if one is note else one for one in snapshot.notes))


def _removed(snapshot: Snapshot, start: int) -> Snapshot:
    note = next(_from(snapshot, start))
    return _sorted(snapshot, (one for one in snapshot.notes if one is not note))


KINDS: dict[str, Edit] = {
    "a box ticked": _tick,
    "a line at the top": _line,
    "another title": _title,
    "another due date": _due,
    "another parent": _parent,
    "a note added": _added,
    "a note renamed": _renamed,
    "a note removed": _removed,
}


def edits(root: Path, as_of: date) -> dict[str, float]:
    """In milliseconds: the plan again, its name first; then the page of a goal, and the overview."""
    session = Session()
    settings = read_settings(root).value
    snapshot = read_vault(root, settings, out=None)
    site = session.site(session.build(snapshot, settings, as_of))
    site.file("index.html")
    found: dict[str, float] = {}
    for name, edit in KINDS.items():
        taken = []
        for at in range(EDITS):
            snapshot = edit(snapshot, at * 97)
            taken.append(_timed(session, snapshot, settings, as_of))
        for what, times in zip(("", ", a goal's page", ", the overview"), zip(*taken, strict=True), strict=True):
            found[name + what] = round(median(times) * 1000, 1)
    return found


def _timed(session: Session, snapshot: Snapshot, settings: Settings, as_of: date) -> tuple[float, float, float]:
    gc.collect()
    started = time.process_time()
    made = session.build(snapshot, settings, as_of)
    built = time.process_time()
    site = session.site(made)
    site.file(next(path for path in site.paths if path.startswith("goals/")))
    paged = time.process_time()
    site.file("index.html")
    return built - started, paged - built, time.process_time() - paged


def _from(snapshot: Snapshot, start: int) -> Iterator[SourceFile]:
    """All notes, from one on and round."""
    notes = snapshot.notes
    return (notes[place % len(notes)] for place in range(start, start + len(notes)))


def _changed(
    snapshot: Snapshot, start: int, old: re.Pattern[bytes], new: bytes | Callable[[re.Match[bytes]], bytes]
) -> Snapshot:
    note = next(one for one in _from(snapshot, start) if old.search(one.content))
    content = old.sub(new, note.content, count=1)
    other = replace(note, content=content, digest=digest(content))
    return replace(snapshot, notes=tuple(other if one is note else one for one in snapshot.notes))


def _other(note: SourceFile) -> VaultPath:
    return VaultPath(f"{without_suffix(note.path)}-again.md")


def _sorted(snapshot: Snapshot, notes: Iterator[SourceFile] | tuple[SourceFile, ...]) -> Snapshot:
    return replace(snapshot, notes=tuple(sorted(notes, key=lambda note: note.path)))
