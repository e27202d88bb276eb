"""Themes: layers of templates, static files under names of their content, and templates that do not work."""

import pytest

from milepost.files.theme_files import builtin_theme
from milepost.render.html import TEMPLATES, page_fields, render_page, state_file
from milepost.render.theme import TemplateFault, Theme
from milepost.report.pages.kinds import NotFoundPage, State
from milepost.report.pages.parts import Day, Frame, Head

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


def checked_and_rendered(theme: Theme) -> bytes:
    theme.check(page_fields())
    return render_page(PAGE, theme).content


@pytest.mark.parametrize(
    ("text", "line", "why"),
    [
        ("ok\n{% if %}", 2, "Expected an expression"),
        ("ok\n\n{{ page.headnig }}", 3, "`page` has no `headnig`. Did you mean `heading`?"),
        ("ok\n{{ page.head.titel }}", 2, "Head has no `titel`. Did you mean `title`?"),
        ("ok\n{{ head.titel }}", 2, "`head` has no `titel`. Did you mean `title`?"),
        ("ok\n{% if frame.nav is empty %}{% endif %}", 2, "there is no test `empty`"),
        ("ok\n{{ paeg.heading }}", 2, "there is no variable `paeg`. Did you mean `page`?"),
        ("ok\n{{ static['milepost.cs'] }}", 2, "there is nothing called `milepost.cs`. Did you mean `milepost.css`?"),
        ("ok\n{% include 'missing.j2' %}", 2, "there is no template called `missing.j2`"),
        ("ok\n{% include '_road.j2' %}", 2, "there is no template called `_road.j2`. Did you mean `_road.html.j2`?"),
        ("ok\n{% import ('_ro' ~ 'ad.j2') as road %}", 2, "there is no template called `_road.j2`"),
        ("{% extends '!next/404.html.j2' %}\n{% block mian %}{% endblock %}", 2, "Did you mean `main`?"),
        ("{% extends '404.html.j2' %}", 1, "it extends itself; `!next/404.html.j2` is the template below it"),
        ("ok\n{{ [head] | map(attribute='titel') | list | length }}", 2, "Head has no `titel`. Did you mean `title`?"),
        ("ok\n{{ [head] | map(attribute='frame.titel') | list | length }}", 2, "Frame has no `titel`. Did you mean"),
        ("ok\n{{ [head] | sort(attribute='titel') | length }}", 2, "Head has no `titel`. Did you mean `title`?"),
        ("ok\n{{ [head] | map(attribute='titel', default=none) | list }}", 2, "Head has no `titel`. Did you mean"),
        ("ok\n{% import '_parts.html.j2' as parts %}{{ parts.bagde(1) }}", 2, "has no `bagde`. Did you mean `badge`?"),
        ("ok\n{% from '_parts.html.j2' import bagde %}", 2, "`_parts.html.j2` has no `bagde`. Did you mean `badge`?"),
        (
            "ok\n{% import '!next/_parts.html.j2' as own %}{% if 0 %}{{ own.lnik }}{% endif %}",
            2,
            "Did you mean `link`?",
        ),
        ("ok\n{% for one in [1] %}{{ loop.indx }}{% endfor %}", 2, "`loop` has no `indx`. Did you mean `index`?"),
        ("ok\n{% block main %}{% endblock %}{{ self.mian() }}", 2, "`self` has no `mian`. Did you mean `main`?"),
        ("ok\n{{ [head] | sort(false, false, 'titel') | length }}", 2, "Head has no `titel`. Did you mean `title`?"),
        ("ok\n{{ [head] | sort(attribute='title,pth') | length }}", 2, "Head has no `pth`. Did you mean `path`?"),
        ("ok\n{{ [head] | unique(false, 'titel') | list | length }}", 2, "Head has no `titel`. Did you mean"),
        ("ok\n{{ ([head] | max(false, 'titel')).title }}", 2, "Head has no `titel`. Did you mean `title`?"),
        ("ok\n{{ [head] | groupby('titel') | length }}", 2, "Head has no `titel`. Did you mean `title`?"),
        ("ok\n{{ [head] | selectattr('titel', 'none') | list | length }}", 2, "Head has no `titel`. Did you mean"),
        ("ok\n{{ [head] | rejectattr('titel', 'none') | list | length }}", 2, "Head has no `titel`. Did you mean"),
        ("ok\n{{ [head] | join('-', 'titel') }}", 2, "Head has no `titel`. Did you mean `title`?"),
        ("ok\n{{ [] | map('uper') | list | length }}", 2, "there is no filter `uper`. Did you mean `upper`?"),
        ("ok\n{{ [] | select('evn') | list | length }}", 2, "there is no test `evn`. Did you mean `even`?"),
        ("ok\n{{ [] | selectattr('title', 'evn') | list | length }}", 2, "there is no test `evn`. Did you mean"),
        ("ok\n{{ 1 + 'a' }}", 2, "unsupported operand"),
        ("ok\n{{ page.heading | uper }}", 2, "there is no filter `uper`. Did you mean `upper`?"),
        ("ok" + "\n{% for a in [1] %}" * 30 + "{% endfor %}" * 30, 0, "too many statically nested blocks"),
    ],
)
def test_a_fault_names_template_line_and_cause(text: str, line: int, why: str) -> None:
    """Whatever is wrong with it."""
    with pytest.raises(TemplateFault) as raised:
        checked_and_rendered(own_404(text))

    assert raised.value.name == "_milepost/templates/404.html.j2"
    assert raised.value.line == line
    assert why in raised.value.why


@pytest.mark.parametrize(
    "text",
    [
        "{% import '_parts.html.j2' as parts %}{{ parts.badge is defined }}",
        "{% from '_parts.html.j2' import badge as own, link %}{{ own is defined }}",
        "{{ [head] | sort(attribute='title,path') | map(attribute='title') | join }}",
        "{{ [head] | sort(true, true, 'title') | map(attribute='title') | map('upper') | join }}",
        "{{ [[head], [head, head]] | map('join', ',', attribute='title') | join }}",
        "{{ [head] | groupby('titel', 'none') | length }}{{ [head] | groupby('titel', default='none') | length }}",
        "{{ [head] | map(attribute='titel', default='none') | join }}",
        "{{ [head] | selectattr('titel', 'defined') | list | length }}",
        "{{ ['b', 'a'] | sort | join }}{{ ['b', 'a'] | unique | join }}{{ [2, 1] | min }}",
    ],
)
def test_filters_that_look_up_what_there_is_are_no_faults(text: str) -> None:
    """Several names to sort by, a value for what has no such name, and the question whether it has one."""
    assert checked_and_rendered(own_404(text))


def test_names_say_from_which_layer_a_template_comes() -> None:
    """The next below the template that says so, or milepost's own; a plain name is the uppermost."""
    theme = Theme(
        {"404.html.j2": b"1{% include '!next/404.html.j2' %}", "_a.html.j2": b"top"},
        {"404.html.j2": b"2{% include '!next/404.html.j2' %}{% include '_a.html.j2' %}"},
        {"404.html.j2": b"3{% include '!builtin/_a.html.j2' %}", "_a.html.j2": b"bottom"},
    )

    assert render_page(PAGE, theme).content == b"123bottomtop"


def test_a_template_that_nothing_uses_is_a_fault() -> None:
    """Unless names that only a run can tell might lead to it."""
    with pytest.raises(TemplateFault, match="Did you mean `goal"):
        Theme({"gaol.html.j2": b""}, builtin_theme()).check(page_fields())

    Theme({"mine.j2": b"", "404.html.j2": b"{% include 'mine.j2' %}"}, builtin_theme()).check(page_fields())
    Theme({"mine.j2": b"", "404.html.j2": b"{% include page.heading %}"}, builtin_theme()).check(page_fields())


def test_a_digest_changes_with_all_that_a_page_is_made_of_and_with_nothing_else() -> None:
    """Another template, another partial, another static file."""
    before, own = Theme({}, builtin_theme()), "{% extends '!next/_road.html.j2' %}"
    road = Theme({"_road.html.j2": own.encode()}, builtin_theme())
    sheet = Theme({"extra.css": b"h1 { color: red }"}, builtin_theme())
    names = TEMPLATES.values()

    assert {name for name in names if road.digest(name) != before.digest(name)} == {"goal.html.j2", "overview.html.j2"}
    assert not {name for name in names if sheet.digest(name) == before.digest(name)}


def test_our_own_templates_pass_the_scrutiny_of_others() -> None:
    """Put into a vault as they are, they make the same pages."""
    assert (
        checked_and_rendered(Theme(builtin_theme(), builtin_theme()))
        == render_page(PAGE, Theme(builtin_theme())).content
    )


def test_a_template_that_is_no_text_is_a_fault() -> None:
    """Not a traceback."""
    with pytest.raises(TemplateFault, match="not UTF-8"):
        Theme({"404.html.j2": b"ok\n\xff"}, builtin_theme()).check(page_fields())


def test_static_files_are_named_after_their_content() -> None:
    """Another content, another name."""
    before = {file.path for file in Theme({"static/a.css": b"a{}", "static/b": b""}).static_files}
    after = {file.path for file in Theme({"static/a.css": b"b{}", "static/b": b""}).static_files}

    assert len(before & after) == 1
    assert all(path.startswith(("static/a.", "static/b.")) for path in before | after)


def test_state_is_one_line_of_script() -> None:
    """Text in it is JSON in ASCII."""
    content = state_file(STATE, str).content

    assert content.startswith(b'window.milepost = {"asOf": "15 Aug 2026"')
    assert content.isascii()
    assert content.count(b"\n") == 1
