"""Laws of a whole build: the order of files, the number of builds and what was there before change nothing."""

from collections.abc import Mapping
from dataclasses import replace
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from milepost.config.settings import Settings
from milepost.report.material import Material
from milepost.session.build import Session
from tests.property.strategies import AS_OF, snapshot, vaults


def _build(files: Mapping[str, bytes], session: Session | None = None) -> Material:
    return (session or Session()).build(snapshot(files), Settings(), AS_OF).material


@given(files=vaults(), order=st.randoms(use_true_random=False))
def test_the_order_of_notes_changes_nothing(files: dict[str, bytes], order: Random) -> None:
    """A file system lists a folder as it likes."""
    here = snapshot(files)
    notes = list(here.notes)
    order.shuffle(notes)

    shuffled = Session().build(replace(here, notes=tuple(notes)), Settings(), AS_OF).material

    expected = _build(files)
    assert shuffled.plan == expected.plan
    assert shuffled.analysis == expected.analysis
    assert shuffled.diagnostics == expected.diagnostics


@given(versions=st.lists(vaults(), min_size=2, max_size=4))
def test_a_session_that_has_built_before_builds_the_same(versions: list[dict[str, bytes]]) -> None:
    """Incremental equals clean, whatever became of the vault in between."""
    session = Session()

    for files in versions:
        assert _build(files, session) == _build(files)
