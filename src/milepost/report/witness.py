"""Witness: what of a build a page looked at while it was made, so that it is made again only where that has changed.

A page is made by the same functions as ever, of the same tables, handed out so that each look at them is noted: of a
table the keys that were looked up, or that it was gone through as a whole; of a single value that it was asked for.
"""

from collections.abc import Hashable, Iterator, Mapping, Sequence, Set
from functools import cache
from types import FunctionType
from typing import Any, TypeVar, cast
from weakref import ref

from milepost.analysis.facts import Analysis
from milepost.analysis.schedule.drawing import Drawn
from milepost.analysis.schedule.network import Network
from milepost.analysis.schedule.passes import Times
from milepost.analysis.schedule.schedule import Origin, Schedule
from milepost.model.calendar import Period
from milepost.model.frozen import frozen
from milepost.model.plan import Plan
from milepost.report.addresses import GoalNames
from milepost.report.derived import Derived
from milepost.report.frame import Framing
from milepost.report.material import Material

T = TypeVar("T")

WHOLE = ""
"""Stands for all of a table, or for a single value; no key is empty."""

SHARED = "shared."
"""Begins the places of values that pages share: they stand on a shelf, and not below the ground."""

_OF_MATERIAL = ("analysis.as_of", "has_obsidian", "repository", "settings")
EVERYWHERE = frozenset(("framing", "outlook", "periods", *(f"material.{name}" for name in _OF_MATERIAL)))
"""Places of single values on which all pages hang: it is not noted who looked at them."""

Seen = Mapping[str, tuple[Any, ...]]
"""What was looked at: keys by the place of a table or value below the ground, `material.plan.goals`."""


@frozen
class Ground:
    """All that pages are made of. `periods` are those that have a page, `outlook` is what a column is called.

    `parts` has what pages about some goals are made of, by their paths.
    """

    material: Material
    derived: Derived
    framing: Framing
    periods: Sequence[Period]
    outlook: str
    parts: Mapping[str, tuple[Any, ...]]


_HOLDERS = (Ground, Material, Plan, Analysis, Origin, Drawn, Network, Times, Derived, GoalNames)
"""What holds tables. Everything else is one value."""


class Witness:
    """Hands tables out and notes what is looked up in them: for one page, or for one after the other."""

    def __init__(self) -> None:
        self._seen: dict[str, dict[Any, None]] = {}
        self._holders: dict[str, _Holder] = {}
        self._lent: list[tuple[dict[str, Any], str]] = []

    def seen(self) -> Seen:
        """What was looked at since this was asked last."""
        found = {place: tuple(keys) for place, keys in self._seen.items() if keys}
        for place in found:
            self._seen[place].clear()
        for names, name in self._lent:
            del names[name]
        self._lent.clear()
        return found

    def note(self, place: str, key: Hashable) -> None:
        """Somebody looked at this."""
        self._seen.setdefault(place, {})[key] = None

    def show(self, value: T, place: str) -> T:
        """The value, or something to take for it by which each look is noted."""
        if isinstance(value, _HOLDERS):
            holder = self._holders.get(place)
            if holder is None:
                kind: Any = type(value)
                holder = self._holders[place] = _holder(kind)(value, place, ref(self))
            return cast(T, holder)
        if isinstance(value, Schedule):
            return cast(T, value.of(self.show(value.made_of, place)))
        keys = self._seen.setdefault(place, {})
        if isinstance(value, Mapping):
            return cast(T, _Table(value, keys))
        if isinstance(value, Set):
            return cast(T, _Members(value, keys))
        keys[WHOLE] = None
        return value

    def lend(self, names: dict[str, Any], name: str, value: object) -> None:
        """Have a shown value at hand; if it notes no looks itself, no longer than until what was seen is asked."""
        names[name] = value
        if not isinstance(value, (_Holder, _Table, _Members)):
            self._lent.append((names, name))


def found_at(ground: Ground, place: str) -> object:
    """The table or value at a place that a witness noted."""
    found: Any = ground
    for name in place.split("."):
        found = getattr(found.made_of if isinstance(found, Schedule) else found, name)
    return found


class _Holder:
    """Looks like the object that it stands for; its methods and properties look through it as well.

    Its witness holds it, and not the other way round: nothing looks for circles while a site is made.
    """

    def __init__(self, real: object, place: str, witness: "ref[Witness]") -> None:
        self.__dict__.update(_real=real, _place=place, _witness=witness)

    def __getattr__(self, name: str) -> Any:
        place = f"{self._place}.{name}" if self._place else name
        if place in EVERYWHERE:
            value = self.__dict__[name] = getattr(self._real, name)
            return value
        witness = self._witness()
        shown = witness.show(getattr(self._real, name), place)
        witness.lend(self.__dict__, name, shown)
        return shown


@cache
def _holder(kind: type) -> type[_Holder]:
    """What stands for objects of a class: has its methods and properties."""
    named = {name: getattr(kind, name) for name in dir(kind) if not name.startswith("__")}
    own = {name: one for name, one in named.items() if isinstance(one, (FunctionType, property))}
    return type(kind.__name__, (_Holder,), own)


class _Table(Mapping[Any, Any]):
    """A table that notes which keys somebody looks up, found or not."""

    __slots__ = ("_keys", "_table")

    def __init__(self, table: Mapping[Any, Any], keys: dict[Any, None]) -> None:
        self._table, self._keys = table, keys

    def __getitem__(self, key: Any) -> Any:
        self._keys[key] = None
        return self._table[key]

    def get(self, key: Any, default: Any = None) -> Any:
        self._keys[key] = None
        return self._table.get(key, default)

    def __contains__(self, key: object) -> bool:
        self._keys[key] = None
        return key in self._table

    def __iter__(self) -> Iterator[Any]:
        self._keys[WHOLE] = None
        return iter(self._table)

    def __len__(self) -> int:
        self._keys[WHOLE] = None
        return len(self._table)


class _Members(Set[Any]):
    """The same for a set."""

    __slots__ = ("_keys", "_set")

    def __init__(self, members: Set[Any], keys: dict[Any, None]) -> None:
        self._set, self._keys = members, keys

    def __contains__(self, key: object) -> bool:
        self._keys[key] = None
        return key in self._set

    def __iter__(self) -> Iterator[Any]:
        self._keys[WHOLE] = None
        return iter(self._set)

    def __len__(self) -> int:
        self._keys[WHOLE] = None
        return len(self._set)
