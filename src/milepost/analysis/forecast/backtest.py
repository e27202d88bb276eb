"""Back-test: the same forecast, issued for each past week, and how often its dates held.

Made only when somebody asks: it costs as many forecasts as there are weeks. Past weeks are rebuilt from the days on
which items were finished (and, where written, created); an item ticked without a day takes no part.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from milepost.analysis.facts import Analysis
from milepost.analysis.forecast.forecast import leaf_items
from milepost.analysis.forecast.odds import LONGEST, joint, odds, weeks_later, weeks_until
from milepost.analysis.forecast.throughput import is_enough, weekly_counts
from milepost.analysis.progress import OUT_OF_COUNT
from milepost.model.frozen import frozen
from milepost.model.goal import Goal
from milepost.model.ids import GoalId
from milepost.model.plan import Plan
from milepost.model.status import Status

WEEKS = 52
MOST_ITEMS = 500
"""Goals with more items are not tested: the answer would not be worth the wait."""

Item = tuple[date | None, date | None]
"""The day an item came into being and the day it was finished; None where not known, or not yet."""


@frozen
class BackTest:
    """How often dates held: `held_50` of `of_50` even-odds dates, `held_85` of `of_85` likely ones.

    A date held if everything that was open when it was given was finished by then. Dates still to come are not counted.
    """

    held_50: int = 0
    of_50: int = 0
    held_85: int = 0
    of_85: int = 0

    def __add__(self, other: "BackTest") -> "BackTest":
        """Both together."""
        return BackTest(
            self.held_50 + other.held_50,
            self.of_50 + other.of_50,
            self.held_85 + other.held_85,
            self.of_85 + other.of_85,
        )


@frozen
class _Component:
    """The leaf items of one goal; `is_counted` is False where they are measured by no count (a metric, a habit)."""

    start: date | None
    items: tuple[Item, ...]
    is_counted: bool = True


def back_test(goal: Goal, plan: Plan, figures: Analysis) -> BackTest | None:
    """The back-test of one goal; None where no past forecast has met its date yet, or none could be made."""
    components = _components(goal, plan, figures)
    days = [done for component in components for _, done in component.items if done]
    if not days or figures.goals[goal.id].status is Status.DROPPED:
        return None
    weeks = min(WEEKS, (figures.as_of - min(days)).days // 7)
    found = BackTest()
    for back in range(weeks, 0, -1):
        found += _issued(components, figures.as_of - timedelta(days=7 * back), figures.as_of)
    return found if found.of_50 or found.of_85 else None


def _components(top: Goal, plan: Plan, figures: Analysis) -> Sequence[_Component]:
    """The goal's own items and those of each goal below it that is in the count; none where they are too many."""
    found: list[_Component] = []
    pending, seen, items = [top.id], {top.id}, 0
    while pending:
        goal = plan.goals[pending.pop()]
        own = figures.goals[goal.id]
        if goal.id != top.id and (own.status in OUT_OF_COUNT or (own.kind == "ongoing" and not own.has_weight)):
            continue
        component = _Component(own.start, tuple(_items(goal, figures)), own.kind not in ("metric", "ongoing"))
        found.append(component)
        items += len(component.items)
        if items > MOST_ITEMS or len(seen) > MOST_ITEMS:
            return ()
        fresh: list[GoalId] = [name for name in goal.children if name in figures.goals and name not in seen]
        seen.update(fresh)
        pending += fresh
    return found


def _items(goal: Goal, figures: Analysis) -> Iterator[Item]:
    """Items with the days they lived; what a goal that is done leaves open was settled with it."""
    own = figures.goals[goal.id]
    is_done = own.status is Status.DONE
    if own.kind in ("metric", "ongoing") or not (goal.milestones or goal.children):
        if not is_done or own.done is not None:
            yield None, own.done if is_done else None
        return
    for leaf, is_open in leaf_items(goal, own):
        created = leaf.fields.created.last if leaf.fields.created else None
        if is_open and not is_done:
            yield created, None
        elif is_open and own.done is not None:
            yield created, own.done
        elif not is_open and leaf.fields.done is not None:
            yield created, leaf.fields.done.last


def _issued(components: Sequence[_Component], day: date, as_of: date) -> BackTest:
    """The forecast of one past day against what became of it."""
    waiting: list[date | None] = []
    work: list[tuple[tuple[int, ...], int]] = []
    for component in components:
        left = [done for created, done in component.items if _is_open_on(day, created, done)]
        if not left:
            continue
        counts = weekly_counts((done for _, done in component.items if done), component.start, day)
        if not component.is_counted or not is_enough(counts):
            return BackTest()
        work.append((counts, len(left)))
        waiting += left
    if not waiting:
        return BackTest()
    is_over = all(done is not None and done <= as_of for done in waiting)
    horizon = LONGEST if is_over else (as_of - day).days // 7  # a later week could not be told yet
    together = joint([odds(counts, remaining, 0, horizon) for counts, remaining in work])
    held_50, of_50 = _held(weeks_until(together, 0.5), waiting, day, as_of)
    held_85, of_85 = _held(weeks_until(together, 0.85), waiting, day, as_of)
    return BackTest(held_50, of_50, held_85, of_85)


def _is_open_on(day: date, created: date | None, done: date | None) -> bool:
    return (created is None or created <= day) and (done is None or done > day)


def _held(weeks: int | None, waiting: Sequence[date | None], day: date, as_of: date) -> tuple[int, int]:
    """(1 if it held, 1 if it can be told): a date that has not passed tells nothing yet, unless all is done."""
    told = None if weeks is None else weeks_later(day, weeks)
    if told is None:
        return 0, 0
    days = [done for done in waiting if done is not None and done <= as_of]
    if len(days) == len(waiting):
        return int(max(days) <= told), 1
    return 0, int(told < as_of)
