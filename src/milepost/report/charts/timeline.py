"""The time axis of the roadmap: days to places at a zoom, and the ticks above them.

A picture is as wide as its days need, and no wider for the sake of a few: days far beyond the others stand at the edge.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise
from math import ceil
from typing import NamedTuple

from milepost.model.frozen import frozen
from milepost.model.said import say
from milepost.report.charts.scale import tenth
from milepost.report.wording import month_name

MOST_WIDTH = 12_000.0
FITS = 940.0
"""The width that stands beside the names on a screen of usual size; no picture is narrower."""

LEFT, RIGHT = 12.0, 28.0

_ORDER = ("week", "month", "quarter", "year")
_PIXELS = {"week": 10.0, "month": 3.2, "quarter": 1.2, "year": 0.3}
"""How wide a day is at each zoom."""

_LABEL_ROOM = {"week": 20.0, "month": 34.0, "quarter": 30.0, "year": 36.0}
_BEHIND = 0.25
_FAR, _FAR_DAYS, _FEW = 3, 366, 8
"""One in `_FEW` lies far beyond the others: `_FAR` times the span they need, and by `_FAR_DAYS` at least."""
_MONTHS = 12


class Tick(NamedTuple):
    """A line of the axis: `x` of the line, its words and where they begin; "" for a line without words."""

    x: str
    text: str
    label_x: str


@frozen
class Axis:
    """The axis of one zoom: `major` ticks are years (or months above weeks), `minor` ones the zoom's own periods."""

    width: int
    major: tuple[Tick, ...]
    minor: tuple[Tick, ...]


class Timeline:
    """Places of days at one zoom, from the first day to the last."""

    def __init__(self, first: date, last: date, as_of: date, zoom: str) -> None:
        self.zoom = zoom
        pixels = _PIXELS[zoom]
        room = MOST_WIDTH - LEFT - RIGHT
        start, end = min(first, as_of).toordinal(), max(last, as_of).toordinal() + 1
        if zoom == _ORDER[-1]:
            pixels = min(pixels, (FITS - LEFT - RIGHT) / (end - start))
        elif (end - start) * pixels > room:
            start = max(start, as_of.toordinal() - int(room * _BEHIND / pixels))
            end = min(end, start + int(room / pixels))
        self._start, self._end = start, end
        self._pixels = max(pixels, (FITS - LEFT - RIGHT) / (end - start))

    @property
    def width(self) -> float:
        """The width of the whole picture."""
        return LEFT + (self._end - self._start) * self._pixels + RIGHT

    def place(self, day: date) -> float:
        """Where a day begins."""
        return self._at(day.toordinal())

    def end(self, day: date) -> float:
        """Where a day ends: something due on a day has all of it."""
        return self._at(day.toordinal() + 1)

    def is_beyond(self, day: date) -> bool:
        """Whether a day lies behind the right edge."""
        return day.toordinal() >= self._end

    def holds(self, day: date) -> bool:
        """Whether a day has a place of its own."""
        return self._start <= day.toordinal() < self._end

    def is_before(self, day: date) -> bool:
        """Whether a day lies before the left edge."""
        return day.toordinal() < self._start

    def axis(self, fiscal_year_start: int = 1) -> Axis:
        """The ticks: labels stand where there is room for them, lines at every period."""
        majors = _months_from if self.zoom == "week" else _years_from
        wide = 84.0 if self.zoom == "week" else 40.0
        minors: Sequence[tuple[date, str]] = list(_PERIODS[self.zoom](self._first, self._last, fiscal_year_start))
        return Axis(
            width=ceil(self.width),
            major=() if self.zoom == "year" else self._ticks(list(majors(self._first, self._last)), wide),
            minor=self._ticks(minors, _LABEL_ROOM[self.zoom]),
        )

    @property
    def _first(self) -> date:
        return date.fromordinal(self._start)

    @property
    def _last(self) -> date:
        return date.fromordinal(min(self._end, date.max.toordinal()))

    def _at(self, ordinal: int) -> float:
        held = min(max(ordinal, self._start), self._end)
        return LEFT + (held - self._start) * self._pixels

    def _ticks(self, periods: Sequence[tuple[date, str]], room: float) -> tuple[Tick, ...]:
        """Every `step`-th period has words, so that they do not touch; one that began earlier has none of its line."""
        found = []
        edges = [self.place(day) for day, _ in periods]
        gaps = [after - before for before, after in pairwise(edges[1:])]
        step = max(1, ceil(room / max(min(gaps, default=room), 0.1)))
        after = [*edges[1:], self.width - RIGHT]
        for at, (day, text) in enumerate(periods):
            has_words = at % step == 0 and (after[at] - edges[at] >= room or step > 1)
            label = tenth(max(edges[at], LEFT) + 4) if has_words else ""
            found.append(Tick(tenth(edges[at]) if day >= self._first else "", text if has_words else "", label))
        return tuple(tick for tick in found if tick.x or tick.text)


def usual_span(spans: Sequence[tuple[date, date]]) -> tuple[date, date]:
    """The first and the last day of some spans; one thirty years away does not squeeze the others."""
    starts, ends = sorted(start for start, _ in spans), sorted(end for _, end in spans)
    few = max(1, len(spans) // _FEW) if len(spans) > 2 else 0
    first = _held(starts[0], starts[few], ends[-1 - few])
    return first, _held(ends[-1], ends[-1 - few], first)


def _held(farthest: date, usual: date, other: date) -> date:
    """The farthest day; where that is too far off, one a little beyond the usual. `other` is the other end."""
    needed, far = max(abs((usual - other).days), 1), abs((farthest - other).days)
    if far <= _FAR * needed or abs((farthest - usual).days) <= _FAR_DAYS:
        return farthest
    beyond = timedelta(days=needed // 4)
    return usual + beyond if farthest > usual else usual - beyond


def zooms(first: date, last: date, as_of: date) -> tuple[str, ...]:
    """The three zooms for a span, finest first."""
    days = (max(last, as_of) - min(first, as_of)).days
    return _ORDER[:3] if days * _PIXELS["quarter"] <= FITS else _ORDER[1:]


def fitting(first: date, last: date, as_of: date) -> str:
    """The finest zoom at which a span fits on a page without scrolling; the coarsest where none does."""
    offered = zooms(first, last, as_of)
    days = (max(last, as_of) - min(first, as_of)).days + 1
    return next((zoom for zoom in offered if LEFT + days * _PIXELS[zoom] + RIGHT <= FITS), offered[-1])


def _weeks(first: date, last: date, _fiscal: int) -> Iterator[tuple[date, str]]:
    day = first - timedelta(days=min(first.weekday(), first.toordinal() - 1))
    while day < last:
        yield day, str(day.day)
        if day > date.max - timedelta(days=7):
            return
        day += timedelta(days=7)


def _months_from(first: date, last: date) -> Iterator[tuple[date, str]]:
    return ((day, say("{month} {year}", month=month_name(day), year=day.year)) for day in _starts(first, last, 1))


def _years_from(first: date, last: date) -> Iterator[tuple[date, str]]:
    return ((day, str(day.year)) for day in _starts(first, last, _MONTHS))


def _months(first: date, last: date, _fiscal: int) -> Iterator[tuple[date, str]]:
    return ((day, month_name(day)) for day in _starts(first, last, 1))


def _quarters(first: date, last: date, fiscal: int) -> Iterator[tuple[date, str]]:
    return ((day, f"Q{(day.month - fiscal) % _MONTHS // 3 + 1}") for day in _starts(first, last, 3, fiscal))


def _years(first: date, last: date, _fiscal: int) -> Iterator[tuple[date, str]]:
    return _years_from(first, last)


def _starts(first: date, last: date, months: int, fiscal: int = 1) -> Iterator[date]:
    """The first days of periods of so many months, from the one that holds `first` on; `fiscal` shifts quarters."""
    shift = (fiscal - 1) % months
    number = (first.year * _MONTHS + first.month - 1 - shift) // months * months + shift
    while number // _MONTHS <= last.year:
        year, month = divmod(number, _MONTHS)
        if date.min.year <= year <= date.max.year:
            day = date(year, month + 1, 1)
            if day >= last:
                return
            yield day
        number += months


_PERIODS = {"week": _weeks, "month": _months, "quarter": _quarters, "year": _years}
