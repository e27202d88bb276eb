"""What the core may not do, beyond what the import contracts can see."""

import ast
from collections.abc import Iterator

import pytest

from tests.architecture.sources import Source, sources

CORE = ("model", "diagnostics", "config", "syntax", "audience", "graph", "analysis", "report", "render")
EXACT = ("model", "analysis")
CHANCES = ("analysis.forecast", "analysis.health")

ASKS_THE_WORLD = {
    "date.today", "datetime.now", "datetime.today", "datetime.utcnow", "time.time", "os.environ", "os.getenv",
    "os.getcwd", "Path.cwd", "Path.home", "input",
}  # fmt: skip
OPENS = {
    "open", "read_text", "read_bytes", "write_text", "write_bytes", "unlink", "rmdir", "mkdir", "iterdir", "rglob",
    "scandir", "listdir", "touch", "symlink_to", "chmod", "rename", "removedirs", "makedirs", "fsync",
}  # fmt: skip
NO_SUBJECT = {"utils", "util", "helpers", "helper", "common", "manager", "base", "misc", "shared", "core", "types"}


def _attribute(node: ast.expr) -> str:
    if isinstance(node, ast.Attribute):
        left = _attribute(node.value).rpartition(".")[2]
        return f"{left}.{node.attr}" if left else node.attr
    return node.id if isinstance(node, ast.Name) else ""


def _uses(source: Source) -> Iterator[tuple[str, ast.expr]]:
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Attribute | ast.Name):
            yield _attribute(node), node


def _calls(source: Source) -> Iterator[tuple[str, ast.Call]]:
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Call):
            yield _attribute(node.func), node


def test_only_cli_asks_for_the_time_the_environment_and_the_current_folder() -> None:
    """Everything else is told."""
    found = [
        f"{source.at(node)} {name}"
        for source in sources()
        if source.package not in ("cli", "__main__")
        for name, node in _uses(source)
        if name in ASKS_THE_WORLD
    ]

    assert found == []


def test_only_files_opens_writes_renames_and_lists() -> None:
    """So that a test can make any of it fail."""
    own = {name.rpartition(".")[2] for source in sources() for name, _ in source.functions()}
    found = [
        f"{source.at(node)} {name}"
        for source in sources()
        if source.package != "files"
        for name, node in _calls(source)
        if name.rpartition(".")[2] in OPENS and not (name.startswith("disk.") or name in own)
    ]

    assert found == []


def test_the_core_prints_nothing() -> None:
    """What the core has to say is in its results; `cli` alone prints."""
    found = [
        f"{source.at(node)} {name}"
        for source in sources()
        if source.package != "cli"
        for name, node in _calls(source)
        if name in ("print", "sys.exit", "breakpoint")
    ]

    assert [place for place in found if "__main__" not in place] == []


def test_lines_end_at_line_feeds_and_carriage_returns_only() -> None:
    """`str.splitlines` also ends lines at form feeds and Unicode separators, which would shift every line number."""
    found = [
        source.at(node)
        for source in sources()
        for name, node in _calls(source)
        if name.rpartition(".")[2] == "splitlines"
    ]

    assert found == []


def test_progress_is_never_a_float() -> None:
    """Shares, sums and metrics are Fractions and Decimals until they are printed. Chances are floats."""
    found = [
        source.at(node)
        for source in sources()
        if source.name.startswith(EXACT) and not source.name.startswith(CHANCES)
        for node in _outside_printed_text(source.tree)
        if (isinstance(node, ast.Constant) and isinstance(node.value, float))
        or (isinstance(node, ast.Call) and _attribute(node.func) == "float")
    ]

    assert found == []


def _outside_printed_text(tree: ast.AST) -> Iterator[ast.expr]:
    waiting: list[ast.AST] = [tree]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.expr):
            yield node
        waiting += [child for child in ast.iter_child_nodes(node) if not isinstance(child, ast.JoinedStr)]


def test_modules_are_named_after_a_subject() -> None:
    """A thing belongs to the module whose words it uses; a drawer for the rest has no words."""
    found = [source.name for source in sources() if NO_SUBJECT & set(source.name.split("."))]

    assert found == []


def test_every_module_says_what_it_owns() -> None:
    """The first thing a reader sees."""
    silent = [source.name or "milepost" for source in sources() if not ast.get_docstring(source.tree)]

    assert silent == []


@pytest.mark.parametrize("package", CORE)
def test_core_functions_catch_no_blind_exceptions(package: str) -> None:
    """`except Exception` in the core would hide a bug as a user's fault."""
    found = [
        source.at(node.body[0])
        for source in sources()
        if source.package == package
        for node in ast.walk(source.tree)
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or _attribute(node.type) in ("Exception", "BaseException"))
    ]

    assert found == []
