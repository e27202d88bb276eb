"""How the command behaves whatever it is asked: start-up, exit codes, suggestions, colour, pipes, consoles."""

import os
import re
import subprocess
import sys
from pathlib import Path

import click
import pytest

from milepost.cli.main import COMMANDS as TABLE
from milepost.cli.main import milepost
from tests.conftest import PATIENCE, REPOSITORY, Run, RunCommand
from tests.vaults import Vaults

GOAL = "---\ntype: goal\ntitle: Learn to swim\n---\n\n- [x] Find a pool\n- [ ] Swim 100 m 📅 2026-12-01\n"
TODAY = ("--today", "2026-11-22")
LIGHT = {
    "milepost",
    "milepost.__main__",
    "milepost.cli",
    "milepost.cli.main",
    "milepost.cli.exits",
    "milepost.cli.lazy",
}
"""All that a command line may import of ours before it is known what is asked."""

HEAVY = {"rich", "yaml", "markdown_it", "frontmatter", "jinja2", "watchdog", "mdit_py_plugins", "jsonschema"}
COMMANDS = tuple("status next tree show build serve watch check inspect export init new explain schema doctor".split())
posix = pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")


def _imported(run_command: RunCommand, *arguments: str, env: dict[str, str] | None = None) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "milepost", *arguments],
        env=run_command.environment(env or {}),
        capture_output=True,
        timeout=PATIENCE,
        check=False,
    )
    rows = done.stderr.decode().split("\n")
    return {row.rpartition("|")[2].strip() for row in rows if row.startswith("import time:")}


@pytest.mark.parametrize("arguments", [("--version",), ("--help",), ("-h",)])
def test_version_and_help_import_click_only(run_command: RunCommand, arguments: tuple[str, ...]) -> None:
    """So that they answer at once."""
    imported = _imported(run_command, *arguments)

    assert "click" in imported
    assert {name for name in imported if name.split(".")[0] == "milepost"} <= LIGHT
    assert not imported & HEAVY


@pytest.mark.parametrize("words", ["milepost ", "milepost sta", "milepost check --f", "milepost check --format "])
def test_completion_imports_click_only(run_command: RunCommand, words: str) -> None:
    """A shell asks at every press of the tab key."""
    parts = words.split(" ")
    env = {"_MILEPOST_COMPLETE": "bash_complete", "COMP_WORDS": words, "COMP_CWORD": str(len(parts) - 1)}

    imported = _imported(run_command, env=env)

    ours = {name for name in imported if name.split(".")[0] == "milepost"}
    assert all(name in LIGHT or name.startswith(("milepost.cli.commands", "milepost.cli.params")) for name in ours)
    assert "click" in imported
    assert not imported & HEAVY


def test_completion_knows_commands_and_choices(run_command: RunCommand) -> None:
    """By click's own machinery."""
    at = {"_MILEPOST_COMPLETE": "bash_complete"}

    commands = run_command(env=at | {"COMP_WORDS": "milepost s", "COMP_CWORD": "1"}).stdout
    choices = run_command(env=at | {"COMP_WORDS": "milepost check --format ", "COMP_CWORD": "3"}).stdout

    assert commands.split() == ["plain,status", "plain,show", "plain,serve", "plain,schema"]
    assert choices.split() == ["plain,text", "plain,json", "plain,github", "plain,sarif"]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself_and_is_listed_as_it_says(run: Run, command: str) -> None:
    """The table of commands says the same as the command."""
    helped = run(command, "--help")

    assert helped.exit_code == 0
    assert helped.stdout.startswith(f"Usage: milepost {command}")
    loaded = milepost.get_command(click.Context(milepost), command)
    assert loaded is not None
    assert loaded.short_help == TABLE[command].short_help
    assert f"{command:<9}{loaded.short_help}" in run("--help").stdout
    assert set(TABLE) == set(COMMANDS)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("chek",), "Did you mean 'check'?"),
        (("statsu",), "Did you mean 'status'?"),
        (("zzz",), "There is no command 'zzz'"),
        (("check", "--formt", "json"), "--format"),
        (("check", "--format", "xml"), "'xml'"),
        (("check", "--today", "2026-02-30"), "YYYY-MM-DD"),
        (("check", "--today", "20260101"), "YYYY-MM-DD"),
        (("check", "no/such/folder"), "no folder"),
        (("export", "cvs"), "Did you mean 'csv'?"),
        (("explain", "invalid-dat"), "Did you mean 'invalid-date'?"),
        (("new", "goal", " \x1b "), "title"),
        (("inspect", "no-such.md"), "lists every note"),
        (("init", __file__), "Name a folder"),
        (("build", "--out"), "--help says what it takes"),
        (("new",), "milepost new needs one of its commands: goal."),
    ],
)
def test_wrong_usage_is_exit_2_with_a_word_on_stderr(run: Run, arguments: tuple[str, ...], said: str) -> None:
    """And nothing on stdout."""
    ran = run(*arguments)

    assert ran.exit_code == 2
    assert said in ran.stderr
    assert ran.stdout == ""
    assert "\x1b" not in ran.stderr


def test_an_unexpected_failure_is_one_line_and_exit_5(run: Run, vault: Vaults, monkeypatch: pytest.MonkeyPatch) -> None:
    """No traceback reaches a user who did not ask for one."""
    root = vault({"a.md": GOAL})

    def fails(*_: object) -> None:
        raise RuntimeError("boom \x1b[31m")

    monkeypatch.setattr("milepost.cli.status_view.print_overview", fails)
    ran = run("status", root, *TODAY)

    assert ran.exit_code == 5
    assert "RuntimeError: boom \\x1b[31m" in ran.stderr
    assert "MILEPOST_DEBUG=1" in ran.stderr
    assert "Traceback" not in ran.talk


def test_ctrl_c_is_exit_130(run: Run, vault: Vaults, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a word."""
    root = vault({"a.md": GOAL})

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("milepost.cli.status_view.print_overview", interrupted)
    ran = run("status", root, *TODAY)

    assert ran.exit_code == 130
    assert "Traceback" not in ran.talk


@posix
def test_colour_follows_the_terminal_and_the_environment(run_command: RunCommand, vault: Vaults) -> None:
    """A terminal gets it; a pipe, NO_COLOR and TERM=dumb do not; FORCE_COLOR gives it to a pipe, NO_COLOR wins."""
    root = vault({"a.md": GOAL})
    call = ("status", str(root), *TODAY)

    assert "\x1b[" in _in_terminal(run_command, *call, env={"TERM": "xterm-256color"})
    assert "\x1b[" not in _in_terminal(run_command, *call, env={"TERM": "xterm-256color", "NO_COLOR": "1"})
    assert "\x1b[" not in _in_terminal(run_command, *call, env={"TERM": "dumb"})
    assert "\x1b[" not in run_command(*call).stdout
    assert "\x1b[" in run_command(*call, env={"FORCE_COLOR": "1", "TERM": "xterm"}).stdout
    assert "\x1b[" not in run_command(*call, env={"FORCE_COLOR": "1", "NO_COLOR": "1", "TERM": "xterm"}).stdout


@posix
def test_json_is_never_coloured(run_command: RunCommand, vault: Vaults) -> None:
    """Not even when colour is forced."""
    root = vault({"a.md": GOAL})

    for call in (("status", root, "--json"), ("check", root, "--format", "json"), ("export", "json", root)):
        assert "\x1b" not in run_command(*call, *TODAY, env={"FORCE_COLOR": "1", "TERM": "xterm"}).stdout


@posix
@pytest.mark.parametrize("columns", [30, 40, 60, 80, 200])
def test_lines_of_the_overview_fit_the_terminal(run_command: RunCommand, vault: Vaults, columns: int) -> None:
    """Titles are cut, but stay words; figures are not cut, and the least of them go first."""
    root = vault({"a.md": GOAL.replace("Learn to swim", "Learn to swim and " + "to dive " * 20)})
    env = {"TERM": "xterm", "NO_COLOR": "1", "COLUMNS": str(columns)}

    shown = _in_terminal(run_command, "status", str(root), *TODAY, env=env).replace("\r", "")

    goals = shown[shown.index("Goals\n") :].split("\n")[1:2]
    assert len(goals[0]) <= columns
    assert goals[0].startswith("Learn to sw")
    assert "50 %" in goals[0]
    assert "1/2" in goals[0]


@posix
def test_waiting_is_shown_on_a_terminal_only(run_command: RunCommand) -> None:
    """And not before a second has gone by."""
    script = (
        "import time\nfrom milepost.cli import terminal\nterminal._PATIENCE = {patience}\n"
        "with terminal.patience('Reading notes'):\n    time.sleep(0.4)\n"
    )
    slow, quick = script.format(patience=0.01), script.format(patience=60)
    env = {"TERM": "xterm"}

    assert "Reading notes" in _script_in_terminal(run_command, slow, env=env)
    assert _script_in_terminal(run_command, quick, env=env) == ""
    piped = subprocess.run(
        [sys.executable, "-c", slow],
        env=run_command.environment(env | {"FORCE_COLOR": "1"}),
        capture_output=True,
        timeout=PATIENCE,
        check=True,
    )
    assert (piped.stdout, piped.stderr) == (b"", b"")


def _in_terminal(run_command: RunCommand, *arguments: str, env: dict[str, str]) -> str:
    """What a terminal of 80 columns receives from a command."""
    return _received(run_command, ["-m", "milepost", *arguments], env)


def _script_in_terminal(run_command: RunCommand, script: str, env: dict[str, str]) -> str:
    return _received(run_command, ["-c", script], env)


def _received(run_command: RunCommand, python: list[str], env: dict[str, str]) -> str:
    import pty  # not on Windows

    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, *python],
        env=run_command.environment({"COLUMNS": "80", **env}),
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
    )
    os.close(theirs)
    received = b""
    try:
        while piece := os.read(ours, 65536):
            received += piece
    except OSError:  # Linux reports the closed end so
        pass
    os.close(ours)
    assert process.wait(PATIENCE) == 0
    return received.decode()


@pytest.mark.parametrize("encoding", ["ascii", "cp437", "cp1252", "utf-8"])
def test_consoles_that_cannot_show_a_character_still_get_the_answer(
    run_command: RunCommand, vault: Vaults, encoding: str
) -> None:
    """Its escape instead of a traceback; JSON is UTF-8 everywhere."""
    root = vault({"Ziele/Gitarre üben.md": GOAL + "- [ ] 目标 🎯 📅 2024-11-31\n"})

    for command in (("status",), ("tree",), ("check",), ("inspect",)):
        ran = run_command(*command, root, *TODAY, env={"PYTHONIOENCODING": encoding})
        assert ran.exit_code in (0, 1)
        assert "Traceback" not in ran.talk
        assert "failed" not in ran.stderr
    exported = run_command("export", "json", root, *TODAY, env={"PYTHONIOENCODING": encoding}).stdout
    assert "Gitarre üben" in exported
    assert "目标" in exported


def test_signs_of_ours_have_stand_ins_where_the_console_has_none(run_command: RunCommand, vault: Vaults) -> None:
    """`->` and `"` instead of escapes, which are for what the notes say."""
    items = "- [ ] [[Nowhere]] 📅 2026-11-21\n- [ ] [[B]]\n- [ ] b @Bo\n- [ ] c ⛔ q 📅 2026-11-31\n"
    root = vault({"A.md": GOAL + items, "B.md": GOAL + "- [ ] a\n"})
    plain = {"PYTHONIOENCODING": "ascii"}

    for command in ("status", "next", "tree", "check", "inspect", "doctor"):
        ran = run_command(command, root, *(TODAY if command != "doctor" else ()), env=plain)
        escapes = set(re.findall(r"\\(?:x..|u....|U.{8})", ran.talk))
        assert escapes <= {r"\U0001f4c5", r"\u26d4", r"\U0001f194"}, (command, ran.talk)
    assert "Learn to swim - Bo - A.md:" in run_command("next", root, *TODAY, env=plain).stdout


@posix
def test_a_reader_that_goes_away_is_no_error(run_command: RunCommand, vault: Vaults) -> None:
    """`milepost inspect | head -1`."""
    items = "".join(f"- [ ] item number {number}\n" for number in range(5000))
    root = vault({"a.md": GOAL + items})
    process = subprocess.Popen(
        [sys.executable, "-m", "milepost", "inspect", str(root)],
        env=run_command.environment({}),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.readline()
    process.stdout.close()

    said = process.stderr.read()
    process.stderr.close()

    assert process.wait(PATIENCE) in (0, 1)
    assert said == b""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_behind_stdout_is_exit_5(run_command: RunCommand, vault: Vaults) -> None:
    """Said in one line."""
    root = vault({"a.md": GOAL})
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "milepost", "export", "json", str(root)],
            env=run_command.environment({}),
            stdout=full,
            stderr=subprocess.PIPE,
            timeout=PATIENCE,
            check=False,
        )

    assert done.returncode == 5
    assert b"No space left" in done.stderr
    assert b"Traceback" not in done.stderr


def test_the_day_is_today_or_the_epoch(run_command: RunCommand, vault: Vaults) -> None:
    """`--today` beats SOURCE_DATE_EPOCH; the machine's zone changes neither."""
    root = vault({"a.md": GOAL})
    new_year = {"SOURCE_DATE_EPOCH": "1767225600"}  # 2026-01-01T00:00:00Z

    def day(*more: str, **env: str) -> str:
        return run_command("status", root, *more, env=new_year | env).stdout.split("\n")[0].split()[-1]

    assert day() == "2026-01-01"
    assert day(TZ="America/New_York") == "2026-01-01"
    assert day("--today", "2025-05-05") == "2025-05-05"
    assert run_command("status", root, env={"SOURCE_DATE_EPOCH": "soon"}).exit_code == 2


def test_a_configured_zone_decides_the_day(run_command: RunCommand, vault: Vaults) -> None:
    """One second before UTC's new year it is tomorrow in Tokyo."""
    root = vault({"a.md": GOAL, "milepost.toml": 'timezone = "Asia/Tokyo"\n'})
    odd = vault({"a.md": GOAL, "milepost.toml": '# ours\ntimezone = "Mars/Olympus"\n'}, name="odd")

    ran = run_command("status", root, env={"SOURCE_DATE_EPOCH": "1767225599"})

    assert "as of 2026-01-01" in ran.stdout
    for day in ((), TODAY):  # also where the zone does not decide
        unknown = run_command("check", odd, *day, env={"SOURCE_DATE_EPOCH": "1767225599"})
        assert unknown.exit_code == 1
        assert "milepost.toml:2:1 error invalid-setting" in unknown.stdout
        assert "Mars/Olympus" in unknown.stdout
    assert "as of 2025-12-31" in run_command("status", odd, env={"SOURCE_DATE_EPOCH": "1767225599"}).stdout


def test_the_vault_given_is_the_root_and_none_given_is_found_upwards(run_command: RunCommand, vault: Vaults) -> None:
    """A folder of a vault, given, is a vault of its own."""
    root = vault({"milepost.toml": "", "a.md": GOAL, "sub/b.md": GOAL.replace("swim", "sing"), "sub/deep/c.txt": ""})

    given = run_command("tree", root / "sub", *TODAY).stdout
    found = run_command("tree", *TODAY, cwd=root / "sub" / "deep").stdout

    assert "sing" in given
    assert "swim" not in given
    assert "swim" in found


def test_milepost_alone_is_status_or_help(run_command: RunCommand, vault: Vaults, tmp_path: Path) -> None:
    """Help names the two commands to try."""
    root = vault({"milepost.toml": "", "a.md": GOAL})
    empty = tmp_path / "empty"
    empty.mkdir()

    with_goals = run_command(cwd=root)
    without = run_command(cwd=empty)

    assert with_goals.exit_code == without.exit_code == 0
    assert "Learn to swim" in with_goals.stdout
    assert "Usage: milepost" not in with_goals.stdout
    assert "milepost init" in without.stdout
    assert "milepost status FOLDER" in without.stdout


def test_python_dash_m_and_the_script_are_the_same(run_command: RunCommand) -> None:
    """Both call themselves milepost."""
    ran = run_command("--version")

    assert ran.stdout.startswith("milepost ")
    assert (REPOSITORY / "src" / "milepost" / "__main__.py").is_file()
