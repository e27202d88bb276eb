"""Lines that are only a link to a milestone note of the same goal: the note takes the line's place, and counts once."""

from dataclasses import replace

from milepost.diagnostics.findings import Findings
from milepost.diagnostics.wording import quote
from milepost.graph.body import Body
from milepost.graph.linker import Linker, Spot
from milepost.model.goal import Milestone
from milepost.model.ids import ItemId, VaultPath
from milepost.model.said import say
from milepost.model.span import Span


def with_notes_in_place(body: Body, path: VaultPath, linker: Linker) -> Body:
    """The body with each such line replaced by its note; weight, stage and place in a sequence are the line's."""
    notes = {one.path: one for one in body.milestones if one.form == "note"} if body.sole_links else {}
    if not notes:
        return body
    renamed: dict[ItemId, Milestone] = {}
    stands: dict[VaultPath, int] = {}
    for at, target in body.sole_links:
        line = body.milestones[at]
        found = linker.note(target, Spot(path, Span(line.line)), quiet=True)
        if found in notes and not (target.heading or target.block):
            renamed[line.id] = _placed(notes.pop(found), line)  # the first line of several stands for it
            stands[found] = line.line
        elif found in stands and not (target.heading or target.block):
            say_twice(line, stands[found], Spot(path, Span(line.line)), linker.found)
    if not renamed:
        return body
    moved = {one.path for one in renamed.values()}
    kept = [renamed.get(one.id, one) for one in body.milestones if one.form != "note" or one.path not in moved]
    names = {line: one.id for line, one in renamed.items()}
    ids = {old.id: names[line] for line, one in renamed.items() for old in body.milestones if old.path == one.path}
    return replace(
        body,
        milestones=tuple(replace(one, after=names.get(ItemId(one.after), one.after)) for one in kept),
        stages=tuple(
            replace(stage, milestones=tuple(names.get(one, one) for one in stage.milestones)) for stage in body.stages
        ),
        sole_links=tuple((at, target) for at, target in body.sole_links if body.milestones[at].id not in renamed),
        named=tuple((where, block, title, ids.get(own, own)) for where, block, title, own in body.named),
    )


def _placed(note: Milestone, line: Milestone) -> Milestone:
    """The note at the line's place, under the line's id where it has none of its own."""
    own = note.id if note.fields.id == note.id else line.id
    weight = line.fields.weight or note.fields.weight
    tasks = tuple(replace(one, parent_id=own) if one.parent_id == note.id else one for one in note.tasks)
    return replace(
        note,
        id=own,
        tasks=tasks,
        after=line.after,
        section=line.section,
        fields=replace(note.fields, weight=weight),
    )


def say_twice(again: Milestone, first: int, spot: Spot, found: Findings) -> None:
    """A line is a link to what another line stands for already."""
    found.say(
        "duplicate-field",
        (spot.path, spot.span),
        say(
            "{title} leads to what line {line} stands for; this line counts as a milestone of its own",
            title=quote(again.title),
            line=first,
        ),
        say("delete one of the lines, or say in this one what else is to be done"),
    )
