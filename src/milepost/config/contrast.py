"""Whether pages stay readable in the colours of the settings: the pairs that stand on each other, after WCAG 2.2.

Text needs 4.5 : 1 on every ground, a state's word on the tint of its own colour too; edges of controls and the ring of
the focus need 3 : 1. Colours that no setting names are ours, and hold.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from milepost.config.colours import Colour, colour, contrast, digits_of, mixed
from milepost.config.complaint import Complaint
from milepost.config.settings import Token
from milepost.config.tokens import SCHEMES
from milepost.model.said import say

_STATES = ("done", "on-track", "at-risk", "off-track", "not-started", "paused")
_TEXT = ("ink", "ink-2", "ink-3", "link", *_STATES)
_MARKS = ("control", "focus")
_GROUNDS = ("page", "surface", "sunken")
_READABLE, _VISIBLE = 4.5, 3.0
_STEPS = 20

OURS: Mapping[str, Mapping[str, str]] = {
    "light": {
        "page": "#ffffff",
        "surface": "#f6f7f9",
        "sunken": "#eef0f3",
        "ink": "#16191d",
        "ink-2": "#454c57",
        "ink-3": "#5f6773",
        "link": "#1a3fb0",
        "focus": "#1a3fb0",
        "control": "#7f8894",
        "done": "#1a3399",
        "on-track": "#1d7a5a",
        "at-risk": "#966000",
        "off-track": "#9a0f38",
        "not-started": "#566070",
        "paused": "#7c44bd",
        "tint": "10%",
    },
    "dark": {
        "page": "#0f1216",
        "surface": "#171b21",
        "sunken": "#20262e",
        "ink": "#e8ebef",
        "ink-2": "#b9c0c9",
        "ink-3": "#98a1ad",
        "link": "#8fb4ff",
        "focus": "#8fb4ff",
        "control": "#747e8b",
        "done": "#5b93f5",
        "on-track": "#7fe3bb",
        "at-risk": "#f5b731",
        "off-track": "#f06a6a",
        "not-started": "#949ba6",
        "paused": "#d3bdf7",
        "tint": "12%",
    },
}
"""The tokens of the sheet that the pairs are made of; a test holds them to it."""


class _Pair(NamedTuple):
    """What stands on what: `on` is the ground in words, `least` the contrast it needs."""

    top: str
    ground: str
    on: str
    least: float


def faint(tokens: Sequence[Token], key: str) -> Iterator[Complaint]:
    """One complaint for each token of a scheme that makes something hard to read, with its worst pair and a remedy."""
    for scheme in SCHEMES:
        own = {token.name: token for token in tokens if token.scheme in ("", scheme)}
        found = {**OURS[scheme], **{name: token.value for name, token in own.items()}}
        worst: dict[str, tuple[float, _Pair]] = {}
        for pair in _pairs(found):
            blamed = pair.top if pair.top in own else pair.ground if pair.ground in own else "tint"
            ratio = _ratio(pair, found) if blamed in own else None
            if ratio is not None and ratio < pair.least and ratio < worst.get(blamed, (pair.least, pair))[0]:
                worst[blamed] = ratio, pair
        for name, (ratio, pair) in worst.items():
            remedy = f"{_needed(own[name], pair, found)}{'' if own[name].scheme else _for_one(key, scheme)}"
            yield Complaint("low-contrast", _message(ratio, pair, scheme), remedy, *_place(own[name]))


def _pairs(found: Mapping[str, str]) -> Iterator[_Pair]:
    for ground in _GROUNDS:
        for name in _TEXT:
            yield _Pair(name, ground, f"`{ground}`", _READABLE)
    for name in _STATES:
        yield _Pair(name, "page", say("its own tint of {share}", share=found["tint"]), _READABLE)
    for name in _MARKS:
        for ground in _GROUNDS[:2]:
            yield _Pair(name, ground, f"`{ground}`", _VISIBLE)


def _ratio(pair: _Pair, found: Mapping[str, str]) -> float | None:
    """The contrast of a pair; None where one of its colours cannot be told."""
    top, ground = colour(found[pair.top]), colour(found[pair.ground])
    return None if top is None or ground is None else contrast(top, _under(top, ground, pair, found))


def _under(top: Colour, ground: Colour, pair: _Pair, found: Mapping[str, str]) -> Colour:
    is_tint = pair.on.startswith("its")
    return mixed(top, float(found["tint"].rstrip("%")) / 100, ground) if is_tint else ground


def _message(ratio: float, pair: _Pair, scheme: str) -> str:
    return say(
        "`{top}` on {on} has a contrast of {shown} : 1 in the {scheme} scheme.",
        top=pair.top,
        on=pair.on,
        shown=_shown(ratio),
        scheme=scheme,
    )


def _needed(token: Token, pair: _Pair, found: Mapping[str, str]) -> str:
    better = _better(pair, found) if token.name == pair.top else ""
    is_text = pair.least == _READABLE
    what = (
        say("Text needs {least:g} : 1.", least=pair.least)
        if is_text
        else say("A mark needs {least:g} : 1.", least=pair.least)
    )
    return say(
        "{what} Take another `{name}`{better}.",
        what=what,
        name=token.name,
        better=better and say(", such as {better}", better=better),
    )


def _for_one(key: str, scheme: str) -> str:
    return say(" It may have another value for one scheme, below [{key}.{scheme}].", key=key, scheme=scheme)


def _place(token: Token) -> tuple[str, str]:
    """The keys that lead to a token below its setting."""
    return (token.scheme, token.name) if token.scheme else (token.name, "")


def _shown(ratio: float) -> str:
    """Rounded down, so that what is too little never looks like enough."""
    return f"{int(ratio * 100) / 100:g}"


def _better(pair: _Pair, found: Mapping[str, str]) -> str:
    """The same colour, as much darker or lighter as it needs to be on every ground; "" where none will do."""
    top = colour(found[pair.top])
    if top is None:
        return ""
    for step in range(1, _STEPS + 1):
        for end in ((0.0, 0.0, 0.0), (1.0, 1.0, 1.0)):
            tried = digits_of(mixed(end, step / _STEPS, top))
            with_it = {**found, pair.top: tried}
            own = [_ratio(each, with_it) or 0 for each in _pairs(with_it) if each.top == pair.top]
            if min(own) >= pair.least:
                return tried
    return ""
