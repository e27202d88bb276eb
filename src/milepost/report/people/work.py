"""Everybody's open work in one pass over the plan: what is late, what is due when, who waits for whom, what skills."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from milepost.analysis.facts import MilestoneState
from milepost.analysis.people.load import Week, week_of
from milepost.analysis.people.roster import Roster, phrase
from milepost.analysis.people.work import Due, Part, is_live, open_work
from milepost.model.goal import Goal, Milestone
from milepost.model.ids import GoalId
from milepost.report.around import Around

_CLOSED = (MilestoneState.DONE, MilestoneState.CANCELLED)


class Wait(NamedTuple):
    """`thing` waits for `target`, or, without one, for somebody's approval; people by id, `who` as written."""

    thing: Part
    target: str
    written: str
    waiter: str
    holder: str
    who: str


@dataclass(slots=True)
class Work:
    """One person's part; days and parts as `analysis` counts them."""

    late: list[tuple[GoalId, Due]] = field(default_factory=list)
    weeks: dict[Week, list[tuple[GoalId, Due]]] = field(default_factory=dict)
    waits_for: list[Wait] = field(default_factory=list)
    holds_back: list[Wait] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class EverybodysWork:
    """By person id; and by skill (as it compares) the words for it with all that asks for it."""

    of: Mapping[str, Work]
    needs: Mapping[str, tuple[str, list[Part]]]
    roster: Roster


def everybodys_work(around: Around) -> EverybodysWork:
    """The work of all live goals, shared out to whoever has it on their hands."""
    roster = Roster(around.plan.people)
    of: dict[str, Work] = {person.id: Work() for person in around.plan.people}
    needs: dict[str, tuple[str, list[Part]]] = {}
    owners = _owners(around)
    for goal in around.plan.goals.values():
        facts = around.facts(goal.id)
        if not is_live(facts):
            continue
        found = open_work(goal, facts)
        for due in found.dated:
            own = roster.id_of(due.owner or owners[goal.id])
            if own is not None:
                _take(of[own], goal.id, due, around.as_of)
        for _, part in found.needing:
            for skill in part.fields.needs:
                needs.setdefault(phrase(skill), (skill, []))[1].append(part)
        for wait in _waits(goal, owners, roster, around):
            if wait.waiter in of:
                of[wait.waiter].waits_for.append(wait)
            if wait.holder in of:
                of[wait.holder].holds_back.append(wait)
    return EverybodysWork(of, needs, roster)


def _take(work: Work, goal: GoalId, due: Due, as_of: date) -> None:
    """What is due this week may be late and is in this week's load as well, as in the figures."""
    if due.day < as_of:
        work.late.append((goal, due))
    week = week_of(due.day)
    if week >= week_of(as_of):
        work.weeks.setdefault(week, []).append((goal, due))


def _owners(around: Around) -> dict[str, str]:
    """Who has each goal, milestone and task: their own owner; a goal's else the one its parents name."""
    found: dict[str, str] = {}
    for goal in around.plan.goals.values():
        staffing = around.analysis.staffing.get(goal.id)
        found[goal.id] = owner = staffing.owner if staffing else ""
        for milestone in goal.milestones:
            found[milestone.id] = own = milestone.owner[0] if milestone.owner else owner
            found.update((task.id, task.owner[0] if task.owner else own) for task in milestone.tasks)
        found.update((task.id, task.owner[0] if task.owner else owner) for task in goal.loose)
    return found


def _waits(goal: Goal, owners: Mapping[str, str], roster: Roster, around: Around) -> Iterator[Wait]:
    """What a live goal and its open milestones wait for that is another person's."""
    parts: list[Goal | Milestone] = [goal, *_open_milestones(goal, around)]
    for part in parts:
        waiter = roster.id_of(owners[part.id]) or ""
        for edge in part.depends_on:
            who = owners.get(edge.target, "")
            holder = roster.id_of(who) or ""
            if holder != waiter and not edge.cyclic and holder and not around.is_done(edge.target):
                yield Wait(part, edge.target, edge.written, waiter, holder, who)
        approver = part.approver if isinstance(part, Goal) else part.fields.approver
        if approver and _waits_for_approval(part, goal, around):
            yield Wait(part, "", "", waiter, roster.id_of(approver) or "", approver)


def _open_milestones(goal: Goal, around: Around) -> Iterator[Milestone]:
    known = around.facts(goal.id).milestones
    for milestone in goal.milestones:
        if milestone.linked is None and (
            known[milestone.id].state not in _CLOSED or known[milestone.id].waiting_for_approval
        ):
            yield milestone


def _waits_for_approval(part: Goal | Milestone, goal: Goal, around: Around) -> bool:
    facts = around.facts(goal.id)
    if isinstance(part, Milestone):
        return facts.milestones[part.id].waiting_for_approval
    return "waiting_for_approval" in facts.progress.flags
