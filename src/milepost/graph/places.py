"""Places: where in a note something stands, by its name; a moved line changes nothing that is made of names.

A plan's frame is made of what notes say, not of the lines on which they say it. What it finds wrong stands at a Place,
and gets its line from the note as it is now.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from milepost.config.settings import ReadingSettings
from milepost.diagnostics.problem import Diagnostic
from milepost.graph.structure import read_structure
from milepost.model.fields import NO_ITEM_FIELDS
from milepost.model.span import HEADING, Span, Spans
from milepost.syntax.document import ChecklistItem, Document, Heading

CLAIM, LINK = "#claim", "#link"
"""Of ids that items and headings claim, and of milestones that are only a link, there are several in a note."""

_FIRST = Span(1)


@dataclass(frozen=True, slots=True)
class Place(Span):
    """The `at`-th value of a front matter field, by its name, CLAIM or LINK. Has no line before it is looked up."""

    line: int = 0
    name: str = ""
    at: int = 0

    def within(self, document: Document, settings: ReadingSettings) -> Span:
        """Where it stands; the first line for a field that the note has not."""
        if self.name == CLAIM:
            one = claiming(document)[self.at]
            return Span(one.line, one.column) if isinstance(one, ChecklistItem) else Span(one.line)
        if self.name == LINK:
            item = linking(document, settings)[self.at]
            return Span(item.line, item.column)
        return span_in_front(document.front.spans, self.name, self.at)


def span_in_front(spans: Mapping[str, Span], name: str, at: int) -> Span:
    """Where the `at`-th value of a front matter field stands: its item of a list, else the field."""
    item = f"{name}.{at}"
    return spans[item] if item in spans else spans.get(name, _FIRST)


def places_of(document: Document) -> Spans:
    """Where a note's fields stand, and the heading that is its title where no field is."""
    front = document.front
    if front.fields.title:
        return front.spans
    heading = next((one for one in document.headings if one.level == 1 and one.plain), None)
    return front.spans if heading is None else front.spans.beside(HEADING, Span(heading.line))


def placed(diagnostic: Diagnostic, document: Document, settings: ReadingSettings) -> Diagnostic:
    """What was found, at its line."""
    span = diagnostic.span
    return replace(diagnostic, span=span.within(document, settings)) if isinstance(span, Place) else diagnostic


def claiming(document: Document) -> Sequence[ChecklistItem | Heading]:
    """The items and headings that have an id of their own."""
    lines: list[ChecklistItem | Heading] = [*document.items, *document.headings]
    return [line for line in lines if line.fields is not NO_ITEM_FIELDS and line.fields.id]


def linking(document: Document, settings: ReadingSettings) -> Sequence[ChecklistItem]:
    """The milestones whose whole text is a link."""
    items = document.items
    if not [item for item in items if item.sole_link]:
        return ()
    parts = [items[part.item] for part in read_structure(document, settings).milestones if part.item >= 0]
    return [item for item in parts if item.sole_link is not None]
