"""What a page was made of is let go at once: nothing looks for circles while a site is made, and they would pile up."""

import gc
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from weakref import WeakSet

import pytest

from milepost.diagnostics.problem import Outcome
from milepost.model.rim import ThemeFiles
from milepost.render.theme import Theme
from milepost.report.pages.kinds import GoalPage, MilestonesPage, OverviewPage
from milepost.report.pages.people import PersonPage
from milepost.session import collection
from milepost.session.build import Build, Session
from milepost.session.look import build_look, look_at
from milepost.vault.read import digest
from tests.clean import built
from tests.conftest import SAMPLE_VAULT
from tests.desk import Desk


@pytest.fixture
def _no_collection() -> Iterator[None]:
    gc.collect()
    gc.disable()
    yield
    gc.enable()


@pytest.mark.usefixtures("_no_collection")
def test_no_page_is_held_by_a_circle() -> None:
    """As one was whose template had a macro of its own: each of the two held the other, and with it the page."""
    session = Session(keeps=False)
    site = session.site(built(Desk(), session))
    for path in site.paths:
        site.file(path)
    held = [
        page for page in gc.get_objects() if isinstance(page, GoalPage | MilestonesPage | OverviewPage | PersonPage)
    ]
    assert not held


@pytest.mark.parametrize("remembers", [False, True], ids=["serve", "build"])
def test_no_build_is_held_by_a_circle(*, remembers: bool) -> None:
    """While a vault is served what was made is never looked through, and each edit would leave a whole plan behind."""
    session = Session(keeps_pages=True)
    if remembers:
        session.remember()
    look = look_at(SAMPLE_VAULT, lambda *_: Outcome(date(2026, 11, 30)))
    _made_whole(session, build_look(session, look))
    first, *others = look.snapshot.notes
    content = first.content + b"\nOne line more.\n"
    edited = replace(first, content=content, digest=digest(content))
    other = replace(look, snapshot=replace(look.snapshot, notes=(edited, *others)))
    _made_whole(session, build_look(session, other))
    gc.collect()
    gc.set_debug(gc.DEBUG_SAVEALL)
    try:
        _made_whole(session, build_look(session, look))
        gc.collect()
        left = Counter(f"{type(one).__module__}.{type(one).__name__}" for one in gc.garbage)
    finally:
        gc.set_debug(0)
        gc.garbage.clear()
    assert {name: count for name, count in left.items() if name.startswith("milepost.")} == {}


def test_styles_that_were_replaced_are_let_go(monkeypatch: pytest.MonkeyPatch) -> None:
    """Compiled templates hold each other; whoever tries out styles while a large plan is served saves hundreds."""
    monkeypatch.setattr(collection, "_spares", True)
    monkeypatch.setattr(collection, "ONE_IN", 3)
    themes: WeakSet[Theme] = WeakSet()
    monkeypatch.setattr(Theme, "check", lambda self, _: themes.add(self))
    session, desk = Session(), Desk()
    try:
        for number in range(9):
            sheet = f"h1 {{ order: {number} }}".encode()
            build = replace(built(desk, session), theme=ThemeFiles({"static/extra.css": sheet}))
            session.site(build).file("index.html")
    finally:
        gc.unfreeze()
    assert len(themes) <= collection.ONE_IN + 1


def _made_whole(session: Session, build: Build) -> None:
    site = session.site(build)
    for path in site.paths:
        site.file(path)
