"""Promise 10: same input, same bytes, wherever, whenever and by whomever it is built."""

import os
import shutil
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from milepost.files import scan
from milepost.files.disk import Place
from milepost.files.scan import Entry
from tests.conftest import SAMPLE_VAULT, Run, RunCommand
from tests.vaults import Vaults, record_whole

DAY = ("--today", "2026-11-22")
HERE: Mapping[str, str] = {"TZ": "UTC", "LC_ALL": "C.UTF-8", "LANG": "C.UTF-8", "PYTHONHASHSEED": "0"}
ELSEWHERE: dict[str, Mapping[str, str]] = {
    "time zone": {"TZ": "Pacific/Kiritimati"},
    "hash seed": {"PYTHONHASHSEED": "4242"},
    "locale": {"LC_ALL": "C", "LANG": "C"},
    "locale without UTF-8": {"LC_ALL": "C", "LANG": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    "user": {"USER": "somebody", "LOGNAME": "somebody", "USERNAME": "somebody", "COLUMNS": "33"},
}


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the sample vault with a note whose name is not ASCII."""
    root = tmp_path_factory.mktemp("original") / "vault"
    shutil.copytree(SAMPLE_VAULT, root)
    (root / "Ziele").mkdir()
    (root / "Ziele" / "Gitarre üben.md").write_text("---\ntype: goal\n---\n- [ ] jeden Tag\n", encoding="utf-8")
    return root


def _site(out: Path) -> dict[str, bytes]:
    found = {path: one.content for path, one in record_whole(out).items()}
    assert "index.html" in found
    return found


@pytest.fixture
def expected(original: Path, tmp_path: Path, run_command: RunCommand) -> dict[str, bytes]:
    """The site as it is built here."""
    ran = run_command("build", original, *DAY, "--out", tmp_path / "here", env=HERE)
    assert ran.exit_code == 0, ran.talk
    return _site(tmp_path / "here")


@pytest.mark.parametrize("env", ELSEWHERE.values(), ids=ELSEWHERE)
def test_the_environment_does_not_matter(
    *, original: Path, expected: dict[str, bytes], run_command: RunCommand, tmp_path: Path, env: Mapping[str, str]
) -> None:
    """Time zone, locale, hash seed, user."""
    ran = run_command("build", original, *DAY, "--out", tmp_path / "there", env={**HERE, **env})

    assert ran.exit_code == 0, ran.talk
    assert _site(tmp_path / "there") == expected


def test_the_current_folder_does_not_matter(
    original: Path, expected: dict[str, bytes], run_command: RunCommand, tmp_path: Path
) -> None:
    """Nor whether paths are given whole or in part, nor whether the vault was named at all."""
    ways: list[tuple[Path, Sequence[object]]] = [
        (original.parent, ("build", original.name)),
        (original / "Ziele", ("build",)),
        (original / "Ziele", ("build", "..")),
    ]
    for number, (cwd, arguments) in enumerate(ways):
        ran = run_command(*arguments, *DAY, "--out", tmp_path / f"there{number}", cwd=cwd, env=HERE)
        assert ran.exit_code == 0, ran.talk
        assert _site(tmp_path / f"there{number}") == expected


def test_times_modes_and_the_place_of_the_vault_do_not_matter(
    original: Path, expected: dict[str, bytes], run_command: RunCommand, tmp_path: Path
) -> None:
    """A copy with other times, other modes, made in another order, in another folder of the same name."""
    copy = tmp_path / "moved" / original.name
    for path in sorted(original.rglob("*"), reverse=True):
        if path.is_file():
            place = copy / path.relative_to(original)
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(path.read_bytes())
            place.chmod(0o600)
            os.utime(place, (1, 1))

    ran = run_command("build", copy, *DAY, "--out", tmp_path / "there", env=HERE)

    assert ran.exit_code == 0, ran.talk
    assert _site(tmp_path / "there") == expected


@pytest.mark.skipif(sys.platform == "win32", reason="needs an umask")
def test_the_umask_does_not_matter(original: Path, expected: dict[str, bytes], run: Run, tmp_path: Path) -> None:
    """It decides on modes, as it should, and on nothing else."""
    before = os.umask(0o077)
    try:
        ran = run("build", original, *DAY, "--out", tmp_path / "there")
    finally:
        os.umask(before)

    assert ran.exit_code == 0, ran.talk
    assert _site(tmp_path / "there") == expected


def test_the_order_in_which_names_are_listed_does_not_matter(
    *, original: Path, expected: dict[str, bytes], run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """File systems list names as they like."""
    listed = scan.list_folder

    def backwards(place: Place) -> tuple[Entry, ...]:
        return tuple(sorted(listed(place), reverse=True))

    for number, order in enumerate((backwards, lambda place: tuple(reversed(backwards(place))))):
        monkeypatch.setattr(scan, "list_folder", order)
        ran = run("build", original, *DAY, "--out", tmp_path / f"there{number}")
        assert ran.exit_code == 0, ran.talk
        assert _site(tmp_path / f"there{number}") == expected


def test_building_twice_changes_nothing(vault: Vaults, run: Run) -> None:
    """Not even when the site lies in the vault: it is no part of what is read."""
    root = vault({"a.md": "---\ntype: goal\n---\n# A\n\n- [ ] one\n", "data/pic.png": b"\x89PNG"})
    assert run("build", root, *DAY).exit_code == 0
    before = record_whole(root / "site")

    assert run("build", root, *DAY).exit_code == 0

    after = record_whole(root / "site")
    for folder in (".", ".milepost"):  # the lock came and went
        del before[folder], after[folder]
    assert after == before


def test_source_date_epoch_is_the_day(
    original: Path, expected: dict[str, bytes], run_command: RunCommand, tmp_path: Path
) -> None:
    """2026-11-22 12:00 UTC, in a zone in which it is that day as well."""
    ran = run_command("build", original, "--out", tmp_path / "there", env={**HERE, "SOURCE_DATE_EPOCH": "1795348800"})

    assert ran.exit_code == 0, ran.talk
    assert _site(tmp_path / "there") == expected


def test_exported_data_is_the_same_everywhere(original: Path, run_command: RunCommand) -> None:
    """What other programs read and a site does not have, too."""
    for form in ("markdown", "mermaid"):
        here = run_command("export", form, original, *DAY, env=HERE)
        there = run_command("export", form, original, *DAY, env={**HERE, **ELSEWHERE["hash seed"], "TZ": "Asia/Tokyo"})

        assert here.exit_code == 0, here.talk
        assert here.stdout == there.stdout
