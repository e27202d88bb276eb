"""analyse: every goal's figures, children before parents, then the checks; memoised goal by goal."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from fractions import Fraction
from functools import partial
from types import MappingProxyType

from milepost.analysis.closing import with_start_of_predecessor
from milepost.analysis.facts import Analysis, Forecast, GoalFacts, ItemTotals, PaceFacts
from milepost.analysis.forecast.forecast import forecast
from milepost.analysis.goals import Day, goal_facts
from milepost.analysis.health.health import healths
from milepost.analysis.neighbours import Neighbours, neighbours
from milepost.analysis.pace import pace_facts
from milepost.analysis.people.staffing import staff
from milepost.analysis.progress import figure_in_parent, goal_counts
from milepost.analysis.registry import checks_for
from milepost.analysis.rollup import Child, roll_up
from milepost.analysis.schedule.schedule import schedule
from milepost.analysis.smart.smart import smart
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
        goal = with_start_of_predecessor(plan.goals[name], plan, as_of)
        children = {child: facts[child] for child in goal.children}
        inputs = (goal, tuple(children.values()), as_of, settings)
        facts[name] = memo.value("facts", name, inputs, partial(goal_facts, goal, children, day))
    in_order = MappingProxyType({name: facts[name] for name in plan.goals})
    dates = schedule(plan, in_order, settings, as_of)
    forecasts = _forecasts(plan, in_order, as_of)
    people, staffing = staff(plan, in_order, as_of, memo)
    figures = Analysis(
        as_of=as_of,
        goals=in_order,
        progress=_whole(plan, in_order),
        items=_items(plan, in_order, memo),
        by_status=dict(Counter(str(one.status) for one in in_order.values())),
        schedule=dates,
        forecasts=forecasts,
        healths=healths(plan, in_order, dates, forecasts, settings=settings, as_of=as_of),
        paces=_paces(plan, in_order, as_of),
        people=people,
        staffing=staffing,
    )
    around = neighbours(plan, figures)
    figures = replace(figures, smart=smart(plan, figures, around))
    return replace(figures, diagnostics=_checked(plan, figures, settings, around))


def _forecasts(plan: Plan, facts: Mapping[GoalId, GoalFacts], as_of: date) -> dict[GoalId, Forecast]:
    found: dict[GoalId, Forecast] = {}
    for name in plan.order:
        found[name] = forecast(plan.goals[name], facts, found, as_of)
    return {name: found[name] for name in plan.goals}


def _paces(plan: Plan, facts: Mapping[GoalId, GoalFacts], as_of: date) -> dict[GoalId, PaceFacts]:
    return {
        name: pace_facts(goal.fields.metric, metric, facts[name].start, facts[name].due, as_of=as_of)
        for name, goal in plan.goals.items()
        if goal.fields.metric is not None and (metric := facts[name].metric) is not None
    }


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


def _checked(plan: Plan, figures: Analysis, settings: Settings, around: Neighbours) -> tuple[Diagnostic, ...]:
    found: list[Diagnostic] = []
    for goal in plan.goals.values():
        subject = Subject(goal, plan, figures, settings, plan.spans.get(goal.path, {}), around)
        found += [_diagnostic(finding) for check in checks_for(subject) for finding in check(subject)]
    return tuple(found)


def _diagnostic(finding: Finding) -> Diagnostic:
    return located(finding.path, finding.problem)
