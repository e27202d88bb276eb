"""A step that looks at what it did not name would leave a figure as it was; every look is seen, in all cases."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from milepost.session.build import Session
from tests.case_build import build
from tests.case_files import read_cases
from tests.clean import built
from tests.desk import Desk
from tests.desk_words import CHAIN
from tests.memo_seen import Looked, WatchedMemo

CASES = sorted((Path(__file__).parents[1] / "cases").glob("*.md"))

WHOLE = "all figures of a schedule are asked for; what of them is used, the step names"
EXCUSED: dict[Looked, str] = {
    Looked("checks", "activities"): WHOLE,
    Looked("checks", "bones by id"): WHOLE,
    Looked("checks", "latest"): WHOLE,
    Looked("checks", "network successors"): WHOLE,
    Looked("checks", "positions"): WHOLE,
    Looked("checks", "share"): WHOLE,
    Looked("checks", "stands for"): WHOLE,
    Looked("checks", "slack"): WHOLE,
    Looked("checks", "goals"): "the mission, which is shared",
    Looked("checks", "spans"): "sorted by goal, they are named",
    Looked("health", "sketch"): WHOLE,
    Looked("health", "slack"): "what parts read is named by goal",
    Looked("health", "positions"): "where parts could begin moves with their goal",
    Looked("health", "stands for"): "the goal in which it lies is named",
    Looked("health", "spans"): "sorted by goal, they are named",
    Looked("staffing", "goals"): "only its id",
}


@pytest.fixture(scope="module")
def looks() -> dict[Looked, str]:
    """What the steps looked at beyond their inputs, with an example: a place and a key."""
    found: dict[Looked, str] = {}
    for place, memo in _watched():
        for looked, key in memo.found.items():
            found.setdefault(looked, f"{place}: {key!r:.80}")
    return found


def _watched() -> Iterator[tuple[str, WatchedMemo]]:
    for place, desk in (("the first plan", Desk()), ("the chain", Desk(files=CHAIN))):
        session, memo = _session()
        built(desk, session)
        yield place, memo
    for path in CASES:
        for case in read_cases(path):
            session, memo = _session()
            build(case, session)
            yield path.name, memo


def _session() -> tuple[Session, WatchedMemo]:
    session, memo = Session(), WatchedMemo()
    session.memo = memo
    return session, memo


def test_no_step_looks_at_what_it_did_not_name(looks: dict[Looked, str]) -> None:
    """Name it as an input, beside, or as read; or say here why an edit of it is seen all the same."""
    assert {looked: example for looked, example in looks.items() if looked not in EXCUSED} == {}


def test_no_excuse_is_left_over(looks: dict[Looked, str]) -> None:
    """The list can only shrink."""
    assert [looked for looked in EXCUSED if looked not in looks] == []
