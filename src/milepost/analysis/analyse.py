"""analyse: every goal's figures, children before parents, then the checks; memoised goal by goal."""

from collections import Counter
from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from functools import partial
from types import MappingProxyType

from milepost.analysis.facts import Analysis, GoalFacts, ItemTotals
from milepost.analysis.goals import Day, goal_facts
from milepost.analysis.progress import figure_in_parent, goal_counts
from milepost.analysis.registry import CHECKS
from milepost.analysis.rollup import Child, roll_up
from milepost.analysis.subject import Finding, Subject
from milepost.analysis.totals import count_items
from milepost.config.settings import Settings
from milepost.diagnostics.findings import located
from milepost.diagnostics.problem import Diagnostic
from milepost.model.ids import GoalId
from milepost.model.memo import Memo
from milepost.model.plan import Plan


def analyse(plan: Plan, settings: Settings, as_of: date, memo: Memo) -> Analysis:
    """All figures of a plan on one day, and what the checks find. Linear in goals and items."""
    day = Day(as_of, settings)
    facts: dict[GoalId, GoalFacts] = {}
    for name in plan.order:
        goal = plan.goals[name]
        children = {child: facts[child] for child in goal.children}
        inputs = (goal, tuple(children.values()), as_of, settings)
        facts[name] = memo.value("facts", name, inputs, partial(goal_facts, goal, children, day))
    in_order = MappingProxyType({name: facts[name] for name in plan.goals})
    return Analysis(
        as_of=as_of,
        goals=in_order,
        progress=_whole(plan, in_order),
        items=_items(plan, in_order, memo),
        diagnostics=_checked(plan, in_order, day),
        by_status=dict(Counter(str(one.status) for one in in_order.values())),
    )


def _whole(plan: Plan, facts: Mapping[GoalId, GoalFacts]) -> Fraction | None:
    """The roll-up over goals without a parent."""
    roots = [facts[name] for name, goal in plan.goals.items() if not goal.parents]
    children = [
        Child(one.id, one.title, figure_in_parent(one), one.weight, goal_counts(one, has_weight=False)) for one in roots
    ]
    return roll_up(children).value


def _items(plan: Plan, facts: Mapping[GoalId, GoalFacts], memo: Memo) -> ItemTotals:
    counted: Counter[str] = Counter()
    shared: dict[str, str] = {}
    for name, goal in plan.goals.items():
        own = memo.value("items", name, (goal, facts[name]), partial(count_items, goal, facts[name]))
        counted.update(own.states)
        for part, state in own.of_notes:
            if part not in shared:
                shared[part] = state
                counted[state] += 1
    return ItemTotals(
        total=sum(counted.values()),
        done=counted["done"],
        cancelled=counted["cancelled"],
        in_progress=counted["in_progress"],
        todo=counted["todo"] + counted["on_hold"],
    )


def _checked(plan: Plan, facts: Mapping[GoalId, GoalFacts], day: Day) -> tuple[Diagnostic, ...]:
    found: list[Diagnostic] = []
    for name, goal in plan.goals.items():
        spans = plan.spans.get(goal.path, {})
        subject = Subject(goal, facts[name], facts, plan, day.settings, day.as_of, spans)
        found += [_diagnostic(finding) for check in CHECKS for finding in check(subject)]
    return tuple(found)


def _diagnostic(finding: Finding) -> Diagnostic:
    return located(finding.path, finding.problem)
