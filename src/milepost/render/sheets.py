"""The sheet that comes after ours: what the settings say of tokens, then a vault's own rules.

Cascade layers decide who wins, not the weight of selectors: tokens of the settings are in the layer of ours and come
later, and `extra.css` is in the last layer, `user`.
"""

import re
from collections.abc import Mapping, Sequence

from milepost.config.settings import Token
from milepost.render.layers import EXTRA_SHEET, STATIC_FOLDER, Layers
from milepost.render.words import Catalogue

OWN_SHEET = f"{STATIC_FOLDER}milepost.css"
_WORDS = re.compile(r'--mp-word-([a-z-]+): "([^"]*)"')
_URL = re.compile(rb"""url\(\s*(?:"([^"\n]*)"|'([^'\n]*)'|([^"'()\s]+))\s*\)""")


def extra_sheet(layers: Layers, settings: str, paths: Mapping[str, str]) -> dict[str, bytes]:
    """The sheet by its name; nothing where there is nothing to say. `paths` are those of static files, by name."""
    own = next((layer[EXTRA_SHEET] for layer in layers.all if EXTRA_SHEET in layer), b"")
    parts = [settings.encode()] if settings else []
    if own.strip():
        text = own.removeprefix(b"\xef\xbb\xbf").strip()
        parts.append(b"@layer user {\n" + _with_paths(text, paths) + b"\n}\n")
    return {EXTRA_SHEET: b"".join(parts)} if parts else {}


def sheet_words(layers: Layers) -> Mapping[str, str]:
    """The words that our own sheet shows: token → text."""
    sheet = layers.all[-1].get(OWN_SHEET, b"").decode("utf-8", "replace")
    return dict(_WORDS.findall(sheet))


def word_sheet(layers: Layers, words: Catalogue) -> str:
    """The same in another language; spaces at the ends stay."""
    said = {
        name: text.replace(text.strip(), words[text.strip()])
        for name, text in sheet_words(layers).items()
        if text.strip() in words
    }
    rows = " ".join(f'--mp-word-{name}: "{_quoted(text)}";' for name, text in said.items())
    return f"@layer tokens {{ :root {{ {rows} }} }}\n" if rows else ""


def _quoted(text: str) -> str:
    return "".join(sign if sign.isalnum() or sign == " " else f"\\{ord(sign):x} " for sign in text)


def token_sheet(tokens: Sequence[Token]) -> str:
    """Tokens of the settings, in the places where ours are: both schemes, and the dark one by either way to it."""
    blocks = [f":root {{ {light} }}"] if (light := _declared(tokens, "light")) else []
    if dark := _declared(tokens, "dark"):
        blocks.append(
            f'@media screen and (prefers-color-scheme: dark) {{ :root:not([data-theme="light"]) {{ {dark} }} }}'
        )
        blocks.append(f'@media screen {{ :root[data-theme="dark"] {{ {dark} }} }}')
    return "@layer tokens {\n" + "".join(f"{block}\n" for block in blocks) + "}\n" if blocks else ""


def _declared(tokens: Sequence[Token], scheme: str) -> str:
    return " ".join(f"--mp-{token.name}: {token.value};" for token in tokens if token.scheme in ("", scheme))


def _with_paths(sheet: bytes, paths: Mapping[str, str]) -> bytes:
    """Addresses of static files as they are in the site, where the sheet lies beside them."""

    def address(found: re.Match[bytes]) -> bytes:
        written = (found[1] or found[2] or found[3] or b"").decode("utf-8", "replace")
        path = paths.get(written.removeprefix("./").removeprefix(STATIC_FOLDER))
        return b'url("' + path.removeprefix(STATIC_FOLDER).encode() + b'")' if path else found[0]

    return _URL.sub(address, sheet)
