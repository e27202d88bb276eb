"""Real notes against what Obsidian itself put into its metadata cache: items, tags, headings, links, block ids.

Obsidian wins, but for the differences named here, each with its reason.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from milepost.config.settings import ReadingSettings
from milepost.syntax.document import Document
from milepost.syntax.read import read_document
from tests.conftest import EXAMPLES

CACHE = EXAMPLES / "obsidian-tasks" / "cache"

TAGS_MORE = {
    "yaml_complex_example": {"value1", "value2"},  # `TAG:`: case does not matter in our keys, it does in Obsidian's
    "yaml_tags_with_two_values_on_one_line": {
        # `tags: a, b`: read, with the hint that Obsidian does not
        "value-1-of-2-on-one-line",
        "value-2-of-2-on-one-line",
    },
}

if not CACHE.is_dir():
    pytest.skip("the real notes of ../shared/examples are not here", allow_module_level=True)

NOTES = sorted(CACHE.glob("*.json"))


@pytest.fixture(params=NOTES, ids=[path.stem for path in NOTES])
def note(request: pytest.FixtureRequest) -> tuple[str, dict[str, Any], Document]:
    """A note's name, what Obsidian says of it, and its Document."""
    path: Path = request.param
    theirs = json.loads(path.read_text(encoding="utf-8"))
    return path.stem, theirs, read_document(theirs["fileContents"].encode(), ReadingSettings())


Note = tuple[str, dict[str, Any], Document]


def test_all_notes_are_there() -> None:
    """The folder holds the 89 notes it is said to hold."""
    assert len(NOTES) == 89


def test_checklist_items(note: Note) -> None:
    """Every task item, with its character, line, and the line of the list item round it."""
    _, theirs, document = note
    expected = [
        (item["position"]["start"]["line"] + 1, item["task"], item["parent"] + 1 if item["parent"] >= 0 else None)
        for item in theirs["cachedMetadata"].get("listItems", ())
        if "task" in item
    ]

    assert [(item.line, item.symbol, item.parent_line) for item in document.items] == expected


def test_headings(note: Note) -> None:
    """Every heading, with its level, text and line."""
    _, theirs, document = note
    expected = [
        (heading["level"], heading["heading"], heading["position"]["start"]["line"] + 1)
        for heading in theirs["cachedMetadata"].get("headings", ())
    ]

    assert [(heading.level, heading.text, heading.line) for heading in document.headings] == expected


def test_tags(note: Note) -> None:
    """Every tag of front matter and body, also those in comments."""
    name, theirs, document = note
    expected = {tag.removeprefix("#").casefold() for tag in theirs["getAllTags"]}

    assert {tag.casefold() for tag in document.tags} == expected | TAGS_MORE.get(name, set())


def test_links_of_the_body(note: Note) -> None:
    """Every link and embed: target, shown text, line and columns."""
    _, theirs, document = note
    cached = theirs["cachedMetadata"]
    expected = {
        (
            link["position"]["start"]["line"] + 1,
            link["link"],
            link["displayText"],
            link["position"]["start"]["col"] + 1,
            link["position"]["end"]["col"] + 1,
            kind == "embeds",
        )
        for kind in ("links", "embeds")
        for link in cached.get(kind, ())
    }
    body = [link for link in document.links if link.span.line > document.front.end_line]

    assert {
        (link.span.line, link.target, link.text, link.span.column, link.span.end_column, link.embed) for link in body
    } == expected


def test_links_of_the_front_matter(note: Note) -> None:
    """Every link in a property, in order."""
    _, theirs, document = note
    expected = [link["link"] for link in theirs["cachedMetadata"].get("frontmatterLinks", ())]

    assert [link.target for link in document.links if link.span.line <= document.front.end_line] == expected


def test_every_link_that_obsidian_resolves_is_there(note: Note) -> None:
    """Nothing that leads somewhere in Obsidian is missing."""
    _, theirs, document = note

    assert set(theirs["resolveLinkToPath"]) <= {link.target for link in document.links}


def test_block_ids(note: Note) -> None:
    """Every block id, on its line."""
    _, theirs, document = note
    blocks = theirs["cachedMetadata"].get("blocks", {})

    assert document.block_ids == {name: block["position"]["start"]["line"] + 1 for name, block in blocks.items()}
