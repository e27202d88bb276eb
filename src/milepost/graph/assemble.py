"""Goals put together from their notes, attached notes and the frame, each again only if one of these changed."""

from collections.abc import Iterator, Mapping
from dataclasses import field, replace
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
from milepost.graph.setting import Setting
from milepost.graph.stand_ins import say_twice, with_notes_in_place
from milepost.model.frozen import frozen
from milepost.model.goal import Goal, Milestone
from milepost.model.ids import GoalId, VaultPath, slug
from milepost.model.memo import Memo
from milepost.model.span import Span
from milepost.model.status import squash

Tables = Mapping[VaultPath, bytes]


@frozen
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
    known = (frame.lookup.attachments, frame.spellings, frame.shared_ids)
    shared = (*known, settings.goals, settings.reading, tables)
    return memo.sweep(
        "goal",
        frame.goals,
        (notes, frame.settings, *frame.lookup.tables),
        workshop.made,
        shared=shared,
        beside=workshop.beside,
        in_order=False,
    )


class _Workshop:
    def __init__(
        self, notes: Mapping[VaultPath, Note], frame: Frame, tables: Tables, *, settings: Settings, memo: Memo
    ) -> None:
        self._notes, self._frame, self._tables, self._settings, self._memo = notes, frame, tables, settings, memo

    def beside(self, own: GoalId) -> Iterator[str]:
        """The notes it is made of, and the names that its lines and its metric's source ask for."""
        setting, lookup = self._frame.settings[own], self._frame.lookup
        yield from setting.notes()
        for target in self._frame.faces[setting.path].linked:
            yield from lookup.asked(target.name, setting.path)
        metric = self._notes[setting.path].document.front.fields.metric
        if metric is not None and metric.source:
            yield from lookup.asked(metric.source, setting.path)

    def made(self, own: GoalId, _known: object) -> Made:
        frame, settings = self._frame, self._settings
        setting, found = frame.settings[own], Findings()
        path = setting.path
        note, maker = self._notes[path], Maker(own, settings.reading, frame.shared_ids, frame.spellings)
        body = self._body(note, setting, maker)
        if body.sole_links:
            linker = frame.lookup.linker(found)
            body = with_notes_in_place(body, path, linker)
            body = replace(body, milestones=_linked(body, setting, linker))
        goal = self._goal(note, body, self._series(note, found), maker)
        refers = body.refers or bool(goal.fields.depends_on or body.sole_links)
        stands = _stands(path, body) if setting.hanging else {}
        return Made(goal, stands, body.named, refers, tuple(found.all))

    def _body(self, note: Note, setting: Setting, maker: Maker) -> Body:
        attached = [
            Attached(self._notes[one.path], one.role, one.below, one.anchor, one.again) for one in setting.hanging
        ]
        inputs = (note, maker.settings, maker.shared_ids, maker.people, tuple(attached))
        return self._memo.value("body", maker.goal, inputs, lambda: make_body(note, attached, maker))

    def _series(self, note: Note, found: Findings) -> tuple[tuple[date, Decimal], ...]:
        metric = note.document.front.fields.metric
        if metric is None or not metric.source:
            return ()
        spans = note.document.front.spans
        spot = Spot(note.path, spans.get("metric.source") or spans.get("metric", Span(1)))
        return read_series(metric.source, spot, self._tables, self._frame.lookup.linker(found))

    def _goal(self, note: Note, body: Body, series: tuple[tuple[date, Decimal], ...], maker: Maker) -> Goal:
        own, reading, named = maker.goal, maker.settings, maker.named
        setting = self._frame.settings[own]
        document, fields = note.document, note.document.front.fields
        typed = reading.types.get(squash(fields.type)) if fields.type else None
        level = fields.level or (fields.type if typed in ("goal", "mission") else None) or "goal"
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
            approver=named((fields.approver,))[0] if fields.approver else None,
            tags=document.tags,
            milestones=body.milestones,
            stages=body.stages,
            loose=body.loose,
            parents=setting.parents,
            children=setting.children,
            carried_to=setting.carried_to,
            carried_from=setting.carried_from,
            check_ins=document.check_ins,
            decisions=document.decisions,
            wins=document.wins,
            review=document.review,
            series=series,
            is_mission=setting.role == "mission",
            is_habit=squash(fields.type or "") == "habit",
            why_goal=setting.why,
        )


def _linked(body: Body, setting: Setting, linker: Linker) -> tuple[Milestone, ...]:
    """Milestones whose whole text is a link to a goal stand for that goal, where the parent edge was kept."""
    milestones = list(body.milestones)
    below, stands = dict(setting.below), dict[VaultPath, int]()
    for at, target in body.sole_links:
        goal = linker.note(target, Spot(setting.path, Span(milestones[at].line)), quiet=True)
        if goal is None or target.heading or target.block:
            continue
        linked = below.pop(goal, None)  # the first line of several stands for it
        if linked is not None:
            milestones[at] = replace(milestones[at], linked=linked)
            stands[goal] = milestones[at].line
        elif goal in stands:
            say_twice(milestones[at], stands[goal], Spot(setting.path, Span(milestones[at].line)), linker.found)
    return tuple(milestones)


def _stands(path: VaultPath, body: Body) -> dict[VaultPath, str]:
    stands: dict[VaultPath, str] = {}
    for milestone in body.milestones:
        if milestone.path != path:
            stands.setdefault(milestone.path, milestone.id)
        for task in milestone.tasks:
            if task.path not in (path, milestone.path):
                stands.setdefault(task.path, task.id)
    return stands
