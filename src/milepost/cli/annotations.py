"""Diagnostics for code hosts: GitHub's workflow commands and SARIF 2.1.0."""

from collections.abc import Iterable, Sequence
from urllib.parse import quote

from milepost import __version__
from milepost.diagnostics.problem import Diagnostic, Severity
from milepost.diagnostics.rules import RULES
from milepost.report.jsonable import Json
from milepost.report.visible import visible

_GITHUB = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
_SARIF = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_IN_VALUES = {ord("%"): "%25", ord("\r"): "%0D", ord("\n"): "%0A"}
_IN_PROPERTIES = _IN_VALUES | {ord(":"): "%3A", ord(","): "%2C"}


def github_lines(diagnostics: Iterable[Diagnostic], prefix: str = "") -> str:
    """One workflow command a diagnostic. `prefix` leads from the repository's root to the vault."""
    lines = []
    for found in diagnostics:
        properties = {
            "file": visible(prefix + found.path),
            "line": str(found.span.line),
            "col": str(found.span.column),
            **({"endColumn": str(found.span.end_column)} if found.span.end_column > found.span.column else {}),
            "title": found.rule,
        }
        said = ",".join(f"{key}={value.translate(_IN_PROPERTIES)}" for key, value in properties.items())
        message = "\n".join(visible(text) for text in (found.message, found.help) if text)
        lines.append(f"::{_GITHUB[found.severity]} {said}::{message.translate(_IN_VALUES)}\n")
    return "".join(lines)


def sarif(diagnostics: Sequence[Diagnostic], prefix: str = "") -> Json:
    """A SARIF log with one run; columns count code points."""
    names = sorted({found.rule for found in diagnostics})
    number = {name: index for index, name in enumerate(names)}
    driver: Json = {
        "name": "milepost",
        "semanticVersion": __version__,
        "rules": [_sarif_rule(name) for name in names],
    }
    return {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": driver},
                "columnKind": "unicodeCodePoints",
                "results": [_sarif_result(found, number[found.rule], prefix) for found in diagnostics],
            }
        ],
    }


def _sarif_rule(name: str) -> Json:
    rule = RULES.get(name)
    level = _SARIF[rule.severity] if rule else "warning"
    return {"id": name, "defaultConfiguration": {"level": level}}


def _sarif_result(found: Diagnostic, rule_index: int, prefix: str) -> Json:
    region: Json = {"startLine": found.span.line, "startColumn": found.span.column}
    if found.span.end_column > found.span.column:
        region["endColumn"] = found.span.end_column
    message = f"{found.message}\n{found.help}" if found.help else found.message
    uri = quote((prefix + found.path).encode("utf-8", "surrogateescape"))
    return {
        "ruleId": found.rule,
        "ruleIndex": rule_index,
        "level": _SARIF[found.severity],
        "message": {"text": message},
        "locations": [{"physicalLocation": {"artifactLocation": {"uri": uri}, "region": region}}],
    }
