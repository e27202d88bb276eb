"""Even shares: an ordered chain of milestones without estimates divides the time to the due date (suggested)."""

from collections.abc import Mapping, Sequence

from milepost.analysis.schedule.activities import Activity
from milepost.analysis.schedule.passes import Times
from milepost.model.goal import Goal


def suggested_starts(goal: Goal, activities: Mapping[str, Activity], times: Times) -> dict[str, int]:
    """Position at which each undated milestone of an unestimated numbered list should begin at the latest."""
    found: dict[str, int] = {}
    for chain in _chains(goal, activities):
        if any(activities[name].length or activities[name].is_span for name in chain):
            continue
        begin, run = times.at[chain[0]].start, list[str]()
        for name in chain:
            run.append(name)
            if activities[name].due is not None or name == chain[-1]:
                end = times.at[name].late_end
                if times.is_dated(name) and end > begin:
                    width = end - begin
                    found.update({one: begin + at * width // len(run) for at, one in enumerate(run)})
                begin, run = max(begin, end), []
    return {name: at for name, at in found.items() if activities[name].due is None}


def _chains(goal: Goal, activities: Mapping[str, Activity]) -> list[Sequence[str]]:
    chains: dict[str, list[str]] = {}
    for milestone in goal.milestones:
        if milestone.id not in activities:
            continue
        chain = chains.get(milestone.after, [])
        chain.append(milestone.id)
        chains[milestone.id] = chain
    unique = {id(chain): chain for chain in chains.values() if len(chain) > 1}
    return list(unique.values())
