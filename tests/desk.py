"""Desk: a vault in memory, and everything that somebody may do to it between two builds.

Names, ids, words and days come from small pools, so that edits meet: links break and heal, ids collide, circles close
and open. Numbers choose: a note by its place among the paths, a line by its place in the note, both counted round.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from milepost.config.load import settings_from_toml
from milepost.config.settings import Settings
from milepost.diagnostics.problem import Diagnostic, Outcome
from milepost.model.ids import VaultPath
from milepost.model.rim import NO_THEME, ObsidianConfig, Snapshot, SourceFile, ThemeFiles
from milepost.vault.picture_size import size_of
from milepost.vault.read import digest
from tests.desk_words import FIRST_PLAN

FIRST_DAY = date(2026, 8, 15)
NO_OBSIDIAN = ObsidianConfig()
_SETTINGS = VaultPath("milepost.toml")
_NOTE, _TABLE = ".md", ".csv"
_BOXES = {"[ ]": "[x]", "[x]": "[ ]", "[/]": "[x]", "[-]": "[ ]"}


@dataclass(frozen=True, slots=True)
class Desk:
    """A vault, its settings and the day: everything that a build is made of. An edit makes another desk of it.

    `toml` holds lines of the settings by key; `unread` are notes that cannot be read; `nested` are folders that are
    vaults of their own; `theme` is what its site looks like.
    """

    files: Mapping[str, str] = field(default_factory=lambda: dict(FIRST_PLAN))
    toml: Mapping[str, str] = field(default_factory=dict)
    obsidian: ObsidianConfig = NO_OBSIDIAN
    nested: frozenset[str] = frozenset()
    unread: frozenset[str] = frozenset()
    theme: ThemeFiles = NO_THEME
    day: date = FIRST_DAY

    @property
    def notes(self) -> Sequence[str]:
        """The paths of all notes."""
        return sorted(path for path in self.files if path.endswith(_NOTE))

    def settings(self) -> Outcome[Settings]:
        """What milepost.toml comes to, and what is wrong with it."""
        text = "\n".join(self.toml[key] for key in sorted(self.toml))
        return settings_from_toml(text, _SETTINGS) if text else Outcome(Settings())

    def snapshot(self) -> Snapshot:
        """The vault as the rim hands it over: new values for everything, as if nothing had been seen before."""
        others = [VaultPath(path) for path in sorted(self.files) if not path.endswith(_NOTE)]
        return Snapshot(
            notes=tuple(self._source(path) for path in self.notes),
            attachments=tuple(others),
            tables={path: self.files[path].encode() for path in others if path.endswith(_TABLE)},
            nested_vaults=tuple(VaultPath(path) for path in sorted(self.nested)),
            obsidian=replace(self.obsidian),
            pictures={path: size for path in others if (size := size_of(self.files[path].encode()))},
        )

    def problems(self) -> Sequence[Diagnostic]:
        """What is wrong with the settings."""
        return self.settings().diagnostics

    def _source(self, path: str) -> SourceFile:
        if path in self.unread:
            return SourceFile(VaultPath(path), b"", digest(b""), "permission denied")
        content = self.files[path].encode()
        return SourceFile(VaultPath(path), content, digest(content))

    def note(self, which: int) -> str:
        """A note by its place, counted round; "" where there is none."""
        notes = self.notes
        return notes[which % len(notes)] if notes else ""

    def write(self, path: str, text: str) -> "Desk":
        """A file that is new or another one than before."""
        return replace(self, files={**self.files, path: text})

    def remove(self, path: str) -> "Desk":
        """A file less."""
        return replace(self, files={name: text for name, text in self.files.items() if name != path})

    def rename(self, path: str, new: str) -> "Desk":
        """A file under another path; what had that path is gone."""
        return self.remove(path).write(new, self.files[path]) if path in self.files else self

    def exchange(self, one: str, other: str) -> "Desk":
        """Two files under each other's path."""
        return self.write(one, self.files[other]).write(other, self.files[one])

    def append(self, path: str, line: str) -> "Desk":
        """A line more at the end."""
        text = self.files[path]
        return self.write(path, text + ("" if text.endswith("\n") else "\n") + line + "\n")

    def edit(self, path: str, which: int, change: Callable[[str], Sequence[str]]) -> "Desk":
        """A line, by its place counted round, replaced by others."""
        lines = self.files[path].split("\n")
        at = which % len(lines)
        return self.write(path, "\n".join([*lines[:at], *change(lines[at]), *lines[at + 1 :]]))

    def tick(self, path: str, which: int) -> "Desk":
        """A box ticked, or opened again."""
        lines = self.files[path].split("\n")
        boxes = [(at, box) for at, line in enumerate(lines) for box in _BOXES if f"- {box} " in line]
        if not boxes:
            return self
        at, box = boxes[which % len(boxes)]
        return self.edit(path, at, lambda line: [line.replace(box, _BOXES[box], 1)])

    def front(self, path: str, key: str, value: str) -> "Desk":
        """A field of the front matter with another value, without one where `value` is empty."""
        lines = self.files[path].split("\n")
        end = lines.index("---", 1) if lines[0] == "---" and "---" in lines[1:] else 0
        own = [line for line in lines[1:end] if not line.startswith(f"{key}:")]
        written = [*own, f"{key}: {value}"] if value else own
        rest = lines[end + 1 :] if end else lines
        return self.write(path, "\n".join(["---", *written, "---", *rest] if written else rest))

    def set(self, key: str, line: str) -> "Desk":
        """A line of the settings, or none where it is empty."""
        kept = {name: text for name, text in self.toml.items() if name != key}
        return replace(self, toml={**kept, key: line} if line else kept)

    def later(self, days: int) -> "Desk":
        """The same on another day."""
        return replace(self, day=self.day + timedelta(days))
