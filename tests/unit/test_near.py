"""Suggestions that go on from those for other names are those of a first look."""

from hypothesis import given
from hypothesis import strategies as st

from milepost.graph.near import Nearest

WORDS = st.text("abcX ", max_size=6)
NAMES = st.frozensets(WORDS, max_size=40)


@given(several=st.lists(NAMES, min_size=1, max_size=6), asked=st.lists(WORDS, min_size=1, max_size=4))
def test_going_on_changes_no_suggestion(several: list[frozenset[str]], asked: list[str]) -> None:
    """Whether somebody asked in between or not."""
    near: Nearest | None = None
    for at, names in enumerate(several):
        near = Nearest(names, near)
        if at % 3 != 1:
            assert [near.to(word) for word in asked] == [Nearest(names).to(word) for word in asked]


def test_a_name_that_is_closer_is_suggested_once_it_comes() -> None:
    """And no longer once it is gone."""
    near = Nearest(("Grain",))
    assert near.to("Grnat") is None or near.to("Grnat") == "Grain"
    for names, close in ((("Grain", "Grant"), "Grant"), (("Grain", "Grand plan", "Grant", "Grunt"), "Grant")):
        near = Nearest(names, near)
        assert near.to("Grant 2") == close
    assert Nearest(("Grain",), near).to("Grant 2") != "Grant"
