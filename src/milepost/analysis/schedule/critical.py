"""What decides the finish: chains of deciders, and the least slack of a topmost goal's tree.

Critical is what lies on a chain that ends with a topmost goal (`Settled.decides`), and what has the least slack of the
tree it lies in, where that is 0 or less. In a tree without a single estimate or due date there is nothing to be late
for, so there nothing is critical by its slack.
"""

from collections.abc import Iterable, Mapping

from milepost.analysis.schedule.network import Network
from milepost.analysis.schedule.passes import Times
from milepost.analysis.schedule.reading import Read
from milepost.model.frozen import frozen


@frozen
class Crown:
    """What is above something says: until when its end may slip, and slacks with which it is critical.

    `until` is the first position at which something that waits for it, or for what holds it, could start; where nothing
    does, the last end of the topmost goals.
    """

    until: int
    slacks: frozenset[int]


def crown_of(name: str, network: Network, times: Times, reads: Mapping[str, Read]) -> Crown:
    """Of a goal, or a part that is not quiet."""
    holders = (name, *above(name, network))
    roots = _roots(holders, network)
    waiting = [reads[waiter].first - lag for one in holders for waiter, lag in network.successors.get(one, ())]
    return Crown(min(waiting) if waiting else max(times.end(root) for root in roots), _pressing(roots, reads))


def slacks_above(name: str, network: Network, reads: Mapping[str, Read]) -> frozenset[int]:
    """Its slacks alone, which take less."""
    return _pressing(_roots((name, *above(name, network)), network), reads)


def _roots(holders: Iterable[str], network: Network) -> list[str]:
    return [one for one in holders if not _wholes(one, network)]


def _pressing(roots: Iterable[str], reads: Mapping[str, Read]) -> frozenset[int]:
    return frozenset([read.least for root in roots if (read := reads[root]).is_pressing])


def above(name: str, network: Network) -> list[str]:
    """Everything that holds an activity, and what holds that, up to the topmost goals."""
    found, pending, seen = list[str](), [name], {name}
    while pending:
        fresh = [whole for whole in _wholes(pending.pop(), network) if whole not in seen]
        seen.update(fresh)
        pending += fresh
        found += fresh
    return found


def _wholes(name: str, network: Network) -> list[str]:
    bones = network.bones
    return [whole for whole in bones[name].within if whole in bones]


def deciders(name: str, network: Network, times: Times) -> list[str]:
    """The predecessors, own or of what holds an activity, whose end fixes its earliest start."""
    at = times.at[name].start
    found: list[str] = []
    pending, seen = [name], {name}
    while pending:
        one = pending.pop()
        found += [target for target, lag in network.waits.get(one, ()) if times.end(target) + lag == at]
        for whole in network.bones[one].within:
            if whole in network.bones and whole not in seen and times.at[whole].start == at:
                seen.add(whole)
                pending.append(whole)
    return found
