"""The road's geometry: every plan gives a picture that stays within its bounds and tells the truth."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from milepost.report.charts.road import LEFT, RIGHT, SMALL_LEFT, SMALL_RIGHT, Label, Road, large_road, small_road
from milepost.report.charts.road_plan import RoadPlan, RoadPost, caption
from milepost.report.charts.scale import kept_apart, tenth, text_width

AS_OF = date(2026, 8, 15)
DAY = timedelta(days=1)

days = st.dates(min_value=date(1, 1, 1), max_value=date(9999, 12, 31))
near_days = st.dates(min_value=date(2025, 1, 1), max_value=date(2028, 1, 1))
posts = st.builds(
    RoadPost,
    title=st.text(max_size=60),
    state=st.sampled_from(["done", "overdue", "next", "open"]),
    day=st.none() | days | near_days,
    is_waiting=st.booleans(),
)
plans = st.builds(
    RoadPlan,
    as_of=days | near_days,
    start=st.none() | days | near_days,
    due=st.none() | days | near_days,
    posts=st.lists(posts, max_size=12).map(tuple),
    is_closed=st.booleans(),
)


def plan(*posts: RoadPost, start: date | None = None, due: date | None = None) -> RoadPlan:
    return RoadPlan(AS_OF, start, due, posts)


def places(road: Road) -> list[float]:
    return [float(post.x) for post in road.posts]


def beta() -> RoadPlan:
    """Nine milestones, six of them reached, the next one in twelve days."""
    done = [RoadPost(f"Stone {at}", "done", date(2026, 2, 1) + at * 25 * DAY) for at in range(6)]
    ahead = [
        RoadPost("Beta", "next", AS_OF + 12 * DAY),
        RoadPost("Gamma", "open", date(2026, 11, 1)),
        RoadPost("End", "open"),
    ]
    return RoadPlan(AS_OF, date(2026, 1, 1), date(2026, 12, 31), (*done, *ahead))


def test_the_caption_is_the_finding() -> None:
    """How many are behind, and what comes next and when."""
    assert caption(beta()) == "6 of 9 behind you, next: Beta in 12 days"


def test_posts_stand_in_the_order_of_their_days() -> None:
    """Reached ones before today, open ones after it, undated ones between their neighbours and the end."""
    road = large_road(beta())
    today = float(road.today_x)

    assert places(road) == sorted(places(road))
    assert all(x <= today for x in places(road)[:6])
    assert all(today < x for x in places(road)[6:])


def test_only_the_next_post_and_the_ends_are_named() -> None:
    """More names would not fit."""
    assert [label.text for label in large_road(beta()).labels] == ["Beta", "Stone 0", "End"]


def test_labels_that_would_touch_are_left_out() -> None:
    """The next one is always named; its neighbours give way."""
    crowded = plan(
        RoadPost("A long name for the first of them", "done", AS_OF - 2 * DAY),
        RoadPost("The one that comes next", "next", AS_OF + DAY),
        RoadPost("A long name for the last of them", "open", AS_OF + 3 * DAY),
        start=AS_OF - 200 * DAY,
        due=AS_OF + 200 * DAY,
    )
    road = large_road(crowded)

    assert [label.text for label in road.labels] == ["The one that comes next"]
    assert [post.title.partition(":")[0] for post in road.posts] == [post.title for post in crowded.posts]


def test_no_dates_at_all_means_even_spacing() -> None:
    """There is no today on a road without days."""
    road = large_road(plan(RoadPost("a", "done"), RoadPost("b", "next"), RoadPost("c", "open")))
    gaps = {round(right - left, 1) for left, right in pairwise(places(road))}

    assert len(gaps) == 1
    assert (road.today, road.gone, road.due) == (None, "", None)
    assert "stand evenly" in road.description


def test_a_due_date_before_the_start_is_said_and_not_drawn() -> None:
    """The posts stand evenly, as no scale would be true."""
    road = large_road(plan(RoadPost("a", "open", AS_OF), start=AS_OF, due=AS_OF - DAY))

    assert road.today is None
    assert "lies before the start" in road.description


def test_no_milestones() -> None:
    """A strip with a flag is a road too."""
    road = large_road(plan(start=AS_OF - DAY, due=AS_OF + 9 * DAY))

    assert road.caption == "10 % of the time is gone"
    assert road.posts == ()
    assert road.due is not None
    assert caption(plan()) == "No due date yet"
    assert caption(plan(due=AS_OF + 9 * DAY)) == "Due in 9 days"
    assert caption(plan(start=AS_OF, due=AS_OF)) == "Due today"
    assert caption(plan(start=AS_OF + 2 * DAY, due=AS_OF + 9 * DAY)) == "It begins in 2 days"
    assert caption(plan(start=AS_OF - 9 * DAY, due=AS_OF - DAY)).startswith("It was due on ")


def test_two_hundred_milestones_are_all_there() -> None:
    """None is dropped, none leaves the strip, and the picture knows that it is crowded."""
    many = plan(
        *(RoadPost(f"m{at}", "open", AS_OF + at * DAY) for at in range(200)), start=AS_OF, due=AS_OF + 200 * DAY
    )
    road = large_road(many)

    assert len(road.posts) == 200
    assert road.is_crowded
    assert len(set(places(road))) == 200


def test_a_goal_past_its_due_date_gets_a_tail_up_to_today() -> None:
    """However late it is, the tail is short and today says by how much."""
    road = large_road(plan(RoadPost("a", "overdue", date(2024, 5, 1)), start=date(2024, 1, 1), due=date(2024, 6, 30)))

    assert road.today is not None
    assert road.today.text == "today, 776 days past the due date"
    assert float(road.today_x) > float(road.end)
    assert float(road.late) > 0


def test_a_road_that_has_not_begun() -> None:
    """Today stands before the start."""
    road = large_road(plan(start=AS_OF + 30 * DAY, due=AS_OF + 300 * DAY))

    assert road.today is not None
    assert road.today.text == "today, starts in 30 days"


def test_stages_are_bands_of_their_posts() -> None:
    """From half-way to half-way, and from edge to edge."""
    staged = RoadPlan(
        AS_OF,
        date(2026, 1, 1),
        date(2026, 12, 31),
        tuple(RoadPost(f"m{month}", "open", date(2026, month, 1)) for month in (2, 4, 6, 8, 10, 12)),
        (("Phase 1", (0, 1)), ("Phase 2", (2, 3)), ("Phase 3", (4, 5))),
    )
    bands = large_road(staged).bands

    assert [band.label for band in bands] == ["Phase 1", "Phase 2", "Phase 3"]
    assert float(bands[0].x) == LEFT
    assert sum(float(band.width) for band in bands) == pytest.approx(RIGHT - LEFT, abs=0.2)


def test_approval_waits_in_a_shape_of_its_own() -> None:
    """Ticked but not approved is neither done nor just open."""
    road = large_road(plan(RoadPost("a", "open", AS_OF, is_waiting=True), start=AS_OF - DAY, due=AS_OF + DAY))

    assert [post.kind for post in road.posts] == ["waiting"]
    assert "waiting for approval" in road.posts[0].said


@given(plans)
def test_everything_stays_in_the_picture(drawn: RoadPlan) -> None:
    """Whatever the dates: all posts are drawn, within the bounds, in numbers SVG can read, the same every time."""
    road = large_road(drawn)

    assert len(road.posts) == len(drawn.posts)
    assert all(LEFT <= x <= RIGHT for x in places(road))
    for label in (*road.labels, road.today, road.due, road.start):
        assert label is None or within(label)
    assert road == large_road(drawn)


@given(plans)
def test_the_small_road_holds_every_post_once(drawn: RoadPlan) -> None:
    """Each kind of post in a path of its own."""
    road = small_road(drawn)
    marks = [road.done, road.open, road.overdue, road.next, road.waiting]
    moves = [x for mark in marks for x in starts(mark)]

    assert sum(len(starts(mark)) for mark in (road.done, road.open, road.next)) + sum(
        mark.count("m0-5" if mark is road.overdue else "z") for mark in (road.overdue, road.waiting)
    ) == len(drawn.posts)
    assert all(SMALL_LEFT - 3 <= x <= SMALL_RIGHT + 3 for x in moves)


@given(st.lists(st.floats(min_value=0, max_value=100), max_size=30).map(sorted), st.floats(min_value=0, max_value=20))
def test_kept_apart_keeps_order_and_bounds(wanted: list[float], gap: float) -> None:
    """Neighbours get the gap, or as much of it as there is room for."""
    moved = kept_apart(wanted, gap, 0, 100)

    assert all(-1e-9 <= place <= 100 + 1e-9 for place in moved)
    room = min(gap, 100 / max(len(wanted) - 1, 1))
    assert all(right - left >= room - 1e-6 for left, right in pairwise(moved))


def test_numbers_have_one_decimal_at_most() -> None:
    """Small files, and no `-0`."""
    assert [tenth(value) for value in (3.0, 3.14159, -0.01, 0.05)] == ["3", "3.1", "0", "0.1"]


def within(label: Label) -> bool:
    width = text_width(label.text, 14)
    left = {"start": 0.0, "middle": width / 2, "end": width}[label.anchor]
    return float(label.x) - left >= -0.1 or width > RIGHT - LEFT


def starts(path: str) -> list[float]:
    return [float(part.partition(" ")[0]) for part in path.split("M")[1:]]
