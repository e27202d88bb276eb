"""Frozen dataclasses that are made fast, and enums that are named fast.

A frozen dataclass sets each of its fields through a call, which takes most of the time of making one, and a vault of
10,000 notes has a million of them. Here an object is of an open twin of its class while its fields are set.
"""

from collections.abc import Mapping, Sequence
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


_COPY = """
def copy(one):
    made = new(open_twin)
    {assignments}
    return made
"""


def quickly_made(cls: type[T]) -> type[T]:
    """Give a frozen dataclass with slots a constructor that does the same faster. It pays from four fields on."""
    before = cast(FunctionType, cls.__init__)
    setattr(cls, "__init__", update_wrapper(_written(cls, _INIT, "__init__"), before))  # noqa: B010 - mypy knows a method
    return cls


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


_copies: dict[type, FunctionType] = {}
"""For each class what makes an open twin that holds the same."""


def _copier(cls: type) -> FunctionType:
    names = [field.name for field in fields(cast(Any, cls))]
    known: dict[str, Any] = {"new": object.__new__, "open_twin": _twin(cls, names)}
    assignments = "\n    ".join(f"made.{name} = one.{name}" for name in names)
    # as `dataclass` does: the source holds nothing but the names of fields
    exec(_COPY.format(assignments=assignments), known)  # noqa: S102
    return cast(FunctionType, known["copy"])


def _twin(cls: type, names: Sequence[str]) -> type:
    return type(cls.__name__, cls.__bases__, {"__slots__": tuple(names)})


def maker_of(cls: type[T]) -> type[T]:
    """What makes objects of such a class without the way through the class: for those of which there are most."""
    return cast(type[T], _written(cls, _MAKE, "make"))


def _written(cls: type, source: str, name: str) -> FunctionType:
    """A function that sets all fields."""
    own = fields(cast(Any, cls))
    names = [field.name for field in own]
    defaults = cast(FunctionType, getattr(cls, "__init__")).__defaults__ or ()  # noqa: B009 - mypy knows a method
    unset = dict(zip(names[len(names) - len(defaults) :], defaults, strict=True))
    known: dict[str, Any] = {
        "assign": object.__setattr__,
        "new": object.__new__,
        "open_twin": _twin(cls, names),
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

It is for what pages and figures hold by the dozen: no types are checked, only what their tests see.
"""


def quickly_named(cls: E) -> E:
    """Let an enum's members be plain attributes, as they are from Python 3.12 on: in 3.11 each is worked out anew."""
    for name, member in cls.__members__.items():
        type.__setattr__(cls, name, member)
    return cls
