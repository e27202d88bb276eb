"""Drawings: what draws stays, what runs or fetches goes."""

import re

import pytest

from milepost.render.svg import passive

SVG = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:h="http://www.w3.org/1999/xhtml"'


def drawn(inside: str, attributes: str = "") -> str:
    """What is left of a drawing."""
    found = passive(f"<svg {SVG} {attributes}>{inside}</svg>".encode())
    assert found is not None
    text = found.decode()
    return text[text.index(">") + 1 : -len("</svg>")]


@pytest.mark.parametrize(
    "inside",
    [
        '<rect width="9" fill="url(#g)" transform="rotate(3)" class="a"></rect>',
        '<g id="g"><path d="M 0 0 L 9 9z" stroke="#000"></path></g>',
        '<text x="1">a &amp; b &lt; c</text>',
        "<style>.a { fill: red } .b { fill: url(#g) }</style>",
        '<image xlink:href="data:image/png;base64,AAAA"></image>',
        '<use xlink:href="#g"></use>',
        '<animate attributeName="x" from="0" to="9"></animate>',
    ],
)
def test_what_draws_stays(inside: str) -> None:
    """As it was."""
    assert drawn(inside) == inside


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>",
        "<h:script>alert(1)</h:script>",
        '<g onclick="alert(1)" ONLOAD="alert(1)"/>',
        '<a xlink:href="javascript:alert(1)"><text>x</text></a>',
        '<a href=" java&#115;cript:alert(1)"/>',
        '<a href="https://evil.example/"/>',
        '<image href="https://evil.example/x.png"/>',
        '<image href="data:image/svg+xml,alert"/>',
        '<use href="https://evil.example/x.svg#a"/>',
        '<foreignObject><h:iframe src="javascript:alert(1)"/></foreignObject>',
        '<foreignObject><h:a href="javascript:alert(1)">x</h:a><h:form action="evil"/></foreignObject>',
        '<foreignObject><h:meta http-equiv="refresh" content="0;url=https://evil.example"/></foreignObject>',
        '<set attributeName="href" to="javascript:alert(1)"/>',
        '<animate attributeName="xlink:href" values="javascript:alert(1)"/>',
        '<animate attributeName="onclick" values="alert(1)"/>',
        "<style>@import 'https://evil.example/x.css';</style>",
        "<style>a { background: url(https://evil.example/x) }</style>",
        "<style>a { background: u\\72l(https://evil.example/x) }</style>",
        "<rect fill=\"url( 'https://evil.example/x')\"/>",
        '<rect style="background: url(//evil.example/x)"/>',
        '<?xml-stylesheet href="https://evil.example/x.css"?>',
        '<handler type="application/ecmascript">alert(1)</handler>',
        '<g xml:base="https://evil.example/"/>',
    ],
)
def test_what_runs_or_fetches_goes(inside: str) -> None:
    """Nothing of it is left but empty elements."""
    left = drawn(inside)
    assert not re.search(r"alert|evil|script|iframe|refresh|base", left, re.IGNORECASE), left


def test_handlers_of_the_drawing_itself_go() -> None:
    """Its own attributes are looked at like any others."""
    found = passive(f'<svg {SVG} onload="alert(1)" viewBox="0 0 9 9"/>'.encode())
    assert found is not None
    assert b"alert" not in found
    assert b'viewBox="0 0 9 9"' in found


@pytest.mark.parametrize(
    "content",
    [b"", b"no drawing", b"<html><script>alert(1)</script></html>", b"<svg/>", f"<svg {SVG}>".encode(), b"\xff\xfe"],
)
def test_what_is_no_drawing_is_left_out(content: bytes) -> None:
    """HTML, half a file, and what has no name space, which no browser would draw."""
    assert passive(content) is None


def test_entities_do_not_grow_without_end() -> None:
    """Ten to the tenth words from some hundred bytes."""
    bomb = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 11))
    drawing = f'<!DOCTYPE svg [<!ENTITY e0 "words">{bomb}]><svg {SVG}><text>&e10;</text></svg>'

    assert passive(drawing.encode()) is None


def test_nothing_outside_is_read() -> None:
    """An external entity is nothing."""
    found = passive(
        f'<!DOCTYPE svg [<!ENTITY e SYSTEM "file:///etc/passwd">]><svg {SVG}><text>&e;</text></svg>'.encode()
    )

    assert found is None or b"root" not in found
