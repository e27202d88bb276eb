"""Edits that bear on a figure far from where they are made: each once left it as it was."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest

from milepost.session.build import Session
from milepost.session.records import Records
from tests.clean import assert_equal, assert_same_site, built
from tests.desk import Desk

Files = Mapping[str, str]


def goal(front: str = "", body: str = "") -> str:
    """A goal's note."""
    return f"---\ntype: goal\n{front}---\n{body}"


def person(front: str) -> str:
    """A person's note."""
    return f"---\ntype: person\n{front}---\n"


LATE_CHAIN = {
    "First.md": goal("due: 2026-12-01\n", "- [ ] read\n"),
    "Middle.md": goal('depends_on: "[[First]]"\n', "- [ ] write [estimate:: 2d]\n"),
}
LINKED = {
    "Whole.md": goal("", "- [ ] [[Far]] ^b1\n- [ ] long [estimate:: 100d] 📅 2026-08-20\n"),
    "Waits.md": goal('start: 2026-10-01\ndue: 2026-09-01\ndepends_on: "[[Whole#^b1]]"\n'),
}
TWO_PARENTS = 'parent: ["[[A]]", "[[B]]"]\n'
AWAY = {"Run.md": goal("owner: Bo\ndue: 2026-08-28\n"), "Bo.md": person("away: [2026-08-24..2026-09-04]\n")}
MISSED = {
    "Ann.md": person("away: [2026-09-01..2026-09-30]\n"),
    **{f"{name}.md": goal("owner: Ann\ndue: 2026-09-10\n") for name in "mp"},
}
PICTURED = {"House.md": goal("", "![[plan.svg|40]] and ![[Offer]]\n"), "Offer.md": "![[plan.svg]]\n"}
DANGLING = {"Asks.md": goal('depends_on: "[[Grnat]]"\n') + "See [[Grnat]]\n"}
SEVERAL = {"A/Same.md": goal(), "Asks.md": goal('depends_on: "[[Same]]"\n')}
UNEVEN = {
    "B.md": goal('parent: "[[A]]"\n', "- [x] one\n- [ ] two\n- [ ] three\n"),
    "C.md": goal('parent: "[[A]]"\n', "- [x] one\n"),
}
CIRCLE = {
    "A.md": goal('depends_on: "[[B]]"\n'),
    "B.md": goal('depends_on: "[[C]]"\n'),
    "Other.md": goal('depends_on: "[[A]]"\n'),
}

EDITS: dict[str, tuple[Files, Files]] = {
    "a goal rolls up the leaves of all below it, which nobody counted so far": (
        {"A.md": goal(), **UNEVEN},
        {"A.md": goal("rollup: leaves\n"), **UNEVEN},
    ),
    "a goal comes before others that are due while their owner is away": (
        MISSED,
        {**MISSED, "a.md": goal("owner: Ann\ndue: 2026-09-11\n")},
    ),
    "a picture that is shown has another size": (
        {**PICTURED, "plan.svg": '<svg width="80" height="60"></svg>'},
        {**PICTURED, "plan.svg": '<svg width="80" height="90"></svg>'},
    ),
    "a note comes that is called nearly as a link that leads nowhere": (
        {**DANGLING, "Grain.md": goal()},
        {**DANGLING, "Grain.md": goal(), "Grant.md": goal()},
    ),
    "what a link that leads nowhere was meant for goes": (
        {**DANGLING, "Grain.md": goal(), "Grant.md": goal()},
        {**DANGLING, "Grain.md": goal()},
    ),
    "a second note of a name comes, and goes before the first": (SEVERAL, {**SEVERAL, "Same.md": goal()}),
    "the note that was meant goes, and another of its name is meant": (
        {**SEVERAL, "Same.md": goal()},
        {"Same.md": SEVERAL["A/Same.md"], "Asks.md": SEVERAL["Asks.md"]},
    ),
    "an alias comes before a title": (
        {"Asks.md": goal("", "See [[Word]]\n"), "T.md": goal() + "# Word\n", "W.md": goal()},
        {"Asks.md": goal("", "See [[Word]]\n"), "T.md": goal() + "# Word\n", "W.md": goal("aliases: [Word]\n")},
    ),
    "a note closes a circle": (CIRCLE, {**CIRCLE, "C.md": goal('depends_on: "[[A]]"\n')}),
    "a note that closed a circle goes": ({**CIRCLE, "C.md": goal('depends_on: "[[A]]"\n')}, CIRCLE),
    "what an id is claimed for comes in another note": (
        {"Asks.md": goal("", "- [ ] m ⛔ X1\n"), "N.md": goal("", "- [ ] a 🆔 x1\n")},
        {"Asks.md": goal("", "- [ ] m ⛔ X1\n"), "N.md": goal(), "O.md": goal("", "- [ ] a 🆔 X1\n")},
    ),
    "what comes later has a date now, the very day on which it would end anyway": (
        {"Last.md": goal("", "- [ ] a [estimate:: 2d] 🆔 x1\n- [ ] b [estimate:: 3d] ⛔ x1\n")},
        {"Last.md": goal("", "- [ ] a [estimate:: 2d] 🆔 x1\n- [ ] b [estimate:: 3d] ⛔ x1 📅 2026-08-21\n")},
    ),
    "the same between goals, where it decides how bad a late predecessor is": (
        {**LATE_CHAIN, "Last.md": goal('depends_on: "[[Middle]]"\n', "- [ ] sell [estimate:: 1d]\n")},
        {**LATE_CHAIN, "Last.md": goal('depends_on: "[[Middle]]"\ndue: 2026-08-19\n', "- [ ] sell [estimate:: 1d]\n")},
    ),
    "a line that something waits for stands for a goal, which begins later": (
        {**LINKED, "Far.md": goal("start: 2026-09-10\n")},
        {**LINKED, "Far.md": goal("start: 2026-09-20\n")},
    ),
    "another thing that is waited for was given up": (
        {
            "A.md": goal("due: 2026-12-01\n", "- [ ] m1 ⛔ x1\n- [ ] m2 ⛔ x2\n"),
            "B.md": goal("", "- [-] a 🆔 x1\n- [ ] b 🆔 x2\n"),
        },
        {
            "A.md": goal("due: 2026-12-01\n", "- [ ] m1 ⛔ x1\n- [ ] m2 ⛔ x2\n"),
            "B.md": goal("", "- [ ] a 🆔 x1\n- [-] b 🆔 x2\n"),
        },
    ),
    "a line moved in a note that is a milestone of two goals": (
        {
            "A.md": goal(),
            "B.md": goal("due: 2026-09-01\n"),
            "M.md": f"---\ntype: milestone\n{TWO_PARENTS}due: 2026-12-01\n---\n",
        },
        {
            "A.md": goal(),
            "B.md": goal("due: 2026-09-01\n"),
            "M.md": f"---\ntype: milestone\n{TWO_PARENTS}# later\ndue: 2026-12-01\n---\n",
        },
    ),
    "a note moved behind another, so that goals come in another order": (
        {"A.md": goal("id: a\ntitle: Sing\nstart: 2026-09-10\n"), "B.md": goal("id: b\nstatus: dropped\n")},
        {"C.md": goal("id: a\ntitle: Sing\nstart: 2026-09-10\n"), "B.md": goal("id: b\nstatus: dropped\n")},
    ),
    "two lines that changed places": (
        {"A.md": goal("rollup: leaves\n", "- [x] one 🆔 x1\n- [x] two 🆔 x2\n")},
        {"A.md": goal("rollup: leaves\n", "- [x] two 🆔 x2\n- [x] one 🆔 x1\n")},
    ),
    "a number written another way": (
        {**AWAY, "Ana.md": person("capacity: 2\nskills: [run]\n")},
        {**AWAY, "Ana.md": person("capacity: 2.0\nskills: [run]\n")},
    ),
    "a metric's numbers written another way": (
        {"A.md": goal("status: missed\nmetric: 0 -> 24\ncurrent: 3\n")},
        {"A.md": goal("status: missed\nmetric: 0.0 -> 24.00\ncurrent: 3.0\n")},
    ),
    "a table's numbers written another way": (
        {"A.md": goal("status: missed\nmetric: {target: 24, source: v.csv}\n"), "v.csv": "2026-08-01,3\n"},
        {"A.md": goal("status: missed\nmetric: {target: 24, source: v.csv}\n"), "v.csv": "2026-08-01,3.00\n"},
    ),
}


@pytest.mark.parametrize("notes_looks", [False, True])
@pytest.mark.parametrize("edit", EDITS)
def test_a_figure_far_away_is_made_again(edit: str, notes_looks: bool) -> None:
    """There and back."""
    before, after = (Desk(files=files) for files in EDITS[edit])
    session = Session(keeps_pages=True, records=Records() if notes_looks else None)
    for desk in (before, after, before):
        again, clean = built(desk, session), built(desk, Session(keeps=False))
        assert_equal(again, clean)
        assert_same_site(again, session, clean)


@pytest.mark.parametrize("asks", ["See [[Word]]\n", 'parent: "[[Word]]"\n'])
def test_a_title_that_was_asked_for_long_ago_goes(asks: str) -> None:
    """Who asked for it was not looked at again when another note came in between."""
    asking = goal("", asks) if asks.startswith("See") else goal(asks)
    first = Desk(files={"Asks.md": asking, "T.md": goal() + "# Word\n"})
    second = first.write("New.md", goal())
    session = Session()
    for desk in (first, second, second.write("T.md", goal() + "# Other\n")):
        assert_equal(built(desk, session), built(desk, Session(keeps=False)))


@pytest.mark.parametrize("asks", ["See [[Bar]]\n", 'parent: "[[Bar]]"\n', 'depends_on: "[[Bar]]"\n', "- [ ] [[Bar]]\n"])
def test_a_title_that_came_before_anybody_asked_for_it_goes(asks: str) -> None:
    """A note is called something else, only then a link leads to it, and then it is called something else again."""
    asking = goal(asks) if ": " in asks else goal("", asks)
    files = {"A.md": goal() + "# Foo\n", "B.md": goal()}
    session = Session()
    for path, text in (("", ""), ("A.md", goal() + "# Bar\n"), ("B.md", asking), ("A.md", goal() + "# Baz\n")):
        files = {**files, path: text} if path else files
        assert_equal(built(Desk(files=files), session), built(Desk(files=files), Session(keeps=False)))


def test_a_holiday_is_seen_where_no_date_changes() -> None:
    """What was due tomorrow has to be done today: nothing else about it is different."""
    desk = Desk(files={"A.md": goal("", "- [ ] call 📅 2026-08-18\n")}, day=date(2026, 8, 17))
    session = Session()
    for one in (desk, desk.set("holidays", "holidays = [2026-08-18]"), replace(desk, toml={})):
        assert_equal(built(one, session), built(one, Session(keeps=False)))


def test_pages_of_some_goals_are_made_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """The bars of one area of a very large plan; what is in another area stays as it was."""
    monkeypatch.setattr("milepost.report.roadmap.page.BY_AREA", 1)
    files = {
        "A.md": goal("area: Work\nstart: 2026-08-01\ndue: 2026-10-01\n", "- [ ] one 📅 2026-09-01\n"),
        "B.md": goal("area: Home\nstart: 2026-08-01\ndue: 2026-11-01\ndepends_on: A\n"),
        "C.md": goal("area: Play\nstart: 2026-08-01\ndue: 2026-12-01\n", "- [ ] two\n"),
    }
    edits = [
        ("C.md", "- [ ]", "- [x]"),
        ("A.md", "2026-10-01", "2026-10-09"),
        ("A.md", "- [ ]", "- [x]"),
        ("C.md", "Play", "Work"),
        ("B.md", "type: goal", "type: goal\ntitle: Z"),
        ("B.md", "depends_on: A\n", ""),
        ("A.md", "type: goal", "type: note"),
    ]
    session, kept = Session(records=Records()), list[int]()
    for name, before, after in [("A.md", "", ""), *edits]:
        files[name] = files[name].replace(before, after, 1)
        again, clean = built(Desk(files=files), session), built(Desk(files=files), Session(keeps=False))
        kept.append(sum(file.path.startswith("roadmap-area-") for file in session.site(again).known))
        assert_same_site(again, session, clean)
    assert kept[:2] == [0, 2]
