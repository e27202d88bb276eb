"""TemplateFault: what is wrong with a template, in one sentence with its place."""

from jinja2 import StrictUndefined, TemplateError, TemplateNotFound
from jinja2.environment import TemplateModule
from jinja2.exceptions import TemplateSyntaxError
from jinja2.runtime import LoopContext, TemplateReference

from milepost.diagnostics.wording import did_you_mean
from milepost.render.layers import TEMPLATE_SUFFIX

_TOO_MUCH = {
    RecursionError: "it goes round in circles, or is nested too deep",
    MemoryError: "it needs more memory than there is",
}

FAILURES = (
    *(TemplateError, ArithmeticError, AttributeError, LookupError, MemoryError, RecursionError, SyntaxError),
    *(TypeError, ValueError),
)
"""What a template can make the engine raise, when it is compiled or run."""


class TemplateFault(Exception):  # noqa: N818 - it is what is wrong with a template, said in one sentence
    """A template that does not work: its name, the line (0 where unknown) and why."""

    def __init__(self, name: str, line: int, why: str) -> None:
        super().__init__(f"{name}:{line}: {why}" if line else f"{name}: {why}")
        self.name, self.line, self.why = name, line, why


class Unknown(StrictUndefined):
    """A name that is not there: an error wherever it is used, which says what may have been meant."""

    __slots__ = ()

    @property
    def _undefined_message(self) -> str:
        owner, name = self._undefined_obj, str(self._undefined_name)
        called, known = _of_the_engine(owner)
        if called and not self._undefined_hint:
            return with_hint(f"{called} has no `{name}`", name, known)
        known = fields_of(owner)
        if self._undefined_hint or not known:
            return str(super()._undefined_message)
        what = "there is nothing called" if isinstance(owner, dict) else f"{type(owner).__name__} has no"
        return with_hint(f"{what} `{name}`", name, known)


def _of_the_engine(owner: object) -> tuple[str, tuple[str, ...]]:
    """What a template calls something that is no value of a page, and the names in it."""
    if isinstance(owner, LoopContext):
        return "`loop`", tuple(name for name in dir(owner) if name[:1] != "_")
    if isinstance(owner, TemplateReference):
        return "`self`", tuple(vars(owner)["_TemplateReference__context"].blocks)
    if isinstance(owner, TemplateModule):
        return "what is imported", tuple(name for name in vars(owner) if name[:1] != "_")
    return "", ()


def fields_of(value: object) -> tuple[str, ...]:
    """The names by which a template reaches what a value holds."""
    if isinstance(value, dict):
        return tuple(str(key) for key in value)
    if isinstance(value, tuple):
        return tuple(getattr(value, "_fields", ()))
    return tuple(getattr(value, "__dataclass_fields__", ()))


def with_hint(why: str, name: str, known: tuple[str, ...]) -> str:
    """A sentence, and what was perhaps meant by an unknown name."""
    hint = did_you_mean(name, known)
    return f"{why}. {hint}" if hint else why


def fault(name: str, error: BaseException) -> TemplateFault:
    """What an error says about the template it happened in; `name` is the template that was asked for."""
    if isinstance(error, TemplateFault):
        return error
    if isinstance(error, TemplateSyntaxError):
        return TemplateFault(error.filename or error.name or name, error.lineno, error.message or "it cannot be read")
    place, line = _place_of(error)
    if isinstance(error, TemplateNotFound):
        return TemplateFault(place or name, line, f"there is no template called `{error.name}`")
    return TemplateFault(place or name, line, _why(error))


def _why(error: BaseException) -> str:
    for kind, why in _TOO_MUCH.items():
        if isinstance(error, kind):
            return why
    return (error.msg if isinstance(error, SyntaxError) else str(error)) or type(error).__name__


def _place_of(error: BaseException) -> tuple[str, int]:
    """The innermost template line on the way to an error."""
    place, line, trace = "", 0, error.__traceback__
    while trace is not None:
        found = trace.tb_frame.f_code.co_filename
        if found.endswith(TEMPLATE_SUFFIX):
            place, line = found, trace.tb_lineno
        trace = trace.tb_next
    return place, line
