"""goals.csv: a row for each goal, for spreadsheets (`export csv`). Columns are called as the keys of data.json.

RFC 4180. Text that a spreadsheet would take for a formula begins with an apostrophe, which spreadsheets understand as
"what follows is text".
"""

import csv
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from operator import itemgetter
from typing import Any

from milepost.analysis.facts import Analysis
from milepost.model.goal import Goal
from milepost.model.memo import Memo
from milepost.model.plan import Plan
from milepost.report.export.goal import goal_summary, odds_json
from milepost.report.goal_dates import goal_dates
from milepost.report.holding import held_back
from milepost.report.material import Material
from milepost.report.visible import visible

_BETWEEN = "; "
_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?\Z", re.ASCII)
_FORMULA = re.compile(r"[\t\r\n]|\s*[=+\-@＝＋－＠]")

_OWN = (
    "id", "path", "title", "level", "kind", "status", "outcome", "health", "progress", "expected", "gap", "done_count",
    "total_count", "start", "due", "due_text", "done", "owner", "with", "area", "tags", "priority", "weight",
)  # fmt: skip
_SCHEDULE = ("earliest_start", "earliest_finish", "latest_start", "latest_finish", "total_slack", "critical")
_FORECAST = ("p50", "p85", "p95", "chance_by_due")
_MORE = (
    "original_due", "slip", "pushes", "horizon", "cycle", "approver", "estimate", "why", "done_when", "commitment",
    "confidence", "score", "parents", "children", "depends_on", "blocked",
)  # fmt: skip
_own, _more = itemgetter(*_OWN), itemgetter(*_MORE)
COLUMNS = (*_OWN, *_SCHEDULE, *_FORECAST, *_MORE)
"""The header row. Those of the schedule and the forecast are keys of these parts of a goal."""


def goals_csv(material: Material, memo: Memo) -> Iterator[str]:
    """The header and the rows, in path order; those of goals that did not change are kept as they are written."""
    plan, figures = material.plan, material.analysis
    dates = (*goal_dates(figures, memo), *held_back(plan, figures, memo))
    inputs = (plan.goals, figures.goals, figures.healths, figures.forecasts, *dates)
    yield _line(COLUMNS)
    yield from memo.sweep(
        "csv", plan.listed, inputs, lambda name, _: _line(_row(plan.goals[name], plan, figures))
    ).values()


def _line(cells: Sequence[str]) -> str:
    """A row as it is written."""
    made: list[str] = []
    csv.writer(_Rows(made.append)).writerow(cells)
    return made[0]


class _Rows:
    """What `csv` writes to: each row is handed on as it comes."""

    def __init__(self, write: Callable[[str], object]) -> None:
        self.write = write


def _row(goal: Goal, plan: Plan, analysis: Analysis) -> list[str]:
    own: Mapping[str, Any] = goal_summary(goal, plan, analysis)
    schedule, found = own["schedule"] or {}, analysis.forecasts.get(goal.id)
    forecast = odds_json(found) if found else {}
    dates = [schedule.get(key) for key in _SCHEDULE] + [forecast.get(key) for key in _FORECAST]
    values: list[Any] = [*_own(own), *dates, *_more(own)]
    return [
        ""
        if each is None
        else each  # as nearly all texts are: no call for them
        if type(each) is str and each[:1].isalnum() and each.isascii() and each.isprintable()
        else _cell(each)
        for each in values
    ]


def _cell(value: object) -> str:
    """A value as text, lists joined by semicolons."""
    if isinstance(value, str):
        return _safe(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    return _safe(_BETWEEN.join(map(str, value)) if isinstance(value, list) else str(value))


def _safe(text: str) -> str:
    """One line that nobody computes: with an apostrophe before what is no number and begins like a formula."""
    shown = visible(text)
    if text[:1].isalnum():  # as nearly all begin, and no formula does
        return shown
    return f"'{shown}" if _FORMULA.match(text) and not _NUMBER.match(text) else shown
