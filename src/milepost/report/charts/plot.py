"""A plot: values over days as lines and areas, with round ticks, labels beside the lines, and the day of today."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from math import ceil
from typing import NamedTuple

from milepost.diagnostics.wording import decimal_words
from milepost.model.frozen import frozen
from milepost.model.quick import quick
from milepost.report.charts.scale import kept_apart, shortened, tenth, text_width
from milepost.report.charts.ticks import day_ticks, value_ticks

WIDTH, HEIGHT = 760, 236
_LEFT, _RIGHT, _TOP, _FLOOR = 52.0, 610.0, 14.0, 204.0
_DEPTH, _FLOOR_TEXT = _FLOOR - _TOP, tenth(_FLOOR)
_LABEL_GAP, _LABEL_ROOM = 16.0, 17
_TEXT_DROP = 4.0
_LETTER, _VALUE_GAP, _MOST_LEFT = 13.0, 8.0, 240.0
_MOST_TICKS = 2_000

Value = Fraction | int

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


@frozen
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


@frozen
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


class _Heights(dict[Value, str]):
    """Places as a picture has them, each worked out once: the lines of a plot share most of their values."""

    def __init__(self, low: Value, height: Value) -> None:
        super().__init__()
        self._low, self._above_low = low.numerator * height.denominator, low.denominator * height.denominator
        self._height = low.denominator * height.numerator

    def __missing__(self, key: Value) -> str:
        found = self[key] = tenth(self.y(key))
        return found

    def y(self, value: Value) -> float:
        """Divided once, as whole numbers: exact, and faster than fractions are."""
        count, parts = value.numerator, value.denominator
        return _FLOOR - _DEPTH * ((count * self._above_low - self._low * parts) / (parts * self._height))


class _Axis:
    """Values to places."""

    def __init__(self, ticks: Sequence[Value]) -> None:
        self.texts = _Heights(ticks[0], ticks[-1] - ticks[0])
        longest = max(text_width(_words(tick), _LETTER) for tick in ticks)
        self.left = min(max(_LEFT, float(ceil(longest + _VALUE_GAP))), _MOST_LEFT)
        self.ticks = tuple([PlotTick(self.texts[tick], _words(tick)) for tick in ticks])


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
        self.left, self.y, self.ys = self.axis.left, self.axis.texts.y, self.axis.texts
        self._first, self._days = plan.first.toordinal(), max((plan.last - plan.first).days, 1)
        days = {day for series in plan.series for day, _ in series.points}
        self.xs = {day: tenth(self.x(day)) for day in days}

    def x(self, day: date) -> float:
        gone, days = day.toordinal() - self._first, self._days
        gone = 0 if gone < 0 else min(gone, days)
        return self.left + (_RIGHT - self.left) * gone / days


def plot(plan: PlotPlan) -> Plot:
    """The geometry of a plot, rounded to tenths."""
    scale = _Scale(plan)
    return Plot(
        key=plan.key,
        caption=plan.caption,
        description=plan.description,
        left=tenth(scale.left),
        value_x=tenth(scale.left - _VALUE_GAP),
        days=tuple([quick(PlotTick, (tenth(scale.x(day)), text)) for day, text in day_ticks(plan.first, plan.last)]),
        values=scale.axis.ticks,
        good=_good(plan.good, scale) if plan.good else "",
        marks=_marks(plan.series, scale),
        labels=_labels(plan.series, scale),
        label_x=tenth(_RIGHT + 8),
        today=tenth(scale.x(plan.as_of)) if plan.first < plan.as_of < plan.last else "",
        columns=plan.columns,
        rows=plan.rows,
    )


@lru_cache(_MOST_TICKS)
def _words(value: Value) -> str:
    return decimal_words(Decimal(value.numerator) / value.denominator)


def _marks(series: Sequence[Series], scale: _Scale) -> tuple[Mark, ...]:
    xs, ys = scale.xs, scale.ys
    marks: list[Mark] = []
    for kind, _, points, is_step, is_area, has_dots, is_fan in series:
        (day, value), *others = points
        if is_step:
            steps = [f"H{xs[day]}V{ys[value]}" for day, value in others]
        else:
            steps = [f"L{xs[day]} {ys[value]}" for day, value in others]
        line = f"M{xs[day]} {ys[value]}{''.join(steps)}"
        if is_area:
            marks.append(quick(Mark, (f"{kind} area", f"{line}V{_FLOOR_TEXT}H{xs[day]}z")))
        marks.append(quick(Mark, (kind, f"{line}z" if is_fan else line)))
        if has_dots:
            dots = [f"M{xs[day]} {ys[value]}h0" for day, value in points]
            marks.append(Mark(f"{kind} dots", "".join(dots)))
    return tuple(marks)


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
        [
            quick(PlotLabel, (kind, tenth(place + _TEXT_DROP), shortened(label, _LABEL_ROOM)))
            for place, (_, kind, label) in zip(places, named, strict=True)
        ]
    )
