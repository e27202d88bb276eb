"""Promise 2: one bad note costs one page, and no traceback ever reaches a user."""

import json
from pathlib import Path

import pytest

from tests.conftest import Run
from tests.vaults import Content, Vaults

DAY = ("--today", "2026-03-01")
GOOD = "---\ntype: goal\ntitle: The good one\nwhy: x\ndue: 2026-06-30\n---\n\n- [x] One\n- [ ] Two\n"
HEAD = "---\ntype: goal\ntitle: Bad\n"

BAD: dict[str, Content] = {
    "0 bytes": b"",
    "UTF-16": (HEAD + "---\n- [ ] x\n").encode("utf-16"),
    "invalid bytes": b"---\ntype: goal\n---\n\n- [ ] caf\xe9\n",
    "NUL": HEAD + "---\n\n- [ ] a\0b\n",
    "ESC in the title": "---\ntype: goal\ntitle: a\x1b[31mb\n---\n- [ ] x\n",
    "VT, FF, NEL, LS": HEAD + "---\n\n- [ ] a\x0bb\x0cc\u0085d\u2028e\n",
    "U+202E": HEAD + "---\n\n- [ ] a\u202eb\n",
    "no final newline": HEAD + "---\n- [ ] x",
    "1 MB line": HEAD + "---\n\n- [ ] " + "x" * 1_000_000 + "\n",
    "over 2 MB": HEAD + "---\n\n" + "x\n" * 1_100_000,
    "unclosed front matter": HEAD + "\n- [ ] x\n",
    "front matter is a list": "---\n- a\n- b\n---\n\n#goal\n",
    "front matter is a string": "---\njust words\n---\n",
    "duplicate keys": HEAD + "due: 2026-01-01\ndue: 2026-02-02\n---\n",
    "tabs": HEAD + "\tdue:\t2026-01-01\n---\n",
    "open quote": HEAD + 'why: "never closed\n---\n',
    "colon": "---\ntype: goal\ntitle: A: B\n---\n",
    "at sign": HEAD + "owner: @home\n---\n",
    "backslash in quotes": HEAD + 'why: "C:\\Users"\n---\n',
    "unquoted link": HEAD + "parent: [[X]]\n---\n",
    "hash tags": HEAD + "tags: #a #b\n---\n",
    "template marks": HEAD + "due: {{date}}\n---\n",
    "python tag": HEAD + "why: !!python/object/apply:os.system [true]\n---\n",
    "alias bomb": HEAD + "a: &a [x,x]\nb: &b [*a,*a]\nc: [*b,*b]\n---\n",
    "60,000 brackets": HEAD + "why: " + "[" * 60_000 + "\n---\n",
    "odd keys": HEAD + "content: 1\nhandler: 2\nself: 3\n1: 4\ntrue: 5\n2026-01-01: 6\n---\n",
    "two documents": HEAD + "---\nx: 1\n---\n- [ ] x\n",
    "TOML": "+++\ntype = 'goal'\n+++\n",
    "dates": HEAD + "due: 2026-02-30\nstart: 0000-01-01\ndone: 9999-12-31T23:59:59+14:00\n---\n",
    "numbers": HEAD + "metric:\n  baseline: nan\n  target: " + "9" * 5_000 + "\nweight: -1\nconfidence: 150%\n---\n",
    "one over zero": HEAD + "progress: 1/0\nscore: inf\n---\n",
    "60 levels": HEAD + "---\n\n" + "".join("  " * depth + "- [ ] x\n" for depth in range(60)),
    "2,000 items": HEAD + "---\n\n" + "- [ ] x 📅 2026-02-30\n" * 2_000,
    "equal headings": HEAD + "---\n\n" + "# same\n" * 2_000,
    "quotes": HEAD + "---\n\n" + ">" * 10_000 + " x\n",
    "script": "---\ntype: goal\ntitle: <script>alert(1)</script>\n---\n\n- [ ] <img src=x onerror=alert(1)>\n",
    "own parent": HEAD + 'parent: "[[bad]]"\ndepends_on: "[[bad]]"\n---\n',
    "due before start": HEAD + "start: 2026-05-05\ndue: 2026-01-01\n---\n",
    "zero weights": HEAD + "---\n\n- [ ] a [weight:: 0]\n- [x] b [weight:: 0]\n",
}


@pytest.mark.parametrize("case", sorted(BAD))
def test_the_other_notes_are_built_and_nothing_breaks(run: Run, vault: Vaults, tmp_path: Path, case: str) -> None:
    """Whatever stands beside it, the good goal is the same; every command answers."""
    root = vault({"good.md": GOOD, "bad.md": BAD[case]})

    built = run("build", root, "--out", tmp_path / "out", *DAY)
    exported = run("export", "json", root, *DAY)
    others = [
        run(*words, root, *DAY)
        for words in (("check", "-v"), ("inspect",), ("inspect", "--json"), ("status",), ("tree",))
    ]

    assert built.exit_code == 0
    assert (tmp_path / "out" / "index.html").is_file()
    goals = {goal["id"]: goal for goal in json.loads(exported.stdout)["goals"]}
    assert (goals["good"]["title"], goals["good"]["progress"]) == ("The good one", 0.5)
    for ran in (built, exported, *others):
        assert ran.exit_code in (0, 1)
        assert "Traceback" not in ran.talk
        assert "milepost failed" not in ran.talk
        assert "\x1b" not in ran.talk


def test_a_note_that_cannot_be_read_is_on_the_problems_page(run: Run, vault: Vaults, tmp_path: Path) -> None:
    """With code, file, line and remedy."""
    root = vault({"good.md": GOOD, "bad.md": b"---\ntype: goal\n---\n\n- [ ] caf\xe9\n"})

    run("build", root, "--out", tmp_path / "out", *DAY)

    page = (tmp_path / "out" / "problems.html").read_text(encoding="utf-8")
    assert "unreadable-note" in page
    assert "bad.md" in page


def test_all_of_them_together(run: Run, vault: Vaults, tmp_path: Path) -> None:
    """One vault with every bad note."""
    bad = {f"{number}.md": content for number, content in enumerate(BAD.values())}
    root = vault({"good.md": GOOD} | bad)

    built = run("build", root, "--out", tmp_path / "out", *DAY)
    exported = json.loads(run("export", "json", root, *DAY).stdout)

    assert built.exit_code == 0
    assert "good" in [goal["id"] for goal in exported["goals"]]
