"""The calendar and the feed, read by the libraries that calendars and feed readers are made of."""

import re
from datetime import date, timedelta
from xml.etree.ElementTree import Element

import pytest

from milepost.report.export.feed import MOST_ENTRIES
from tests.conftest import Run
from tests.exported import ATOM, BROKEN, DATED, GOAL, SITE, TITLES, entries, events, exported, feed, quoted, titled
from tests.vaults import Vaults

# -- plan.ics


def test_open_goals_and_milestones_are_events(run: Run, vault: Vaults) -> None:
    """All day, coarse dates as spans; what is closed, cancelled or without a date is none."""
    found = {
        str(each["SUMMARY"]): (each.decoded("DTSTART"), each.decoded("DTEND")) for each in events(run, vault(DATED))
    }

    assert found == {
        "late · A": (date(2026, 8, 3), date(2026, 8, 4)),
        "week · A": (date(2026, 9, 28), date(2026, 10, 5)),
        "C · A": (date(2026, 9, 9), date(2026, 9, 10)),
        "A": (date(2026, 10, 1), date(2027, 1, 1)),
        "B": (date(2026, 9, 30), date(2026, 10, 1)),
        "C": (date(2026, 1, 1), date(2027, 1, 1)),
    }


def test_events_say_how_it_stands_and_block_no_day(run: Run, vault: Vaults) -> None:
    """In words; the day on which a calendar was made is the as-of date."""
    (found,) = [each for each in events(run, vault(DATED)) if each["SUMMARY"] == "B"]

    assert "50 %" in str(found["DESCRIPTION"])
    assert "Owner: Ana" in str(found["DESCRIPTION"])
    assert found["TRANSP"] == "TRANSPARENT"
    assert found.decoded("DTSTAMP").isoformat() == "2026-08-15T00:00:00+00:00"
    assert "URL" not in found


def test_an_event_keeps_its_name(run: Run, vault: Vaults) -> None:
    """On another day, when its date moves, when it gets an address: calendars move it and do not double it."""
    root = vault(DATED)
    before = {str(each["SUMMARY"]): str(each["UID"]) for each in events(run, root)}
    moved = {path: text.replace("2026-Q4", "2027-Q1").replace("2026-W40", "2026-W41") for path, text in DATED.items()}
    vault.write(root, {**moved, "milepost.toml": SITE})

    after = {str(each["SUMMARY"]): str(each["UID"]) for each in events(run, root, "--today", "2026-08-16")}

    assert after == before
    assert len(set(before.values())) == len(before)


def test_an_event_leads_to_the_site(run: Run, vault: Vaults) -> None:
    """Where the settings say where that stands."""
    root = vault({**DATED, "milepost.toml": SITE})
    found = {str(each["SUMMARY"]): str(each["URL"]) for each in events(run, root)}

    assert found["B"] == "https://plans.example.org/goals/b.html"
    assert found["late · A"] == "https://plans.example.org/goals/a.html#late"


def test_lines_are_folded_and_titles_cannot_end_them(run: Run, vault: Vaults) -> None:
    """At most 75 bytes each, whatever they are made of; what is read back is what was written."""
    root = titled(vault, *quoted(*TITLES), *BROKEN)
    lines = exported(run, "ics", root).encode().split(b"\r\n")

    assert max(map(len, lines)) <= 75
    assert not [line for line in lines if re.search(rb"[\x00-\x1f\x7f]", line)]
    assert sorted(str(each["SUMMARY"]).strip() for each in events(run, root)) == sorted(
        title.strip() for title in (*TITLES, *BROKEN.values())
    )


@pytest.mark.parametrize(
    ("due", "end"), [("9999-12-31", None), ("9999", date(9999, 12, 31)), ("0001-01-01", date(1, 1, 2))]
)
def test_the_calendar_ends_nowhere(run: Run, vault: Vaults, due: str, end: date | None) -> None:
    """Not on its first day, and not on its last, after which there is none."""
    (found,) = events(run, vault({"a.md": GOAL.format(f"due: {due}", "")}))

    assert (found.decoded("DTEND") if "DTEND" in found else None) == end


def test_a_milestone_of_two_goals_is_one_event(run: Run, vault: Vaults) -> None:
    """A note with two parents."""
    root = vault(
        {
            "a.md": GOAL.format("", ""),
            "b.md": GOAL.format("", ""),
            "m.md": "---\ntype: milestone\nid: m\nparent: ['[[a]]', '[[b]]']\ndue: 2026-09-01\n---\n",
            "n.md": "---\ntype: milestone\nid: n\nparent: ['[[a]]', '[[b]]']\nstatus: done\ndone: 2026-08-01\n---\n",
        }
    )

    assert len(events(run, root)) == 1
    assert [entry["title"] for entry in entries(feed(run, root))] == ["Reached: n"]


# -- feed.xml


def test_the_feed_tells_what_happened(run: Run, vault: Vaults) -> None:
    """Goals done, milestones reached, check-ins, decisions: newest first, nothing from the future, each once."""
    note = GOAL.format(
        "title: A\nmetric: 0 -> 10 km",
        "- [x] first ✅ 2026-08-03\n- [x] undated\n- [x] tomorrow ✅ 2026-08-16\n- [ ] [[b]]\n\n## Check-ins\n\n"
        "- 2026-08-04: 3 km, [[b|well]] [health:: on track]\n- 2026-08-04: 4 km\n- 2026-08-05 stop #decision\n\n"
        "## Decisions\n\n- 2026-08-02: Go on.\n",
    )
    root = vault({"a.md": note, "b.md": GOAL.format("title: B\nstatus: done\ndone: 2026-08-01", "")})
    found = feed(run, root)

    assert [(entry["title"], entry["content"], entry["updated"][:10]) for entry in entries(found)] == [
        ("Decided: A", "stop", "2026-08-05"),
        ("A: 3 km, on track", "well", "2026-08-04"),
        ("A: 4 km", "", "2026-08-04"),
        ("Reached: first", "A milestone of “A”.", "2026-08-03"),
        ("Decided: A", "Go on.", "2026-08-02"),
        ("Done: B", "", "2026-08-01"),
    ]
    assert found.findtext(f"{ATOM}updated") == "2026-08-05T00:00:00Z"


def test_the_feed_knows_no_clock(run: Run, vault: Vaults) -> None:
    """A day on which nothing happens changes nothing."""
    root = vault({"a.md": GOAL.format("due: 2026-09-01", "- [x] first ✅ 2026-08-03\n- [ ] b 📅 2026-08-10\n")})

    assert exported(run, "atom", root) == exported(run, "atom", root, "--today", "2027-03-01")


def test_an_entry_keeps_its_id(run: Run, vault: Vaults) -> None:
    """When its words change, when lines are put above it, when newer things happen."""
    body = "- [x] first 🆔 one ✅ 2026-08-03\n\n## Log\n\n- 2026-08-04: well\n- 2026-08-04: better\n"
    root = vault({"a.md": GOAL.format("title: A", body)})
    before = [entry["id"] for entry in entries(feed(run, root))]
    text = body.replace("well", "very well").replace("first", "The first").replace("## Log", "Text.\n\n## Log")
    vault.write(root, {"a.md": GOAL.format("title: New", f"{text}- 2026-08-09: news\n")})

    after = [entry["id"] for entry in entries(feed(run, root))]

    assert after[1:] == before
    assert len(set(after)) == 4
    assert all(re.fullmatch(r"tag:[a-z.]+,\d{4}:[\w.~/%-]+", each, re.ASCII) for each in after)


def test_what_recurs_keeps_its_ids(run: Run, vault: Vaults) -> None:
    """The next one stands above the one that is done, under the same title."""
    once = "- [x] Practise 🔁 every week 📅 2026-08-02 ✅ 2026-08-02\n"
    twice = "- [x] Practise 🔁 every week 📅 2026-08-09 ✅ 2026-08-08\n"
    root = vault({"a.md": GOAL.format("", "- [ ] Practise 🔁 every week 📅 2026-08-09\n" + once)})
    before = entries(feed(run, root))
    vault.write(root, {"a.md": GOAL.format("", "- [ ] Practise 🔁 every week 📅 2026-08-16\n" + twice + once)})

    after = entries(feed(run, root))

    assert after[1:] == before
    assert after[0]["id"] != before[0]["id"]


def test_the_feed_holds_fifty_entries(run: Run, vault: Vaults) -> None:
    """The newest of all goals."""
    log = "".join(f"- {date(2026, 1, 1) + timedelta(days=day)}: note\n" for day in range(40))
    root = vault({f"{name}.md": GOAL.format("", f"## Log\n\n{log}") for name in "abc"})
    found = entries(feed(run, root))

    assert len(found) == MOST_ENTRIES
    assert found[-1]["updated"][:10] == "2026-01-24"
    assert [entry["updated"] for entry in found] == sorted((entry["updated"] for entry in found), reverse=True)


def test_titles_in_the_feed_are_text(run: Run, vault: Vaults) -> None:
    """No reader is told that they are HTML."""
    files = {f"{at:02}.md": f"title: {title}" for at, title in enumerate((*quoted(*TITLES), *BROKEN))}
    done = "\nstatus: done\ndone: 2026-08-01"
    root = vault({path: GOAL.format(title + done, "") for path, title in files.items()})
    found = feed(run, root)

    shown = [entry["title"].removeprefix("Done:").strip() for entry in entries(found)]
    assert shown == [title.strip() for title in (*TITLES, *BROKEN.values())]
    assert [element.attrib["type"] for element in found.iter() if "html" in element.attrib.get("type", "")] == [
        "text/html"
    ] * (1 + len(shown))


def test_the_feed_leads_to_the_site(run: Run, vault: Vaults) -> None:
    """By full addresses where the settings give one, which is part of each id; else from where the feed stands."""
    root = vault({"a.md": GOAL.format("", "- [x] first ✅ 2026-08-03\n")})
    here = _links(feed(run, root))
    vault.write(root, {"milepost.toml": '[publish]\nbase_url = "https://me@Plans.example.org:8080/Über/"\n'})
    found = feed(run, root)

    assert here == {"alternate": ["index.html", "goals/a.html#first"]}
    base = "https://me@Plans.example.org:8080/Über/"
    assert _links(found) == {"alternate": [base, f"{base}goals/a.html#first"], "self": [f"{base}feed.xml"]}
    assert entries(found)[0]["id"] == "tag:plans.example.org,2026:%C3%9Cber/milestone/a%23first/2026-08-03"


@pytest.mark.parametrize("base", ["https://[", "http://a b", "javascript:alert(1)", "https://", "ftp://x.org"])
def test_an_address_that_is_none_breaks_nothing(run: Run, vault: Vaults, base: str) -> None:
    """It is as good as none, or a strange one."""
    root = vault({"milepost.toml": f'[publish]\nbase_url = "{base}"\n', **DATED})

    assert feed(run, root).findtext(f"{ATOM}id")
    assert events(run, root)
    assert "javascript" not in exported(run, "atom", root) + exported(run, "ics", root)


def _links(found: Element) -> dict[str, list[str]]:
    links: dict[str, list[str]] = {}
    for link in found.iter(f"{ATOM}link"):
        links.setdefault(link.attrib["rel"], []).append(link.attrib["href"])
    return links
