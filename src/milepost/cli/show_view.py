"""One goal in the terminal: its road, its figures, what it says and what hangs on it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from rich.console import Console
from rich.table import Table
from rich.text import Text

from milepost.analysis.facts import GoalFacts, MilestoneFacts
from milepost.cli.check_text import print_problems
from milepost.cli.glyphs import bar, state_sign
from milepost.cli.show_figures import closing_rows, metric_rows, outlook_rows, print_lights, words
from milepost.cli.show_people import print_people
from milepost.cli.terminal import heading, line, styled
from milepost.model.goal import Goal, Milestone, Task
from milepost.model.ids import ItemId
from milepost.model.status import ItemState
from milepost.report.around import Around
from milepost.report.export.item import targets
from milepost.report.goal.facts import habit_periods
from milepost.report.held_back import HeldBack, held_back
from milepost.report.material import Material
from milepost.report.start_by import start_by_words
from milepost.report.wording import counted, distance, overdue, short_day, with_unit
from milepost.syntax.plain import named

_BIG_BAR = 24
_DEEPEST = 12
_STYLES = {"overdue": "overdue"}


def print_goal(console: Console, goal: Goal, material: Material) -> None:
    """Everything that is known about one goal."""
    facts, as_of = material.analysis.goals[goal.id], material.analysis.as_of
    _print_head(console, goal, facts)
    _print_rows(console, _facts_rows(goal, facts, material))
    _print_reasons(console, goal, material)
    print_lights(console, goal, material)
    print_people(console, goal, material)
    if goal.milestones:
        heading(console, "Milestones")
        _print_milestones(console, goal, facts, Around(material))
    if goal.loose:
        heading(console, "Loose items, not counted")
        for task in goal.loose:
            console.print(line("  ", _task_line(console, task, as_of)))
    _print_entries(console, goal)
    problems = [found for found in material.diagnostics if found.path == goal.path]
    if problems:
        heading(console, "Problems")
        print_problems(console, problems, material.sources, everything=False)


def _print_head(console: Console, goal: Goal, facts: GoalFacts) -> None:
    console.print(line(styled(goal.title, "strong"), styled(f"  {goal.level or facts.kind}", "faint")))
    progress = facts.progress
    if progress.value is None:
        why = "no remaining scope" if "no_remaining_scope" in progress.flags else "no progress to measure"
        console.print(styled(why, "faint"))
        return
    share = f"   {progress.done_count} of {progress.total_count} behind you" if progress.total_count else ""
    console.print(line(bar(console, progress.value, cells=_BIG_BAR), share, styled(_flag_words(facts), "warning")))


def _flag_words(facts: GoalFacts) -> str:
    flags = facts.progress.flags
    words = {"no_data": "no data", "ready_to_close": "ready to close", "waiting_for_approval": "waiting for approval"}
    said = ", ".join(word for flag, word in words.items() if flag in flags)
    return f"   {said}" if said else ""


def _facts_rows(goal: Goal, facts: GoalFacts, material: Material) -> Iterator[tuple[str, str]]:
    as_of, fields = material.analysis.as_of, goal.fields
    titles = _titles(material)
    yield "status", ", ".join(dict.fromkeys((facts.status.value, facts.outcome))).removesuffix(", open")
    yield "start", short_day(facts.start, as_of) if facts.start else ""
    yield "due", _due_words(facts.due, facts.due_text, as_of, is_open=facts.outcome == "open")
    yield "done", short_day(facts.done, as_of) if facts.done else ""
    yield "owner", ", ".join([*goal.owner, *goal.with_])
    yield from outlook_rows(goal, material)
    yield from closing_rows(goal, facts, material)
    yield "area", goal.area
    yield "tags", " ".join(f"#{tag}" for tag in goal.tags)
    yield "priority", fields.priority or ""
    yield "part of", _names(goal.parents, titles)
    yield "holds", _names(goal.children, titles)
    yield "waited for" if facts.status.is_closed else "waits for", _names(targets(goal.depends_on), titles)
    yield "holds back", _held_back(goal, material)
    yield from metric_rows(goal, facts.metric, material)
    if facts.stage:
        yield "stage", f"{facts.stage} of {len(goal.stages)}"
    if facts.adherence_count:
        yield "kept", "{} of the last {} {}".format(*facts.adherence_count, habit_periods(goal))
    yield "why", fields.why or ""
    yield "done when", fields.done_when or ""
    yield "note", f"{goal.path}:{goal.line}"


def _print_reasons(console: Console, goal: Goal, material: Material) -> None:
    health = material.analysis.healths.get(goal.id)
    if health is None or not health.reasons:
        return
    heading(console, "Why this health")
    for reason in health.reasons:
        place = styled(f"  {reason.path}:{reason.line}", "faint")
        style = "error" if reason.severity == "off_track" else "warning"
        console.print(line("  ", styled(words(reason.severity), style), f"  {reason.message}", place))
        if reason.step:
            console.print(line(styled("    next: ", "faint"), reason.step))


def _print_rows(console: Console, rows: Iterable[tuple[str, str]]) -> None:
    table = Table.grid(padding=(0, 2, 0, 0), pad_edge=False)
    table.add_column(no_wrap=True)
    table.add_column()
    for name, value in rows:
        if value:
            table.add_row(styled(name, "faint"), styled(value))
    console.print(table)


def _print_milestones(console: Console, goal: Goal, facts: GoalFacts, around: Around) -> None:
    stage_of = {milestone: stage for stage in goal.stages for milestone in stage.milestones}
    shown: set[int] = set()
    for milestone in goal.milestones:
        stage = stage_of.get(milestone.id)
        if stage and stage.line not in shown:
            shown.add(stage.line)
            console.print(styled(f"  {named(stage.title)}", "faint"))
        console.print(line("  ", _milestone_line(console, milestone, facts.milestones[milestone.id], around)))
        for task in milestone.tasks:
            console.print(line("  " * min(task.depth + 2, _DEEPEST), _task_line(console, task, around.as_of)))


def _milestone_line(console: Console, milestone: Milestone, facts: MilestoneFacts, around: Around) -> Text:
    as_of, state = around.as_of, facts.state.value
    parts: list[str | Text] = [state_sign(console, state), " ", named(milestone.title)]
    if facts.progress.total_count and state not in ("done", "cancelled"):
        parts.append(styled(f"  {facts.progress.done_count}/{facts.progress.total_count}", "faint"))
    is_open = state not in ("done", "cancelled")
    if facts.done:
        parts.append(styled(f"  done {short_day(facts.done, as_of)}", "faint"))
    if facts.due and (is_open or not facts.done):
        due = _due_words(facts.due, facts.due_text, as_of, is_open=is_open)
        parts.append(styled(f"  {'was ' if state == 'done' else ''}due {due}", _STYLES.get(state, "faint")))
    if not facts.due and not facts.done and (by := start_by_words(milestone, milestone.goal, around)):
        parts.append(styled(f"  {by}", "faint"))
    if facts.waiting_for_approval:
        parts.append(styled("  waiting for approval", "warning"))
    if milestone.owner:
        parts.append(styled(f"  @{milestone.owner[0]}", "faint"))
    return line(*parts)


def _task_line(console: Console, task: Task, as_of: date) -> Text:
    parts: list[str | Text] = [state_sign(console, task.state.value), " ", named(task.title)]
    if task.fields.due and task.state not in (ItemState.DONE, ItemState.CANCELLED):
        parts.append(styled(f"  {short_day(task.fields.due.last, as_of)}", "faint"))
    return line(*parts)


def _print_entries(console: Console, goal: Goal) -> None:
    check_ins = sorted(goal.check_ins, key=lambda entry: entry.day, reverse=True)
    if check_ins:
        heading(console, f"{counted(len(check_ins), 'check-in')}, the newest:")
        for entry in check_ins[:5]:
            value = with_unit(entry.value, goal.fields.metric.unit if goal.fields.metric else "") if entry.value else ""
            said = "  ".join(part for part in (value, entry.health or "", entry.note) if part)
            console.print(line("  ", styled(entry.day.isoformat(), "faint"), f"  {said}"))
    if goal.decisions:
        heading(console, "Decisions")
        for each in goal.decisions:
            console.print(line("  ", styled(each.day.isoformat(), "faint"), f"  {each.text}"))


def _due_words(due: date | None, written: str, as_of: date, *, is_open: bool) -> str:
    if due is None:
        return ""
    shown = written if written and written != due.isoformat() else short_day(due, as_of)
    if not is_open:
        return shown
    return f"{shown}, {overdue(due, as_of) if due < as_of else distance(due, as_of)}"


def _titles(material: Material) -> Mapping[str, str]:
    titles: dict[str, str] = {}
    for goal in material.plan.goals.values():
        titles[goal.id] = goal.title
        items: Iterable[tuple[ItemId, str]] = ((each.id, each.title) for each in goal.milestones)
        titles |= {item: f"{named(title)} ({goal.title})" for item, title in items}
    return titles


def _held_back(goal: Goal, material: Material) -> str:
    """What the goal's page lists: by title, and in which goals it lies."""
    around = Around(material)
    return ", ".join(_held(one, around) for one in held_back(goal, around))


def _held(one: HeldBack, around: Around) -> str:
    title = around.item_link(one.target, one.target, "").text
    homes = ", ".join(around.plan.goals[home].title for home in one.homes)
    return f"{title} ({homes})" if homes else title


def _names(ids: Sequence[str], titles: Mapping[str, str]) -> str:
    return ", ".join(titles.get(each, each) for each in ids)
