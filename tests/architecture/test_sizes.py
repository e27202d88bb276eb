"""Modules and functions stay small. The exceptions can only shrink: one that is no longer needed fails."""

from tests.architecture.sources import sources

MODULE_LINES = 400
FUNCTION_LINES = 50

LONGER_MODULES: dict[str, int] = {}
LONGER_FUNCTIONS: dict[str, int] = {}


def test_modules_are_at_most_400_lines() -> None:
    """A module that grows past its size has two subjects."""
    lengths = {source.name: source.text.count("\n") for source in sources()}

    assert _violations(lengths, MODULE_LINES, LONGER_MODULES) == []


def test_functions_are_at_most_50_lines() -> None:
    """A function that grows past its size does two things."""
    lengths = {
        name: (node.end_lineno or node.lineno) - node.lineno + 1
        for source in sources()
        for name, node in source.functions()
    }

    assert _violations(lengths, FUNCTION_LINES, LONGER_FUNCTIONS) == []


def _violations(lengths: dict[str, int], most: int, exceptions: dict[str, int]) -> list[str]:
    too_long = [
        f"{name}: {length} lines, at most {exceptions.get(name, most)}"
        for name, length in lengths.items()
        if length > exceptions.get(name, most)
    ]
    not_needed = [
        f"{name}: needs no exception, or a smaller one ({lengths.get(name, 0)} lines)"
        for name, length in exceptions.items()
        if lengths.get(name, 0) < length
    ]
    return too_long + not_needed
