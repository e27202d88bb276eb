"""What a page was made of is let go at once: nothing looks for circles while a site is made, and they would pile up."""

import gc
from collections.abc import Iterator

import pytest

from milepost.report.pages.kinds import GoalPage, MilestonesPage, OverviewPage
from milepost.report.pages.people import PersonPage
from milepost.session.build import Session
from tests.clean import built
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
