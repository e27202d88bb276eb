"""The catalogue of all words of pages: of templates, the style sheet and sentences made in Python."""

from milepost.files.theme_files import builtin_theme
from milepost.render.catalogue import written
from milepost.render.layers import TEMPLATE_SUFFIX, Layers
from milepost.render.sheets import sheet_words
from milepost.render.words import messages
from tools import python_words


def catalogue() -> str:
    """The text of milepost.pot. Places are files without lines, which would change with every edit."""
    theme = builtin_theme()
    found: dict[str, list[str]] = {}
    for name, content in sorted(theme.items()):
        if name.endswith(TEMPLATE_SUFFIX):
            for _, text in messages(content.decode("utf-8")):
                found.setdefault(text, []).append(name)
    for text in sheet_words(Layers(theme)).values():
        found.setdefault(text.strip(), []).append("static/milepost.css")
    plurals: dict[str, str] = {}
    for said in python_words.messages():
        found.setdefault(said.message, []).append(said.place)
        if said.many:
            plurals[said.message] = said.many
    return written({text: list(dict.fromkeys(places)) for text, places in found.items()}, plurals)
