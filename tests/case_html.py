"""The HTML of a part of a page, for cases in which its text says too little."""

from collections.abc import Sequence

import html5lib

from tests.case_build import Built
from tests.golden.pretty import pretty_part


def html(built: Built, words: Sequence[str]) -> str:
    """Every element of a page that has the class named, with a line for each block in it."""
    path, name = words
    tree = html5lib.parse(built.site[path].decode("utf-8"), treebuilder="etree", namespaceHTMLElements=False)
    parts = [element for element in tree.iter() if name in str(element.attrib.get("class", "")).split()]
    return "\n\n".join(pretty_part(part) for part in parts)
