"""The few signs that terminal views use, with plain ones for consoles that cannot show them, and progress bars."""

from fractions import Fraction

from rich.console import Console
from rich.text import Text

from milepost.cli.terminal import STYLES
from milepost.model.frozen import frozen
from milepost.report.wording import percent

BAR_CELLS = 12
_PERCENT_CELLS = 5


@frozen
class Glyphs:
    """One set of signs."""

    states: dict[str, str]
    full: str
    rest: str
    branch: str
    last: str
    trunk: str


_RICH = Glyphs(
    states={
        "done": "✓",
        "cancelled": "–",
        "overdue": "!",
        "next": "▶",
        "open": "○",
        "todo": "○",
        "in_progress": "◐",
        "on_hold": "‖",
    },
    full="━",
    rest="─",
    branch="├─ ",
    last="└─ ",
    trunk="│  ",
)
_PLAIN = Glyphs(
    states={
        "done": "x",
        "cancelled": "-",
        "overdue": "!",
        "next": ">",
        "open": "o",
        "todo": "o",
        "in_progress": "/",
        "on_hold": "h",
    },
    full="#",
    rest=".",
    branch="|- ",
    last="`- ",
    trunk="|  ",
)
_STATE_STYLES = {"done": "done", "cancelled": "faint", "overdue": "overdue", "next": "next"}


def glyphs(console: Console) -> Glyphs:
    """The signs that this console can show."""
    return _RICH if console.encoding.lower().startswith("utf") else _PLAIN


def state_sign(console: Console, state: str) -> Text:
    """One sign for where a milestone or task stands."""
    style = STYLES.get(_STATE_STYLES.get(state, ""), "")
    return Text(glyphs(console).states.get(state, "?"), style=style)


def bar(console: Console, share: Fraction | None, *, cells: int = BAR_CELLS) -> Text:
    """A progress bar and the percent; blank where there is no progress to show."""
    if share is None:
        return Text(" " * (cells + 1 + _PERCENT_CELLS))
    signs = glyphs(console)
    filled = min(max(share * cells // 1, 1 if share > 0 else 0), cells)
    style = STYLES["done"] if share >= 1 else STYLES["next"]
    return Text.assemble(
        (signs.full * filled, style),
        (signs.rest * (cells - filled), STYLES["faint"]),
        " " + percent(share).rjust(_PERCENT_CELLS),
    )
