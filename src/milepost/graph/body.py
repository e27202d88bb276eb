"""From one goal's note, and the milestone and task notes attached to it, to Milestones, Stages and Tasks.

Ids are `🆔`/`id`, else `<goal id>#<block id or slug>`, with `-2` on a clash, in document order.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field

from milepost.config.settings import ReadingSettings
from milepost.graph.notes import Note, title_of
from milepost.graph.structure import MilestonePart, Structure, read_structure
from milepost.model.fields import NO_ITEM_FIELDS, ItemFields, LinkTarget, NoteFields
from milepost.model.frozen import frozen, maker_of, replaced
from milepost.model.goal import Milestone, Stage, Task
from milepost.model.ids import GoalId, ItemId, VaultPath, fold, slug
from milepost.model.status import ITEM_STATE_OF_STATUS, ItemState, Status, read_status
from milepost.syntax.document import Heading


@frozen
class Attached:
    """A milestone or task note at its place below a goal, milestone or task.

    `below` names the milestone or task of the goal it hangs under: another attached note's path, or an item
    (`anchor`, as a folded title or block id) of the goal's own note; both empty for the goal itself. `again`: the ids
    written in it stand for its parts below another goal.
    """

    note: Note
    role: str
    below: VaultPath | None = None
    anchor: str = ""
    again: bool = False


UNNAMED_MILESTONE, UNNAMED_TASK = "milestone", "task"
"""The titles of lines without any words of their own."""

_task, _milestone = maker_of(Task), maker_of(Milestone)

Named = tuple[VaultPath, str, str, ItemId]
"""(note, block id, title, id): what a note calls one of its items, and the id it goes by."""

Anchors = Mapping[tuple[VaultPath, str], ItemId]
"""A block id (`^x`) or a folded title to an item's id, per note path."""


def anchors_of(named: Iterable[Named]) -> Anchors:
    """What can be pointed at; of several items of one name the first."""
    found: dict[tuple[VaultPath, str], ItemId] = {}
    for path, block, title, own in named:
        if block:
            found.setdefault((path, "^" + block), own)
        found.setdefault((path, fold(title)), own)
    return found


@frozen
class Body:
    """A goal's checklist as objects, before references between notes are resolved.

    `sole_links` holds (position in `milestones`, what it links to); `named` what can be pointed at; `refers`: a part
    waits for something by name.
    """

    milestones: tuple[Milestone, ...] = ()
    stages: tuple[Stage, ...] = ()
    loose: tuple[Task, ...] = ()
    sole_links: tuple[tuple[int, LinkTarget], ...] = ()
    named: tuple[Named, ...] = ()
    refers: bool = False


@frozen
class Maker:
    """What naming the parts of one goal needs to know."""

    goal: GoalId
    settings: ReadingSettings
    shared_ids: frozenset[str]
    people: Mapping[str, str] = field(default_factory=dict)

    def named(self, names: tuple[str, ...]) -> tuple[str, ...]:
        """Names as the people's own notes spell them."""
        return tuple(self.people.get(fold(name), name) for name in names) if names else names


def make_body(note: Note, attached: Sequence[Attached], maker: Maker) -> Body:
    """Build a goal's milestones, stages, tasks and loose items."""
    structure = read_structure(note.document, maker.settings)
    writer = _Writer(maker)
    lines = _Lines(note)
    milestones = [writer.milestone(lines, part) for part in structure.milestones]
    _put_in_sequence(note, structure, milestones)
    loose = writer.tasks(lines, structure.loose, "", 1)
    stages = tuple(
        _stage(note, part.heading, [milestones[at].id for at in part.milestones]) for part in structure.stages
    )
    sole_links = tuple(
        (place, target)
        for place, part in enumerate(structure.milestones)
        if part.item >= 0 and (target := note.document.items[part.item].sole_link) is not None
    )
    writer.attach(milestones, attached)
    return Body(tuple(milestones), stages, loose, sole_links, tuple(writer.names), writer.refers)


def _stage(note: Note, heading: int, milestones: Sequence[ItemId]) -> Stage:
    head = note.document.headings[heading]
    return Stage(head.plain, head.line, tuple(milestones))


def _put_in_sequence(note: Note, structure: Structure, milestones: list[Milestone]) -> None:
    """Items of a numbered list follow one another; `ordered: false` switches that off, `true` holds for any list."""
    ordered = note.document.front.fields.ordered
    last: dict[int, ItemId] = {}
    for at, part in enumerate(structure.milestones if ordered is not False else ()):
        if part.item < 0:
            continue
        item = note.document.items[part.item]
        if not (item.within.ordered or ordered) or item.state is ItemState.CANCELLED:
            continue
        sequence = 0 if ordered else item.list_number
        if sequence in last:
            milestones[at] = replaced(milestones[at], after=last[sequence])
        last[sequence] = milestones[at].id


class _Lines:
    """The checklist of one note, and which of its lines are written down: by index their id and the depth below."""

    __slots__ = ("headings", "items", "path", "written")

    def __init__(self, note: Note) -> None:
        self.path, self.items, self.headings = note.path, note.document.items, note.document.headings
        self.written: dict[int, tuple[str, int]] = {}


class _Writer:
    """Hands out ids while the parts of one goal are written down."""

    def __init__(self, maker: Maker) -> None:
        self._maker = maker
        self._prefix = maker.goal + "#"
        self._taken: set[str] = set()
        self._numbers: dict[str, int] = {}
        self._again: frozenset[VaultPath] = frozenset()
        self.names: list[Named] = []
        self.refers = False

    def milestone(self, lines: _Lines, part: MilestonePart) -> Milestone:
        if part.item < 0:
            return self._heading_milestone(lines, part)
        item = lines.items[part.item]
        fields, section = item.fields, item.within.section
        own = self._id(lines.path, fields, item.block_id, item.plain)
        lines.written[part.item] = own, 1
        return _milestone(  # by place, as `tasks` does
            own,
            lines.path,
            self._maker.goal,
            item.title or UNNAMED_MILESTONE,
            item.line,
            item.state,
            item.symbol,
            "item",
            item.column,
            fields,
            self._maker.named(fields.owner) if fields.owner else (),
            item.tags,
            self.tasks(lines, part.tasks, own, 1) if part.tasks else (),
            section=lines.headings[section].plain if section >= 0 else "",
        )

    def _heading_milestone(self, lines: _Lines, part: MilestonePart) -> Milestone:
        heading: Heading = lines.headings[part.heading]
        own = self._id(lines.path, heading.fields, heading.block_id, heading.title or heading.plain)
        done = heading.fields.done is not None
        return Milestone(
            id=own,
            path=lines.path,
            goal=self._maker.goal,
            title=heading.title or heading.plain or UNNAMED_MILESTONE,
            line=heading.line,
            state=ItemState.DONE if done else ItemState.TODO,
            symbol="",
            form="heading",
            fields=heading.fields,
            owner=self._maker.named(heading.fields.owner),
            tags=heading.tags,
            tasks=self.tasks(lines, part.tasks, own, 1),
        )

    def tasks(self, lines: _Lines, places: Iterable[int], home: str, depth: int) -> tuple[Task, ...]:
        """Tasks at these places of a note; what lies below no other that is written down hangs under `home`."""
        items, path, written, top = lines.items, lines.path, lines.written, (home, depth)
        own_id, found = self._id, []
        for at in places:
            item = items[at]
            fields = item.fields
            own = own_id(path, fields, item.block_id, item.plain)
            above, level = written.get(item.parent) or top
            written[at] = own, level + 1
            task = _task(  # by place: a vault has more of these than of anything else, and names cost as much again
                own,
                path,
                above,
                item.title or UNNAMED_TASK,
                item.line,
                item.state,
                item.symbol,
                level,
                item.column,
                fields,
                self._maker.named(fields.owner) if fields.owner else (),
                item.tags,
            )
            found.append(task)
        return tuple(found)

    def attach(self, milestones: list[Milestone], attached: Sequence[Attached]) -> None:
        """Add milestone and task notes, each after the note it hangs under."""
        self._again = frozenset([one.note.path for one in attached if one.again])
        home_of: dict[VaultPath, tuple[int, str, int]] = {}
        extra: dict[int, list[Task]] = {}
        for one in attached:
            home = home_of.get(one.below) if one.below else self._anchored(one, milestones)
            if home is None:
                milestones.append(self._note_milestone(one.note))
                place, own, depth = len(milestones) - 1, milestones[-1].id, 1
            else:
                place, above, depth = home
                task = self._note_task(one.note, above, depth)
                extra.setdefault(place, []).append(task)
                own, depth = task.id, depth + 1
            home_of[one.note.path] = (place, own, depth)
            extra.setdefault(place, []).extend(self._inner_tasks(one.note, own, depth))
        for place, tasks in extra.items():
            milestones[place] = replaced(milestones[place], tasks=(*milestones[place].tasks, *tasks))

    def _anchored(self, one: Attached, milestones: Sequence[Milestone]) -> tuple[int, str, int] | None:
        """The milestone (place, id, depth) whose block id or title the note names as its parent."""
        if not one.anchor:
            return None
        places = {milestone.id: place for place, milestone in enumerate(milestones)}
        own = anchors_of(self.names).get((milestones[0].path, one.anchor)) if milestones else None
        return (places[own], own, 1) if own is not None and own in places else None

    def _inner_tasks(self, note: Note, home: str, depth: int) -> list[Task]:
        structure = read_structure(note.document, self._maker.settings)
        lines, found = _Lines(note), list[Task]()
        for part in structure.milestones:
            if part.item >= 0:
                found += self.tasks(lines, (part.item,), home, depth)
            found += self.tasks(lines, part.tasks, home, depth)
        return found

    def _note_milestone(self, note: Note) -> Milestone:
        fields = note.document.front.fields
        title = title_of(note)
        own = self._id(note.path, fields, "", title)
        status = note_status(fields, self._maker.settings)
        return Milestone(
            id=own,
            path=note.path,
            goal=self._maker.goal,
            title=title,
            line=1,
            state=_state(status, fields),
            symbol="",
            form="note",
            fields=_item_fields(fields),
            owner=self._maker.named(fields.owner),
            tags=fields.tags,
            rollup=fields.rollup,
            status=status,
        )

    def _note_task(self, note: Note, above: str, depth: int) -> Task:
        fields = note.document.front.fields
        title = title_of(note)
        status = note_status(fields, self._maker.settings)
        return Task(
            id=self._id(note.path, fields, "", title),
            path=note.path,
            parent_id=above,
            title=title,
            line=1,
            state=_state(status, fields),
            symbol="",
            depth=depth,
            fields=_item_fields(fields),
            owner=self._maker.named(fields.owner),
            tags=fields.tags,
            status=status,
        )

    def _id(self, path: VaultPath, fields: ItemFields | NoteFields, block: str, title: str) -> ItemId:
        taken, written = self._taken, fields.id
        own: ItemId
        if written and written not in self._maker.shared_ids and written not in taken and path not in self._again:
            own = ItemId(written)
        else:
            own = self._prefix + (block or slug(title) or "milestone")  # type: ignore[assignment] # it costs a call
            if own in taken:
                own = ItemId(self._numbered(own))
        taken.add(own)
        self.names.append((path, block, title, own))
        if fields.depends_on:
            self.refers = True
        return own

    def _numbered(self, base: str) -> str:
        number = self._numbers.get(base, 1) + 1
        while f"{base}-{number}" in self._taken:
            number += 1
        self._numbers[base] = number
        return f"{base}-{number}"


def note_status(fields: NoteFields, settings: ReadingSettings) -> Status | None:
    """The status a note's author wrote, None when there is none or the word is not known."""
    return read_status(fields.status, settings.status) if fields.status else None


def _state(status: Status | None, fields: NoteFields) -> ItemState:
    if status is not None:
        return ITEM_STATE_OF_STATUS[status]
    return ItemState.DONE if fields.done is not None else ItemState.TODO


def _item_fields(fields: NoteFields) -> ItemFields:
    """The part of a milestone or task note's front matter that a checklist line could carry."""
    found = ItemFields(
        due=fields.due,
        start=fields.start,
        created=fields.created,
        done=fields.done,
        priority=fields.priority,
        id=fields.id,
        depends_on=fields.depends_on,
        owner=fields.owner,
        weight=fields.weight,
        estimate=fields.estimate,
        needs=fields.needs,
        approver=fields.approver,
        approved=fields.approved,
        gate=fields.gate,
        metric=fields.metric,
    )
    return NO_ITEM_FIELDS if found == NO_ITEM_FIELDS else found
