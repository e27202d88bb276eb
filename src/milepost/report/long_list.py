"""Long lists: pages that are made of rows, which goals have in a list; each page hangs on its own rows only."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from math import ceil
from typing import Any, Generic, TypeVar, cast

from milepost.model.ids import GoalId
from milepost.model.sweep import Beside, Inputs
from milepost.report.around import Around
from milepost.report.frame import Framing
from milepost.report.pages.kinds import Page
from milepost.report.pages.parts import Pager
from milepost.report.paging import page_path, pager
from milepost.report.part import Part

R = TypeVar("R", bound=tuple[Any, ...])
A = TypeVar("A")
P = TypeVar("P", bound=Page)


def rows_of_goals(
    name: str,
    rows: Callable[[GoalId], Iterable[R]],
    around: Around,
    inputs: Sequence[Inputs],
    *,
    shared: tuple[object, ...] = (),
    beside: Beside[GoalId] | None = None,
) -> Sequence[R]:
    """The rows that each goal has in a list, in the order of the rows, which no two share. They are made of what
    `inputs` hold for the goal and for those keys that `beside` names, and of `shared`. Whoever asks again has the same.
    """
    return around.once(name, lambda: rows_for_once(name, rows, around, inputs, shared=shared, beside=beside))


def rows_for_once(
    name: str,
    rows: Callable[[GoalId], Iterable[R]],
    around: Around,
    inputs: Sequence[Inputs],
    *,
    shared: tuple[object, ...] = (),
    beside: Beside[GoalId] | None = None,
) -> Sequence[R]:
    """The same for who asks once and needs few of many rows afterwards: the others are let go, if no build follows."""
    memo, listed = around.memo, around.plan.listed
    table = memo.sweep(f"{name}, rows", listed, inputs, lambda goal, _: tuple(rows(goal)), shared=shared, beside=beside)
    return cast(Sequence[R], memo.rank(name, table, lambda _, own: own))


@dataclass(frozen=True, slots=True)
class Stretch(Generic[R]):
    """The rows of a list that stand on one page: of all pages' paths, that with a number."""

    paths: tuple[str, ...]
    number: int
    rows: tuple[R, ...]

    @property
    def path(self) -> str:
        """The path of the page."""
        return self.paths[self.number - 1]

    @property
    def pager(self) -> Pager | None:
        """The links to the other pages."""
        return pager(self.paths, self.number)


Make = Callable[[Stretch[R], A, Around, Framing], P]


def list_pages(
    rows: Sequence[R],
    make: Make[R, A, P],
    about: Callable[[int], A],
    made_with: tuple[Around, Framing],
    *,
    name: str,
    size: int,
) -> Mapping[str, Part[P]]:
    """`name.html`, also where there are no rows, and its further pages of at most `size` rows. Page `number` is
    `make(stretch, about(number), around, framing)`.
    """
    paths = tuple(page_path(name, number) for number in range(1, max(1, ceil(len(rows) / size)) + 1))

    def told(number: int) -> tuple[Stretch[R], A]:
        return Stretch(paths, number, tuple(rows[(number - 1) * size : number * size])), about(number)

    return {path: Part(make, partial(told, number), *made_with) for number, path in enumerate(paths, 1)}
