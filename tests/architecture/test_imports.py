"""The import contracts of pyproject.toml: one direction, no circles, one home for each library."""

import pytest
from importlinter import cli

from tests.architecture.sources import ROOT


def test_import_contracts_hold(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """`lint-imports` finds nothing."""
    monkeypatch.chdir(ROOT)

    broken = cli.lint_imports(no_cache=True)

    assert not broken, capsys.readouterr().out
