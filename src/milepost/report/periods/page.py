"""Periods: what was due or active in each quarter and year, and how it ended, next to the period before."""

from collections.abc import Callable, Iterator, Sequence
from functools import cache, partial
from typing import NamedTuple

from milepost.analysis.closing import score
from milepost.model.calendar import Period, Resolution
from milepost.model.goal import Goal
from milepost.model.ids import GoalId
from milepost.model.said import numeral, say
from milepost.report.around import Around, lifted
from milepost.report.closing_words import score_figure
from milepost.report.frame import Framing
from milepost.report.goal_rows import goal_row, lifted_row
from milepost.report.pages.kinds import Page
from milepost.report.pages.parts import Link, Title
from milepost.report.pages.period import (
    PeriodFigure,
    PeriodGroup,
    PeriodListed,
    PeriodPage,
    PeriodRow,
    PeriodsPage,
    PeriodsSection,
)
from milepost.report.part import Part
from milepost.report.periods.goals import (
    ACTIVE,
    BEFORE,
    BELONGING,
    CARRIED,
    DROPPED,
    DUE,
    ELSEWHERE,
    LATE,
    MISSED,
    REACHED,
    WAYS,
    Tally,
    before,
    of_period,
    periods_of,
    places_of,
    tally,
)
from milepost.report.periods.words import days_words, finding, list_finding
from milepost.report.wording import counted

MOST_ROWS = 40
_UP = "../"
_TITLES = {
    REACHED: say("Reached"),
    MISSED: say("Missed"),
    CARRIED: say("Carried on"),
    DROPPED: say("Dropped"),
    LATE: say("Past due and open"),
    DUE: say("Due"),
    ELSEWHERE: say("Ended then, of another period"),
    BEFORE: say("Still open from before"),
    ACTIVE: say("Active then"),
}
_KINDS = {
    Resolution.YEAR: say("Years"),
    Resolution.HALF: say("Half-years"),
    Resolution.QUARTER: say("Quarters"),
    Resolution.MONTH: say("Months"),
}

Pages = dict[str, Callable[[], Page]]


_Group = tuple[str, int, tuple[GoalId, ...]]
"""How goals stand in a period, how many they are, and the first of them."""


_Listed = tuple[str, tuple[str, ...], tuple[PeriodsSection, ...]]
"""What is found in all periods, the columns of the list, and its sections."""


class _Told(NamedTuple):
    """What the page of a period is made of; `compared` are the goals of the period before."""

    tally: Tally
    earlier: Period | None
    compared: Tally
    has_earlier: bool
    neighbours: tuple[Link, ...]
    groups: tuple[_Group, ...]


class _Periods:
    """The pages of all periods. What they share is worked out when the first of them is asked for."""

    def __init__(self, around: Around) -> None:
        self._around, self._periods = around, periods_of(around)
        self._texts = {each.text for each in self._periods}
        self._places = places = cache(lambda: places_of(around))
        self._tally = cache(lambda period: tally(places(), period))

    def listed(self) -> _Listed:
        """What the list of all periods is made of."""
        kinds = [(kind, [each for each in self._periods if each.resolution is kind]) for kind in _KINDS]
        used = [at for at in range(len(BELONGING)) if any(self._tally(each).counts[at] for each in self._periods)]
        return (
            list_finding(self._periods, self._tally, self._around),
            tuple(_TITLES[BELONGING[at]] for at in used),
            tuple(
                PeriodsSection(
                    f"mp_{kind.value}s", _KINDS[kind], tuple(self._listed(each, used) for each in reversed(periods))
                )
                for kind, periods in kinds
                if periods
            ),
        )

    def _listed(self, period: Period, used: Sequence[int]) -> PeriodListed:
        found = self._tally(period)
        return PeriodListed(
            link=Link(period.text, f"periods/{period.text}.html"),
            is_now=period.first <= self._around.as_of <= period.last,
            days=days_words(period),
            counts=tuple(numeral(f"{found.counts[at]:,}") if found.counts[at] else "" for at in used),
            score=_score(found),
        )

    def told(self, period: Period) -> tuple[Period, _Told]:
        """What the page of one period is made of."""
        earlier = before(period, self._around)
        return period, _Told(
            tally=self._tally(period),
            earlier=earlier,
            compared=self._tally(earlier) if earlier else Tally((0,) * len(BELONGING), None),
            has_earlier=earlier is not None and earlier.text in self._texts,
            neighbours=tuple(_neighbours(period, self._periods)),
            groups=tuple(self._groups(period)),
        )

    def _groups(self, period: Period) -> Iterator[_Group]:
        for way in WAYS:
            found = of_period(self._places(), period, way)
            if found:
                yield way, len(found), tuple(place.goal for place in found[:MOST_ROWS])


def has_periods(around: Around) -> bool:
    """Whether any goal is due, ended or is under way."""
    return bool(periods_of(around))


def periods_pages(around: Around, framing: Framing) -> Pages:
    """`periods.html` and a page for each period, made when they are asked for; none where goals have no dates."""
    periods = periods_of(around)
    if not periods:
        return {}
    known = _Periods(around)
    pages: Pages = {"periods.html": Part(_list_page, lambda: (known.listed(),), around, framing)}
    for each in periods:
        pages[f"periods/{each.text}.html"] = Part(_page, partial(known.told, each), around, framing)
    return pages


def _list_page(listed: _Listed, _: Around, framing: Framing) -> PeriodsPage:
    said, columns, sections = listed
    return PeriodsPage(
        head=framing.head("periods.html", "periods", say("Periods"), said),
        heading=say("Periods"),
        finding=said,
        columns=columns,
        sections=sections,
    )


def _page(period: Period, told: _Told, around: Around, framing: Framing) -> PeriodPage:
    found, earlier, compared = told.tally, told.earlier, told.compared
    said = finding(period, found, (earlier, compared) if earlier and compared.total else None, around.as_of)
    link = Link(earlier.text, f"{earlier.text}.html" if told.has_earlier else "") if earlier else Link("")
    return PeriodPage(
        head=framing.head(f"periods/{period.text}.html", "periods", period.text, said),
        breadcrumb=(Link(say("Periods"), f"{_UP}periods.html"),),
        heading=period.text,
        days=days_words(period),
        finding=said,
        neighbours=told.neighbours,
        name=period.text,
        before=link if compared.total else Link(""),
        figures=tuple(_figures(found, compared)) if found.total else (),
        groups=tuple(_group(group, around) for group in told.groups),
    )


def _neighbours(period: Period, periods: Sequence[Period]) -> Iterator[Link]:
    """The periods of the same length before and after this one."""
    alike = [each for each in periods if each.resolution is period.resolution]
    at = alike.index(period)
    if at > 0:
        yield Link(say("← {text}", text=alike[at - 1].text), f"{alike[at - 1].text}.html")
    if at + 1 < len(alike):
        yield Link(say("{text} →", text=alike[at + 1].text), f"{alike[at + 1].text}.html")


def _figures(now: Tally, then: Tally) -> Iterator[PeriodFigure]:
    yield PeriodFigure(say("All"), numeral(f"{now.total:,}"), numeral(f"{then.total:,}"))
    for way, count, earlier in zip(BELONGING, now.counts, then.counts, strict=True):
        if count or earlier:
            yield PeriodFigure(_TITLES[way], numeral(f"{count:,}"), numeral(f"{earlier:,}"))
    if now.score is not None or then.score is not None:
        yield PeriodFigure(say("Average score"), _score(now) or say("none"), _score(then) or say("none"))


def _score(found: Tally) -> str:
    return score_figure(found.score) if found.score is not None else ""


def _group(found: _Group, around: Around) -> PeriodGroup:
    way, count, goals = found
    left_out = count - MOST_ROWS
    return PeriodGroup(
        key=f"mp_{way}",
        title=_TITLES[way],
        count=counted(count, "goal"),
        rows=tuple(_row(around.plan.goals[goal], around) for goal in goals),
        more=say("and {n:,} more goal, on the overview", many="and {n:,} more goals, on the overview", n=left_out)
        if left_out > 0
        else "",
    )


def _row(goal: Goal, around: Around) -> PeriodRow:
    facts = around.facts(goal.id)
    is_closed = facts.outcome in ("reached", "missed")
    found = score(goal, facts) if is_closed or goal.fields.score is not None else None
    return PeriodRow(
        goal=lifted_row(goal_row(goal, around, ""), _UP),
        ended=around.short(facts.done) if facts.done and facts.outcome != "open" else None,
        score=score_figure(found) if found is not None else "",
        carried=_carried(goal, around),
    )


def _carried(goal: Goal, around: Around) -> Title:
    known = [around.plan.goals[name] for name in goal.carried_to if name in around.plan.goals]
    links = [lifted(around.goal_link(each, ""), _UP) for each in known]
    return tuple(piece for link in links for piece in (Link(", "), link))[1:]
