"""build_plan: Documents to one Plan, in the order the steps are called here."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from milepost.config.settings import ReadingSettings, Settings
from milepost.diagnostics.findings import Findings, Found, found_at_once, located
from milepost.diagnostics.problem import Diagnostic
from milepost.graph.asked import Way, keys_given
from milepost.graph.assemble import make_goals
from milepost.graph.claims import claimed_twice
from milepost.graph.classify import set_apart
from milepost.graph.dependencies import Wait
from milepost.graph.face import Face, face_of, written_title
from milepost.graph.frame import Frame, make_frame
from milepost.graph.links import resolve_links
from milepost.graph.names import Files, Names
from milepost.graph.notes import Note
from milepost.graph.people import named_in, with_named
from milepost.graph.places import placed, places_of
from milepost.graph.references import resolve_references
from milepost.graph.titles import titles_of
from milepost.model.goal import Goal, Person
from milepost.model.ids import GoalId, VaultPath
from milepost.model.memo import Memo
from milepost.model.plan import Plan, Report
from milepost.model.rim import Snapshot
from milepost.model.said import say
from milepost.model.span import Span
from milepost.model.sweep import Order
from milepost.syntax.document import Document

ALWAYS_REPORTED = frozenset({"unreadable-note", "publish-flag"})

Documents = Mapping[VaultPath, Document]


class Linked(NamedTuple):
    """A plan, and what was found wrong while it was made."""

    plan: Plan
    found: tuple[Found, ...]


def build_plan(
    documents: Documents, order: Order[VaultPath], snapshot: Snapshot, *, settings: Settings, memo: Memo
) -> Linked:
    """The plan of a vault. Complete whatever the notes hold. `documents` are in the `order` of their paths."""
    notes = memo.sweep("note", order, (documents,), lambda path, _: Note(path, documents[path]), in_order=False)
    frame = _frame(order, documents, snapshot, settings=settings, memo=memo)
    made = make_goals(notes, frame, snapshot.tables, settings=settings, memo=memo)
    spans = memo.sweep("spans", order, (documents,), lambda path, _: places_of(documents[path]), in_order=False)
    referred = resolve_references(made, notes, frame, memo)
    links = resolve_links(notes, order, frame, memo)
    goals = referred.goals
    hosts = memo.value("hosts", None, (frame.hosting,), lambda: Order(frame.hosting))
    plan = Plan(
        goals=goals,
        order=frame.inside_out,
        downwards=frame.outside_in,
        listed=frame.goals,
        hosts=hosts,
        people=_people(frame, goals, memo),
        title=settings.title,
        mission=_mission(frame),
        reports=memo.same("reports", None, _reports(frame)),
        goal_rule="guessed" if frame.cast.guessed else "declared",
        guess_reason=frame.cast.guessed,
        notes=len(documents),
        skipped=snapshot.skipped,
        links=memo.sweep("resolved links", order, (links,), lambda path, _: links[path].links, in_order=False),
        files=_held("files", memo.sweep("files", order, (links,), lambda path, _: links[path].files), memo),
        embeds=_held("embeds", memo.sweep("embeds", order, (links,), lambda path, _: links[path].embeds), memo),
        shown_at=_shown_at(goals, hosts, frame, memo),
        blocks=_blocks(referred.waits, frame, memo),
        not_goals=_not_goals(order, frame, memo),
        spans=spans,
    )
    unmade = memo.sweep("goal, found", frame.goals, (made,), lambda own, _: made[own].found, in_order=False)
    unlinked = memo.sweep("links, found", order, (links,), lambda path, _: links[path].found, in_order=False)
    return Linked(
        plan,
        (
            _reading(documents, order, frame, memo),
            *_framing(frame, documents, order, settings.reading, memo=memo),
            Found("goal", frame.goals, unmade),
            *referred.found,
            Found("links", order, unlinked),
            found_at_once("empty", () if goals else _no_goals(order)),
        ),
    )


def _frame(
    order: Order[VaultPath], documents: Documents, snapshot: Snapshot, *, settings: Settings, memo: Memo
) -> Frame:
    def face(path: VaultPath, _known: object) -> Face:
        return face_of(path, documents[path], settings.reading)

    def called(path: VaultPath, _known: object) -> tuple[tuple[str, Way], ...]:
        own = by_path[path]
        return keys_given(own, written[path]) if own.readable and not set_apart(own, snapshot) else ()

    by_path = memo.sweep("face", order, (documents,), face, shared=(settings.reading,), in_order=False)
    written = memo.sweep("title", order, (documents,), lambda path, _: written_title(documents[path]), in_order=False)
    rim = (snapshot.nested_vaults, snapshot.obsidian)
    keys = memo.sweep("keys of names", order, (by_path, written), called, shared=rim, in_order=False)
    given = memo.group("names", order, keys, lambda path: keys[path][:-1], in_order=False)
    called_so = memo.group("names, titles", order, keys, lambda path: keys[path][-1:], in_order=False)
    titles = memo.update("titles", None, (written, called_so), lambda known: titles_of(written, called_so, known))
    files = memo.value("files by name", None, (snapshot.attachments,), lambda: Files(snapshot.attachments))
    names = memo.value("names of notes", None, (given, files, titles), lambda: Names(given, files, titles))
    return make_frame(order, by_path, names, snapshot=snapshot, settings=settings, memo=memo)


def _framing(
    frame: Frame, documents: Documents, order: Order[VaultPath], settings: ReadingSettings, *, memo: Memo
) -> tuple[Found, Found]:
    """What was wrong with the frame, at the lines where notes say it now."""

    def told(path: VaultPath, _known: object) -> tuple[Diagnostic, ...]:
        return tuple(placed(one, documents[path], settings) for one in frame.wrong.of(path))

    def told_twice(name: str, _known: object) -> tuple[Diagnostic, ...]:
        holders = frame.claimants[name]
        return claimed_twice(name, [(path, place.within(documents[path], settings)) for path, place, _ in holders])

    names = memo.value("framed", "names", (frame.claimants,), lambda: Order(frame.claimants))
    found = memo.sweep("frame, found", order, (documents, *frame.wrong), told, shared=(settings,), in_order=False)
    twice = memo.sweep(
        "claimed twice",
        names,
        (documents, frame.claimants),
        told_twice,
        shared=(settings,),
        beside=lambda name: tuple(path for path, *_ in frame.claimants[name]),
    )
    return Found("frame", order, found), Found("claimed twice", names, twice)


def _reading(documents: Documents, order: Order[VaultPath], frame: Frame, memo: Memo) -> Found:
    inputs = (documents, frame.apart, frame.speaking)
    found = memo.sweep("reading", order, inputs, lambda path, _: _troubles(path, documents, frame), in_order=False)
    return Found("reading", order, found)


def _troubles(path: VaultPath, documents: Documents, frame: Frame) -> tuple[Diagnostic, ...]:
    """Problems of reading: all of them for notes that take part, elsewhere only what bears on anybody."""
    problems = documents[path].problems
    if not problems or path in frame.apart:
        return ()
    speaks = frame.speaking.get(path, False)
    return tuple(located(path, one) for one in problems if speaks or one.rule in ALWAYS_REPORTED)


def _people(frame: Frame, goals: Mapping[GoalId, Goal], memo: Memo) -> tuple[Person, ...]:
    names = memo.sweep("names", frame.goals, (goals,), lambda own, _: named_in(goals[own]), in_order=False)
    return memo.value(
        "people",
        None,
        (frame.people, frame.goals, names),
        lambda: with_named(frame.people, map(names.__getitem__, frame.goals)),
    )


def _reports(frame: Frame) -> tuple[Report, ...]:
    return tuple(Report(path, frame.titles.of(path)) for path in frame.kinds.get("report", ()))


def _no_goals(order: Order[VaultPath]) -> Sequence[Diagnostic]:
    found, paths = Findings(), order.keys
    found.say(
        "empty-vault",
        (VaultPath(paths[0] if paths else "."), Span(1)),
        say("no goal was found in {n:,} note", many="no goal was found in {n:,} notes", n=len(paths))
        if paths
        else say("no note was found"),
        say("add `type: goal` to the front matter of a note, or run `milepost new goal`"),
    )
    return found.all


InText = Mapping[VaultPath, tuple[VaultPath, ...]]


def _held(step: str, table: InText, memo: Memo) -> InText:
    """The few rows of a table that hold anything."""
    return memo.value(step, None, (table,), lambda: {path: named for path, named in table.items() if named})


def _mission(frame: Frame) -> GoalId | None:
    return next((frame.ids[path] for path in frame.kinds.get("mission", ())), None)


ShownAt = Mapping[VaultPath, tuple[GoalId, str]]


def _shown_at(goals: Mapping[GoalId, Goal], hosts: Order[GoalId], frame: Frame, memo: Memo) -> ShownAt:
    """Where each note is shown: a goal on its own page, milestone and task notes at their place on their goal's."""
    inside = memo.sweep("shown inside", hosts, (goals,), lambda own, _: _shown_inside(goals[own]))

    def shown_at() -> dict[VaultPath, tuple[GoalId, str]]:
        shown: dict[VaultPath, tuple[GoalId, str]] = {}
        for own, places in inside.items():
            for path, slug in places.items():
                shown.setdefault(path, (own, slug))
        return {**shown, **{path: (own, "") for path, own in frame.ids.items()}}

    return memo.value("shown at", None, (frame.ids, inside), shown_at)


def _shown_inside(goal: Goal) -> dict[VaultPath, str]:
    """The milestone at which each other note of a goal is shown."""
    shown: dict[VaultPath, str] = {}
    for milestone in goal.milestones:
        if milestone.path != goal.path:
            shown.setdefault(milestone.path, milestone.slug)
        for task in milestone.tasks:
            if task.path not in (goal.path, milestone.path):
                shown.setdefault(task.path, milestone.slug)
    return shown


def _blocks(waits: Mapping[GoalId, tuple[Wait, ...]], frame: Frame, memo: Memo) -> Mapping[str, tuple[str, ...]]:
    """What waits for each thing that something waits for."""
    edges = memo.sweep("edges", frame.goals, (waits,), lambda own, _: _edges(waits[own]), in_order=False)
    waiting = memo.group("waiting", frame.goals, edges, edges.__getitem__)
    return memo.value(
        "blocks", None, (waiting,), lambda: {target: tuple(sorted(set(names))) for target, names in waiting.items()}
    )


def _edges(waits: Iterable[Wait]) -> tuple[tuple[str, str], ...]:
    """(what is waited for, what waits) as far as somebody wrote it."""
    return tuple(dict.fromkeys((wait.target, wait.waiter) for wait in waits if not wait.implied))


def _not_goals(order: Order[VaultPath], frame: Frame, memo: Memo) -> Mapping[VaultPath, str]:
    """Why each other note is no goal, for `inspect`."""
    roles = frame.cast.roles

    def why(path: VaultPath, _known: object) -> str:
        if path in frame.ids:
            return ""
        if path in frame.apart:
            return frame.apart[path]
        if path not in roles:
            return say("it cannot be read")
        role, reason = roles[path]
        return say("it is a {role}: {why}", role=role, why=reason) if role else say("nothing says that it is a goal")

    reasons = memo.sweep("why no goal", order, (frame.ids, frame.apart, roles), why, in_order=False)
    return memo.value(
        "not goals", None, (order, reasons), lambda: {path: one for path in order if (one := reasons[path])}
    )
