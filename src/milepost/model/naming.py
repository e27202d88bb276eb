"""Naming: which others each key names, and by which keys each of these is named."""

from collections.abc import Callable, Collection, Hashable, Iterable
from typing import Any, Generic, TypeVar

K = TypeVar("K", bound=Hashable)
H = TypeVar("H", bound=Hashable)


class Naming(Generic[K, H]):
    """Turned round when somebody first asks: a plan that is built once needs to know one direction only."""

    def __init__(self) -> None:
        self._named: dict[K, tuple[H, ...]] = {}
        self._turned: dict[H, set[K]] | None = None

    def __getstate__(self) -> dict[str, Any]:
        """What is written down: one direction."""
        return {"_named": self._named, "_turned": None}

    def of(self, key: K) -> tuple[H, ...]:
        """What a key names."""
        return self._named.get(key, ())

    def put(self, key: K, names: tuple[H, ...]) -> None:
        """From now on a key names these."""
        before = self._named.get(key, ())
        if before == names:
            return
        if names:
            self._named[key] = names
        else:
            del self._named[key]
        if self._turned is not None:
            for one in before:
                self._turned[one].discard(key)
            for one in names:
                self._turned.setdefault(one, set()).add(key)

    def put_all(self, keys: Collection[K], names: Callable[[K], Iterable[H]]) -> None:
        """The same for many: then both directions are not kept in step."""
        if len(keys) >= len(self._named):
            self._turned = None
        for key in keys:
            self.put(key, tuple(names(key)))

    def namers(self, name: Any) -> Collection[K]:
        """The keys that name one."""
        if self._turned is None:
            self._turned = {}
            for key, names in self._named.items():
                for one in names:
                    self._turned.setdefault(one, set()).add(key)
        return self._turned.get(name, ())
