"""Long lists as static pages: `name.html`, `name-2.html`, …"""

from collections.abc import Sequence
from typing import TypeVar

from milepost.model.said import say
from milepost.report.pages.parts import Pager, PagerLink

T = TypeVar("T")

_AROUND_CURRENT = 2


def page_count(rows: int, alone: int, size: int) -> int:
    """How many pages: one where up to `alone` rows stand together, else as many as take `size` each."""
    return -(-rows // size) if rows > alone else 1


def chunks(rows: Sequence[T], size: int) -> list[Sequence[T]]:
    """Rows in pieces of at most `size`; one empty piece when there are none."""
    return [rows[at : at + size] for at in range(0, len(rows), size)] or [()]


def page_path(name: str, number: int) -> str:
    """The file of one page; the first has no number."""
    return f"{name}.html" if number == 1 else f"{name}-{number}.html"


def pager(paths: Sequence[str], current: int) -> Pager | None:
    """Links to the pages of a list: the first, the last and those around `current` (1-based)."""
    count = len(paths)
    if count < 2:
        return None
    near = range(current - _AROUND_CURRENT, current + _AROUND_CURRENT + 1)
    numbers = sorted({1, count, *(number for number in near if 1 <= number <= count)})
    links: list[PagerLink] = []
    for before, number in zip([0, *numbers], numbers, strict=False):
        if number - before > 1:
            links.append(PagerLink("", ""))
        links.append(PagerLink(str(number), "" if number == current else paths[number - 1], number == current))
    return Pager(
        text=say("Page {current} of {count}", current=current, count=count),
        previous=paths[current - 2] if current > 1 else "",
        next=paths[current] if current < count else "",
        pages=tuple(links),
    )
