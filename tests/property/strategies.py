"""Random notes and vaults, shared by all laws: what people write, what they mistype, and what nobody would write.

Names, ids and words come from small pools, so that links hit, miss and collide.
"""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from milepost.model.ids import VaultPath
from milepost.model.rim import Snapshot, SourceFile
from milepost.vault.read import digest

AS_OF = date(2026, 8, 15)

NAMES = ("Run", "Swim", "Read 24 books", "Grant", "Über", "grant", "Shop/Open", "Team")
FOLDERS = ("", "Goals/", "Goals/Health/", "Notes/")
PEOPLE = ("Ana", "Bo", "Clara Weiß")
STATUSES = ("active", "planned", "proposed", "paused", "done", "missed", "dropped", "in progress", "On Hold", "soonish")
TYPES = ("goal", "objective", "key result", "habit", "mission", "milestone", "task", "person", "report", "recipe")
SYMBOLS = (" ", "x", "X", "/", "-", "h", ">", "!", "é")
HEADINGS = ("Milestones", "Why", "Check-ins", "Decisions", "Wins", "Review", "Phase 1", "Q3", "Beta 📅 2026-09-01")
WORDS = ("launch", "the", "site", "#win", "@Ana", "`code`", "**bold**", "[[Run]]", "[t](Grant.md)", "^b1", "==x==", "|")


def days() -> SearchStrategy[date]:
    """Days near the as-of date, so that overdue, due and far off all happen."""
    return st.integers(-400, 400).map(lambda days: AS_OF + timedelta(days=days))


def date_texts() -> SearchStrategy[str]:
    """Days, periods, placeholders, and what is no date."""
    periods = st.sampled_from(("2026-W40", "2026-09", "2026-Q3", "2026H2", "2026", "2026-09-01..2026-09-30"))
    faulty = st.sampled_from(
        ("2026-02-30", "2026-xx-xx", "next Friday", "01/02/2026", "9999-12-31", "0000-01-01", "''")
    )
    return st.one_of(days().map(str), days().map(str), periods, faulty)


def link_texts() -> SearchStrategy[str]:
    """Wikilinks to notes, headings and blocks, and ids."""
    name = st.sampled_from((*NAMES, "Nowhere", "../Run", "run-id"))
    fragment = st.sampled_from(("", "#Milestones", "#^b1", "#Launch the site"))
    return st.one_of(st.builds(lambda name, part: f'"[[{name}{part}]]"', name, fragment), name)


def number_texts() -> SearchStrategy[str]:
    """Numbers as people type them, and a few that nobody should."""
    return st.one_of(
        st.integers(-20, 200).map(str),
        st.decimals(-10, 300, places=2).map(str),
        st.sampled_from(("1,000", "50%", "NaN", "1e400", "1/0", "150 %", "ten")),
    )


def front_matter_lines() -> SearchStrategy[str]:
    """One `key: value` line, mostly of a known field."""

    def pair(keys: Sequence[str], values: SearchStrategy[str]) -> SearchStrategy[str]:
        return st.builds(lambda key, value: f"{key}: {value}", st.sampled_from(keys), values)

    return st.one_of(
        pair(("type",), st.sampled_from(TYPES)),
        pair(("status", "state"), st.sampled_from(STATUSES)),
        pair(("start", "due", "done", "Deadline", "created"), date_texts()),
        pair(("parent", "depends_on", "up", "blocked-by", "carried_to"), link_texts()),
        pair(("owner", "with", "approver", "assignee"), st.sampled_from((*PEOPLE, "@Ana", "[Ana, Bo]"))),
        pair(("weight",), st.sampled_from(("0", "1", "3", "50%", "100%", "-1", "a lot"))),
        pair(("baseline", "target", "current", "progress", "confidence", "score"), number_texts()),
        pair(("metric",), st.sampled_from(("10 -> 60 km", "0 -> 24", "{baseline: 80, target: 75}", "pages", "[1, 2]"))),
        pair(("direction",), st.sampled_from(("increase", "decrease", "at_least", "at_most", "between"))),
        pair(("kind", "rollup"), st.sampled_from(("milestone", "metric", "binary", "ongoing", "leaves", "sum"))),
        pair(("cadence", "estimate"), st.sampled_from(("weekly", "daily", "2w", "3d", "quarterly", "often"))),
        pair(("id", "uid"), st.sampled_from(("run-id", "run-id", "grant", "7"))),
        pair(
            ("tags", "publish", "ignore", "title", "colour"), st.sampled_from(("goal", "true", "[a, goal/b]", "A: B"))
        ),
    )


def titles() -> SearchStrategy[str]:
    """A few words, plain and marked up."""
    return st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(" ".join)


def item_fields() -> SearchStrategy[str]:
    """What may follow an item's title."""
    return st.one_of(
        st.just(""),
        st.builds(lambda sign, day: f" {sign} {day}", st.sampled_from("📅⏳✅❌"), date_texts()),
        st.builds(lambda key, day: f" [{key}:: {day}]", st.sampled_from(("due", "completion")), date_texts()),
        st.sampled_from((" ⏫", " 🆔 abc", " ⛔ abc", " [weight:: 2]", " [metric:: 0 -> 10 km] [value:: 4]", " ^b1")),
    )


def body_lines() -> SearchStrategy[str]:
    """One line of a body: items at any depth, headings, check-ins, prose."""
    item = st.builds(
        lambda depth, mark, symbol, title, rest: f"{'  ' * depth}{mark} [{symbol}] {title}{rest}",
        st.integers(0, 3),
        st.sampled_from(("-", "*", "1.")),
        st.sampled_from(SYMBOLS),
        titles(),
        item_fields(),
    )
    return st.one_of(
        item,
        item,
        st.builds(lambda level, text: f"\n{'#' * level} {text}\n", st.integers(1, 4), st.sampled_from(HEADINGS)),
        st.builds(lambda day, value: f"- {day}: {value} km [health:: at risk]", days(), st.integers(0, 60)),
        st.sampled_from(("", "> - [ ] quoted", "```", "%% - [ ] hidden %%", "<!-- milepost-ignore no-due-date -->")),
        titles(),
    )


def notes() -> SearchStrategy[str]:
    """A note as a person might have left it."""

    def text(front: list[str], body: list[str]) -> str:
        head = ["---", *front, "---"] if front else []
        return "\n".join([*head, *body, ""])

    return st.builds(text, st.lists(front_matter_lines(), max_size=6), st.lists(body_lines(), max_size=10))


def wild_bytes() -> SearchStrategy[bytes]:
    """What ends up in a vault by accident: any bytes, any text, and markup without a sense."""
    marks = st.sampled_from(
        (
         "---\n", "- [ ] ", "\t", "> ", "#", "[[", "]]", "](", "::", "📅", "\ufe0f", "\r", "\r\n", "\n", "\0", "\u2028",
         "\ufeff", "`", "~~~\n", "<!--", "-->", "%%", "{{", "<%", "|", "*", "_", "\\", "&#x0;", "$$", "1. ",
         "2026-02-30",
        )
    )  # fmt: skip
    pieces = st.lists(st.one_of(marks, marks, st.text(max_size=5)), max_size=40).map("".join)
    return st.one_of(st.binary(max_size=200), pieces.map(lambda text: text.encode("utf-8", "surrogatepass")))


def vaults(most: int = 6) -> SearchStrategy[dict[str, bytes]]:
    """Path → content of a small vault; some notes are wild."""
    path = st.builds(lambda folder, name: f"{folder}{name}.md", st.sampled_from(FOLDERS), st.sampled_from(NAMES))
    content = st.one_of(*[notes().map(str.encode)] * 5, wild_bytes())
    return st.dictionaries(path, content, min_size=1, max_size=most)


def snapshot(files: Mapping[str, bytes]) -> Snapshot:
    """A vault's files as the build takes them, in path order."""
    return Snapshot(tuple(SourceFile(VaultPath(path), files[path], digest(files[path])) for path in sorted(files)))
