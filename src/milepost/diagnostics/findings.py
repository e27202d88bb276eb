"""Findings: where a stage puts what it found, with severities from the table of rules."""

from collections.abc import Mapping, Sequence
from typing import Any

from milepost.diagnostics.problem import Diagnostic, Problem, Severity
from milepost.diagnostics.rules import RULES
from milepost.diagnostics.wording import sentence
from milepost.model.frozen import frozen, maker_of
from milepost.model.ids import VaultPath
from milepost.model.span import Span
from milepost.model.sweep import Order

_made = maker_of(Diagnostic)


def told(
    rule: str, at: tuple[VaultPath, Span], message: str, remedy: str, *, severity: Severity | None = None
) -> Diagnostic:
    """Something worth telling, with the rule's default severity where it has none of its own."""
    return _made(rule, severity or RULES[rule].severity, *at, sentence(message), sentence(remedy))


def located(path: VaultPath, problem: Problem) -> Diagnostic:
    """A problem at its note."""
    return told(problem.rule, (path, problem.span), problem.message, problem.help, severity=problem.severity)


@frozen
class Found:
    """All that one step found: by what it was looking at, in this order."""

    step: str
    order: Order[Any]
    by_key: Mapping[Any, tuple[Diagnostic, ...]]


def found_at_once(step: str, found: Sequence[Diagnostic]) -> Found:
    """What a step found that looks at everything together."""
    return Found(step, _ALL, {"": tuple(found)})


_ALL = Order(("",))


class Findings:
    """An append-only list of diagnostics, alive for one run of one stage."""

    def __init__(self) -> None:
        self.all: list[Diagnostic] = []

    def say(self, rule: str, at: tuple[VaultPath, Span], message: str, remedy: str = "", *, info: bool = False) -> None:
        """Note one problem from its parts; `info` lowers a rule that matters less here."""
        self.all.append(told(rule, at, message, remedy, severity=Severity.INFO if info else None))
