"""Frozen: classes of values that never change, defined and made fast.

They are frozen dataclasses with slots. What the library writes for each such class takes a third of a millisecond to
compile, and a command has two hundred of them: here a method is written when it is first called. And where the library
sets each field through a call, here an object is of an open twin of its class while its fields are set.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import MISSING, Field, FrozenInstanceError, dataclass, field, fields
from types import FunctionType
from typing import Any, Never, TypeVar, cast, dataclass_transform

T = TypeVar("T")
Method = Callable[..., Any]
Known = dict[str, Any]

_INIT = """
def __init__(self, {arguments}):
    _closed = self.__class__
    _assign(self, "__class__", _open)
    {assignments}
    self.__class__ = _closed
"""

_MAKE = """
def make({arguments}):
    self = _new(_open)
    {assignments}
    self.__class__ = _closed
    return self
"""

_COPY = """
def copy(one):
    self = _new(_open)
    {assignments}
    return self
"""

_EQUAL = """
def __eq__(self, other):
    return {own} == {others} if other.__class__ is self.__class__ else NotImplemented
"""

_HASH = """
def __hash__(self):
    return hash({own})
"""


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def frozen(cls: type[T]) -> type[T]:
    """Make a class one of frozen values, as `dataclass(frozen=True, slots=True)` does; not one of `Generic`.

    What is made of it without being a dataclass names its `__slots__`.
    """
    own = vars(cls)
    made: Any = dataclass(init=False, repr=False, eq=False, slots=True)(cls)
    made.__dataclass_params__.frozen = True  # so that a dataclass may be made of it that is frozen, too
    for name, written in _LATER.items():
        if own.get(name) is None:
            setattr(made, name, _later(made, name, written))
    if "__repr__" not in own:
        made.__repr__ = _repr
    made.__setattr__, made.__delattr__ = _refuse, _refuse
    made.__getstate__, made.__setstate__ = _values, _restore
    return cast(type[T], made)


def replaced(one: T, **changes: object) -> T:
    """What `dataclasses.replace` makes of an object of such a class, without going through all of its fields again."""
    for name in changes:
        getattr(one, name)  # an object that is fetched when somebody looks has its class from then on
        break
    cls = type(one)
    copy = _copies.get(cls)
    if copy is None:
        copy = _copies[cls] = _copier(cls)
    made = copy(one)
    for name, value in changes.items():
        setattr(made, name, value)
    made.__class__ = cls
    return cast(T, made)


_copies: dict[type, Method] = {}
"""For each class what makes an open twin that holds the same."""


def maker_of(cls: type[T]) -> type[T]:
    """What makes objects of such a class without the way through the class: for those of which there are most."""
    return cast(type[T], _assigning(cls, _MAKE, "make"))


def _later(cls: type, name: str, written: Callable[[type], Method]) -> Method:
    """A method that is written when it is first called."""

    def first(self: object, *given: object, **named: object) -> Any:
        method = written(cls)
        setattr(cls, name, method)
        return method(self, *given, **named)

    return first


def _init(cls: type) -> Method:
    return _assigning(cls, _INIT, "__init__")


def _equal(cls: type) -> Method:
    return _function(_EQUAL.format(own=_compared(cls, "self"), others=_compared(cls, "other")), "__eq__", {})


def _hash(cls: type) -> Method:
    return _function(_HASH.format(own=_compared(cls, "self")), "__hash__", {})


_LATER = {"__init__": _init, "__eq__": _equal, "__hash__": _hash}


def _assigning(cls: type, source: str, name: str) -> Method:
    """A function that sets all fields."""
    own = _fields(cls)
    if hasattr(cls, "__post_init__") or not all(one.init and not one.kw_only for one in own):
        raise TypeError(f"{cls.__name__} has fields that are not set in the order in which they are written")
    known: Known = {"_assign": object.__setattr__, "_new": object.__new__, "_open": _twin(cls), "_closed": cls}
    arguments = ", ".join([_argument(one, known) for one in own])
    assignments = "\n    ".join([f"self.{one.name} = {_given(one)}" for one in own])
    return _function(source.format(arguments=arguments, assignments=assignments), name, known)


def _argument(one: "Field[Any]", known: Known) -> str:
    default = known[f"_default_{one.name}"] = one.default
    if one.default_factory is not MISSING:
        known[f"_make_{one.name}"] = one.default_factory
    elif default is MISSING:
        return one.name
    return f"{one.name}=_default_{one.name}"


def _given(one: "Field[Any]") -> str:
    """The value of a field; that of one with a factory is made where none was given."""
    name = one.name
    return name if one.default_factory is MISSING else f"_make_{name}() if {name} is _default_{name} else {name}"


def _copier(cls: type) -> Method:
    assignments = "\n    ".join([f"self.{one.name} = one.{one.name}" for one in _fields(cls)])
    return _function(_COPY.format(assignments=assignments), "copy", {"_new": object.__new__, "_open": _twin(cls)})


def _compared(cls: type, who: str) -> str:
    """The values by which objects are compared."""
    return f"({''.join([f'{who}.{one.name}, ' for one in _fields(cls) if one.compare])})"


def _function(source: str, name: str, known: Known) -> Method:
    # as `dataclass` does: the source holds nothing but the names of fields
    exec(source, known)  # noqa: S102
    return cast(FunctionType, known[name])


def _twin(cls: type) -> type:
    return type(cls.__name__, cls.__bases__, {"__slots__": tuple([one.name for one in _fields(cls)])})


def _fields(cls: type) -> "Sequence[Field[Any]]":
    return fields(cast(Any, cls))


def _shown(one: object) -> Iterator[str]:
    return (f"{each.name}={getattr(one, each.name)!r}" for each in _fields(type(one)) if each.repr)


def _repr(self: object) -> str:
    return f"{type(self).__qualname__}({', '.join(_shown(self))})"


def _refuse(_: object, name: str, *__: object) -> Never:
    raise FrozenInstanceError(f"cannot change field {name!r}")


def _values(self: object) -> list[object]:
    return [getattr(self, one.name) for one in _fields(type(self))]


def _restore(self: object, values: Sequence[object]) -> None:
    for one, value in zip(_fields(type(self)), values, strict=True):
        object.__setattr__(self, one.name, value)
