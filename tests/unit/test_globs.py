"""The patterns of the settings: one part, any number of parts, and a folder means everything below it."""

import pytest

from milepost.model.globs import matches, matching

MATCHES = [
    ("Goals/a.md", "Goals/**"),
    ("Goals/x/a.md", "Goals/**"),
    ("Goals/x/a.md", "Goals"),
    ("Goals/x/a.md", "Goals/"),
    ("Goals/x/a.md", "/Goals"),
    ("Goals/x/a.md", "./Goals"),
    ("Goals/x/a.md", "Goals\\x"),
    ("Goals/x/a.md", "**/x"),
    ("a.md", "*.md"),
    ("a.md", "**/*.md"),
    ("x/y/a.md", "**/*.md"),
    ("x/y/a.md", "x/**/a.md"),
    ("x/a.md", "x/**/a.md"),
    ("x/q/y/r/s/a.md", "x/**/y/**/a.md"),
    ("f/a.md", "*/**"),
    ("a.md", "**"),
    ("f/a.md", "**/**"),
    ("ab/c", "a?/c"),
    ("x[1].md", "x[1].md"),
    ("aXbYbc", "a*bc"),
    ("abxc.md", "a*b*c.md"),
    ("a\nb.md", "a*.md"),
    ("\u00fcben/x.md", "u\u0308ben/**"),
    ("u\u0308ben/x.md", "\u00fcben/**"),
]
DIFFERS = [
    ("Goals.md", "Goals/**"),
    ("Goals", "Goals/**"),
    ("Goals2/a.md", "Goals"),
    ("goals/a.md", "Goals"),
    ("x/Goals/a.md", "Goals"),
    ("x/a.md", "*.md"),
    ("a.md", "*/**"),
    ("a/c", "a?/c"),
    ("x1.md", "x[1].md"),
    ("q/xDrafts/a.md", "**/Drafts/**"),
    ("x/y/b.md", "x/**/a.md"),
    ("a.md", ""),
    ("a.md", "."),
]


@pytest.mark.parametrize(("path", "glob"), MATCHES)
def test_match(path: str, glob: str) -> None:
    """What a pattern takes in."""
    assert matches(path, ("nothing", glob))


@pytest.mark.parametrize(("path", "glob"), DIFFERS)
def test_no_match(path: str, glob: str) -> None:
    """What it does not."""
    assert not matches(path, (glob,))


@pytest.mark.parametrize(
    ("glob", "whole"), [("a/**", True), ("a", True), ("*", True), ("a/*.md", False), ("a/b", False)]
)
def test_folders_taken_in_whole(glob: str, whole: bool) -> None:
    """Only then a folder need not be walked."""
    assert (matching("a", (glob,), is_folder=True) == glob) is whole


def test_no_path_is_slow() -> None:
    """Stars are never retried against the same text: this would take longer than anybody lives."""
    assert not matches("a" * 2000, ("*a*a*a*a*a*a*a*a*b",))
    assert not matches("/".join("a" * 2000), ("**/a/**/a/**/a/**/a/**/b",))
