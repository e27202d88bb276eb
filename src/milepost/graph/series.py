"""Dated values of a metric from a CSV file of the vault (`source:`)."""

import csv
from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation

from milepost.diagnostics.wording import quote
from milepost.graph.linker import Linker, Spot
from milepost.model.calendar import Period, read_period
from milepost.model.fields import LinkTarget
from milepost.model.ids import VaultPath

MAX_DIGITS = 40


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
    rows, bad = _rows(table.decode("utf-8-sig", "replace"))
    if bad:
        linker.found.say(
            "invalid-number",
            (spot.path, spot.span),
            f"{quote(source)} has rows that are no date and number ({len(bad)}, the first on line {bad[0]})",
            "write one `YYYY-MM-DD,number` a line",
        )
    return tuple(rows)


def _rows(text: str) -> tuple[list[tuple[date, Decimal]], list[int]]:
    rows: list[tuple[date, Decimal]] = []
    bad: list[int] = []
    columns = (0, 1)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "").split("\n")
    reader = csv.reader(lines)
    try:
        for number, cells in enumerate(reader, 1):
            if not any(cell.strip() for cell in cells):
                continue
            header = [cell.strip().lower() for cell in cells]
            if number == 1 and "date" in header and "value" in header:
                columns = (header.index("date"), header.index("value"))
                continue
            row = _row(cells, columns)
            if row is None:
                if number > 1:
                    bad.append(number)
            else:
                rows.append(row)
    except csv.Error:
        bad.append(reader.line_num)
    return rows, bad


def _row(cells: list[str], columns: tuple[int, int]) -> tuple[date, Decimal] | None:
    if len(cells) <= max(columns):
        return None
    day, number = read_period(cells[columns[0]]), cells[columns[1]].strip()
    if not isinstance(day, Period) or len(number) > MAX_DIGITS:
        return None
    try:
        value = Decimal(number)
    except InvalidOperation:
        return None
    return (day.last, value) if value.is_finite() else None
