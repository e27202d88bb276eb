"""What a road is drawn of, and the same in words: the caption is the finding, the description what the eye sees."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from milepost.report.charts.scale import shortened
from milepost.report.wording import day_words, distance, short_day


class RoadPost(NamedTuple):
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


def caption(plan: RoadPlan) -> str:
    """`6 of 9 behind you, next: Beta in 12 days`."""
    if not plan.posts:
        return _without_posts(plan)
    done = [post.state for post in plan.posts].count("done")
    behind = f"{done} of {len(plan.posts)} behind you"
    if plan.is_closed:
        return behind
    if done == len(plan.posts):
        return f"All {done} behind you" if done > 1 else "The one milestone is behind you"
    late = [post for post in plan.posts if kind_of(post) == "overdue"]
    ahead = next((post for post in plan.posts if post.state == "next"), None)
    if ahead and ahead.is_waiting:
        behind = f"{behind}, {shortened(ahead.title, 60)} waits for approval"
    elif ahead:
        near = f" {distance(ahead.day, plan.as_of)}" if ahead.day else ""
        behind = f"{behind}, next: {shortened(ahead.title, 60)}{near}"
    return f"{behind}; {len(late)} overdue" if late else behind


def _without_posts(plan: RoadPlan) -> str:
    if plan.due is None:
        return "No milestones and no due date yet"
    if plan.is_closed:
        return f"No milestones; it was due on {day_words(plan.due)}"
    return f"No milestones yet; due {distance(plan.due, plan.as_of)}"


def kind_of(post: RoadPost) -> str:
    """The state that decides how a post looks."""
    return "waiting" if post.is_waiting and post.state != "done" else post.state


def state_words(post: RoadPost, as_of: date) -> str:
    """`overdue, 3 Mar`."""
    if post.day is None:
        return kind_of(post)
    return f"{'waiting for approval' if kind_of(post) == 'waiting' else post.state}, {short_day(post.day, as_of)}"


def description(plan: RoadPlan) -> str:
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
            f"First: {ends[0].title}, {state_words(ends[0], plan.as_of)}. "
            f"Last: {ends[1].title}, {state_words(ends[1], plan.as_of)}."
        )
    elif plan.posts:
        said.append("The milestones have no dates and stand evenly.")
    return " ".join(said)


def _post_day(post: RoadPost) -> date:
    return post.day or date.max
