"""The whole site of the sample vault, as it was last reviewed. `make update` writes it anew: then read the diff."""

import difflib
import shutil
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from milepost.session.build import Session
from milepost.vault.find import has_obsidian
from milepost.vault.read import read_vault
from milepost.vault.settings import read_settings
from tests.golden.pretty import STATIC, pretty, without_stamp

AS_OF = date(2026, 11, 22)
VAULT = Path(__file__).resolve().parents[2] / "sample-vault"
EXPECTED = Path(__file__).parent / "expected"
LISTING = "files.txt"
REMEDY = "if this is meant, run `make update` and read the difference"


@pytest.fixture(scope="module")
def site(request: pytest.FixtureRequest) -> Mapping[str, str]:
    """Name → text of every golden file, as built now; written down first when that is asked for."""
    settings, found = read_settings(VAULT)
    snapshot = replace(read_vault(VAULT, settings, out=None), repository=None)  # a checkout may have any remote
    session = Session()
    build = session.build(
        snapshot, settings, AS_OF, vault_name=VAULT.name, has_obsidian=has_obsidian(VAULT), found=found
    )
    files = session.site(build)
    texts = {file.path: pretty(file.path, file.content) for file in files if not file.path.startswith(STATIC)}
    whole = session.site(replace(build, folder=str(VAULT.resolve()))).whole()
    texts[LISTING] = "".join(sorted(f"{without_stamp(file.path)}\n" for file in whole))
    if request.config.getoption("--update-golden"):
        assert not hasattr(request.config, "workerinput"), "--update-golden writes files: run it without -n"
        _write(texts)
    return texts


def _write(texts: Mapping[str, str]) -> None:
    shutil.rmtree(EXPECTED, ignore_errors=True)
    for name, text in texts.items():
        path = EXPECTED / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode("utf-8"))


def _expected() -> dict[str, str]:
    return {
        path.relative_to(EXPECTED).as_posix(): path.read_bytes().decode("utf-8")
        for path in sorted(EXPECTED.rglob("*"))
        if path.is_file()
    }


def test_the_site_has_the_files_that_were_reviewed(site: Mapping[str, str]) -> None:
    """Neither a page too many nor one too few; a golden that no page uses is a failure too."""
    assert sorted(site) == sorted(_expected()), REMEDY


def test_every_file_is_as_it_was_reviewed(site: Mapping[str, str]) -> None:
    """Page by page, as text."""
    expected = _expected()
    report: list[str] = []
    for name in sorted(site.keys() & expected.keys()):
        old, new = expected[name].split("\n"), site[name].split("\n")
        report += list(difflib.unified_diff(old, new, f"reviewed {name}", f"built {name}", lineterm="", n=1))[:40]

    if report:
        pytest.fail("\n".join([REMEDY, *report[:200]]), pytrace=False)
