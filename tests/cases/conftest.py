"""Collects the case files of this folder: each heading with an expect fence is a test."""

import difflib
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.case_build import build
from tests.case_files import Case, CaseError, Expectation, read_cases, rewrite
from tests.case_texts import KINDS, text_of

UPDATES = pytest.StashKey[dict[Path, dict[int, str]]]()


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """Every Markdown file here but the folder's own README."""
    if file_path.suffix == ".md" and file_path.name != "README.md":
        collected: pytest.Collector = CaseFile.from_parent(parent, path=file_path)
        return collected
    return None


def pytest_configure(config: pytest.Config) -> None:
    """Case files are rewritten by one process."""
    if config.getoption("--update-cases") and getattr(config.option, "numprocesses", None):
        raise pytest.UsageError("--update-cases writes files: run it without -n")


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Write what was learnt, once every case of a file has run."""
    for path, texts in session.config.stash.get(UPDATES, {}).items():
        rewrite(path, texts)


class CaseFile(pytest.File):
    """One Markdown file."""

    def collect(self) -> Iterator[pytest.Item]:
        """Its cases, in order."""
        try:
            cases = read_cases(self.path)
        except CaseError as error:
            raise self.CollectError(str(error)) from None
        for case in cases:
            item: pytest.Item = CaseItem.from_parent(self, name=case.name, case=case)
            yield item


class CaseItem(pytest.Item):
    """One heading."""

    def __init__(self, *, case: Case, **others: object) -> None:
        super().__init__(**others)  # type: ignore[arg-type] # what pytest hands over
        self.case = case

    def runtest(self) -> None:
        """Compare every expect fence, then hold the laws that every vault obeys."""
        built = build(self.case)
        for expected in self.case.expectations:
            if expected.kind not in KINDS:
                known = ", ".join(KINDS)
                pytest.fail(
                    f"{self._at(expected)}: expect {expected.kind or 'what'}? There are: {known}", pytrace=False
                )
            self._compare(expected, text_of(built, expected.words))
        again = build(self.case, built.session)
        assert again.material == built.material, "building twice, in one session, gives something else"
        backwards = build(self.case, backwards=True)
        assert backwards.material.plan == built.material.plan, "the order of the notes changes the plan"
        assert backwards.material.analysis == built.material.analysis, "the order of the notes changes the figures"

    def _compare(self, expected: Expectation, text: str) -> None:
        if text == expected.text:
            return
        if self.config.getoption("--update-cases"):
            self.config.stash.setdefault(UPDATES, {}).setdefault(self.path, {})[expected.line] = text
            return
        if not expected.text.strip():
            pytest.fail(f"{self._at(expected)}: empty; run pytest --update-cases and read the diff", pytrace=False)
        lines = difflib.unified_diff(
            expected.text.splitlines(), text.splitlines(), "expected", "came of it", lineterm="", n=2
        )
        pytest.fail("\n".join([f"{self._at(expected)}: expect {' '.join(expected.words)}", *lines]), pytrace=False)

    def _at(self, expected: Expectation) -> str:
        return f"{self.path.relative_to(self.config.rootpath).as_posix()}:{expected.line}"

    def reportinfo(self) -> tuple[Path, int, str]:
        """File and line of the heading."""
        return self.path, self.case.line - 1, self.case.name
