"""Diagnostics as lines of plain text, and the order and counts that every list of them shares."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from milepost.diagnostics.problem import Diagnostic, Severity
from milepost.report.visible import visible

RANK = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2, Severity.OFF: 3}
"""The worst first."""


def worst_first(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Errors, then warnings, then infos; each in the order of paths, lines and columns."""
    return tuple(sorted(diagnostics, key=lambda found: (RANK[found.severity], *_place(found))))


def in_order(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """By path, line and column, whatever the severity."""
    return tuple(sorted(diagnostics, key=_place))


def at_least(diagnostics: Iterable[Diagnostic], severity: Severity) -> bool:
    """Whether any diagnostic is as bad as `severity` or worse."""
    return any(RANK[found.severity] <= RANK[severity] for found in diagnostics)


def place(found: Diagnostic) -> str:
    """`path:line:column`."""
    return f"{visible(found.path)}:{found.span.line}:{found.span.column}"


def problems_text(diagnostics: Sequence[Diagnostic]) -> str:
    """One line a diagnostic, `path:line:column severity rule: message`, and below it what to do."""
    lines: list[str] = []
    for found in diagnostics:
        lines.append(f"{place(found)} {found.severity} {found.rule}: {visible(found.message)}")
        if found.help:
            lines.append(f"  help: {visible(found.help)}")
    return "\n".join(lines)


def counts_text(diagnostics: Iterable[Diagnostic]) -> str:
    """`2 errors, 1 warning, 3 infos`, or `no problems`."""
    return numbers_text(Counter(found.severity for found in diagnostics))


def numbers_text(counts: Mapping[str, int]) -> str:
    """The same of numbers by severity."""
    found = [(severity, counts[severity]) for severity in RANK if counts.get(severity)]
    said = [f"{count} {severity}{'s' if count > 1 else ''}" for severity, count in found]
    return ", ".join(said) or "no problems"


def rules_text(diagnostics: Iterable[Diagnostic]) -> str:
    """`unknown-link 12, invalid-date 3`: how often each rule was broken, most frequent first."""
    counts = Counter(found.rule for found in diagnostics)
    return ", ".join(f"{rule} {count}" for rule, count in sorted(counts.items(), key=lambda row: (-row[1], row[0])))


def _place(found: Diagnostic) -> tuple[str, int, int, str, str]:
    return found.path, found.span.line, found.span.column, found.rule, found.message
