"""A plan that strains each page: long titles, other scripts, hundreds of milestones, far dates, names that are HTML."""

from collections.abc import Mapping
from datetime import date, timedelta

LONG = ("Win the hearts of everybody who ever walked down our street " * 6)[:300].strip()
UNBROKEN = "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen" * 5
ARABIC = "تعلم العزف على العود قبل نهاية العام"
HEBREW = "לרוץ מרתון אחד לפחות"
CHINESE = "在一年之内学会做一百道家乡菜并把它们写成一本书送给我的祖母和她所有的朋友"
HTML = "<img src=x onerror=\"alert(1)\"> & <b>bold</b> 'quotes'"
UNIT = "kilowatt hours per square metre and year of heated floor"
PATH = "A really long folder name that somebody once typed/and another one below it that is no shorter"


def hard_plan() -> Mapping[str, str]:
    """Its notes; a build of it has an error or two to report."""
    parts = {f"Parts/Part {number}.md": _goal(f"Part {number}", _days(number)) for number in range(40)}
    waits = "".join(f'  - "[[Part {number}]]"\n' for number in range(40))
    return {
        "Mission.md": f"---\ntype: mission\n---\n# {LONG}\n\n{LONG}\n",
        "Long.md": _goal(LONG, f"{_days(3)}parent: '[[Mission]]'\nowner: {UNBROKEN[:80]}\nlevel: objective\n"),
        f"{PATH}/Unbroken.md": _goal(
            UNBROKEN, f"{_days(9)}parent: '[[Long]]'\nwhy: {UNBROKEN}\nodd_field: {UNBROKEN}\n"
        ),
        "Arabic.md": _goal(
            ARABIC, f"{_days(5)}owner: ليلى\n", f"- [x] {ARABIC} ✅ 2026-03-01\n- [ ] {HEBREW} 📅 2026-12-01\n"
        ),
        "Hebrew.md": _goal(HEBREW, "depends_on: '[[Arabic]]'\n"),
        "Chinese.md": _goal(CHINESE, f"{_days(7)}owner: 王秀英\n", f"- [ ] {CHINESE} 📅 2026-09-09\n"),
        "Html.md": _goal(HTML, f"{_days(1)}owner: '<b>Eve</b>'\n", f"- [ ] {HTML} 📅 2026-11-30\n"),
        "Stones.md": _goal("Two hundred steps", "start: 2026-01-01\ndue: 2027-12-31\n", _stones(200)),
        "Waits.md": _goal("Waits for forty others", f"due: 2027-06-30\ndepends_on:\n{waits}"),
        "Far.md": _goal(
            "Plant an oak",
            "start: 2026-01-01\ndue: 2056-11-22\ndepends_on: '[[Waits]]'\n",
            "- [ ] Acorn 📅 2055-01-01\n- [ ] Shade\n",
        ),
        "Metric.md": _goal("Save", "metric: 0 -> 123456789.25 kWh/m²a\ndue: 2026-12-31\nstart: 2026-01-01\n", _log()),
        "Words.md": _goal("Words", f"{_days(4)}metric: 5 -> 1000 {UNIT}\n", _words()),
        "Huge.md": _goal(
            "Huge", f"{_days(6)}metric: 0 -> 1000000000000000 €\n", "## Log\n- 2026-04-01: 456789012345678\n"
        ),
        "Circle.md": _goal("Chicken", "depends_on: '[[Egg]]'\n"),
        "Egg.md": _goal("Egg", "depends_on: '[[Circle]]'\nduee: 2026-13-45\n"),
        **parts,
    }


def _goal(title: str, fields: str, body: str = "- [x] One\n- [ ] Two\n") -> str:
    return f"---\ntype: goal\n{fields}---\n# {title}\n\n{body}"


def _days(number: int) -> str:
    start = date(2026, 1, 1) + timedelta(days=number * 7)
    return f"start: {start}\ndue: {start + timedelta(days=200)}\n"


def _stones(count: int) -> str:
    day = date(2026, 1, 1)
    return "".join(
        f"- [{'x' if at < 80 else ' '}] Step {at} of the long way 📅 {day + timedelta(days=at * 3)}\n"
        for at in range(count)
    )


def _words() -> str:
    """Check-ins, code and tables that have no place to break."""
    said = "".join(f"- 2026-0{month}-01: {month * 100}: {UNBROKEN} `{UNBROKEN}`\n" for month in range(3, 9))
    row = "| " + " | ".join(f"column {number}" for number in range(20)) + " |\n"
    table = f"{row}|{'---|' * 20}\n{row}\n| a |\n|---|\n| {UNBROKEN} |\n"
    code = f"```\n{UNBROKEN}\n```\n\n> [!note] {UNBROKEN}\n> - `{UNBROKEN}`\n\n"
    return f"## Log\n{said}\n## Decisions\n- 2026-05-01 {UNBROKEN}\n\n## More\n\n{code}{table}"


def _log() -> str:
    return "## Log\n\n" + "".join(f"- 2026-{month:02}-01: {month * 9876543.21}\n" for month in range(1, 12))
