"""Standing: what each note is in the plan, and the ids of what can be pointed at inside it."""

from collections.abc import Iterator, Mapping, Sequence

from milepost.graph.assemble import Made
from milepost.graph.body import Anchors, anchors_of
from milepost.graph.frame import Frame
from milepost.model.ids import GoalId, VaultPath


class Standing:
    """Looks up goals that are made. A note that hangs at several goals is what the first of them makes of it."""

    def __init__(self, frame: Frame, made: Mapping[GoalId, Made]) -> None:
        self._frame, self._made = frame, made
        self._anchors: dict[GoalId, Anchors] = {}

    def of(self, path: VaultPath) -> str | None:
        """The id of the goal, milestone or task a note is."""
        own = self._frame.ids.get(path)
        if own is not None:
            return own
        hosts = (self._made[host].stands.get(path) for host in self._frame.hosts.get(path, ()))
        return next((found for found in hosts if found is not None), None)

    def anchored(self, path: VaultPath, key: str) -> str | None:
        """The id of the item that a block id (`^x`) or a folded title names in a note."""
        hits = (self._in(home).get((path, key)) for home in reversed(self.homes(path)))
        return next((hit for hit in hits if hit is not None), None)

    def keys(self, path: VaultPath) -> Iterator[str]:
        """Every block id and title that can be pointed at in a note."""
        for home in self.homes(path):
            yield from (key for where, key in self._in(home) if where == path)

    def _in(self, home: GoalId) -> Anchors:
        found = self._anchors.get(home)
        if found is None:
            found = self._anchors[home] = anchors_of(self._made[home].named)
        return found

    def homes(self, path: VaultPath) -> Sequence[GoalId]:
        """The goals that say what a note is and holds: the one it is, and those it hangs at."""
        own = self._frame.ids.get(path)
        hosts = self._frame.hosts.get(path, ())
        return (own, *hosts) if own is not None else hosts
