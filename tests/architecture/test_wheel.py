"""The wheel carries every module and every template, nothing else, and works without the checkout."""

import os
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.sources import PACKAGE, ROOT


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this checkout, built without a network."""
    pytest.importorskip("hatchling", reason="needs hatchling, which the test extra installs")
    out = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(out)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (built,) = out.glob("*.whl")
    return built


def _files(folder: Path) -> Iterator[str]:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            yield path.relative_to(folder).as_posix()


def test_the_wheel_holds_the_modules_and_the_templates(wheel: Path) -> None:
    """Neither more nor less than what is in `src/milepost` and `templates`."""
    expected = [f"milepost/{name}" for name in _files(PACKAGE)]
    expected += [f"milepost/_templates/{name}" for name in _files(ROOT / "templates")]

    with zipfile.ZipFile(wheel) as archive:
        packed = [name for name in archive.namelist() if ".dist-info/" not in name]

    assert sorted(packed) == sorted(expected)


def test_the_wheel_builds_a_site_without_the_checkout(wheel: Path, tmp_path: Path) -> None:
    """Templates are found where the wheel put them."""
    unpacked = tmp_path / "unpacked"
    vault = tmp_path / "vault"
    vault.mkdir()
    (vault / "Run.md").write_text("---\ntype: goal\n---\n# Run\n\n- [ ] Buy shoes\n", encoding="utf-8")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(unpacked)

    environment = {**os.environ, "PYTHONPATH": str(unpacked), "PYTHONDONTWRITEBYTECODE": "1"}
    where = subprocess.run(
        [sys.executable, "-c", "import milepost; print(milepost.__file__)"],
        env=environment, cwd=tmp_path, check=True, capture_output=True, text=True,
    )  # fmt: skip
    built = subprocess.run(
        [sys.executable, "-m", "milepost", "build", str(vault), "--out", str(tmp_path / "site")],
        env=environment, cwd=tmp_path, check=False, capture_output=True, text=True, encoding="utf-8",
    )  # fmt: skip

    assert Path(where.stdout.strip()).is_relative_to(unpacked)
    assert built.returncode == 0, built.stderr
    assert "Buy shoes" in (tmp_path / "site" / "goals" / "run.html").read_text(encoding="utf-8")
