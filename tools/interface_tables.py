"""The tables of settings, commands and data.json in the reference."""

import inspect
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import click

from milepost.cli.main import milepost
from milepost.config.table import SETTINGS, Setting, Takes
from milepost.report.explain.figures import GOAL, MILESTONE, TASK, Figure
from milepost.report.explain.wholes import PERSON_MEANINGS, PLAN_MEANINGS
from milepost.report.export.schema import data_schema
from tools.tables import codes, table

MANY = 12
"""Words in a cell: with more of them nobody reads on."""


def _properties(schema: Mapping[str, Any]) -> str:
    rows = [(f"`{name}`", _kind(value), value.get("description", "")) for name, value in schema["properties"].items()]
    return table(("key", "is", "remark"), rows)


def _kind(value: Mapping[str, Any]) -> str:
    """A schema in words: `text or null`, `list of task`, `one of done, open`."""
    if "$ref" in value:
        name = value["$ref"].rpartition("/")[2]
        return f"[{name}](#{name})"
    if "anyOf" in value:
        return " or ".join(_kind(part) for part in value["anyOf"])
    if "const" in value:
        return str(value["const"])
    if "enum" in value:
        return "one of " + ", ".join("null" if word is None else f"`{word}`" for word in value["enum"])
    types = value["type"] if isinstance(value["type"], list) else [value["type"]]
    return " or ".join(_type(word, value) for word in types)


def _type(word: str, value: Mapping[str, Any]) -> str:
    if word == "string":
        return "date" if "pattern" in value else "text"
    if word == "array":
        items = value.get("items", {})
        return "list of pairs" if "prefixItems" in items else f"list of {_kind(items)}"
    if word == "object":
        return "a number for each"
    return {"boolean": "true, false", "integer": "whole number"}.get(word, word)


def settings() -> str:
    """Every setting, one table for each table of the file."""
    return "\n".join(_settings_below(path) for path in dict.fromkeys(row.path[:-1] for row in SETTINGS))


def _settings_below(path: tuple[str, ...]) -> str:
    rows = [
        (f"`{row.path[-1]}`", _takes(row), _default(row.default), row.meaning)
        for row in SETTINGS
        if row.path[:-1] == path
    ]
    title = f"## [{'.'.join(path)}]" if path else "## At the top of the file"
    return f"{title}\n\n{table(('key', 'value', 'default', 'meaning'), rows)}"


def _takes(row: Setting) -> str:
    if row.takes is Takes.MAP and row.words:
        return f"table; values: {codes(row.words)}" if len(row.words) <= MANY else "table of text"
    if row.holds:
        return f"text: {codes(row.words)}, or with `{row.holds}`"
    if row.takes is Takes.NAV:
        return f"list of {codes(row.words)}, and of links"
    if row.words:
        return ("list of " if row.takes is Takes.WORDS else "") + codes(row.words)
    limits = f", {row.least} to {row.most}" if row.most is not None else ""
    return f"{row.takes.value}{limits}"


def _default(value: object) -> str:
    if isinstance(value, bool):
        return f"`{str(value).lower()}`"
    if isinstance(value, tuple | Mapping):
        return ", ".join(str(each) for each in value) if value else ""
    return f"`{value}`" if value not in ("", None) else ""


def data_json() -> str:
    """Every key of data.json."""
    schema: dict[str, Any] = dict(data_schema())
    definitions: dict[str, Any] = schema["$defs"]
    parts = [f"## The document\n\n{_properties(schema)}"]
    parts += [f"## {name}\n\n{_properties(rows)}" for name, rows in definitions.items()]
    return "\n".join(parts)


def commands() -> str:
    """Every command with its options."""
    return "\n".join(_command_parts(click.Context(milepost, info_name="milepost")))


def _command_parts(group: click.Context) -> Iterator[str]:
    command = group.command
    assert isinstance(command, click.Group)
    for name in command.list_commands(group):
        found = command.get_command(group, name)
        assert found is not None
        context = click.Context(found, info_name=name, parent=group)
        if isinstance(found, click.Group):
            yield from _command_parts(context)
        else:
            yield _command(found, context)


def _command(command: click.Command, context: click.Context) -> str:
    arguments = " ".join(command.collect_usage_pieces(context))
    options = [_option(parameter) for parameter in command.params if isinstance(parameter, click.Option)]
    text = inspect.cleandoc(command.help or "")
    listed = f"\n{table(('option', 'meaning'), options)}" if options else ""
    return f"## {context.command_path}\n\n`{context.command_path} {arguments}`\n\n{text}\n{listed}"


def _option(option: click.Option) -> tuple[str, str]:
    names = ", ".join(f"`{name}`" for name in option.opts)
    value = "" if option.is_flag else f" `{_metavar(option)}`"
    default = f" Default: {option.default}." if option.show_default else ""
    return f"{names}{value}", f"{option.help or ''}{default}"


def _metavar(option: click.Option) -> str:
    if isinstance(option.type, click.Choice):
        return "|".join(option.type.choices)
    return option.metavar or option.type.name.upper()


def figures() -> str:
    """What can be asked of goals, milestones and tasks, of the plan and of people."""
    tables = (("Of a goal", GOAL), ("Of a milestone", MILESTONE), ("Of a task", TASK))
    wholes = (("Of the whole plan, as `totals`", PLAN_MEANINGS), ("Of a person, by name", PERSON_MEANINGS))
    parts = [f"## {title}\n\n{_figures(rows)}" for title, rows in tables]
    parts += [f"## {title}\n\n{table(('figure', 'says'), _meanings(rows))}" for title, rows in wholes]
    return "\n".join(parts)


def _meanings(rows: Mapping[str, str]) -> list[tuple[str, str]]:
    return [(f"`{name}`", meaning) for name, meaning in rows.items()]


def _figures(rows: Sequence[Figure]) -> str:
    return table(("figure", "says", "also as"), [(f"`{row.name}`", row.meaning, codes(row.synonyms)) for row in rows])
