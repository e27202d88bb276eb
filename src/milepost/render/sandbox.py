"""The sandbox in which a vault's own templates run: what they can reach, and how much they may do.

Jinja's sandbox keeps them from everything but values. Here is what it does not do: the filters and the methods of text
are those that make nothing large of little, and each page has a budget of steps and printed characters, so that no
template can hang a build or fill the memory.
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from functools import wraps
from typing import Any, cast

from jinja2 import Undefined
from jinja2.exceptions import SecurityError, TemplateRuntimeError
from jinja2.filters import make_attrgetter
from jinja2.runtime import Context, LoopContext, markup_join
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import Namespace

from milepost.render.faults import fields_of
from milepost.render.metering import STEP
from milepost.render.naming import attributes
from milepost.render.printing import PrintingGenerator, printed

BUDGET = 4_000_000
"""Printed characters of one page; other work counts as some of them."""

FILTERS = frozenset(
    {
        *("abs", "capitalize", "count", "d", "default", "dictsort", "e", "escape", "first", "float", "groupby", "int"),
        *("items", "join", "last", "length", "list", "lower", "map", "max", "min", "reject", "rejectattr", "reverse"),
        *("select", "selectattr", "sort", "string", "striptags", "title", "trim", "truncate", "unique", "upper"),
        *("urlencode", "wordcount", "prose", "with_code"),
    }
)
"""Left out: what trusts text (`safe`), what is different each time (`random`), and what makes much of little."""

VARIABLES = frozenset({"range", "dict", "namespace", "cycler", "joiner"})

_TEXT_METHODS = frozenset(
    {
        *("capitalize", "casefold", "count", "endswith", "find", "isalpha", "isdigit", "isspace", "lower", "lstrip"),
        *("partition", "removeprefix", "removesuffix", "rpartition", "rstrip", "split", "startswith", "strip"),
        *("swapcase", "title", "upper"),
    }
)
_PRINTING = frozenset(
    {
        *("capitalize", "e", "escape", "join", "lower", "string", "striptags", "title", "trim", "truncate", "upper"),
        *("urlencode", "wordcount", "with_code"),
    }
)
"""Filters that make text of whatever they are given."""
_COMPARING = frozenset(
    {"dictsort", "groupby", "max", "min", "reject", "rejectattr", "select", "selectattr", "sort", "unique"}
)
_MOST_BITS = 256
_SIZED = (str, list, tuple, dict, range)


class Sandbox(ImmutableSandboxedEnvironment):
    """Jinja's sandbox, with a budget. `begin` opens the budget of a page."""

    code_generator_class = PrintingGenerator
    printing: Callable[[object], str] = staticmethod(printed)
    hearing: Callable[[object], object] = staticmethod(lambda value: value)
    intercepted_binops = frozenset({"+", "*", "**", "%"})

    def __init__(self, **options: Any) -> None:
        super().__init__(optimized=False, **options)
        self.globals = {name: value for name, value in self.globals.items() if name in VARIABLES}
        self._left = BUDGET
        self._fields: dict[type[object], frozenset[str]] = {}

    def close(self) -> None:
        """Leave only the filters that may be used; called when all of ours are there."""
        self.filters = {name: self._metered(name, self.filters[name]) for name in FILTERS}

    def begin(self) -> None:
        """A page begins."""
        self._left = BUDGET

    def spend(self, amount: int) -> None:
        """Count what is done against the page's budget."""
        self._left -= amount
        if self._left < 0:
            raise TemplateRuntimeError("it does more than a page can need; does a loop run for ever?")

    def step(self, weight: int) -> str:
        """One turn of a loop, or one call of a macro; `weight` is what it prints in any case."""
        self.spend(weight)
        return ""

    def walk(self, values: Iterable[object]) -> Iterator[object]:
        """What a loop with a condition goes through."""
        for value in values:
            self.spend(STEP)
            yield value

    def weighed(self, value: object, *, as_text: bool = False) -> object:
        """A value that is about to be compared, looked up or, `as_text`, printed.

        All that it is made of counts, each time that it is met: a list that holds another one twice is small itself.
        """
        rest = [] if isinstance(value, str) else [value]
        while rest:
            one = rest.pop()
            if not isinstance(one, str):
                parts = _parts(one)
                self.spend(STEP if parts else 1)
                rest += parts
            elif as_text:
                self.spend(len(one))
        return value

    def call(self, context: Context, obj: Any, *values: Any, **named: Any) -> Any:
        """What compares or looks up what it is given is told of its weight first."""
        if obj is dict or obj is Namespace or isinstance(getattr(obj, "__self__", None), LoopContext):
            self.weighed((values, named))
        return super().call(context, obj, *values, **named)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """A key of several parts is gone through whole."""
        if isinstance(argument, tuple):
            self.weighed(argument)
        return super().getitem(obj, argument)

    def joined(self, *parts: object) -> str:
        """`one ~ other`."""
        self.weighed(parts, as_text=True)
        text = markup_join([*map(self.hearing, parts)])
        self.spend(len(text))
        return text

    def printed(self, value: object) -> str:
        """A value as it stands on the page."""
        self.weighed(value, as_text=True)
        text = self.printing(value)
        self.spend(len(text))
        return text

    def getattr(self, obj: Any, attribute: str) -> Any:
        """A field of a page's value at once; anything else as the sandbox does it."""
        kind = type(obj)
        fields = self._fields.get(kind)
        if fields is None:
            fields = self._fields[kind] = frozenset(
                name for name in fields_of(obj) if kind is not dict and name[:1] != "_"
            )
        return getattr(obj, attribute) if attribute in fields else super().getattr(obj, attribute)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Of text, what cannot make it much longer; of other values what the sandbox allows."""
        if isinstance(obj, str):
            return attr in _TEXT_METHODS
        return bool(super().is_safe_attribute(obj, attr, value))

    def wrap_str_format(self, value: Any) -> Callable[..., str] | None:  # noqa: ARG002 - jinja's signature
        """Formats can ask for any width, so there are none."""
        return None

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Operators that can make much of little."""
        if operator == "%" and isinstance(left, str):
            raise SecurityError("text cannot be formatted with %; join it with ~")
        if operator in ("*", "**") and not self._is_modest(operator, left, right):
            raise SecurityError(f"the result of {operator} is too large")
        result = super().call_binop(context, operator, left, right)
        if isinstance(result, _SIZED):
            self.spend(len(result))
        return result

    def _is_modest(self, operator: str, left: Any, right: Any) -> bool:
        bits = [value.bit_length() for value in (left, right) if isinstance(value, int)]
        if operator == "**":
            return len(bits) < 2 or bits[0] * max(right, 0) <= _MOST_BITS
        sized = next((len(value) for value in (left, right) if isinstance(value, _SIZED)), None)
        if sized is None:
            return sum(bits) <= _MOST_BITS
        times = next((value for value in (left, right) if isinstance(value, int)), 0)
        return sized * times <= self._left

    def _having(self, values: Any, attribute: Any) -> Iterator[object]:
        """The same values; a name that one of them does not have is an error, also where nobody looks at what it is."""
        found = make_attrgetter(self, attribute)
        for value in values:
            if isinstance(missing := found(value), Undefined):
                str(missing)
            yield value

    def _metered(self, name: str, work: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(work)
        def run(*values: Any, **named: Any) -> Any:
            self.spend(1 + sum(len(value) for value in values if isinstance(value, _SIZED)))
            values = tuple(map(self.hearing, values))
            if name == "join":
                values = (*values[:1], list(values[1]), *values[2:])
            for attribute in attributes(name, values[2:], named):
                values = (*values[:1], [*self._having(values[1], attribute)], *values[2:])
            if name in _PRINTING or name in _COMPARING:
                for value in values:
                    self.weighed(value, as_text=name in _PRINTING)
            return work(*values, **named)

        return run


def _parts(value: object) -> Collection[object]:
    """What a value is made of; nothing, if that is no more than it seems to be."""
    if isinstance(value, dict):
        return (*value, *value.values())
    if isinstance(value, list | tuple):
        return value
    if isinstance(value, Namespace):
        return cast(dict[str, object], object.__getattribute__(value, "_Namespace__attrs")).values()
    return [getattr(value, name) for name in fields_of(value)]
