"""Printing values on pages: escaped as Jinja does it, but as plain strings, and in few steps.

Jinja makes a `Markup` of each value it escapes, which takes longer than all the rest of a page. A value that is only
printed is joined to its neighbours at once, and a plain string is enough. What a block prints is gathered in a list,
where Jinja would hand on each piece through all the blocks around it.
"""

from collections.abc import Callable, Iterable
from functools import cache
from typing import Any

from jinja2 import Environment, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.environment import TemplateModule
from markupsafe import escape

from milepost.model.said import Said

_escaped: Callable[[str], str]
try:
    from markupsafe._speedups import _escape_inner as _escaped
except ImportError:  # MarkupSafe without its compiled part, or another version of it: the same text, more slowly
    _escaped = escape


def printed(value: object) -> str:
    """A value as it stands in HTML: what `escape` says, without the wrapping."""
    kind = type(value)
    if kind is str or kind is Said:
        return _escaped(value)  # type: ignore[arg-type]
    return str(value) if kind is int else escape(value)


def spoken(say: Callable[[str], str]) -> Callable[[object], str]:
    """`printed` for a language in which `say` says what there is to say."""

    def printed_so(value: object) -> str:
        return printed(say(value)) if type(value) is Said else printed(value)

    return printed_so


class PrintingGenerator(CodeGenerator):
    """Jinja's, but for how printed values are joined. Were it not asked, pages would only be slower."""

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape or finalize.src is not None:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("environment.printed(")

    def blockvisit(self, nodes: Iterable[nodes.Node], frame: Frame) -> None:
        """The body of a template, block, loop or condition; the outermost is handed on as one text."""
        body = list(nodes)
        if frame.buffer is not None or (frame.toplevel and _extends(body)):
            super().blockvisit(body, frame)
            return
        self.buffer(frame)
        super().blockvisit(body, frame)
        self.writeline(f"yield concat({frame.buffer})")


def _extends(body: Iterable[nodes.Node]) -> bool:
    return any(isinstance(node, nodes.Extends) or node.find(nodes.Extends) is not None for node in body)


class DirectGenerator(PrintingGenerator):
    """For our own templates: Python itself looks fields up, text is escaped on the spot, and macros are found once.

    `page.title` is the attribute and nothing else: Jinja's own way, which also tries `page["title"]`, takes a fifth of
    the time of a page.
    """

    def write_commons(self) -> None:
        """What each function begins with."""
        super().write_commons()
        self.writeline("printed, escaped, plain = environment.printed, environment.escaped, environment.plain")

    def _output_child_pre(self, *_: object) -> None:
        self.write("(escaped(found) if type(found := (")

    def _output_child_post(self, *_: object) -> None:
        self.write(")) in plain else printed(found))")

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802 - jinja's naming
        """A field."""
        self.visit(node.node, frame)
        self.write(f".{node.attr}")

    def _import_common(self, node: nodes.Import | nodes.FromImport, frame: Frame) -> None:
        if node.with_context:
            super()._import_common(node, frame)
            return
        self.write("environment.imported(")
        self.visit(node.template, frame)
        self.write(f", {self.name!r})")


class PrintingEnvironment(Environment):
    """An environment whose templates print directly: always escaped, and without a sandbox."""

    code_generator_class = DirectGenerator
    printed: Callable[[object], str] = staticmethod(printed)
    escaped = staticmethod(_escaped)
    plain = frozenset({str, Said})
    """Types of values that are printed as they are; of another language, what was said is not among them."""
    getattr = staticmethod(getattr)  # type: ignore[assignment]

    def __init__(self, **options: Any) -> None:
        """The options are Jinja's."""
        super().__init__(**options)
        self.imported = cache(self._imported)

    def _imported(self, name: str, parent: str) -> TemplateModule:
        """The macros of another template."""
        return self.get_template(name, parent)._get_default_module()
