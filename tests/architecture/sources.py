"""The source tree as these tests see it: every module, parsed once."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "milepost"


@dataclass(frozen=True, slots=True)
class Source:
    """One module: its dotted name below `milepost`, its text and its tree."""

    name: str
    path: Path
    text: str
    tree: ast.Module

    @property
    def package(self) -> str:
        """The layer it belongs to: `syntax`, `cli`, `audience`, …"""
        return self.name.partition(".")[0]

    def functions(self) -> Iterator[tuple[str, ast.FunctionDef | ast.AsyncFunctionDef]]:
        """Every function and method with its dotted name."""
        yield from _functions(self.name, self.tree)

    def at(self, node: ast.expr | ast.stmt) -> str:
        """A place a person can click."""
        return f"{self.path.relative_to(ROOT).as_posix()}:{node.lineno}"


@cache
def sources() -> tuple[Source, ...]:
    """All modules of milepost, in path order."""
    return tuple(_source(path) for path in sorted(PACKAGE.rglob("*.py")))


def _source(path: Path) -> Source:
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    name = ".".join(part for part in parts if part != "__init__")
    text = path.read_text(encoding="utf-8")
    return Source(name, path, text, ast.parse(text, str(path)))


def _functions(prefix: str, tree: ast.AST) -> Iterator[tuple[str, ast.FunctionDef | ast.AsyncFunctionDef]]:
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield f"{prefix}.{node.name}", node
            yield from _functions(f"{prefix}.{node.name}", node)
        elif isinstance(node, ast.ClassDef):
            yield from _functions(f"{prefix}.{node.name}", node)
        else:
            yield from _functions(prefix, node)
