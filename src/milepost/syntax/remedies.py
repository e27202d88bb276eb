"""What to tell the author of a front matter line that YAML cannot read: where it hurts, and what to write instead."""

import re
from typing import NamedTuple

from milepost.diagnostics.wording import quote
from milepost.model.said import say

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
        return Remedy(
            tab.end() - 1, say("A tab indents this line; YAML takes spaces only."), say("Replace the tab by spaces.")
        )
    indent = len(line) - len(line.lstrip())
    text = line[indent:]
    if indent:
        return Remedy(
            indent, say("This line is indented, but does not fit the line above. {reason}", reason=reason), _ALIGN
        )
    if (open_quote := _open_quote(text)) >= 0:
        return Remedy(
            open_quote, say("The quote that opens here is never closed."), say("Close it at the end of the value.")
        )
    if text.startswith("- "):
        return Remedy(0, say("This list item belongs to no key."), say("Write the key and a colon on a line above it."))
    if found := _MISSING_SPACE.fullmatch(text):
        return Remedy(
            found.end(1),
            say("There is no space behind the colon."),
            say("Write {value}.", value=quote(f"{found[1]}: {found[2]}")),
        )
    if _KEY_VALUE.fullmatch(text):
        return Remedy(0, reason, say("Write the value as plain text, or in quotes."))
    return Remedy(
        0,
        say("{text} is no `key: value` line.", text=quote(text)),
        say("Move it below the closing `---`, or give it a key."),
    )


def in_quotes(key: str, value: str) -> str:
    """The remedy for a value YAML stumbles over: the same line with quotes round the value."""
    quoted = f'"{value}"' if '"' not in value and "\\" not in value else "'" + value.replace("'", "''") + "'"
    return say(
        "Put quotes round the value: {value}.",
        value=quote(f"{key}: {quoted}" if key else f"- {quoted}"),
    )


def _open_quote(text: str) -> int:
    found = _KEY_VALUE.fullmatch(text)
    value = found[2] if found else text
    if not value.startswith(('"', "'")) or value.count(value[0]) % 2 == 0:
        return -1
    return len(text) - len(value)


_ALIGN = say("Give it the same number of spaces as its neighbours, or none.")
