"""Which others each key names, and by which keys each of these is named."""

import pickle

from hypothesis import given
from hypothesis import strategies as st

from milepost.model.naming import Naming

PUTS = st.lists(st.tuples(st.integers(0, 4), st.lists(st.sampled_from("abc"), max_size=3).map(tuple)), max_size=12)


@given(PUTS, PUTS)
def test_both_directions_stay_in_step(
    before: list[tuple[int, tuple[str, ...]]], after: list[tuple[int, tuple[str, ...]]]
) -> None:
    """Whether it was turned round before a key was put or after that."""
    naming: Naming[int, str] = Naming()
    named: dict[int, tuple[str, ...]] = {}
    for puts in (before, after):
        for key, names in puts:
            naming.put(key, names)
            named[key] = names
        for copy in (naming, pickle.loads(pickle.dumps(naming))):
            assert {key: copy.of(key) for key in named} == named
            for one in "abc":
                assert set(copy.namers(one)) == {key for key, names in named.items() if one in names}


def test_many_are_put_at_once() -> None:
    """What they named before is forgotten."""
    naming: Naming[int, str] = Naming()
    naming.put_all((1, 2), {1: ("a",), 2: ("a", "b")}.__getitem__)
    assert set(naming.namers("a")) == {1, 2}
    naming.put_all((1, 2), {1: ("b",), 2: ()}.__getitem__)
    assert (set(naming.namers("a")), set(naming.namers("b"))) == (set(), {1})
