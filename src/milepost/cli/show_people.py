"""The people of one goal in the terminal: what they have on their hands, what does not fit, who could take it."""

from collections.abc import Iterator

from rich.console import Console

from milepost.analysis.facts_people import PersonFacts, Staffing
from milepost.analysis.people.takers import could_take_it, listed
from milepost.cli.terminal import heading, line, styled
from milepost.diagnostics.wording import decimal_words
from milepost.model.goal import Goal
from milepost.report.explain.evidence import name_of
from milepost.report.material import Material
from milepost.report.wording import counted

_MOST_PEOPLE, _MOST_WEEKS, _MOST_TROUBLES = 6, 6, 8


def print_people(console: Console, goal: Goal, material: Material) -> None:
    """A line for each person on the goal, then each trouble with the names that could take it."""
    staffing = material.analysis.staffing.get(goal.id)
    if staffing is None or material.analysis.goals[goal.id].outcome != "open":
        return
    people = _on_it(goal, staffing, material)
    troubles = list(_troubles(staffing))
    if not people and not troubles:
        return
    heading(console, "People")
    for one in people[:_MOST_PEOPLE]:
        console.print(line("  ", one.name, styled(f"  {_load(one)}", "faint")))
    for trouble, remedy in troubles[:_MOST_TROUBLES]:
        console.print(line("  ", styled(trouble, "warning")))
        if remedy:
            console.print(line(styled("    next: ", "faint"), remedy))
    if len(troubles) > _MOST_TROUBLES:
        console.print(styled(f"  +{len(troubles) - _MOST_TROUBLES} more", "faint"))


def _on_it(goal: Goal, staffing: Staffing, material: Material) -> list[PersonFacts]:
    """Owner first, then everybody named on the goal or its lines."""
    lines = [name for milestone in goal.milestones for name in milestone.owner]
    tasks = [name for milestone in goal.milestones for task in milestone.tasks for name in task.owner]
    by_name = {one.name: one for one in material.analysis.people.values()}
    named = dict.fromkeys([staffing.owner, *goal.owner, *goal.with_, *lines, *tasks])
    return [by_name[name] for name in named if name in by_name]


def _load(one: PersonFacts) -> str:
    """`12 open, 1 overdue; 2026-W49 3 of 4, 2026-W50 1 of 4`."""
    counts = f"{one.open_items:,} open" + (f", {one.overdue:,} overdue" if one.overdue else "")
    most = f" of {decimal_words(one.capacity)}" if one.capacity is not None else ""
    weeks = ", ".join(f"{week} {count:,}{most}" for week, count in one.load[:_MOST_WEEKS])
    more = f", +{counted(len(one.load) - _MOST_WEEKS, 'week')}" if len(one.load) > _MOST_WEEKS else ""
    return f"{counts}; due {weeks}{more}" if weeks else counts


def _troubles(staffing: Staffing) -> Iterator[tuple[str, str]]:
    """What does not fit, and what could be done about it."""
    for found in staffing.overloads:
        room = decimal_words(found.capacity)
        said = f"{found.person}: {found.count:,} things due in {found.week}, room for {room}"
        yield said, f"hand over “{name_of(found.part)}”; {could_take_it(found.takers, 'or move a due date')}"
    for clash in staffing.clashes:
        more = f", and {clash.others:,} more" if clash.others else ""
        said = f"{clash.person} is away on {clash.day} ({clash.away.text}): “{name_of(clash.part)}”{more}"
        yield said, could_take_it(clash.takers, "move the due date")
    for gap in staffing.gaps:
        said = f"“{name_of(gap.part)}” needs {listed(gap.skills)}"
        yield said, could_take_it(gap.takers, "add somebody who can, with `with`")
    for crowd in staffing.crowds:
        said = f"{crowd.person} has {counted(len(crowd.goals), 'active goal')}"
        yield said, could_take_it(crowd.takers, "let one of them wait")
    if staffing.could_own:
        yield "nobody answers for it", could_take_it(staffing.could_own, "")
