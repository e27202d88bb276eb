"""The road: how far a goal has come and how far is left, as one strip from its start to its due date.

Time runs along the strip; a post stands for each milestone at the day it was or shall be reached. Without two
different days there is no scale, and the posts stand evenly, in their own order.
"""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from milepost.model.frozen import frozen
from milepost.model.quick import quick
from milepost.model.said import say
from milepost.report.charts.road_plan import RoadPlan, RoadPost, caption, description, kind_of, state_words
from milepost.report.charts.road_scale import Scale, places_of
from milepost.report.charts.scale import shortened, tenth, text_width
from milepost.report.wording import day_words, distance, short_day

WIDTH = 880
LEFT, RIGHT = 14.0, 866.0
SMALL_WIDTH, SMALL_HEIGHT = 120, 16
SMALL_LEFT, SMALL_RIGHT = 5.0, 115.0

_POST_GAP, _SMALL_GAP = 13.0, 7.0
_LABEL_SIZE, _STAGE_SIZE, _LABEL_ROOM, _LABEL_GAP = 14.0, 13.0, 48, 18.0
_MANY = 48
_MOST_WORDS = 10_000
_FIRST_LINE, _SECOND_LINE, _BELOW = 121, 140, 8
_BANDLESS_TOP, _POSTLESS_TOP = 22, 54


class Post(NamedTuple):
    """One post, and a row of the table below the picture: `x` of its foot; `kind` is its state, or `waiting`, and
    `state` the word for it; `said` has its day with it.
    """

    x: str
    kind: str
    title: str
    said: str
    day: str
    state: str


class End(NamedTuple):
    """A row of the table of a road without posts: start, today or the due date, and its day."""

    word: str
    day: str


class Label(NamedTuple):
    """Words in the picture: `anchor` is start, middle or end; `note` stands below `text`."""

    x: str
    text: str
    anchor: str
    note: str = ""
    kind: str = ""


class Band(NamedTuple):
    """A stage: from `x`, `width` wide; every other one is tinted."""

    x: str
    width: str
    label: str
    label_x: str
    is_tinted: bool


@frozen
class Road:
    """The large road: from `top`, `height` high, in a picture `WIDTH` wide; `end_y` is the line of its ends' dates.

    `gone` is the length of strip already behind today; `end` is where the strip ends, at the due date; `late` is the
    stretch beyond it that posts or today need. "" where there is none.
    """

    caption: str
    description: str
    end: str
    gone: str
    late: str
    posts: tuple[Post, ...]
    labels: tuple[Label, ...]
    bands: tuple[Band, ...]
    today: Label | None
    today_x: str
    start: Label | None
    due: Label | None
    top: int
    height: int
    end_y: int
    is_crowded: bool
    kinds: tuple[str, ...]
    ends: tuple[End, ...]


class SmallRoad(NamedTuple):
    """The road of a table row: one path for each kind of post, so that a row stays light."""

    label: str
    done: str
    open: str
    overdue: str
    next: str
    waiting: str
    gone: str
    today: str
    due: str


def large_road(plan: RoadPlan) -> Road:
    """The road of the goal's own page."""
    scale = Scale(plan, LEFT + 10, RIGHT - 16)
    places = places_of(plan, scale, _POST_GAP)
    gone, posts = _gone(plan, scale), _posts(plan, places)
    bands = _bands(plan, places)
    today, due = _today(plan, scale), _due(plan, scale)
    start = _start(plan, scale, due)
    end_y = _SECOND_LINE if today and (start or due) else _FIRST_LINE
    top = 0 if bands else _BANDLESS_TOP if plan.posts else _POSTLESS_TOP
    return Road(
        caption=caption(plan),
        description=description(plan),
        end=tenth(scale.due if scale.due is not None else scale.right),
        gone="" if gone is None else tenth(gone - LEFT),
        late=tenth(late) if (late := _late(plan, scale, places)) else "",
        posts=posts,
        labels=_labels(plan, places),
        bands=bands,
        today=today,
        today_x=tenth(scale.today) if scale.today is not None else "",
        start=start,
        due=due,
        top=top,
        height=end_y + _BELOW - top,
        end_y=end_y,
        is_crowded=len(posts) > _MANY,
        kinds=tuple(sorted({post.kind for post in posts})),
        ends=() if posts else _ends(plan),
    )


def _ends(plan: RoadPlan) -> tuple[End, ...]:
    days = ((say("Start"), plan.start), (say("Today"), None if plan.is_closed else plan.as_of), (say("Due"), plan.due))
    dated = sorted((day, at) for at, (_, day) in enumerate(days) if day is not None)
    return tuple(End(days[at][0], day_words(day)) for day, at in dated) if plan.due or plan.start else ()


def _posts(plan: RoadPlan, places: Sequence[float]) -> tuple[Post, ...]:
    """The posts in their own order."""
    posts = []
    for (title, state, day, is_waiting), x in zip(plan.posts, places, strict=True):
        kind, said, written, word = _post_words(state, day, plan.as_of, is_waiting)
        posts.append(quick(Post, (tenth(x), kind, title, said, written, word)))
    return tuple(posts)


@lru_cache(_MOST_WORDS)
def _post_words(
    state: str,
    day: date | None,
    as_of: date,
    is_waiting: bool,  # noqa: FBT001 - a name makes the look-up slow
) -> tuple[str, str, str, str]:
    """The kind of a post, its state with its day, its day, and its state."""
    post = RoadPost("", state, day, is_waiting)
    kind = kind_of(post)
    word = say("waiting") if kind == "waiting" else state
    if day is None:
        return str(kind), word, say("no date"), word
    return str(kind), state_words(post, as_of), day_words(day), word


def small_road(plan: RoadPlan) -> SmallRoad:
    """The road of a table row."""
    scale = Scale(plan, SMALL_LEFT + 2, SMALL_RIGHT - 2)
    gone = _gone(plan, scale)
    paths: dict[str, str] = {}
    for post, x in zip(plan.posts, places_of(plan, scale, _SMALL_GAP), strict=True):
        kind = kind_of(post)
        shift, mark = _SMALL_MARKS[kind]
        path = f"M{tenth(x + shift)} {mark}"
        paths[kind] = paths[kind] + path if kind in paths else path
    return SmallRoad(
        label=caption(plan),
        done=paths.get("done", ""),
        open=paths.get("open", ""),
        overdue=paths.get("overdue", ""),
        next=paths.get("next", ""),
        waiting=paths.get("waiting", ""),
        gone="" if gone is None else tenth(gone),
        today=tenth(scale.today) if scale.today is not None and not plan.is_closed else "",
        due=tenth(scale.due) if scale.due is not None else "",
    )


_SMALL_MARKS = {
    "done": (0, "8h.01"),
    "open": (0, "5v6"),
    "overdue": (-2.5, "5.5l5 5m0-5l-5 5"),
    "next": (0, "4.5l3.5 3.5-3.5 3.5-3.5-3.5z"),
    "waiting": (-2.5, "5.5h5v5h-5z"),
}
"""What each kind of post is drawn as: how far beside its place the pen begins, and how it goes on."""


def _gone(plan: RoadPlan, scale: Scale) -> float | None:
    """How far the time gone by reaches; None where the road has no dates."""
    if plan.is_closed:
        return scale.due if scale.due is not None else scale.right
    if scale.today is None:
        return None
    return min(scale.today, scale.due) if scale.due is not None else scale.today


def _today(plan: RoadPlan, scale: Scale) -> Label | None:
    if scale.today is None or plan.is_closed:
        return None
    words = say("today")
    if plan.due and plan.as_of > plan.due:
        words = say(
            "today, {n:,} day past the due date",
            many="today, {n:,} days past the due date",
            n=(plan.as_of - plan.due).days,
        )
    elif plan.start and plan.as_of < plan.start:
        words = say("today, starts {distance}", distance=distance(plan.start, plan.as_of))
    return _fitted(scale.today, words, "", "today")


def _late(plan: RoadPlan, scale: Scale, places: Sequence[float]) -> float:
    """The stretch past the due date that is still needed: to a later post, or to today while the goal is open."""
    if scale.due is None:
        return 0.0
    today = [scale.today] if scale.today is not None and not plan.is_closed else []
    return max(0.0, max([*today, *places], default=0.0) - scale.due)


def _start(plan: RoadPlan, scale: Scale, due: Label | None) -> Label | None:
    """The start's date, unless the due date stands where it would be."""
    if plan.start is None or not scale.is_dated:
        return None
    label = Label(tenth(LEFT), day_words(plan.start), "start")
    return label if due is None or _span(label)[1] + _LABEL_GAP < _span(due)[0] else None


def _due(plan: RoadPlan, scale: Scale) -> Label | None:
    if plan.due is None or scale.due is None:
        return None
    return _fitted(scale.due, say("due {due}", due=day_words(plan.due)), "", "due")


def _fitted(x: float, text: str, note: str, kind: str) -> Label:
    """A label centred on `x`, or turned inwards where it would leave the picture."""
    half = _width(text, note) / 2
    anchor = "start" if x - half < LEFT else "end" if x + half > RIGHT else "middle"
    if anchor != "middle":
        x = max(x - 6, LEFT) if anchor == "start" else min(x + 6, RIGHT)
    label: Label = quick(Label, (tenth(x), text, anchor, note, kind))
    return label


def _labels(plan: RoadPlan, places: Sequence[float]) -> tuple[Label, ...]:
    """The next post is named; the first and the last too, where there is room beside it."""
    if not plan.posts:
        return ()
    first, last = places.index(min(places)), len(places) - 1 - places[::-1].index(max(places))
    states = [state for _, state, _, _ in plan.posts]
    upcoming = states.index("next") if "next" in states else None
    chosen = [at for at in (upcoming, first, last) if at is not None]
    labels: list[Label] = []
    spans: list[tuple[float, float]] = []
    for at in dict.fromkeys(chosen):
        label = _post_label(plan, at, places[at])
        span = _span(label)
        if at == upcoming or all(span[1] + _LABEL_GAP < low or high + _LABEL_GAP < span[0] for low, high in spans):
            labels.append(label)
            spans.append(span)
    return tuple(labels)


def _post_label(plan: RoadPlan, at: int, x: float) -> Label:
    post = plan.posts[at]
    near = distance(post.day, plan.as_of) if post.day else ""
    if kind_of(post) == "waiting":
        return _fitted(x, shortened(post.title, _LABEL_ROOM), say("waits for approval"), "next")
    if post.state == "next":
        return _fitted(x, shortened(post.title, _LABEL_ROOM), _next_in(near), "next")
    note = short_day(post.day, plan.as_of) if post.day else ""
    return _fitted(x, shortened(post.title, _LABEL_ROOM), note, "post")


@lru_cache(_MOST_WORDS)
def _next_in(near: str) -> str:
    return say("next, {near}", near=near) if near else say("next")


def _span(label: Label) -> tuple[float, float]:
    x, width = float(label.x), _width(label.text, label.note)
    if label.anchor == "start":
        return x, x + width
    left = x - width if label.anchor == "end" else x - width / 2
    return left, left + width


def _width(text: str, note: str) -> float:
    width = text_width(text, _LABEL_SIZE)
    return max(width, text_width(note, _LABEL_SIZE)) if note else width


def _bands(plan: RoadPlan, places: Sequence[float]) -> tuple[Band, ...]:
    """Stages from half-way to their neighbours; none where posts of two stages stand among each other."""
    if not plan.stages:
        return ()
    spans = [
        (title, min(places[at] for at in posts), max(places[at] for at in posts))
        for title, posts in plan.stages
        if posts
    ]
    if any(before[2] > after[1] for before, after in pairwise(spans)):
        return ()
    edges = [LEFT, *((before[2] + after[1]) / 2 for before, after in pairwise(spans)), RIGHT]
    return tuple(
        Band(tenth(low), tenth(high - low), _band_label(span[0], high - low), tenth(low + 8), number % 2 == 0)
        for number, (span, (low, high)) in enumerate(zip(spans, pairwise(edges), strict=False))
    )


def _band_label(title: str, width: float) -> str:
    room = int((width - 16) / (_STAGE_SIZE * 0.56))
    return shortened(title, room) if room >= min(len(title), 6) and room > 2 else ""
