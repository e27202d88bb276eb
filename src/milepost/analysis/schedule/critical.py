"""The chain that decides the finish."""

from collections.abc import Mapping, Set
from dataclasses import dataclass, field

from milepost.analysis.schedule.activities import Activity
from milepost.analysis.schedule.network import Network
from milepost.analysis.schedule.passes import Times

Activities = Mapping[str, Activity]


@dataclass(slots=True)
class Critical:
    """Ids of critical activities. Quiet parts of a goal are critical with the slacks that `parts` lists for it, and all
    of them if the goal is among `whole`. `ends` are the ends of the topmost goals above each activity.
    """

    marked: set[str] = field(default_factory=set)
    parts: dict[str, set[int]] = field(default_factory=dict)
    whole: set[str] = field(default_factory=set)
    ends: dict[str, int] = field(default_factory=dict)

    def has_part(self, goal: str, slack: int) -> bool:
        """Whether a quiet part of a goal with this slack is critical."""
        return goal in self.whole or slack in self.parts.get(goal, ())


def deciders(name: str, network: Network, times: Times) -> list[str]:
    """The predecessors, own or of what holds an activity, whose end fixes its earliest start."""
    at = times.start[name]
    found: list[str] = []
    pending, seen = [name], {name}
    while pending:
        one = pending.pop()
        found += [target for target, lag in network.waits.get(one, ()) if times.end[target] + lag == at]
        for whole in network.bones[one].within:
            if whole in network.bones and whole not in seen and times.start[whole] == at:
                seen.add(whole)
                pending.append(whole)
    return found


def critical(
    network: Network, activities: Activities, times: Times, *, slack: Mapping[str, int], dated: Set[str]
) -> Critical:
    """Least slack of its root's tree where that is ≤ 0, or on the chain of deciders that ends at the root's end.

    In a tree without a single estimate or due date nothing is critical: there is nothing to be late for. `dated` are
    activities that have, or hold a quiet part that has, its latest end from a due date.
    """
    found = Critical()
    walk = _Walk(network, activities, times, found)
    for root in sorted(network.roots, key=lambda root: (times.end[root], root)):
        tree = _tree(root, network)
        found.ends.update(dict.fromkeys(tree, times.end[root]))  # the latest, where there are several
        least = min(slack[name] for name in tree)
        if least <= 0 and any(name in dated or activities[name].length for name in tree):
            found.marked.update(name for name in tree if slack[name] == least)
            for name in tree:
                if activities[name].quiet is not None:
                    found.parts.setdefault(name, set()).add(least)
        if times.end[root] > times.base[root]:
            walk.from_root(root)
    found.marked |= walk.walked
    return found


def _tree(root: str, network: Network) -> list[str]:
    found, pending, seen = [], [root], {root}
    while pending:
        name = pending.pop()
        found.append(name)
        fresh = [part for part in network.inside.get(name, ()) if part not in seen]
        seen.update(fresh)
        pending += fresh
    return found


class _Walk:
    """Backwards along what decides an end. What an earlier walk came by has been followed already."""

    def __init__(self, network: Network, activities: Activities, times: Times, found: Critical) -> None:
        self._network, self._activities, self._times, self._found = network, activities, times, found
        self.walked: set[str] = set()

    def from_root(self, root: str) -> None:
        if root in self.walked:
            return
        pending = [root]
        self.walked.add(root)
        while pending:
            fresh = [one for one in dict.fromkeys(self._before(pending.pop())) if one not in self.walked]
            self.walked.update(fresh)
            pending += fresh

    def _before(self, name: str) -> list[str]:
        activity, times = self._activities[name], self._times
        start, end = times.start[name], times.end[name]
        if not activity.is_span:
            return deciders(name, self._network, times) if start > times.base[name] else []
        found = [part for part in self._network.inside.get(name, ()) if times.end[part] == end]
        if activity.quiet is not None and start == end:
            self._found.whole.add(name)
            if start > times.base[name]:
                found += deciders(name, self._network, times)
        return found
