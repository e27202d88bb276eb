"""Outline: what a template names, found without running it: other templates, blocks, variables, fields of its page."""

from collections.abc import Iterator
from typing import NamedTuple

from jinja2 import nodes

from milepost.model.frozen import frozen


class Named(NamedTuple):
    """A name in a template, and the line on which it stands."""

    name: str
    line: int


@frozen
class Outline:
    """`builds_on` is the template that this one extends. `uses` are all that it names, that one among them.

    `is_open`: it also names templates that only a run can tell. `own_blocks` stand in no other block of it; `given` are
    the names that it sets at its top, for blocks everywhere. `fields` are first steps from `page`, `head` or `frame`.
    """

    builds_on: Named | None
    uses: tuple[Named, ...]
    is_open: bool
    blocks: frozenset[str]
    own_blocks: tuple[Named, ...]
    given: frozenset[str]
    fields: tuple[tuple[str, Named], ...]


ROOTS = ("page", "head", "frame")


def outline(tree: nodes.Template) -> Outline:
    """The outline of a parsed template."""
    uses, is_open = [], False
    for node in tree.find_all((nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport)):
        for name in _templates(node):
            is_open = is_open or name is None
            if name is not None and not getattr(node, "ignore_missing", False):
                uses.append(Named(name, node.lineno))
    extends = next(iter(tree.find_all(nodes.Extends)), None)
    builds_on = next((Named(name, extends.lineno) for name in _templates(extends) if name), None) if extends else None
    blocks = list(tree.find_all(nodes.Block))
    inner = {id(child) for block in blocks for child in block.find_all(nodes.Block)}
    return Outline(
        builds_on=builds_on,
        uses=tuple(uses),
        is_open=is_open,
        blocks=frozenset(block.name for block in blocks),
        own_blocks=tuple(Named(block.name, block.lineno) for block in blocks if id(block) not in inner),
        given=frozenset(_given(tree)),
        fields=tuple(_fields(tree)),
    )


def line_of(tree: nodes.Template, name: str) -> int:
    """Where a variable is used first."""
    found = (node.lineno for node in tree.find_all(nodes.Name) if node.name == name and node.ctx == "load")
    return min(found, default=0)


def imported(tree: nodes.Template) -> Iterator[tuple[str, Named]]:
    """Each name that is used of another template, with the name of that template."""
    for node in tree.find_all(nodes.FromImport):
        if isinstance(node.template, nodes.Const):
            names = (name if isinstance(name, str) else name[0] for name in node.names)
            yield from ((str(node.template.value), Named(name, node.lineno)) for name in names)
    modules = {
        node.target: str(node.template.value)
        for node in tree.find_all(nodes.Import)
        if isinstance(node.template, nodes.Const)
    }
    stored = {node.name for node in tree.find_all(nodes.Name) if node.ctx != "load"}
    for part in tree.find_all(nodes.Getattr):
        if isinstance(part.node, nodes.Name) and part.node.name in modules.keys() - stored:
            yield modules[part.node.name], Named(part.attr, part.lineno)


def _templates(node: nodes.Node) -> Iterator[str | None]:
    """The names of templates in one statement, None for one that is computed."""
    template = getattr(node, "template", None)
    parts = template.items if isinstance(template, nodes.Tuple | nodes.List) else [template]
    for part in parts:
        yield part.value if isinstance(part, nodes.Const) and isinstance(part.value, str) else None


def _given(tree: nodes.Template) -> Iterator[str]:
    for node in tree.body:
        if isinstance(node, nodes.Import):
            yield node.target
        elif isinstance(node, nodes.Macro):
            yield node.name
        elif isinstance(node, nodes.FromImport):
            yield from (name if isinstance(name, str) else name[1] for name in node.names)
        elif isinstance(node, nodes.Assign | nodes.AssignBlock):
            yield from (target.name for target in node.target.find_all(nodes.Name))
            if isinstance(node.target, nodes.Name):
                yield node.target.name


def _fields(tree: nodes.Template) -> Iterator[tuple[str, Named]]:
    stored = {node.name for node in tree.find_all(nodes.Name) if node.ctx != "load"}
    for node in tree.find_all(nodes.Getattr):
        owner = node.node
        if isinstance(owner, nodes.Name) and owner.name in ROOTS and owner.name not in stored:
            yield owner.name, Named(node.attr, node.lineno)
