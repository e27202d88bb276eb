"""Incremental against clean: a session that has built before, and one that has seen nothing."""

from difflib import unified_diff
from functools import cache
from itertools import islice

from milepost.cli.terminal import json_text
from milepost.report.export import data_json
from milepost.report.problems_text import problems_text
from milepost.session.build import Build, Session
from milepost.session.pages import Publisher
from tests.desk import Desk


def built(desk: Desk, session: Session) -> Build:
    """A desk as a session builds it."""
    settings, found = desk.settings()
    return session.build(
        desk.snapshot(), settings, desk.day, vault_name="vault", has_obsidian=desk.obsidian.present, found=found
    )


def assert_equal(again: Build, clean: Build) -> None:
    """Bytes first, since a difference in them says more; then every figure, shown anywhere or not."""
    _same(problems_text(again.diagnostics), problems_text(clean.diagnostics), "check")
    _same(_data(again), _data(clean), "data.json")
    assert again.plan == clean.plan, "the plan"
    assert again.analysis == clean.analysis, "the figures"
    assert again.material.problems == clean.material.problems, "problems by note"
    assert (again.sources, again.documents) == (clean.sources, clean.documents), "the notes"


def assert_same_site(again: Build, session: Session, clean: Build) -> None:
    """Every file of the site."""
    mine = {file.path: file.content for file in session.site(again)}
    theirs = {file.path: file.content for file in _press().publish(clean.material)}
    assert list(mine) == list(theirs), "the names of the pages"
    for path, content in mine.items():
        if content != theirs[path]:
            _same(content.decode("utf-8", "replace"), theirs[path].decode("utf-8", "replace"), path)


def _same(mine: str, theirs: str, what: str) -> None:
    if mine != theirs:
        rows = unified_diff(mine.split("\n"), theirs.split("\n"), f"{what}, incremental", "clean", n=1, lineterm="")
        raise AssertionError("\n".join(islice(rows, 40)))


def _data(build: Build) -> str:
    return json_text(data_json(build.material, "milepost"))


@cache
def _press() -> Publisher:
    """It holds no page: only templates, which take longer to read than a site to build."""
    return Publisher()
