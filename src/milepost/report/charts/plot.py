"""A plot: values over days as lines and areas, with round ticks, labels beside the lines, and the day of today."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from math import ceil
from typing import NamedTuple, TypeVar

from milepost.diagnostics.wording import decimal_words
from milepost.model.quick import quickly_made
from milepost.report.charts.scale import kept_apart, shortened, tenth, text_width
from milepost.report.charts.ticks import day_ticks, value_ticks

WIDTH, HEIGHT = 760, 236
_LEFT, _RIGHT, _TOP, _FLOOR = 52.0, 610.0, 14.0, 204.0
_DEPTH = _FLOOR - _TOP
_LABEL_GAP, _LABEL_ROOM = 16.0, 17
_TEXT_DROP = 4.0
_LETTER, _VALUE_GAP, _MOST_LEFT = 13.0, 8.0, 240.0
_MOST_TICKS = 2_000

Value = Fraction | int
K = TypeVar("K")

Point = tuple[date, Value]
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


class _Texts(dict[K, str]):
    """Places as a picture has them, each worked out once: the lines of a plot share most of their days and values."""

    def __init__(self, place: Callable[[K], float]) -> None:
        super().__init__()
        self._place = place

    def __missing__(self, key: K) -> str:
        found = self[key] = tenth(self._place(key))
        return found


class _Axis:
    """Values to places."""

    def __init__(self, ticks: Sequence[Value]) -> None:
        low, height = ticks[0], ticks[-1] - ticks[0]
        self.ticks, self.texts = ticks, _Texts(self.y)
        self._low, self._above_low = low.numerator * height.denominator, low.denominator * height.denominator
        self._height = low.denominator * height.numerator
        longest = max(text_width(_words(tick), _LETTER) for tick in ticks)
        self.left = min(max(_LEFT, float(ceil(longest + _VALUE_GAP))), _MOST_LEFT)

    def y(self, value: Value) -> float:
        """Divided once, as whole numbers: exact, and faster than fractions are."""
        count, parts = value.numerator, value.denominator
        return _FLOOR - _DEPTH * ((count * self._above_low - self._low * parts) / (parts * self._height))


@lru_cache(_MOST_TICKS)
def _count_axis(ticks: tuple[Value, ...]) -> _Axis:
    """The axis of counts, which many plots share."""
    return _Axis(ticks)


class _Scale:
    """Days and values to places."""

    def __init__(self, plan: PlotPlan) -> None:
        values = [value for series in plan.series for _, value in series.points]
        ticks = value_ticks(0 if plan.is_whole else min(values), max(values), is_whole=plan.is_whole)
        self.axis = _count_axis(ticks) if plan.is_whole else _Axis(ticks)
        self.left, self.y, self.ys = self.axis.left, self.axis.y, self.axis.texts
        self._first, self._days = plan.first.toordinal(), max((plan.last - plan.first).days, 1)
        self.xs = _Texts(self.x)

    def x(self, day: date) -> float:
        gone = min(max(day.toordinal() - self._first, 0), self._days)
        return self.left + (_RIGHT - self.left) * gone / self._days


def plot(plan: PlotPlan) -> Plot:
    """The geometry of a plot, rounded to tenths."""
    scale = _Scale(plan)
    return Plot(
        key=plan.key,
        caption=plan.caption,
        description=plan.description,
        left=tenth(scale.left),
        value_x=tenth(scale.left - _VALUE_GAP),
        days=tuple(PlotTick(scale.xs[day], text) for day, text in day_ticks(plan.first, plan.last)),
        values=tuple(PlotTick(scale.ys[tick], _words(tick)) for tick in scale.axis.ticks),
        good=_good(plan.good, scale) if plan.good else "",
        marks=tuple(mark for series in plan.series for mark in _marks(series, scale)),
        labels=_labels(plan.series, scale),
        label_x=tenth(_RIGHT + 8),
        today=scale.xs[plan.as_of] if plan.first < plan.as_of < plan.last else "",
        columns=plan.columns,
        rows=plan.rows,
    )


@lru_cache(_MOST_TICKS)
def _words(value: Value) -> str:
    return decimal_words(Decimal(value.numerator) / value.denominator)


def _marks(series: Series, scale: _Scale) -> Iterator[Mark]:
    line = _line(series.points, scale, is_step=series.is_step)
    if series.is_area:
        yield Mark(f"{series.kind} area", f"{line}V{tenth(_FLOOR)}H{scale.xs[series.points[0][0]]}z")
    yield Mark(series.kind, f"{line}z" if series.is_fan else line)
    if series.has_dots:
        yield Mark(
            f"{series.kind} dots",
            "".join(f"M{scale.xs[day]} {scale.ys[value]}h0" for day, value in series.points),
        )


def _line(points: Sequence[Point], scale: _Scale, *, is_step: bool) -> str:
    xs, ys = scale.xs, scale.ys
    begin = f"M{xs[points[0][0]]} {ys[points[0][1]]}"
    if is_step:
        return begin + "".join([f"H{xs[day]}V{ys[value]}" for day, value in points[1:]])
    return begin + "".join([f"L{xs[day]} {ys[value]}" for day, value in points[1:]])


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
