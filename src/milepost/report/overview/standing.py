"""How some goals stand, those of a plan or of an area: in a sentence, by state, what needs somebody, what is next."""

from collections import Counter
from collections.abc import Sequence

from milepost.model.goal import Goal
from milepost.model.said import say
from milepost.report.around import Around
from milepost.report.badges import WORST_FIRST
from milepost.report.overview.attention import MOST_ROWS, attention, attention_row, next_rows
from milepost.report.overview.recent import closed_this_week, reached
from milepost.report.overview.verdict import verdict
from milepost.report.pages.overview import Figure, NextRow, Standing
from milepost.report.pages.parts import Meter


def standing(goals: Sequence[Goal], around: Around, *, meter: Meter | None, meter_words: str, up: str = "") -> Standing:
    """How these goals stand, for a page `up` below the site's root; `meter` says how far all of them have come."""
    reasons, upcoming = attention(goals, around), next_rows(goals, around, up)
    rows, reached_more = reached(goals, around, up)
    return Standing(
        verdict=verdict(goals, reasons[0] if reasons else None, upcoming, around),
        meter=meter,
        meter_words=meter_words,
        reached=rows,
        reached_more=reached_more,
        figures=_figures(around, goals) if len(goals) > 1 else (),
        attention=tuple(attention_row(reason, around, up) for reason in reasons[:MOST_ROWS]),
        attention_more=more_goals(len(reasons) - MOST_ROWS),
        calm=_calm(upcoming) if not reasons and _any_open(goals, around) else "",
        next=tuple(upcoming),
    )


def more_goals(count: int) -> str:
    """`and 3 more goals`, or nothing."""
    return say("and {n:,} more goal", many="and {n:,} more goals", n=count) if count > 0 else ""


def _any_open(goals: Sequence[Goal], around: Around) -> bool:
    return any(around.facts(goal.id).outcome == "open" for goal in goals)


def _calm(upcoming: Sequence[NextRow]) -> str:
    if not upcoming:
        return say("Nothing needs attention.")
    near = say(", {near}", near=upcoming[0].day.near) if upcoming[0].day else ""
    return say("Nothing needs attention. Next: {title}{near}.", title=upcoming[0].title, near=near)


def _figures(around: Around, goals: Sequence[Goal]) -> tuple[Figure, ...]:
    """How many goals are in each state, open ones first, worst first."""
    counts = Counter(around.badge(goal.id) for goal in goals)
    order = {word: at for at, word in enumerate(WORST_FIRST)}
    found = sorted(counts.items(), key=lambda row: (order.get(row[0].word, len(order)), row[0].word))
    new = closed_this_week(goals, around)
    return tuple(
        Figure(badge, f"{count:,}", say("{new:,} this week", new=new[badge]) if new[badge] else "")
        for badge, count in found
    )
