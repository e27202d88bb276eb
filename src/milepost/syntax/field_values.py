"""A field's value from a node of the front matter: a scalar, a list or a map."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from milepost.config.settings import ReadingSettings
from milepost.diagnostics.problem import Severity
from milepost.diagnostics.wording import quote
from milepost.model.said import say
from milepost.syntax.fields import Field, Reads
from milepost.syntax.metric_map import LocatedMisread, MetricMap
from milepost.syntax.misread import Misread, ReadResult
from milepost.syntax.remedies import in_quotes
from milepost.syntax.values import read_value
from milepost.syntax.values_link import read_link_item
from milepost.syntax.values_list import read_person, read_tag_item
from milepost.syntax.yaml_nodes import Listing, Node, Scalar, Table, typed

_CUT_OFF = re.compile(r"[ \t]+(#[^\s#!][^\r\n]*)")
_UNQUOTED_LINK = re.compile(r"\[\[[^\[\]\r\n]*\]\]")
_OBSIDIAN_READS_NONE = say("Write a list: `tags: [a, b]`, or one `- a` a line.")


class NodeRead(NamedTuple):
    """A value (None: nothing given, or nothing read) and what was not read, with its place."""

    value: Any
    misreads: list[LocatedMisread]


class NodeReader:
    """Reads nodes of one front matter, `text`."""

    def __init__(self, text: str, settings: ReadingSettings) -> None:
        self._text = text
        self._settings = settings
        self._has_comments = "#" in text

    def read(self, row: Field, node: Node) -> NodeRead:
        """The value of `node` as field `row`."""
        if row.reads is Reads.STRICT_SWITCH:
            plain = isinstance(node, Scalar) and node.plain
            return self._as(row, node, typed(node, self._text) if plain else self._text[node.start : node.end])
        if isinstance(node, Scalar):
            return self._scalar(row, node)
        if isinstance(node, Listing):
            return self._listing(row, node)
        return self._table(row, node) if node.pairs else NodeRead(None, [])

    def is_part_of_metric(self, name: str, node: Node) -> bool:
        """Whether a value can be read as this part of a metric."""
        return MetricMap(self._text, self._settings.fiscal_year_start).can_be(name, node)

    def _scalar(self, row: Field, node: Scalar) -> NodeRead:
        cut = self._cut_off(node) if self._has_comments else None
        if row.reads is Reads.TAGS:
            return self._tags_on_one_line(row, node, cut)
        if node.is_empty:
            return NodeRead(None, [])
        read = self._as(row, node, node.text)
        if cut is not None and read.value is not None:
            read.misreads.append(_comment(cut, in_quotes(row.name, f"{node.text} {cut.text}")))
        return read

    def _as(self, row: Field, node: Node, text: str) -> NodeRead:
        value, misreads = read_value(row.reads, text, self._settings)
        return NodeRead(value, [LocatedMisread(node, misread) for misread in misreads] if misreads else [])

    def _cut_off(self, node: Node) -> Scalar | None:
        """What YAML drops behind a plain value because it starts with `#`, though it is no remark."""
        found = _CUT_OFF.match(self._text, node.end) if isinstance(node, Scalar) and node.plain else None
        return Scalar(found[1].rstrip(), found.start(1), found.end(1)) if found else None

    def _tags_on_one_line(self, row: Field, node: Scalar, cut: Scalar | None) -> NodeRead:
        text = "" if node.is_empty else node.text
        read = self._as(row, node, f"{text} {cut.text}" if cut else text)
        if read.value is None:
            return read
        if cut is not None:
            read.misreads.append(_comment(cut, _OBSIDIAN_READS_NONE))
        elif len(read.value) > 1:
            message = say("Obsidian does not read several tags on one line.")
            read.misreads.append(_misread(node, message, _OBSIDIAN_READS_NONE, Severity.INFO))
        return read

    def _listing(self, row: Field, node: Listing) -> NodeRead:
        if self._is_unquoted_link(node):
            return self._as(row, node, self._text[node.start : node.end])
        reader = _ITEM_READERS.get(row.reads)
        given = [item for item in node.items if self._is_given(item)]
        if reader is not None or row.reads is Reads.PERIODS:
            return self._items(row, given)
        if len(given) > 1:
            return NodeRead(
                None,
                [_misread(node, say("`{name}` takes one value, not a list.", name=row.name), say("Keep one of them."))],
            )
        return self.read(row, given[0]) if given else NodeRead(None, [])

    def _items(self, row: Field, items: list[Node]) -> NodeRead:
        values: dict[Any, None] = {}
        misreads: list[LocatedMisread] = []
        for item in items:
            result = self._item(row, item)
            values.update(dict.fromkeys(result.value if isinstance(result.value, tuple) else ()))
            misreads.extend(LocatedMisread(item, misread) for misread in result.misreads)
            if self._has_comments and (cut := self._cut_off(item)):
                misreads.append(_comment(cut, in_quotes("", f"{typed(item, self._text)} {cut.text}".strip())))
        return NodeRead(tuple(values) or None, misreads)

    def nodes_of(self, row: Field, node: Listing) -> Iterator[Node]:
        """The item that gives each value of a list, in their order."""
        seen: set[Any] = set()
        for item in node.items:
            value = self._item(row, item).value if self._is_given(item) else ()
            fresh = dict.fromkeys(one for one in value if one not in seen) if isinstance(value, tuple) else {}
            seen.update(fresh)
            yield from (item for _ in fresh)

    def _item(self, row: Field, item: Node) -> ReadResult:
        text = self._item_text(item, with_marks=row.reads is Reads.TAGS)
        if text is None:
            message = say(
                "{typed} is not read: `{name}` takes plain values.", typed=quote(typed(item, self._text)), name=row.name
            )
            return ReadResult(None, (Misread("field-not-read", message, say("Write one value a line, in quotes.")),))
        reader = _ITEM_READERS.get(row.reads)
        return reader(text) if reader else read_value(row.reads, text, self._settings)

    def _item_text(self, item: Node, *, with_marks: bool) -> str | None:
        """An item as text: as typed where YAML saw more in it than its author (`- Part 2: the sea`, `- [[A]]`).

        `with_marks`: `#words` are part of it, which YAML takes for a comment.
        """
        if isinstance(item, Scalar):
            cut = self._cut_off(item) if with_marks and self._has_comments else None
            return f"{'' if item.is_empty else item.text} {cut.text if cut else ''}".strip()
        written = self._text[item.start : item.end].strip()
        if self._is_unquoted_link(item) or (isinstance(item, Table) and "\n" not in written and written[:1] != "{"):
            return written
        return None

    def _table(self, row: Field, node: Table) -> NodeRead:
        metrics = MetricMap(self._text, self._settings.fiscal_year_start)
        if row.reads is Reads.METRIC:
            return NodeRead(*metrics.read(node))
        if row.reads is Reads.DIRECTION:
            return NodeRead(*metrics.direction(node))
        return NodeRead(
            None,
            [
                _misread(
                    node,
                    say("`{name}` takes {reads}, not a map.", name=row.name, reads=row.reads),
                    say("Write one value."),
                )
            ],
        )

    def _is_unquoted_link(self, node: Node) -> bool:
        """`[[X]]` without quotes: to YAML a list in a list."""
        return isinstance(node, Listing) and bool(_UNQUOTED_LINK.fullmatch(self._text, node.start, node.end))

    def _is_given(self, item: Node) -> bool:
        return (
            not isinstance(item, Scalar)
            or not item.is_empty
            or (self._has_comments and self._cut_off(item) is not None)
        )


def _comment(cut: Scalar, remedy: str) -> LocatedMisread:
    return _misread(cut, say("YAML and Obsidian take {text} for a comment.", text=quote(cut.text)), remedy)


def _misread(node: Node, message: str, remedy: str, severity: Severity | None = None) -> LocatedMisread:
    return LocatedMisread(node, Misread("field-not-read", message, remedy, severity))


def _text_item(text: str) -> ReadResult:
    return ReadResult((text,))


def _person_item(text: str) -> ReadResult:
    value, misreads = read_person(text)
    return ReadResult((value,) if isinstance(value, str) else None, misreads)


_ITEM_READERS: Mapping[Reads, Callable[[str], ReadResult]] = {
    Reads.TEXTS: _text_item,
    Reads.TAGS: read_tag_item,
    Reads.PEOPLE: _person_item,
    Reads.LINKS: read_link_item,
}
