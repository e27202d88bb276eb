"""Diagnostics in the terminal: place, rule and sentence, the line with a caret, what to do."""

from collections.abc import Mapping, Sequence

from rich.cells import cell_len
from rich.console import Console

from milepost.cli.terminal import heading, line, styled
from milepost.diagnostics.problem import Diagnostic
from milepost.model.ids import VaultPath
from milepost.model.rim import Skipped
from milepost.report.problems.excerpt import Excerpt, excerpt, source_lines
from milepost.report.problems.text import counts_text, place, rules_text, worst_first

SHOWN = 20


def print_problems(
    console: Console,
    diagnostics: Sequence[Diagnostic],
    sources: Mapping[VaultPath, bytes],
    *,
    everything: bool,
) -> None:
    """The worst first; past 20 only their rules are counted, unless `everything` is asked for."""
    ranked = worst_first(diagnostics)
    shown = ranked if everything else ranked[:SHOWN]
    lines: dict[VaultPath, tuple[str, ...]] = {}
    for found in shown:
        if found.path not in lines:
            lines[found.path] = source_lines(sources.get(found.path, b""))
        _print_one(console, found, excerpt(lines[found.path], found.span))
    hidden = ranked[len(shown) :]
    if hidden:
        console.print(styled(f"+{len(hidden)} by rule: {rules_text(hidden)} (-v shows them all)", "strong"))
        console.print()
    console.print(styled(counts_text(ranked), "strong" if ranked else "done"))


def print_skipped(console: Console, skipped: Sequence[Skipped]) -> None:
    """What was found in the vault and not read, and why."""
    if skipped:
        heading(console, f"{len(skipped)} not read:")
    for each in skipped:
        console.print(line("  ", styled(each.path), styled(f"  {each.why}", "faint")))


def _print_one(console: Console, found: Diagnostic, shown: Excerpt | None) -> None:
    severity = found.severity.value
    console.print(
        line(
            styled(place(found), "strong"),
            " ",
            styled(severity, severity),
            " ",
            styled(f"{found.rule}:", "faint"),
            f" {found.message}",
        )
    )
    if shown is not None and (shown.before or shown.marked or shown.after):
        _print_excerpt(console, shown, severity)
    if found.help:
        console.print(line(styled("  help: ", "info"), found.help))
    console.print()


def _print_excerpt(console: Console, shown: Excerpt, severity: str) -> None:
    number = str(shown.line)
    gutter = styled(f"{' ' * (len(number) + 2)}| ", "faint")
    caret = " " * cell_len(shown.before) + "^" * max(cell_len(shown.marked), 1)
    console.print(line(styled(f" {number} | ", "faint"), shown.before, styled(shown.marked, severity), shown.after))
    console.print(line(gutter, styled(caret, severity)))
