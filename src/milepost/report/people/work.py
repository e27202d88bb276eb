"""Everybody's open work: what is late, what is due when, who waits for whom, what skills are asked for.

Each goal says what it asks of people; that is sorted by person and by skill, so that an edit sorts what it changed.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from milepost.analysis.facts import MilestoneState
from milepost.analysis.people.load import Week, week_of
from milepost.analysis.people.roster import Roster, phrase
from milepost.analysis.people.work import Due, Part, is_live, open_work
from milepost.model.frozen import frozen
from milepost.model.goal import Goal, Milestone
from milepost.model.ids import GoalId
from milepost.report.around import Around
from milepost.report.goal_edges import home_of
from milepost.report.waited import beside_waits, homes_elsewhere

_CLOSED = (MilestoneState.DONE, MilestoneState.CANCELLED)

DueIn = tuple[GoalId, Due]
Need = tuple[str, Part]
"""A skill as it is written, and what asks for it."""


class Wait(NamedTuple):
    """`thing` waits for `target`, or, without one, for somebody's approval; people by id, `who` as written."""

    thing: Part
    target: str
    written: str
    waiter: str
    holder: str
    who: str


@frozen
class _Asked:
    """What one goal asks of people, by person id, and of skills, as they compare."""

    due: tuple[tuple[str, DueIn], ...] = ()
    waits: tuple[Wait, ...] = ()
    needs: tuple[tuple[str, Need], ...] = ()


_NOTHING = _Asked()


@frozen
class EverybodysWork:
    """What is due and who waits, by person id; what asks for a skill, by the skill as it compares."""

    due: Mapping[str, tuple[DueIn, ...]]
    waits: Mapping[str, tuple[Wait, ...]]
    needs: Mapping[str, tuple[Need, ...]]


@dataclass(slots=True)
class Work:
    """One person's part; days and parts as `analysis` counts them."""

    late: list[DueIn] = field(default_factory=list)
    weeks: dict[Week, list[DueIn]] = field(default_factory=dict)
    waits_for: list[Wait] = field(default_factory=list)
    holds_back: list[Wait] = field(default_factory=list)


def everybodys_work(around: Around) -> EverybodysWork:
    """The work of all live goals, shared out to whoever has it on their hands."""
    plan, figures, memo = around.plan, around.analysis, around.memo
    roster, homes = Roster(plan.people), homes_elsewhere(around)
    asked = memo.sweep(
        "work of people",
        plan.listed,
        (plan.goals, figures.goals, figures.staffing, homes),
        lambda name, _: _asked(plan.goals[name], roster, around),
        shared=(plan.people,),
        beside=lambda name: beside_waits(plan.goals[name], homes),
    )
    return EverybodysWork(
        memo.group("due", plan.listed, asked, lambda name: asked[name].due),
        memo.group("waits", plan.listed, asked, lambda name: _sides(asked[name].waits)),
        memo.group("needs", plan.listed, asked, lambda name: asked[name].needs),
    )


def _sides(waits: Iterable[Wait]) -> Iterator[tuple[str, Wait]]:
    for wait in waits:
        yield from ((own, wait) for own in dict.fromkeys((wait.waiter, wait.holder)) if own)


def work_of(person: str, due: Iterable[DueIn], waits: Iterable[Wait], as_of: date) -> Work:
    """What is due this week may be late and is in this week's load as well, as in the figures."""
    work = Work()
    for each in due:
        if each[1].day < as_of:
            work.late.append(each)
        week = week_of(each[1].day)
        if week >= week_of(as_of):
            work.weeks.setdefault(week, []).append(each)
    for wait in waits:
        if wait.waiter == person:
            work.waits_for.append(wait)
        if wait.holder == person:
            work.holds_back.append(wait)
    return work


def _asked(goal: Goal, roster: Roster, around: Around) -> _Asked:
    facts = around.facts(goal.id)
    if not is_live(facts):
        return _NOTHING
    found, owner = open_work(goal, facts), _accountable(goal, around)
    hands = [(roster.id_of(due.owner or owner), (goal.id, due)) for due in found.dated]
    return _Asked(
        tuple((own, due) for own, due in hands if own is not None),
        tuple(_waits(goal, roster, around)),
        tuple((phrase(skill), (skill, part)) for _, part in found.needing for skill in part.fields.needs),
    )


def _accountable(goal: Goal, around: Around) -> str:
    """Who has a goal: its own owner, else the one its parents name."""
    staffing = around.analysis.staffing.get(goal.id)
    return staffing.owner if staffing else ""


def _owner(target: str, around: Around) -> str:
    """Who has a goal, milestone or task: its own owner, else that of what it lies in."""
    home = home_of(target, around)
    if home is None:
        return ""
    goal = around.plan.goals[home]
    owner = _accountable(goal, around)
    for milestone in goal.milestones:
        own = milestone.owner[0] if milestone.owner else owner
        if milestone.id == target:
            return own
        for task in milestone.tasks:
            if task.id == target:
                return task.owner[0] if task.owner else own
    return next((task.owner[0] for task in goal.loose if task.id == target and task.owner), owner)


def _waits(goal: Goal, roster: Roster, around: Around) -> Iterator[Wait]:
    """What a live goal and its open milestones wait for that is another person's."""
    accountable = _accountable(goal, around)
    parts: list[Goal | Milestone] = [goal, *_open_milestones(goal, around)]
    for part in parts:
        waiter = roster.id_of(part.owner[0] if isinstance(part, Milestone) and part.owner else accountable) or ""
        for edge in part.depends_on:
            who = "" if edge.cyclic else _owner(edge.target, around)
            holder = roster.id_of(who) or ""
            if holder and holder != waiter and not around.is_done(edge.target):
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
