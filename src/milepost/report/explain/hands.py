"""Why a person has so much on their hands: their goals, open items, what is overdue, and the weeks to come."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial

from milepost.analysis.facts_people import PersonFacts, Staffing
from milepost.analysis.people.load import shares_of
from milepost.analysis.people.roster import Roster
from milepost.analysis.people.work import open_work
from milepost.model.goal import Person
from milepost.model.ids import GoalId
from milepost.report.explain.evidence import Evidence
from milepost.report.explain.explanation import Explanation, Input
from milepost.report.explain.people import due_row, dues_of, load_of
from milepost.report.explain.terms import sum_of
from milepost.report.wording import counted

_NOBODY = Staffing()


def person_figures(person: Person, evidence: Evidence) -> Mapping[str, Callable[[], Explanation]]:
    """The figures of one of `people` in data.json."""
    own = evidence.analysis.people.get(person.id) or PersonFacts(person.id, person.name)
    return {
        "goals": partial(_goals, own, evidence),
        "open_items": partial(_open_items, own, evidence),
        "overdue": partial(_overdue, own, evidence),
        "load": partial(load_of, own, evidence),
    }


def _goals(own: PersonFacts, evidence: Evidence) -> Explanation:
    """What they answer for by name."""
    goals = [evidence.plan.goals[name] for name in own.goals]
    inputs = tuple(
        replace(evidence.field(goal, "owner", ", ".join(goal.fields.owner)), name=evidence.title(goal.id))
        for goal in goals
    )
    return Explanation(own.goals, counted(len(goals), "goal"), "The goals of which they are the first `owner`.", inputs)


def _open_items(own: PersonFacts, evidence: Evidence) -> Explanation:
    """What is still to be done."""
    rule = (
        "The goals they answer for, planned or under way, and the open milestones and tasks that are theirs: "
        "by name, or because nobody else is named."
    )
    roster, rows = Roster(evidence.plan.people), list[tuple[GoalId, int]]()
    for name, goal in evidence.plan.goals.items():
        owner = evidence.analysis.staffing.get(name, _NOBODY).owner
        shares = shares_of(open_work(goal, evidence.analysis.goals[name]), owner, roster, evidence.as_of)
        rows += [(name, share.open_items) for share in shares if share.own == own.id]
    formula = (f"{sum_of([str(count) for _, count in rows])} = {own.open_items}",) if len(rows) > 1 else ()
    inputs: tuple[Input, ...] = tuple(evidence.named(name, counted(count, "open item")) for name, count in rows)
    return Explanation(own.open_items, counted(own.open_items, "open item"), rule, inputs, formula)


def _overdue(own: PersonFacts, evidence: Evidence) -> Explanation:
    """What should have been done."""
    late = [due for due in dues_of(own, evidence) if due.day < evidence.as_of]
    inputs = tuple(due_row(due, evidence) for due in late)
    return Explanation(own.overdue, counted(own.overdue, "item"), "Those of their open items past their date.", inputs)
