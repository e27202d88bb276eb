"""The colours of the style sheet: readable on every ground, and told apart by all eyes."""

import re
from collections.abc import Mapping
from itertools import combinations

import pytest

from milepost.config.colours import colour as read_colour
from milepost.config.colours import contrast as said_contrast
from milepost.config.contrast import OURS, faint
from milepost.config.settings import Token
from milepost.config.tokens import TOKENS
from tests.colours import VISION, colour, contrast, difference, lab, mixed, seen
from tests.conftest import REPOSITORY

SHEET = (REPOSITORY / "templates" / "static" / "milepost.css").read_text(encoding="utf-8")
STATES = ("done", "on-track", "at-risk", "off-track", "not-started", "paused")
GROUNDS = ("page", "surface", "sunken")

SHARMA = [
    ((50.0, 2.6772, -79.7751), (50.0, 0.0, -82.7485), 2.0425),
    ((50.0, -1.3802, -84.2814), (50.0, 0.0, -82.7485), 1.0000),
    ((50.0, 0.0, 0.0), (50.0, -1.0, 2.0), 2.3669),
    ((50.0, 2.49, -0.001), (50.0, -2.49, 0.0009), 7.1792),
    ((50.0, 2.5, 0.0), (73.0, 25.0, -18.0), 27.1492),
    ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
    ((22.7233, 20.0904, -46.6940), (23.0331, 14.9730, -42.5619), 2.0373),
    ((2.0776, 0.0795, -1.1350), (0.9033, -0.0636, -0.5514), 0.9082),
]


def tokens(block: str) -> Mapping[str, str]:
    return dict(re.findall(r"--mp-([\w-]+): (#[0-9a-f]{6}|\d+%);", block))


def themes() -> Mapping[str, Mapping[str, str]]:
    """What each of the three blocks of the first layer sets; the dark ones set only what differs."""
    layer = SHEET[SHEET.index("@layer tokens {") : SHEET.index("@layer base {")]
    light, by_system, by_choice = (
        tokens(layer[layer.index(start) :].partition("}")[0])
        for start in (":root {", ':root:not([data-theme="light"]) {', ':root[data-theme="dark"] {')
    )
    return {"light": light, "dark": {**light, **by_system}, "chosen": {**light, **by_choice}}


@pytest.fixture(params=["light", "dark"])
def theme(request: pytest.FixtureRequest) -> Mapping[str, str]:
    """The tokens of one theme."""
    return themes()[request.param]


@pytest.mark.parametrize(("one", "other", "expected"), SHARMA)
def test_the_difference_is_that_of_the_paper(
    one: tuple[float, float, float], other: tuple[float, float, float], expected: float
) -> None:
    """The pairs at which implementations go wrong."""
    assert difference(one, other) == pytest.approx(expected, abs=5e-5)
    assert difference(other, one) == pytest.approx(expected, abs=5e-5)


def test_settings_know_the_tokens_of_the_sheet() -> None:
    """All of them, and each of our own values is one that they take."""
    block = SHEET[SHEET.index(":root {") :].partition("}")[0]
    own = dict(re.findall(r"--mp-(?!word-)([\w-]+): ([^;]+);", block))

    assert own.keys() == TOKENS.keys()
    assert [name for name, value in own.items() if not TOKENS[name].pattern.fullmatch(value)] == []


def test_both_ways_to_darkness_are_the_same() -> None:
    """The system's choice and the reader's."""
    assert themes()["dark"] == themes()["chosen"]
    assert themes()["dark"] != themes()["light"]


def test_paper_is_light() -> None:
    """What is dark on a screen is not printed so."""
    dark = [SHEET.rindex("@media", 0, found.start()) for found in re.finditer(r"--mp-page: #0", SHEET)]

    assert len(dark) == 2
    assert all(SHEET.startswith("@media screen", at) for at in dark)


def test_words_can_be_read_on_every_ground(theme: Mapping[str, str]) -> None:
    """4.5 : 1 for ink, links and states."""
    for ground in GROUNDS:
        for name in ("ink", "ink-2", "ink-3", "link", *STATES):
            found = contrast(colour(theme[name]), colour(theme[ground]))
            assert found >= 4.5, f"{name} on {ground}: {found:.2f}"


def test_badges_can_be_read(theme: Mapping[str, str]) -> None:
    """A state's word on the tint of its own colour."""
    share = int(theme["tint"].rstrip("%")) / 100
    for name in STATES:
        tone, page = colour(theme[name]), colour(theme["page"])
        assert contrast(tone, mixed(tone, share, page)) >= 4.5, name


def test_marks_and_edges_can_be_seen(theme: Mapping[str, str]) -> None:
    """3 : 1 for what is drawn, for the edges of controls and for the ring of the focus."""
    for name in (*STATES, "control", "focus"):
        for ground in ("page", "surface"):
            assert contrast(colour(theme[name]), colour(theme[ground])) >= 3, f"{name} on {ground}"


@pytest.mark.parametrize("vision", VISION)
def test_states_can_be_told_apart(theme: Mapping[str, str], vision: str) -> None:
    """Every pair differs by 10 or more, for all eyes."""
    places = {name: lab(seen(colour(theme[name]), vision)) for name in STATES}
    close = {
        f"{one} and {other}": round(difference(places[one], places[other]), 1)
        for one, other in combinations(STATES, 2)
        if difference(places[one], places[other]) < 10
    }

    assert close == {}


def test_what_is_checked_against_is_what_the_sheet_says() -> None:
    """Colours of the settings are compared with our own, which must be those of the sheet."""
    for scheme, own in OURS.items():
        assert own == {name: value for name, value in themes()[scheme].items() if name in own}


def test_our_own_colours_raise_nothing() -> None:
    """Written into the settings, each for its scheme."""
    tokens = [Token(name, value, scheme) for scheme, own in OURS.items() for name, value in own.items()]

    assert [*faint(tokens, "site.tokens")] == []


@pytest.mark.parametrize(
    ("written", "digits"),
    [
        ("#ABC", "#aabbcc"),
        ("#1a3399", "#1a3399"),
        ("rebeccapurple", "#663399"),
        ("rgb(102, 51, 153)", "#663399"),
        ("rgb(40% 20% 60%)", "#663399"),
        ("hsl(270 50% 40%)", "#663399"),
        ("hsl(270deg, 50%, 40%)", "#663399"),
        ("oklch(44.027% 0.1603 303.373)", "#663399"),  # CSS Color 4, example 20
    ],
)
def test_colours_are_read_as_browsers_read_them(written: str, digits: str) -> None:
    """Digits, names and functions; to within a rounding."""
    read = read_colour(written)

    assert read is not None
    assert read == pytest.approx(colour(digits), abs=0.004)


@pytest.mark.parametrize(
    "written", ["#1a339980", "rgb(1 2 3 / 50%)", "lab(50% 20 30)", "oklch(none 0 0)", "rgb(1 2)", ""]
)
def test_colours_that_cannot_be_told(written: str) -> None:
    """Transparent ones, and functions that are not computed."""
    assert read_colour(written) is None


def test_the_contrast_is_the_one_of_the_recommendation() -> None:
    """Black on white is 21, and grey #767676 is the lightest that holds 4.5 on white."""
    assert said_contrast((0, 0, 0), (1, 1, 1)) == pytest.approx(21)
    assert said_contrast(colour("#767676"), (1, 1, 1)) == pytest.approx(4.54, abs=0.005)
    assert said_contrast(colour("#777777"), (1, 1, 1)) == pytest.approx(4.48, abs=0.005)
