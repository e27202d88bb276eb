"""The page values of the pages that look ahead: how goals are put (`sharpen.html`) and when they are likely done."""

from typing import NamedTuple

from milepost.model.frozen import frozen
from milepost.report.pages.parts import Badge, Day, Head, Link, Pager


class LightRow(NamedTuple):
    """One light: its name, whether it passes, on which evidence, and what to write where it fails.

    `source` is the line that it looked at, "" where it looked at many things or the page has no room for it.
    """

    name: str
    badge: Badge
    evidence: str
    write: str
    source: str = ""


class SharpenRow(NamedTuple):
    """A goal with its five lights; `failing` are those that fail, with what to write."""

    goal: Link
    badge: Badge
    words: str
    lights: tuple[LightRow, ...]
    failing: tuple[LightRow, ...]


@frozen
class SharpenSection:
    """The goals that are yet to begin, or those under way."""

    key: str
    title: str
    count: str
    rows: tuple[SharpenRow, ...]


@frozen
class SharpenPage:
    """`sharpen.html` and, for more than a hundred goals, `sharpen-2.html` …"""

    head: Head
    heading: str
    finding: str
    sections: tuple[SharpenSection, ...]
    pager: Pager | None


class ForecastRow(NamedTuple):
    """An open goal with the days by which it is done with even, good and very good chances, and what they rest on."""

    goal: Link
    badge: Badge
    p50: Day
    p85: Day
    p95: Day | None
    due: Day | None
    chance: str
    data: str


class NoForecastRow(NamedTuple):
    """An open goal without a forecast: what is known instead, or what is missing."""

    goal: Link
    said: str


class HeldRow(NamedTuple):
    """How often a goal's past forecasts held."""

    goal: Link
    even: str
    likely: str


class SpanRow(NamedTuple):
    """A closed goal: the days that were planned, those it took, and how many times as long that is."""

    goal: Link
    planned: str
    actual: str
    ratio: str


@frozen
class PastPart:
    """What became of earlier forecasts and plans: the findings, and goal by goal. `limits` says what was left out."""

    held_words: str
    held: tuple[HeldRow, ...]
    limits: str
    spans_words: str
    spans: tuple[SpanRow, ...]
    spans_more: str


@frozen
class ForecastPage:
    """`forecast.html` and, for more than a hundred goals, `forecast-2.html` …; `past` stands on the first.

    `projected` are metric goals with what their pace says, `missing` those for which something is.
    """

    head: Head
    heading: str
    finding: str
    not_counted: str
    rows: tuple[ForecastRow, ...]
    projected: tuple[NoForecastRow, ...]
    missing: tuple[NoForecastRow, ...]
    past: PastPart | None
    pager: Pager | None
