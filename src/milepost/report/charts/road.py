"""The road: how far a goal has come and how far is left, as one strip from its start to its due date.

Time runs along the strip; a post stands for each milestone at the day it was or shall be reached. Without two
different days there is no scale, and the posts stand evenly, in their own order.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from milepost.report.charts.scale import kept_apart, shortened, tenth, text_width
from milepost.report.wording import counted, day_words, distance, short_day

WIDTH, HEIGHT = 880, 148
LEFT, RIGHT = 14.0, 866.0
SMALL_WIDTH, SMALL_HEIGHT = 120, 16
SMALL_LEFT, SMALL_RIGHT = 5.0, 115.0

_TAIL = 0.1
_POST_GAP, _SMALL_GAP = 13.0, 7.0
_LABEL_SIZE, _LABEL_ROOM, _LABEL_GAP = 14.0, 38, 18.0
_MANY = 48


@dataclass(frozen=True, slots=True)
class RoadPost:
    """A milestone as the road needs it: `day` it was or shall be reached; `state` done, overdue, next or open."""

    title: str
    state: str
    day: date | None = None
    is_waiting: bool = False


@dataclass(frozen=True, slots=True)
class RoadPlan:
    """What a road is drawn of. Cancelled milestones are not on it. `stages` are (title, indexes of its posts)."""

    as_of: date
    start: date | None
    due: date | None
    posts: tuple[RoadPost, ...]
    stages: tuple[tuple[str, tuple[int, ...]], ...] = ()
    is_closed: bool = False


@dataclass(frozen=True, slots=True)
class Post:
    """One post: `x` of its foot; `kind` is its state, or `waiting`; `title` shows when pointed at."""

    x: str
    kind: str
    title: str


@dataclass(frozen=True, slots=True)
class Label:
    """Words in the picture: `anchor` is start, middle or end; `note` stands below `text`."""

    x: str
    text: str
    anchor: str
    note: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Band:
    """A stage: from `x`, `width` wide; every other one is tinted."""

    x: str
    width: str
    label: str
    label_x: str
    is_tinted: bool


@dataclass(frozen=True, slots=True)
class RoadRow:
    """The same in words, for the table below the picture."""

    title: str
    state: str
    day: str


@dataclass(frozen=True, slots=True)
class Road:
    """The large road. `gone` is the length already behind today, `late` the stretch past the due date."""

    caption: str
    description: str
    end: str
    gone: str
    late: str
    posts: tuple[Post, ...]
    labels: tuple[Label, ...]
    bands: tuple[Band, ...]
    today: Label | None
    start: Label | None
    due: Label | None
    is_crowded: bool
    table: tuple[RoadRow, ...]


@dataclass(frozen=True, slots=True)
class SmallRoad:
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


def caption(plan: RoadPlan) -> str:
    """`6 of 9 behind you, next: Beta in 12 days`."""
    if not plan.posts:
        return _without_posts(plan)
    done = sum(post.state == "done" for post in plan.posts)
    behind = f"{done} of {len(plan.posts)} behind you"
    if plan.is_closed:
        return behind
    if done == len(plan.posts):
        return f"All {done} behind you" if done > 1 else "The one milestone is behind you"
    late = [post for post in plan.posts if post.state == "overdue"]
    ahead = next((post for post in plan.posts if post.state == "next"), None)
    if ahead:
        near = f" {distance(ahead.day, plan.as_of)}" if ahead.day else ""
        behind = f"{behind}, next: {shortened(ahead.title, 60)}{near}"
    return f"{behind}; {len(late)} overdue" if late else behind


def _without_posts(plan: RoadPlan) -> str:
    if plan.due is None:
        return "No milestones and no due date yet"
    if plan.is_closed:
        return f"No milestones; it was due on {day_words(plan.due)}"
    return f"No milestones yet; due {distance(plan.due, plan.as_of)}"


def large_road(plan: RoadPlan) -> Road:
    """The road of the goal's own page."""
    scale = _Scale(plan, LEFT + 10, RIGHT - 16)
    places = _places(plan, scale, _POST_GAP)
    said = caption(plan)
    return Road(
        caption=said,
        description=_description(plan),
        end=tenth(scale.due if scale.due is not None else scale.right),
        gone=tenth(_gone(plan, scale) - LEFT),
        late=tenth(max(scale.today - scale.due, 0)) if scale.today is not None and scale.due is not None else "0",
        posts=tuple(
            Post(tenth(x), _kind(post), f"{post.title}: {_state_words(post, plan.as_of)}")
            for post, x in zip(plan.posts, places, strict=True)
        ),
        labels=_labels(plan, places, scale),
        bands=_bands(plan, places),
        today=_today(plan, scale),
        start=Label(tenth(LEFT), day_words(plan.start), "start") if plan.start and scale.is_dated else None,
        due=_due(plan, scale),
        is_crowded=len(plan.posts) > _MANY,
        table=tuple(
            RoadRow(post.title, _kind(post), day_words(post.day) if post.day else "no date") for post in plan.posts
        ),
    )


def small_road(plan: RoadPlan) -> SmallRoad:
    """The road of a table row."""
    scale = _Scale(plan, SMALL_LEFT + 2, SMALL_RIGHT - 2)
    marks: dict[str, list[str]] = {}
    for post, x in zip(plan.posts, _places(plan, scale, _SMALL_GAP), strict=True):
        kind = _kind(post)
        marks.setdefault(kind, []).append(_SMALL_MARKS[kind].format(x=tenth(x), left=tenth(x - 2.5)))
    paths = {kind: "".join(parts) for kind, parts in marks.items()}
    return SmallRoad(
        label=caption(plan),
        done=paths.get("done", ""),
        open=paths.get("open", ""),
        overdue=paths.get("overdue", ""),
        next=paths.get("next", ""),
        waiting=paths.get("waiting", ""),
        gone=tenth(_gone(plan, scale)) if scale.today is not None or plan.is_closed else "",
        today=tenth(scale.today) if scale.today is not None and not plan.is_closed else "",
        due=tenth(scale.due) if scale.due is not None else "",
    )


_SMALL_MARKS = {
    "done": "M{x} 8h.01",
    "open": "M{x} 5v6",
    "overdue": "M{left} 5.5l5 5m0-5l-5 5",
    "next": "M{x} 4.5l3.5 3.5-3.5 3.5-3.5-3.5z",
    "waiting": "M{left} 5.5h5v5h-5z",
}


def _kind(post: RoadPost) -> str:
    return "waiting" if post.is_waiting and post.state != "done" else post.state


def _state_words(post: RoadPost, as_of: date) -> str:
    if post.day is None:
        return _kind(post)
    return f"{'waiting for approval' if _kind(post) == 'waiting' else post.state}, {short_day(post.day, as_of)}"


class _Scale:
    """Days to places. Not dated: two different days, or a due date after the start, are missing."""

    def __init__(self, plan: RoadPlan, left: float, right: float) -> None:
        self.left, self.right = left, right
        days = [day for day in (plan.start, plan.due, *(post.day for post in plan.posts)) if day]
        wrong = plan.start is not None and plan.due is not None and plan.due < plan.start
        if days and (len(set(days)) == 1 or plan.start is None):
            days.append(plan.as_of)
        first, last = (min(days).toordinal(), max(days).toordinal()) if days else (0, 0)
        self.is_dated = first < last and not wrong
        self._first, self._last = first, last
        self.today: float | None = None
        self.due: float | None = None
        if self.is_dated:
            self._make_room(plan.as_of.toordinal())
            self.today = self.place(plan.as_of)
            self.due = self.place(plan.due) if plan.due else None

    def _make_room(self, today: int) -> None:
        """A short tail for a today that lies outside; a long way out is cut, not drawn to scale."""
        tail = max(round((self._last - self._first) * _TAIL), 1)
        self._first = min(self._first, max(today, self._first - tail))
        self._last = max(self._last, min(today, self._last + tail))

    def place(self, day: date) -> float:
        share = (day.toordinal() - self._first) / (self._last - self._first)
        return self.left + min(max(share, 0.0), 1.0) * (self.right - self.left)


def _places(plan: RoadPlan, scale: _Scale, gap: float) -> list[float]:
    """Where each post stands, in the posts' own order."""
    count = len(plan.posts)
    if not scale.is_dated:
        step = (scale.right - scale.left) / (count + 1)
        return [scale.left + step * (at + 1) for at in range(count)]
    wanted = _between([_dated_place(post, scale) for post in plan.posts], plan.posts, scale)
    order = sorted(range(count), key=lambda at: (wanted[at], at))
    apart = kept_apart([wanted[at] for at in order], gap, scale.left, scale.right)
    places = [0.0] * count
    for at, place in zip(order, apart, strict=True):
        places[at] = place
    return places


def _dated_place(post: RoadPost, scale: _Scale) -> float | None:
    """A reached post is behind today, whatever day it was planned for."""
    if post.day is None:
        return None
    place = scale.place(post.day)
    return min(place, scale.today) if post.state == "done" and scale.today is not None else place


def _between(known: Sequence[float | None], posts: Sequence[RoadPost], scale: _Scale) -> list[float]:
    """Undated posts stand evenly between their dated neighbours: reached ones before today, others after it."""
    today = scale.today if scale.today is not None else scale.left
    end = scale.due if scale.due is not None and scale.due > today else scale.right
    places: list[float] = []
    at = 0
    while at < len(known):
        place = known[at]
        if place is not None:
            places.append(place)
            at += 1
            continue
        stop, is_done = at, posts[at].state == "done"
        while stop < len(known) and known[stop] is None and (posts[stop].state == "done") == is_done:
            stop += 1
        after = known[stop] if stop < len(known) else None
        low = max(places[-1] if places else scale.left, scale.left if is_done else today)
        high = min(after if after is not None else end, today) if is_done else (after if after is not None else end)
        low, high = (low, high) if low < high else (min(low, high), max(low, high))
        step = (high - low) / (stop - at + 1)
        places.extend(low + step * (number + 1) for number in range(stop - at))
        at = stop
    return places


def _gone(plan: RoadPlan, scale: _Scale) -> float:
    if plan.is_closed:
        return scale.due if scale.due is not None else scale.right
    if scale.today is None:
        return LEFT if scale.right > SMALL_RIGHT else SMALL_LEFT
    return min(scale.today, scale.due) if scale.due is not None else scale.today


def _today(plan: RoadPlan, scale: _Scale) -> Label | None:
    if scale.today is None or plan.is_closed:
        return None
    words = "today"
    if plan.due and plan.as_of > plan.due:
        words = f"today, {counted((plan.as_of - plan.due).days, 'day')} past the due date"
    elif plan.start and plan.as_of < plan.start:
        words = f"today, starts {distance(plan.start, plan.as_of)}"
    return _fitted(scale.today, words, "", "today")


def _due(plan: RoadPlan, scale: _Scale) -> Label | None:
    if plan.due is None or scale.due is None:
        return None
    return _fitted(scale.due, f"due {day_words(plan.due)}", "", "due")


def _fitted(x: float, text: str, note: str, kind: str) -> Label:
    """A label centred on `x`, or turned inwards where it would leave the picture."""
    half = max(text_width(text, _LABEL_SIZE), text_width(note, _LABEL_SIZE)) / 2
    if x - half < LEFT:
        return Label(tenth(max(x - 6, LEFT)), text, "start", note, kind)
    if x + half > RIGHT:
        return Label(tenth(min(x + 6, RIGHT)), text, "end", note, kind)
    return Label(tenth(x), text, "middle", note, kind)


def _labels(plan: RoadPlan, places: Sequence[float], scale: _Scale) -> tuple[Label, ...]:
    """The next post is named; the first and the last too, where there is room beside it."""
    if not plan.posts:
        return ()
    order = sorted(range(len(places)), key=lambda at: places[at])
    upcoming = next((at for at, post in enumerate(plan.posts) if post.state == "next"), None)
    chosen = [at for at in (upcoming, order[0], order[-1]) if at is not None]
    labels: list[Label] = []
    spans: list[tuple[float, float]] = []
    if scale.due is not None:
        spans.append((scale.due - 4, scale.due + 24))
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
    if post.state == "next":
        return _fitted(x, shortened(post.title, _LABEL_ROOM), f"next, {near}" if near else "next", "next")
    note = short_day(post.day, plan.as_of) if post.day else ""
    return _fitted(x, shortened(post.title, _LABEL_ROOM), note, "post")


def _span(label: Label) -> tuple[float, float]:
    x, width = float(label.x), max(text_width(label.text, _LABEL_SIZE), text_width(label.note, _LABEL_SIZE))
    left = {"start": x, "middle": x - width / 2, "end": x - width}[label.anchor]
    return left, left + width


def _bands(plan: RoadPlan, places: Sequence[float]) -> tuple[Band, ...]:
    """Stages from half-way to their neighbours; none where posts of two stages stand among each other."""
    spans = [
        (title, min(places[at] for at in posts), max(places[at] for at in posts))
        for title, posts in plan.stages
        if posts
    ]
    if any(before[2] > after[1] for before, after in zip(spans, spans[1:], strict=False)):
        return ()
    edges = [LEFT, *((before[2] + after[1]) / 2 for before, after in zip(spans, spans[1:], strict=False)), RIGHT]
    return tuple(
        Band(tenth(low), tenth(high - low), _band_label(span[0], high - low), tenth(low + 8), number % 2 == 0)
        for number, (span, low, high) in enumerate(zip(spans, edges, edges[1:], strict=False))
    )


def _band_label(title: str, width: float) -> str:
    room = int((width - 16) / (_LABEL_SIZE * 0.56))
    return shortened(title, room) if room >= min(len(title), 6) and room > 2 else ""


def _description(plan: RoadPlan) -> str:
    """First, last, extreme: what the picture shows, in sentences."""
    said = []
    if plan.start and plan.due and plan.due < plan.start:
        said.append(f"The due date, {day_words(plan.due)}, lies before the start, {day_words(plan.start)}.")
    elif plan.start and plan.due:
        said.append(f"From {day_words(plan.start)} to {day_words(plan.due)}.")
    elif plan.due:
        said.append(f"Due {day_words(plan.due)}, without a start date.")
    dated = [post for post in plan.posts if post.day]
    if dated:
        ends = [min(dated, key=_post_day), max(dated, key=_post_day)]
        said.append(
            f"First: {ends[0].title}, {_state_words(ends[0], plan.as_of)}. "
            f"Last: {ends[1].title}, {_state_words(ends[1], plan.as_of)}."
        )
    elif plan.posts:
        said.append("The milestones have no dates and stand evenly.")
    return " ".join(said)


def _post_day(post: RoadPost) -> date:
    return post.day or date.max
