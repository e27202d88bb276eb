"""The JSON Schema of milepost.toml, made from the table of settings."""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from milepost.config.site_values import LANGUAGE, SITE
from milepost.config.table import SETTINGS, Setting, Takes
from milepost.config.tokens import SCHEMES

_DIALECT = "https://json-schema.org/draft/2020-12/schema"

Schema = dict[str, object]


def settings_schema() -> Schema:
    """The schema as JSON values: every key with its type, meaning and default; nothing else is allowed."""
    root = _table("Settings of milepost: milepost.toml, or [tool.milepost] in pyproject.toml. Every key is optional.")
    tables: dict[str, Schema] = {}
    for row in SETTINGS:
        *above, name = row.path
        into = root
        if above:
            into = tables.setdefault(above[0], _table(f"Keys below [{above[0]}]."))
            _properties(root)[above[0]] = into
        _properties(into)[name] = _property(row)
    return {"$schema": _DIALECT, "title": "milepost.toml", **root}


def _table(description: str) -> Schema:
    return {"type": "object", "description": description, "properties": {}, "additionalProperties": False}


def _properties(schema: Schema) -> Schema:
    properties = schema["properties"]
    assert isinstance(properties, dict)
    return properties


def _property(row: Setting) -> Schema:
    default = {} if row.takes is Takes.TOKENS else _plain(row.default)
    return {**_shape(row), "description": row.meaning, "default": default}


def _shape(row: Setting) -> Schema:
    word: Schema = {"type": "string", "enum": list(row.words)} if row.words else {"type": "string"}
    if row.holds:
        word = {"anyOf": [word, {"type": "string", "pattern": re.escape(row.holds)}, {"const": ""}]}
    shapes: dict[Takes, Schema] = {
        Takes.TEXT: word,
        Takes.WORD: word,
        Takes.TEXTS: {"type": "array", "items": word},
        Takes.WORDS: {"type": "array", "items": word},
        Takes.FLAG: {"type": "boolean"},
        Takes.INTEGER: {"type": "integer"} | _limits(row),
        Takes.NUMBER: {"type": "number"} | _limits(row),
        Takes.DATES: {"type": "array", "items": {"type": "string", "format": "date"}},
        Takes.MAP: {"type": "object", "additionalProperties": word} | _names(row),
        Takes.TOKENS: _tokens(row),
        Takes.LANGUAGE: {"type": "string", "pattern": f"^{LANGUAGE}$"},
        Takes.SITE: {"type": "string", "pattern": f"^(?:{SITE})?$"},
        Takes.NAV: {"type": "array", "items": {"anyOf": [word, _LINK]}},
    }
    return shapes[row.takes]


def _tokens(row: Setting) -> Schema:
    values: Schema = {name: {"type": "string"} for name in row.names}
    one: Schema = {"type": "object", "properties": values, "additionalProperties": False}
    return {**one, "properties": {**values, **dict.fromkeys(SCHEMES, one)}}


_LINK: Schema = {
    "type": "object",
    "properties": {"text": {"type": "string"}, "href": {"type": "string"}},
    "required": ["text", "href"],
    "additionalProperties": False,
}


def _limits(row: Setting) -> Schema:
    limits = {"minimum": row.least, "maximum": row.most}
    return {name: value for name, value in limits.items() if value is not None}


def _names(row: Setting) -> Schema:
    return {"propertyNames": {"enum": list(row.names)}} if row.names else {}


def _plain(value: object) -> object:
    """A default as JSON writes it."""
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if isinstance(value, Mapping):
        return {str(key): _plain(each) for key, each in value.items()}
    if isinstance(value, Decimal):
        return float(value)
    return value.isoformat() if isinstance(value, date) else value
