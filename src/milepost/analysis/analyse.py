"""analyse: every goal's figures, children before parents, then the checks; again only where their inputs changed."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from itertools import chain

from milepost.analysis.closing import with_start_of_predecessor
from milepost.analysis.facts import Analysis, Forecast, GoalFacts, PaceFacts
from milepost.analysis.forecast.forecast import forecast
from milepost.analysis.fronts import Fronts, fronts_of
from milepost.analysis.goals import Day, goal_facts
from milepost.analysis.health.expected import Span
from milepost.analysis.health.health import Means, healths, spans_of
from milepost.analysis.neighbours import Neighbours, neighbours
from milepost.analysis.pace import pace_facts
from milepost.analysis.people.staffing import staff
from milepost.analysis.registry import checks_for
from milepost.analysis.schedule.schedule import Schedule, schedule
from milepost.analysis.smart.smart import smart
from milepost.analysis.subject import Subject
from milepost.analysis.totals import by_status, item_totals, whole_progress
from milepost.config.settings import Settings
from milepost.diagnostics.problem import Diagnostic
from milepost.model.ids import GoalId
from milepost.model.memo import Memo
from milepost.model.plan import Plan

Facts = Mapping[GoalId, GoalFacts]


def analyse(plan: Plan, settings: Settings, as_of: date, memo: Memo) -> Analysis:
    """All figures of a plan on one day, and what the checks find. Linear in goals and items."""
    facts = _facts(plan, Day(as_of, settings, _counts_leaves(plan, memo)), memo)
    dates = schedule(plan, facts, settings, as_of, memo=memo)
    forecasts = _forecasts(plan, facts, as_of, memo)
    fronts = fronts_of(plan, memo)
    spans = spans_of(plan, facts, memo)
    people, staffing = staff(plan, facts, as_of, memo)
    figures = Analysis(
        as_of=as_of,
        goals=facts,
        progress=whole_progress(plan, facts, memo),
        items=item_totals(plan, facts, memo),
        by_status=by_status(plan, facts, memo),
        schedule=dates,
        forecasts=forecasts,
        healths=healths(plan, facts, Means(spans, dates, forecasts, fronts, settings, as_of), memo),
        paces=_paces(plan, facts, spans, as_of, memo=memo),
        people=people,
        staffing=staffing,
    )
    around = neighbours(plan, figures, dates.homes, memo)
    figures = replace(figures, smart=smart(plan, figures, dates, around, memo=memo))
    checks = _Checks(plan, figures, settings, around, fronts=fronts)
    return replace(figures, diagnostics=checks.run(dates, memo))


def _facts(plan: Plan, day: Day, memo: Memo) -> Facts:
    goals = plan.goals

    def made(name: GoalId, known: Facts) -> GoalFacts:
        goal = with_start_of_predecessor(goals[name], plan, day.as_of)
        return goal_facts(goal, {child: known[child] for child in goal.children}, day)

    found = memo.sweep(
        "facts",
        plan.order,
        (goals,),
        made,
        shared=(day.as_of, day.settings, day.counts_leaves),
        reads=lambda name: goals[name].children,
        beside=lambda name: goals[name].carried_from,
        in_order=False,
    )
    return memo.sweep("facts in order", plan.listed, (found,), lambda name, _: found[name])


def _counts_leaves(plan: Plan, memo: Memo) -> bool:
    goals = plan.goals
    told = memo.sweep(
        "rolls up leaves", plan.listed, (goals,), lambda name, _: goals[name].fields.rollup == "leaves", in_order=False
    )
    return any(told.values())


def _forecasts(plan: Plan, facts: Facts, as_of: date, memo: Memo) -> Mapping[GoalId, Forecast]:
    goals = plan.goals

    def made(name: GoalId, known: Mapping[GoalId, Forecast]) -> Forecast:
        return forecast(goals[name], facts, known, as_of)

    return memo.sweep(
        "forecast",
        plan.order,
        (goals, facts),
        made,
        shared=(as_of,),
        reads=lambda name: goals[name].children,
        beside=lambda name: goals[name].children,
        in_order=False,
    )


def _paces(
    plan: Plan, facts: Facts, spans: Mapping[GoalId, Span], as_of: date, *, memo: Memo
) -> Mapping[GoalId, PaceFacts]:
    """Each metric's; without a start of its own it begins when what it is part of does."""
    goals = plan.goals

    def made(name: GoalId, _known: object) -> PaceFacts | None:
        spec, own = goals[name].fields.metric, facts[name]
        if spec is None or own.metric is None:
            return None
        return pace_facts(spec, own.metric, spans[name].start, own.due, as_of=as_of)

    found = memo.sweep("pace", plan.listed, (goals, facts, spans), made, shared=(as_of,), in_order=False)
    return memo.value(
        "paces",
        None,
        (plan.listed, found),
        lambda: {name: pace for name in plan.listed if (pace := found[name]) is not None},
    )


class _Checks:
    """A check may look at its goal, at the goals beside it, and at what is shared; see Subject."""

    def __init__(
        self, plan: Plan, figures: Analysis, settings: Settings, around: Neighbours, *, fronts: Fronts
    ) -> None:
        self._plan, self._figures, self._settings, self._around, self._fronts = plan, figures, settings, around, fronts

    def run(self, dates: Schedule, memo: Memo) -> Mapping[GoalId, tuple[Diagnostic, ...]]:
        """What they find, goal by goal."""
        plan, figures, around, fronts = self._plan, self._figures, self._around, self._fronts
        inputs = (
            *(plan.goals, figures.goals, figures.healths, figures.smart, figures.staffing),
            *(around.waits, around.aligned, around.linked, around.low_beside),
            *(fronts.own, fronts.inside, dates.waits, dates.blocked),
        )
        mission = plan.goals.get(plan.mission) if plan.mission else None
        shared = (self._settings, figures.as_of, plan.goal_rule, mission, around.named)
        return memo.sweep(
            "checks", plan.listed, inputs, self._found, shared=shared, beside=self._beside, in_order=False
        )

    def _found(self, name: GoalId, _known: object) -> tuple[Diagnostic, ...]:
        goal = self._plan.goals[name]
        facts, as_of = self._figures.goals, self._figures.as_of
        own, spans = facts[name], self._fronts.own[name]
        subject = Subject(goal, own, self._plan, self._figures, self._settings, spans, self._around, facts, as_of)
        return tuple(chain.from_iterable([check(subject) for check in checks_for(subject)]))

    def _beside(self, name: GoalId) -> tuple[GoalId, ...]:
        goal = self._plan.goals[name]
        linked = tuple(one.linked for one in goal.milestones if one.linked is not None)
        return (*goal.parents, *goal.children, *linked, *(wait.goal for wait in self._around.waits.get(name, ())))
