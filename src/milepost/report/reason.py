"""Reason: why a goal needs somebody."""

from milepost.model.frozen import frozen
from milepost.model.goal import Goal
from milepost.report.pages.parts import Badge


@frozen
class Reason:
    """Why a goal needs somebody. `rank` is 0 for the worst kind, `days` how long it has been so."""

    goal: Goal
    rank: int
    days: int
    badge: Badge
    reason: str
    step: str
