"""Exports as tests read them: by the real command, with what people put into notes and nobody should."""

import csv
import json
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from icalendar import Calendar
from icalendar.cal import Component

from tests.conftest import Run
from tests.vaults import Content, Vaults

DAY = ("--today", "2026-08-15")
GOAL = "---\ntype: goal\n{}\n---\n{}"
ATOM = "{http://www.w3.org/2005/Atom}"
SITE = '[publish]\nbase_url = "https://plans.example.org"\n'

TITLES = (
    "<b>bold</b> & <script>alert(1)</script>",
    '=HYPERLINK("http://evil.example"), now',
    "+1+1",
    "-2+3",
    "@SUM(A1)",
    " =1+1",
    "＝1+1",
    "تعلم السباحة",
    "学会游泳",
    "[x](y) | [[z]] #tag ^block due:: now ==a== %%b%% `c` $d$ ~~e~~ __f__ \\",
    "1. not a list",
    "- not a list",
    "# no heading",
    "long " * 60,
    'end; subgraph "quoted" %%{init: {}}%% style x: #35;',
    "]]> &amp; &#60;",
)
BROKEN = {
    '"one\\rtwo"': "one two",
    '"one\\r\\nBEGIN:VEVENT"': "one BEGIN:VEVENT",
    '"\\u202Eevil"': "\\u202eevil",
    '"a\\u0000b\\u001b[31m\\u2028c"': "a\\x00b\\x1b[31m\\u2028c",
    '"\\t=1+1"': "=1+1",
    '"\\ud83dx"': "\\ud83dx",
}
"""What YAML makes of it, and what may be shown of that, but for white space at its ends."""


def exported(run: Run, form: str, root: Path, *more: str) -> str:
    """What the command writes, with its own line ends."""
    with TemporaryDirectory() as folder:
        ran = run("export", form, root, "-o", f"{folder}/plan", *(more or DAY))
        assert (ran.exit_code, ran.talk) == (0, ""), ran.talk
        return Path(folder, "plan").read_bytes().decode("utf-8")


def rows(run: Run, root: Path, *more: str) -> list[dict[str, str]]:
    """goals.csv as a spreadsheet reads it."""
    return list(csv.DictReader(StringIO(exported(run, "csv", root, *more), newline=""), strict=True))


def events(run: Run, root: Path, *more: str) -> list[Component]:
    """The events of plan.ics."""
    return list(Calendar.from_ical(exported(run, "ics", root, *more)).walk("VEVENT"))


def feed(run: Run, root: Path, *more: str) -> Element:
    """The feed's root element."""
    return ElementTree.fromstring(exported(run, "atom", root, *more))


def entries(found: Element) -> list[dict[str, str]]:
    """What a feed reader shows of each entry."""
    names = ("id", "title", "updated", "content")
    return [{name: entry.findtext(ATOM + name, "") for name in names} for entry in found.findall(f"{ATOM}entry")]


def titled(vault: Vaults, *titles: str) -> Path:
    """A goal for each title, due and done with a milestone of the same name; titles as YAML spells them."""
    files: dict[str, Content] = {
        f"{at:02}.md": GOAL.format(f"title: {title}\ndue: 2026-09-01", "- [x] a ✅ 2026-08-01\n")
        for at, title in enumerate(titles)
    }
    return vault(files)


def quoted(*titles: str) -> Iterator[str]:
    """Titles as YAML spells them."""
    return (json.dumps(title, ensure_ascii=False) for title in titles)


DATED = {
    "a.md": GOAL.format(
        "title: A\ndue: 2026-Q4",
        "- [x] done 📅 2026-08-01 ✅ 2026-08-01\n- [-] cancelled 📅 2026-08-02\n- [ ] late 📅 2026-08-03\n"
        "- [ ] week 📅 2026-W40\n- [ ] undated\n- [ ] [[b]]\n- [ ] [[c]] 📅 2026-09-09\n",
    ),
    "b.md": GOAL.format("title: B\ndue: 2026-09-30\nowner: Ana", "- [x] a\n- [ ] b\n"),
    "c.md": GOAL.format("title: C\ndue: 2026", ""),
    "closed.md": GOAL.format("status: done\ndone: 2026-08-01\ndue: 2026-08-01", "- [ ] left over 📅 2026-08-20\n"),
    "dropped.md": GOAL.format("status: dropped\ndue: 2026-12-01", "- [ ] left over 📅 2026-08-20\n"),
    "missed.md": GOAL.format("status: missed\ndue: 2026-07-01", ""),
}
