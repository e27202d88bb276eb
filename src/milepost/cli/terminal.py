"""Everything the terminal shows goes through here: answers to stdout, talk to stderr, both by rich.

NO_COLOR, FORCE_COLOR, TERM=dumb and pipes are honoured; text from notes is spelt out before it is shown.
"""

import json
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from threading import Timer

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from milepost.report.jsonable import spelt_out
from milepost.report.visible import visible

_PIPE_WIDTH = 200
_PATIENCE = 1.0
_GAP = 2
_LEAST = 12
"""Cells that a title needs to be told from others."""

STYLES: Mapping[str, str] = {
    "error": "bold red",
    "warning": "bold yellow",
    "info": "bold cyan",
    "done": "green",
    "faint": "bright_black",
    "strong": "bold",
    "overdue": "red",
    "next": "cyan",
}


def answers() -> Console:
    """Where answers go."""
    return _console(to_stderr=False)


def talk() -> Console:
    """Where everything else goes."""
    return _console(to_stderr=True)


def _console(*, to_stderr: bool) -> Console:
    stream = sys.stderr if to_stderr else sys.stdout
    console = Console(
        file=stream,
        markup=False,
        highlight=False,
        emoji=False,
        soft_wrap=True,
        color_system=None if os.environ.get("NO_COLOR") else "auto",
    )
    if not console.is_terminal and "COLUMNS" not in os.environ:
        console.width = _PIPE_WIDTH  # nobody wants a title cut in a file
    return console


def styled(text: str, style: str = "") -> Text:
    """Text from notes or from us, safe to print, in one of our styles."""
    return Text(visible(text), style=STYLES.get(style, style), end="")


def line(*parts: str | Text) -> Text:
    """One line out of pieces."""
    return Text.assemble(*(part if isinstance(part, Text) else Text(visible(part)) for part in parts))


def heading(console: Console, text: str) -> None:
    """A heading with a blank line above it."""
    console.print()
    console.print(styled(text, "strong"))


def print_columns(
    console: Console,
    rows: Sequence[tuple[Text, ...]],
    *,
    shrinking: tuple[int, ...],
    sparing: tuple[int, ...] = (),
    right: tuple[int, ...] = (),
) -> None:
    """Rows in columns; on a narrow terminal the `shrinking` ones are cut and, before they say nothing, `sparing` go."""
    widths = [max(cell.cell_len for cell in cells) for cells in zip(*rows, strict=True)]
    kept = _kept_columns(widths, shrinking, sparing, console.width)
    table = Table.grid(padding=(0, _GAP, 0, 0), pad_edge=False, expand=False)
    for at in kept:
        table.add_column(
            no_wrap=at not in shrinking,  # what may wrap is what rich makes narrower
            justify="right" if at in right else "left",
            width=None if at in shrinking else widths[at],
        )
    for row in rows:
        for at in shrinking:
            row[at].no_wrap, row[at].overflow = True, "ellipsis"
        table.add_row(*(row[at] for at in kept))
    console.print(table)


def _kept_columns(widths: Sequence[int], shrinking: Sequence[int], sparing: Sequence[int], room: int) -> list[int]:
    """The columns for which there is room; of those in `sparing` the first goes first."""
    least = [min(width, _LEAST) if at in shrinking else width for at, width in enumerate(widths)]
    kept = list(range(len(widths)))
    for at in sparing:
        if sum(least[one] + _GAP for one in kept) - _GAP > room:
            kept.remove(at)
    return kept


def print_json(document: Mapping[str, object]) -> None:
    """One JSON document on stdout: UTF-8 wherever it goes, never coloured."""
    write_answer(json_text(document))


def json_text(document: Mapping[str, object]) -> str:
    """The document as indented text, ended by a line end; the same bytes for the same document."""
    return spelt_out(json.dumps(document, ensure_ascii=False, indent=1, allow_nan=False) + "\n")


def write_answer(text: str) -> None:
    """Text for another program on stdout, as UTF-8 whatever the console speaks."""
    binary = getattr(sys.stdout, "buffer", None)
    if binary is None:
        sys.stdout.write(text)
        return
    sys.stdout.flush()
    binary.write(text.encode("utf-8"))
    binary.flush()


def say(message: str, remedy: str = "", *, style: str = "error") -> None:
    """One sentence on stderr, and below it what to do."""
    console = talk()
    console.print(line(Text(f"{style}: ", style=STYLES[style]), message))
    if remedy:
        console.print(line(Text("  help: ", style=STYLES["info"]), remedy))


@contextmanager
def patience(doing: str) -> Iterator[None]:
    """Show that something goes on, on a terminal and only when it takes longer than a second."""
    console = talk()
    if not (console.is_interactive and sys.stderr.isatty()):  # FORCE_COLOR makes no terminal of a pipe
        yield
        return
    columns = (TextColumn("{task.description}"), BarColumn(pulse_style="cyan"), TimeElapsedColumn())
    progress = Progress(*columns, console=console, transient=True)
    progress.add_task(doing, total=None)
    timer = Timer(_PATIENCE, progress.start)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        timer.join()
        progress.stop()
