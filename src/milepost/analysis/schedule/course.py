"""Course: in which order the starts and ends of a network can be settled. It stays while what changes goes on with it.

Events are `<x`, the start of x, and `>x`, its end. Backward they are settled the other way round.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from milepost.analysis.schedule.network import Bone, Network, Waits
from milepost.graph.order import after_targets
from milepost.graph.repair import MOST, repaired
from milepost.model.memo import Memo
from milepost.model.sweep import Order


@dataclass(frozen=True, slots=True, eq=False)
class Course:
    """`forward` and `backward` are the orders of events; in `inside_out` comes first what lies in something."""

    forward: Order[str]
    backward: Order[str]
    inside_out: Order[str]
    bones: Mapping[str, Bone]
    waits: Mapping[str, Waits]
    inside: Mapping[str, tuple[str, ...]]


def course_of(network: Network, memo: Memo) -> Course:
    """The course of a network: that of the last one, with what changed put where it belongs."""
    tables = (network.bones, network.waits, network.inside)

    def before(event: str) -> Iterator[str]:
        return _before(event, network)

    def made(known: Course | None) -> Course:
        changed = _changed(known, network, memo) if known is not None else frozenset[str]()
        if known is None or len(changed) > MOST:
            order = Order(after_targets({event: tuple(before(event)) for event in _events(network.bones)}))
            return _course(order, network)
        there, new = (known.bones.keys() & changed), (network.bones.keys() & changed) - known.bones.keys()
        forward = repaired(
            known.forward,
            [*_events(there & network.bones.keys())],
            before,
            gone=frozenset(_events(there - network.bones.keys())),
            new=[*_events(new)],
        )
        if forward is not known.forward:
            return _course(forward, network)
        return Course(forward, known.backward, known.inside_out, *tables)

    return memo.update("course", None, tables, made)


def _course(forward: Order[str], network: Network) -> Course:
    names = (event[1:] for event in forward if event[0] == ">")
    tables = (network.bones, network.waits, network.inside)
    return Course(forward, Order(reversed(forward)), Order(names), *tables)


def _changed(known: Course, network: Network, memo: Memo) -> frozenset[str]:
    """What may have to come after something else than before: also what lies in something that has come."""
    bones = memo.changed(known.bones, network.bones)
    changed = bones | memo.changed(known.waits, network.waits) | memo.changed(known.inside, network.inside)
    return changed.union(*(network.inside.get(name, ()) for name in bones if name not in known.bones))


def _events(names: Iterable[str]) -> Iterator[str]:
    return (sign + name for name in names for sign in "<>")


def _before(event: str, network: Network) -> Iterator[str]:
    """What comes before a start: those of what it lies in, and the ends of what it waits for; before an end, parts."""
    name = event[1:]
    if event[0] == "<":
        yield from ("<" + whole for whole in network.bones[name].within if whole in network.bones)
        yield from (">" + target for target, _ in network.waits.get(name, ()))
    else:
        yield "<" + name
        yield from (">" + part for part in network.inside.get(name, ()))
