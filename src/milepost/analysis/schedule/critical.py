"""The chain that decides the finish."""

from collections.abc import Mapping

from milepost.analysis.schedule.network import Activity
from milepost.analysis.schedule.passes import Times


def deciders(activity: Activity, activities: Mapping[str, Activity], times: Times) -> list[str]:
    """The predecessors, own or of what holds the activity, whose end fixes its earliest start."""
    at = times.start[activity.id]
    found: list[str] = []
    pending, seen = [activity], {activity.id}
    while pending:
        one = pending.pop()
        found += [target for target, lag in one.waits if times.end.get(target, 0) + lag == at]
        for whole in one.within:
            if whole in activities and whole not in seen and times.start[whole] == at:
                seen.add(whole)
                pending.append(activities[whole])
    return found


def critical(activities: Mapping[str, Activity], times: Times, slack: Mapping[str, int]) -> set[str]:
    """Least slack of its root's tree where that is ≤ 0, or on the chain of deciders that ends at the root's end.

    In a tree without a single estimate or due date nothing is critical: there is nothing to be late for.
    """
    roots = [one for one in activities.values() if not any(whole in activities for whole in one.within)]
    marked: set[str] = set()
    walked: set[str] = set()
    for root in roots:
        tree = _tree(root.id, times)
        least = min(slack[name] for name in tree)
        says_something = any(activities[name].length or name in times.dated for name in tree)
        if least <= 0 and says_something:
            marked |= {name for name in tree if slack[name] == least}
        if times.end[root.id] > times.base[root.id]:
            _walk_chain(root.id, activities, times, walked)
    return marked | walked


def _tree(root: str, times: Times) -> list[str]:
    found, pending, seen = [], [root], {root}
    while pending:
        name = pending.pop()
        found.append(name)
        fresh = [part for part in times.inside.get(name, ()) if part not in seen]
        seen.update(fresh)
        pending += fresh
    return found


def _walk_chain(root: str, activities: Mapping[str, Activity], times: Times, walked: set[str]) -> None:
    """Add what decides the end of `root`. What an earlier walk came by has been followed already."""
    if root in walked:
        return
    pending = [root]
    walked.add(root)
    while pending:
        name = pending.pop()
        activity = activities[name]
        if activity.is_span:
            found = [part for part in times.inside.get(name, ()) if times.end[part] == times.end[name]]
        elif times.start[name] > times.base[name]:
            found = deciders(activity, activities, times)
        else:
            found = []
        fresh = [one for one in dict.fromkeys(found) if one not in walked]
        walked.update(fresh)
        pending += fresh
