"""The sandbox in which a vault's own templates run: what they can reach, and how much they may do.

Jinja's sandbox keeps them from everything but values. Here is what it does not do: the filters and the methods of text
are those that make nothing large of little, and each page has a budget of steps and printed characters, so that no
template can hang a build or fill the memory.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import wraps
from typing import Any, cast

from jinja2 import nodes
from jinja2.exceptions import SecurityError, TemplateRuntimeError
from jinja2.runtime import Context, markup_join
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.visitor import NodeTransformer

from milepost.render.faults import fields_of
from milepost.render.printing import PrintingGenerator, printed

BUDGET = 4_000_000
"""Printed characters of one page; turns of loops count as `STEP` of them, and macros as `CALL`."""
STEP, CALL = 10, 60

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

    def joined(self, *parts: object) -> str:
        """`one ~ other`."""
        text = markup_join([*map(self.hearing, parts)])
        self.spend(len(text))
        return text

    def printed(self, value: object) -> str:
        """A value as it stands on the page."""
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

    def _metered(self, name: str, work: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(work)
        def run(*values: Any, **named: Any) -> Any:
            self.spend(1 + sum(len(value) for value in values if isinstance(value, _SIZED)))
            values = tuple(map(self.hearing, values))
            if name == "join":
                values = (*values[:1], self._weighed(values[1]), *values[2:])
            return work(*values, **named)

        return run

    def _weighed(self, values: Iterable[object]) -> Sequence[object]:
        found = list(values)
        self.spend(sum(len(str(value)) for value in found))
        return found


def metered(tree: nodes.Template) -> nodes.Template:
    """A template in which each turn of a loop, each call of a macro and each `~` is counted."""
    for loop in tree.find_all(nodes.For):
        if loop.test is not None:
            loop.iter = _ask("walk", [loop.iter], loop.lineno)
        loop.body.insert(0, _step(loop.body, loop.lineno, STEP))
    for macro in tree.find_all(nodes.Macro):
        macro.body.insert(0, _step(macro.body, macro.lineno, CALL))
    for call in tree.find_all(nodes.CallBlock):
        call.body.insert(0, _step(call.body, call.lineno, CALL))
    return cast(nodes.Template, _Joins().visit(tree))


class _Joins(NodeTransformer):
    def visit_Concat(self, node: nodes.Concat) -> nodes.Call:  # noqa: N802 - jinja's naming
        self.generic_visit(node)
        return _ask("joined", node.nodes, node.lineno)


def _step(body: list[nodes.Node], line: int, cost: int) -> nodes.Output:
    return nodes.Output([_ask("step", [nodes.Const(cost + _printed(body))], line)], lineno=line)


def _printed(body: Iterable[nodes.Node]) -> int:
    """Characters that one turn prints in any case; loops inside count their own."""
    return sum(_printed_by(node) for node in body)


def _printed_by(node: nodes.Node) -> int:
    if isinstance(node, nodes.TemplateData):
        return len(node.data)
    return 0 if isinstance(node, nodes.For | nodes.Macro) else _printed(node.iter_child_nodes())


def _ask(name: str, values: Sequence[nodes.Node], line: int) -> nodes.Call:
    return nodes.Call(nodes.EnvironmentAttribute(name), list(values), [], None, None, lineno=line)
