"""A frozen class is the frozen dataclass that the library makes, in every respect but time."""

import pickle
from collections.abc import Mapping
from copy import copy
from dataclasses import FrozenInstanceError, dataclass, field, fields, replace

import pytest

from milepost.model.frozen import frozen, maker_of, replaced
from milepost.syntax.document import Document


@dataclass(frozen=True, slots=True)
class Plain:
    name: str
    size: int = 3
    words: Mapping[str, int] = field(default_factory=dict)
    tags: tuple[str, ...] = ()


@frozen
class Quick:
    name: str
    size: int = 3
    words: Mapping[str, int] = field(default_factory=dict)
    tags: tuple[str, ...] = ()


@frozen
class Sized:
    name: str
    size: int = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Larger(Sized):
    more: int = 0


def test_it_takes_and_gives_what_the_plain_class_does() -> None:
    for arguments, named in ((("a",), {}), (("a", 1), {"tags": ("x",)}), ((), {"name": "b", "words": {"k": 1}})):
        plain, quick = Plain(*arguments, **named), Quick(*arguments, **named)
        assert repr(quick) == repr(plain).replace("Plain", "Quick")
        assert quick == Quick(*arguments, **named)
        assert type(quick) is Quick


def test_each_has_its_own_default_values() -> None:
    assert Quick("a").words is not Quick("a").words


def test_it_is_frozen() -> None:
    quick = Quick("a")
    with pytest.raises(FrozenInstanceError):
        quick.name = "b"  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError):
        del quick.name
    with pytest.raises((AttributeError, TypeError)):
        object.__setattr__(quick, "other", 1)


def test_it_is_copied_replaced_and_sent() -> None:
    quick = Quick("a", 5, {"k": 1})
    assert copy(quick) == quick == pickle.loads(pickle.dumps(quick))
    assert replace(quick, size=6) == Quick("a", 6, {"k": 1})
    assert hash(replace(quick, words=())) == hash(Quick("a", 5, ()))  # type: ignore[arg-type]


def test_a_wrong_call_is_refused() -> None:
    with pytest.raises(TypeError):
        Quick()  # type: ignore[call-arg]
    with pytest.raises(TypeError):
        Quick("a", colour="red")  # type: ignore[call-arg]


def test_a_real_one_keeps_its_fields_and_methods() -> None:
    assert Document().prose == ()
    assert next(one.name for one in fields(Document)) == "front"


def test_it_compares_as_the_plain_class_does() -> None:
    assert Quick("a") != Quick("a", 4)
    assert Quick("a").__eq__(Plain("a")) is NotImplemented
    assert len({Quick("a", words=()), Quick("a", words=())}) == 1  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        hash(Quick("a"))
    assert Sized("a", 1) == Sized("a", 2)
    assert hash(Sized("a", 1)) == hash(Sized("a", 2))
    assert repr(Sized("a", 1)) == "Sized(name='a')"


def test_a_plain_class_may_be_made_of_it() -> None:
    one = Larger("a", 2)
    assert (one.name, one.size, one.more, type(one)) == ("a", 2, 0, Larger)
    assert replace(one, more=3) == Larger("a", 2, 3)
    assert Sized("a", 2) != one
    with pytest.raises(FrozenInstanceError):
        one.name = "b"  # type: ignore[misc]


def test_a_class_with_slots_may_be_made_of_it() -> None:
    class Named(Sized):
        __slots__ = ()

    assert type(Named("a", 2)) is Named
    assert (Named("a", 2).name, Named("a", 2).size) == ("a", 2)
    assert Named("a", 2) == Named("a", 3)
    assert Named("a", 2) != Sized("a", 2)
    assert pickle.loads(pickle.dumps(replaced(Sized("a", 2), size=3))).size == 3


def test_what_a_class_says_itself_stays() -> None:
    @frozen
    class Own:
        name: str

        def __eq__(self, other: object) -> bool:
            return isinstance(other, Own)

        def __hash__(self) -> int:
            return 7

        def __repr__(self) -> str:
            return "own"

    assert Own("a") == Own("b")
    assert (hash(Own("a")), repr(Own("a"))) == (7, "own")


def test_what_it_does_not_do_it_refuses() -> None:
    @frozen
    class After:
        name: str

        def __post_init__(self) -> None:
            """Never called."""

    @frozen
    class Within:
        name: str = field(init=False)

    for refused in (lambda: After("a"), Within, lambda: maker_of(After)):
        with pytest.raises(TypeError, match="order in which they are written"):
            refused()


def test_a_field_may_be_called_anything() -> None:
    @frozen
    class Odd:
        closed: int
        open: int
        new: int = 3
        make_new: int = 4
        words: list[str] = field(default_factory=list)

    one = Odd(1, 2)
    assert (one.closed, one.open, one.new, one.make_new, one.words, type(one)) == (1, 2, 3, 4, [], Odd)


def test_its_methods_are_written_when_they_are_called() -> None:
    @frozen
    class Fresh:
        name: str

    before = Fresh.__init__
    assert Fresh("a") == Fresh("a")
    assert Fresh.__init__ is not before


def test_its_maker_makes_the_same() -> None:
    make = maker_of(Quick)
    assert make("a") == Quick("a")
    assert make("a", 5, tags=("x",)) == Quick("a", 5, tags=("x",))
    assert type(make("a")) is Quick
    assert make("a").words is not make("a").words
    with pytest.raises(FrozenInstanceError):
        make("a").name = "b"  # type: ignore[misc]


def test_what_is_replaced_is_what_the_library_makes() -> None:
    quick = Quick("a", 5, {"k": 1}, ("x",))
    assert replaced(quick, size=6, tags=()) == replace(quick, size=6, tags=())
    assert type(replaced(quick)) is Quick
    assert quick == Quick("a", 5, {"k": 1}, ("x",))
    with pytest.raises(AttributeError):
        replaced(quick, other=1)
