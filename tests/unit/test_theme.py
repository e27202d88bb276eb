"""Themes: layers of templates, static files under names of their content, and templates that do not work."""

import pytest

from milepost.files.theme_files import builtin_theme
from milepost.render.html import render_page, state_file
from milepost.render.theme import TemplateFault, Theme
from milepost.report.pages import NotFoundPage, State
from milepost.report.parts import Day, Frame, Head

PAGE = NotFoundPage(
    Head(Frame("Plan & <co>", (), "milepost"), "404.html", "", "missing", "Not here", "Nothing"), "Gone"
)
STATE = State(Day("2026-08-15", "15 Aug 2026"), 2, "2 errors \u2028 é")


def own_404(text: str) -> Theme:
    return Theme({"404.html.j2": text.encode()}, builtin_theme())


def test_an_upper_layer_hides_a_lower_one() -> None:
    """File by file."""
    own = own_404("{{ page.heading }} & {{ frame.title }}")

    assert render_page(PAGE, own).content == b"Gone & Plan &amp; &lt;co&gt;"
    assert own.digest != Theme(builtin_theme()).digest


@pytest.mark.parametrize(
    ("text", "line", "why"),
    [
        ("ok\n{% if %}", 2, "Expected an expression"),
        ("ok\n\n{{ page.headline }}", 3, "no attribute 'headline'"),
        ("ok\n{{ nobody }}", 2, "'nobody' is undefined"),
        ("ok\n{% include 'missing.j2' %}", 0, "there is no template called missing.j2"),
        ("ok\n{{ 1 + 'a' }}", 2, "unsupported operand"),
        ("ok\n{{ page.heading | shout }}", 2, "No filter named 'shout'"),
    ],
)
def test_a_fault_names_template_line_and_cause(text: str, line: int, why: str) -> None:
    """Whatever is wrong with it."""
    with pytest.raises(TemplateFault) as raised:
        render_page(PAGE, own_404(text))

    assert raised.value.name == "404.html.j2"
    assert raised.value.line == line
    assert why in raised.value.why


def test_a_template_that_is_no_text_is_a_fault() -> None:
    """Not a traceback."""
    with pytest.raises(TemplateFault, match="not UTF-8"):
        render_page(PAGE, Theme({"404.html.j2": b"\xff"}, builtin_theme()))


def test_static_files_are_named_after_their_content() -> None:
    """Another content, another name."""
    before = {file.path for file in Theme({"static/a.css": b"a{}", "static/b": b""}).static_files}
    after = {file.path for file in Theme({"static/a.css": b"b{}", "static/b": b""}).static_files}

    assert len(before & after) == 1
    assert all(path.startswith(("static/a.", "static/b.")) for path in before | after)


def test_state_is_one_line_of_script() -> None:
    """Text in it is JSON in ASCII."""
    content = state_file(STATE).content

    assert content.startswith(b'window.milepost = {"asOf": "15 Aug 2026"')
    assert content.isascii()
    assert content.count(b"\n") == 1
