"""The overview as a note: text in every Markdown, and never a part of the plan."""

import re
from typing import Any

from markdown_it import MarkdownIt

from tests.conftest import SAMPLE_VAULT, Run
from tests.exported import BROKEN, DATED, DAY, GOAL, TITLES, exported, quoted, titled
from tests.vaults import Vaults


def test_the_note_is_never_read_back(run: Run, vault: Vaults) -> None:
    """In the vault it changes no figure and is no problem; it may be written again."""
    root = vault(DATED)
    before = exported(run, "json", root), run("check", root, *DAY).stdout

    for _ in range(2):
        assert run("export", "markdown", root, "-o", root / "Plan.md", *DAY).exit_code == 0
        vault.settle(root)
        assert (exported(run, "json", root), run("check", root, *DAY).stdout) == before
    assert (root / "Plan.md").read_text().startswith("---\nignore: true\n")


def test_a_note_from_another_system_is_known_again(run: Run, vault: Vaults) -> None:
    """Where something on the way has changed its line ends."""
    root = vault(DATED)
    run("export", "markdown", root, "-o", root / "Plan.md", *DAY)
    vault.write(root, {"Plan.md": (root / "Plan.md").read_bytes().replace(b"\n", b"\r\n")})

    assert run("export", "markdown", root, "-o", root / "Plan.md", *DAY).exit_code == 0
    vault.settle(root)
    assert b"\r" not in (root / "Plan.md").read_bytes()


def test_titles_in_the_note_are_text(run: Run, vault: Vaults) -> None:
    """Read as CommonMark with tables and strikethrough they are what they were, each the words of one link."""
    root = titled(vault, *quoted(*TITLES), *BROKEN)
    text = exported(run, "markdown", root).partition("\n## Goals\n")[2]
    tokens = MarkdownIt("gfm-like", {"linkify": False}).parse(text)
    lines = [token for token in tokens if token.type == "inline"]
    shown = [_linked(line.children or []) for line in lines]
    inside = {child.type for line in lines for child in line.children or []}

    for title in (*TITLES, *BROKEN.values()):
        assert title.strip() in shown, title
    assert inside == {"text", "link_open", "link_close"}
    assert {token.tag for token in tokens} == {"", "ul", "li", "p"}


def _linked(children: list[Any]) -> str:
    """The words of the first link of a line."""
    words, inside = [], False
    for child in children:
        inside = (inside or child.type == "link_open") and child.type != "link_close"
        if inside and child.content:
            words.append(child.content)
        if words and child.type == "link_close":
            break
    return "".join(words).strip()


def test_no_other_program_takes_the_note_for_a_plan(run: Run) -> None:
    """No boxes, tags, block ids or fields outside code."""
    text = re.sub(r"`[^`\n]*`", "", exported(run, "markdown", SAMPLE_VAULT).partition("\n---\n")[2])

    assert len(text) > 1000
    assert not re.search(r"\[.\]|::|(?<![#\n])#\w| \^\w+$|[📅⏳🛫✅]", text, re.MULTILINE)


def test_links_in_the_note_lead_to_notes(run: Run) -> None:
    """For the author; every one of them is there."""
    text = exported(run, "markdown", SAMPLE_VAULT)
    tokens = MarkdownIt().parse(text)
    targets = {
        str(child.attrs["href"]) for token in tokens for child in token.children or [] if child.type == "link_open"
    }

    assert len(targets) > 10
    assert [target for target in targets if not (SAMPLE_VAULT / _unquoted(target)).is_file()] == []


def _unquoted(address: str) -> str:
    return re.sub(r"(?:%[0-9A-F]{2})+", lambda found: bytes.fromhex(found[0].replace("%", "")).decode(), address)


def test_a_large_plan_is_told_by_area(run: Run, vault: Vaults) -> None:
    """A telephone is no place for a thousand lines."""
    root = vault({f"Goals/{area}/{at}.md": GOAL.format("", "- [x] a\n- [ ] b\n") for area in "AB" for at in range(40)})
    text = exported(run, "markdown", root)

    assert "## Areas\n\n- A: 40 open, 0 closed, 50 % of milestones reached\n- B: 40 open" in text
    assert text.count("\n") < 40
