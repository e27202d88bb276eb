"""The plan as a tree of goals in the terminal."""

from collections.abc import Iterable, Iterator

from rich.console import Console
from rich.text import Text

from milepost.cli.glyphs import Glyphs, bar, glyphs
from milepost.cli.terminal import line, styled
from milepost.report.status import GoalLine

_DEEPEST = 30
_NOTED = ("done", "missed", "dropped", "paused", "planned", "proposed")


def print_tree(console: Console, lines: Iterable[GoalLine]) -> None:
    """One line a goal. Below 30 levels the indentation stops growing."""
    for each, prefix in _with_prefixes(list(lines), glyphs(console)):
        console.print(line(styled(prefix, "faint"), _row(console, each)))


def _row(console: Console, each: GoalLine) -> Text:
    style = "faint" if each.outcome != "open" else ""
    parts: list[str | Text] = [styled(each.title, style)]
    if each.progress is not None:
        parts += ["  ", bar(console, each.progress, cells=8)]
    if each.total_count:
        parts.append(styled(f"  {each.done_count}/{each.total_count}", "faint"))
    if each.due:
        parts.append(styled(f"  due {each.due_text or each.due.isoformat()}", "faint"))
    if each.status in _NOTED:
        parts.append(styled(f"  {each.status}", style))
    return line(*parts)


def _with_prefixes(lines: list[GoalLine], signs: Glyphs) -> Iterator[tuple[GoalLine, str]]:
    """Branches drawn from the depths alone: backwards it is known whether a sibling follows."""
    prefixes: list[str] = []
    follows: list[bool] = []
    for each in reversed(lines):
        depth = min(each.depth, _DEEPEST)
        del follows[depth + 1 :]
        follows += [False] * (depth + 1 - len(follows))
        trunk = "".join(signs.trunk if follows[level] else "   " for level in range(1, depth))
        branch = (signs.branch if follows[depth] else signs.last) if depth else ""
        prefixes.append(trunk + branch)
        follows[depth] = True
    return zip(lines, reversed(prefixes), strict=True)
