"""The as-of date: `--today`, else SOURCE_DATE_EPOCH, else today in the configured time zone. The only clock."""

import os
from datetime import UTC, date, datetime, tzinfo

from milepost.cli.exits import Code, Stop


class UnknownZone(Exception):  # noqa: N818 - a finding, told as a problem of the settings
    """The settings name a time zone that this computer does not know."""


def as_of(today: date | None, zone: tzinfo | None = None) -> date:
    """The day that every figure is computed for. Without a `zone` the system's own counts.

    A reproducible build (SOURCE_DATE_EPOCH) without a configured zone counts by UTC's days.
    """
    if today is not None:
        return today
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "").strip()
    if epoch:
        return _day_of_epoch(epoch, zone or UTC)
    return datetime.now(zone).date() if zone else datetime.now().astimezone().date()


def _day_of_epoch(epoch: str, zone: tzinfo) -> date:
    try:
        return datetime.fromtimestamp(int(epoch), tz=zone).date()
    except (ValueError, OverflowError, OSError):
        said = f"SOURCE_DATE_EPOCH is {epoch!r}, which is no time"
        raise Stop(Code.USAGE, said, "Give seconds since 1970, or unset it.") from None


def zone_named(timezone: str) -> tzinfo | None:
    """A configured time zone; None where none is. Raises UnknownZone."""
    if not timezone:
        return None
    from zoneinfo import ZoneInfo

    try:
        return ZoneInfo(timezone)
    except (KeyError, ValueError, OSError):
        raise UnknownZone(timezone) from None
