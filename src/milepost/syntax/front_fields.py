"""From typed keys and values to the note's fields: which entry gives which field, and what is kept apart."""

from collections.abc import Iterable, Mapping
from sys import intern
from typing import Any, NamedTuple

from milepost.config.settings import ReadingSettings
from milepost.diagnostics.problem import Problem, Severity
from milepost.diagnostics.wording import quote
from milepost.model.fields import NoteFields
from milepost.model.said import say
from milepost.model.span import Span
from milepost.model.status import squash
from milepost.syntax.entries import Entry
from milepost.syntax.failures import Failure, is_foreign, to_report
from milepost.syntax.field_values import NodeReader
from milepost.syntax.fields import NOTE_FIELDS, Field, Reads
from milepost.syntax.known import meant_by, rows_for
from milepost.syntax.metric_map import FLAT_KEYS, PART_HELP, LocatedMisread, fold
from milepost.syntax.source import Source
from milepost.syntax.takes import TAKES
from milepost.syntax.values_date import no_such_day
from milepost.syntax.values_number import decimal_of
from milepost.syntax.yaml_nodes import Listing, Node, Scalar, Table, typed

_ROW = {row.name: row for row in NOTE_FIELDS}
_FLAGS = ("publish", "ignore")

Rows = tuple[tuple[Field, int], ...]


class Place(NamedTuple):
    """Where the front matter's text begins in its note."""

    source: Source
    offset: int

    def span(self, start: int, end: int) -> Span:
        """The span in the note of `[start:end]` in the front matter."""
        return self.source.span(self.offset + start, self.offset + end)


class Collected(NamedTuple):
    """The fields of a note, the keys that are none, where each value stands, and what is wrong with them.

    `names` gives the field each entry filled, by the offset of its key.
    """

    fields: NoteFields
    unknown: tuple[tuple[str, str], ...]
    spans: Mapping[str, Span]
    problems: tuple[Problem, ...]
    names: Mapping[int, str]


class _Claim(NamedTuple):
    """An entry that gives a field; the lowest rank wins, then the first."""

    rank: int
    order: int
    entry: Entry
    value: Any


def collect(entries: Iterable[Entry], text: str, place: Place, settings: ReadingSettings) -> Collected:
    """Read all entries of a front matter, `text`, which stands at `place` in its note."""
    return _Collection(text, place, settings).collect(tuple(entries))


class _Collection:
    """The work on one front matter."""

    def __init__(self, text: str, place: Place, settings: ReadingSettings) -> None:
        self._text = text
        self._place = place
        self._mapping = settings.fields
        self._reader = NodeReader(text, settings)
        self._claims: dict[str, list[_Claim]] = {}
        self._unknown: list[tuple[str, str]] = []
        self._spans: dict[str, Span] = {}
        self._problems: list[Problem] = []
        self._names: dict[int, str] = {}
        self._kept: dict[str, Entry] = {}
        self._withheld = False

    def collect(self, entries: tuple[Entry, ...]) -> Collected:
        late: list[tuple[Entry, Rows]] = []
        for entry in entries:
            rows = rows_for(entry.key, self._mapping)
            if not rows:
                self._keep(entry, guess=True)
            elif rows[0][0].name == "progress" and rows[0][1] == 0:
                late.append((entry, rows))
            else:
                self._take(entry, rows)
        for entry, rows in late:
            self._take(entry, self._beside_target(entry, rows))
        fields = NoteFields(**self._values())
        return Collected(fields, tuple(self._unknown), self._spans, tuple(self._problems), self._names)

    def _take(self, entry: Entry, rows: Rows) -> None:
        """Let an entry claim the first field whose type its value has."""
        failures: list[Failure] = []
        for row, rank in rows:
            value, misreads = self._reader.read(row, entry.value)
            if value is None and not misreads:
                return
            if value is not None and not (rank and is_foreign(row, entry.key, self._typed(entry), misreads)):
                self._claims.setdefault(row.name, []).append(_Claim(rank, entry.key_start, entry, value))
                self._names[entry.key_start] = row.name
                self._report(misreads)
                return
            failures.append(Failure(row, rank, misreads))
        self._fail(entry, failures)

    def _fail(self, entry: Entry, failures: list[Failure]) -> None:
        loud = to_report(failures, self._typed(entry))
        if loud is not None:
            self._report(loud.misreads)
            self._withheld = self._withheld or loud.row.name in _FLAGS
            if loud.row.reads is Reads.HEALTH:
                self._keep(entry, guess=False)
            return
        self._keep(entry, guess=False)
        row = failures[0].row
        message = say(
            "{key} is kept as a key of your own; as `{name}` it would take {reads}.",
            key=quote(entry.key),
            name=row.name,
            reads=TAKES[row.reads],
        )
        remedy = say("Nothing to do, if it is one.")
        self._problems.append(Problem("field-not-read", self._span(entry.value), message, remedy, Severity.INFO))

    def _beside_target(self, entry: Entry, rows: Rows) -> Rows:
        """`progress: 2` beside `target: 30` is the current value."""
        is_number = isinstance(entry.value, Scalar) and decimal_of(entry.value.text.strip()) is not None
        if is_number and "target" in self._claims and "current" not in self._claims:
            return ((_ROW["current"], 0),)
        return rows

    def _keep(self, entry: Entry, *, guess: bool) -> None:
        """Keep a key that is no field, with its text; `guess` whether it may be a slip of one."""
        text = self._text_of(entry.value)
        if entry.key in self._kept:
            self._report_loser(entry.key, self._kept[entry.key], entry)
        elif text:
            self._unknown.append((entry.key, text))
            self._spans[entry.key] = self._span(entry.value)
            self._report(LocatedMisread(entry.value, one) for one in no_such_day(text))
        self._kept.setdefault(entry.key, entry)
        if not guess:
            return
        meant, part = meant_by(entry.key), squash(entry.key)
        if part in PART_HELP and self._reader.is_part_of_metric(part, entry.value):
            message = say("{key} is read as a part of `metric` only.", key=quote(entry.key))
            self._unknown_field(entry, message, PART_HELP[part])
        elif meant is not None:
            message = say("{key} is no field milepost knows.", key=quote(entry.key))
            self._unknown_field(entry, message, say("Did you mean `{meant}`?", meant=meant))

    def _unknown_field(self, entry: Entry, message: str, remedy: str) -> None:
        span = self._place.span(entry.key_start, entry.key_end)
        self._problems.append(Problem("unknown-field", span, message, remedy))

    def _text_of(self, node: Node) -> str:
        if isinstance(node, Scalar):
            return "" if node.is_empty else node.text.strip()
        if isinstance(node, Listing) and all(isinstance(item, Scalar) for item in node.items):
            return ", ".join(text for item in node.items if (text := self._text_of(item)))
        return typed(node, self._text)

    def _values(self) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for name, claims in self._claims.items():
            best = min(claims)
            values[name] = best.value
            self._spans[name] = self._span(best.entry.value)
            if name == "metric" and isinstance(best.entry.value, Table):
                self._locate_parts(best.entry.value)
            elif isinstance(best.entry.value, Listing) and _ROW[name].reads is Reads.LINKS:
                self._locate_links(name, best.entry.value)
            if name in _FLAGS and any(claim.value != best.value for claim in claims):
                self._withhold(name, claims)
                continue
            for claim in claims:
                if claim is not best:
                    self._report_loser(name, best.entry, claim.entry)
        self._fold_metric(values)
        if "with" in values:
            values["with_"] = values.pop("with")
        if self._withheld:
            values["publish"] = False
        return values

    def _locate_parts(self, metric: Table) -> None:
        """The places of a metric's parts, as `metric.target`."""
        for key, node in metric.pairs:
            self._spans.setdefault(intern(f"metric.{squash(typed(key, self._text))}"), self._span(node))

    def _locate_links(self, name: str, links: Listing) -> None:
        """The places of a list's links, as `parent.0`."""
        if len(links.items) < 2:
            return
        for at, node in enumerate(self._reader.nodes_of(_ROW[name], links)):
            self._spans[intern(f"{name}.{at}")] = self._span(node)

    def _report_loser(self, name: str, best: Entry, loser: Entry) -> None:
        line, _ = self._place.source.place(self._place.offset + best.key_start)
        span = self._place.span(loser.key_start, loser.key_end)
        again = say(
            "{key} on line {line} gives {name} once more", key=quote(loser.key), line=span.line, name=quote(name)
        )
        message = say("{again}; {key} on line {line} is used.", again=again, key=quote(best.key), line=line)
        self._problems.append(Problem("duplicate-field", span, message, say("Delete one of them.")))

    def _withhold(self, name: str, claims: list[_Claim]) -> None:
        """A flag with two answers is no answer."""
        self._withheld = True
        lines = " and ".join(str(self._span(claim.entry.value).line) for claim in claims)
        message = say("`{name}` has more than one answer, on lines {lines}.", name=name, lines=lines)
        self._problems.append(
            Problem("publish-flag", self._span(claims[-1].entry.value), message, say("Delete one of them."))
        )

    def _fold_metric(self, values: dict[str, Any]) -> None:
        flat = {name: values.pop(name) for name in FLAT_KEYS if name in values}
        if not flat:
            return
        values["metric"], contradicting = fold(values.get("metric"), flat)
        for name in contradicting:
            span, message = (
                self._spans[name],
                say("`{name}` differs from what `metric` says, which is used.", name=name),
            )
            self._problems.append(Problem("duplicate-field", span, message, say("Delete one of them.")))

    def _report(self, misreads: Iterable[LocatedMisread]) -> None:
        for node, misread in misreads:
            span = self._span(node)
            self._problems.append(Problem(misread.rule, span, misread.message, misread.help, misread.severity))

    def _span(self, node: Node) -> Span:
        return self._place.span(node.start, node.end)

    def _typed(self, entry: Entry) -> str:
        return typed(entry.value, self._text)
