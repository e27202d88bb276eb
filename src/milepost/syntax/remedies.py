"""What to tell the author of a front matter line that YAML cannot read: where it hurts, and what to write instead."""

import re
from typing import NamedTuple

from milepost.diagnostics.wording import quote

_LEADING_TAB = re.compile(r" *\t")
_MISSING_SPACE = re.compile(r"([\w][\w \-]{0,40}):(?=[^\s:/\\])(.*)")
_KEY_VALUE = re.compile(r"([^:\r\n]{1,200}):[ \t]+(.*)")


class Remedy(NamedTuple):
    """`column` is the 0-based place in the line."""

    column: int
    message: str
    text: str


def remedy_for(line: str, reason: str) -> Remedy:
    """For a line that could not be understood; `reason` is what YAML said of it."""
    if tab := _LEADING_TAB.match(line):
        return Remedy(tab.end() - 1, "A tab indents this line; YAML takes spaces only.", "Replace the tab by spaces.")
    indent = len(line) - len(line.lstrip())
    text = line[indent:]
    if indent:
        return Remedy(indent, f"This line is indented, but does not fit the line above. {reason}", _ALIGN)
    if (open_quote := _open_quote(text)) >= 0:
        return Remedy(open_quote, "The quote that opens here is never closed.", "Close it at the end of the value.")
    if text.startswith("- "):
        return Remedy(0, "This list item belongs to no key.", "Write the key and a colon on a line above it.")
    if found := _MISSING_SPACE.fullmatch(text):
        return Remedy(found.end(1), "There is no space behind the colon.", f"Write {quote(f'{found[1]}: {found[2]}')}.")
    if _KEY_VALUE.fullmatch(text):
        return Remedy(0, reason, "Write the value as plain text, or in quotes.")
    return Remedy(0, f"{quote(text)} is no `key: value` line.", "Move it below the closing `---`, or give it a key.")


def in_quotes(key: str, value: str) -> str:
    """The remedy for a value YAML stumbles over: the same line with quotes round the value."""
    quoted = f'"{value}"' if '"' not in value and "\\" not in value else "'" + value.replace("'", "''") + "'"
    return f"Put quotes round the value: {quote(f'{key}: {quoted}' if key else f'- {quoted}')}."


def _open_quote(text: str) -> int:
    found = _KEY_VALUE.fullmatch(text)
    value = found[2] if found else text
    if not value.startswith(('"', "'")) or value.count(value[0]) % 2 == 0:
        return -1
    return len(text) - len(value)


_ALIGN = "Give it the same number of spaces as its neighbours, or none."
