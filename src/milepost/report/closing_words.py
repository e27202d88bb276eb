"""How a goal ended and what there is to celebrate, in words: facts only, and no blame."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from milepost.analysis.closing import Closing, Wins
from milepost.model.said import Said, numeral, say


def score_words(found: Closing) -> tuple[str, str]:
    """`0.7`, and beside it `1.0 expected of a committed goal; a review is asked for`; "" where that says nothing."""
    says_nothing = found.lead == "reached" and not found.is_given and found.expected is None
    if found.score is None or says_nothing:
        return "", ""
    score = score_figure(found.score) + (say(" as given") if found.is_given else "")
    review = say("; a review is asked for") if found.asks_review else ""
    if found.expected is None:
        return score + review, ""
    kind = say("a committed") if found.expected == 1 else say("an aspirational")
    return score, say(
        "{score_figure} expected of {kind} goal", score_figure=score_figure(found.expected), kind=kind
    ) + review


def score_figure(score: Decimal) -> Said:
    """`0.7`, `1.0`; more decimals only where the author wrote them."""
    return numeral(f"{score.normalize():.1f}" if score == round(score, 1) else f"{score.normalize():f}")


def ended_words(found: Closing, as_of: date) -> str:
    """`7 days before its due date`; "" where there was no date to hold, and of a done date that is still to come."""
    if found.late is None or (found.ended is not None and found.ended > as_of):
        return ""
    if not found.late:
        return say("on its due date")
    if found.late > 0:
        return say("{n:,} day after its due date", many="{n:,} days after its due date", n=found.late)
    return say("{n:,} day before its due date", many="{n:,} days before its due date", n=-found.late)


def win_words(found: Wins, periods: str) -> Iterator[str]:
    """`3 of 4 dated milestones reached in time`, `kept 10 weeks in a row`, as the cadence's `periods` are called."""
    if found.dated:
        yield say(
            "{in_time:,} of {n:,} dated milestone reached in time",
            many="{in_time:,} of {n:,} dated milestones reached in time",
            in_time=found.in_time,
            n=found.dated,
        )
    if found.streak and found.streak > 1:
        yield say("kept {streak:,} {periods} in a row", streak=found.streak, periods=periods)
