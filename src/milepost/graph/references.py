"""References: depends-on edges of all goals resolved, and those that close a circle marked."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple

from milepost.diagnostics.findings import Findings, Found
from milepost.diagnostics.problem import Diagnostic
from milepost.graph.assemble import Made
from milepost.graph.calm import Before, LiesIn, Waits, has_kept, ways_of
from milepost.graph.dependencies import (
    Circles,
    Wait,
    circles_told,
    find_circles,
    references_of,
    resolve_goal,
    waits_of,
    within,
    without,
)
from milepost.graph.frame import Frame
from milepost.graph.linker import Spot
from milepost.graph.lookup import Given
from milepost.graph.notes import Note
from milepost.graph.settled import is_settled, looked_up
from milepost.graph.standing import Standing
from milepost.model.frozen import frozen
from milepost.model.goal import Goal
from milepost.model.ids import GoalId, VaultPath, fold
from milepost.model.memo import Memo
from milepost.model.span import Span
from milepost.model.sweep import Order


@frozen
class Referring:
    """A goal with its edges resolved, what it and its parts wait for, and what was wrong."""

    goal: Goal
    waits: tuple[Wait, ...] = ()
    found: tuple[Diagnostic, ...] = ()


@frozen
class Referred:
    """All goals in path order with their edges, what waits in each, and what was wrong with these."""

    goals: Mapping[GoalId, Goal]
    waits: Mapping[GoalId, tuple[Wait, ...]]
    found: tuple[Found, ...]


def resolve_references(
    made: Mapping[GoalId, Made], notes: Mapping[VaultPath, Note], frame: Frame, memo: Memo
) -> Referred:
    """Every goal with its depends-on edges, none of which closes a circle that is not marked."""
    referring = _resolved(made, notes, frame, memo)
    unknown = memo.sweep(
        "references, found", frame.goals, (referring,), lambda own, _: referring[own].found, in_order=False
    )
    found = Found("references", frame.goals, unknown)
    goals = memo.sweep("goal with references", frame.goals, (referring,), lambda own, _: referring[own].goal)
    waits_in = memo.sweep(
        "goal's waits", frame.goals, (referring,), lambda own, _: referring[own].waits, in_order=False
    )
    if not any(waits_in.values()):
        return Referred(goals, waits_in, (found,))
    named = _parts_named(waits_in, frame, memo)
    lies_in = memo.sweep(
        "within",
        frame.goals,
        (goals,),
        lambda own, _: within(own, goals, named),
        shared=(named,),
        beside=lambda own: _stood_for(goals[own]),
        in_order=False,
    )
    grounds = _Grounds(frame.goals, _open_waits(waits_in, lies_in, frame.goals, memo), lies_in)
    sought = memo.update("circles", None, grounds, lambda known: _sought(known, grounds, memo))
    circles = sought.circles

    def opened(own: GoalId, _known: object) -> Goal:
        return without(goals[own], circles.cut[own]) if own in circles.cut else goals[own]

    marked = memo.sweep("goal without circles", frame.goals, (goals, circles.cut), opened)
    order = memo.value("circled", None, (circles,), lambda: Order(sorted(circles.found)))
    told = memo.sweep(
        "circles, found",
        order,
        (goals, circles.found),
        lambda own, _: circles_told(circles.found[own], goals[own]),
    )
    return Referred(marked, waits_in, (found, Found("circles", order, told)))


def _resolved(
    made: Mapping[GoalId, Made], notes: Mapping[VaultPath, Note], frame: Frame, memo: Memo
) -> Mapping[GoalId, Referring]:
    """A reference into a note, to a milestone or a block, depends on what that note is and holds."""
    standing = Standing(frame, made)

    def referring(own: GoalId, _known: object) -> Referring:
        goal = made[own].goal
        if not made[own].refers:
            return Referring(goal)
        findings = Findings()
        linker = frame.lookup.linker(findings)
        linker.standing, linker.notes = standing, notes
        goal = resolve_goal(goal, linker)
        return Referring(goal, waits_of(goal), tuple(findings.all))

    def beside(own: GoalId) -> Iterator[str]:
        if not made[own].refers:
            return
        goal, linker = made[own].goal, frame.lookup.linker(Findings())
        yield goal.path
        for source, target in references_of(goal):
            yield source
            yield from frame.lookup.asked(target.name, source)
            path = linker.note(target, Spot(source, _ANYWHERE), quiet=True)
            if path is not None:
                yield path
                yield from standing.homes(path)

    inputs: tuple[Given, ...] = (made, notes, frame.ids, frame.hosts, *frame.lookup.tables)
    shared = (frame.lookup.attachments,)
    return memo.sweep("references", frame.goals, inputs, referring, shared=shared, beside=beside, in_order=False)


def _open_waits(waits_in: Waits, lies_in: LiesIn, order: Order[GoalId], memo: Memo) -> Waits:
    """Waits that hold something back: what is closed waits for nothing, and nothing waits for it any longer."""
    closing = memo.group("settled", order, lies_in, lambda own: lies_in[own].settled, in_order=False)
    return memo.sweep(
        "open waits",
        order,
        (waits_in, closing),
        lambda own, _: tuple(
            wait for wait in waits_in[own] if not (is_settled(wait.waiter, closing) or is_settled(wait.target, closing))
        ),
        beside=lambda own: looked_up(_ends(waits_in[own]), closing),
        in_order=False,
    )


def _stood_for(goal: Goal) -> Iterator[GoalId]:
    return (milestone.linked for milestone in goal.milestones if milestone.linked)


class _Grounds(NamedTuple):
    """Where circles are looked for."""

    order: Order[GoalId]
    waits: Waits
    lies_in: LiesIn


@dataclass(frozen=True, slots=True, eq=False)
class _Sought:
    """The circles of a plan, and what they were looked for in."""

    circles: Circles
    grounds: _Grounds


def _sought(known: _Sought | None, grounds: _Grounds, memo: Memo) -> _Sought:
    order, waits, lies_in = grounds
    if known is not None:
        then, had, lay_in = known.grounds
        changed = memo.changed(had, waits) | memo.changed(lay_in, lies_in)
        before = Before(had, lay_in, changed, memo.moves(then, order).in_sequence)
        if has_kept(known.circles, waits, lies_in, ways=ways_of(order, waits, lies_in, memo), before=before):
            return _Sought(known.circles, grounds)
    every = tuple(chain.from_iterable(waits[own] for own in order))
    return _Sought(find_circles(every, {own: lies_in[own] for own in order}), grounds)


_ANYWHERE = Span(1)


def _parts_named(waits: Mapping[GoalId, tuple[Wait, ...]], frame: Frame, memo: Memo) -> frozenset[str]:
    """Those ends of waits that may be parts of a goal."""
    goals, items = frame.settings, frame.lookup.item_ids

    def named(own: GoalId, _known: object) -> tuple[tuple[str, GoalId], ...]:
        return tuple((end, own) for end in _ends(waits[own]) if end not in goals or items.exact(end) is not None)

    def beside(own: GoalId) -> Iterator[str]:
        for end in _ends(waits[own]):
            yield from (end, fold(end))

    found = memo.sweep("parts named", frame.goals, (waits, goals, items.by_key), named, beside=beside, in_order=False)
    by_part = memo.group("named by", frame.goals, found, found.__getitem__, in_order=False)
    return memo.value("named", None, (by_part,), lambda: frozenset(by_part))


def _ends(waits: Sequence[Wait]) -> Iterator[str]:
    for wait in waits:
        yield wait.waiter
        yield wait.target
