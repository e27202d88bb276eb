"""Nothing half done and nothing of one machine is committed."""

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.sources import ROOT

MARKS = re.compile(
    "|".join([r"(?<![.\w])TO" + r"DO[:(]", r"#\s*TO" + r"DO\b", r"\bFIX" + r"ME\b", r"\bXX" + r"X\b(?!\|)"])
)
STUBS = re.compile(r"raise NotImplemented" + r"Error\b(?!  # )")


def _committed() -> Iterator[tuple[str, str]]:
    try:
        listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("needs the project's own git repository")
    for name in listed.decode("utf-8").split("\0"):
        path = ROOT / name
        if name and path.is_file() and path.suffix not in (".png", ".ico", ".jpg", ".woff2"):
            yield name, path.read_text(encoding="utf-8", errors="replace")


def _hits(pattern: re.Pattern[str]) -> list[str]:
    return [
        f"{name}:{text.count(chr(10), 0, hit.start()) + 1} {hit[0]}"
        for name, text in _committed()
        for hit in pattern.finditer(text)
    ]


def test_no_reminders_are_left() -> None:
    """What is to be done stands in the issue tracker."""
    assert _hits(MARKS) == []


def test_no_stubs_are_left() -> None:
    """What is there works."""
    assert [hit for hit in _hits(STUBS) if hit.startswith("src/")] == []


def test_no_paths_of_this_machine_are_left() -> None:
    """The checkout and the home folder are somebody's own."""
    own = [re.escape(str(path)) + r"(?![\w-])" for path in (ROOT, Path.home()) if len(path.parts) > 2]
    if not own:
        own = [re.escape(str(ROOT)) + r"/"]

    assert _hits(re.compile("|".join(own))) == []
