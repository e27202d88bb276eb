"""Trail: what a build was made of, without what it made: enough to tell later which of its pages an edit bears on.

Of many notes all that a session remembers takes much to leave. So a build from nothing leaves what its pages looked at,
and by what its notes are known. The next one makes the plan of that one once more, from the store; what an edit makes
of it then says which pages are others, as in a session that goes on.
"""

from dataclasses import replace

from milepost.model.ids import VaultPath
from milepost.model.rim import SourceFile
from milepost.session.build import Session, with_vault_words
from milepost.session.image import Kept, Trail
from milepost.session.look import Look, build_look

_OTHERS = 16
"""Where one note in so many is another one, all may as well be made anew."""


def trail_of(look: Look) -> Trail:
    """What a build of a look is made of."""
    snapshot = look.snapshot
    notes = tuple((note.path, note.digest, note.problem) for note in snapshot.notes)
    stamps = {path: tuple(stamp) for path, stamp in snapshot.stamps.items()}
    return _frame(look), replace(snapshot, notes=(), stamps=stamps), notes


def go_on(session: Session, left: Kept, now: Look) -> bool:
    """Remember what was made of the notes as they were, made once more. False where that does not pay or cannot be."""
    then = _look_then(left.trail, now)
    if then is None:
        return False
    settings = with_vault_words(then.settings, then.snapshot.obsidian)
    if not session.reader.has(then.snapshot.notes, settings.reading):
        return False
    session.remember(left)
    session.site(build_look(session, then))
    return True


def _look_then(trail: Trail, now: Look) -> Look | None:
    frame, snapshot, known = trail
    if frame != _frame(now):
        return None
    notes = {note.path: note for note in now.snapshot.notes}
    then = tuple(_note_then(notes.get(path), path, digest, problem) for path, digest, problem in known)
    others = sum(note is not notes.get(note.path) for note in then)
    others += len(now.snapshot.notes) - (len(then) - others)
    return replace(now, snapshot=replace(snapshot, notes=then)) if others * _OTHERS <= len(then) else None


def _note_then(now: SourceFile | None, path: VaultPath, digest: bytes, problem: str) -> SourceFile:
    """A note as it was. What it said the store knows; its bytes were others than now."""
    if now is None:
        return SourceFile(path, b"", digest, problem)
    if (now.digest, now.problem) == (digest, problem):
        return now
    return SourceFile(path, now.content + b"\0", digest, problem)


def _frame(look: Look) -> tuple[object, ...]:
    """What bears on every page."""
    text = tuple(sorted(look.settings_text.items()))
    theme = tuple(sorted(look.theme.files.items()))
    return str(look.root), look.settings, text, look.problems, look.as_of, look.has_obsidian, theme
