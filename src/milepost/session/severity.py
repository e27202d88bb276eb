"""Severities as the author wants them: `[rules]` of the settings, and `milepost-ignore` marks in the notes."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import chain

from milepost.audience import Seen
from milepost.diagnostics.findings import Found
from milepost.diagnostics.problem import Diagnostic, Severity
from milepost.model.ids import VaultPath
from milepost.model.memo import Memo
from milepost.model.sweep import Order
from milepost.syntax.document import Document

Settled = Mapping[VaultPath, tuple[Diagnostic, ...]]


def settled(
    found: Sequence[Found],
    rules: Mapping[str, str],
    seen: Seen,
    *,
    memo: Memo,
) -> Settled:
    """By path: each diagnostic once, in order of place, with its severity set and silenced ones left out.

    Not all are in notes that are seen: there are those in settings.
    """
    paths, documents = seen.paths, seen.documents
    known = {str(severity) for severity in Severity}
    wanted = {name: Severity(word) for name, word in rules.items() if word in known}
    groups = tuple(_by_path(one, memo) for one in found)

    def settle(path: VaultPath, _known: object) -> tuple[Diagnostic, ...]:
        told = list(chain.from_iterable(group.get(path, ()) for group in groups))
        return tuple(_settled(told, wanted, documents.get(path))) if told else ()

    beside = tuple(_beside(one.step, group, paths, memo) for one, group in zip(found, groups, strict=True))
    elsewhere = frozenset[VaultPath]().union(*beside)
    order = memo.value("troubled", None, (paths, elsewhere), lambda: _troubled(paths, elsewhere))
    return memo.sweep("severity", order, (*groups, documents), settle, shared=(wanted,))


def counts_of(problems: Settled, memo: Memo) -> Mapping[str, int]:
    """How many there are of each severity."""
    order = memo.same("told of", None, Order(problems))
    own = memo.sweep(
        "severities",
        order,
        (problems,),
        lambda path, _: tuple(one.severity.value for one in problems[path]),
        in_order=False,
    )
    return memo.value("counts of problems", None, (own,), lambda: Counter(chain.from_iterable(own.values())))


def _troubled(paths: Order[VaultPath], elsewhere: frozenset[VaultPath]) -> Order[VaultPath]:
    return Order(sorted((*paths, *elsewhere))) if elsewhere else paths


def _beside(step: str, group: Settled, paths: Order[VaultPath], memo: Memo) -> frozenset[VaultPath]:
    """What is told of and is no note."""
    return memo.value("beside the notes", step, (group, paths), lambda: frozenset(group.keys() - paths.place.keys()))


def _by_path(found: Found, memo: Memo) -> Settled:
    table = found.by_key
    return memo.group(
        f"{found.step}, by path",
        found.order,
        table,
        lambda key: ((each.path, each) for each in table[key]),
        in_order=False,
    )


def _settled(
    found: Sequence[Diagnostic], wanted: Mapping[str, Severity], document: Document | None
) -> list[Diagnostic]:
    shown = []
    ignores = document.ignores if document is not None else ()
    for diagnostic in _each_once(found):
        severity = wanted.get(diagnostic.rule, diagnostic.severity)
        if severity is not Severity.OFF and not (ignores and _is_silenced(diagnostic, ignores)):
            shown.append(diagnostic if severity is diagnostic.severity else replace(diagnostic, severity=severity))
    return sorted(shown, key=_place)


def _each_once(found: Sequence[Diagnostic]) -> Iterable[Diagnostic]:
    """What is told at places of their own, or in other words, cannot be the same: most often that is all."""
    return found if len(set(map(_place, found))) == len(found) else dict.fromkeys(found)


def _is_silenced(diagnostic: Diagnostic, ignores: Iterable[tuple[str, int]]) -> bool:
    return any(rule == diagnostic.rule and line in (0, diagnostic.span.line) for rule, line in ignores)


def _place(diagnostic: Diagnostic) -> tuple[int, int, str, str]:
    span = diagnostic.span
    return span.line, span.column, diagnostic.rule, diagnostic.message
