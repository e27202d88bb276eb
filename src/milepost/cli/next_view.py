"""The next actions in the terminal."""

from collections.abc import Sequence

from rich.console import Console

from milepost.cli.terminal import line, styled
from milepost.diagnostics.wording import slack_words
from milepost.report.next_actions import Action
from milepost.syntax.plain import named


def print_next(console: Console, actions: Sequence[Action], *, calendar_days: bool, is_over: bool) -> None:
    """Two lines an action: what, and where it stands. `calendar_days`: every day is a working day; `is_over`: no goal
    is open.
    """
    if not actions:
        why = "every goal is closed" if is_over else "what is open has no steps, waits for something, or has not begun"
        console.print(f"Nothing is waiting to be done: {why}.")
        return
    for action in actions:
        style = "red" if action.to_spare is not None and action.to_spare < 0 else "strong"
        console.print(
            line(
                styled(named(action.title), style), styled(f"  {_spare(action, calendar_days=calendar_days)}", "faint")
            )
        )
        who = f" · {action.owner}" if action.owner else ""
        console.print(styled(f"  {action.goal_title}{who} · {action.path}:{action.line}", "faint"))


def _spare(action: Action, *, calendar_days: bool) -> str:
    if action.to_spare is None:
        return "no date"
    due = f", by {action.due.isoformat()}" if action.due else ""
    return f"{slack_words(action.to_spare, calendar_days=calendar_days)}{due}"
