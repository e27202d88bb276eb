"""Goals put together from their notes, attached notes and the frame, each again only if one of these changed."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from milepost.config.settings import Settings
from milepost.diagnostics.findings import Findings
from milepost.diagnostics.problem import Diagnostic
from milepost.graph.body import Attached, Body, Maker, Named, make_body, note_status
from milepost.graph.classify import area_of
from milepost.graph.frame import Frame
from milepost.graph.linker import Linker, Spot
from milepost.graph.notes import Note, title_of
from milepost.graph.series import read_series
from milepost.graph.stand_ins import with_notes_in_place
from milepost.model.goal import Goal, Milestone
from milepost.model.ids import GoalId, VaultPath, fold, slug
from milepost.model.memo import Memo
from milepost.model.span import Span
from milepost.model.status import squash

Tables = Mapping[VaultPath, bytes]


@dataclass(frozen=True, slots=True)
class Made:
    """A goal before its depends-on edges are resolved.

    `stands` says which milestone or task each attached note is; `named` what can be pointed at; `refers`: it or a part
    of it may wait for something by name; `found` is what was wrong.
    """

    goal: Goal
    stands: Mapping[VaultPath, str] = field(default_factory=dict)
    named: tuple[Named, ...] = ()
    refers: bool = False
    found: tuple[Diagnostic, ...] = ()


def make_goals(
    notes: Mapping[VaultPath, Note], frame: Frame, tables: Tables, *, settings: Settings, memo: Memo
) -> Mapping[GoalId, Made]:
    """Every goal with its milestones, parents and children, in path order."""
    workshop = _Workshop(notes, frame, tables, settings=settings, memo=memo)
    shared = (frame, settings.goals, settings.reading, tables)
    return memo.sweep("goal", frame.goals, (notes,), workshop.made, shared=shared, beside=frame.notes_of)


class _Workshop:
    def __init__(
        self, notes: Mapping[VaultPath, Note], frame: Frame, tables: Tables, *, settings: Settings, memo: Memo
    ) -> None:
        self._notes, self._frame, self._tables, self._settings, self._memo = notes, frame, tables, settings, memo

    def made(self, own: GoalId, _known: object) -> Made:
        path, found = self._frame.paths[own], Findings()
        note, linker = self._notes[path], self._frame.linker(found)
        body = with_notes_in_place(self._body(note, own), path, linker)
        series = self._series(note, linker)
        if body.sole_links:
            body = replace(body, milestones=self._linked(body, path, linker))
        goal = self._goal(note, own, body, series)
        refers = body.refers or bool(goal.fields.depends_on or body.sole_links)
        return Made(goal, _stands(path, body), body.named, refers, tuple(found.all))

    def _body(self, note: Note, own: GoalId) -> Body:
        frame, settings = self._frame, self._settings
        attached = [
            Attached(self._notes[one.path], one.role, one.below, one.anchor)
            for one in frame.attached.get(note.path, ())
        ]
        inputs = (note, settings.reading, frame.shared_ids, frame.spellings, tuple(attached))
        maker = Maker(own, settings.reading, frame.shared_ids, frame.spellings)
        return self._memo.value("body", own, inputs, lambda: make_body(note, attached, maker))

    def _linked(self, body: Body, path: VaultPath, linker: Linker) -> tuple[Milestone, ...]:
        """Milestones whose whole text is a link to a goal stand for that goal, where the parent edge was kept."""
        frame = self._frame
        milestones = list(body.milestones)
        seen: set[VaultPath] = set()
        for at, target in body.sole_links:
            goal = linker.note(target, Spot(path, Span(milestones[at].line)), quiet=True)
            if goal is None or target.heading or target.block:
                continue
            if (goal, path) in frame.kept and goal in frame.ids and goal not in seen:
                milestones[at] = replace(milestones[at], linked=frame.ids[goal])
                seen.add(goal)
        return tuple(milestones)

    def _series(self, note: Note, linker: Linker) -> tuple[tuple[date, Decimal], ...]:
        metric = note.document.front.fields.metric
        if metric is None or not metric.source:
            return ()
        spot = Spot(note.path, note.document.front.spans.get("metric", Span(1)))
        return read_series(metric.source, spot, self._tables, linker)

    def _goal(
        self,
        note: Note,
        own: GoalId,
        body: Body,
        series: tuple[tuple[date, Decimal], ...],
    ) -> Goal:
        frame, reading = self._frame, self._settings.reading
        document, fields = note.document, note.document.front.fields
        typed = reading.types.get(squash(fields.type)) if fields.type else None
        level = fields.level or (fields.type if typed in ("goal", "mission") else None) or "goal"
        named = Maker(own, reading, frame.shared_ids, frame.spellings).named
        return Goal(
            id=own,
            path=note.path,
            line=1,
            title=title_of(note),
            slug=slug(own.rpartition("/")[2]),
            level=level,
            fields=fields,
            status=note_status(fields, reading),
            area=area_of(note.path, fields.area or "", self._settings),
            owner=named(fields.owner),
            with_=named(fields.with_),
            approver=frame.spellings.get(fold(fields.approver), fields.approver) if fields.approver else None,
            tags=document.tags,
            milestones=body.milestones,
            stages=body.stages,
            loose=body.loose,
            parents=frame.parents.get(own, ()),
            children=frame.children.get(own, ()),
            carried_to=frame.succession.to.get(own, ()),
            carried_from=frame.succession.from_.get(own, ()),
            check_ins=document.check_ins,
            decisions=document.decisions,
            wins=document.wins,
            review=document.review,
            series=series,
            is_mission=frame.cast.role[note.path] == "mission",
            is_habit=squash(fields.type or "") == "habit",
            why_goal=frame.cast.why[note.path],
        )


def _stands(path: VaultPath, body: Body) -> dict[VaultPath, str]:
    stands: dict[VaultPath, str] = {}
    for milestone in body.milestones:
        if milestone.path != path:
            stands.setdefault(milestone.path, milestone.id)
        for task in milestone.tasks:
            if task.path not in (path, milestone.path):
                stands.setdefault(task.path, task.id)
    return stands
