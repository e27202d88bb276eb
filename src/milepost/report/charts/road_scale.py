"""Days to places on the strip, for the posts and for today."""

from bisect import bisect_left
from collections.abc import Sequence
from datetime import date

from milepost.report.charts.road_plan import RoadPlan, RoadPost
from milepost.report.charts.scale import kept_apart

_TAIL = 0.1


class Scale:
    """Days to places. Not dated: two different days, or a due date after the start, are missing."""

    def __init__(self, plan: RoadPlan, left: float, right: float) -> None:
        self.left, self.right = left, right
        days = [day for _, _, day, _ in plan.posts if day is not None]
        days += [day for day in (plan.start, plan.due) if day is not None]
        wrong = plan.start is not None and plan.due is not None and plan.due < plan.start
        first, last = (min(days), max(days)) if days else (plan.as_of, plan.as_of)
        if plan.due and (first == last or plan.start is None):
            first, last = min(first, plan.as_of), max(last, plan.as_of)
        self.is_dated = first < last and not wrong
        self._first, self._last = first.toordinal(), last.toordinal()
        self.today: float | None = None
        self.due: float | None = None
        if self.is_dated:
            self._make_room(plan)
            self.today = self.place(plan.as_of)
            self.due = self.place(plan.due) if plan.due else None

    def _make_room(self, plan: RoadPlan) -> None:
        """A short tail for a today that lies outside (a long way out is not to scale), and for what has no date yet."""
        today = plan.as_of.toordinal()
        tail = max(round((self._last - self._first) * _TAIL), 1)
        self._first = min(self._first, max(today, self._first - tail))
        self._last = max(self._last, min(today, self._last + tail))
        if plan.due is None and any(post.day is None and post.state != "done" for post in plan.posts):
            self._last += 3 * tail

    def place(self, day: date) -> float:
        """Where a day stands; days outside stand at the end they lie beyond."""
        at, first, last = day.toordinal(), self._first, self._last
        if at <= first:
            return self.left
        if at >= last:
            return self.right
        return self.left + (at - first) / (last - first) * (self.right - self.left)


def places_of(plan: RoadPlan, scale: Scale, gap: float) -> list[float]:
    """Where each post stands, in the posts' own order, `gap` apart where there is room."""
    count = len(plan.posts)
    if not scale.is_dated:
        step = (scale.right - scale.left) / (count + 1)
        return [scale.left + step * (at + 1) for at in range(count)]
    wanted = _between(_dated_places(plan.posts, scale), plan.posts, scale)
    ascending = sorted(wanted)
    apart = _on_their_side(ascending, gap, scale)
    if ascending == wanted:
        return apart
    places = [0.0] * count
    for at, place in zip(sorted(range(count), key=wanted.__getitem__), apart, strict=True):
        places[at] = place
    return places


def _on_their_side(wanted: Sequence[float], gap: float, scale: Scale) -> list[float]:
    """Ascending places kept apart, without moving any across today."""
    if scale.today is None:
        return kept_apart(wanted, gap, scale.left, scale.right)
    ahead = bisect_left(wanted, scale.today)
    before = max(scale.left, scale.today - gap / 2)
    after = min(scale.right, scale.today + gap / 2)
    return kept_apart(wanted[:ahead], gap, scale.left, before) + kept_apart(wanted[ahead:], gap, after, scale.right)


def _dated_places(posts: Sequence[RoadPost], scale: Scale) -> list[float | None]:
    """A reached post is behind today, whatever day it was planned for."""
    today = scale.right if scale.today is None else scale.today
    found: list[float | None] = [None if day is None else scale.place(day) for _, _, day, _ in posts]
    for number, place in enumerate(found):
        if place is not None and place > today and posts[number].state == "done":
            found[number] = today
    return found


def _between(known: Sequence[float | None], posts: Sequence[RoadPost], scale: Scale) -> list[float]:
    """Undated posts stand evenly between their dated neighbours: reached ones before today, others after it."""
    if None not in known:
        return [place for place in known if place is not None]
    found: list[float] = []
    at, count = 0, len(known)
    while at < count:
        place = known[at]
        if place is not None:
            found.append(place)
            at += 1
            continue
        stop, is_done = at + 1, posts[at].state == "done"
        while stop < count and known[stop] is None and (posts[stop].state == "done") == is_done:
            stop += 1
        before = found[-1] if found else scale.left
        low, high = _room(before, known[stop] if stop < count else None, scale, is_done=is_done)
        step = (high - low) / (stop - at + 1)
        found += [low + step * number for number in range(1, stop - at + 1)]
        at = stop
    return found


def _room(before: float, after: float | None, scale: Scale, *, is_done: bool) -> tuple[float, float]:
    """Where undated posts may stand between their neighbours' places, given on which side of today they belong."""
    today = scale.today if scale.today is not None else scale.left
    end = scale.due if scale.due is not None and scale.due > today else scale.right
    stop = end if after is None else after
    low = before if is_done else max(before, today)
    high = min(stop, today) if is_done else stop
    return min(low, high), max(low, high)
