"""Value readers: the vectors of every kind of field, and what is refused. Where a case file can say it, it does."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from milepost.config.settings import ReadingSettings
from milepost.model.calendar import OpenDate, Period, is_date_shaped, read_period
from milepost.model.fields import LinkTarget, MetricSpec
from milepost.model.quantity import Duration, Weight
from milepost.syntax.fields import ITEM_FIELDS, NOTE_FIELDS, Reads
from milepost.syntax.values import FieldValue, read_value

SETTINGS = ReadingSettings()
A_THIRD = Decimal("0." + "3" * 60)

PERIODS = {
    "2026-09-30": ("2026-09-30", "2026-09-30"),
    "2026-09-30T10:00": ("2026-09-30", "2026-09-30"),
    "2026-09-30 10:00:00.123Z": ("2026-09-30", "2026-09-30"),
    "9999-12-31T23:59:59-12:00": ("9999-12-31", "9999-12-31"),
    "[[2026-09-30]]": ("2026-09-30", "2026-09-30"),
    "[[Daily/2026-09-30|then]]": ("2026-09-30", "2026-09-30"),
    "2026-W40": ("2026-09-28", "2026-10-04"),
    "2026-W53": ("2026-12-28", "2027-01-03"),
    "2026-02": ("2026-02-01", "2026-02-28"),
    "2026-Q3": ("2026-07-01", "2026-09-30"),
    "2026Q3": ("2026-07-01", "2026-09-30"),
    "2026-H2": ("2026-07-01", "2026-12-31"),
    "2026H2": ("2026-07-01", "2026-12-31"),
    "2026": ("2026-01-01", "2026-12-31"),
    "9999": ("9999-01-01", "9999-12-31"),
    "2026-09-01..2026-09-30": ("2026-09-01", "2026-09-30"),
    "2026-Q1..2026-Q2": ("2026-01-01", "2026-06-30"),
}
NO_DATES = [
    "01/02/2026",
    "next Friday",
    "2026-1-2",
    "2024-11-31",
    "2026-02-30",
    "0000-01-01",
    "2026-W54",
    "2026-13",
    "2026-Q5",
    "2026-09-30T25:00",
    "2026-09-30..2026-09-01",
    "2026..2027..2028",
    "..",
    "٢٠٢٦-01-01",
    "TBD",
    "1.." * 3_000,
]


@pytest.mark.parametrize("text", PERIODS)
def test_a_period_has_a_first_and_a_last_day(text: str) -> None:
    """Days, date-times, weeks, months, quarters, halves, years and ranges."""
    period = read_period(text)

    assert isinstance(period, Period)
    assert (period.first.isoformat(), period.last.isoformat()) == PERIODS[text]


@pytest.mark.parametrize("text", NO_DATES)
def test_what_is_no_date_is_never_guessed(text: str) -> None:
    """Not a day-first date, not words, not a day that does not exist."""
    assert read_period(text) is None
    value, misreads = read_value(Reads.DATE, text, SETTINGS)
    assert value is None
    assert [misread.rule for misread in misreads] == ["invalid-date"]


@pytest.mark.parametrize("text", ["2026-xx-xx", "2026-09-xx", "2026-??", "YYYY-MM-DD", "2026-09-01..2026-xx-xx"])
def test_a_placeholder_leaves_a_date_open(text: str) -> None:
    """An open date is no error."""
    assert isinstance(read_period(text), OpenDate)
    value, misreads = read_value(Reads.DATE, text, SETTINGS)
    assert value is None
    assert [str(misread.severity) for misread in misreads] == ["info"]


def test_a_fiscal_year_shifts_quarters_and_halves_but_not_years() -> None:
    """With 4, the first quarter of 2026 is April to June."""
    spans = {text: read_period(text, 4) for text in ("2026-Q1", "2026-Q4", "2026-H2", "2026")}

    assert {text: (span.first, span.last) for text, span in spans.items() if isinstance(span, Period)} == {
        "2026-Q1": (date(2026, 4, 1), date(2026, 6, 30)),
        "2026-Q4": (date(2027, 1, 1), date(2027, 3, 31)),
        "2026-H2": (date(2026, 10, 1), date(2027, 3, 31)),
        "2026": (date(2026, 1, 1), date(2026, 12, 31)),
    }


@pytest.mark.parametrize("text", ["2026-1-2", "2024-11-31", "11.08.2024, 17:23:13", "01/02/2026", "2026-Q7", "2026-13"])
def test_text_may_be_shaped_like_a_date(text: str) -> None:
    """Numbers where a date has numbers."""
    assert is_date_shaped(text)


@pytest.mark.parametrize("text", ["soon", "Friday", "3 weeks", "100", "v1.2"])
def test_most_text_is_not_shaped_like_a_date(text: str) -> None:
    """Words, amounts and versions are none."""
    assert not is_date_shaped(text)


GOOD: list[tuple[Reads, str, FieldValue]] = [
    (Reads.NUMBER, "12", Decimal(12)),
    (Reads.NUMBER, "-0.5", Decimal("-0.5")),
    (Reads.NUMBER, "−3", Decimal(-3)),
    (Reads.NUMBER, "1e3", Decimal("1e3")),
    (Reads.NUMBER, str(A_THIRD), A_THIRD),
    (Reads.AMOUNT, "0.5", Decimal("0.5")),
    (Reads.WEIGHT, "0", Weight(Decimal(0))),
    (Reads.WEIGHT, "30 %", Weight(Decimal(30), is_share=True)),
    (Reads.FRACTION, "0.7", Decimal("0.7")),
    (Reads.FRACTION, "70%", Decimal("0.70")),
    (Reads.PROGRESS, "40%", Decimal("0.40")),
    (Reads.PROGRESS, "40", Decimal("0.40")),
    (Reads.PROGRESS, "0.4", Decimal("0.4")),
    (Reads.PROGRESS, "1", Decimal("0.01")),
    (Reads.PROGRESS, "1.0", Decimal("1.0")),
    (Reads.DURATION, "1w 5d", Duration("1w 5d", weeks=Decimal(1), days=Decimal(5))),
    (Reads.DURATION, "3 days", Duration("3 days", days=Decimal(3))),
    (Reads.DURATION, "2 weeks", Duration("2 weeks", weeks=Decimal(2))),
    (Reads.DURATION, "1mo", Duration("1mo", months=Decimal(1))),
    (Reads.DURATION, "4h", Duration("4h", hours=Decimal(4))),
    (Reads.CADENCE, "daily", Duration("daily", days=Decimal(1))),
    (Reads.CADENCE, "weekly", Duration("weekly", weeks=Decimal(1))),
    (Reads.CADENCE, "2w", Duration("2w", weeks=Decimal(2))),
    (Reads.CADENCE, "every 2 weeks", Duration("every 2 weeks", weeks=Decimal(2))),
    (Reads.CADENCE, "Monthly", Duration("Monthly", months=Decimal(1))),
    (Reads.CADENCE, "quarterly", Duration("quarterly", months=Decimal(3))),
    (Reads.PRIORITY, "High", "high"),
    (Reads.PRIORITY, "A", "high"),
    (Reads.PRIORITY, "5", "lowest"),
    (Reads.HEALTH, "at risk", "at_risk"),
    (Reads.HEALTH, "Green", "on_track"),
    (Reads.SWITCH, "Yes", True),
    (Reads.STRICT_SWITCH, "true", True),
    (Reads.STATUS, "In Progress", "In Progress"),
    (Reads.TEXTS, "a, b c", ("a", "b c")),
    (Reads.TAGS, "#a b/c,d", ("a", "b/c", "d")),
    (Reads.PEOPLE, "@ana, [[People/Ben|B.]], Clara Lee", ("ana", "Ben", "Clara Lee")),
    (Reads.PERSON, "[[Ana.md]]", "Ana"),
    (Reads.TEXT, "[[Areas/Health|Body]]", "Body"),
    (Reads.METRIC, "10 -> 60 km", MetricSpec(unit="km", baseline=Decimal(10), target=Decimal(60))),
    (Reads.METRIC, "30 → 50 NPS", MetricSpec(unit="NPS", baseline=Decimal(30), target=Decimal(50))),
    (Reads.METRIC, "80->75", MetricSpec(baseline=Decimal(80), target=Decimal(75))),
    (Reads.METRIC, "2% -> 5%", MetricSpec(unit="%", baseline=Decimal(2), target=Decimal(5))),
    (Reads.METRIC, "weekly distance", MetricSpec(name="weekly distance")),
    (Reads.DIRECTION, "at least", MetricSpec(direction="at_least")),
    (Reads.DIRECTION, "between 70 and 75", MetricSpec(direction="between", band=(Decimal(70), Decimal(75)))),
]


@pytest.mark.parametrize(("reads", "text", "value"), GOOD)
def test_a_value_is_read(reads: Reads, text: str, value: FieldValue) -> None:
    """Exactly, and without a word."""
    assert read_value(reads, text, SETTINGS) == (value, ())


BAD = [
    (Reads.NUMBER, "abc", "invalid-number"),
    (Reads.NUMBER, "nan", "invalid-number"),
    (Reads.NUMBER, "inf", "invalid-number"),
    (Reads.NUMBER, "1/0", "invalid-number"),
    (Reads.NUMBER, "1_000", "invalid-number"),
    (Reads.NUMBER, "1,000", "invalid-number"),
    (Reads.NUMBER, "1e999", "invalid-number"),
    (Reads.NUMBER, "٣", "invalid-number"),
    (Reads.NUMBER, "9" * 5_000, "invalid-number"),
    (Reads.NUMBER, "50%", "invalid-number"),
    (Reads.AMOUNT, "-1", "invalid-number"),
    (Reads.WEIGHT, "-1", "invalid-number"),
    (Reads.WEIGHT, "−5%", "invalid-number"),
    (Reads.FRACTION, "150 %", "invalid-number"),
    (Reads.FRACTION, "-0.1", "invalid-number"),
    (Reads.PROGRESS, "150 %", "invalid-number"),
    (Reads.PROGRESS, "-1", "invalid-number"),
    (Reads.DURATION, "5", "invalid-number"),
    (Reads.DURATION, "soon", "invalid-number"),
    (Reads.DURATION, "3m", "invalid-number"),
    (Reads.DURATION, "1d 2d", "invalid-number"),
    (Reads.CADENCE, "often", "field-not-read"),
    (Reads.CADENCE, "0d", "field-not-read"),
    (Reads.PRIORITY, "urgent!", "field-not-read"),
    (Reads.KIND, "goal", "field-not-read"),
    (Reads.SWITCH, "perhaps", "field-not-read"),
    (Reads.STRICT_SWITCH, "True", "publish-flag"),
    (Reads.STRICT_SWITCH, "yes", "publish-flag"),
    (Reads.STRICT_SWITCH, "", "publish-flag"),
    (Reads.METRIC, "60 km", "invalid-number"),
    (Reads.METRIC, "10 km -> 60 mi", "invalid-number"),
    (Reads.METRIC, "a -> b", "invalid-number"),
    (Reads.DIRECTION, "up and down", "field-not-read"),
    (Reads.DIRECTION, "between 75 and 70", "invalid-number"),
    (Reads.LINKS, "[[A", "field-not-read"),
    (Reads.PEOPLE, "@", "field-not-read"),
]


@pytest.mark.parametrize(("reads", "text", "rule"), BAD)
def test_what_is_no_value_is_named(reads: Reads, text: str, rule: str) -> None:
    """One problem, and no value."""
    value, misreads = read_value(reads, text, SETTINGS)

    assert value is None
    assert [misread.rule for misread in misreads] == [rule]


def test_a_percentage_is_exact_whatever_its_length() -> None:
    """Sixty digits stay sixty digits."""
    value, _ = read_value(Reads.FRACTION, "3" * 2 + "." + "3" * 58 + "%", SETTINGS)

    assert isinstance(value, Decimal)
    assert Fraction(value) == Fraction(int("3" * 60), 10**60)


def test_an_unknown_status_is_kept_and_said() -> None:
    """It is shown as typed; the nearest word is offered."""
    value, (misread,) = read_value(Reads.STATUS, "actve", SETTINGS)

    assert (value, misread.rule) == ("actve", "unknown-status")
    assert "`active`" in misread.help


def test_whole_words_only_are_statuses() -> None:
    """`incomplete` is not done, and nobody suggests that it might be."""
    (misread,) = read_value(Reads.STATUS, "incomplete", SETTINGS).misreads

    assert "Did you mean" not in misread.help


LINKS: list[tuple[str, LinkTarget]] = [
    ("[[Note]]", LinkTarget("Note")),
    ("[[folder/Note.md|shown]]", LinkTarget("folder/Note.md", shown="shown")),
    ("[[Note#Heading]]", LinkTarget("Note", heading="Heading")),
    ("[[Note#H1#H2]]", LinkTarget("Note", heading="H2")),
    ("[[#Heading]]", LinkTarget("", heading="Heading")),
    ("[[Note#^block]]", LinkTarget("Note", block="block")),
    ("[[Note]] +5d", LinkTarget("Note", lag=Duration("5d", days=Decimal(5)))),
    ("[[Note]]+1w 2d", LinkTarget("Note", lag=Duration("1w 2d", weeks=Decimal(1), days=Decimal(2)))),
    ("[[Note]] - 2d", LinkTarget("Note", lag=Duration("-2d", days=Decimal(-2)))),
    ("[t](Note%20x.md#h)", LinkTarget("Note x.md", heading="h", shown="t", is_wikilink=False)),
    ("[t](<a b.md>)", LinkTarget("a b.md", shown="t", is_wikilink=False)),
    ("task-12", LinkTarget("task-12", is_wikilink=False)),
    ("task-12 +3d", LinkTarget("task-12", lag=Duration("3d", days=Decimal(3)), is_wikilink=False)),
]


@pytest.mark.parametrize(("text", "target"), LINKS)
def test_a_link_names_a_note_a_heading_or_a_block(text: str, target: LinkTarget) -> None:
    """With or without brackets, with or without a lag."""
    assert read_value(Reads.LINKS, text, SETTINGS) == ((target,), ())


def test_several_links_stand_in_one_value() -> None:
    """Commas separate, and so do brackets. Text behind a link is named."""
    value, misreads = read_value(Reads.LINKS, "[[A]], b c [[D]] [[E]] later", SETTINGS)

    assert isinstance(value, tuple)
    assert [link.name for link in value if isinstance(link, LinkTarget)] == ["A", "b c", "D", "E"]
    assert [misread.rule for misread in misreads] == ["field-not-read"]


def test_periods_cost_only_themselves() -> None:
    """One that cannot be read does not take the others with it."""
    value, misreads = read_value(Reads.PERIODS, "2026-07-01..2026-07-14, soon, 2026-W40", SETTINGS)

    assert isinstance(value, tuple)
    assert len(value) == 2
    assert [misread.rule for misread in misreads] == ["invalid-date"]


def test_every_kind_of_field_has_a_reader() -> None:
    """The table of fields asks for nothing that `values` cannot read."""
    asked = {row.reads for row in (*NOTE_FIELDS, *ITEM_FIELDS)}

    assert asked == set(Reads)
    for reads in Reads:
        read_value(reads, "x", SETTINGS)
