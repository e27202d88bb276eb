"""The overview in the terminal."""

from collections.abc import Sequence
from datetime import date

from rich.console import Console
from rich.text import Text

from milepost.cli.glyphs import BAR_CELLS, bar, state_sign
from milepost.cli.terminal import heading, line, print_columns, styled
from milepost.diagnostics.problem import Diagnostic
from milepost.report.material import Material
from milepost.report.problems.text import counts_text
from milepost.report.status import GoalLine, Overview, Point, goals_words
from milepost.report.wording import counted, distance, overdue, short_day
from milepost.syntax.plain import named

_POINTS = 7
_GOALS = 40
_DEEPEST = 8
_BIG_BAR = 24
_WIDE = 90
_NARROW = 50
_SILENT = ("active", "unknown")
_HEALTH_STYLES = {"on_track": "done", "at_risk": "warning", "off_track": "error"}


def print_overview(console: Console, found: Overview, diagnostics: Sequence[Diagnostic]) -> None:
    """Title, how far, what is overdue, what comes next, the goals."""
    if found.guess:
        console.print(styled(found.guess, "warning"))
        console.print()
    _print_head(console, found)
    _print_points(console, "Overdue", found.overdue, found.as_of)
    _print_points(console, "Next", found.next, found.as_of)
    _print_goals(console, found)
    if diagnostics:
        console.print()
        console.print(line(styled(counts_text(diagnostics), "warning"), styled("  milepost check", "faint")))


def _print_head(console: Console, found: Overview) -> None:
    console.print(line(styled(found.title, "strong"), styled(f"  as of {found.as_of.isoformat()}", "faint")))
    if found.mission:
        console.print(styled(found.mission, "faint"))
    said = goals_words(found)
    if found.milestones:
        said = f"{found.milestones_done} of {counted(found.milestones, 'milestone')} behind you · {said}"
    if found.progress is not None:
        console.print(line(bar(console, found.progress, cells=_BIG_BAR), f"   {said}"))
    else:
        console.print(styled(said))


def _print_points(console: Console, title: str, points: Sequence[Point], as_of: date) -> None:
    if not points:
        return
    heading(console, title)
    state = title.lower()
    rows = []
    for point in points[:_POINTS]:
        when = Text(_when(point, as_of), style="red" if state == "overdue" else "")
        place = "the goal itself" if point.is_goal else point.goal_title
        title = point.title if point.is_goal else named(point.title)
        rows.append((state_sign(console, state), when, styled(title), styled(place, "faint")))
    print_columns(console, rows, shrinking=(2, 3), sparing=(3, 1))
    if len(points) > _POINTS:
        console.print(styled(f"  +{len(points) - _POINTS} more", "faint"))


def _when(point: Point, as_of: date) -> str:
    if point.due is None:
        return "no date"
    if point.due < as_of:
        return overdue(point.due, as_of)
    return f"{short_day(point.due, as_of)}, {distance(point.due, as_of)}"


def _print_goals(console: Console, found: Overview) -> None:
    if found.goals:
        heading(console, "Goals")
        rows = [_goal_row(console, each, found.as_of) for each in found.goals[:_GOALS]]
        print_columns(console, rows, shrinking=(0,), sparing=(2, 3, 1), right=(2,))
    rest = len(found.goals) - _GOALS
    if rest > 0:
        console.print(styled(f"  +{rest} more: milepost tree", "faint"))
    if found.closed:
        console.print(styled(f"  {counted(found.closed, 'closed goal')} not listed: milepost tree", "faint"))
    if found.took:
        console.print(styled(f"  {found.took}", "faint"))


def _goal_row(console: Console, each: GoalLine, as_of: date) -> tuple[Text, ...]:
    indent = "  " * min(each.depth, _DEEPEST)
    share = f"{each.done_count}/{each.total_count}" if each.total_count else ""
    late = each.due is not None and each.due < as_of
    return (
        line(indent, each.title),
        bar(console, each.progress, cells=_bar_cells(console)),
        Text(share),
        Text(short_day(each.due, as_of) if each.due else "", style="red" if late else ""),
        _standing(each),
    )


def _bar_cells(console: Console) -> int:
    if console.width < _NARROW:
        return 0
    return BAR_CELLS if console.width >= _WIDE else BAR_CELLS // 2


def _standing(each: GoalLine) -> Text:
    """The health of what is under way; else the status."""
    state = each.health if each.status == "active" and each.health else each.status
    return styled("" if state in _SILENT else state.replace("_", " "), _HEALTH_STYLES.get(state, "faint"))


def print_no_goals(console: Console, material: Material) -> None:
    """What a reader of an empty plan wants to know: what was looked at, and how to begin."""
    notes = material.plan.notes
    looked = f"{counted(notes, 'note')} read" if notes else "there is no note here"
    console.print(line(styled("No goals yet", "strong"), f" ({looked})."))
    console.print('Add `type: goal` to the front matter of a note, or: milepost new goal "My first goal"')
