"""Dated values of a metric from a CSV file of the vault (`source:`)."""

import csv
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from milepost.diagnostics.wording import quote
from milepost.graph.linker import Linker, Spot
from milepost.model.calendar import Period, read_period
from milepost.model.fields import LinkTarget
from milepost.model.ids import VaultPath
from milepost.model.said import say
from milepost.syntax.values_number import decimal_of

SEPARATORS = ",;\t"
FIRST_TWO = (0, 1)
_ROWS = say("write one `YYYY-MM-DD,number` a line")


def read_series(
    source: str, spot: Spot, tables: Mapping[VaultPath, bytes], linker: Linker
) -> tuple[tuple[date, Decimal], ...]:
    """The (day, value) rows of a metric's CSV, in file order; rows that are neither are left out and reported once."""
    if not source:
        return ()
    found = linker.names.find_file(source, spot.path)
    table = tables.get(found.path) if found.path else None
    if table is None:
        linker.unknown(LinkTarget(source), spot, source)
        return ()
    rows, bad = rows_of(table)
    if bad:
        linker.found.say(
            "invalid-number",
            (spot.path, spot.span),
            say(
                "{source} has rows that are no date and number ({bad}, the first on line {line})",
                source=quote(source),
                bad=len(bad),
                line=bad[0],
            ),
            _ROWS,
        )
    elif not rows:
        message = say("{source} has no row with a date and a number", source=quote(source))
        linker.found.say("field-not-read", (spot.path, spot.span), message, _ROWS)
    return tuple((row.day, row.value) for row in rows)


class Row(NamedTuple):
    """One row of a table, and the line it ends on."""

    day: date
    value: Decimal
    line: int


def rows_of(table: bytes) -> tuple[list[Row], list[int]]:
    """The rows of a table, and the lines of those that cannot be read."""
    text = table.decode("utf-8-sig", "replace").replace("\0", "")
    rows: list[Row] = []
    bad: list[int] = []
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    separator, columns = _layout(lines)
    reader = csv.reader(lines, delimiter=separator)
    begun = False
    try:
        for cells in reader:
            if not any(cell.strip() for cell in cells):
                continue
            row = _row(cells, columns, separator)
            if row is not None:
                rows.append(Row(*row, reader.line_num))
            elif begun:
                bad.append(reader.line_num)
            begun = True
    except csv.Error:
        bad.append(reader.line_num)
    return rows, bad


def _layout(lines: Iterable[str]) -> tuple[str, tuple[int, int]]:
    """What stands between the cells, and where day and value are: as the first line says, a header or a row."""
    first = next((line for line in lines if line.strip()), "")
    for separator in SEPARATORS:
        cells = [cell.strip().strip('"').lower() for cell in first.split(separator)]
        if {"date", "value"} <= set(cells):
            return separator, (cells.index("date"), cells.index("value"))
        if len(cells) > 1 and isinstance(read_period(cells[0]), Period):
            return separator, FIRST_TWO
    return next((separator for separator in SEPARATORS if separator in first), ","), FIRST_TWO


def _row(cells: Sequence[str], columns: tuple[int, int], separator: str) -> tuple[date, Decimal] | None:
    if len(cells) <= max(columns):
        return None
    day, number = read_period(cells[columns[0]]), cells[columns[1]].strip()
    if separator != "," and number.count(",") == 1:
        number = number.replace(",", ".")
    value = decimal_of(number)
    return (day.last, value) if isinstance(day, Period) and value is not None else None
