"""What templates are given: every page type with its fields, and every part they are made of."""

import inspect
import types
from collections.abc import Iterator
from dataclasses import is_dataclass
from typing import Any, get_args, get_origin, get_type_hints

from milepost.render.html import TEMPLATES
from milepost.render.sandbox import FILTERS, VARIABLES
from milepost.report.pages import parts
from milepost.report.pages.parts import Frame, Head
from tools.tables import codes, table

_PLAIN = {str: "text", int: "number", bool: "true or false", float: "number", type(None): "nothing"}


def contexts() -> str:
    """Page types in the order of the table of templates, then all parts in the order of their names."""
    kinds: dict[type[Any], str] = dict(TEMPLATES)
    shared = sorted(_parts({*kinds, Head, Frame}) - {*kinds}, key=lambda kind: kind.__name__)
    found = [_section(kind, f"`{name}`: {kind.__name__}") for kind, name in kinds.items()]
    return "\n".join(["## Pages\n", *found, "## Parts\n", *(_section(kind, kind.__name__) for kind in shared)])


def filters() -> str:
    """What may be used in a vault's own templates."""
    return f"Filters: {codes(sorted(FILTERS))}.\n\nFunctions: {codes(sorted(VARIABLES))}."


def _section(kind: type[Any], title: str) -> str:
    said = inspect.cleandoc(kind.__doc__ or "")
    rows = [(f"`{name}`", _words(hint)) for name, hint in _hints(kind).items()]
    return f"### {title}\n\n{said}\n\n{table(('name', 'is'), rows)}"


def _hints(kind: type[Any]) -> dict[str, Any]:
    return get_type_hints(kind)


def _is_part(kind: object) -> bool:
    return isinstance(kind, type) and (is_dataclass(kind) or hasattr(kind, "_fields"))


def _parts(known: set[type[Any]]) -> set[type[Any]]:
    """All types reached from these."""
    found, waiting = set(known), list(known)
    while waiting:
        for hint in _hints(waiting.pop()).values():
            new = {kind for kind in _kinds(hint) if kind not in found}
            found |= new
            waiting += new
    return found


def _kinds(hint: Any) -> Iterator[type[Any]]:
    if _is_part(hint):
        yield hint
    for inner in get_args(hint):
        yield from _kinds(inner)


def _words(hint: Any) -> str:
    """A type for people: `list of [Link](#link)`, `text or nothing`."""
    if hint == parts.Prose:
        return "prose, printed by the filter `prose`"
    if _is_part(hint):
        return f"[{hint.__name__}](#{hint.__name__.lower()})"
    if hint in _PLAIN:
        return _PLAIN[hint]
    inner = get_args(hint)
    if get_origin(hint) is types.UnionType:
        return " or ".join(_words(each) for each in inner)
    if get_origin(hint) is tuple and inner[-1] is Ellipsis:
        return f"list of {_words(inner[0])}"
    if get_origin(hint) is tuple:
        return "pair of " + " and ".join(_words(each) for each in inner)
    raise TypeError(f"templates cannot be told of {hint!r}")
