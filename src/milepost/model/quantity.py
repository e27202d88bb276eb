"""Numbers with a unit: exact decimals, weights, durations. Nothing here is ever a float."""

from decimal import Decimal
from fractions import Fraction

from milepost.model.frozen import frozen


@frozen
class Weight:
    """A share in the parent: a plain weight, or (`is_share`) a percentage of the whole, 0..100."""

    value: Decimal
    is_share: bool = False


@frozen
class Duration:
    """How long something takes, by the units written: `1w 3d` keeps one week and three days."""

    text: str
    months: Decimal = Decimal(0)
    weeks: Decimal = Decimal(0)
    days: Decimal = Decimal(0)
    hours: Decimal = Decimal(0)

    def in_days(self, *, calendar: bool) -> Fraction:
        """Length in working days (5 a week, 21 a month, 8 hours each) or in calendar days (7, 30, 24)."""
        week, month, hours = (7, 30, 24) if calendar else (5, 21, 8)
        return (
            Fraction(self.months) * month
            + Fraction(self.weeks) * week
            + Fraction(self.days)
            + Fraction(self.hours) / hours
        )
