"""Goals as rows of a table, children below their parents, and progress as a bar."""

from collections.abc import Iterable, Iterator, Sequence

from milepost.analysis.facts import GoalFacts, Progress
from milepost.diagnostics.wording import decimal_words
from milepost.model.goal import Goal
from milepost.model.ids import GoalId
from milepost.model.quick import quick
from milepost.model.said import joined, say
from milepost.model.status import Status
from milepost.report.around import Around, from_page, lifted
from milepost.report.charts.road import SmallRoad, small_road
from milepost.report.charts.spark import FEWEST, Spark, sparkline
from milepost.report.outlook import outlook_day
from milepost.report.pages.parts import Day, GoalRow, Link, Meter
from milepost.report.roads import road_plan
from milepost.report.tree import in_tree, leaf
from milepost.report.visible import visible
from milepost.report.wording import day_words, percent, permille, with_unit

DEEPEST = 3

_UNDERWAY = (Status.ACTIVE, Status.PLANNED)

_FLAGS = {
    "no_remaining_scope": say("no remaining scope"),
    "no_data": say("no data yet"),
    "ready_to_close": say("ready to close"),
    "waiting_for_approval": say("waiting for approval"),
}


def meter(progress: Progress) -> Meter | None:
    """Progress as a bar with its text; None where nothing can be said in percent."""
    if progress.value is None:
        return None
    return Meter(permille(progress.value), percent(progress.value), count(progress))


def count(progress: Progress) -> str:
    """`5/8`, or nothing where there is nothing to count."""
    return f"{progress.done_count}/{progress.total_count}" if progress.total_count else ""


def progress_note(progress: Progress) -> str:
    """What a percentage does not say: no data yet, ready to close and so on."""
    return joined(", ", (_FLAGS[flag] for flag in progress.flags if flag in _FLAGS))


def goal_row(goal: Goal, around: Around, root: str) -> GoalRow:
    """One goal as a row of a page at `root`; it is made once for the pages of the plan, of areas, tags and people."""
    row = around.shelf.take("row", goal.id, around, _made)
    if root:
        title, href, *others, owner = row
        found: GoalRow = quick(GoalRow, (title, from_page(href, root), *others, _from_page(owner, root)))
        return found
    return row


def _from_page(link: Link, root: str) -> Link:
    return link if not link.href else Link(link.text, from_page(link.href, root))


def _made(name: GoalId, around: Around) -> GoalRow:
    goal, facts = around.plan.goals[name], around.facts(name)
    bar = meter(facts.progress)
    return GoalRow(
        title=visible(goal.title),
        href=around.addresses.goal(goal.id),
        depth=0,
        level=level_words(goal.level),
        badge=around.badge(goal.id),
        road=_road(goal, facts, around),
        meter=bar,
        progress_note="" if bar else progress_note(facts.progress) or _without_progress(facts),
        spark=_spark(goal, facts) if facts.metric is not None else None,
        due=_due(goal, facts, around),
        is_late=is_late(facts, around),
        outlook=around.short(outlook) if (outlook := outlook_day(goal, around)) else None,
        owner=around.owner_link(goal.owner, ""),
    )


def _due(goal: Goal, facts: GoalFacts, around: Around) -> Day | None:
    """The due date, and how near it is; of a closed goal, how it ended."""
    if facts.due is None:
        return None
    found = around.short(facts.due, facts.due_text)
    return found if facts.outcome == "open" else found._replace(near=around.badge(goal.id).word)


def lifted_row(row: GoalRow, up: str, depth: int = 0) -> GoalRow:
    """A row made for the site's root, as a page `up` below it needs it, so deep below its parents."""
    if not (up or depth):
        return row
    title, href, _, *others, owner = row
    found: GoalRow = quick(GoalRow, (title, up + href, min(depth, DEEPEST), *others, lifted(owner, up)))
    return found


def level_words(level: str) -> str:
    """What a goal calls itself, where that says more than "goal"."""
    words = visible(level).replace("-", " ").replace("_", " ").strip()
    return "" if words.casefold() == "goal" else words


def is_late(facts: GoalFacts, around: Around) -> bool:
    """Open, not paused, and past its due date."""
    is_open = facts.outcome == "open" and facts.status in _UNDERWAY
    return is_open and facts.due is not None and facts.due < around.as_of


def tree(goals: Sequence[Goal], around: Around) -> Iterator[tuple[Goal, int]]:
    """Goals with their depth: children below the first of their parents that is here, siblings by due date."""
    here = {goal.id: goal for goal in goals}
    for name, depth in in_tree([leaf(goal, around.facts(goal.id).due) for goal in goals]):
        yield here[name], depth


def in_order(goals: Iterable[Goal], around: Around) -> list[Goal]:
    """Due first, first; undated last; then by title and path."""
    return sorted(goals, key=around.leaf)


def _road(goal: Goal, facts: GoalFacts, around: Around) -> SmallRoad | None:
    if not goal.milestones and facts.due is None:
        return None
    return small_road(road_plan(goal, facts, around, is_small=True))


def _spark(goal: Goal, facts: GoalFacts) -> Spark | None:
    """How the metric went; None where it has fewer than three dated values."""
    if facts.metric is None or len(facts.metric.series) < FEWEST:
        return None
    unit = visible(goal.fields.metric.unit) if goal.fields.metric else ""
    (day, first), (_, last) = facts.metric.series[0], facts.metric.series[-1]
    words = say(
        "from {first} on {day} to {last}", first=decimal_words(first), day=day_words(day), last=with_unit(last, unit)
    )
    return sparkline(facts.metric.series, words)


def _without_progress(facts: GoalFacts) -> str:
    if facts.adherence_count is not None:
        kept, looked_at = facts.adherence_count
        return say("kept {kept} of {looked_at}", kept=kept, looked_at=looked_at)
    return facts.kind if facts.kind == "ongoing" else ""
