"""Catalogues of translations: PO files, as gettext and its editors write them, read as they are."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import field
from functools import cache

from milepost.model.frozen import frozen
from milepost.render.faults import TemplateFault
from milepost.render.layers import VAULT_FOLDER
from milepost.render.words import Catalogue

LOCALES = "locale/"
SUFFIX = ".po"
TEMPLATE = f"{LOCALES}milepost.pot"
_LINE = re.compile(r'(?:(msgctxt|msgid_plural|msgid|msgstr(?:\[\d+\])?)\s+)?"((?:[^"\\]|\\.)*)"\s*\Z')
_ESCAPE = re.compile(r"\\(.)")
_PLURAL = re.compile(r"Plural-Forms:[^\n]*?plural\s*=([^;\n]*)")
_TRIED = 200
ENGLISH_RULE = "n != 1"
_ESCAPED = {"n": "\n", "t": "\t", "r": "\r"}


@frozen
class Language:
    """What catalogues say: texts by message, the forms of those that count something, and which form a number takes."""

    texts: Catalogue = field(default_factory=dict)
    plurals: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    plural_rule: str = ENGLISH_RULE

    def __bool__(self) -> bool:
        """Whether it says anything."""
        return bool(self.texts or self.plurals)

    def rule(self) -> Callable[[int], int]:
        """Which form a number takes."""
        return _rule(self.plural_rule)


def language_of(layers: Sequence[Mapping[str, bytes]], lang: str) -> Language:
    """What all layers say in a language, an upper one before a lower one, `pt-BR` before `pt`. Raises TemplateFault."""
    found = Language()
    for name in dict.fromkeys((lang.partition("-")[0], lang)):
        for at, layer in reversed([*enumerate(layers)]):
            path = f"{LOCALES}{name}{SUFFIX}"
            if path in layer:
                place = path if at == len(layers) - 1 else f"{VAULT_FOLDER}{path}"
                more = language(layer[path], place)
                texts, plurals = {**found.texts, **more.texts}, {**found.plurals, **more.plurals}
                found = Language(texts, plurals, more.plural_rule if more.plurals else found.plural_rule)
    return found


def language(content: bytes, place: str) -> Language:
    """One catalogue, without what is empty, fuzzy or for a context. Raises TemplateFault."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise TemplateFault(place, content.count(b"\n", 0, error.start) + 1, "it is not UTF-8") from error
    entries = [*_entries(text, place)]
    head = next((_said(entry) for entry in entries if not entry.get("msgid")), "")
    used = [entry for entry in entries if _is_use(entry)]
    forms = {entry["msgid"]: _forms(entry) for entry in used if "msgid_plural" in entry}
    return Language(
        {entry["msgid"]: _said(entry) for entry in used if "msgid_plural" not in entry},
        {message: found for message, found in forms.items() if all(found)},
        _checked_rule(head, place),
    )


def _checked_rule(head: str, place: str) -> str:
    written = _PLURAL.search(head)
    rule = written[1].strip() if written else ENGLISH_RULE
    try:
        for count in range(_TRIED):
            _rule(rule)(count)
    except (ValueError, ArithmeticError, RecursionError) as error:
        raise TemplateFault(place, 1, f"its Plural-Forms are not gettext's: {error}") from error
    return rule


@cache
def _rule(written: str) -> Callable[[int], int]:
    from gettext import c2py  # for pages in other languages only

    return c2py(written)


def _said(entry: Mapping[str, str]) -> str:
    return entry.get("msgstr", "")


def _forms(entry: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(text for key, text in sorted(entry.items(), key=_form_number) if key.startswith("msgstr["))


def _form_number(row: tuple[str, str]) -> int:
    return int(row[0][7:-1]) if row[0].startswith("msgstr[") else -1


def written(messages: Mapping[str, Sequence[str]], plurals: Mapping[str, str]) -> str:
    """A catalogue with empty translations, to begin one with: messages with their places, and plurals by message."""
    head = (
        'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Content-Transfer-Encoding: 8bit\\n"\n'
        '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n'
    )
    return "\n".join([head, *(_row(text, places, plurals) for text, places in sorted(messages.items()))])


def _row(text: str, places: Sequence[str], plurals: Mapping[str, str]) -> str:
    row = f'#: {" ".join(places)}\nmsgid "{_quoted(text)}"\n'
    if text not in plurals:
        return f'{row}msgstr ""\n'
    return f'{row}msgid_plural "{_quoted(plurals[text])}"\nmsgstr[0] ""\nmsgstr[1] ""\n'


def _is_use(entry: dict[str, str]) -> bool:
    is_there = bool(entry.get("msgid")) and bool(entry.get("msgstr") or "msgstr[0]" in entry)
    return is_there and "fuzzy" not in entry and "msgctxt" not in entry


def _entries(text: str, place: str) -> Iterator[dict[str, str]]:
    entry: dict[str, str] = {}
    key = ""
    for number, line in enumerate(text.replace("\r\n", "\n").split("\n"), start=1):
        bare = line.strip()
        if bare.startswith("#") or not bare:
            if _is_ended(entry):
                yield entry
                entry, key = {}, ""
            if bare.startswith("#,") and "fuzzy" in bare:
                entry["fuzzy"] = bare
            continue
        found = _LINE.match(bare)
        if found is None or not (found[1] or key):
            raise TemplateFault(place, number, "this is no line of a catalogue: msgid, msgstr, or text in quotes")
        if found[1] == "msgid" and _is_ended(entry):
            yield entry
            entry = {}
        key = found[1] or key
        entry[key] = entry.get(key, "") + _ESCAPE.sub(lambda sign: _ESCAPED.get(sign[1], sign[1]), found[2])
    if _is_ended(entry):
        yield entry


def _is_ended(entry: Mapping[str, str]) -> bool:
    return "msgstr" in entry or "msgstr[0]" in entry


def _quoted(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')
