"""Exports: the plan as files for other programs, the same on a site and from the command line.

What only some of them need is imported when one is made: icalendar takes longer to load than most plans to export.
"""

from collections.abc import Callable, Iterator, Mapping

from milepost import __version__
from milepost.report.around import Around
from milepost.report.export.badge import badge_json, plan_badge
from milepost.report.export.data import data_text
from milepost.report.export.dates import plan_calendar
from milepost.report.export.feed import feed_of
from milepost.report.export.markdown import overview_markdown
from milepost.report.export.mermaid import plan_mermaid
from milepost.report.export.schema import data_schema
from milepost.report.export.table import goals_csv
from milepost.report.jsonable import json_line

Pieces = Iterator[str]


def export_bytes(name: str, around: Around) -> bytes:
    """One of MAKERS by its name, as the file holds it."""
    return b"".join(piece.encode("utf-8") for piece in MAKERS[name](around))


def _data(around: Around) -> Pieces:
    return data_text(around.material, f"milepost {__version__}")


def _schema(_: Around) -> Pieces:
    yield f"{json_line(data_schema())}\n"


def _table(around: Around) -> Pieces:
    return goals_csv(around.material, around.memo)


def _calendar(around: Around) -> Pieces:
    from milepost.render.calendar import calendar_text

    yield calendar_text(plan_calendar(around))


def _feed(around: Around) -> Pieces:
    from milepost.render.xml import feed_text

    yield feed_text(feed_of(around))


def _badge(around: Around) -> Pieces:
    from milepost.render.xml import badge_text

    yield badge_text(plan_badge(around))


def _badge_data(around: Around) -> Pieces:
    yield f"{json_line(badge_json(plan_badge(around)))}\n"


MAKERS: Mapping[str, Callable[[Around], Pieces]] = {
    "json": _data,
    "schema": _schema,
    "csv": _table,
    "ics": _calendar,
    "atom": _feed,
    "markdown": overview_markdown,
    "mermaid": plan_mermaid,
    "badge": _badge,
    "badge-data": _badge_data,
}
"""What `milepost export` and `report.exports` name."""
