"""How a goal ended and what there is to celebrate, in words: facts only, and no blame."""

from collections.abc import Iterator
from decimal import Decimal

from milepost.analysis.closing import Closing, Wins
from milepost.report.wording import counted


def score_words(found: Closing) -> str:
    """`0.7, 1.0 expected of a committed goal; a review is asked for`; "" where that says nothing."""
    says_nothing = found.lead == "reached" and not found.is_given and found.expected is None
    if found.score is None or says_nothing:
        return ""
    said = [score_figure(found.score) + (" as given" if found.is_given else "")]
    if found.expected is not None:
        kind = "a committed" if found.expected == 1 else "an aspirational"
        said.append(f"{score_figure(found.expected)} expected of {kind} goal")
    return ", ".join(said) + ("; a review is asked for" if found.asks_review else "")


def score_figure(score: Decimal) -> str:
    """`0.7`, `1.0`; more decimals only where the author wrote them."""
    return f"{score.normalize():.1f}" if score == round(score, 1) else f"{score.normalize():f}"


def ended_words(found: Closing) -> str:
    """`7 days before its due date`; "" where there was no date to hold."""
    if found.late is None:
        return ""
    if not found.late:
        return "on its due date"
    return f"{counted(abs(found.late), 'day')} {'after' if found.late > 0 else 'before'} its due date"


def win_words(found: Wins, periods: str) -> Iterator[str]:
    """`3 of 4 dated milestones reached in time`, `kept 10 weeks in a row`, as the cadence's `periods` are called."""
    if found.dated:
        yield f"{found.in_time:,} of {counted(found.dated, 'dated milestone')} reached in time"
    if found.streak and found.streak > 1:
        yield f"kept {found.streak:,} {periods} in a row"
