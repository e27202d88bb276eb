"""What a roadmap is drawn of: bars with their days, in lanes, and what waits for what."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from milepost.model.frozen import frozen
from milepost.report.charts.timeline import usual_span


class Diamond(NamedTuple):
    """A milestone: its day, and `kind` done, open or overdue."""

    day: date
    kind: str


@frozen
class Bar:
    """One goal. The bar runs from `start` to `end`: the due date, or the day it was closed.

    `due` is the planned end where the bar has another one; `late_to` a later day that it is expected to need. `fade_in`
    and `fade_out` are where a coarse start stops and a coarse end begins to be vague; `opens` and `stays_open`: there
    is no start, no end at all. `is_inherited`: a date is a parent's. `likely` are the days of 50 % and 85 %.
    """

    name: str
    tone: str
    start: date
    end: date
    permille: int = 0
    due: date | None = None
    late_to: date | None = None
    fade_in: date | None = None
    fade_out: date | None = None
    opens: bool = False
    stays_open: bool = False
    is_inherited: bool = False
    is_critical: bool = False
    is_blocked: bool = False
    likely: tuple[date, date] | None = None
    diamonds: tuple[Diamond, ...] = ()

    @property
    def last(self) -> date:
        """The last day of everything that is drawn for it."""
        return max(day for day in (self.end, self.due, self.late_to, self.likely and self.likely[1]) if day)


class Wait(NamedTuple):
    """`waiter` waits for `target`, both names of bars; the days are those of milestones of theirs, None: the bar's."""

    target: str
    waiter: str
    from_day: date | None
    to_day: date | None
    is_critical: bool


class Lane(NamedTuple):
    """Bars below one heading, or (without a title) just bars."""

    title: str
    bars: tuple[Bar, ...]


@frozen
class GanttPlan:
    """Everything in one picture."""

    as_of: date
    lanes: tuple[Lane, ...]
    waits: tuple[Wait, ...] = ()

    @property
    def bars(self) -> Sequence[Bar]:
        """All bars, from top to bottom."""
        return [bar for lane in self.lanes for bar in lane.bars]


def span_of(bars: Sequence[Bar]) -> tuple[date, date]:
    """The first and the last day that a picture of bars needs; there is at least one bar."""
    return usual_span([(bar.start, bar.last) for bar in bars])
