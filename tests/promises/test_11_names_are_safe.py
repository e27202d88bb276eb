"""Promise 11: names in the output are safe, and links out of the vault lead nowhere."""

import json
import re
import sys
import unicodedata
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from milepost.session import look
from tests.conftest import Run
from tests.vaults import Content, Vaults

DAY = ("--today", "2026-03-01")
GOAL = "---\ntype: goal\n---\n\n- [ ] one\n"
RESERVED = {"con", "prn", "aux", "nul", *(f"{name}{number}" for name in ("com", "lpt") for number in range(1, 10))}
FIXED = re.compile(r"[a-z0-9][a-z0-9._-]*")
"""Names that milepost itself chose: index.html, site.css, …"""

STRANGE = [
    "Ziele/Gitarre üben",
    "目标/学习 日语",
    "Цели/Бег",
    "CON",
    "aux",
    "nul",
    "com1",
    "index",
    "Index",
    "search",
    "404",
    "a b",
    "a-b",
    "a_b",
    "A B",
    "sub/a b",
    "\u00fc",
    "u\u0308",
    "dots...",
    "trailing ",
    "-",
    "🎯",
    "emoji 🎯 goal",
    "quote'\"<>&",
    "percent%2F..%2Fescape",
    "per%cent",
    "hash#tag",
    "ques?tion",
    "semi;colon:colon",
    "back\\slash",
    "line\nbreak",
    "tab\there",
    "rtl \u202e gnp",
    "zero\u200bwidth",
    "ﬁ ligature ß İ",
    "x" * 200,
    "x" * 199 + "y",
    "ü" * 120,
    "目" * 80,
]


def _try(vault: Vaults, root: Path, name: str) -> bool:
    """Whether this file system takes the name, and takes it for a new one."""
    path = root / f"{name}.md"
    try:
        if path.exists():
            return False
        vault.write(root, {f"{name}.md": GOAL})
    except (OSError, ValueError):
        return False
    return True


def _pages(out: Path) -> list[str]:
    files = (path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file())
    return sorted(path for path in files if not path.startswith(".milepost/"))


def _is_safe(name: str) -> bool:
    """Lower-case letters, digits and `-` in NFC, 80 characters and 200 bytes at most."""
    return (
        all(character == "-" or character.isalnum() for character in name)
        and name == name.lower() == unicodedata.normalize("NFC", name)
        and 0 < len(name) <= 80
        and len(name.encode()) <= 200
        and name not in RESERVED
    )


@pytest.fixture
def strange(vault: Vaults) -> Path:
    """A vault of goals with every name that this file system takes."""
    root = vault({"plain.md": GOAL})
    assert sum(_try(vault, root, name) for name in STRANGE) > 20
    return root


def test_names_of_pages_are_safe_and_different_everywhere(strange: Path, run: Run) -> None:
    """On file systems that ignore case or normalisation, too; and every goal has its page."""
    ran = run("build", strange, *DAY)
    assert ran.exit_code == 0, ran.talk

    pages = _pages(strange / "site")
    goals = [page for page in pages if page.startswith("goals/") and page != "goals/index.html"]
    assert len(goals) == sum(1 for path in strange.rglob("*.md") if "site" not in path.parts)
    unsafe = [page for page in goals if not _is_safe(page.removeprefix("goals/").removesuffix(".html"))]
    assert unsafe == []
    assert len({unicodedata.normalize("NFC", page).casefold() for page in pages}) == len(pages)
    others = [part for page in pages if page not in goals for part in page.split("/")]
    assert [part for part in others if not FIXED.fullmatch(part) and not _is_safe(part.removesuffix(".html"))] == []


def test_names_do_not_depend_on_the_neighbours_that_came_later(vault: Vaults, run: Run) -> None:
    """A clash is settled by the path, so the same notes have the same names in any order of writing."""
    first, second = vault({"a b.md": GOAL, "x/a b.md": GOAL}), vault({"x/a b.md": GOAL}, name="second")
    vault.write(second, {"a b.md": GOAL})

    for root in (first, second):
        assert run("build", root, *DAY).exit_code == 0

    assert _pages(first / "site") == _pages(second / "site")
    assert len(_pages(first / "site")) == len(set(_pages(first / "site")))


def test_accents_stay_readable(vault: Vaults, run: Run) -> None:
    """An ASCII slug would empty whole languages."""
    root = vault({"Ziele/Gitarre üben.md": GOAL, "Цели/Бег.md": GOAL})

    assert run("build", root, *DAY).exit_code == 0

    assert {"goals/gitarre-üben.html", "goals/бег.html"} <= set(_pages(root / "site"))


def test_names_of_attachments_are_safe_and_different_everywhere(vault: Vaults, run: Run) -> None:
    """Those that pages show are named by the same rules, with a suffix of a known kind."""
    root = vault({"plain.md": GOAL})
    taken = [name for name in (*STRANGE, "a.php", "evil.html") if _takes_picture(vault, root, name)]
    assert len(taken) > 20
    shown = "\n".join(
        f"![](<Pics/{name.replace('%', '%25')}.PNG>)" for name in taken if not set("<>#\n\\:?") & set(name)
    )
    vault.write(root, {"plain.md": f"{GOAL}\n{shown}\n"})

    assert run("build", root, *DAY).exit_code == 0

    files = [page.removeprefix("files/") for page in _pages(root / "site") if page.startswith("files/")]
    assert len(files) > 20
    assert [name for name in files if not _is_safe(name.removesuffix(".png"))] == []
    assert len({name.casefold() for name in files}) == len(files)


def _takes_picture(vault: Vaults, root: Path, name: str) -> bool:
    path = root / "Pics" / f"{name}.PNG"
    try:
        if path.exists():
            return False
        vault.write(root, {f"Pics/{name}.PNG": b"png"})
    except (OSError, ValueError):
        return False
    return True


ESCAPES = [
    "[[../outside]]",
    "[[../../etc/passwd]]",
    "[[/etc/passwd]]",
    "[t](../outside.md)",
    "[t](..%2Foutside.md)",
    "[t](%2e%2e/outside.md)",
    "[t](/etc/passwd)",
    "[t](file:///etc/passwd)",
    "[t](FILE:/etc/passwd)",
    "[t](..\\outside.md)",
    "[t](notes%2F..%2F..%2Foutside.md)",
    "[t](C:/Windows/win.ini)",
    "[t](//host/share)",
    "![[../outside.png]]",
    "![p](../outside.png)",
    "![p](file:///etc/passwd)",
]


@pytest.mark.parametrize("link", ESCAPES)
def test_links_that_leave_the_vault_lead_nowhere(vault: Vaults, run: Run, tmp_path: Path, link: str) -> None:
    """The text is shown; there is no target, and nothing outside is read or copied."""
    (tmp_path / "outside.md").write_text("---\ntype: goal\n---\n# SECRET\n")
    (tmp_path / "outside.png").write_bytes(b"SECRET")
    root = vault({"a.md": f"---\ntype: goal\nparent: '{link}'\n---\n# A\n\n{link}\n\n- [ ] one {link}\n- [ ] {link}\n"})

    ran = run("build", root, *DAY)

    assert ran.exit_code == 0, ran.talk
    pages = [root / "site" / page for page in _pages(root / "site")]
    assert not any(b"SECRET" in page.read_bytes() for page in pages)
    for page in pages:
        for target in re.findall(r'(?:href|src)="([^"]*)"', page.read_text(encoding="utf-8", errors="replace")):
            assert not re.match(r"(?i)file:|[a-z]:[\\/]|//", target), (page, target)
            assert _stays(root / "site", page, target), (page, target)


@pytest.mark.skipif(sys.platform == "win32", reason="needs symbolic links")
def test_links_of_the_file_system_are_not_followed(vault: Vaults, run: Run, tmp_path: Path) -> None:
    """What is behind them is in no output, and what was skipped is named."""
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.md").write_text("---\ntype: goal\n---\n# SECRET\n")
    (outside / "secret.png").write_bytes(b"SECRET")
    root = vault({"a.md": "---\ntype: goal\n---\n# A\n\n![[secret.png]] [[secret]] [[folder/secret]]\n\n- [ ] one\n"})
    (root / "folder").symlink_to(outside)
    (root / "secret.png").symlink_to(outside / "secret.png")
    (root / "secret.md").symlink_to(outside / "secret.md")
    vault.settle(root)

    assert run("build", root, *DAY).exit_code == 0
    assert not any(b"SECRET" in (root / "site" / page).read_bytes() for page in _pages(root / "site"))

    skipped = json.loads(run("export", "json", root, *DAY).stdout)["vault"]["skipped"]
    assert [one["path"] for one in skipped] == ["folder", "secret.md", "secret.png"]
    assert "symbolic link" in run("check", root, "-v", *DAY).talk


@pytest.mark.skipif(sys.platform == "win32", reason="needs symbolic links")
def test_a_link_that_takes_the_place_of_an_attachment_is_not_followed(
    vault: Vaults, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not even between the look at the vault and the copy; neither the file nor a folder above it."""
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "a.png").write_bytes(b"SECRET")
    pictures: dict[str, Content] = {"a.png": b"mine", "Pics/b.png": b"mine"}
    root = vault({"g.md": f"{GOAL}\n![[a.png]] ![[Pics/b.png]]\n", **pictures})
    (outside / "b.png").write_bytes(b"SECRET")
    build_look = look.build_look

    def swap(*arguments: Any) -> Any:
        (root / "a.png").unlink()
        (root / "a.png").symlink_to(outside / "a.png")
        (root / "Pics" / "b.png").unlink()
        (root / "Pics").rmdir()
        (root / "Pics").symlink_to(outside)
        vault.settle(root)
        return build_look(*arguments)

    monkeypatch.setattr("milepost.cli.opening.build_look", swap)
    assert run("build", root, *DAY).exit_code == 0
    assert [page for page in _pages(root / "site") if page.startswith("files/")] == []


def _stays(out: Path, page: Path, target: str) -> bool:
    """Whether a link of a page is to a file of the site, to a place on the page, or to a scheme."""
    path = unquote(target.partition("#")[0].partition("?")[0])
    if not path or re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*:", path):
        return True
    place = (page.parent / path).resolve()
    return place.is_relative_to(out.resolve()) and place.exists()
