"""Periods: what was due or active in each quarter and year, and how it ended, next to the period before."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, partial

from milepost.analysis.closing import score
from milepost.model.calendar import Period, Resolution
from milepost.model.goal import Goal
from milepost.model.said import numeral, say
from milepost.report.around import Around, lifted
from milepost.report.closing_words import score_figure
from milepost.report.frame import Framing
from milepost.report.goal_rows import goal_row, lifted_row
from milepost.report.natural import natural
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
    Stay,
    Tally,
    before,
    inside,
    periods_of,
    stays_of,
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
    Resolution.HALF: "Half-years",
    Resolution.QUARTER: say("Quarters"),
    Resolution.MONTH: say("Months"),
}

Pages = dict[str, Callable[[], Page]]


@dataclass(frozen=True, slots=True)
class _Shared:
    """What the pages of all periods are made of; tallies are added up once."""

    around: Around
    framing: Framing
    periods: Sequence[Period]
    stays: Callable[[], Sequence[Stay]]
    tally: Callable[[Period], Tally]


def has_periods(around: Around) -> bool:
    """Whether any goal is due, ended or is under way."""
    return bool(periods_of(around))


def periods_pages(around: Around, framing: Framing) -> Pages:
    """`periods.html` and a page for each period, made when they are asked for; none where goals have no dates."""
    periods = periods_of(around)
    if not periods:
        return {}
    stays = cache(lambda: stays_of(around))
    shared = _Shared(around, framing, periods, stays, cache(lambda period: tally(stays(), period, around)))
    pages: Pages = {"periods.html": partial(_list_page, shared)}
    pages.update((f"periods/{period.text}.html", partial(_page, period, shared)) for period in periods)
    return pages


def _list_page(shared: _Shared) -> PeriodsPage:
    around = shared.around
    kinds = [(kind, [each for each in shared.periods if each.resolution is kind]) for kind in _KINDS]
    said = list_finding(shared.periods, shared.tally, around)
    used = [at for at in range(len(BELONGING)) if any(shared.tally(each).counts[at] for each in shared.periods)]
    return PeriodsPage(
        head=shared.framing.head("periods.html", "periods", say("Periods"), said),
        heading=say("Periods"),
        finding=said,
        columns=tuple(_TITLES[BELONGING[at]] for at in used),
        sections=tuple(
            PeriodsSection(
                f"mp_{kind.value}s", _KINDS[kind], tuple(_listed(each, used, shared) for each in reversed(periods))
            )
            for kind, periods in kinds
            if periods
        ),
    )


def _listed(period: Period, used: Sequence[int], shared: _Shared) -> PeriodListed:
    found = shared.tally(period)
    return PeriodListed(
        link=Link(period.text, f"periods/{period.text}.html"),
        is_now=period.first <= shared.around.as_of <= period.last,
        days=days_words(period),
        counts=tuple(numeral(f"{found.counts[at]:,}") if found.counts[at] else "" for at in used),
        score=_score(found),
    )


def _page(period: Period, shared: _Shared) -> PeriodPage:
    around, found = shared.around, shared.tally(period)
    earlier = before(period, around)
    compared = shared.tally(earlier) if earlier else Tally((0,) * len(BELONGING), None)
    said = finding(period, found, (earlier, compared) if earlier and compared.total else None, around.as_of)
    return PeriodPage(
        head=shared.framing.head(f"periods/{period.text}.html", "periods", period.text, said),
        breadcrumb=(Link(say("Periods"), f"{_UP}periods.html"),),
        heading=period.text,
        days=days_words(period),
        finding=said,
        neighbours=tuple(_neighbours(period, shared)),
        name=period.text,
        before=_link(earlier, shared) if earlier and compared.total else Link(""),
        figures=tuple(_figures(found, compared)) if found.total else (),
        groups=tuple(_groups(period, shared)),
    )


def _link(period: Period, shared: _Shared) -> Link:
    is_there = any(each.text == period.text for each in shared.periods)
    return Link(period.text, f"{period.text}.html" if is_there else "")


def _neighbours(period: Period, shared: _Shared) -> Iterator[Link]:
    """The periods of the same length before and after this one."""
    alike = [each for each in shared.periods if each.resolution is period.resolution]
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
        yield PeriodFigure(say("Average score"), _score(now) or "none", _score(then) or "none")


def _score(found: Tally) -> str:
    return score_figure(found.score) if found.score is not None else ""


def _groups(period: Period, shared: _Shared) -> Iterator[PeriodGroup]:
    found: dict[str, list[Goal]] = {}
    for way, goal in inside(shared.stays(), period, shared.around):
        found.setdefault(way, []).append(goal)
    for way, title in _TITLES.items():
        if way in found:
            goals = sorted(found[way], key=partial(_by_day, around=shared.around))
            left_out = len(goals) - MOST_ROWS
            yield PeriodGroup(
                key=f"mp_{way}",
                title=title,
                count=counted(len(goals), "goal"),
                rows=tuple(_row(goal, shared.around) for goal in goals[:MOST_ROWS]),
                more=say(
                    "and {n:,} more goal, on the overview", many="and {n:,} more goals, on the overview", n=left_out
                )
                if left_out > 0
                else "",
            )


def _by_day(goal: Goal, around: Around) -> tuple[bool, int, str, str]:
    facts = around.facts(goal.id)
    day = facts.done if facts.outcome != "open" and facts.done else facts.due
    return day is None, day.toordinal() if day else 0, natural(goal.title), goal.path


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
