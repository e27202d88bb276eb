"""Naming: which others each key names, and by which keys each of these is named."""

from collections.abc import Callable, Collection, Hashable, Iterable
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

K = TypeVar("K", bound=Hashable)
H = TypeVar("H", bound=Hashable)


_FEW = 4
"""So often one name after the other is looked for; to turn all of them round takes as long as some more."""


@dataclass(slots=True, eq=False)
class Naming(Generic[K, H]):
    """Turned round when somebody asks again and again: a plan that is built once needs to know one direction only."""

    named: dict[K, tuple[H, ...]] = field(default_factory=dict)
    _turned: dict[H, set[K]] | None = field(default=None, init=False, repr=False)
    _asked: int = field(default=0, init=False, repr=False)

    def of(self, key: K) -> tuple[H, ...]:
        """What a key names."""
        return self.named.get(key, ())

    def put(self, key: K, names: tuple[H, ...]) -> None:
        """From now on a key names these."""
        before = self.named.get(key, ())
        if before == names:
            return
        if names:
            self.named[key] = names
        else:
            del self.named[key]
        if self._turned is not None:
            for one in before:
                self._turned[one].discard(key)
            for one in names:
                self._turned.setdefault(one, set()).add(key)

    def put_all(self, keys: Collection[K], names: Callable[[K], Iterable[H]]) -> None:
        """The same for many: then both directions are not kept in step."""
        if len(keys) >= len(self.named):
            self._turned = None
        for key in keys:
            self.put(key, tuple(names(key)))

    def namers(self, name: Any) -> Collection[K]:
        """The keys that name one."""
        if self._turned is None and self._asked < _FEW:
            self._asked += 1
            return [key for key, names in self.named.items() if name in names]
        if self._turned is None:
            self._turned = {}
            for key, names in self.named.items():
                for one in names:
                    self._turned.setdefault(one, set()).add(key)
        return self._turned.get(name, ())
