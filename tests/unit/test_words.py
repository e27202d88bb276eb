"""The words of templates, and catalogues of them in other languages."""

import pytest
from jinja2 import Environment, nodes

from milepost.files.theme_files import builtin_theme
from milepost.render.catalogue import language
from milepost.render.faults import TemplateFault
from milepost.render.words import messages, translated


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("<p>Made by {{ frame.generator }}</p>", ["Made by {1}"]),
        ("<p>\n  Two\n  lines </p>", ["Two lines"]),
        ('<th scope="col">Due</th><td>{{ row.due }}</td>', ["Due"]),
        ('<nav aria-label="Page {{ n }}" class="mp-nav"><a title="{{ t }}">·</a></nav>', ["Page {1}"]),
        ("{% if a %}yes{% else %}no date{% endif %}", ["yes", "no date"]),
        ('<a {% if a %}href="{{ a }}"{% endif %} data-mp="words">text</a>', ["text"]),
        ("{{ a }} of {{ b }} {# a remark #} here", ["{1} of {2}", "here"]),
        ("50&nbsp;% &mdash; &lt;", []),
        ('{{ table(rows, _("Open goals")) }}', ["Open goals"]),
        ("<p>a < b and c</p>", ["a < b and c"]),
    ],
)
def test_a_run_of_text_is_a_message(source: str, found: list[str]) -> None:
    """With the values that are printed in it, up to a tag or a statement."""
    assert [text for _, text in messages(source)] == found


def test_a_translation_takes_the_place_of_its_text() -> None:
    """Values where it wants them; as text, never as markup or as a template; lines keep their numbers."""
    source = '<p title="Next">\n Made\n by {{ a|upper }}\n</p>{{ 1 }}'
    words = {"Made by {1}": "<b>{1}</b> {{ hat }} {% das %} {2}", "Next": 'Näch"stes'}

    assert translated(source, words) == (
        '<p title="Näch&quot;stes">\n &lt;b&gt;{{ a|upper }}&lt;/b&gt; { { hat }} { % das %} {#\n#}\n</p>{{ 1 }}'
    )
    assert translated(source, {}) == source


PO = """
# by hand
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\n"

#: goal.html.j2
msgid "Due"
msgstr "Fällig"
msgid "Made by "
"{1}"
msgstr ""
"Von {1} "
"\\"gemacht\\""

#, fuzzy
msgid "Next"
msgstr "Vielleicht"

msgctxt "month"
msgid "May"
msgstr "Mai"

#~ msgid "Gone"
#~ msgstr "Weg"

msgid "Empty"
msgstr ""
"""


def test_a_catalogue_is_read_as_its_editors_write_it() -> None:
    """Without what is empty, fuzzy, obsolete or for another context."""
    assert language(PO.encode(), "de.po").texts == {"Due": "Fällig", "Made by {1}": 'Von {1} "gemacht"'}
    assert language(PO.replace("\n", "\r\n").encode("utf-8-sig"), "de.po").texts["Due"] == "Fällig"


@pytest.mark.parametrize(
    ("text", "line"),
    [(b'msgid "a"\nmsgstr b\n', 2), (b'\n"lost"\n', 2), (b'msgid "a\n', 1), (b'msgid "a"\nmsgstr "\xff"\n', 2)],
)
def test_what_is_no_catalogue_is_said(text: bytes, line: int) -> None:
    """With its line."""
    with pytest.raises(TemplateFault) as raised:
        language(text, "_milepost/locale/de.po")

    assert (raised.value.name, raised.value.line) == ("_milepost/locale/de.po", line)


def test_words_given_to_macros_are_marked() -> None:
    """What looks like words in a call is the text of a message."""
    environment = Environment(autoescape=True)
    forgotten = [
        f"{name}:{word.lineno} {word.value}"
        for name, content in builtin_theme().items()
        if name.endswith(".j2")
        for call in environment.parse(content.decode()).find_all(nodes.Call)
        if not (isinstance(call.node, nodes.Name) and call.node.name == "_")
        for word in call.args
        if isinstance(word, nodes.Const) and str(word.value) not in ("", "page", "../")
    ]

    assert forgotten == []
