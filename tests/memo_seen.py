"""A memo that is watched: what each step looks at while it works, without having named it."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeVar

from milepost.graph.asked import ANY
from milepost.model.grouping import Rows
from milepost.model.memo import Memo
from milepost.model.sweep import Inputs, Make, Order, Reads

V = TypeVar("V")

GOALS = ("goal with references", "goal without circles", "tied")
"""Steps that each hand all goals on; together they are called `goals`."""


class Looked(NamedTuple):
    """A step that looked into a table of values."""

    step: str
    table: str


@dataclass(frozen=True, slots=True)
class Work:
    """A value that is being made. `named` are the keys whose inputs it may look at, None for all of them."""

    step: str
    inputs: Sequence[object]
    shared: Sequence[object]
    named: frozenset[object] | None

    def may_see(self, table: "Table", key: object) -> bool:
        """Whether it said that it depends on this."""
        if any(one is table for one in self.shared):
            return True
        if not any(one is table for one in self.inputs):
            return False
        return self.named is None or key in self.named or (key is table and ANY in self.named)


class WatchedMemo(Memo):
    """A memo that notes in `found` what a step looks at beyond its inputs, as far as that was made by another step."""

    def __init__(self) -> None:
        super().__init__()
        self.found: dict[Looked, tuple[object, ...]] = {}
        self._at_work: list[Work] = []
        self._tables: dict[int, tuple[object, Table]] = {}

    def value(self, step: str, key: Hashable, inputs: tuple[object, ...], make: Callable[[], V]) -> V:
        """As always, and seen."""

        def made() -> V:
            with self._seen(Work(step, inputs, inputs, None)):
                return make()

        return self._table(step, super().value(step, key, inputs, made))

    def sweep(
        self,
        step: str,
        order: Order[Any],
        inputs: Sequence[Inputs],
        make: Make[Any, Any],
        *,
        shared: tuple[object, ...] = (),
        reads: Reads[Any] | None = None,
        beside: Reads[Any] | None = None,
        in_order: bool = True,
    ) -> Mapping[Any, Any]:
        """As always, and seen."""

        def made(key: Any, known: Mapping[Any, Any]) -> Any:
            named = frozenset((key, *(beside(key) if beside else ())))
            with self._seen(Work(step, inputs, shared, named)):
                return make(key, Known(self, step, known, reads(key) if reads else ()))

        table = super().sweep(step, order, inputs, made, shared=shared, reads=reads, beside=beside, in_order=in_order)
        return self._table(step, table)

    def group(
        self, step: str, order: Order[Any], table: Inputs, rows: Rows[Any, Any, Any], *, in_order: bool = True
    ) -> Mapping[Any, tuple[Any, ...]]:
        """As always, and seen."""

        def seen(key: Any) -> Iterable[tuple[Any, Any]]:
            with self._seen(Work(step, (table,), (), frozenset((key,)))):
                return tuple(rows(key))

        return self._table(step, super().group(step, order, table, seen, in_order=in_order))

    def spread(
        self,
        step: str,
        order: Order[Any],
        table: Mapping[Any, Any],
        says: Callable[[Any, Any], Iterable[tuple[Any, Any]]],
    ) -> Mapping[Any, Any]:
        """As always, and seen."""

        def seen(key: Any, value: Any) -> Iterable[tuple[Any, Any]]:
            with self._seen(Work(step, (table,), (), frozenset((key,)))):
                return tuple(says(key, value))

        return self._table(step, super().spread(step, order, table, seen))

    def look(self, table: "Table", key: object) -> None:
        """Somebody looks into a table; at all of it where `key` is the table itself."""
        if self._at_work and not self._at_work[-1].may_see(table, key):
            self.note(self._at_work[-1].step, table.step, key)

    def note(self, step: str, table: str, key: object) -> None:
        """Remember the first time that this was seen."""
        self.found.setdefault(Looked(step, "goals" if table in GOALS else table), (key,))

    @contextmanager
    def _seen(self, work: Work) -> Iterator[None]:
        self._at_work.append(work)
        try:
            yield
        finally:
            self._at_work.pop()

    def _table(self, step: str, values: V) -> V:
        """A table of values that says who looks into it: the same for the same values."""
        if not isinstance(values, dict) or isinstance(values, Table):
            return values
        known = self._tables.get(id(values))
        if known is None or known[0] is not values:
            known = self._tables[id(values)] = values, Table(self, step, values)
        return known[1]  # type: ignore[return-value]


class Table(dict[Any, Any]):
    """Values by key, as a step made them."""

    def __init__(self, memo: WatchedMemo, step: str, values: Mapping[Any, Any]) -> None:
        super().__init__(values)
        self.memo, self.step = memo, step

    def __getitem__(self, key: Any) -> Any:
        self.memo.look(self, key)
        return super().__getitem__(key)

    def get(self, key: Any, default: Any = None) -> Any:
        """As of any dict."""
        self.memo.look(self, key)
        return super().get(key, default)

    def __contains__(self, key: object) -> bool:
        self.memo.look(self, key)
        return super().__contains__(key)

    def __iter__(self) -> Iterator[Any]:
        self.memo.look(self, self)
        return super().__iter__()

    def keys(self) -> Any:
        """As of any dict."""
        self.memo.look(self, self)
        return super().keys()

    def values(self) -> Any:
        """As of any dict."""
        self.memo.look(self, self)
        return super().values()

    def items(self) -> Any:
        """As of any dict."""
        self.memo.look(self, self)
        return super().items()

    __hash__ = object.__hash__  # type: ignore[assignment]


class Known(Mapping[Any, Any]):
    """A step's own values, of which it may see those it reads."""

    def __init__(self, memo: WatchedMemo, step: str, known: Mapping[Any, Any], reads: Iterable[Any]) -> None:
        self._memo, self._step, self._known, self._reads = memo, step, known, frozenset(reads)

    def __getitem__(self, key: Any) -> Any:
        if key not in self._reads:
            self._memo.note(self._step, "its own", key)
        return self._known[key]

    def __iter__(self) -> Iterator[Any]:
        self._memo.note(self._step, "its own", "all")
        return iter(self._known)

    def __len__(self) -> int:
        return len(self._known)
