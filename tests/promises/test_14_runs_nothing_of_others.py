"""Promise 14: somebody else's repository runs nothing.

A repository can name programs that git runs: in its settings, its hooks and its attributes. milepost reads notes
without git; `doctor` alone asks git for its version, and the rest it reads as text.
"""

import os
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.conftest import RunCommand
from tests.vaults import Vaults

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the traps are shell scripts")

NOTE = (
    "---\ntype: goal\ntitle: Learn to swim\ndue: 2026-12-31\n---\n- [x] Find a pool ✅ 2026-02-01\n- [ ] Swim 100 m\n"
)
DAY = ("--today", "2026-03-01")
FORMS = "json csv ics atom markdown mermaid badge".split()
COMMANDS: list[Sequence[str]] = [
    ("build", "--out", "{out}", *DAY),
    ("build", "--audience", "public", "--out", "{out}", *DAY),
    ("check", *DAY),
    ("status", *DAY),
    ("next", *DAY),
    ("tree", *DAY),
    ("show", "a", *DAY),
    ("explain", "a.health", *DAY),
    ("inspect", *DAY),
    *(("export", form, *DAY) for form in FORMS),
    ("doctor",),
]
SETTINGS = """\
[core]
\trepositoryformatversion = 0
\tfsmonitor = {trap}
\thooksPath = {hooks}
\tpager = {trap}
\teditor = {trap}
\tsshCommand = {trap}
\tgitProxy = {trap}
[diff]
\texternal = {trap}
[diff "trap"]
\ttextconv = {trap}
[filter "trap"]
\tclean = {trap}
\tsmudge = {trap}
\tprocess = {trap}
[gpg]
\tprogram = {trap}
[log]
\tshowSignature = true
[credential]
\thelper = {trap}
[remote "origin"]
\turl = ext::{trap}
\tpromisor = true
\tuploadpack = {trap}
[include]
\tpath = {trap}
"""


def _program(place: Path, does: str) -> None:
    place.parent.mkdir(exist_ok=True)
    place.write_text(f"#!/bin/sh\n{does}\n")
    place.chmod(0o755)


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_a_repository_full_of_traps_runs_nothing(
    vault: Vaults, run_command: RunCommand, tmp_path: Path, command: Sequence[str]
) -> None:
    """Neither its programs nor a git that would run them; the answer is there all the same."""
    ran, asked, trap = tmp_path / "ran", tmp_path / "asked", tmp_path / "trap"
    _program(trap, f"echo ran >> '{ran}'")
    _program(tmp_path / "programs" / "git", f"echo \"$@\" >> '{asked}'\necho git version 2.50.0")
    for hook in ("post-checkout", "post-index-change", "fsmonitor-watchman"):
        _program(tmp_path / "hooks" / hook, f"echo ran >> '{ran}'")
    root = vault(
        {
            "a.md": NOTE,
            "milepost.toml": '[site]\nedit_uri = "git"\n',
            ".gitattributes": "* diff=trap filter=trap\n",
            ".git/HEAD": "ref: refs/heads/main\n",
            ".git/config": SETTINGS.format(trap=trap, hooks=tmp_path / "hooks"),
        }
    )
    words = [word.format(out=tmp_path / "site") for word in command]

    answer = run_command(*words, cwd=root, env={"PATH": f"{tmp_path / 'programs'}{os.pathsep}{os.environ['PATH']}"})

    assert answer.exit_code == 0, answer.stderr
    assert not ran.exists()
    assert asked.read_text() == "--version\n" if command == ("doctor",) else not asked.exists()
