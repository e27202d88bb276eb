"""What a road is drawn of, and the same in words: the caption is the finding, the description what the eye sees."""

from datetime import date
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from milepost.model.frozen import frozen
from milepost.model.said import joined, say
from milepost.report.charts.scale import shortened
from milepost.report.wording import day_words, distance, percent, short_day


class RoadPost(NamedTuple):
    """A milestone as the road needs it: `day` it was or shall be reached; `state` done, overdue, next or open."""

    title: str
    state: str
    day: date | None = None
    is_waiting: bool = False


_MOST_WORDS = 10_000


@frozen
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
    states = [state for _, state, _, _ in plan.posts]
    done = states.count("done")
    behind = _behind(done, len(states))
    if done == len(plan.posts):
        return _all_behind(plan)
    if plan.is_closed:
        return behind
    late = len([None for _, state, _, is_waiting in plan.posts if state == "overdue" and not is_waiting])
    ahead = plan.posts[states.index("next")] if "next" in states else None
    if ahead and ahead.is_waiting:
        behind = say("{behind}; “{shortened}” waits for approval", behind=behind, shortened=shortened(ahead.title, 60))
    elif ahead:
        near = _after_space(distance(ahead.day, plan.as_of)) if ahead.day else ""
        behind = say(
            "{behind}, next: {shortened}{near}", behind=behind, shortened=shortened(ahead.title, 60), near=near
        )
    return say("{behind}; {late} overdue", behind=behind, late=late) if late else behind


@lru_cache(_MOST_WORDS)
def _behind(done: int, posts: int) -> str:
    return say("{done} of {posts} behind you", done=done, posts=posts)


def _all_behind(plan: RoadPlan) -> str:
    days = [day for _, _, day, _ in plan.posts if day is not None]
    if len(plan.posts) == 1:
        return say("The one milestone is behind you")
    behind = say("Both behind you") if len(plan.posts) == 2 else say("All {done} behind you", done=len(plan.posts))
    if not days or max(days) > plan.as_of:
        return behind
    return say("{behind}, the last on {last}", behind=behind, last=short_day(max(days), plan.as_of))


@lru_cache(_MOST_WORDS)
def _after_space(words: str) -> str:
    return joined(" ", ("", words))


def _without_posts(plan: RoadPlan) -> str:
    if plan.due is None:
        return say("No due date yet")
    if plan.is_closed or plan.due < plan.as_of:
        return say("It was due on {due}", due=day_words(plan.due))
    if plan.start is None or plan.start >= plan.due:
        return say("Due {distance}", distance=distance(plan.due, plan.as_of))
    if plan.start > plan.as_of:
        return say("It begins {distance}", distance=distance(plan.start, plan.as_of))
    gone = Fraction((plan.as_of - plan.start).days, (plan.due - plan.start).days)
    return say("{share} of the time is gone", share=percent(gone))


def kind_of(post: RoadPost) -> str:
    """The state that decides how a post looks."""
    return "waiting" if post.is_waiting and post.state != "done" else post.state


def state_words(post: RoadPost, as_of: date) -> str:
    """`overdue, 3 Mar`."""
    if post.day is None:
        return kind_of(post)
    return _state_on(kind_of(post), post.day, as_of)


@lru_cache(_MOST_WORDS)
def _state_on(kind: str, day: date, as_of: date) -> str:
    value = say("waiting for approval") if kind == "waiting" else kind
    return say("{value}, {short_day}", value=value, short_day=short_day(day, as_of))


def description(plan: RoadPlan) -> str:
    """First, last, extreme: what the picture shows, in sentences."""
    said = []
    if plan.start and plan.due and plan.due < plan.start:
        said.append(
            say(
                "The due date, {due}, lies before the start, {start}.",
                due=day_words(plan.due),
                start=day_words(plan.start),
            )
        )
    elif plan.start and plan.due:
        said.append(say("From {start} to {due}.", start=day_words(plan.start), due=day_words(plan.due)))
    elif plan.due:
        said.append(say("Due {due}, without a start date.", due=day_words(plan.due)))
    dated = [post for post in plan.posts if post.day is not None]
    days = [day for _, _, day, _ in dated if day is not None]
    if days:
        ends = [dated[days.index(min(days))], dated[days.index(max(days))]]
        said.append(
            say(
                "First: {title}, {ends}. Last: {title2}, {ends2}.",
                title=ends[0].title,
                ends=state_words(ends[0], plan.as_of),
                title2=ends[1].title,
                ends2=state_words(ends[1], plan.as_of),
            )
        )
    elif plan.posts:
        said.append(say("The milestones have no dates and stand evenly."))
    return joined(" ", said)
