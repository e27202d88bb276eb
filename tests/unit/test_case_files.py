"""The case harness itself: what it reads from a file and what it writes back."""

from datetime import date
from pathlib import Path

import pytest

from tests.case_files import CaseError, Expectation, read_cases, rewrite

TEXT = """# Links

As of 2026-08-15. All cases have this note:

```a.md crlf
one
```

## To a note

Why it matters.

````b c.md
```python
```
````

```expect problems links
old
```

## To nowhere

```expect plan
```
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A case file."""
    path = tmp_path / "links.md"
    path.write_bytes(TEXT.encode())
    return path


def test_a_heading_with_an_expect_fence_is_a_case(path: Path) -> None:
    """What stands below the first heading holds for all."""
    first, second = read_cases(path)

    assert (first.name, first.line, first.as_of) == ("To a note", 9, date(2026, 8, 15))
    assert first.files == {"a.md": b"one\r\n", "b c.md": b"```python\n```\n"}
    assert first.expectations == (Expectation(("problems", "links"), 18, "old\n"),)
    assert (second.name, second.files) == ("To nowhere", {"a.md": b"one\r\n"})


def test_rewriting_touches_expect_fences_only(path: Path) -> None:
    """A text that holds a fence gets a longer one."""
    rewrite(path, {18: "new\nlines\n", 24: "```\n"})

    expected = TEXT.replace("old\n", "new\nlines\n").replace("```expect plan\n```", "````expect plan\n```\n````")
    assert path.read_bytes() == expected.encode()


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("# A\n## B\n```a.md\n```\n", "links.md:2: this case expects nothing; add an expect fence"),
        ("# A\n## B\n```expect plan\n```\n", "links.md:2: this case has no notes"),
        ("# A\n```a.md\n```\n## B\n```expect plan\n```\n## B\n```expect plan\n```\n", "two cases are called 'B'"),
        ("# A\n- ```a.md\n  ```\n", "links.md:2: fences stand at the left margin"),
    ],
)
def test_a_case_that_could_not_fail_is_refused(path: Path, text: str, why: str) -> None:
    """With its place."""
    path.write_bytes(text.encode())

    with pytest.raises(CaseError) as caught:
        read_cases(path)

    assert why in str(caught.value)
