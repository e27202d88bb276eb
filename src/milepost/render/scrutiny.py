"""Scrutiny: a vault's own templates looked at before any page is made, so that no page is needed to find a wrong name.

Raises TemplateFault for the first thing that is wrong, by file and line.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import NamedTuple, Protocol

from jinja2 import nodes
from jinja2.meta import find_undeclared_variables

from milepost.render.faults import TemplateFault, fault, with_hint
from milepost.render.layers import VAULT_TEMPLATES, Found, Layers
from milepost.render.naming import FILTERS_NAMED, TESTS_NAMED
from milepost.render.outline import Named, Outline, imported, line_of

PageFields = Mapping[str, Mapping[str, tuple[str, ...]]]
"""By page template: the fields of `page`, `head` and `frame`."""

_LAYER_SIGNS = ("!next/", "!builtin/")


class Reads(Protocol):
    """Whoever can read templates."""

    layers: Layers

    def tree(self, found: Found) -> nodes.Template:
        """The parsed text of a template. Raises TemplateFault."""

    def outline(self, found: Found) -> Outline:
        """What it names. Raises TemplateFault."""

    def reached(self, name: str) -> Mapping[str, Found]:
        """A template and all that it is made of, by address."""


class Known(NamedTuple):
    """What every template has."""

    variables: frozenset[str]
    filters: frozenset[str]
    tests: frozenset[str]


def scrutinise(themes: Reads, pages: PageFields, known: Known) -> None:
    """Look at all templates of a vault."""
    layers = themes.layers
    own = [Found(at, name, layer[name]) for at, layer in enumerate(layers.all[:-1]) for name in sorted(layer)]
    for found in [one for one in own if layers.find(one.address) == one]:
        with _deep_ones_named(layers.shown(found)):
            _expressions(themes, found, known)
            _templates(themes, found)
    used = {page: themes.reached(page) for page in pages}
    is_open = any(themes.outline(found).is_open for reached in used.values() for found in reached.values())
    for found in [one for one in own if layers.find(one.address) == one]:
        users = [page for page, reached in used.items() if found.address in reached]
        if not users and not is_open:
            raise _unused(layers, found)
        with _deep_ones_named(layers.shown(found)):
            _imports(themes, found)
            _blocks(themes, found)
            _variables(themes, found, known.variables)
            _fields(themes, found, [pages[page] for page in users or pages])


@contextmanager
def _deep_ones_named(shown: str) -> Iterator[None]:
    """A template too deep to be gone through is its own fault."""
    try:
        yield
    except RecursionError as error:
        raise fault(shown, error) from error


def _expressions(themes: Reads, found: Found, known: Known) -> None:
    """Filters and tests there are none of, and what would print notes as they are."""
    tree, shown = themes.tree(found), themes.layers.shown(found)
    for node in tree.find_all(nodes.EvalContextModifier):
        raise TemplateFault(shown, node.lineno, "text is always escaped; remove `autoescape`")
    for kind, names in (("filter", known.filters), ("test", known.tests)):
        for name, line in _used(tree, kind):
            if name not in names:
                raise TemplateFault(shown, line, with_hint(f"there is no {kind} `{name}`", name, tuple(sorted(names))))


def _used(tree: nodes.Template, kind: str) -> Iterator[Named]:
    """The filters or tests that a template uses, also those that a filter is told of by their name."""
    for each in tree.find_all(nodes.Filter if kind == "filter" else nodes.Test):
        yield Named(each.name, each.lineno)
    told = FILTERS_NAMED if kind == "filter" else TESTS_NAMED
    for each in tree.find_all(nodes.Filter):
        values = [one.value for one in each.args if isinstance(one, nodes.Const)]
        at = told.get(each.name, len(values))
        if len(values) == len(each.args) > at and isinstance(values[at], str):
            yield Named(values[at], each.lineno)


def _templates(themes: Reads, found: Found) -> None:
    layers = themes.layers
    for name, line in themes.outline(found).uses:
        if layers.find(layers.leads(name, found.address)) is None:
            signs = _LAYER_SIGNS if name.startswith("!") else ("",)
            known = tuple(sign + each for sign in signs for each in layers.names)
            why = with_hint(f"there is no template called `{name}`", name, known)
            raise TemplateFault(layers.shown(found), line, why)
    seen, at = {found.address}, _below(themes, found)
    while at is not None:
        if at.address in seen:
            line = (themes.outline(found).builds_on or Named("", 0)).line
            why = f"it extends itself; `!next/{found.name}` is the template below it"
            raise TemplateFault(layers.shown(found), line, why)
        seen.add(at.address)
        at = _below(themes, at)


def _imports(themes: Reads, found: Found) -> None:
    """Macros of other templates that there are none of."""
    layers = themes.layers
    for template, (name, line) in imported(themes.tree(found)):
        target = layers.find(layers.leads(template, found.address))
        one = themes.outline(target) if target else None
        if one is not None and one.builds_on is None and name not in one.given:
            why = with_hint(f"`{template}` has no `{name}`", name, tuple(sorted(one.given)))
            raise TemplateFault(layers.shown(found), line, why)


def _below(themes: Reads, found: Found) -> Found | None:
    """The template that one extends."""
    name = themes.outline(found).builds_on
    return themes.layers.find(themes.layers.leads(name.name, found.address)) if name else None


def _chain(themes: Reads, found: Found) -> Iterator[Outline]:
    """The outlines of what a template extends, nearest first."""
    at = _below(themes, found)
    while at is not None:
        yield themes.outline(at)
        at = _below(themes, at)


def _unused(layers: Layers, found: Found) -> TemplateFault:
    why = with_hint("no page is made with this template", found.name, tuple(layers.all[-1]))
    return TemplateFault(f"{VAULT_TEMPLATES}{found.name}", 0, why)


def _blocks(themes: Reads, found: Found) -> None:
    above = list(_chain(themes, found))
    known = {name for one in above for name in one.blocks}
    for name, line in themes.outline(found).own_blocks if above else ():
        if name not in known:
            why = with_hint(f"there is no block `{name}` to fill", name, tuple(sorted(known)))
            raise TemplateFault(themes.layers.shown(found), line, why)


def _variables(themes: Reads, found: Found, names: frozenset[str]) -> None:
    tree = themes.tree(found)
    given = {name for one in _chain(themes, found) for name in one.given}
    known = names | given | themes.outline(found).given
    sometimes = {node.name for node in tree.find_all(nodes.Name) if node.ctx == "store"}  # in one branch of an `if`
    unknown = sorted((line_of(tree, name), name) for name in find_undeclared_variables(tree) - known - sometimes)
    for line, name in unknown:
        why = with_hint(f"there is no variable `{name}`", name, tuple(sorted(known)))
        raise TemplateFault(themes.layers.shown(found), line, why)


def _fields(themes: Reads, found: Found, pages: Sequence[Mapping[str, tuple[str, ...]]]) -> None:
    for root, (name, line) in themes.outline(found).fields:
        known = sorted({field for page in pages for field in page[root]})
        if name not in known:
            why = with_hint(f"`{root}` has no `{name}`", name, tuple(known))
            raise TemplateFault(themes.layers.shown(found), line, why)
