"""Fixtures for all tests: vaults that must come out of a test as they went in, and the real command."""

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import settings

from tests.vaults import Vaults, differences, record

REPOSITORY = Path(__file__).resolve().parents[1]
SAMPLE_VAULT = REPOSITORY / "sample-vault"
EXAMPLES = REPOSITORY.parent / "shared" / "examples"
PATIENCE = 120
"""Seconds after which a command counts as hanging."""


settings.register_profile("milepost", settings(), deadline=None, derandomize=True)
settings.register_profile("explore", settings(), deadline=None)
settings.load_profile(os.environ.get("MILEPOST_PROFILE", "milepost"))
"""Laws are about values: a slow machine breaks none. The suite tries the same examples each time; `make explore`
and `make soak` try others."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Switches that write expectations anew."""
    parser.addoption("--update-cases", action="store_true", help="rewrite the expect fences of tests/cases")
    parser.addoption("--update-golden", action="store_true", help="rewrite tests/golden")


@dataclass(frozen=True, slots=True)
class Ran:
    """What a command line came to."""

    exit_code: int
    stdout: str
    stderr: str

    @property
    def talk(self) -> str:
        """Everything it said."""
        return self.stdout + self.stderr


class Run:
    """The real command line in this process: `run("build", vault, "--today", "2026-01-01")`."""

    def __call__(self, *arguments: object, stdin: str | None = None) -> Ran:
        """Exit code and both streams; a traceback fails the test."""
        import click

        from milepost.cli.main import run

        @click.command(context_settings={"ignore_unknown_options": True, "help_option_names": []})
        @click.argument("words", nargs=-1, type=click.UNPROCESSED)
        @click.pass_context
        def command(ctx: click.Context, words: tuple[str, ...]) -> None:
            ctx.exit(run(words))

        result = CliRunner().invoke(command, ["--", *map(str, arguments)], input=stdin)
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exc_info
        return Ran(result.exit_code, result.stdout, result.stderr)


@dataclass(frozen=True, slots=True)
class RunCommand:
    """The real command line in a process of its own: `run_command("build", vault, env={"TZ": "Asia/Tokyo"})`."""

    home: Path

    def __call__(self, *arguments: object, env: Mapping[str, str] | None = None, cwd: Path | None = None) -> Ran:
        """Exit code and both streams. The environment is this one without what changes a build, and `env`."""
        done = subprocess.run(
            [sys.executable, "-m", "milepost", *map(str, arguments)],
            env=self.environment(env or {}),
            cwd=cwd,
            capture_output=True,
            timeout=PATIENCE,
            check=False,
        )
        return Ran(done.returncode, _text(done.stdout), _text(done.stderr))

    def environment(self, env: Mapping[str, str]) -> dict[str, str]:
        """What a command finds: no home folder but an empty one, no colour, no date."""
        apart = ("SOURCE_DATE_EPOCH", "FORCE_COLOR", "NO_COLOR", "MILEPOST_DEBUG")
        own = {name: value for name, value in os.environ.items() if name not in apart}
        return {**own, "HOME": str(self.home), "PYTHONPATH": str(REPOSITORY / "src"), **env}


@pytest.fixture(autouse=True)
def _own_caches(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test finds what another one has built, nor what lies in the caches of whoever runs it."""
    monkeypatch.setenv("MILEPOST_CACHE_DIR", str(tmp_path_factory.mktemp("caches")))
    monkeypatch.setattr("milepost.session.codes.KEEPS", False)


@pytest.fixture(autouse=True)
def vault(request: pytest.FixtureRequest) -> Iterator[Vaults]:
    """`vault({"a.md": "…"})` makes a vault. When the test ends, every one is byte for byte as it was."""
    vaults = Vaults(lambda: request.getfixturevalue("tmp_path"))
    yield vaults
    changed = vaults.changed()
    assert not changed, "a vault was changed:\n" + "\n".join(changed)


@pytest.fixture(autouse=True, scope="session")
def _real_vaults_stay_as_they_are() -> Iterator[None]:
    """The sample vault and the examples are the same after the last test as before the first."""
    roots = [root for root in (SAMPLE_VAULT, EXAMPLES) if root.is_dir()]
    before = [record(root) for root in roots]
    yield
    for root, old in zip(roots, before, strict=True):
        changed = differences(old, record(root))
        assert not changed, f"{root.name} was changed:\n" + "\n".join(changed)


@pytest.fixture
def run() -> Run:
    """The real command line, in this process."""
    return Run()


@pytest.fixture
def run_command(tmp_path: Path) -> RunCommand:
    """The real command line, in a process of its own."""
    home = tmp_path / "home"
    home.mkdir()
    return RunCommand(home)


def _text(output: bytes) -> str:
    return output.decode("utf-8", "backslashreplace").replace("\r\n", "\n")
