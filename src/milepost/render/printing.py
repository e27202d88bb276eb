"""Printing values on pages: escaped as Jinja does it, but as plain strings.

Jinja makes a `Markup` of each value it escapes, which takes longer than all the rest of a page. A value that is only
printed is joined to its neighbours at once, and a plain string is enough.
"""

from collections.abc import Callable

from jinja2 import Environment, nodes
from jinja2.compiler import CodeGenerator, Frame
from markupsafe import escape

from milepost.model.said import Said

_escaped: Callable[[str], str]
try:
    from markupsafe._speedups import _escape_inner as _escaped
except ImportError:  # MarkupSafe without its compiled part, or another version of it: the same text, more slowly
    _escaped = escape


def printed(value: object) -> str:
    """A value as it stands in HTML: what `escape` says, without the wrapping."""
    return _escaped(value) if type(value) is str or type(value) is Said else escape(value)


def spoken(say: Callable[[str], str]) -> Callable[[object], str]:
    """`printed` for a language in which `say` says what there is to say."""

    def printed_so(value: object) -> str:
        return printed(say(value)) if type(value) is Said else printed(value)

    return printed_so


class PrintingGenerator(CodeGenerator):
    """Jinja's, but for the call around each printed value. Were it not asked, pages would only be slower."""

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape or finalize.src is not None:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("environment.printed(")


class PrintingEnvironment(Environment):
    """An environment whose templates print through `printed`.

    `page.title` is the attribute and nothing else: Jinja's own way, which also tries `page["title"]`, takes a fifth of
    the time of a page.
    """

    code_generator_class = PrintingGenerator
    printed: Callable[[object], str] = staticmethod(printed)
    getattr = staticmethod(getattr)  # type: ignore[assignment]
