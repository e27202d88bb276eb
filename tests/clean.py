"""Incremental against clean: a session that has built before, and one that has seen nothing."""

from collections.abc import Mapping
from dataclasses import replace
from difflib import unified_diff
from functools import cache
from itertools import islice
from typing import Any

from milepost.cli.terminal import json_text
from milepost.emit.manifest import content_hash
from milepost.report.export.data import data_json
from milepost.report.problems.text import problems_text
from milepost.session.build import Build, Session
from milepost.session.pages import Publisher
from tests.desk import Desk


def built(desk: Desk, session: Session) -> Build:
    """A desk as a session builds it."""
    settings, found = desk.settings()
    build = session.build(
        desk.snapshot(), settings, desk.day, vault_name="vault", has_obsidian=desk.obsidian.present, found=found
    )
    return replace(build, theme=desk.theme)


def assert_equal(again: Build, clean: Build) -> None:
    """Bytes first, since a difference in them says more; then every figure, shown anywhere or not."""
    _same(problems_text(again.diagnostics), problems_text(clean.diagnostics), "check")
    _same(_data(again), _data(clean), "data.json")
    assert again.plan == clean.plan, "the plan"
    assert all(map(_has_children_first, (again, clean))), "the order from inside out"
    assert again.analysis == clean.analysis, "the figures"
    assert _orders(again) == _orders(clean), "the order of goals, people and their parts"
    assert again.material.problems == clean.material.problems, "problems by note"
    assert (again.sources, again.documents) == (clean.sources, clean.documents), "the notes"


def assert_same_site(again: Build, session: Session, clean: Build) -> None:
    """Every file of the site; of those that are known to be as they were, their digests."""
    site = session.site(again)
    theirs = {file.path: file.content for file in _press().publish(clean.material, clean.theme)}
    _same("\n".join(site.paths), "\n".join(theirs), "the names of the pages")
    stale = [file.path for file in site.known if file.digest != content_hash(theirs[file.path])]
    assert not stale, f"taken for unchanged: {stale}"
    for path in site.unknown:
        content = site.file(path).content
        if content != theirs[path]:
            _same(content.decode("utf-8", "replace"), theirs[path].decode("utf-8", "replace"), path)
    site.wrote({path: content_hash(content) for path, content in theirs.items()})


def _same(mine: str, theirs: str, what: str) -> None:
    if mine != theirs:
        rows = unified_diff(mine.split("\n"), theirs.split("\n"), f"{what}, incremental", "clean", n=1, lineterm="")
        raise AssertionError("\n".join(islice(rows, 40)))


def _has_children_first(build: Build) -> bool:
    plan = build.plan
    place = plan.order.place
    is_whole = place.keys() == plan.goals.keys() and plan.downwards.keys == plan.order.keys[::-1]
    return is_whole and all(place[child] < place[own] for own in place for child in plan.goals[own].children)


def _orders(build: Build) -> list[list[str]]:
    """The order in which tables are gone through: equal tables may differ in it."""
    figures = build.analysis
    tables: list[Mapping[Any, object]] = [build.plan.goals, build.plan.shown_at, figures.goals]
    tables += [figures.people, figures.staffing, figures.smart, build.material.problems]
    tables += [one.milestones for one in figures.goals.values()]
    return [list(table) for table in tables]


def _data(build: Build) -> str:
    return json_text(data_json(build.material, "milepost"))


@cache
def _press() -> Publisher:
    """It holds no page: only templates, which take longer to read than a site to build."""
    return Publisher()
