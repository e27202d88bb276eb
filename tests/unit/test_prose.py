"""What a note's body looks like as HTML, piece by piece; links are shown as `{target|html}`."""

import html5lib
import pytest

from milepost.config.settings import ReadingSettings
from milepost.syntax.document import Document
from milepost.syntax.prose_blocks import PrivateLink, ProseBlock, ProseLink, WebPicture
from milepost.syntax.read import read_document

DISGUISES = [
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "&#106;avascript:alert(1)",
    "&#x6A;avascript:alert(1)",
    "javascript&colon;alert(1)",
    "java&Tab;script:alert(1)",
    "java&NewLine;script:alert(1)",
    "&#1;javascript:alert(1)",
    "<java\tscript:alert(1)>",
    "feed:javascript:alert(1)",
    "vbscript:msgbox(1)",
    "data:text/html,<script>alert(1)</script>",
    "data:image/png;base64,AAAA",
    "//evil.example/x",
    "\\\\evil.example\\x",
    "/\\evil.example/x",
    "ms-msdt:/id",
    "file:///etc/passwd",
    "http:evil",
    "https:&#10;//evil.example",
    "blob:https://a.example/b",
]


def read(text: str) -> Document:
    """A note with this body."""
    return read_document(text.encode(), ReadingSettings())


def html_of(text: str) -> str:
    """The HTML of all blocks."""
    document = read(text)
    return "".join(_shown(block, document) for block in document.prose)


def _shown(block: ProseBlock, document: Document) -> str:
    parts = []
    for part in block.parts:
        if isinstance(part, ProseLink):
            parts.append(f"{{{document.links[part.link].target}|{part.html}}}")
        elif isinstance(part, WebPicture):
            parts.append(f"{{picture {part.href}|{part.alt}}}")
        else:
            parts.append(f"{{private {part.href}|{part.html}}}" if isinstance(part, PrivateLink) else part)
    return "".join(parts)


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("a & b < c > d \"e\" 'f'", "<p>a &amp; b &lt; c &gt; d &quot;e&quot; &#39;f&#39;</p>\n"),
        ("*a* **b** ~~c~~ `f<g>`", "<p><em>a</em> <strong>b</strong> <del>c</del> <code>f&lt;g&gt;</code></p>\n"),
        ("==a *b*==, a == b", "<p><mark>a <em>b</em></mark>, a == b</p>\n"),
        ("# One\n## Two", '<h2 id="h-one">One</h2>\n<h3 id="h-two">Two</h3>\n'),
        ("###### Six", '<h6 id="h-six">Six</h6>\n'),
        ("a  \nb\\\nc\nd", "<p>a<br>\nb<br>\nc\nd</p>\n"),
        ("[[Note|*x* & y]]", "<p>{Note|*x* &amp; y}</p>\n"),
        ("[*x* `y`](Note.md)", "<p>{Note.md|<em>x</em> <code>y</code>}</p>\n"),
        ("![[p.png|300]] ![alt](q.png)", "<p>{p.png|p.png} {q.png|alt}</p>\n"),
        ("[![alt](q.png)](Note.md)", "<p>{Note.md|alt}</p>\n"),
        (
            "[a](https://e.org/?b=1&c=2)",
            '<p><a href="https://e.org/?b=1&amp;c=2" rel="noopener noreferrer">a</a></p>\n',
        ),
        ("<https://e.org>", '<p><a href="https://e.org" rel="noopener noreferrer">https://e.org</a></p>\n'),
        ("<a@e.org>", '<p><a href="mailto:a@e.org" rel="noopener noreferrer">a@e.org</a></p>\n'),
        ("![alt](https://e.org/p.png)", "<p>{picture https://e.org/p.png|alt}</p>\n"),
        ("[a](obsidian://open?vault=b)", "<p>{private obsidian://open?vault=b|a}</p>\n"),
        ("a %%b%% c<!-- d --> e", "<p>a  c e</p>\n"),
        ("%%\na\n%%\n<!--\nb\n-->\n%% c %%", ""),
        ("%%\na\n%% b", "<p>b</p>\n"),
        ("a ^id", '<p id="b-id">a</p>\n'),
        ("- a\n\n^id", "<ul>\n<li>a</li>\n</ul>\n"),
        ("<b onclick='x'>a</b>", "<p>&lt;b onclick=&#39;x&#39;&gt;a&lt;/b&gt;</p>\n"),
        (
            "<div>\n<!-- c -->\na</div>",
            '<pre class="mp-html" tabindex="0"><code>&lt;div&gt;\n\na&lt;/div&gt;</code></pre>\n',
        ),
        ("3. a\n4. b", '<ol start="3">\n<li>a</li>\n<li>b</li>\n</ol>\n'),
        ("> a", "<blockquote>\n<p>a</p>\n</blockquote>\n"),
        ("a $x<y$ b, $5 and $6", '<p>a <code class="mp-math">x&lt;y</code> b, $5 and $6</p>\n'),
        ("    code", '<pre tabindex="0"><code>code\n</code></pre>\n'),
        ('```p"y\nx\n```', '<pre tabindex="0"><code data-language="p">x\n</code></pre>\n'),
        ("\x1b[31m \x0b", "<p>\ufffd[31m</p>\n"),
        ("---", "<hr>\n"),
    ],
)
def test_blocks(text: str, html: str) -> None:
    """Text, markup, links, comments, raw HTML."""
    assert html_of(text) == html


@pytest.mark.parametrize("symbol", [" ", "x", "/", "-", "h", ">", '"', "<", "é"])
def test_every_symbol_has_its_box(symbol: str) -> None:
    """With the symbol and what it means as data."""
    html = html_of(f"- [{symbol}] a [[N]]\n- b")
    item = html5lib.parseFragment(html, namespaceHTMLElements=False).find(".//li")

    assert item.get("data-symbol") == symbol
    assert item.get("data-state") in ("todo", "done", "in_progress", "cancelled", "on_hold")
    assert item.find("span").get("class") == "mp-box"


def test_a_callout_that_folds() -> None:
    """`-` is closed, `+` open; title and text are read."""
    html = html_of("> [!Tip]- A *title*\n> text\n>> [!note]+\n>> inner")

    assert html == (
        '<details class="mp-callout" data-callout="tip"><summary>A <em>title</em></summary>\n<p>text</p>\n'
        '<details class="mp-callout" data-callout="note" open><summary>Note</summary>\n<p>inner</p>\n'
        "</details>\n</details>\n"
    )


def test_a_callout_that_does_not_fold() -> None:
    """Any word is a kind; what it is in data cannot break out."""
    html = html_of('> [!my "kind"|left] Title\n> - [ ] a')

    assert html.startswith('<div class="mp-callout" data-callout="my-kind"><p class="mp-callout-title">Title</p>\n<ul>')


def test_a_table_scrolls_and_aligns_by_class() -> None:
    """No style attributes."""
    html = html_of("| a | b |\n| :-: | --: |\n| [[N\\|x]] | 2 |")

    assert html == (
        '<div class="mp-scroll" tabindex="0" role="region" aria-label="Table"><table><thead><tr>'
        '<th scope="col" class="mp-center">a</th><th scope="col" class="mp-right">b</th></tr></thead><tbody><tr>'
        '<td class="mp-center">{N|x}</td><td class="mp-right">2</td></tr></tbody></table></div>\n'
    )


@pytest.mark.parametrize("language", ["mermaid", "dataview", "dataviewjs", "tasks", "meta-bind-button", "math"])
def test_what_needs_a_script_is_shown_as_source(language: str) -> None:
    """With its name."""
    html = html_of(f"```{language}\na < b\n```")

    assert html == (
        f'<figure class="mp-source" data-language="{language}"><figcaption>{language}</figcaption>'
        '<pre tabindex="0"><code>a &lt; b\n</code></pre></figure>\n'
    )


def test_a_formula_of_its_own_is_shown_as_source() -> None:
    """Between `$$`."""
    assert '<figure class="mp-source" data-language="math">' in html_of("$$\nx = 1\n$$")


def test_footnotes_come_last_in_the_order_of_their_use() -> None:
    """Links lead there and back; one that nobody uses is still there."""
    html = html_of("b[^b] a[^a] b[^b] c^[in *line*]\n\n[^a]: A\n[^b]: B [[N]]\n[^d]: D\n\nend")

    assert '<sup id="fnref-1"><a class="mp-footnote-ref" href="#fn-1">1</a></sup>' in html
    assert html.count('id="fnref-1"') == 1
    assert html.index('<li id="fn-1" value="1"><p>B {N|N}</p>') < html.index('<li id="fn-2" value="2"><p>A</p>')
    assert '<li id="fn-3" value="3"><p>in <em>line</em></p>' in html
    assert html.index("<p>end</p>") < html.index("mp-footnotes") < html.index("<p>D</p>")


@pytest.mark.parametrize("url", DISGUISES)
def test_only_addresses_of_the_list_become_links(url: str) -> None:
    """Everything else is its text."""
    html = html_of(f"[text]({url}) ![alt]({url}) <{url}>\n\n[ref]\n\n[ref]: {url}")

    assert "<a " not in html
    assert "<img" not in html
    assert "text" in html


def test_blocks_know_their_place() -> None:
    """Kind, line, section, and the items inside."""
    blocks = read("---\ntitle: T\n---\nintro\n\n# A\n- [ ] a\n  - [x] b\n\n> - [ ] c\n").prose

    assert [(block.kind, block.line, block.section, block.item_lines) for block in blocks] == [
        ("other", 4, -1, ()),
        ("heading", 6, 0, ()),
        ("list", 7, 0, (7, 8)),
        ("other", 10, 0, (10,)),
    ]


def test_marks_that_silence_rules() -> None:
    """For the note, for the line, for the next line; in code they are text."""
    note = (
        "---\ntitle: T\n---\n<!-- milepost-ignore no-owner, no-measure -->\n\n# A\n"
        "- [ ] a <!-- milepost-ignore vague-title -->\n<!-- milepost-ignore undated-milestone -->\n\n- [ ] b\n"
        "```\n<!-- milepost-ignore invalid-date -->\n```\n"
    )

    assert read(note).ignores == (
        ("no-owner", 0),
        ("no-measure", 0),
        ("vague-title", 7),
        ("undated-milestone", 10),
    )


def test_tags_and_links_of_comments_are_known_as_such() -> None:
    """A public page may not show them."""
    document = read("a #both %% #both #hidden [[N]] %%\n\n%%\n#block\n%%\n")

    assert document.tags == ("both", "hidden", "block")
    assert document.comment_tags == ("hidden", "block")
    assert [link.where for link in document.links] == ["comment"]


def test_a_global_filter_leaves_other_boxes_uncounted() -> None:
    """As the Tasks plugin does; so does its table of symbols, which wins over ours."""
    settings = ReadingSettings(global_filter="#task", symbols={"x": "IN_PROGRESS", "n": "NON_TASK", "d": "DONE"})
    items = read_document(b"- [x] a #task\n- [x] b\n- [n] c #task\n- [d] d #task\n- [X] e #task\n", settings).items

    assert [(item.state.value, item.counted) for item in items] == [
        ("in_progress", True),
        ("in_progress", False),
        ("todo", False),
        ("done", True),
        ("done", True),
    ]
