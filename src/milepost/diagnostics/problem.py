"""Span, Problem, Diagnostic, Outcome: how every stage says what it could not do."""

from enum import StrEnum
from typing import Generic, NamedTuple, TypeVar

from milepost.model.frozen import frozen
from milepost.model.ids import VaultPath
from milepost.model.quick import quickly_named
from milepost.model.span import Span

__all__ = ["Diagnostic", "Outcome", "Problem", "Severity", "Span"]

T = TypeVar("T")


@quickly_named
class Severity(StrEnum):
    """How much a diagnostic matters; `OFF` silences a rule."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"
    OFF = "off"


@frozen
class Problem:
    """A diagnostic before it knows which note it is in. `severity` None means the rule's default."""

    rule: str
    span: Span
    message: str
    help: str = ""
    severity: Severity | None = None


@frozen
class Diagnostic:
    """One thing worth telling the author: rule, place, sentence, remedy."""

    rule: str
    severity: Severity
    path: VaultPath
    span: Span
    message: str
    help: str = ""


class Outcome(NamedTuple, Generic[T]):
    """A value and what was found while making it. Core stages never raise because of what a user wrote."""

    value: T
    diagnostics: tuple[Diagnostic, ...] = ()
