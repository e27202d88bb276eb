"""What a template of a vault cannot do: hang a build, or fill the memory, with a little that is said often."""

import pytest

from milepost.files.theme_files import builtin_theme
from milepost.render.html import page_fields, render_page
from milepost.render.theme import TemplateFault, Theme
from milepost.report.pages.kinds import NotFoundPage
from milepost.report.pages.parts import Frame, Head

PAGE = NotFoundPage(Head(Frame("Plan", (), "milepost"), "404.html", "", "missing", "Not here", "Nothing"), "Gone")
DOUBLED = "{% for _ in range(60) %}{% set own.x = [own.x, own.x] %}{% endfor %}"
TWICE = f"{{% set own = namespace(x=(1,)) %}}{DOUBLED}"
PAIRED = TWICE.replace("[own.x, own.x]", "(own.x, own.x)")


def page(text: str) -> bytes:
    theme = Theme({"404.html.j2": text.encode()}, builtin_theme())
    theme.check(page_fields())
    return render_page(PAGE, theme).content


@pytest.mark.parametrize(
    "use",
    [
        "{{ own.x }}",
        "{{ own }}",
        "{{ own.x ~ 'a' }}",
        "{{ own.x | string | length }}",
        "{{ own.x | upper }}",
        "{{ [own.x] | join }}",
        "{{ own.x == [own.x[0], own.x[0]] }}",
        "{{ own.x is eq [own.x[0], own.x[0]] }}",
        "{{ [own.x] | select('eq', [own.x[0], own.x[0]]) | list | length }}",
        "{{ [own.x, [own.x[0], own.x[0]]] | sort | length }}",
        "{% for _ in [1, 2] %}{{ loop.changed([own.x, loop.index]) }}{% endfor %}",
    ],
)
def test_what_is_little_only_because_it_is_shared_is_not_spelt_out(use: str) -> None:
    """Sixty times a list of itself twice is a list of 60 lists, and a text of 10^18 letters."""
    with pytest.raises(TemplateFault, match="more than a page can need"):
        page(TWICE + use)


@pytest.mark.parametrize(
    "use",
    [
        "{{ {own.x: 1} | length }}",
        "{{ dict([(own.x, 1)]) | length }}",
        "{{ namespace([(own.x, 1)]) | length }}",
        "{{ static[own.x] }}",
        "{{ own.x in static }}",
        "{{ [own.x] | unique | list | length }}",
    ],
)
def test_nor_is_it_looked_up(use: str) -> None:
    """A key is gone through whole."""
    with pytest.raises(TemplateFault, match="more than a page can need"):
        page(PAIRED + use)


def test_what_is_of_sensible_size_is_printed_compared_and_looked_up() -> None:
    """As ever."""
    uses = "{{ [1, 'a'] }} {{ [1] == [1] }} {{ {(1, 2): 3}[(1, 2)] }} {{ 'c' in 'abc' }} {{ [3, 1] | sort | join }}"

    assert page(uses) == b"[1, &#39;a&#39;] True 3 True 13"


def test_a_name_that_some_values_lack_may_have_a_default() -> None:
    """As anywhere else."""
    text = "{{ [{'a': 1}, {}] | map(attribute='a', default=2) | join(',') }}"

    assert page(text) == b"1,2"


@pytest.mark.parametrize("text", ["{{ " + "1+" * 20_000 + "1 }}", "{{ page" + ".a" * 20_000 + " }}"])
def test_long_chains_are_a_fault_of_their_template(text: str) -> None:
    """Not of milepost."""
    with pytest.raises(TemplateFault, match=r"_milepost/templates/404\.html\.j2.*nested too deep"):
        page(text)
