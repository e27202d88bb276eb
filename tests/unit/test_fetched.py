"""Objects that are there and yet empty, until somebody looks at one."""

from array import array
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import pytest

from milepost.model.goal import CheckIn
from milepost.session.fetched import Fetched, can_be_empty
from milepost.syntax.document import Document


@dataclass(frozen=True, slots=True, order=True)
class Pair:
    """A value."""

    number: int
    word: str = ""


VALUES = {0: (1, "a"), 1: (2, "b"), 2: (7, "c")}


class Box:
    """Two pairs in one parcel and one in another."""

    def __init__(self) -> None:
        self.fetched: list[int] = []
        self.objects = Fetched([(Pair, 3)], array("I", [0, 0, 1]), ("plain",), self._fetch)

    def _fetch(self, parcel: int) -> None:
        self.fetched.append(parcel)
        for number in ((0, 1), (2,))[parcel]:
            self.objects.fill(number, *VALUES[number])

    def __getitem__(self, number: int) -> Any:
        return self.objects.see(number)


LOOKS: tuple[Callable[[Any], object], ...] = (
    lambda one: one.number == 1,
    lambda one: one.word == "a",
    lambda one: one == Pair(1, "a"),
    lambda one: Pair(1, "a") == one,
    lambda one: (0, Pair(1, "a")) == (0, one),
    lambda one: one != Pair(1, "b"),
    lambda one: one < Pair(2),
    lambda one: Pair(2) > one,
    lambda one: {Pair(1, "a"): True}[one],
    lambda one: repr(one) == "Pair(number=1, word='a')",
    lambda one: replace(one, word="z") == Pair(1, "z"),
    lambda one: isinstance(one, Pair) and one.number,
)


@pytest.mark.parametrize("look", LOOKS)
def test_whoever_looks_finds_what_was_there(look: Callable[[Any], object]) -> None:
    """Whatever is asked first; from then on it is an object like any other."""
    box = Box()
    one = box[0]
    assert not box.fetched
    assert look(one)
    assert box.fetched == [0]
    assert type(one) is Pair
    assert box[0] is one


def test_what_lies_together_is_fetched_together() -> None:
    """And what lies elsewhere is not."""
    box = Box()
    assert (box[1].word, type(box[0]), box.fetched) == ("b", Pair, [0])
    assert type(box[2]) is not Pair
    assert box[3] == "plain"


def test_empty_objects_are_compared() -> None:
    """With each other."""
    box = Box()
    assert box[0] != box[2]
    assert box.fetched == [0, 1]


def test_nobody_writes_into_a_filled_object() -> None:
    """It is as frozen as its class."""
    one = Box()[0]
    assert one.number == 1
    with pytest.raises(AttributeError):
        one.number = 2
    with pytest.raises(AttributeError):
        assert one.nothing


def test_who_can_be_empty() -> None:
    """A dataclass with slots, but no note."""
    assert can_be_empty(CheckIn)
    assert not can_be_empty(Document)
    assert not can_be_empty(str)
