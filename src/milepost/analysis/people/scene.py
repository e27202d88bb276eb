"""Scene: a plan's people with their work, set out once for everything that looks at them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial

from milepost.analysis.facts import GoalFacts
from milepost.analysis.people.load import Hands, loads
from milepost.analysis.people.roster import Roster
from milepost.analysis.people.takers import Takers
from milepost.analysis.people.work import OpenWork, accountable, open_work
from milepost.model.ids import GoalId
from milepost.model.memo import Memo
from milepost.model.plan import Plan


@dataclass(frozen=True, slots=True)
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


def set_scene(plan: Plan, facts: Mapping[GoalId, GoalFacts], as_of: date, memo: Memo) -> Scene:
    """Read a plan for its people; a goal's open work is remembered until the goal changes."""
    work = {
        name: memo.value("open work", name, (goal, facts[name]), partial(open_work, goal, facts[name]))
        for name, goal in plan.goals.items()
    }
    owners, roster = accountable(plan), Roster(plan.people)
    hands = loads(work, owners, roster, as_of)
    return Scene(plan, facts, work, owners, roster, hands, Takers(roster, hands, as_of), as_of)
