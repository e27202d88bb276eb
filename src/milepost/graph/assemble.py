"""Goals put together from their notes, attached notes and parent edges; each one memoised by what it is made of."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from milepost.config.settings import Settings
from milepost.diagnostics.wording import quote
from milepost.graph.body import Attached, Body, Maker, make_body, note_status
from milepost.graph.classify import area_of
from milepost.graph.linker import Linker, Spot
from milepost.graph.notes import Note, title_of
from milepost.graph.parents import ParentEdge
from milepost.graph.roles import Cast
from milepost.graph.series import read_series
from milepost.graph.stand_ins import with_notes_in_place
from milepost.graph.successors import carried
from milepost.model.goal import Goal, Milestone
from milepost.model.ids import GoalId, VaultPath, fold, slug
from milepost.model.memo import Memo
from milepost.model.span import Span
from milepost.model.status import squash


@dataclass(frozen=True, slots=True)
class Places:
    """Everything that is settled before goals are made: who is what, under which id, and part of what."""

    cast: Cast
    ids: Mapping[VaultPath, GoalId]
    edges: Sequence[ParentEdge]
    attached: Mapping[VaultPath, Sequence[Attached]]
    shared_ids: frozenset[str]
    people: Mapping[str, str]
    tables: Mapping[VaultPath, bytes]


@dataclass(frozen=True, slots=True)
class Parts:
    """What one goal is made of beside its own note."""

    id: GoalId
    body: Body
    milestones: tuple[Milestone, ...]
    parents: tuple[GoalId, ...]
    children: tuple[GoalId, ...]
    series: tuple[tuple[date, Decimal], ...]
    carried_to: tuple[GoalId, ...] = ()
    carried_from: tuple[GoalId, ...] = ()


def make_goals(
    notes: Mapping[VaultPath, Note], places: Places, linker: Linker, *, settings: Settings, memo: Memo
) -> dict[GoalId, Goal]:
    """Every goal with its milestones, parents and children, in path order; fills the linker's anchors."""
    parents, children = _family(places)
    _several(places, parents, linker)
    kept = {(edge.child, edge.parent) for edge in places.edges}
    succession = carried(notes, places.ids, linker)
    goals: dict[GoalId, Goal] = {}
    for path, own in places.ids.items():
        note = notes[path]
        body = with_notes_in_place(_body(note, own, places, settings=settings, memo=memo), path, linker)
        _remember(path, own, body, linker)
        parts = Parts(
            id=own,
            body=body,
            milestones=_linked(body, path, places, linker, kept=kept),
            parents=parents.get(own, ()),
            children=children.get(own, ()),
            series=_series(note, places, linker),
            carried_to=succession.to.get(own, ()),
            carried_from=succession.from_.get(own, ()),
        )
        goals[own] = _made(note, parts, places, settings=settings, memo=memo)
    return goals


def _made(note: Note, parts: Parts, places: Places, *, settings: Settings, memo: Memo) -> Goal:
    inputs = (
        note.path,
        note.digest,
        places.cast.role[note.path],
        places.cast.why[note.path],
        settings.goals,
        settings.reading,
        places.people,
        parts.body,
        parts.milestones,
        parts.parents,
        parts.children,
        parts.series,
        parts.carried_to,
        parts.carried_from,
    )
    return memo.value("goal", parts.id, inputs, lambda: _goal(note, parts, places, settings))


def _body(note: Note, own: GoalId, places: Places, *, settings: Settings, memo: Memo) -> Body:
    attached = places.attached.get(note.path, ())
    inputs = (
        note.path,
        note.digest,
        settings.reading,
        places.shared_ids,
        places.people,
        tuple((one.note.path, one.note.digest, one.below, one.anchor) for one in attached),
    )
    maker = Maker(own, settings.reading, places.shared_ids, places.people)
    return memo.value("body", own, inputs, lambda: make_body(note, attached, maker))


def _remember(path: VaultPath, own: GoalId, body: Body, linker: Linker) -> None:
    linker.stands_for[path] = own
    for milestone in body.milestones:
        if milestone.path != path:
            linker.stands_for.setdefault(milestone.path, milestone.id)
        for task in milestone.tasks:
            if task.path not in (path, milestone.path):
                linker.stands_for.setdefault(task.path, task.id)
    linker.anchors.update(body.anchors)


def _linked(
    body: Body, path: VaultPath, places: Places, linker: Linker, *, kept: Set[tuple[VaultPath, VaultPath]]
) -> tuple[Milestone, ...]:
    """Milestones whose whole text is a link to a goal stand for that goal, where the parent edge was kept."""
    if not body.sole_links:
        return body.milestones
    milestones = list(body.milestones)
    seen: set[VaultPath] = set()
    for at, target in body.sole_links:
        goal = linker.note(target, Spot(path, Span(milestones[at].line)), quiet=True)
        if goal is None or target.heading or target.block:
            continue
        if (goal, path) in kept and goal in places.ids and goal not in seen:
            milestones[at] = replace(milestones[at], linked=places.ids[goal])
            seen.add(goal)
    return tuple(milestones)


def _series(note: Note, places: Places, linker: Linker) -> tuple[tuple[date, Decimal], ...]:
    metric = note.document.front.fields.metric
    if metric is None or not metric.source:
        return ()
    spot = Spot(note.path, note.document.front.spans.get("metric", Span(1)))
    return read_series(metric.source, spot, places.tables, linker)


def _family(places: Places) -> tuple[dict[GoalId, tuple[GoalId, ...]], dict[GoalId, tuple[GoalId, ...]]]:
    parents: dict[GoalId, dict[GoalId, None]] = {}
    children: dict[GoalId, dict[GoalId, None]] = {}
    above = {one.note.path: places.ids[goal] for goal, attached in places.attached.items() for one in attached}
    for edge in places.edges:
        child, parent = places.ids.get(edge.child), places.ids.get(edge.parent)
        if child is None:
            continue
        if parent is None:
            parent = above.get(edge.parent)
        if parent is not None and parent != child:
            parents.setdefault(child, {})[parent] = None
    for child in places.ids.values():
        for parent in parents.get(child, ()):
            children.setdefault(parent, {})[child] = None
    return {one: tuple(all_) for one, all_ in parents.items()}, {one: tuple(all_) for one, all_ in children.items()}


def _several(places: Places, parents: Mapping[GoalId, tuple[GoalId, ...]], linker: Linker) -> None:
    """Mention goals that are part of more than one: each parent counts them."""
    for path, own in places.ids.items():
        above = parents.get(own, ())
        if len(above) > 1:
            spot = next(edge.spot for edge in places.edges if edge.child == path)
            linker.found.say(
                "several-parents",
                (spot.path, spot.span),
                f"{quote(own)} is part of {len(above)} goals, and each of them counts it",
                "keep one parent if it should count once",
            )


def _goal(note: Note, parts: Parts, places: Places, settings: Settings) -> Goal:
    own = parts.id
    document, fields = note.document, note.document.front.fields
    role = places.cast.role[note.path]
    typed = settings.reading.types.get(squash(fields.type)) if fields.type else None
    level = fields.level or (fields.type if typed in ("goal", "mission") else None) or "goal"
    named = Maker(own, settings.reading, places.shared_ids, places.people).named
    return Goal(
        id=own,
        path=note.path,
        line=1,
        title=title_of(note),
        slug=slug(own.rpartition("/")[2]),
        level=level,
        fields=fields,
        status=note_status(fields, settings.reading),
        area=area_of(note, settings),
        owner=named(fields.owner),
        with_=named(fields.with_),
        approver=places.people.get(fold(fields.approver), fields.approver) if fields.approver else None,
        tags=document.tags,
        milestones=parts.milestones,
        stages=parts.body.stages,
        loose=parts.body.loose,
        parents=parts.parents,
        children=parts.children,
        carried_to=parts.carried_to,
        carried_from=parts.carried_from,
        check_ins=document.check_ins,
        decisions=document.decisions,
        wins=document.wins,
        review=document.review,
        series=parts.series,
        is_mission=role == "mission",
        is_habit=squash(fields.type or "") == "habit",
        why_goal=places.cast.why[note.path],
    )
