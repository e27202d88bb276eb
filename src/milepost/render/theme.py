"""Theme: layers of templates and static files as texts, compiled once.

A layer maps names (`goal.html.j2`, `static/milepost.css`) to what the files hold; an earlier layer's file hides a later
layer's of the same name. Whoever can read files brings the layers.
"""

import hashlib
from collections.abc import Callable, Mapping
from functools import cached_property, partial

from jinja2 import Environment, FunctionLoader, StrictUndefined, Template, TemplateError, TemplateNotFound
from jinja2.exceptions import TemplateSyntaxError

from milepost.model.rim import RenderedFile
from milepost.render.printing import PrintingEnvironment
from milepost.render.prose import prose, with_code

TEMPLATE_SUFFIX = ".j2"
STATIC_FOLDER = "static/"
_HASH_LENGTH = 10


class TemplateFault(Exception):  # noqa: N818 - it is what is wrong with a template, said in one sentence
    """A template that does not work: its name, the line (0 where unknown) and why."""

    def __init__(self, name: str, line: int, why: str) -> None:
        super().__init__(f"{name}:{line}: {why}" if line else f"{name}: {why}")
        self.name, self.line, self.why = name, line, why


class Theme:
    """How pages look. Holds compiled templates, so it is worth keeping between builds."""

    def __init__(self, *layers: Mapping[str, bytes]) -> None:
        self._files: dict[str, bytes] = {}
        for layer in reversed(layers):
            self._files.update(layer)
        self._environment = _environment(self._files, {name: path for name, (path, _) in self._static.items()})

    @cached_property
    def digest(self) -> bytes:
        """Names the theme's whole content: equal digests render equal pages."""
        known = hashlib.sha256()
        for name, content in sorted(self._files.items()):
            known.update(f"{len(name)}:{name}:{len(content)}:".encode() + content)
        return known.digest()

    @property
    def static_files(self) -> tuple[RenderedFile, ...]:
        """The static files under names that change with their content, so that browsers may keep them for ever."""
        return tuple(RenderedFile(path, content) for path, content in self._static.values())

    def template(self, name: str) -> Template:
        """A compiled template. Raises TemplateFault."""
        try:
            return self._environment.get_template(name)
        except TemplateError as error:
            raise fault(name, error) from error

    @cached_property
    def _static(self) -> Mapping[str, tuple[str, bytes]]:
        return {
            name.removeprefix(STATIC_FOLDER): (_hashed(name, content), content)
            for name, content in sorted(self._files.items())
            if name.startswith(STATIC_FOLDER)
        }


def fault(name: str, error: Exception) -> TemplateFault:
    """What a template engine's error says about the template it happened in."""
    if isinstance(error, TemplateSyntaxError):
        return TemplateFault(error.name or name, error.lineno, error.message or "it cannot be read")
    if isinstance(error, TemplateNotFound):
        return TemplateFault(name, 0, f"there is no template called {error.name}")
    return TemplateFault(name, _line_of(error), str(error))


def _line_of(error: Exception) -> int:
    """The innermost template line on the way to an error."""
    line, trace = 0, error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename.endswith(TEMPLATE_SUFFIX):
            line = trace.tb_lineno
        trace = trace.tb_next
    return line


def _hashed(name: str, content: bytes) -> str:
    stem, dot, suffix = name.rpartition(".")
    digest = hashlib.sha256(content).hexdigest()[:_HASH_LENGTH]
    return f"{stem}.{digest}.{suffix}" if dot else f"{name}.{digest}"


def _source(files: Mapping[str, bytes], name: str) -> tuple[str, str, Callable[[], bool]] | None:
    """The text of a template, its name for tracebacks, and that it never changes while its theme lives."""
    content = files.get(name)
    if content is None or name.startswith(STATIC_FOLDER):
        return None
    try:
        return content.decode("utf-8-sig"), name, lambda: True
    except UnicodeDecodeError as error:
        raise TemplateSyntaxError(f"it is not UTF-8: {error.reason}", 1, name) from error


def _environment(files: Mapping[str, bytes], static: Mapping[str, str]) -> Environment:
    made = PrintingEnvironment(
        loader=FunctionLoader(partial(_source, files)),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        cache_size=-1,
    )
    made.globals["static"] = static
    made.filters["prose"] = prose
    made.filters["with_code"] = with_code
    return made
