"""Catalogues of translations: PO files, as gettext and its editors write them, read as they are."""

import re
from collections.abc import Iterator, Mapping, Sequence

from milepost.render.faults import TemplateFault
from milepost.render.layers import VAULT_FOLDER
from milepost.render.words import Catalogue

LOCALES = "locale/"
SUFFIX = ".po"
TEMPLATE = f"{LOCALES}milepost.pot"
_LINE = re.compile(r'(?:(msgctxt|msgid_plural|msgid|msgstr(?:\[\d+\])?)\s+)?"((?:[^"\\]|\\.)*)"\s*\Z')
_ESCAPE = re.compile(r"\\(.)")
_ESCAPED = {"n": "\n", "t": "\t", "r": "\r"}


def catalogue_of(layers: Sequence[Mapping[str, bytes]], lang: str) -> Catalogue:
    """What all layers say in a language, an upper one before a lower one, `pt-BR` before `pt`."""
    found: dict[str, str] = {}
    for name in dict.fromkeys((lang.partition("-")[0], lang)):
        for at, layer in reversed([*enumerate(layers)]):
            path = f"{LOCALES}{name}{SUFFIX}"
            if path in layer:
                place = path if at == len(layers) - 1 else f"{VAULT_FOLDER}{path}"
                found |= catalogue(layer[path], place)
    return found


def catalogue(content: bytes, place: str) -> Catalogue:
    """Message → translation, without those that are empty, fuzzy or plural. Raises TemplateFault."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise TemplateFault(place, content.count(b"\n", 0, error.start) + 1, "it is not UTF-8") from error
    return {entry["msgid"]: entry["msgstr"] for entry in _entries(text, place) if entry.get("msgid") and _is_use(entry)}


def written(messages: dict[str, list[str]]) -> str:
    """A catalogue with empty translations, to begin one with; messages with their places."""
    head = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Content-Transfer-Encoding: 8bit\\n"\n'
    rows = [f'#: {" ".join(places)}\nmsgid "{_quoted(text)}"\nmsgstr ""\n' for text, places in sorted(messages.items())]
    return "\n".join([head, *rows])


def _is_use(entry: dict[str, str]) -> bool:
    return bool(entry.get("msgstr")) and "fuzzy" not in entry and "msgctxt" not in entry and "msgid_plural" not in entry


def _entries(text: str, place: str) -> Iterator[dict[str, str]]:
    entry: dict[str, str] = {}
    key = ""
    for number, line in enumerate(text.replace("\r\n", "\n").split("\n"), start=1):
        bare = line.strip()
        if bare.startswith("#") or not bare:
            if "msgstr" in entry:
                yield entry
                entry, key = {}, ""
            if bare.startswith("#,") and "fuzzy" in bare:
                entry["fuzzy"] = bare
            continue
        found = _LINE.match(bare)
        if found is None or not (found[1] or key):
            raise TemplateFault(place, number, "this is no line of a catalogue: msgid, msgstr, or text in quotes")
        if found[1] == "msgid" and "msgstr" in entry:
            yield entry
            entry = {}
        key = found[1] or key
        entry[key] = entry.get(key, "") + _ESCAPE.sub(lambda sign: _ESCAPED.get(sign[1], sign[1]), found[2])
    if "msgstr" in entry:
        yield entry


def _quoted(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')
