"""The messages of sentences that are made in Python: what stands in `say(…)`, `counted(…)` and `noun(…)`."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from milepost.model.said import NUMBER
from milepost.render.speech import bare

SOURCES = Path(__file__).parent.parent / "src" / "milepost"
_HOLE = re.compile(r"\{[^{}]*\}")
_SIGNS = "=−≥≤<>·/+×→←"
_HOMES = ("milepost.model.said", "milepost.report.wording")
_MAKERS = {"say", "counted", "noun"}


class Found(NamedTuple):
    """A message, what it is for several, and the module it stands in."""

    message: str
    many: str
    place: str


def messages() -> Iterator[Found]:
    """All of them, by module. Raises ValueError where `say` is given what is not written out."""
    yield Found(NUMBER, "", "model/said.py")
    for path in sorted(SOURCES.rglob("*.py")):
        place = path.relative_to(SOURCES).as_posix()
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for call in _calls(tree):
            yield from (Found(bare(one), bare(many), place) for one, many in _said(call, place) if not _is_formula(one))


def _calls(tree: ast.Module) -> Iterator[ast.Call]:
    """Calls of the makers that a module imports, but for those inside another maker."""
    taken = (node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module in _HOMES)
    names = _MAKERS & {each.name for node in taken for each in node.names}
    for part in tree.body if names else ():
        if not (isinstance(part, ast.FunctionDef) and part.name in _MAKERS):
            calls = (node for node in ast.walk(part) if isinstance(node, ast.Call))
            yield from (call for call in calls if isinstance(call.func, ast.Name) and call.func.id in names)


def _said(call: ast.Call, place: str) -> Iterator[tuple[str, str]]:
    match call.func, call.args:
        case ast.Name("say"), [message]:
            many = next((_written(word.value, place) for word in call.keywords if word.arg == "many"), [""])
            yield from ((one, several) for one in _written(message, place) for several in many)
        case (ast.Name("counted"), [_, ast.expr() as one, *rest]) | (ast.Name("noun"), [one, *rest]):
            for word in [] if isinstance(one, ast.Name) else _written(one, place):
                yield f"{{n}} {word}", f"{{n}} {_written(rest[0], place)[0] if rest else word + 's'}"
        case _:
            return


def _is_formula(message: str) -> bool:
    """Whether a message is the same in all languages."""
    signs = _HOLE.sub("", message)
    return any(sign in _SIGNS for sign in signs) and not any(sign.isalpha() for sign in signs)


def _written(node: ast.expr, place: str) -> list[str]:
    """What an argument says: a text, or one of two."""
    match node:
        case ast.Constant(str(text)):
            return [text]
        case ast.IfExp():
            return [*_written(node.body, place), *_written(node.orelse, place)]
        case _:
            raise ValueError(f"{place}:{node.lineno}: this message is not written out: {ast.unparse(node)}")
