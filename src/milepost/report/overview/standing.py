"""How some goals stand, those of a plan or of an area: in a sentence, by state, what needs somebody, what is next."""

from collections.abc import Sequence

from milepost.model.ids import GoalId
from milepost.model.said import numeral, say
from milepost.report.around import Around
from milepost.report.badges import WORST_FIRST
from milepost.report.charts.stack import stacked
from milepost.report.overview.attention import attention_row, next_rows
from milepost.report.overview.recent import reached_rows
from milepost.report.overview.tally import Tally
from milepost.report.overview.verdict import verdict
from milepost.report.pages.overview import Figure, NextRow, Standing
from milepost.report.pages.parts import Badge, Meter
from milepost.report.upcoming import upcoming as soon_of


def standing(
    around: Around, *, of: Tally, only: GoalId | None, meter: Meter | None, meter_words: str, up: str = ""
) -> Standing:
    """How some goals stand, for a page `up` below the site's root; `only` is the goal where it is one, and `meter`
    says how far all of them have come.
    """
    alone = None if only is None else soon_of(around.plan.goals[only], around.plan, around.analysis, is_alone=True)
    soon = next_rows(of.next if alone is None else alone, around, up)
    rows, reached_more = reached_rows(of.newest, of.reached, around, up)
    return Standing(
        verdict=verdict(of, soon, around),
        meter=meter,
        meter_words=meter_words,
        reached=rows,
        reached_more=reached_more,
        figures=_figures(of) if only is None else (),
        stack=stacked([(badge.tone, count) for badge, count in _in_order(of)]) if only is None else (),
        attention=tuple(attention_row(reason, around, up) for reason in of.worst),
        attention_more=more_goals(of.needing - len(of.worst)),
        calm=_calm(soon) if of.open and not of.needing else "",
        next=tuple(soon),
    )


def more_goals(count: int) -> str:
    """`and 3 more goals`, or nothing."""
    return say("and {n:,} more goal", many="and {n:,} more goals", n=count) if count > 0 else ""


def _calm(upcoming: Sequence[NextRow]) -> str:
    if not upcoming:
        return say("Nothing needs attention.")
    near = say(", {near}", near=upcoming[0].day.near) if upcoming[0].day else ""
    return say("Nothing needs attention. Next: {title}{near}.", title=upcoming[0].title, near=near)


def _in_order(of: Tally) -> list[tuple[Badge, int]]:
    """How many goals are in each state, open ones first, worst first."""
    order = {word: at for at, word in enumerate(WORST_FIRST)}
    return sorted(of.badges.items(), key=lambda row: (order.get(row[0].word, len(order)), row[0].word))


def _figures(of: Tally) -> tuple[Figure, ...]:
    new = {badge: say("{new:,} this week", new=count) for badge, count in of.closed.items()}
    return tuple(Figure(badge, numeral(f"{count:,}"), new.get(badge, "")) for badge, count in _in_order(of))
