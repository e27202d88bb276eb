"""Links from a goal's page to where its note is edited: a forge on the web, Obsidian, and in `serve` the editor."""

import re
from pathlib import Path

import pytest

from milepost.config.table import EDITORS
from milepost.live.editors import FORMS, editor_form
from milepost.model.repository import web_address
from tests.conftest import Run
from tests.sites import BuiltSite
from tests.vaults import Vaults

DAY = ("--today", "2026-03-01")
GOAL = "---\ntype: goal\npublish: true\ndue: 2026-12-31\n---\n- [ ] one\n"
PAGE = "goals/größer-laufen-1.html"
NOTE = "Ziele/größer laufen #1.md"
PATH = "Ziele/gr%C3%B6%C3%9Fer%20laufen%20%231.md"


def config(url: str) -> str:
    """git's own words."""
    upstream = '[remote "upstream"]\n\turl = https://github.com/other/one\n'
    return f'[core]\n\tbare = false\n{upstream}[remote "origin"]\n\turl = {url}\n'


def hrefs(root: Path, page: str = PAGE) -> list[str]:
    """The links behind the note's name at the end of a goal's page."""
    text = BuiltSite(root / "site")[page].text
    return re.findall(r'href="([^"]*)"', text[text.index('class="mp-small mp-file"') :].partition("</p>")[0])


@pytest.mark.parametrize(
    ("url", "leads"),
    [
        ("https://github.com/me/plan.git", "https://github.com/me/plan/edit/main/"),
        ("git@github.com:me/plan.git", "https://github.com/me/plan/edit/main/"),
        ("ssh://git@gitlab.example.org:2222/a/b/plan.git", "https://gitlab.example.org/a/b/plan/-/edit/main/"),
        ("https://me:glpat-SECRET@gitlab.com/me/plan", "https://gitlab.com/me/plan/-/edit/main/"),
        ("https://SECRET@codeberg.org/me/plan.git", "https://codeberg.org/me/plan/_edit/main/"),
        ("https://gitea.example.org:3000/me/plan.git", "https://gitea.example.org:3000/me/plan/_edit/main/"),
        ("git@github.com-work:me/plan.git", "https://github.com/me/plan/edit/main/"),
        ("ssh://git@ssh.github.com:443/me/plan.git", "https://github.com/me/plan/edit/main/"),
        ("ssh://git@altssh.gitlab.com:443/a/plan.git", "https://gitlab.com/a/plan/-/edit/main/"),
        ("git@gitea.acme-corp:me/plan.git", "https://gitea.acme-corp/me/plan/_edit/main/"),
        ("git@gitlab.xn--p1ai:me/plan.git", "https://gitlab.xn--p1ai/me/plan/-/edit/main/"),
    ],
)
@pytest.mark.parametrize(("audience", "setting"), [("private", ""), ("public", 'edit_uri = "git"')])
def test_the_remote_says_where_notes_are_edited(
    *, vault: Vaults, run: Run, url: str, leads: str, audience: str, setting: str
) -> None:
    """Without any name or token that stands in its address; for strangers too, if the settings say so."""
    settings = f"[site]\n{setting}\n"
    root = vault(
        {NOTE: GOAL, "milepost.toml": settings, ".git/config": config(url), ".git/HEAD": "ref: refs/heads/main\n"}
    )

    assert run("build", root, "--audience", audience, *DAY).exit_code == 0

    assert hrefs(root) == [leads + PATH]
    assert not any(
        "SECRET" in path.read_text("utf-8", "replace") for path in (root / "site").rglob("*") if path.is_file()
    )


def test_a_public_site_does_not_name_the_repository_by_itself(vault: Vaults, run: Run) -> None:
    """What it is called may be nobody's business."""
    url = "https://github.com/me/secret-plan"
    root = vault({NOTE: GOAL, ".git/config": config(url), ".git/HEAD": "ref: refs/heads/main\n"})

    assert run("build", root, "--audience", "public", *DAY).exit_code == 0

    assert not any(b"secret-plan" in path.read_bytes() for path in (root / "site").rglob("*") if path.is_file())


def test_a_branch_that_follows_another_is_edited_there(vault: Vaults, run: Run) -> None:
    """Of the remote that it follows: a branch that nobody has pushed is nowhere on the web."""
    follows = '[branch "mine"]\n\tremote = upstream\n\tmerge = refs/heads/the/main\n'
    settings = config("https://github.com/me/plan") + follows
    root = vault({"a.md": GOAL, ".git/config": settings, ".git/HEAD": "ref: refs/heads/mine\n"})

    assert run("build", root, *DAY).exit_code == 0

    assert hrefs(root, "goals/a.html") == ["https://github.com/other/one/edit/the/main/a.md"]


def test_a_branch_that_follows_one_of_its_own_repository_is_edited_as_itself(vault: Vaults, run: Run) -> None:
    """A remote called `.` is on no forge."""
    settings = config("https://github.com/me/plan") + '[branch "x\\"y"]\n\tremote = .\n\tmerge = refs/heads/main\n'
    root = vault({"a.md": GOAL, ".git/config": settings, ".git/HEAD": 'ref: refs/heads/x"y\n'})

    assert run("build", root, *DAY).exit_code == 0

    assert hrefs(root, "goals/a.html") == ["https://github.com/me/plan/edit/x%22y/a.md"]


def test_bitbucket_edits_by_a_query(vault: Vaults, run: Run) -> None:
    """A form of its own."""
    root = vault(
        {"a.md": GOAL, ".git/config": config("git@bitbucket.org:me/plan.git"), ".git/HEAD": "ref: refs/heads/x/y"}
    )

    assert run("build", root, *DAY).exit_code == 0

    assert hrefs(root, "goals/a.html") == ["https://bitbucket.org/me/plan/src/x/y/a.md?mode=edit"]


def test_a_vault_in_a_folder_of_a_repository(vault: Vaults, run: Run) -> None:
    """The folder is part of the path; a work tree's `.git` is a file that names another folder."""
    root = vault(
        {
            ".git": "gitdir: .real/worktrees/plan\n",
            ".real/worktrees/plan/HEAD": "ref: refs/heads/draft\n",
            ".real/worktrees/plan/commondir": "../..\n",
            ".real/config": config("https://github.com/me/work"),
            "docs/plan/milepost.toml": "",
            "docs/plan/a.md": GOAL,
        }
    )
    inner = root / "docs" / "plan"
    vault.output(inner / "site")

    assert run("build", inner, *DAY).exit_code == 0

    assert hrefs(inner, "goals/a.html") == ["https://github.com/me/work/edit/draft/docs/plan/a.md"]


@pytest.mark.parametrize(
    ("files", "settings", "leads"),
    [
        ({}, "", []),
        ({".git/config": config("https://github.com/me/plan")}, "", []),
        ({".git/config": config("/srv/git/plan.git"), ".git/HEAD": "ref: refs/heads/main"}, "", []),
        ({".git/config": config("https://git.example.org/me/plan"), ".git/HEAD": "ref: refs/heads/main"}, "", []),
        (
            {".git/config": config("https://github.com/me/plan"), ".git/HEAD": "ref: refs/heads/main"},
            'edit_uri = "off"',
            [],
        ),
        ({}, 'edit_uri = "https://example.org/edit/"', ["https://example.org/edit/a.md"]),
        ({}, 'edit_uri = "https://example.org/?open={path}&x"', ["https://example.org/?open=a.md&amp;x"]),
        ({}, 'edit_uri = "javascript://x/%0aalert(1)"', []),
        (
            {
                ".git/config": config("https://github.com/me/plan"),
                ".git/HEAD": "0123456789012345678901234567890123456789",
                ".git/refs/remotes/origin/HEAD": "ref: refs/remotes/origin/trunk\n",
            },
            "",
            ["https://github.com/me/plan/edit/trunk/a.md"],
        ),
    ],
    ids=["no repository", "no branch", "no forge", "unknown forge", "off", "behind", "in", "script", "detached"],
)
def test_what_else_says_it_or_nothing(
    *, vault: Vaults, run: Run, files: dict[str, str | bytes], settings: str, leads: list[str]
) -> None:
    """The settings win."""
    root = vault({"a.md": GOAL, "milepost.toml": f"[site]\n{settings}\n", **files})

    assert run("build", root, *DAY).exit_code == 0

    assert hrefs(root, "goals/a.html") == leads


@pytest.mark.parametrize(
    "url",
    ["", "plan", "/a/b", "C:/a/b", "file:///a/b", "https://github.com/", "https://github.com/me", "git@host:me/plan",
     "https://a.example/me/../plan", "https://a.example/me/plan?x", "https://a.example/me/<plan>", "ext::sh -c x"],
)  # fmt: skip
def test_addresses_that_are_no_page(url: str) -> None:
    """Paths, and what is spelt like nothing on a forge."""
    assert web_address(url) == ""


def test_a_new_remote_is_seen(vault: Vaults, run: Run) -> None:
    """No note has changed, and yet the pages have."""
    root = vault(
        {"a.md": GOAL, ".git/config": config("https://github.com/me/plan"), ".git/HEAD": "ref: refs/heads/main"}
    )
    run("build", root, *DAY)
    vault.write(root, {".git/config": config("https://github.com/me/moved")})

    run("build", root, *DAY)

    assert hrefs(root, "goals/a.html") == ["https://github.com/me/moved/edit/main/a.md"]


def test_editors_have_addresses_and_no_built_file_has_one(vault: Vaults, run: Run) -> None:
    """They lead to a place on the author's own computer."""
    assert set(EDITORS) == {*FORMS, "off"}
    assert [editor_form(name) for name in ("off", "", "javascript://{path}", "x{path}")] == [""] * 4
    root = vault({"a.md": GOAL})

    assert run("build", root, *DAY).exit_code == 0

    for path in (root / "site").rglob("*"):
        assert not path.is_file() or not re.search(rb"vscode|data-editor|data-root", path.read_bytes()), path


def test_an_unknown_editor_is_named(vault: Vaults, run: Run) -> None:
    """With the one that may be meant."""
    root = vault({"a.md": GOAL, "milepost.toml": '[site]\neditor = "vscod"\nedit_uri = "github"\n'})

    said = run("check", root, *DAY).talk

    assert "`site.editor` does not take `vscod`" in said
    assert "vscode" in said
    assert "`site.edit_uri` does not take `github`" in said
