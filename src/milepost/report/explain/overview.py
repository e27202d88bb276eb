"""All figures of one subject at a glance: each with its value and the one fact that decides it."""

from milepost.report.explain.asked import Asked
from milepost.report.explain.explanation import Explanation
from milepost.report.explain.figures import explain_all

_SAYS_NOTHING = ("none", "nothing", "not written", "nobody is named", "closed")


def overview(asked: Asked) -> tuple[tuple[Explanation, ...], tuple[str, ...]]:
    """The figures that say something, and the names of those that say nothing here."""
    found = explain_all(asked)
    telling = tuple(one for one in found if _says_something(one))
    silent = tuple(one.figure for one in found if not _says_something(one))
    return telling, silent


def _says_something(one: Explanation) -> bool:
    return one.value not in (None, ()) or not one.shown.startswith(_SAYS_NOTHING)
