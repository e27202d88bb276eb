"""The heat map of the overview: on how many days of the last year something was finished or written down."""

from collections import Counter
from datetime import date

from milepost.config.table import DAYS
from milepost.model.said import numeral, say
from milepost.report.activity import busy_days, within
from milepost.report.around import Around
from milepost.report.charts.heat import Heat, first_day, heat_columns, heat_days, heat_levels, heat_months
from milepost.report.wording import counted, day_words, month_name

_ENOUGH_DAYS = 2


def heat_map(around: Around) -> Heat | None:
    """The last year; None where not even two of its days are known."""
    week_start = DAYS.index(around.material.settings.week_start)
    first = first_day(around.as_of, week_start)
    counts = within(busy_days(around), first, around.as_of)
    if len(counts) < _ENOUGH_DAYS:
        return None
    best = min(counts, key=lambda day: (-counts[day], -day.toordinal()))
    most = say(", most on {best}", best=day_words(best)) if counts[best] > 1 else ""
    busy, things = counted(len(counts), "day"), counted(sum(counts.values()), "thing")
    return Heat(
        caption=say(
            "{things} finished or written down on {busy} of the last year{most}", things=things, busy=busy, most=most
        ),
        description=say(
            "From {min} to {counts}, at most {counts2:,} a day.",
            min=day_words(min(counts)),
            counts=day_words(max(counts)),
            counts2=counts[best],
        ),
        empty=heat_columns(first, around.as_of),
        levels=heat_levels(counts, first),
        months=heat_months(first, around.as_of),
        days=heat_days(week_start),
        rows=_rows(counts),
    )


def _rows(counts: dict[date, int]) -> tuple[tuple[str, str, str], ...]:
    """Month by month: days and things."""
    days = Counter((day.year, day.month) for day in counts)
    things: Counter[tuple[int, int]] = Counter()
    for day, count in counts.items():
        things[day.year, day.month] += count
    named = (
        (month, say("{month_name} {month}", month_name=month_name(date(*month, 1)), month=month[0]))
        for month in sorted(days)
    )
    return tuple((name, numeral(f"{days[month]:,}"), numeral(f"{things[month]:,}")) for month, name in named)
