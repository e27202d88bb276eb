"""What `expect schedule`, `health` and `forecast` fences hold."""

from collections.abc import Iterator, Sequence

from milepost.analysis.facts import Forecast, Health, ScheduleFacts
from milepost.model.goal import Goal, Milestone, Task
from tests.case_build import Built


def schedule(built: Built, words: Sequence[str]) -> str:
    """A line for each goal, milestone and task: earliest and latest days, slack; words name goals."""
    lines: list[str] = []
    for goal in built.material.plan.goals.values():
        if words and goal.id not in words:
            continue
        for depth, part in _parts(goal):
            found = built.material.analysis.schedule.get(part.id)
            name = part.id.removeprefix(goal.id) if depth else part.id
            lines.append(f"{'  ' * depth}{name}: {_dates(found) if found else 'not scheduled'}")
    return "\n".join(lines)


def _parts(goal: Goal) -> Iterator[tuple[int, Goal | Milestone | Task]]:
    yield 0, goal
    for milestone in goal.milestones:
        yield 1, milestone
        yield from ((1 + task.depth, task) for task in milestone.tasks)


def _dates(found: ScheduleFacts) -> str:
    if found.total_slack is None:
        return f"closed, {found.earliest_start or 'unknown'} to {found.earliest_finish or 'unknown'}"
    words = [
        f"{found.earliest_start} to {found.earliest_finish}",
        f"latest {found.latest_start} to {found.latest_finish}",
        f"slack {found.total_slack}, free {found.free_slack}",
    ]
    if found.critical:
        words.append("critical")
    if found.start_by:
        words.append(f"start by {found.start_by}" + (" (suggested)" if found.suggested else ""))
    if found.dead_blocked:
        words.append("dead-blocked")
    return ", ".join(words)


def health(built: Built, words: Sequence[str]) -> str:
    """A line for each goal, and one for each rule that fired; words name goals."""
    lines: list[str] = []
    for name, found in built.material.analysis.healths.items():
        if not words or name in words:
            lines += _health(name, found)
    return "\n".join(lines)


def _health(name: str, found: Health) -> Iterator[str]:
    parts = [str(found.state)]
    if found.declared:
        parts.append(f"computed {found.computed}, declared {found.declared} ({found.declared_day or 'undated'})")
    if found.expected is not None:
        parts.append(f"expected {found.expected} by the {found.expected_rule}, gap {found.gap}")
    if found.inherited:
        parts.append(f"{' and '.join(found.inherited)} of the parent")
    if found.newest:
        parts.append(f"last noted {found.newest}")
    yield f"{name}: {', '.join(parts)}"
    for reason in found.reasons:
        since = f" since {reason.since}" if reason.since else ""
        yield f"  {reason.severity} {reason.code}{since} ({reason.path}:{reason.line}): {reason.message}"
        yield f"    next: {reason.step}"


def forecast(built: Built, words: Sequence[str]) -> str:
    """A line for each goal: odds as dates, or why there are none; words name goals."""
    found = built.material.analysis.forecasts.items()
    return "\n".join(f"{name}: {_forecast(one)}" for name, one in found if not words or name in words)


def _forecast(found: Forecast) -> str:
    left = f"{found.remaining} left, {found.weeks} weeks"
    if found.reason:
        return f"none, {left}: {found.reason}"
    chance = f", {found.chance_by_due:.6f} by the due date" if found.chance_by_due is not None else ""
    return f"50 % {found.p50}, 85 % {found.p85}, 95 % {found.p95}{chance}, {left}"
