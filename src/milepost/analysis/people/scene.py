"""Scene: a plan's people with their work, set out once for everything that looks at them."""

from collections.abc import Mapping
from datetime import date
from typing import TypeVar

from milepost.analysis.facts import GoalFacts
from milepost.analysis.people.load import Hands, Share, hands_of, shares_of
from milepost.analysis.people.roster import Roster
from milepost.analysis.people.takers import Takers
from milepost.analysis.people.work import OpenWork, accountable, open_work
from milepost.model.frozen import frozen
from milepost.model.ids import GoalId
from milepost.model.memo import Memo
from milepost.model.plan import Plan
from milepost.model.sweep import Order

V = TypeVar("V")


@frozen
class Scene:
    """`work` is each goal's open work, `owners` who answers for each goal, `hands` each person's load."""

    plan: Plan
    facts: Mapping[GoalId, GoalFacts]
    work: Mapping[GoalId, OpenWork]
    owners: Mapping[GoalId, str]
    roster: Roster
    hands: Mapping[str, Hands]
    takers: Takers
    as_of: date
    memo: Memo


def set_scene(plan: Plan, facts: Mapping[GoalId, GoalFacts], as_of: date, memo: Memo) -> Scene:
    """Read a plan for its people, again only where something changed."""
    goals = plan.goals
    work = memo.sweep(
        "open work", plan.listed, (goals, facts), lambda name, _: open_work(goals[name], facts[name]), in_order=False
    )
    owners = memo.sweep(
        "owner",
        plan.downwards,
        (goals,),
        lambda name, known: accountable(goals[name], known),
        reads=lambda name: goals[name].parents,
        in_order=False,
    )
    roster = memo.value("roster", None, (plan.people,), lambda: Roster(plan.people))
    hands = _hands(plan, work, owners, roster, as_of=as_of, memo=memo)
    return Scene(plan, facts, work, owners, roster, hands, Takers(roster, hands, as_of), as_of, memo)


def _hands(
    plan: Plan,
    work: Mapping[GoalId, OpenWork],
    owners: Mapping[GoalId, str],
    roster: Roster,
    *,
    as_of: date,
    memo: Memo,
) -> Mapping[str, Hands]:
    """By person: what is open, overdue and due in which week."""

    def shares(name: GoalId, _known: object) -> tuple[Share, ...]:
        return shares_of(work[name], owners[name], roster, as_of)

    by_goal = memo.sweep("share", plan.listed, (work, owners), shares, shared=(roster, as_of), in_order=False)
    by_person = memo.group(
        "shares, by person", plan.listed, by_goal, lambda name: ((share.own, (name, share)) for share in by_goal[name])
    )
    people = memo.value("people", "order", (roster,), lambda: Order(roster.people))
    return memo.sweep("hands", people, (by_person,), lambda own, _: hands_of(by_person.get(own, ())))


def held(table: Mapping[GoalId, V], step: str, memo: Memo) -> Mapping[GoalId, V]:
    """The few rows of a table that hold anything, in its order."""
    return memo.value(step, None, (table,), lambda: {name: value for name, value in table.items() if value})
