"""Severities as the author wants them: `[rules]` of the settings, and `milepost-ignore` marks in the notes."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from milepost.diagnostics.problem import Diagnostic, Severity
from milepost.model.ids import VaultPath
from milepost.syntax.document import Document


def settled(
    found: Iterable[Diagnostic], rules: Mapping[str, str], documents: Mapping[VaultPath, Document]
) -> tuple[Diagnostic, ...]:
    """Each diagnostic once, in order of place, with its severity set and silenced ones left out."""
    known = {str(severity) for severity in Severity}
    wanted = {name: Severity(word) for name, word in rules.items() if word in known}
    shown = []
    for diagnostic in dict.fromkeys(found):
        severity = wanted.get(diagnostic.rule, diagnostic.severity)
        if severity is Severity.OFF or _is_silenced(diagnostic, documents.get(diagnostic.path)):
            continue
        shown.append(diagnostic if severity is diagnostic.severity else replace(diagnostic, severity=severity))
    return tuple(sorted(shown, key=_place))


def _is_silenced(diagnostic: Diagnostic, document: Document | None) -> bool:
    return document is not None and any(
        rule == diagnostic.rule and line in (0, diagnostic.span.line) for rule, line in document.ignores
    )


def _place(diagnostic: Diagnostic) -> tuple[str, int, int, str, str]:
    span = diagnostic.span
    return diagnostic.path, span.line, span.column, diagnostic.rule, diagnostic.message
