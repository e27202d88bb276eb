"""build_plan: Documents to one Plan, in the order the steps are called here."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

from milepost.config.settings import Settings
from milepost.diagnostics.findings import Findings, located
from milepost.diagnostics.problem import Diagnostic, Outcome
from milepost.graph.assemble import make_goals
from milepost.graph.face import Face, face_of
from milepost.graph.frame import Frame, make_frame
from milepost.graph.links import resolve_links
from milepost.graph.notes import Note
from milepost.graph.people import named_in, with_named
from milepost.graph.references import resolve_references
from milepost.model.goal import Goal, Person
from milepost.model.ids import GoalId, VaultPath
from milepost.model.memo import Memo
from milepost.model.plan import Plan, Report
from milepost.model.rim import Snapshot
from milepost.model.span import Span
from milepost.model.sweep import Order
from milepost.syntax.document import Document

ALWAYS_REPORTED = frozenset({"unreadable-note", "publish-flag"})

Documents = Mapping[VaultPath, Document]


def build_plan(documents: Documents, snapshot: Snapshot, settings: Settings, memo: Memo) -> Outcome[Plan]:
    """The plan of a vault. Complete whatever the notes hold; the order of `documents` does not matter."""
    order = memo.same("paths", None, Order(sorted(documents)))
    notes = memo.sweep("note", order, (documents,), lambda path, _: Note(path, documents[path]))
    frame = _frame(order, documents, snapshot, settings=settings, memo=memo)
    made = make_goals(notes, frame, snapshot.tables, settings=settings, memo=memo)
    spans = memo.sweep("spans", order, (documents,), lambda path, _: documents[path].front.spans)
    referred = resolve_references(made, notes, frame, memo)
    links = resolve_links(notes, order, frame, memo)
    goals = referred.goals
    plan = Plan(
        goals=goals,
        order=frame.inside_out,
        downwards=frame.outside_in,
        listed=frame.goals,
        people=_people(frame, goals, memo),
        title=settings.title,
        mission=next((own for path, own in frame.ids.items() if frame.cast.role[path] == "mission"), None),
        reports=memo.value("reports", None, (frame,), lambda: tuple(_reports(frame))),
        goal_rule="guessed" if frame.cast.guessed else "declared",
        guess_reason=frame.cast.guessed,
        notes=len(documents),
        skipped=snapshot.skipped,
        links={path: one.links for path, one in links.items() if one.links},
        files={path: one.files for path, one in links.items() if one.files},
        embeds={path: one.embeds for path, one in links.items() if one.embeds},
        shown_at=_shown_at(goals, frame),
        blocks=_blocks(goals, frame, memo),
        not_goals=memo.value("not goals", None, (frame, order), lambda: dict(_not_goals(order, frame))),
        spans=spans,
    )
    troubles = memo.sweep(
        "reading", order, (documents,), lambda path, _: _troubles(path, documents, frame), shared=(frame,)
    )
    groups: Iterable[Iterable[Diagnostic]] = (
        *(found for found in troubles.values() if found),
        frame.found,
        *(one.found for one in made.values() if one.found),
        referred.found,
        *(one.found for one in links.values() if one.found),
        () if goals else _no_goals(order),
    )
    return Outcome(plan, tuple(chain.from_iterable(groups)))


def _frame(
    order: Order[VaultPath], documents: Documents, snapshot: Snapshot, *, settings: Settings, memo: Memo
) -> Frame:
    def face(path: VaultPath, _known: object) -> Face:
        return face_of(path, documents[path], settings.reading)

    faces = tuple(memo.sweep("face", order, (documents,), face, shared=(settings.reading,)).values())
    rim = (snapshot.attachments, snapshot.nested_vaults, snapshot.obsidian)
    return memo.value(
        "frame", None, (faces, rim, settings.goals, settings.reading), lambda: make_frame(faces, snapshot, settings)
    )


def _troubles(path: VaultPath, documents: Documents, frame: Frame) -> tuple[Diagnostic, ...]:
    """Problems of reading: all of them for notes that take part, elsewhere only what bears on anybody."""
    problems = documents[path].problems
    if not problems or path in frame.apart:
        return ()
    speaks = path in frame.cast.role
    return tuple(located(path, one) for one in problems if speaks or one.rule in ALWAYS_REPORTED)


def _people(frame: Frame, goals: Mapping[GoalId, Goal], memo: Memo) -> tuple[Person, ...]:
    names = memo.sweep("names", frame.goals, (goals,), lambda own, _: named_in(goals[own]))
    return memo.value("people", None, (frame, names), lambda: with_named(frame.people, names.values()))


def _reports(frame: Frame) -> Iterator[Report]:
    for face in frame.faces.values():
        if frame.cast.role.get(face.path) == "report":
            yield Report(face.path, face.title)


def _no_goals(order: Order[VaultPath]) -> list[Diagnostic]:
    found, paths = Findings(), order.keys
    found.say(
        "empty-vault",
        (VaultPath(paths[0] if paths else "."), Span(1)),
        f"no goal was found in {len(paths)} notes" if paths else "no note was found",
        "add `type: goal` to the front matter of a note, or run `milepost new goal`",
    )
    return found.all


def _shown_at(goals: Mapping[GoalId, Goal], frame: Frame) -> dict[VaultPath, tuple[GoalId, str]]:
    """Where each note is shown: a goal on its own page, milestone and task notes at their place on their goal's."""
    shown: dict[VaultPath, tuple[GoalId, str]] = {}
    for path in frame.attached:
        goal = goals[frame.ids[path]]
        for milestone in goal.milestones:
            if milestone.path != goal.path:
                shown.setdefault(milestone.path, (goal.id, milestone.slug))
            for task in milestone.tasks:
                if task.path not in (goal.path, milestone.path):
                    shown.setdefault(task.path, (goal.id, milestone.slug))
    shown.update({path: (own, "") for path, own in frame.ids.items()})
    return shown


def _blocks(goals: Mapping[GoalId, Goal], frame: Frame, memo: Memo) -> Mapping[str, tuple[str, ...]]:
    edges = memo.sweep("edges", frame.goals, (goals,), lambda own, _: tuple(_edges(goals[own])))

    def blocks() -> dict[str, tuple[str, ...]]:
        waiting: dict[str, set[str]] = {}
        for target, waiter in chain.from_iterable(edges.values()):
            waiting.setdefault(target, set()).add(waiter)
        return {target: tuple(sorted(names)) for target, names in waiting.items()}

    return memo.value("blocks", None, (edges,), blocks)


def _edges(goal: Goal) -> Iterator[tuple[str, str]]:
    """(what is waited for, what waits) of a goal, its milestones and their tasks."""
    yield from ((edge.target, goal.id) for edge in goal.depends_on if edge.target)
    for milestone in goal.milestones:
        yield from ((edge.target, milestone.id) for edge in milestone.depends_on if edge.target)
        for task in milestone.tasks:
            yield from ((edge.target, task.id) for edge in task.depends_on if edge.target)


def _not_goals(order: Order[VaultPath], frame: Frame) -> Iterator[tuple[VaultPath, str]]:
    """Why each other note is no goal, for `inspect`."""
    for path in order.keys:
        if path in frame.ids:
            continue
        role = frame.cast.role.get(path)
        if path in frame.apart:
            yield path, frame.apart[path]
        elif path not in frame.faces:
            yield path, "it cannot be read"
        elif role:
            yield path, f"it is a {role}: {frame.cast.why[path]}"
        else:
            yield path, "nothing says that it is a goal"
