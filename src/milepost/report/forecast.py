"""The forecast page: when each open goal is likely done, what that rests on or lacks, and how it went before."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from milepost.analysis.facts import Forecast, GoalFacts
from milepost.analysis.forecast.backtest import BackTest, back_test
from milepost.analysis.forecast.forecast import NOT_OF_ITEMS
from milepost.analysis.forecast.reference import Span, span_of
from milepost.diagnostics.wording import short_figure
from milepost.model.goal import Goal
from milepost.model.ids import GoalId
from milepost.model.said import say
from milepost.report.around import Around
from milepost.report.frame import Framing
from milepost.report.long_list import Stretch, list_pages, rows_of_goals
from milepost.report.natural import natural
from milepost.report.outlook_words import back_test_words, basis_words, chance_words, pace_words, ratio_words
from milepost.report.pages.advice import ForecastPage, ForecastRow, HeldRow, NoForecastRow, PastPart, SpanRow
from milepost.report.visible import visible
from milepost.report.wording import capital, counted, percent, readable, sentence

GOALS_A_PAGE = 100
MOST_TESTED = 200
"""Back-tests cost as many forecasts as there were weeks: of a larger plan only the next few goals are tested."""
MOST_OF_MANY = 25
MOST_SPANS = 50
_LATER = 0.5

Open = tuple[Goal, Forecast]


class Place(NamedTuple):
    """Where a goal stands: those with a day first, the earliest first; then those with a projection."""

    is_unknown: bool
    is_missing: bool
    day: int
    title: str
    path: str
    goal: GoalId
    is_late: bool | None


_Past = tuple[tuple[GoalId, ...], int, tuple[tuple[GoalId, Span], ...], int, str]
"""The goals to test, of how many; the first closed goals with all dates, how many there are, what their ratios say."""

_About = tuple[str, str, _Past | None]
"""On the first page: what is found, what is not counted, and what went before."""


def has_forecast(around: Around) -> bool:
    """Whether anything can be said of coming weeks, or some past weeks are known."""
    known = around.analysis.forecasts.items()
    return any((found.p85 is not None or found.weeks) and _is_listed(name, around) for name, found in known)


def forecast_pages(around: Around, framing: Framing) -> Mapping[str, Callable[[], ForecastPage]]:
    """`forecast.html` and its further pages, each made when it is asked for; none where nothing is known."""
    if not has_forecast(around):
        return {}
    inputs = (around.plan.goals, around.analysis.goals, around.analysis.forecasts)
    places = rows_of_goals("forecast", lambda name: _place(name, around), around, inputs)

    def about(number: int) -> _About:
        return (_finding(places), _not_counted(around), _before(places, around)) if number == 1 else ("", "", None)

    return list_pages(places, _page, about, (around, framing), name="forecast", size=GOALS_A_PAGE)


def _place(name: GoalId, around: Around) -> Iterator[Place]:
    if not _is_listed(name, around):
        return
    goal, found = around.plan.goals[name], around.analysis.forecasts[name]
    day = found.p85.toordinal() if found.p85 else 0
    is_late = found.chance_by_due < _LATER if day and found.chance_by_due is not None else None
    is_missing = _is_missing(found, around.facts(name))
    yield Place(not day, is_missing, day, natural(goal.title), goal.path, name, is_late)


def _is_listed(name: GoalId, around: Around) -> bool:
    goal = around.plan.goals.get(name) if name in around.analysis.forecasts else None
    return goal is not None and not goal.is_mission and _ends(around.facts(name))


def _ends(facts: GoalFacts) -> bool:
    """Whether a goal is open and has an end that could be forecast."""
    return facts.outcome == "open" and facts.kind != "ongoing"


def _page(stretch: Stretch[Place], told: _About, around: Around, framing: Framing) -> ForecastPage:
    (finding, not_counted, before), number = told, stretch.number
    title = say("Forecast") if number == 1 else say("Forecast, page {number}", number=number)
    heading = title if number == 1 else say("{title} of {paths}", title=title, paths=len(stretch.paths))
    piece = [(around.plan.goals[place.goal], around.analysis.forecasts[place.goal]) for place in stretch.rows]
    return ForecastPage(
        head=framing.head(stretch.path, "forecast", title, finding or heading),
        heading=heading,
        finding=finding,
        not_counted=not_counted,
        rows=tuple(_rows(piece, around)),
        projected=tuple(_projected(goal, around) for goal, own in piece if _is_projected(own, around.facts(goal.id))),
        missing=tuple(_missing(goal, own, around) for goal, own in piece if _is_missing(own, around.facts(goal.id))),
        past=_past(before, around) if before else None,
        pager=stretch.pager,
    )


def _is_projected(found: Forecast, facts: GoalFacts) -> bool:
    """Whether its metric's pace says more than a count of items could."""
    return found.p85 is None and facts.kind == "metric" and found.reason == NOT_OF_ITEMS["metric"]


def _goes_on(facts: GoalFacts) -> bool:
    """Whether a goal is open and has no end."""
    return facts.outcome == "open" and facts.kind == "ongoing"


def _is_missing(found: Forecast, facts: GoalFacts) -> bool:
    return found.p85 is None and not _is_projected(found, facts)


def _finding(places: Sequence[Place]) -> str:
    """`5 of 12 open goals have a forecast; 2 of them are less likely than not to be in time.`"""
    late, known = sum(place.is_late is True for place in places), sum(not place.is_unknown for place in places)
    said = say(
        "{n:,} of {goals} has a forecast",
        many="{n:,} of {goals} have a forecast",
        n=known,
        goals=counted(len(places), "open goal"),
    )
    if all(place.is_late is None for place in places):
        return say("{said}.", said=said)
    if not late:
        return say(
            "{said}; it is not likely to be late.",
            many="{said}; none of them is likely to be late.",
            said=said,
            n=known,
        )
    if 1 < late == known:
        return say("{said}; all of them are less likely than not to be in time.", said=said)
    return say(
        "{said}; {n:,} of them is less likely than not to be in time.",
        many="{said}; {n:,} of them are less likely than not to be in time.",
        said=said,
        n=late,
    )


def _not_counted(around: Around) -> str:
    """Why these are fewer goals than the overview counts."""
    goals, facts, listed = around.plan.goals, around.analysis.goals, around.plan.listed
    table = around.memo.sweep(
        "goes on", listed, (goals, facts), lambda name, _: not goals[name].is_mission and _goes_on(facts[name])
    )
    endless = sum(table.values())
    return (
        say(
            "{n:,} open goal goes on without an end and is not counted here.",
            many="{n:,} open goals go on without an end and are not counted here.",
            n=endless,
        )
        if endless
        else ""
    )


def _rows(piece: Sequence[Open], around: Around) -> Iterator[ForecastRow]:
    for goal, found in piece:
        if found.p50 is None or found.p85 is None:
            continue
        facts = around.facts(goal.id)
        yield ForecastRow(
            goal=around.goal_link(goal, ""),
            badge=around.badge(goal.id),
            p50=around.short(found.p50),
            p85=around.short(found.p85),
            p95=around.short(found.p95) if found.p95 else None,
            due=around.short(facts.due, facts.due_text) if facts.due else None,
            chance=chance_words(found.chance_by_due) if found.chance_by_due is not None else "",
            data=basis_words(found),
        )


def _projected(goal: Goal, around: Around) -> NoForecastRow:
    """What the pace of its metric says of its end, or how well it has been kept."""
    pace, metric = around.analysis.paces.get(goal.id), around.facts(goal.id).metric
    unit = visible(goal.fields.metric.unit) if goal.fields.metric is not None else ""
    said = pace_words(pace, around.as_of, unit) if pace is not None else ""
    if not said and metric is not None and metric.adherence is not None:
        said = say("to be kept, not reached; {share} of days on the good side", share=percent(metric.adherence))
    return NoForecastRow(around.goal_link(goal, ""), sentence(capital(said or say("too few values to project from"))))


def _missing(goal: Goal, found: Forecast, around: Around) -> NoForecastRow:
    why = found.reason or say("so far off that a date would say nothing")
    return NoForecastRow(around.goal_link(goal, ""), readable(why))


def _before(places: Sequence[Place], around: Around) -> _Past:
    facts, listed = around.analysis.goals, around.plan.listed
    known = around.memo.sweep("closed spans", listed, (facts,), lambda name, _: span_of(facts[name]))
    spans = [(name, span) for name, span in known.items() if span is not None]
    tried = tuple(listed)
    if len(tried) > MOST_TESTED:
        tried = tuple(place.goal for place in places[:MOST_OF_MANY] if not place.is_unknown)
    return tried, len(listed), tuple(spans[:MOST_SPANS]), len(spans), ratio_words(tuple(span for _, span in spans))


def _past(before: _Past, around: Around) -> PastPart | None:
    """How earlier forecasts held, and how long closed goals took against their plan."""
    tried, goals, spans, closed, ratio = before
    tests = [(name, own) for name in tried if (own := _tested(name, around)) is not None]
    if not tests and not spans:
        return None
    total = sum((own for _, own in tests), BackTest())
    return PastPart(
        held_words=sentence(say("Given week by week, {back_test}", back_test=back_test_words(total))) if tests else "",
        held=tuple(_held(around.plan.goals[name], own, around) for name, own in tests),
        limits=say(
            "Tested: the {n:,} goal likely done first, of {goals:,}.",
            many="Tested: the {n:,} goals likely done first, of {goals:,}.",
            n=len(tried),
            goals=goals,
        )
        if goals > MOST_TESTED
        else "",
        spans_words=sentence(
            ratio
            or say(
                "{n:,} closed goal with all dates: too few to say more",
                many="{n:,} closed goals with all dates: too few to say more",
                n=closed,
            )
        ),
        spans=tuple(_span(around.plan.goals[name], own, around) for name, own in spans),
        spans_more=say("and {n:,} more goal", many="and {n:,} more goals", n=closed - MOST_SPANS)
        if closed > MOST_SPANS
        else "",
    )


def _tested(name: GoalId, around: Around) -> BackTest | None:
    return back_test(around.plan.goals[name], around.plan, around.analysis)


def _held(goal: Goal, found: BackTest, around: Around) -> HeldRow:
    return HeldRow(
        around.goal_link(goal, ""),
        say("{held_50} of {of_50}", held_50=found.held_50, of_50=found.of_50) if found.of_50 else "",
        say("{held_85} of {of_85}", held_85=found.held_85, of_85=found.of_85) if found.of_85 else "",
    )


def _span(goal: Goal, span: Span, around: Around) -> SpanRow:
    return SpanRow(
        around.goal_link(goal, ""),
        counted(span.planned, "day"),
        counted(span.actual, "day"),
        say("{ratio} ×", ratio=short_figure(Fraction(span.actual, span.planned))),
    )
