"""From one note's bytes to its Document: decoding, front matter, blocks, outline, entries and prose, put together.

Pure and total: a Document depends on the bytes and the reading settings only, and whatever the bytes are, there is one.
"""

from collections.abc import Mapping

from milepost.config.settings import ReadingSettings
from milepost.model.span import Span
from milepost.syntax.checkins import EntryWalk
from milepost.syntax.document import Document
from milepost.syntax.entry_text import EntryReader
from milepost.syntax.front_matter import read_front_matter
from milepost.syntax.ignores import find_ignores
from milepost.syntax.inlines import Inlines
from milepost.syntax.markdown import parse_blocks
from milepost.syntax.outline import Walk
from milepost.syntax.prose import prose
from milepost.syntax.prose_blocks import packed
from milepost.syntax.source import Source, decode, line_starts
from milepost.syntax.tags import is_goal_tag, unique_tags

_NO_BLOCK_IDS: Mapping[str, int] = {}
_NO_WAITS: Mapping[int, tuple[Span, ...]] = {}


def read_document(content: bytes, settings: ReadingSettings) -> Document:
    """Read one note."""
    source = decode(content)
    if source.problem is not None:
        return Document(problems=(source.problem,), readable=False)
    head = read_front_matter(source, settings)
    body = _with_plain_line_ends(source)
    blocks = parse_blocks(body.text, body.starts, head.front.end_line)
    inlines = Inlines(blocks, body.starts, links=list(head.links), tags=list(head.front.fields.tags))
    outline = Walk(blocks, inlines, settings).run()
    reader = EntryReader(head.front.fields.metric, settings, blocks.env)
    entries = EntryWalk(reader).run(outline.passages)
    tags, own = unique_tags(inlines.tags), head.front.fields.tags
    problems = [*outline.problems, *inlines.problems, *entries.problems]
    return Document(
        front=head.front,
        headings=tuple(outline.headings),
        items=tuple(outline.items),
        links=tuple(inlines.links),
        tags=own if tags == own else tags,
        goal_tag=outline.has_goal_tag or any(map(is_goal_tag, head.front.fields.tags)),
        check_ins=tuple(entries.check_ins),
        decisions=tuple(entries.decisions),
        wins=tuple(entries.wins),
        review=entries.review,
        block_ids=outline.block_ids or _NO_BLOCK_IDS,
        ignores=find_ignores(body.text, blocks.tokens),
        problems=(*head.problems, *sorted(problems, key=lambda problem: (problem.span.line, problem.span.column))),
        comment_tags=inlines.tags_of_comments(),
        packed_prose=packed(prose(blocks.tokens, blocks.scratch.footnotes, keeps_lines=settings.keeps_lines)),
        waits=outline.waits or _NO_WAITS,
    )


def _with_plain_line_ends(source: Source) -> Source:
    """The same lines, each ended by LF."""
    if "\r" not in source.text:
        return source
    text = source.text.replace("\r\n", "\n").replace("\r", "\n")
    return Source(text, line_starts(text))
