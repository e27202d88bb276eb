"""The forecast page: when each open goal is likely done, what that rests on or lacks, and how it went before."""

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from functools import cache, partial
from math import ceil

from milepost.analysis.facts import Forecast, GoalFacts
from milepost.analysis.forecast.backtest import BackTest, back_test
from milepost.analysis.forecast.forecast import NOT_OF_ITEMS
from milepost.analysis.forecast.reference import Span, closed_spans, span_of
from milepost.model.goal import Goal
from milepost.model.said import say
from milepost.report.around import Around
from milepost.report.frame import Framing
from milepost.report.natural import natural
from milepost.report.outlook_words import back_test_words, chance_words, pace_words, ratio_words, short_figure
from milepost.report.pages.advice import ForecastPage, ForecastRow, HeldRow, NoForecastRow, PastPart, SpanRow
from milepost.report.paging import chunks, page_path, pager
from milepost.report.wording import capital, counted, percent, readable, sentence

GOALS_A_PAGE = 100
MOST_TESTED = 200
"""Back-tests cost as many forecasts as there were weeks: of a larger plan only the next few goals are tested."""
MOST_OF_MANY = 25
MOST_SPANS = 50
_LATER = 0.5

Open = tuple[Goal, Forecast]


def has_forecast(around: Around) -> bool:
    """Whether anything can be said of coming weeks, or some past weeks are known."""
    return any(found.p85 is not None or found.weeks for _, found in _open(around))


def forecast_pages(around: Around, framing: Framing) -> dict[str, Callable[[], ForecastPage]]:
    """`forecast.html` and its further pages, each made when it is asked for; none where nothing is known."""
    if not has_forecast(around):
        return {}
    found = list(_open(around))
    paths = [page_path("forecast", number) for number in range(1, ceil(len(found) / GOALS_A_PAGE) + 1)]

    @cache
    def listed() -> tuple[Sequence[Sequence[Open]], str]:
        return chunks(sorted(found, key=lambda row: _key(row, around)), GOALS_A_PAGE), _finding(found)

    def page(number: int) -> ForecastPage:
        title = say("Forecast") if number == 1 else say("Forecast, page {number}", number=number)
        pieces, finding = listed()
        piece = pieces[number - 1]
        return ForecastPage(
            head=framing.head(paths[number - 1], "forecast", title, finding),
            heading=title if number == 1 else say("{title} of {paths}", title=title, paths=len(paths)),
            finding=finding,
            not_counted=_not_counted(around),
            rows=tuple(_rows(piece, around)),
            projected=tuple(
                _projected(goal, around) for goal, own in piece if _is_projected(own, around.facts(goal.id))
            ),
            missing=tuple(
                _missing(goal, own, around) for goal, own in piece if _is_missing(own, around.facts(goal.id))
            ),
            past=_past(found, around) if number == 1 else None,
            pager=pager(paths, number),
        )

    return {path: partial(page, number) for number, path in enumerate(paths, 1)}


def _open(around: Around) -> Iterator[Open]:
    for name, found in around.analysis.forecasts.items():
        goal = around.plan.goals.get(name)
        if goal is not None and not goal.is_mission and _ends(around.facts(name)):
            yield goal, found


def _ends(facts: GoalFacts) -> bool:
    """Whether a goal is open and has an end that could be forecast."""
    return facts.outcome == "open" and facts.kind != "ongoing"


def _key(row: Open, around: Around) -> tuple[bool, bool, int, str, str]:
    """Those with a day first, the earliest first; then those with a projection."""
    goal, found = row
    day = found.p85.toordinal() if found.p85 else 0
    return found.p85 is None, _is_missing(found, around.facts(goal.id)), day, natural(goal.title), goal.path


def _is_projected(found: Forecast, facts: GoalFacts) -> bool:
    """Whether its metric's pace says more than a count of items could."""
    return found.p85 is None and facts.kind == "metric" and found.reason == NOT_OF_ITEMS["metric"]


def _is_missing(found: Forecast, facts: GoalFacts) -> bool:
    return found.p85 is None and not _is_projected(found, facts)


def _finding(found: Sequence[Open]) -> str:
    """`5 of 12 open goals have a forecast; 2 of them are less likely than not to be in time.`"""
    known = [each for _, each in found if each.p85 is not None]
    late = sum(1 for each in known if each.chance_by_due is not None and each.chance_by_due < _LATER)
    said = say(
        "{n:,} of {goals} has a forecast",
        many="{n:,} of {goals} have a forecast",
        n=len(known),
        goals=counted(len(found), "open goal"),
    )
    if not late:
        return say("{said}.", said=said)
    return say(
        "{said}; {n:,} of them is less likely than not to be in time.",
        many="{said}; {n:,} of them are less likely than not to be in time.",
        said=said,
        n=late,
    )


def _not_counted(around: Around) -> str:
    """Why these are fewer goals than the overview counts."""
    endless = 0
    for goal in around.listed:
        facts = around.facts(goal.id)
        endless += facts.outcome == "open" and facts.kind == "ongoing"
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
            data=say(
                "{items} left, {weeks}", items=counted(found.remaining, "item"), weeks=counted(found.weeks, "week")
            ),
        )


def _projected(goal: Goal, around: Around) -> NoForecastRow:
    """What the pace of its metric says of its end, or how well it has been kept."""
    pace, metric = around.analysis.paces.get(goal.id), around.facts(goal.id).metric
    said = pace_words(pace, around.as_of) if pace is not None else ""
    if not said and metric is not None and metric.adherence is not None:
        said = say("to be kept, not reached; {share} of days on the good side", share=percent(metric.adherence))
    return NoForecastRow(around.goal_link(goal, ""), sentence(capital(said or say("too few values to project from"))))


def _missing(goal: Goal, found: Forecast, around: Around) -> NoForecastRow:
    why = found.reason or say("so far off that a date would say nothing")
    return NoForecastRow(around.goal_link(goal, ""), readable(why))


def _past(found: Sequence[Open], around: Around) -> PastPart | None:
    """How earlier forecasts held, and how long closed goals took against their plan."""
    goals = list(around.plan.goals.values())
    is_large = len(goals) > MOST_TESTED
    known = sorted((row for row in found if row[1].p85 is not None), key=lambda row: _key(row, around))
    tried = [goal for goal, _ in known[:MOST_OF_MANY]] if is_large else goals
    tests = [(goal, own) for goal in tried if (own := back_test(goal, around.plan, around.analysis)) is not None]
    spans = [(goal, span) for goal in goals if (span := span_of(around.facts(goal.id))) is not None]
    if not tests and not spans:
        return None
    total = sum((own for _, own in tests), BackTest())
    ratio = ratio_words(closed_spans(around.analysis))
    return PastPart(
        held_words=sentence(say("Given week by week, {back_test}", back_test=back_test_words(total))) if tests else "",
        held=tuple(_held(goal, own, around) for goal, own in tests),
        limits=say(
            "Tested: the {n:,} goal likely done first, of {goals:,}.",
            many="Tested: the {n:,} goals likely done first, of {goals:,}.",
            n=len(tried),
            goals=len(goals),
        )
        if is_large
        else "",
        spans_words=sentence(
            ratio
            or say(
                "{n:,} closed goal with all dates: too few to say more",
                many="{n:,} closed goals with all dates: too few to say more",
                n=len(spans),
            )
        ),
        spans=tuple(_span(goal, own, around) for goal, own in spans[:MOST_SPANS]),
        spans_more=say("and {n:,} more goal", many="and {n:,} more goals", n=len(spans) - MOST_SPANS)
        if len(spans) > MOST_SPANS
        else "",
    )


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
