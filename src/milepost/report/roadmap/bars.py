"""From goals and their figures to the bars of the roadmap."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from milepost.analysis.facts import GoalFacts, MilestoneFacts, MilestoneState, ScheduleFacts
from milepost.model.calendar import Period, Resolution
from milepost.model.goal import Goal
from milepost.model.ids import GoalId, ItemId
from milepost.model.quick import quick
from milepost.model.status import Status
from milepost.report import holding
from milepost.report.around import Around
from milepost.report.badges import is_overdue
from milepost.report.charts.gantt_plan import Bar, Diamond, Wait
from milepost.report.goal_edge import GoalEdge
from milepost.report.wording import permille

MOST_DIAMONDS = 60
_EXACT = (Resolution.DAY, Resolution.RANGE)
_UNDERWAY = (Status.ACTIVE, Status.PLANNED)


def schedule_of(goal: Goal, around: Around) -> ScheduleFacts:
    """A goal's place in the schedule."""
    return around.schedule(goal.id)


def is_blocked(goal: Goal, around: Around) -> bool:
    """Open, and waiting for something that is not finished."""
    known = around.blocked.get(goal.id)
    if known is None:
        is_open = around.facts(goal.id).outcome == "open"
        known = is_open and holding.is_blocked(goal.id, around.plan, around.analysis)
        around.blocked[goal.id] = known
    return known


def dates_of(goal: Goal, around: Around) -> tuple[date | None, date | None, bool]:
    """Start and due date, a parent's where the goal has none of its own, and whether one is a parent's."""
    facts, health = around.facts(goal.id), around.analysis.healths.get(goal.id)
    if health is None or not health.inherited:
        return facts.start, facts.due, False
    return facts.start or health.start, facts.due or health.due, True


def late_day(goal: Goal, around: Around) -> date | None:
    """The day a goal that is under way can end at the earliest, where that is after its due date."""
    facts = around.facts(goal.id)
    if facts.status not in _UNDERWAY or facts.outcome != "open" or facts.due is None:
        return None
    found = around.read(goal.id)
    return found.earliest_finish if found is not None and found.earliest_finish > facts.due else None


def bar_of(goal: Goal, around: Around) -> Bar | None:
    """The bar of a goal; None where nothing says when."""
    facts = around.facts(goal.id)
    start, due, is_inherited = dates_of(goal, around)
    days = [day for each in facts.milestones.values() if (day := _day(each)) is not None]
    is_open = facts.outcome == "open"
    end = (None if is_open else facts.done) or due
    known = [day for day in (start, end, *days) if day is not None]
    if not known:
        return None
    begin = start if start is not None else min(known)
    finish = end if end is not None else max([*known, around.as_of] if is_open else known)
    forecast = around.analysis.forecasts.get(goal.id)
    likely = (forecast.p50, forecast.p85) if forecast and is_open and forecast.p50 and forecast.p85 else None
    progress = facts.progress.value
    return Bar(
        name=goal.id,
        tone=around.badge(goal.id).tone,
        start=min(begin, finish),
        end=finish,
        permille=permille(progress) if progress is not None else 0,
        due=due if due is not None and due != finish else None,
        late_to=late_day(goal, around),
        fade_in=vague_start.last if (vague_start := _coarse(goal.fields.start)) else None,
        fade_out=vague_due.first if (vague_due := _coarse(goal.fields.due)) and finish == facts.due else None,
        opens=start is None,
        stays_open=end is None and is_open,
        is_inherited=is_inherited,
        is_critical=is_open and around.is_critical(goal.id),
        is_blocked=is_blocked(goal, around),
        likely=likely,
        diamonds=tuple(_diamonds(facts)),
    )


def waits_between(
    bars: Mapping[GoalId, Bar], edges: Sequence[GoalEdge], around: Around, *, most: int = 400
) -> tuple[Wait, ...]:
    """The links of one picture: both ends have a bar, and none closes a circle."""
    found: dict[tuple[str, str, date | None, date | None], Wait] = {}
    for edge in edges:
        before, after = bars.get(edge.before), bars.get(edge.after)
        if before is None or after is None or edge.is_cyclic:
            continue
        days = _part_day(edge.target, edge.before, around), _part_day(edge.waiter, edge.after, around)
        is_heavy = before.is_critical and after.is_critical
        found.setdefault((edge.before, edge.after, *days), Wait(edge.before, edge.after, *days, is_heavy))
    return tuple(found.values())[:most]


def _part_day(part: str, home: GoalId, around: Around) -> date | None:
    if part == home:
        return None
    milestone = around.facts(home).milestones.get(ItemId(part))
    return _day(milestone) if milestone is not None else None


def _diamonds(facts: GoalFacts) -> Iterator[Diamond]:
    """The dated milestones; of very many each second, third and so on."""
    is_open = facts.outcome == "open"
    dated = [(day, each) for each in facts.milestones.values() if each.counted and (day := _day(each)) is not None]
    for day, each in dated[:: -(-len(dated) // MOST_DIAMONDS) or 1]:
        done = each.state is MilestoneState.DONE
        yield quick(Diamond, (day, "done" if done else "overdue" if is_open and is_overdue(each) else "open"))


def _day(milestone: MilestoneFacts) -> date | None:
    if milestone.state is MilestoneState.CANCELLED:
        return None
    return milestone.done or milestone.due if milestone.state is MilestoneState.DONE else milestone.due


def _coarse(period: Period | None) -> Period | None:
    return period if period is not None and period.resolution not in _EXACT else None
