"""Frozen dataclasses that are made fast, and enums that are named fast.

A frozen dataclass sets each of its fields through a call, which takes most of the time of making one, and a vault of
10,000 notes has a million of them. Here an object is of an open twin of its class while its fields are set.
"""

from collections.abc import Mapping
from dataclasses import MISSING, Field, fields
from enum import Enum
from functools import update_wrapper
from types import FunctionType
from typing import Any, TypeVar, cast

T = TypeVar("T")
E = TypeVar("E", bound=type[Enum])

_INIT = """
def __init__(self, {names}):
    assign(self, "__class__", open_twin)
    {assignments}
    self.__class__ = frozen
"""

_MAKE = """
def make({names}):
    self = new(open_twin)
    {assignments}
    self.__class__ = frozen
    return self
"""


def quickly_made(cls: type[T]) -> type[T]:
    """Give a frozen dataclass with slots a constructor that does the same faster. It pays from four fields on."""
    before = cast(FunctionType, cls.__init__)
    setattr(cls, "__init__", update_wrapper(_written(cls, _INIT, "__init__"), before))  # noqa: B010 - mypy knows a method
    return cls


def maker_of(cls: type[T]) -> type[T]:
    """What makes objects of such a class, or of a named tuple, without the way through the class."""
    return cast(type[T], _tuple_maker(cls) if issubclass(cls, tuple) else _written(cls, _MAKE, "make"))


def _tuple_maker(cls: type) -> FunctionType:
    before = cast(FunctionType, cls.__new__)
    names = ", ".join(cast(Any, cls)._fields)
    known: dict[str, Any] = {"new": tuple.__new__, "cls": cls}
    exec(f"def make({names}): return new(cls, ({names},))", known)  # noqa: S102 - as `namedtuple` does
    made = cast(FunctionType, known["make"])
    made.__defaults__ = before.__defaults__
    return made


def _written(cls: type, source: str, name: str) -> FunctionType:
    """A function that sets all fields."""
    own = fields(cast(Any, cls))
    names = [field.name for field in own]
    defaults = cast(FunctionType, getattr(cls, "__init__")).__defaults__ or ()  # noqa: B009 - mypy knows a method
    unset = dict(zip(names[len(names) - len(defaults) :], defaults, strict=True))
    known: dict[str, Any] = {
        "assign": object.__setattr__,
        "new": object.__new__,
        "open_twin": type(cls.__name__, cls.__bases__, {"__slots__": tuple(names)}),
        "frozen": cls,
    }
    assignments = "\n    ".join(_assignment(field, unset, known) for field in own)
    # as `dataclass` does: the source holds nothing but the names of fields
    exec(source.format(names=", ".join(names), assignments=assignments), known)  # noqa: S102
    made = cast(FunctionType, known[name])
    made.__defaults__ = defaults
    return made


def _assignment(field: "Field[Any]", unset: Mapping[str, object], known: dict[str, Any]) -> str:
    name = field.name
    if field.default_factory is MISSING:
        return f"self.{name} = {name}"
    known[f"make_{name}"], known[f"unset_{name}"] = field.default_factory, unset[name]
    return f"self.{name} = make_{name}() if {name} is unset_{name} else {name}"


quick: Any = tuple.__new__
"""Makes a named tuple of all its values, `quick(Link, (text, href))`, in half the time that its class takes.

It is for what pages hold by the dozen: no types are checked, only what the pages' tests see.
"""


def quickly_named(cls: E) -> E:
    """Let an enum's members be plain attributes, as they are from Python 3.12 on: in 3.11 each is worked out anew."""
    for name, member in cls.__members__.items():
        type.__setattr__(cls, name, member)
    return cls
