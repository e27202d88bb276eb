"""Linker: turns a written reference into a note, goal, milestone or task, and says so when it cannot."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from milepost.diagnostics.findings import Findings
from milepost.diagnostics.wording import quote
from milepost.graph.face import file_name
from milepost.graph.ids import Ids
from milepost.graph.names import NOTHING, Found, Names
from milepost.graph.near import Nearest
from milepost.graph.notes import Note
from milepost.model.fields import LinkTarget
from milepost.model.frozen import frozen
from milepost.model.ids import VaultPath, fold
from milepost.model.said import joined, say
from milepost.model.span import Span


@frozen
class Spot:
    """Where a reference stands, for diagnostics."""

    path: VaultPath
    span: Span


class Known(Protocol):
    """What goals that are made tell about notes."""

    def of(self, path: VaultPath) -> str | None:
        """The id of the goal, milestone or task a note is."""

    def anchored(self, path: VaultPath, key: str) -> str | None:
        """The id of the item that a block id (`^x`) or a folded title names in a note."""

    def keys(self, path: VaultPath) -> Iterable[str]:
        """Every block id and title that can be pointed at in a note."""


@dataclass(slots=True)
class Linker:
    """Resolves references of one build. `note_ids` and `item_ids` map ids to paths and to item ids.

    `standing` (known once goals exist) tells what notes are, and `notes` are the notes by path, for their headings.
    """

    names: Names
    found: Findings
    note_ids: Ids
    item_ids: Ids
    near: Nearest
    standing: Known | None = None
    notes: Mapping[VaultPath, Note] = field(default_factory=dict)

    def note(self, target: LinkTarget, spot: Spot, *, quiet: bool = False) -> VaultPath | None:
        """The note a link field means: id, file, alias, title. Reports what is unknown or ambiguous unless `quiet`."""
        name = target.name.strip()
        if not name:
            return spot.path if target.heading or target.block else None
        by_id = self.note_ids.exact(name)
        if by_id is not None:
            return VaultPath(by_id)
        found = self.names.find(name, spot.path)
        if found.path is not None:
            if not quiet:
                self._remark(found, target, spot)
            return found.path
        near = self.note_ids.near(name)
        if near is not None:
            if not quiet:
                self.found.say(
                    "ambiguous-link",
                    (spot.path, spot.span),
                    say("{name} is read as the id {near}", name=quote(name), near=quote(near[0])),
                    say("write {near}", near=quote(near[0])),
                )
            return VaultPath(near[1])
        return None

    def item(self, target: LinkTarget, spot: Spot) -> str | None:
        """What a depends-on reference means: an item id, or the id of the goal, milestone or task of a note."""
        name = target.name.strip()
        if name and not target.heading and not target.block:
            own = self.item_ids.exact(name)
            if own is not None:
                return own
        path = self.note(target, spot)
        if path is None:
            near = self.item_ids.near(name) if name else None
            if near is None:
                self.unknown(target, spot, name)
                return None
            self.found.say(
                "ambiguous-link",
                (spot.path, spot.span),
                say("{name} is read as the id {near}", name=quote(name), near=quote(near[0])),
                say("write {near}", near=quote(near[0])),
            )
            return near[1]
        if target.heading or target.block:
            return self._anchored(path, target, spot)
        return self._standing(path, target, spot)

    def _anchored(self, path: VaultPath, target: LinkTarget, spot: Spot) -> str | None:
        key = "^" + target.block if target.block else fold(target.heading)
        own = self.standing.anchored(path, key) if self.standing else None
        if own is not None:
            return own
        whole = self.standing.of(path) if self.standing else None
        if target.heading and whole is not None and self._has_heading(path, target.heading):
            return whole
        what = (
            say("block `^{block}`", block=target.block)
            if target.block
            else say("milestone {heading}", heading=quote(target.heading))
        )
        close = Nearest(self.standing.keys(path) if self.standing else ()).to(key)
        self.found.say(
            "unknown-link",
            (spot.path, spot.span),
            say("there is no {what} in {path}", what=what, path=quote(path)),
            say("did you mean {close}?", close=quote(close.lstrip("^")))
            if close
            else say("check the heading, the milestone's title or the block id"),
        )
        return None

    def _has_heading(self, path: VaultPath, heading: str) -> bool:
        note = self.notes.get(path)
        return note is not None and any(fold(one.plain) == fold(heading) for one in note.document.headings)

    def _standing(self, path: VaultPath, target: LinkTarget, spot: Spot) -> str | None:
        own = self.standing.of(path) if self.standing else None
        if own is None:
            self.found.say(
                "unknown-link",
                (spot.path, spot.span),
                say(
                    "{name} leads to {path}, which is no goal, milestone or task",
                    name=quote(target.name),
                    path=quote(path),
                ),
                say("add `type: goal` to that note, or point at a goal"),
            )
        return own

    def unknown(self, target: LinkTarget, spot: Spot, name: str, *, info: bool = False) -> None:
        """Report a reference that leads nowhere, with the nearest name."""
        close = self.near.to(file_name(name)) if name else None
        shown = name or target.heading or target.block or target.shown
        self.found.say(
            "unknown-link",
            (spot.path, spot.span),
            say("nothing in the vault is called {shown}", shown=quote(shown)),
            say("did you mean {close}?", close=quote(close))
            if close and close != name
            else say("create the note, or correct the name"),
            info=info,
        )

    def plainly(self, name: str, source: VaultPath) -> VaultPath | None:
        """The file a name leads to where there is nothing to say about it; None where there is, or no file."""
        found = self.names.find(name.strip(), source) if name else NOTHING
        return found.path if found.how == "path" and not found.candidates else None

    def prose(self, target: LinkTarget, spot: Spot, *, report: bool) -> Found:
        """Where a link in a note's text leads: file, id, alias, title.

        Problems are information, and only said of goals' notes (`report`).
        """
        name = target.name.strip()
        if not name:
            return Found(spot.path, "here") if target.heading or target.block else NOTHING
        found = self.names.find(name, spot.path)
        by_id = self.note_ids.exact(name) if found.how != "path" else None
        if by_id is not None:
            return Found(VaultPath(by_id), "id")
        if report and found.path is None:
            self.unknown(target, spot, name, info=True)
        elif report:
            self._remark(found, target, spot)
        return found

    def _remark(self, found: Found, target: LinkTarget, spot: Spot) -> None:
        where = (spot.path, spot.span)
        if found.candidates:
            listed = joined(", ", (quote(path) for path in found.candidates[:6]))
            self.found.say(
                "ambiguous-link",
                where,
                say("{name} could be {listed}; the first is used", name=quote(target.name), listed=listed),
                say("write the path from the root of the vault"),
            )
        elif found.how == "alias" and target.is_wikilink and found.path is not None:
            shown = target.shown or target.name
            self.found.say(
                "unknown-link",
                where,
                say("{name} is an alias: milepost follows it, Obsidian does not", name=quote(target.name)),
                say("write `[[{name}|{shown}]]`", name=file_name(found.path), shown=shown),
                info=True,
            )
