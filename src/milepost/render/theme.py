"""Theme: layers of templates and static files as texts, compiled once.

Whoever can read files brings the layers; what they are stands in `render.layers`. A page in which a vault's own
template has a part is rendered in the sandbox, whole; any other page by the faster engine, as if there were no other
layer.
"""

import hashlib
import re
from collections.abc import Callable, Mapping
from functools import cache, cached_property
from types import CodeType
from typing import Any

from jinja2 import Environment, Template, TemplateError, TemplateNotFound, nodes
from markupsafe import Markup

from milepost.model.rim import RenderedFile
from milepost.render.catalogue import language_of
from milepost.render.faults import FAILURES, TemplateFault, Unknown, fault
from milepost.render.layers import LOGO, STATIC_FOLDER, Found, Layer, Layers
from milepost.render.metering import metered
from milepost.render.outline import ROOTS, Outline, outline
from milepost.render.printing import PrintingEnvironment, spoken
from milepost.render.prose import prose, prose_in, with_code
from milepost.render.sandbox import Sandbox
from milepost.render.scrutiny import Known, PageFields, scrutinise
from milepost.render.sheets import extra_sheet, word_sheet
from milepost.render.speech import Speech
from milepost.render.words import marked, translated
from milepost.report.frame import direction_of

__all__ = ["TemplateFault", "Theme", "fault"]

_HASH_LENGTH = 10
_LONGEST = 80
_UNSAFE = re.compile(r"[^a-z0-9/-]+")
_OPTIONS: Mapping[str, Any] = {
    "autoescape": True,
    "undefined": Unknown,
    "trim_blocks": True,
    "lstrip_blocks": True,
    "auto_reload": False,
    "cache_size": 0,
}


Keeper = Callable[[str, str, Callable[[], CodeType]], CodeType]
"""Has the code of a template of that name which is made of that, or makes it."""


def made_anew(name: str, made_of: str, make: Callable[[], CodeType]) -> CodeType:  # noqa: ARG001 - it keeps nothing
    """A keeper that keeps nothing."""
    return make()


class Theme:
    """How pages look. Holds compiled templates, so it is worth keeping between builds."""

    def __init__(self, *layers: Layer, sheet: str = "", lang: str = "en", keeper: Keeper = made_anew) -> None:
        """The last layer is milepost's own. `sheet` is what the settings add to the style sheets. `keeper` may have the
        code of our own templates.

        Raises TemplateFault for a catalogue that cannot be read.
        """
        self.layers, self._keeper = Layers(*layers), keeper
        self._language = language_of(layers, lang)
        self._words = self._language.texts
        self.say = Speech(self._language, isolates=direction_of(lang) == "rtl").say if self._language else str
        self.static = _static(self.layers, word_sheet(self.layers, self._words) + sheet)
        self._plain, self._boxed = _Plain(**_OPTIONS), _Boxed(**_OPTIONS)
        for environment in (self._plain, self._boxed):
            environment.theme = self
            environment.globals["static"] = {name: path for name, (path, _) in self.static.items()}
            environment.globals["_"] = marked(self._words)
            environment.globals["logo"] = next((path for path, _ in self.static.values() if LOGO in path), "")
            environment.filters |= {
                "prose": prose_in(self.say) if self._language else prose,
                "with_code": self._with_code,
            }
        if self._language:
            self._plain.printed = self._boxed.printing = spoken(self.say)
            self._plain.plain = (str, str)
            self._boxed.hearing = self._heard
        self._boxed.close()
        self.tree, self.outline = cache(self._tree), cache(self._outline)
        self.reached, self.template, self.compiled = cache(self._reached), cache(self._template), cache(self._compiled)

    def check(self, pages: PageFields) -> None:
        """Look for wrong names in all templates of the vault. Raises TemplateFault."""
        if any(self.layers.all[:-1]):
            boxed = self._boxed
            variables = frozenset({*boxed.globals, *ROOTS})
            scrutinise(self, pages, Known(variables, frozenset(boxed.filters), frozenset(boxed.tests)))

    @cached_property
    def static_files(self) -> tuple[RenderedFile, ...]:
        """The static files under names that change with their content, so that browsers may keep them for ever."""
        return tuple(RenderedFile(path, content) for path, content in self.static.values())

    def digest(self, name: str) -> bytes:
        """Names all that a page's template is made of: equal digests render equal pages."""
        known = hashlib.sha256(repr((sorted(path for path, _ in self.static.values()), self._language)).encode())
        reached = self.reached(name)
        for address, found in sorted(reached.items()):
            known.update(f"{address}:{len(found.content)}:".encode() + found.content)
        if any(self.outline(found).is_open for found in reached.values()):
            known.update(repr([sorted(layer.items()) for layer in self.layers.all[:-1]]).encode())
        return known.digest()

    def _with_code(self, text: str) -> Markup:
        return with_code(self.say(text))

    def _heard(self, value: object) -> object:
        return self.say(value) if isinstance(value, str) else value

    def begin(self) -> None:
        """A page begins."""
        self._boxed.begin()

    def found(self, address: str) -> Found:
        """A template's text. Raises TemplateNotFound."""
        found = self.layers.find(address)
        if found is None:
            raise TemplateNotFound(address.rpartition("!")[2].partition("/")[2] or address)
        return found

    def _compiled(self, address: str, *, is_boxed: bool) -> Template:
        """A template for one of the engines. Raises TemplateError and TemplateFault."""
        found = self.found(address)
        environment = self._boxed if is_boxed else self._plain
        shown = self.layers.shown(found)

        def make() -> CodeType:
            tree = self._parsed(found, environment)
            return environment.compile(metered(tree) if is_boxed else tree, found.address, shown)

        try:
            code = make() if is_boxed or self._words else self._keeper(f"{found.name}.{found.layer}", repr(found), make)
        except FAILURES as error:
            raise fault(shown, error) from error
        return Template.from_code(environment, code, environment.make_globals(None))

    def _template(self, name: str) -> Template:
        """The template of a page, compiled. Raises TemplateFault."""
        try:
            return (self._plain if self._is_all_ours(name) else self._boxed).get_template(name)
        except TemplateError as error:
            raise fault(name, error) from error

    def _is_all_ours(self, name: str) -> bool:
        """Whether no vault has a part in a template. A vault without any is told by that, with nothing looked at."""
        if not any(self.layers.all[:-1]):
            return True
        found = self.reached(name).values()
        return all(self.layers.is_ours(one) and not self.outline(one).is_open for one in found)

    def _tree(self, found: Found) -> nodes.Template:
        return self._parsed(found, self._plain if self.layers.is_ours(found) else self._boxed)

    def _parsed(self, found: Found, environment: Environment) -> nodes.Template:
        shown = self.layers.shown(found)
        try:
            text = translated(found.content.decode("utf-8-sig"), self._words)
            return environment.parse(text, found.address, shown)
        except UnicodeDecodeError as error:
            line = found.content.count(b"\n", 0, error.start) + 1
            raise TemplateFault(shown, line, f"it is not UTF-8: {error.reason}") from error
        except FAILURES as error:
            raise fault(shown, error) from error

    def _outline(self, found: Found) -> Outline:
        return outline(self.tree(found))

    def _reached(self, name: str) -> Mapping[str, Found]:
        first = self.found(name)
        reached = {first.address: first}
        waiting = [first]
        while waiting:
            at = waiting.pop()
            for used in self.outline(at).uses:
                found = self.layers.find(self.layers.leads(used.name, at.address))
                if found is not None and found.address not in reached:
                    reached[found.address] = found
                    waiting.append(found)
        return reached


class _Layered(Environment):
    """Templates come from a theme; names in them may say from which of its layers."""

    theme: Theme
    is_boxed: bool

    def join_path(self, template: str, parent: str) -> str:
        """The address of what a template names."""
        return self.theme.layers.leads(template, parent)

    def _load_template(self, name: str, globals: object) -> Template:  # noqa: A002, ARG002 - jinja's signature
        return self.theme.compiled(name, is_boxed=self.is_boxed)


class _Plain(_Layered, PrintingEnvironment):
    """For pages that are made of our own templates only."""

    is_boxed = False


class _Boxed(_Layered, Sandbox):
    """For pages in which a vault's template has a part."""

    is_boxed = True


def _static(layers: Layers, sheet: str) -> dict[str, tuple[str, bytes]]:
    """The static files: name → path with a print of the content, and the content."""
    files = layers.static
    paths = {name: _hashed(name, content) for name, content in files.items()}
    extra = extra_sheet(layers, sheet, paths)
    paths |= {name: _hashed(name, content) for name, content in extra.items()}
    return {name: (paths[name], content) for name, content in sorted({**files, **extra}.items())}


def _hashed(name: str, content: bytes) -> str:
    """A path that every file system and every link takes."""
    stem, dot, suffix = name.rpartition(".") if "." in name.rpartition("/")[2] else (name, "", "")
    digest = hashlib.sha256(content).hexdigest()[:_HASH_LENGTH]
    ending = dot + _UNSAFE.sub("-", suffix.lower())
    return f"{STATIC_FOLDER}{_UNSAFE.sub('-', stem.lower())[-_LONGEST:].lstrip('/')}.{digest}{ending}"
