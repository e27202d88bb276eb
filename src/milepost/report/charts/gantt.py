"""The roadmap's geometry: bars, diamonds, elbow links and the line of today, in numbers that are ready to print.

The names stand beside the picture as a list whose lines are as high as the rows here: `AXIS`, `LANE` and `ROW` are in
the style sheet as well.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from milepost.model.frozen import frozen
from milepost.model.said import say
from milepost.report.charts.elbows import Links, elbows
from milepost.report.charts.gantt_plan import Bar, Diamond, GanttPlan
from milepost.report.charts.scale import tenth, text_width
from milepost.report.charts.timeline import LEFT, Axis, Timeline
from milepost.report.wording import day_words

AXIS, LANE, ROW = 60, 36, 40
THICK = 12.0
_MIDDLE = 25.0
_FOOT = 8
_BASE = 9.5
_DIAMOND, _DIAMOND_GAP = 4.5, 7.0
_FADES = 3
_OPEN_END, _LONGEST_FADE = 48.0, 120.0
_LABEL = 13.0
_SHEET = 718
"""Pixels across a sheet of A4 with usual margins."""


class BarShape(NamedTuple):
    """One row: path data for each part of a bar, "" for a part that is not there."""

    tone: str
    plan: str
    gone: str
    stripes: str
    fades: tuple[str, ...]
    late: str
    base: str
    frame: str
    whisker: str
    done: str
    open: str
    overdue: str
    blocked: str
    beyond: str
    since: str
    until: str
    words_y: str


class Today(NamedTuple):
    """The line of today, and its words: `anchor` is start, middle or end."""

    x: str
    label_x: str
    anchor: str
    text: str


@frozen
class Gantt:
    """One picture of the roadmap. `lines` are the y of the rules between rows; `paper` says how it is printed."""

    width: int
    height: int
    paper: str
    axis: Axis
    today: Today
    lines: tuple[str, ...]
    bars: tuple[BarShape, ...]
    links: Links


def gantt(plan: GanttPlan, timeline: Timeline, fiscal_year_start: int = 1) -> Gantt:
    """The picture. Linear in bars, milestones and links."""
    tops, height = _tops(plan)
    middles = {bar.name: tops[bar.name] + _MIDDLE for bar in plan.bars}
    axis = timeline.axis(fiscal_year_start)
    return Gantt(
        width=axis.width,
        height=height,
        paper=_paper(axis.width),
        axis=axis,
        today=_today(plan, timeline),
        lines=tuple(tenth(top) for top in tops.values()),
        bars=tuple(_shape(bar, middles[bar.name], timeline) for bar in plan.bars),
        links=_links(plan, middles, timeline),
    )


def _paper(width: int) -> str:
    """The percentage of its size at which a picture fits on a sheet: "" at full size, "no" if it would be too small."""
    tens = _SHEET * 10 // width
    return "" if tens >= 10 else f"{tens}0" if tens >= 5 else "no"


def _tops(plan: GanttPlan) -> tuple[Mapping[str, float], int]:
    """Where each row begins, and how high the picture is."""
    tops: dict[str, float] = {}
    y = AXIS
    for lane in plan.lanes:
        y += LANE if lane.title else 0
        for bar in lane.bars:
            tops[bar.name] = y
            y += ROW
    return tops, y + _FOOT


def _shape(bar: Bar, y: float, timeline: Timeline) -> BarShape:
    left, right = _ends(bar, timeline)
    base, whisker = "", ""
    if bar.due is not None:
        base = _line(left, max(timeline.end(bar.due), left + 2), y + _BASE)
    if bar.likely is not None and not timeline.is_beyond(bar.likely[0]):
        low, high = timeline.end(bar.likely[0]), timeline.end(bar.likely[1])
        whisker = f"{_line(low, high, y)}m0-4v8"
    marks = _diamonds(bar.diamonds, y, timeline) if bar.diamonds else {}
    return BarShape(
        tone=bar.tone,
        plan=_line(left, right, y),
        gone=_line(left, left + (right - left) * bar.permille / 1000, y) if bar.permille else "",
        stripes=_line(left, right, y) if bar.is_inherited else "",
        fades=_fades(bar, (left, right), y, timeline),
        late=_line(right, timeline.end(bar.late_to), y) if bar.late_to and timeline.end(bar.late_to) > right else "",
        base=base,
        frame=_frame(left, right, y) if bar.is_critical else "",
        whisker=whisker,
        done=marks.get("done", ""),
        open=marks.get("open", ""),
        overdue=marks.get("overdue", ""),
        blocked=f"M{tenth(left - 8)} {tenth(y - 5)}v10m4-10v10" if bar.is_blocked else "",
        beyond=_beyond(bar, (left, right), y, timeline),
        since=_since(bar, timeline),
        until=say("until {day}", day=day_words(bar.end)) if timeline.is_beyond(bar.end) else "",
        words_y=tenth(y - 10),
    )


def _beyond(bar: Bar, ends: tuple[float, float], y: float, timeline: Timeline) -> str:
    """Arrowheads at the edges of the picture that a bar goes beyond."""
    left, right = ends
    before = f"M{tenth(left - 4)} {tenth(y - 6)}l-6 6 6 6" if timeline.is_before(bar.start) else ""
    return before + (f"M{tenth(right + 4)} {tenth(y - 6)}l6 6-6 6" if timeline.is_beyond(bar.end) else "")


def _since(bar: Bar, timeline: Timeline) -> str:
    """When a bar began that began before the picture, and its end where that lies before it too."""
    if not timeline.is_before(bar.start):
        return ""
    if timeline.is_before(bar.end):
        return say("{start} to {end}", start=day_words(bar.start), end=day_words(bar.end))
    return say("since {day}", day=day_words(bar.start))


def _ends(bar: Bar, timeline: Timeline) -> tuple[float, float]:
    """Where a bar begins and ends; it is never too short to be seen."""
    left = timeline.place(bar.start)
    return left, max(timeline.end(bar.end), left + 3)


def _line(left: float, right: float, y: float) -> str:
    return f"M{tenth(left)} {tenth(y)}h{tenth(right - left)}"


def _frame(left: float, right: float, y: float) -> str:
    half = THICK / 2
    return f"M{tenth(left)} {tenth(y - half)}h{tenth(right - left)}v{tenth(THICK)}H{tenth(left)}z"


def _fades(bar: Bar, ends: tuple[float, float], y: float, timeline: Timeline) -> tuple[str, ...]:
    """Slices laid over a vague end, each paler than the one before; a bar keeps at least its middle."""
    left, right = ends
    most = min((right - left) / 3, _LONGEST_FADE)
    slices = ["" for _ in range(_FADES)]
    before = _OPEN_END if bar.opens else timeline.end(bar.fade_in) - left if bar.fade_in else 0.0
    after = _OPEN_END if bar.stays_open else right - timeline.place(bar.fade_out) if bar.fade_out else 0.0
    for start, reach in ((left, min(before, most)), (right, -min(after, most))):
        step = reach / _FADES
        for at in range(_FADES if reach else 0):
            edge = start + step * at
            slices[_FADES - 1 - at] += _line(min(edge, edge + step), max(edge, edge + step), y)
    return tuple(slices) if any(slices) else ()


def _diamonds(diamonds: Sequence[Diamond], y: float, timeline: Timeline) -> Mapping[str, str]:
    """One path for all milestones of a kind; of those that would cover each other only the first is drawn."""
    places: dict[str, list[float]] = {}
    for each in diamonds:
        if timeline.holds(each.day):
            places.setdefault(each.kind, []).append(timeline.end(each.day))
    begin, size = tenth(y - _DIAMOND), _DIAMOND
    mark = f" {begin}l{size} {size}-{size} {size}-{size}-{size}z"
    found = {}
    for kind, all_of_kind in places.items():
        drawn, last = [], -_DIAMOND_GAP
        for x in sorted(all_of_kind):
            if x - last >= _DIAMOND_GAP:
                drawn.append(f"M{tenth(x)}{mark}")
                last = x
        found[kind] = "".join(drawn)
    return found


def _today(plan: GanttPlan, timeline: Timeline) -> Today:
    x, text = timeline.place(plan.as_of), say("today, {as_of}", as_of=day_words(plan.as_of))
    half = text_width(text, _LABEL) / 2
    anchor = "start" if x - half < LEFT else "end" if x + half > timeline.width else "middle"
    return Today(tenth(x), tenth(x), anchor, text)


def _links(plan: GanttPlan, middles: Mapping[str, float], timeline: Timeline) -> Links:
    bars = {bar.name: bar for bar in plan.bars}

    def runs() -> Iterator[tuple[tuple[float, float], tuple[float, float], bool]]:
        for wait in plan.waits:
            before, after = bars[wait.target], bars[wait.waiter]
            begin = timeline.end(wait.from_day) + _DIAMOND if wait.from_day else _ends(before, timeline)[1]
            stop = timeline.end(wait.to_day) - _DIAMOND if wait.to_day else _ends(after, timeline)[0]
            yield (begin, middles[wait.target]), (stop, middles[wait.waiter]), wait.is_critical

    return elbows(runs())
