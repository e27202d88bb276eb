"""References: depends-on edges of all goals resolved, and those that close a circle marked."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from milepost.diagnostics.findings import Findings
from milepost.diagnostics.problem import Diagnostic
from milepost.graph.assemble import Made
from milepost.graph.dependencies import Wait, find_circles, references_of, resolve_goal, waits_of, within, without
from milepost.graph.frame import Frame
from milepost.graph.notes import Note
from milepost.graph.standing import Standing
from milepost.model.goal import Goal
from milepost.model.ids import GoalId, VaultPath
from milepost.model.memo import Memo


@dataclass(frozen=True, slots=True)
class Referring:
    """A goal with its edges resolved, what it and its parts wait for, and what was wrong."""

    goal: Goal
    waits: tuple[Wait, ...] = ()
    found: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True, slots=True)
class Referred:
    """All goals in path order with their edges, and what was wrong with these."""

    goals: Mapping[GoalId, Goal]
    found: Sequence[Diagnostic]


def resolve_references(
    made: Mapping[GoalId, Made], notes: Mapping[VaultPath, Note], frame: Frame, memo: Memo
) -> Referred:
    """Every goal with its depends-on edges, none of which closes a circle that is not marked."""
    referring = _resolved(made, notes, frame, memo)
    found = list(chain.from_iterable(one.found for one in referring.values() if one.found))
    goals = memo.sweep("goal with references", frame.goals, (referring,), lambda own, _: referring[own].goal)
    waits = memo.same("waits", None, tuple(one.waits for one in referring.values() if one.waits))
    if not waits:
        return Referred(goals, found)
    named = memo.value("named", None, (waits,), lambda: frozenset(_ends(waits)))
    lies_in = memo.sweep("within", frame.goals, (goals,), lambda own, _: within(goals[own], named), shared=(named,))
    circles = memo.value(
        "circles", None, (waits, lies_in), lambda: find_circles(tuple(chain.from_iterable(waits)), lies_in)
    )

    def opened(own: GoalId, _known: object) -> Goal:
        return without(goals[own], circles.cut) if own in circles.goals else goals[own]

    marked = memo.sweep("goal without circles", frame.goals, (goals,), opened, shared=(circles,))
    return Referred(marked, (*found, *circles.found))


def _resolved(
    made: Mapping[GoalId, Made], notes: Mapping[VaultPath, Note], frame: Frame, memo: Memo
) -> Mapping[GoalId, Referring]:
    """Edges into a note, to a milestone or a block, are looked up on each build: they depend on that note."""
    standing = Standing(frame, made)
    documents = {own: notes[path].document for path, own in frame.ids.items()}

    def referring(own: GoalId, _known: object) -> Referring:
        goal = made[own].goal
        if not any(references_of(goal)):
            return Referring(goal, waits_of(goal))
        findings = Findings()
        linker = frame.linker(findings)
        linker.standing, linker.notes = standing, notes
        goal = resolve_goal(goal, documents[own].front.spans, linker)
        return Referring(goal, waits_of(goal), tuple(findings.all))

    def points(own: GoalId, _known: object) -> bool:
        references = references_of(made[own].goal)
        return any(frame.hosts or target.heading or target.block for target in references)

    pointing = memo.sweep("pointing", frame.goals, (made,), points, shared=(frame,))
    this_build = object()
    anew = {own: this_build for own, does in pointing.items() if does}
    return memo.sweep("references", frame.goals, (made, documents, anew), referring, shared=(frame,))


def _ends(waits: Sequence[Sequence[Wait]]) -> Iterator[str]:
    for wait in chain.from_iterable(waits):
        yield wait.waiter
        yield wait.target
