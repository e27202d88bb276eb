"""The calendar: what is due and what was reached, month by month."""
