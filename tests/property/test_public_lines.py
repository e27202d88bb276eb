"""Of a line of any kind a public site hides the same wherever the line is shown, and keeps its other words."""

import html
import json
import re
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from milepost.config.settings import PublishSettings, ReadingSettings, Settings
from milepost.report.export.data import data_json
from milepost.session.build import Session
from milepost.syntax.prose_blocks import Gap, WebPicture
from milepost.syntax.public import published
from milepost.syntax.read import read_document
from tests.property.strategies import AS_OF, snapshot

CANARY = "zebrafinch"
ADDRESSES = [
    f"file:///home/{CANARY}",
    f"file:/home/{CANARY}",
    f"FILE:///{CANARY}",
    f"file:~/{CANARY}",
    f"file:C:\\{CANARY}",
    f"smb://{CANARY}/x",
    f"obsidian://open?vault={CANARY}",
    f"ftp://{CANARY}",
    f"vscode://file/{CANARY}",
    f"git+ssh://{CANARY}",
    f"message:%3C{CANARY}@mail%3E",
    f"file&#58;///{CANARY}",
    f"file%3A%2F%2F%2F{CANARY}",
    f"https://a.example/?u=file:///{CANARY}",
    f"file:///home/o'{CANARY}",
    f"file:///home/o’{CANARY}",
    f"file:///a({CANARY})b",
    f"file:///資料（{CANARY}）/x",
    f"file:///a/**{CANARY}**",
    f"**file**:///{CANARY}",
    f"file:///a/*b*/{CANARY}",
    f"#tag:file:///{CANARY}",
    f"#tag/file:///{CANARY}",
    f"@file:///{CANARY}",
]
AROUND = [
    *("()", "[]", "{}", "<>", "“”", "„“", "‘’", "«»", "‹›", '""', "''"),
    *("（）", "「」", "『』", "【】", "《》", "〈〉"),
]
MARKS = ["*", "**", "~~", "==", "$", "***"]
OTHERS = [
    f"%%{CANARY}%%",
    f"<!-- {CANARY} -->",
    f"[{CANARY}:: so]",
    f"[mood:: {CANARY} (b)]",
    f"[mood:: *{CANARY}* [[B]]]",
    f"({CANARY}:: so it is)",
    f"[file:///{CANARY}](B.md)",
    f"[[B|file:///{CANARY}]]",
    f"[file:///{CANARY}](https://host.example/x)",
    f"![file:///{CANARY}](https://host.example/x.png)",
    f"![]({CANARY}.png)",
    f"[]({CANARY}.md)",
]
WITH_A_WORD = [
    f"[[{CANARY}|WORD]]",
    f"[[{CANARY}#part|WORD]]",
    f"[WORD]({CANARY}.md)",
    f"[WORD](file:///{CANARY})",
    f'[WORD](<{CANARY}.md> "title")',
    f"[WORD](https://a.example/?u=file:///{CANARY})",
    f"[WORD file:///{CANARY}](https://host.example/)",
    f"![WORD]({CANARY}.png)",
    f"![WORD|300]({CANARY}.png)",
    f"![WORD %%{CANARY}%%](https://host.example/x.png)",
    f'<a href="{CANARY}.md">WORD</a>',
    f"<a class=x href={CANARY}.md>WORD</a>",
    f'<img src="{CANARY}.png" alt="WORD">',
    f'<b title="[[{CANARY}|x]]">WORD</b>',
    f"file:///{CANARY}、WORD",
    f"（file:///{CANARY}）WORD",
    f"「WORD」file:///{CANARY}",
    f"WORD;file:///{CANARY};",
    f"(file:///{CANARY}, WORD)",
    f"file:///{CANARY}—WORD",
    "**WORD**",
    "*WORD*",
    "`WORD`",
    "$WORD$",
    "WORD &amp; co",
    "https://web.example/WORD",
    "[WORD](https://web.example/)",
    "s3://a/WORD",
]
LEAST_SHOWN = 4
"""In so many places of its page a word is at least."""
EMPTY = re.compile(r"<(a|h[1-6]|summary|button|p class=\"mp-callout-title\")\b[^>]*>\s*</")


def _around(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    brackets = st.tuples(st.sampled_from(AROUND), inner).map(lambda both: both[0][0] + both[1] + both[0][1])
    marks = st.tuples(st.sampled_from(MARKS), inner).map(lambda both: both[0] + both[1] + both[0])
    lists = st.tuples(inner, inner).map(", ".join).map("({})".format)
    return brackets | marks | lists


hidden = st.recursive(st.sampled_from(ADDRESSES), _around, max_leaves=3)
pieces = st.one_of(hidden, st.sampled_from(OTHERS), st.sampled_from(WITH_A_WORD), st.just("WORD"))


lines = st.lists(pieces, min_size=1, max_size=4).map(" ".join)
"""Lines in which `WORD` stands for each word that is to stay."""


def _numbered(texts: list[str]) -> tuple[list[str], list[str]]:
    """The lines with words of which no two are the same, and these words."""
    words: list[str] = []

    def number(_: re.Match[str]) -> str:
        words.append(f"keep{len(words)}x")
        return words[-1]

    return [re.sub("WORD", number, text) for text in texts], words


def _note(lines: list[str]) -> str:
    cells = [line.replace("|", "\\|") for line in lines]
    return "\n\n".join(
        [
            f"---\ntype: goal\npublish: true\nwhy: {json.dumps(lines[0])}\n---\n# Goal",
            *(f"Prose {line}\n\n> [!tip]- {line}\n> so\n\n- {line}\n\n## {line}" for line in lines),
            "\n".join(["| a | b |", "|---|---|", *(f"| Cell | {cell} |" for cell in cells)]),
            "## Milestones",
            "\n".join(f"- [ ] Item {line}\n- [ ] {line}" for line in lines),
            *(f"### Head {line} 📅 2026-05-05" for line in lines),
            "## Check-ins",
            "\n".join(f"- 2025-12-01: Said {line}" for line in lines),
            "## Wins",
            "\n".join(f"- Won {line}" for line in lines),
        ]
    )


def _seen(source: str) -> str:
    return "".join(html.unescape(re.sub(r"<[^>]*>", "", source)).split())


@settings(max_examples=20, deadline=None)
@given(st.lists(lines, min_size=1, max_size=6))
def test_nothing_hidden_is_anywhere_on_a_public_site(typed: list[str]) -> None:
    """Pages, search, feed, calendar and exports; and no element is left that has nothing to say."""
    texts, words = _numbered(typed)
    notes = {"Run.md": _note(texts).encode(), "B.md": b"---\ntype: goal\npublish: true\n---\n"}
    session = Session()
    build = session.build(
        snapshot(notes), replace(Settings(), publish=PublishSettings(audience="public")), AS_OF, vault_name="vault"
    )
    files = {file.path: file.content.decode("utf-8", "replace") for file in session.site(build)}

    files["data"] = str(data_json(build.material, "milepost"))
    assert [path for path, text in files.items() if CANARY in text.lower()] == []
    assert [EMPTY.search(text) for path, text in files.items() if path.startswith("goals/")] == [None, None]
    assert [word for word in words if files["goals/run.html"].count(word) < LEAST_SHOWN] == []


@settings(max_examples=150, deadline=None)
@given(lines)
def test_titles_and_check_ins_say_what_prose_says(typed: str) -> None:
    """Of the same line the same words stay."""
    (line,), words = _numbered([typed])
    shown = published(read_document(_note([line]).encode(), ReadingSettings()), names_people=True)
    prose = next(block for block in shown.prose if block.kind == "other" and "Prose" in str(block.parts[0]))

    told = _seen("".join(_html(part) for part in prose.parts))
    item = "".join(shown.items[0].plain.split())
    assert item.removeprefix("Item") == told.removeprefix("Prose")
    for text in (told, item, shown.check_ins[0].note, shown.wins[0].text):
        assert [word for word in words if word not in text] == [], text


def _html(part: str | Gap) -> str:
    return part if isinstance(part, str) else part.alt if isinstance(part, WebPicture) else part.html
