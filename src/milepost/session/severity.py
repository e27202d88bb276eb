"""Severities as the author wants them: `[rules]` of the settings, and `milepost-ignore` marks in the notes."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from milepost.diagnostics.problem import Diagnostic, Severity
from milepost.model.ids import VaultPath
from milepost.model.memo import Memo
from milepost.model.sweep import Order
from milepost.syntax.document import Document

Settled = Mapping[VaultPath, tuple[Diagnostic, ...]]


def settled(
    found: Iterable[Diagnostic], rules: Mapping[str, str], documents: Mapping[VaultPath, Document], memo: Memo
) -> Settled:
    """By path: each diagnostic once, in order of place, with its severity set and silenced ones left out."""
    known = {str(severity) for severity in Severity}
    wanted = {name: Severity(word) for name, word in rules.items() if word in known}
    gathered: dict[VaultPath, list[Diagnostic]] = {}
    for diagnostic in found:
        gathered.setdefault(diagnostic.path, []).append(diagnostic)

    def settle(path: VaultPath, _known: object) -> tuple[Diagnostic, ...]:
        return tuple(_settled(gathered[path], wanted, documents.get(path)))

    order = memo.same("troubled", None, Order(sorted(gathered)))
    return memo.sweep("severity", order, (gathered, documents), settle, shared=(wanted,))


def _settled(
    found: Sequence[Diagnostic], wanted: Mapping[str, Severity], document: Document | None
) -> list[Diagnostic]:
    shown = []
    for diagnostic in dict.fromkeys(found):
        severity = wanted.get(diagnostic.rule, diagnostic.severity)
        if severity is not Severity.OFF and not _is_silenced(diagnostic, document):
            shown.append(diagnostic if severity is diagnostic.severity else replace(diagnostic, severity=severity))
    return sorted(shown, key=_place)


def _is_silenced(diagnostic: Diagnostic, document: Document | None) -> bool:
    return document is not None and any(
        rule == diagnostic.rule and line in (0, diagnostic.span.line) for rule, line in document.ignores
    )


def _place(diagnostic: Diagnostic) -> tuple[int, int, str, str]:
    span = diagnostic.span
    return span.line, span.column, diagnostic.rule, diagnostic.message
