"""Laws of exports: whatever stands in the notes, each form is what its readers expect, and the same in any order."""

import csv
import json
from dataclasses import replace
from datetime import date
from fractions import Fraction
from io import StringIO
from random import Random
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from milepost.config.settings import PublishSettings, Settings
from milepost.report.around import Around
from milepost.report.export.data import data_json
from milepost.report.export.feed import MOST_ENTRIES
from milepost.report.export.table import COLUMNS
from milepost.report.jsonable import rounded
from milepost.session.build import Session
from milepost.session.exports import MAKERS, export_bytes
from tests.property.strategies import AS_OF, snapshot, vaults

ATOM = "{http://www.w3.org/2005/Atom}"
ADDRESSES = ("", "https://plans.example.org/x", "https://[", "http://ü.example")
DAYS = st.sampled_from((AS_OF, date.min, date.max))


def around(files: dict[str, bytes], as_of: date = AS_OF, base: str = "", *, order: Random | None = None) -> Around:
    """A build of notes, listed in another order if there is one."""
    here = snapshot(files)
    notes = list(here.notes)
    if order is not None:
        order.shuffle(notes)
    settings = replace(Settings(), publish=PublishSettings(base_url=base))
    return Around(Session().build(replace(here, notes=tuple(notes)), settings, as_of).material)


@given(figure=st.one_of(st.fractions(), st.integers().map(lambda halves: Fraction(halves, 2_000_000))))
def test_figures_are_rounded_to_the_nearest_millionth(figure: Fraction) -> None:
    """Half to even, and whole ones without a point."""
    exact = round(figure, 6)
    found = rounded(figure)
    assert found == (exact.numerator if exact.denominator == 1 else float(exact))
    assert isinstance(found, int) == (exact.denominator == 1)


@given(files=vaults(), as_of=DAYS, base=st.sampled_from(ADDRESSES))
def test_each_form_is_what_its_readers_expect(files: dict[str, bytes], as_of: date, base: str) -> None:
    """Parsed by the programs that people give them to, with a row, event or node for each thing."""
    found = around(files, as_of, base)
    text = {name: export_bytes(name, found).decode("utf-8") for name in MAKERS}
    goals = found.plan.goals

    assert json.loads(text["json"]) == json.loads(
        json.dumps(data_json(found.material, json.loads(text["json"])["generator"]))
    )
    header, *rows = csv.reader(StringIO(text["csv"], newline=""), strict=True)
    assert header == list(COLUMNS)
    assert {len(row) for row in rows} <= {len(COLUMNS)}
    assert len(rows) == len(goals)
    events = Calendar.from_ical(text["ics"]).walk("VEVENT")
    assert len({str(event["UID"]) for event in events}) == len(events)
    assert all(event.decoded("DTSTART") <= event.decoded("DTEND", date.max) for event in events)
    assert max(map(len, text["ics"].encode().split(b"\r\n"))) <= 75
    feed = ElementTree.fromstring(text["atom"])
    ids = [element.text for element in feed.iter(f"{ATOM}id")]
    assert len(set(ids)) == len(ids) <= MOST_ENTRIES + 1
    assert max(element.text or "" for element in feed.iter(f"{ATOM}updated")) == feed.findtext(f"{ATOM}updated")
    assert text["mermaid"].count("[") == len(goals)
    assert text["markdown"].startswith("---\nignore: true\n")
    assert ElementTree.fromstring(text["badge"]).tag == "{http://www.w3.org/2000/svg}svg"


@given(files=vaults(), order=st.randoms(use_true_random=False))
def test_the_order_of_notes_changes_no_byte(files: dict[str, bytes], order: Random) -> None:
    """Of any form."""
    here, there = around(files), around(files, order=order)

    assert {name: export_bytes(name, here) for name in MAKERS} == {name: export_bytes(name, there) for name in MAKERS}
