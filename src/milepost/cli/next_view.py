"""The next actions in the terminal."""

from collections.abc import Sequence

from rich.console import Console

from milepost.cli.terminal import line, styled
from milepost.report.next_actions import Action
from milepost.report.wording import counted
from milepost.syntax.plain import named, plain


def print_next(console: Console, actions: Sequence[Action]) -> None:
    """Two lines an action: what, and where it stands."""
    if not actions:
        console.print("Nothing is waiting to be done: what is open waits for something, or has not begun.")
        return
    for action in actions:
        style = "red" if action.to_spare is not None and action.to_spare < 0 else "strong"
        console.print(line(styled(named(action.title), style), styled(f"  {_spare(action)}", "faint")))
        who = f" · {action.owner}" if action.owner else ""
        console.print(styled(f"  {plain(action.goal_title)}{who} · {action.path}:{action.line}", "faint"))


def _spare(action: Action) -> str:
    if action.to_spare is None:
        return "no date"
    due = f", by {action.due.isoformat()}" if action.due else ""
    if action.to_spare < 0:
        return f"{counted(-action.to_spare, 'day')} short{due}"
    return f"{counted(action.to_spare, 'day')} to spare{due}"
