"""A sweep makes again what changed and what reads it, and nothing else; its values are those of a first run."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from milepost.model.sweep import Order, Sweep

Tree = dict[str, tuple[int, tuple[str, ...]]]
"""Each key with a number and the keys it reads."""


def _sums(sweep: "Sweep[str, int]", tree: Tree) -> dict[str, int]:
    def total(key: str, known: "dict[str, int]") -> int:
        number, reads = tree[key]
        return number + sum(known[one] for one in reads)

    return dict(sweep.run(Order(tree), [tree], total, reads=lambda key: tree[key][1]))  # type: ignore[arg-type]


def test_only_what_changed_and_its_readers_are_made_again() -> None:
    """And a reader of something that came out as before is left alone."""
    sweep: Sweep[str, int] = Sweep()
    tree: Tree = {"a": (1, ()), "b": (2, ("a",)), "c": (3, ()), "d": (4, ("b", "c"))}

    assert _sums(sweep, tree) == {"a": 1, "b": 3, "c": 3, "d": 10}
    assert sweep.made == 4
    assert _sums(sweep, dict(tree)) == {"a": 1, "b": 3, "c": 3, "d": 10}
    assert sweep.made == 0
    assert _sums(sweep, {**tree, "c": (5, ())}) == {"a": 1, "b": 3, "c": 5, "d": 12}
    assert sweep.made == 2
    assert _sums(sweep, {**tree, "a": (2, ()), "b": (1, ("a",)), "c": (5, ())})["d"] == 12
    assert sweep.made == 2


def test_what_was_handed_out_stays_as_it_was() -> None:
    """A later run changes nobody's earlier result."""
    sweep: Sweep[str, int] = Sweep()
    first = sweep.run(Order("ab"), [{"a": 1, "b": 2}], lambda key, _: {"a": 1, "b": 2}[key])
    sweep.run(Order("a"), [{"a": 7}], lambda _key, _: 7)

    assert dict(first) == {"a": 1, "b": 2}


def test_another_shared_input_makes_everything_again() -> None:
    """Whatever depends on the day depends on the day everywhere."""
    sweep: Sweep[str, int] = Sweep()
    table = {"a": 1, "b": 2}
    for day in (1, 1, 2):
        sweep.run(Order(table), [table], lambda key, _: table[key], shared=(day,))

    assert sweep.made == 2


def test_a_run_that_failed_leaves_nothing_to_build_on() -> None:
    """Stopped halfway, whatever by: the next one makes everything again, though nothing has changed since."""
    sweep: Sweep[str, int] = Sweep()
    order, is_full = Order("abc"), False

    def copied(key: str, _known: object) -> int:
        if is_full and key == "b":
            raise MemoryError
        return table[key]

    table = {"a": 1, "b": 2, "c": 3}
    sweep.run(order, [table], copied)
    table, is_full = {"a": 4, "b": 5, "c": 6}, True
    with pytest.raises(MemoryError):
        sweep.run(order, [table], copied)
    is_full = False

    assert sweep.run(order, [table], copied) == table


NUMBERS = st.integers(0, 3)
TREES = st.lists(st.tuples(NUMBERS, st.lists(st.integers(0, 9), max_size=3)), max_size=8).map(
    lambda rows: {
        str(at): (number, tuple(dict.fromkeys(str(one) for one in reads if one < at)))
        for at, (number, reads) in enumerate(rows)
    }
)


@given(st.lists(TREES, max_size=6))
def test_what_is_seen_beside_is_seen_as_it_is(steps: list[Tree]) -> None:
    """In either direction of the order: the inputs of others count too."""
    sweep: Sweep[str, tuple[int, ...]] = Sweep()
    for tree in steps:
        readers: dict[str, list[str]] = {}
        for key, (_, reads) in tree.items():
            for one in reads:
                readers.setdefault(one, []).append(key)
        table = {key: (number, tuple(readers.get(key, ()))) for key, (number, _) in tree.items()}

        def seen(key: str, _known: object, table: dict[str, tuple[int, tuple[str, ...]]] = table) -> tuple[int, ...]:
            return (table[key][0], *(table[one][0] for one in table[key][1]))

        now = sweep.run(Order(table), [table], seen, beside=lambda key, table=table: table[key][1])  # type: ignore[misc]
        assert now == {key: seen(key, None) for key in table}


@given(st.lists(st.tuples(TREES, st.booleans()), max_size=6))
def test_after_any_changes_the_values_are_those_of_a_first_run(steps: list[tuple[Tree, bool]]) -> None:
    """In the same order, too; some steps leave the even keys out."""
    sweep: Sweep[str, int] = Sweep()
    for tree, is_cut in steps:
        now = {key: row for key, row in tree.items() if not row[1]} if is_cut else tree
        assert list(_sums(sweep, now).items()) == list(_sums(Sweep(), now).items())
