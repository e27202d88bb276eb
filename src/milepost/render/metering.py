"""Metering: a vault's template, changed so that it says to the sandbox what it does, in printed characters.

The sandbox counts: `step` for a turn of a loop or a macro, `walk` for what a loop goes through, `joined` for `~`, and
`weighed` for what is compared or is a key.
"""

from collections.abc import Iterable, Sequence
from typing import cast

from jinja2 import nodes
from jinja2.visitor import NodeTransformer

STEP, CALL = 10, 60
"""What a turn of a loop counts, and a call of a macro, beside what it prints."""

_LEAVING_ALONE = frozenset({"defined", "undefined", "none", "callable", "iterable", "mapping", "sequence", "sameas"})
"""Tests that go through nothing."""


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
    return cast(nodes.Template, _Weights().visit(tree))


class _Weights(NodeTransformer):
    """Has what is joined, compared or a key weighed."""

    def visit_Concat(self, node: nodes.Concat) -> nodes.Call:  # noqa: N802 - jinja's naming
        self.generic_visit(node)
        return _ask("joined", node.nodes, node.lineno)

    def visit_Compare(self, node: nodes.Compare) -> nodes.Compare:  # noqa: N802
        self.generic_visit(node)
        node.expr = _weighed(node.expr)
        for operand in node.ops:
            operand.expr = _weighed(operand.expr)
        return node

    def visit_Test(self, node: nodes.Test) -> nodes.Test:  # noqa: N802
        self.generic_visit(node)
        if node.name not in _LEAVING_ALONE:
            node.node = _weighed(node.node)
            node.args = [_weighed(each) for each in node.args]
        return node

    def visit_Pair(self, node: nodes.Pair) -> nodes.Pair:  # noqa: N802
        self.generic_visit(node)
        node.key = _weighed(node.key)
        return node


def _weighed(node: nodes.Expr) -> nodes.Expr:
    return node if isinstance(node, nodes.Const) else _ask("weighed", [node], node.lineno)


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
