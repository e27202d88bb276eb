"""Reason: why a goal needs somebody."""

from dataclasses import dataclass

from milepost.model.goal import Goal
from milepost.model.quick import quickly_made
from milepost.report.pages.parts import Badge


@quickly_made
@dataclass(frozen=True, slots=True)
class Reason:
    """Why a goal needs somebody. `rank` is 0 for the worst kind, `days` how long it has been so."""

    goal: Goal
    rank: int
    days: int
    badge: Badge
    reason: str
    step: str
