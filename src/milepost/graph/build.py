"""build_plan: Documents to one Plan, in the order the steps are called here."""

from collections.abc import Mapping, Sequence

from milepost.config.settings import Settings
from milepost.diagnostics.findings import Findings
from milepost.diagnostics.problem import Outcome
from milepost.graph.assemble import Places, make_goals
from milepost.graph.claims import claim_ids, goal_ids
from milepost.graph.classify import set_apart
from milepost.graph.dependencies import cut_circles, has_references, resolve_goal
from milepost.graph.linker import Linker
from milepost.graph.links import resolve_links
from milepost.graph.names import Ids, Names
from milepost.graph.notes import Note, title_of
from milepost.graph.order import after_targets
from milepost.graph.parents import attachments_of, linked_edges, parent_edges, without_circles
from milepost.graph.people import people_with_notes, spellings, with_named
from milepost.graph.roles import Cast, own_roles, with_guess, with_parents
from milepost.model.goal import Goal
from milepost.model.ids import GoalId, VaultPath
from milepost.model.memo import Memo
from milepost.model.plan import Plan, Report
from milepost.model.rim import Snapshot
from milepost.model.span import Span

ALWAYS_REPORTED = frozenset({"unreadable-note", "publish-flag"})


def build_plan(notes: Sequence[Note], snapshot: Snapshot, settings: Settings, memo: Memo) -> Outcome[Plan]:
    """The plan of a vault. Complete whatever the notes hold; the order of `notes` does not matter."""
    found = Findings()
    notes = sorted(notes, key=lambda note: note.path)
    apart = set_apart(notes, snapshot)
    readable = [note for note in notes if note.path not in apart and note.document.readable]
    by_path = {note.path: note for note in readable}
    names = Names(readable, snapshot.attachments)
    cast = _cast(readable, names, snapshot, settings)
    _reading_problems(notes, apart, cast, found)
    claims = claim_ids(readable, cast.role, found)
    linker = Linker(names, found, Ids(claims.notes), Ids(claims.items), notes=by_path)
    edges = parent_edges(readable, cast.role, linker)
    edges += linked_edges(readable, cast.role, linker, settings.reading)
    edges = without_circles(edges, by_path, found)
    people = people_with_notes(readable, cast.role, claims)
    places = Places(
        cast=cast,
        ids=goal_ids(readable, cast.role, claims),
        edges=edges,
        attached=attachments_of(edges, by_path, cast.role),
        shared_ids=claims.shared,
        people=spellings(people),
        tables=snapshot.tables,
    )
    goals = make_goals(by_path, places, linker, settings=settings, memo=memo)
    goals = _with_references(goals, by_path, linker, memo)
    links = resolve_links(readable, cast.role, linker)
    if not goals:
        _no_goals(notes, found)
    plan = Plan(
        goals=goals,
        order=tuple(after_targets({goal.id: goal.children for goal in goals.values()})),
        people=with_named(people, goals.values()),
        title=settings.title,
        mission=next((goal.id for goal in goals.values() if goal.is_mission), None),
        reports=tuple(Report(note.path, title_of(note)) for note in readable if cast.role.get(note.path) == "report"),
        goal_rule="guessed" if cast.guessed else "declared",
        guess_reason=cast.guessed,
        notes=len(notes),
        skipped=snapshot.skipped,
        links=links,
        shown_at=_shown_at(goals),
        blocks=_blocks(goals),
        not_goals=_not_goals(notes, apart, cast, places.ids),
        spans={path: by_path[path].document.front.spans for path in by_path if path in cast.role},
    )
    return Outcome(plan, tuple(found.all))


def _cast(notes: Sequence[Note], names: Names, snapshot: Snapshot, settings: Settings) -> Cast:
    by_path = {note.path: note for note in notes}
    own = own_roles(notes, settings)
    claims = claim_ids(notes, own.role, None)
    quiet = Linker(names, Findings(), Ids(claims.notes), Ids(claims.items))
    cast = with_parents(own, by_path, quiet)
    guessed = with_guess(cast, notes, snapshot)
    return guessed if guessed is cast else with_parents(guessed, by_path, quiet)


def _reading_problems(notes: Sequence[Note], apart: Mapping[VaultPath, str], cast: Cast, found: Findings) -> None:
    """Problems of reading: all of them for notes that take part, elsewhere only what bears on anybody."""
    for note in notes:
        if note.path in apart:
            continue
        for problem in note.document.problems:
            if note.path in cast.role or problem.rule in ALWAYS_REPORTED:
                found.add(note.path, problem)


def _with_references(
    goals: dict[GoalId, Goal], notes: Mapping[VaultPath, Note], linker: Linker, memo: Memo
) -> dict[GoalId, Goal]:
    """Goals with their depends-on edges resolved, circles marked, equal goals keeping their identity."""
    resolved = {
        name: resolve_goal(goal, notes[goal.path].document.front.spans, linker) if has_references(goal) else goal
        for name, goal in goals.items()
    }
    marked = cut_circles(resolved, linker.found)
    return {name: memo.same("goal with references", name, goal) for name, goal in marked.items()}


def _no_goals(notes: Sequence[Note], found: Findings) -> None:
    where = (VaultPath(notes[0].path if notes else "."), Span(1))
    found.say(
        "empty-vault",
        where,
        f"no goal was found in {len(notes)} notes" if notes else "no note was found",
        "add `type: goal` to the front matter of a note, or run `milepost new goal`",
    )


def _shown_at(goals: Mapping[GoalId, Goal]) -> dict[VaultPath, tuple[GoalId, str]]:
    """Where each note is shown: a goal on its own page, milestone and task notes at their place on their goal's."""
    shown: dict[VaultPath, tuple[GoalId, str]] = {}
    for goal in goals.values():
        for milestone in goal.milestones:
            if milestone.path != goal.path:
                shown.setdefault(milestone.path, (goal.id, milestone.slug))
            for task in milestone.tasks:
                if task.path not in (goal.path, milestone.path):
                    shown.setdefault(task.path, (goal.id, milestone.slug))
    shown.update({goal.path: (goal.id, "") for goal in goals.values()})
    return shown


def _blocks(goals: Mapping[GoalId, Goal]) -> dict[str, tuple[str, ...]]:
    waiting: dict[str, list[str]] = {}
    for goal in goals.values():
        for edge in goal.depends_on:
            waiting.setdefault(edge.target, []).append(goal.id)
        for milestone in goal.milestones:
            for edge in milestone.depends_on:
                waiting.setdefault(edge.target, []).append(milestone.id)
            for task in milestone.tasks:
                for edge in task.depends_on:
                    waiting.setdefault(edge.target, []).append(task.id)
    waiting.pop("", None)
    return {target: tuple(sorted(set(names))) for target, names in waiting.items()}


def _not_goals(
    notes: Sequence[Note], apart: Mapping[VaultPath, str], cast: Cast, ids: Mapping[VaultPath, GoalId]
) -> dict[VaultPath, str]:
    """Why each other note is no goal, for `inspect`."""
    reasons: dict[VaultPath, str] = {}
    for note in notes:
        if note.path in ids:
            continue
        role = cast.role.get(note.path)
        if note.path in apart:
            reasons[note.path] = apart[note.path]
        elif not note.document.readable:
            reasons[note.path] = "it cannot be read"
        elif role:
            reasons[note.path] = f"it is a {role}: {cast.why[note.path]}"
        else:
            reasons[note.path] = "nothing says that it is a goal"
    return reasons
