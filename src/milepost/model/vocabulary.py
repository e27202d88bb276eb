"""The closed sets of words some fields take. Keys are squashed (`model.status.squash`), values our own words."""

from collections.abc import Mapping

PRIORITIES: Mapping[str, str] = {
    "highest": "highest",
    "high": "high",
    "medium": "medium",
    "low": "low",
    "lowest": "lowest",
    "a": "high",
    "b": "medium",
    "c": "low",
    "1": "highest",
    "2": "high",
    "3": "medium",
    "4": "low",
    "5": "lowest",
}
KINDS: Mapping[str, str] = {"milestone": "milestone", "metric": "metric", "binary": "binary", "ongoing": "ongoing"}
HORIZONS: Mapping[str, str] = {
    "short": "short",
    "medium": "medium",
    "long": "long",
    "shortterm": "short",
    "mediumterm": "medium",
    "longterm": "long",
}
COMMITMENTS: Mapping[str, str] = {"committed": "committed", "aspirational": "aspirational"}
ROLLUPS: Mapping[str, str] = {"children": "children", "leaves": "leaves", "sum": "sum"}
DIRECTIONS: Mapping[str, str] = {
    "increase": "increase",
    "decrease": "decrease",
    "atleast": "at_least",
    "atmost": "at_most",
    "between": "between",
}
AGGREGATES: Mapping[str, str] = {
    "last": "last",
    "sum": "sum",
    "max": "max",
    "min": "min",
    "mean": "mean",
    "count": "count",
}
HEALTH_WORDS: Mapping[str, str] = {
    "ontrack": "on_track",
    "green": "on_track",
    "good": "on_track",
    "ok": "on_track",
    "atrisk": "at_risk",
    "amber": "at_risk",
    "yellow": "at_risk",
    "offtrack": "off_track",
    "red": "off_track",
    "bad": "off_track",
    "paused": "paused",
    "done": "done",
    "missed": "missed",
    "notstarted": "not_started",
    "unknown": "unknown",
}
"""Declared health: the computed health's words, and traffic lights."""
