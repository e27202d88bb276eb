"""Course: in which order the starts and ends of a network can be settled. It stays while what changes goes on with it.

Events are `<x`, the start of x, and `>x`, its end. Backward they are settled the other way round.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from milepost.analysis.schedule.network import Bone, Network, Waits
from milepost.graph.order import after_targets
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
    """The course of a network, the last one if it still holds."""
    tables = (network.bones, network.waits, network.inside)

    def made(known: Course | None) -> Course:
        if known is None or known.bones.keys() != network.bones.keys() or not _holds(known, network, memo):
            forward = after_targets({event: tuple(_before(event, network)) for event in _events(network.bones)})
            names = (event[1:] for event in forward if event[0] == ">")
            return Course(Order(forward), Order(reversed(forward)), Order(names), *tables)
        return Course(known.forward, known.backward, known.inside_out, *tables)

    return memo.update("course", None, tables, made)


def _holds(known: Course, network: Network, memo: Memo) -> bool:
    """Whether all that is before what changed still comes before it."""
    changed = memo.changed(known.bones, network.bones) | memo.changed(known.waits, network.waits)
    changed |= memo.changed(known.inside, network.inside) & network.bones.keys()
    place = known.forward.place
    return all(place[one] < place[event] for event in _events(changed) for one in _before(event, network))


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
