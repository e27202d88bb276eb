"""Document: everything one note says, in the author's own order, before any other note is known.

A Document depends on the note's bytes and the reading settings only; it does not hold its path.
"""

from collections.abc import Mapping
from dataclasses import field

from milepost.diagnostics.problem import Problem, Span
from milepost.model.fields import NO_ITEM_FIELDS, ItemFields, LinkTarget, NoteFields
from milepost.model.frozen import frozen
from milepost.model.goal import CheckIn, Decision, Review, Win
from milepost.model.span import Spans
from milepost.model.status import ItemState
from milepost.syntax.prose_blocks import ProseBlock, unpacked

NO_SPANS = Spans()


@frozen
class FrontMatter:
    """Front matter as understood.

    `unknown` keeps keys as typed with their text; `spans` locates the value of each canonical field (and of each
    unknown key, by its typed name, and of each part of a metric's map, as `metric.target`); `end_line` is the line of
    the closing marker, 0 without front matter; `recovered` says that YAML could not read it and it was taken line by
    line; `template_marks` that it holds `{{…}}` or `<% … %>`.
    """

    fields: NoteFields = field(default_factory=NoteFields)
    unknown: tuple[tuple[str, str], ...] = ()
    spans: Spans = NO_SPANS
    end_line: int = 0
    recovered: bool = False
    template_marks: bool = False


@frozen
class Heading:
    """A heading outside code and comments. `text` is the Markdown as typed, `plain` without markup.

    `title` and `fields` are what is left when the heading is read as a checklist line (a heading milestone).
    `anchor` is its id in the note's prose, unique in the note.
    """

    level: int
    text: str
    plain: str
    line: int
    title: str = ""
    fields: ItemFields = NO_ITEM_FIELDS
    tags: tuple[str, ...] = ()
    block_id: str = ""
    anchor: str = ""


@frozen
class ItemList:
    """What the items of one Markdown list have in common; see ChecklistItem."""

    section: int = -1
    list_number: int = 0
    ordered: bool = False
    in_quote: bool = False


NO_LIST = ItemList()


@frozen
class ChecklistItem:
    """One checkbox line.

    `line` and `column` are of the list marker; `parent_line` is the line of the enclosing list item, checklist item or
    not (None at top level); `parent` indexes the nearest enclosing checklist item in `Document.items`, -1 when there
    is none; `section` indexes `Document.headings`, -1 before the first; `list_number` tells one Markdown list from
    another, `ordered` whether that list is numbered. `title` is the text as typed without box, fields, people and
    block id; `plain` the same as plain text without tags. `sole_link` is set when the whole text is one wikilink.
    `counted` is False where the vault's own Tasks filter leaves the line out.
    """

    line: int
    column: int
    symbol: str
    state: ItemState
    title: str
    plain: str
    parent_line: int | None = None
    parent: int = -1
    within: ItemList = NO_LIST
    fields: ItemFields = NO_ITEM_FIELDS
    tags: tuple[str, ...] = ()
    block_id: str = ""
    sole_link: LinkTarget | None = None
    end_column: int = 0
    counted: bool = True

    @property
    def section(self) -> int:
        """The heading it stands below."""
        return self.within.section

    @property
    def list_number(self) -> int:
        """Which list of the note it is in."""
        return self.within.list_number

    @property
    def ordered(self) -> bool:
        """Whether its list is numbered."""
        return self.within.ordered

    @property
    def in_quote(self) -> bool:
        """Whether its list stands in a quote."""
        return self.within.in_quote


@frozen
class Link:
    """A link anywhere in the note. `target` is the path as typed (decoded), with its fragment; `where` says where.

    `where` is "prose", "item", "comment" (which no public page may show) or the canonical name of a front matter field
    ("" for an unknown key). `text` is what is shown; of an embedded picture it may be a size.
    """

    target: str
    text: str
    line: int
    column: int
    end_column: int
    embed: bool = False
    is_wikilink: bool = True
    where: str = "prose"

    @property
    def span(self) -> Span:
        """Where it stands."""
        return Span(self.line, self.column, self.end_column)


@frozen
class Document:
    """What one note says. `tags` are those of front matter and body, unique, in order, without `#`.

    `comment_tags` are those among them that stand in comments only, which no public page may show.

    `goal_tag`: the tag `goal` stands in the front matter or on a body line that is no list item.
    `block_ids` maps each `^id` to its line. `ignores` are `<!-- milepost-ignore rule -->` marks as (rule, line that
    is silenced, 0 for the whole note). `waits`: of the line of an item or a heading that waits, where each of its
    `depends_on` stands.
    """

    front: FrontMatter = field(default_factory=FrontMatter)
    headings: tuple[Heading, ...] = ()
    items: tuple[ChecklistItem, ...] = ()
    links: tuple[Link, ...] = ()
    tags: tuple[str, ...] = ()
    goal_tag: bool = False
    check_ins: tuple[CheckIn, ...] = ()
    decisions: tuple[Decision, ...] = ()
    wins: tuple[Win, ...] = ()
    review: Review | None = None
    block_ids: Mapping[str, int] = field(default_factory=dict)
    ignores: tuple[tuple[str, int], ...] = ()
    problems: tuple[Problem, ...] = ()
    readable: bool = True
    comment_tags: tuple[str, ...] = ()
    packed_prose: bytes = b""
    waits: Mapping[int, tuple[Span, ...]] = field(default_factory=dict)

    @property
    def prose(self) -> tuple[ProseBlock, ...]:
        """The blocks of the body, unpacked at each call: keep them while you go through them."""
        return unpacked(self.packed_prose)
