"""A plot: values over days as lines and areas, with round ticks, labels beside the lines, and the day of today."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from math import ceil
from typing import NamedTuple

from milepost.diagnostics.wording import decimal_words
from milepost.model.quick import quickly_made
from milepost.report.charts.scale import kept_apart, shortened, tenth, text_width
from milepost.report.charts.ticks import day_ticks, value_ticks

WIDTH, HEIGHT = 760, 236
_LEFT, _RIGHT, _TOP, _FLOOR = 52.0, 610.0, 14.0, 204.0
_DEPTH = _FLOOR - _TOP
_LABEL_GAP, _LABEL_ROOM = 16.0, 19
_TEXT_DROP = 4.0
_LETTER, _VALUE_GAP, _MOST_LEFT = 13.0, 8.0, 240.0
_MOST_TICKS = 2_000

Point = tuple[date, Fraction | int]
"""A day and a value; counts are whole numbers, of which a picture is made faster."""


class Series(NamedTuple):
    """One line: `kind` says how it looks, `label` what it is; `is_step`: it jumps; `is_area`: it is filled.

    `is_fan`: from its first point it spreads to all others.
    """

    kind: str
    label: str
    points: Sequence[Point]
    is_step: bool = False
    is_area: bool = False
    has_dots: bool = False
    is_fan: bool = False


class Good(NamedTuple):
    """The side on which values are good: between two lines of points, or to the edge where one is None."""

    above: Sequence[Point] | None
    below: Sequence[Point] | None


class Mark(NamedTuple):
    """A path of one kind."""

    kind: str
    d: str


class PlotLabel(NamedTuple):
    """Words beside the end of a line."""

    kind: str
    y: str
    text: str


class PlotTick(NamedTuple):
    """A tick of either axis: where it is and its words."""

    at: str
    text: str


@quickly_made
@dataclass(frozen=True, slots=True)
class Plot:
    """A plot, ready to print, from `left` on; values end at `value_x`. `today` is "" outside. Rows are its table."""

    key: str
    caption: str
    description: str
    left: str
    value_x: str
    days: tuple[PlotTick, ...]
    values: tuple[PlotTick, ...]
    good: str
    marks: tuple[Mark, ...]
    labels: tuple[PlotLabel, ...]
    label_x: str
    today: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@quickly_made
@dataclass(frozen=True, slots=True)
class PlotPlan:
    """What a plot is drawn of. `is_whole`: its values are counts, from 0 on."""

    key: str
    caption: str
    description: str
    first: date
    last: date
    as_of: date
    series: tuple[Series, ...]
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    good: Good | None = None
    is_whole: bool = False


class _Scale:
    """Days and values to places."""

    def __init__(self, plan: PlotPlan) -> None:
        values = [value for series in plan.series for _, value in series.points]
        self.ticks = value_ticks(0 if plan.is_whole else min(values), max(values), is_whole=plan.is_whole)
        low, height = self.ticks[0], self.ticks[-1] - self.ticks[0]
        self._low, self._above_low = low.numerator * height.denominator, low.denominator * height.denominator
        self._height = low.denominator * height.numerator
        self.left = _left_of(self.ticks)
        self._first, self._days = plan.first.toordinal(), max((plan.last - plan.first).days, 1)
        self._xs: dict[date, str] = {}
        self._ys = _places_of(self.ticks) if plan.is_whole else {}

    def x(self, day: date) -> float:
        gone, days = day.toordinal() - self._first, self._days
        gone = 0 if gone < 0 else min(gone, days)
        return self.left + (_RIGHT - self.left) * gone / days

    def y(self, value: Fraction | int) -> float:
        """Divided once, as whole numbers: exact, and faster than fractions are."""
        count, parts = value.numerator, value.denominator
        return _FLOOR - _DEPTH * ((count * self._above_low - self._low * parts) / (parts * self._height))

    def at_x(self, day: date) -> str:
        """The place of a day as a picture has it; lines of one plot share most of their days."""
        found = self._xs.get(day)
        if found is None:
            found = self._xs[day] = tenth(self.x(day))
        return found

    def at_y(self, value: Fraction | int) -> str:
        """That of a value."""
        found = self._ys.get(value)
        if found is None:
            found = self._ys[value] = tenth(self.y(value))
        return found


def plot(plan: PlotPlan) -> Plot:
    """The geometry of a plot, rounded to tenths."""
    scale = _Scale(plan)
    return Plot(
        key=plan.key,
        caption=plan.caption,
        description=plan.description,
        left=tenth(scale.left),
        value_x=tenth(scale.left - _VALUE_GAP),
        days=tuple(PlotTick(scale.at_x(day), text) for day, text in day_ticks(plan.first, plan.last)),
        values=tuple(PlotTick(scale.at_y(tick), _words(tick)) for tick in scale.ticks),
        good=_good(plan.good, scale) if plan.good else "",
        marks=tuple(mark for series in plan.series for mark in _marks(series, scale)),
        labels=_labels(plan.series, scale),
        label_x=tenth(_RIGHT + 8),
        today=scale.at_x(plan.as_of) if plan.first < plan.as_of < plan.last else "",
        columns=plan.columns,
        rows=plan.rows,
    )


@lru_cache(_MOST_TICKS)
def _places_of(_ticks: tuple[Fraction | int, ...]) -> dict[Fraction | int, str]:
    """Where counts stand beside these ticks, as far as they are known: plots of a few counts share them."""
    return {}


@lru_cache(_MOST_TICKS)
def _left_of(ticks: tuple[Fraction | int, ...]) -> float:
    """Where days begin: right of the words of the values."""
    longest = max(text_width(_words(tick), _LETTER) for tick in ticks)
    return min(max(_LEFT, float(ceil(longest + _VALUE_GAP))), _MOST_LEFT)


@lru_cache(_MOST_TICKS)
def _words(value: Fraction | int) -> str:
    return decimal_words(Decimal(value.numerator) / value.denominator)


def _marks(series: Series, scale: _Scale) -> Iterator[Mark]:
    line = _line(series.points, scale, is_step=series.is_step)
    if series.is_area:
        yield Mark(f"{series.kind} area", f"{line}V{tenth(_FLOOR)}H{scale.at_x(series.points[0][0])}z")
    yield Mark(series.kind, f"{line}z" if series.is_fan else line)
    if series.has_dots:
        yield Mark(
            f"{series.kind} dots",
            "".join(f"M{scale.at_x(day)} {scale.at_y(value)}h0" for day, value in series.points),
        )


def _line(points: Sequence[Point], scale: _Scale, *, is_step: bool) -> str:
    at_x, at_y = scale.at_x, scale.at_y
    places = [(at_x(day), at_y(value)) for day, value in points]
    (x, y), rest = places[0], places[1:]
    steps = [f"H{x}V{y}" for x, y in rest] if is_step else [f"L{x} {y}" for x, y in rest]
    return f"M{x} {y}" + "".join(steps)


def _good(good: Good, scale: _Scale) -> str:
    """The shaded region, from the left to the right edge."""
    upper = _across(good.below, scale) if good.below else [(scale.left, _TOP), (_RIGHT, _TOP)]
    lower = _across(good.above, scale) if good.above else [(scale.left, _FLOOR), (_RIGHT, _FLOOR)]
    corners = [*upper, *reversed(lower)]
    return "M" + "L".join(f"{tenth(x)} {tenth(y)}" for x, y in corners) + "z"


def _across(points: Sequence[Point], scale: _Scale) -> list[tuple[float, float]]:
    """Places of a line, drawn on to both edges."""
    places = [(scale.x(day), min(max(scale.y(value), _TOP), _FLOOR)) for day, value in points]
    return [(scale.left, places[0][1]), *places, (_RIGHT, places[-1][1])]


def _labels(series: Sequence[Series], scale: _Scale) -> tuple[PlotLabel, ...]:
    named = sorted((scale.y(each.points[-1][1]), each.kind, each.label) for each in series if each.label)
    places = kept_apart([place for place, _, _ in named], _LABEL_GAP, _TOP, _FLOOR)
    return tuple(
        PlotLabel(kind, tenth(place + _TEXT_DROP), shortened(label, _LABEL_ROOM))
        for place, (_, kind, label) in zip(places, named, strict=True)
    )
