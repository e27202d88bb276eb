"""`init --ci`, the hook for pre-commit and the workflow for forks: they parse, and what they run is there and works."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conftest import REPOSITORY, Run
from tests.sites import BuiltSite
from tests.vaults import Vaults

GOAL = "---\ntype: goal\npublish: true\ndue: 2027-01-01\n---\n- [ ] Run 5 km under 30 minutes\n- [ ] Run 10 km\n"
needs_shell = pytest.mark.skipif(sys.platform == "win32", reason="the pipelines run on Linux")


def written(run: Run, root: Path, forge: str, place: str, *, vault: str = ".") -> tuple[str, dict[Any, Any]]:
    """The pipeline that `init` writes, as text and read."""
    ran = run("init", root / vault, "--ci", forge)
    assert ran.exit_code == 0, ran.talk
    text = (root / place).read_text("utf-8")
    read: dict[Any, Any] = yaml.safe_load(text)
    return text, read


def obey(lines: Iterator[str], root: Path, **environment: str) -> None:
    """Run the commands of a pipeline, but for the one that fetches milepost."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    for command in lines:
        if not re.match(r"(python -m )?pip install", command):
            done = subprocess.run(
                ["sh", "-ec", command],
                cwd=root,
                env={**os.environ, "PATH": path, **environment},
                capture_output=True,
                check=False,
            )
            assert done.returncode == 0, (command, done.stdout, done.stderr)


def git(folder: Path, *words: str) -> None:
    """Run git, without whatever the machine's own settings say."""
    own = {"GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": os.devnull}
    subprocess.run(["git", *words], cwd=folder, check=True, env={**os.environ, **own})


def steps_of(job: dict[str, Any]) -> Iterator[str]:
    """What a job of a GitHub workflow runs."""
    return (step["run"] for step in job["steps"] if "run" in step)


@needs_shell
@pytest.mark.parametrize("folder", [".", "my plan's"])
def test_a_workflow_for_github(vault: Vaults, run: Run, tmp_path: Path, folder: str) -> None:
    """It checks, builds for the public, and publishes the default branch only; at the top of the repository."""
    root = vault({".git/HEAD": "ref: refs/heads/main", f"{folder}/Goals/Run.md": GOAL})
    _, read = written(run, root, "github", ".github/workflows/milepost.yml", vault=folder)
    vault.settle(root)

    obey(steps_of(read["jobs"]["build"]), root, RUNNER_TEMP=str(tmp_path), **read["env"])

    assert "goals/run.html" in BuiltSite(tmp_path / "plan").pages
    assert {"push", "pull_request", "schedule", "workflow_dispatch"} == set(read[True])
    assert read["permissions"] == {"contents": "read"}
    checkout = read["jobs"]["build"]["steps"][0]
    assert checkout["with"]["fetch-depth"] == 0
    assert "pull_request" in read["jobs"]["publish"]["if"]


@needs_shell
def test_a_pipeline_for_gitlab(vault: Vaults, run: Run, tmp_path: Path) -> None:
    """The same there, where a commit of no branch is checked out: links to edit notes lead to the main branch."""
    root = vault({"Goals/Run.md": GOAL, "milepost.toml": '[site]\nedit_uri = "git"\n'})
    _, read = written(run, root, "gitlab", ".gitlab-ci.yml")
    git(root, "init", "--quiet", "--initial-branch=main/one")
    git(root, "add", ".")
    git(root, "-c", "user.name=a", "-c", "user.email=a@example.org", "commit", "--quiet", "--message=a")
    vault.settle(root)
    runner = tmp_path / "runner"
    git(tmp_path, "init", "--quiet", str(runner))
    git(runner, "fetch", "--quiet", str(root), "+refs/heads/*:refs/remotes/origin/*")
    git(runner, "remote", "add", "origin", "https://gitlab-ci-token:SECRET@gitlab.com/me/plan.git")
    git(runner, "checkout", "--quiet", "--detach", "origin/main/one")

    for job in ("check", "pages"):
        obey(iter(read[job]["script"]), runner, **read["variables"], CI_DEFAULT_BRANCH="main/one")

    page = BuiltSite(runner / "public")["goals/run.html"].text
    assert 'href="https://gitlab.com/me/plan/-/edit/main/one/Goals/Run.md"' in page
    assert read["pages"]["artifacts"]["paths"] == ["public"]
    assert read["variables"]["GIT_DEPTH"] == "0"


@needs_shell
def test_a_problem_ends_the_pipeline(vault: Vaults, run: Run, tmp_path: Path) -> None:
    """Nothing is published then."""
    root = vault({"Goals/Run.md": GOAL.replace("2027-01-01", "next Friday")})
    _, read = written(run, root, "github", ".github/workflows/milepost.yml")
    vault.settle(root)

    with pytest.raises(AssertionError, match="milepost check"):
        obey(steps_of(read["jobs"]["build"]), root, RUNNER_TEMP=str(tmp_path), **read["env"])


def test_a_pipeline_that_is_there_stays(vault: Vaults, run: Run) -> None:
    """As every file that `init` finds."""
    root = vault({".gitlab-ci.yml": "mine: true\n", "a.md": GOAL})

    said = run("init", root, "--ci", "gitlab").stdout

    assert re.search(r"kept +\S*\.gitlab-ci\.yml", said)
    assert (root / ".gitlab-ci.yml").read_text() == "mine: true\n"
    vault.settle(root)


def test_the_page_on_publishing_from_the_browser_shows_the_workflow(vault: Vaults, run: Run) -> None:
    """To the letter."""
    root = vault({"a.md": GOAL})
    text, _ = written(run, root, "github", ".github/workflows/milepost.yml")
    vault.settle(root)
    page = (REPOSITORY / "docs/how-to/publish-from-the-browser.md").read_text("utf-8")

    assert f"```yml\n{text}```" in page


@needs_shell
def test_the_workflow_for_forks(tmp_path: Path) -> None:
    """It publishes the sample plan, or the folder that a variable names."""
    read = yaml.safe_load((REPOSITORY / ".github/workflows/publish.yml").read_text("utf-8"))
    assert read["env"]["VAULT"] == "${{ vars.VAULT || 'sample-vault' }}"

    obey(
        steps_of(read["jobs"]["build"]),
        REPOSITORY,
        VAULT="sample-vault",
        AUDIENCE="public",
        RUNNER_TEMP=str(tmp_path),
        SOURCE_DATE_EPOCH="1795305600",
        XDG_CACHE_HOME=str(tmp_path / "caches"),
    )

    assert len(BuiltSite(tmp_path / "plan").pages) > 20


def test_what_the_page_says_to_write_for_links_to_edit(vault: Vaults, run: Run, tmp_path: Path) -> None:
    """At the end of the sample's settings."""
    (snippet,) = re.findall(
        r"```toml\n(\[site\]\n.*?)```",
        (REPOSITORY / "docs/how-to/publish-from-the-browser.md").read_text("utf-8"),
        re.DOTALL,
    )
    origin = '[remote "origin"]\n\turl = https://github.com/me/milepost\n'
    root = vault({".git/HEAD": "ref: refs/heads/main", ".git/config": origin})
    shutil.copytree(REPOSITORY / "sample-vault", root / "sample-vault")
    settings = root / "sample-vault" / "milepost.toml"
    settings.write_text(settings.read_text("utf-8") + snippet, "utf-8")
    vault.settle(root)

    done = run("build", root / "sample-vault", "--audience", "public", "--out", tmp_path / "site")

    assert done.exit_code == 0, done.talk
    page = BuiltSite(tmp_path / "site")["goals/find-a-home.html"]
    edit = "https://github.com/me/milepost/edit/main/sample-vault/Goals/Freewheel/Find%20a%20home.md"
    assert edit in page.addresses()


def test_the_hook_for_pre_commit(run: Run) -> None:
    """Its command is one of ours, and it runs for what a plan is made of."""
    (hook,) = yaml.safe_load((REPOSITORY / ".pre-commit-hooks.yaml").read_text("utf-8"))

    name, command = hook["entry"].split()
    assert (name, hook["pass_filenames"]) == ("milepost", False)
    assert run(command, "--help").exit_code == 0
    wanted = re.compile(hook["files"])
    assert all(wanted.search(path) for path in ("a.md", "x/b.markdown", "milepost.toml", "x/milepost.toml", "d.csv"))
    assert not any(wanted.search(path) for path in ("a.py", "xmilepost.tom", "a.md.bak"))
