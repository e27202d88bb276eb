"""Ranking: a list that edits move rows in is the list that is sorted from nothing."""

from collections.abc import Iterable

from hypothesis import given
from hypothesis import strategies as st

from milepost.model.ranking import Place, Ranking, ranked
from milepost.model.sweep import Differences

Table = dict[str, tuple[int, ...]]
Edit = list[tuple[str, tuple[int, ...] | None]]

KEYS = [f"k{at}" for at in range(40)]
TABLE = st.fixed_dictionaries({key: st.lists(st.integers(0, 9), max_size=3, unique=True).map(tuple) for key in KEYS})
EDITS = st.lists(st.tuples(st.sampled_from(KEYS), st.none() | st.tuples(st.integers(0, 9))), max_size=3)


def placed(key: str, numbers: tuple[int, ...]) -> Iterable[Place]:
    """A row for each number."""
    return ((number, key) for number in numbers)


@given(TABLE, st.lists(EDITS, max_size=6))
def test_rows_stand_where_sorting_puts_them(table: Table, edits: list[Edit]) -> None:
    """Whatever comes, goes or changes, few at a time or many."""
    ranking: Ranking[str, tuple[int, ...]] = Ranking(Differences())
    assert list(ranking.run(table, placed)) == ranked(table, placed)
    for edit in edits:
        table = dict(table)
        for key, numbers in edit:
            if numbers is None:
                table.pop(key, None)
            else:
                table[key] = numbers
        assert list(ranking.run(table, placed)) == ranked(table, placed)


def test_a_table_that_is_as_it_was_leaves_the_list() -> None:
    """Nothing is gone through."""
    ranking: Ranking[str, tuple[int, ...]] = Ranking(Differences())
    table: Table = {"a": (2, 1), "b": (3,)}
    rows = ranking.run(table, placed)

    assert ranking.run(dict(table), placed) is rows


def test_a_key_without_rows_is_in_no_list() -> None:
    """Nor is an empty table anything to sort."""
    assert ranked({}, placed) == []
    assert ranked({"a": (), "b": (1,)}, placed) == [(1, "b")]
