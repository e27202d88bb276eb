"""Printing values on pages: escaped as Jinja does it, but as plain strings, and in few steps.

Jinja makes a `Markup` of each value it escapes, which takes longer than all the rest of a page. A value that is only
printed is joined to its neighbours at once, and a plain string is enough. What a block prints is gathered in a list,
where Jinja would hand on each piece through all the blocks around it.
"""

from collections.abc import Callable, Collection, Iterable
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


_GIVEN = frozenset({"page", "head", "frame", "_"})
"""What every page of ours has at hand."""


class DirectGenerator(PrintingGenerator):
    """For our own templates: Python itself looks fields up, text is escaped on the spot, and macros are functions.

    `page.title` is the attribute and nothing else: Jinja's own way, which also tries `page["title"]`, takes a fifth of
    the time of a page. What a macro prints is joined to what stands around it as it is.
    """

    _modules: Collection[str] = ()
    _macros: Collection[str] = ()
    _printed: nodes.Expr | None = None

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:  # noqa: N802 - jinja's naming
        """A template, of which macros are known by name."""
        self._modules = {each.target for each in node.find_all(nodes.Import)}
        self._macros = {each.name for each in node.find_all(nodes.Macro)}
        super().visit_Template(node, frame)

    def write_commons(self) -> None:
        """What each function begins with."""
        super().write_commons()
        self.writeline("printed, escaped, (text, told) = environment.printed, environment.escaped, environment.plain")

    def _output_child_pre(self, node: nodes.Expr, *_: object) -> None:
        self._printed = node
        if not self._is_macro(node):
            self.write("(escaped(found) if (kind := type(found := (")

    def _output_child_post(self, node: nodes.Expr, *_: object) -> None:
        if not self._is_macro(node):
            self.write("))) is text or kind is told else printed(found))")

    def _is_macro(self, node: nodes.Expr) -> bool:
        """Whether something calls a macro in the plainest way."""
        if not isinstance(node, nodes.Call) or node.kwargs or node.dyn_args or node.dyn_kwargs:
            return False
        match node.node:
            case nodes.Getattr(node=nodes.Name(name=name)):
                return name in self._modules
            case nodes.Name(name=name):
                return name in self._macros
            case _:
                return False

    def visit_Macro(self, node: nodes.Macro, frame: Frame) -> None:  # noqa: N802 - jinja's naming
        """A macro, whose function takes as few values as the macro does."""
        super().visit_Macro(node, frame)
        self.writeline(f"macro.__defaults__ = (missing,) * {len(node.args)}")

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: FBT001, FBT002, N802 - jinja's naming
        """A macro that is printed, or a word: neither asks for what Jinja would hand it beside its values."""
        is_macro = node is self._printed and self._is_macro(node)
        if not is_macro and not (isinstance(node.node, nodes.Name) and node.node.name == "_"):
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.visit(node.node, frame)
        self.write("._func(" if is_macro else "(")
        for value in node.args:
            self.visit(value, frame)
            self.write(", ")
        self.write(")")

    def visit_Name(self, node: nodes.Name, frame: Frame) -> None:  # noqa: N802 - jinja's naming
        """A name; of those that are always there nobody asks whether they are."""
        if node.ctx == "load" and (node.name in _GIVEN or node.name in self._modules):
            self.write(frame.symbols.ref(node.name))
        else:
            super().visit_Name(node, frame)

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802 - jinja's naming
        """A field."""
        self.visit(node.node, frame)
        self.write(f".{node.attr}")

    def visit_Getitem(self, node: nodes.Getitem, frame: Frame) -> None:  # noqa: N802 - jinja's naming
        """A part of a tuple, or a value by its key."""
        self.visit(node.node, frame)
        self.write("[")
        self.visit(node.arg, frame)
        self.write("]")

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
    plain: tuple[type, type] = (str, Said)
    """Types of values that are printed as they are; of another language, what was said is not among them."""
    getattr = staticmethod(getattr)  # type: ignore[assignment]

    def __init__(self, **options: Any) -> None:
        """The options are Jinja's."""
        super().__init__(**options)
        self.imported = cache(self._imported)

    def _imported(self, name: str, parent: str) -> TemplateModule:
        """The macros of another template."""
        return self.get_template(name, parent)._get_default_module()
