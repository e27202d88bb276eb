"""The chain that decides the finish."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from milepost.analysis.schedule.activities import Activity
from milepost.analysis.schedule.network import Network
from milepost.analysis.schedule.passes import Times


@dataclass(slots=True)
class Critical:
    """Ids of critical activities. Quiet parts of a goal are critical with the slacks that `parts` lists for it, and all
    of them if the goal is among `whole`.
    """

    marked: set[str] = field(default_factory=set)
    parts: dict[str, set[int]] = field(default_factory=dict)
    whole: set[str] = field(default_factory=set)

    def has_part(self, goal: str, slack: int) -> bool:
        """Whether a quiet part of a goal with this slack is critical."""
        return goal in self.whole or slack in self.parts.get(goal, ())


def deciders(activity: Activity, network: Network, times: Times, at: int) -> list[str]:
    """The predecessors, own or of what holds the activity, whose end fixes its earliest start, the position `at`."""
    activities, waits = network.activities, network.waits
    found: list[str] = []
    pending, seen = [activity], {activity.id}
    while pending:
        one = pending.pop()
        found += [target for target, lag in waits.get(one.id, ()) if times.end.get(target, 0) + lag == at]
        for whole in one.within:
            if whole in activities and whole not in seen and times.start[whole] == at:
                seen.add(whole)
                pending.append(activities[whole])
    return found


def critical(network: Network, times: Times, slack: Mapping[str, int], dated_parts: Mapping[str, bool]) -> Critical:
    """Least slack of its root's tree where that is ≤ 0, or on the chain of deciders that ends at the root's end.

    In a tree without a single estimate or due date nothing is critical: there is nothing to be late for. `dated_parts`
    says of goals whether a quiet part has its latest end from a due date.
    """
    activities = network.activities
    roots = [one for one in activities.values() if not any(whole in activities for whole in one.within)]
    found = Critical()
    walk = _Walk(network, times, found)
    for root in roots:
        tree = _tree(root.id, times)
        least = min(slack[name] for name in tree)
        if least <= 0 and any(
            activities[name].length or name in times.dated or dated_parts.get(name, False) for name in tree
        ):
            for name in tree:
                if slack[name] == least:
                    found.marked.add(name)
                if name in network.quiet:
                    found.parts.setdefault(name, set()).add(least)
        if times.end[root.id] > times.base[root.id]:
            walk.from_root(root.id)
    found.marked |= walk.walked
    return found


def _tree(root: str, times: Times) -> list[str]:
    found, pending, seen = [], [root], {root}
    while pending:
        name = pending.pop()
        found.append(name)
        fresh = [part for part in times.inside.get(name, ()) if part not in seen]
        seen.update(fresh)
        pending += fresh
    return found


class _Walk:
    """Backwards along what decides an end. What an earlier walk came by has been followed already."""

    def __init__(self, network: Network, times: Times, found: Critical) -> None:
        self._network, self._times, self._found = network, times, found
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
        activity, times = self._network.activities[name], self._times
        start, end = times.start[name], times.end[name]
        if not activity.is_span:
            return deciders(activity, self._network, times, start) if start > times.base[name] else []
        found = [part for part in times.inside.get(name, ()) if times.end[part] == end]
        if name in self._network.quiet and start == end:
            self._found.whole.add(name)
            if start > times.today:
                found += deciders(activity, self._network, times, start)
        return found
