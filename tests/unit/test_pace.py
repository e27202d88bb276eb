"""When a watcher looks at the disk: decided from hints and a clock alone."""

import pytest

from milepost.live.changes import unannounced
from milepost.live.hints import Event, Hint, Sign, hints_of
from milepost.live.pace import PATIENCE, QUIET, SCAN, Pace, Task

FINISHED, WRITING, CHANGED = Sign.FINISHED, Sign.WRITING, Sign.CHANGED


def _after(*hints: tuple[Sign, str, float]) -> Pace:
    pace = Pace()
    for sign, path, at in hints:
        pace.hear(Hint(sign, path, at))
    return pace


def test_nothing_heard_is_nothing_to_do() -> None:
    """No task, ever."""
    assert Pace().due() is None


def test_a_finished_write_is_looked_at_at_once_and_everything_afterwards() -> None:
    """Then there is quiet again."""
    pace = _after((FINISHED, "a.md", 5.0))

    assert pace.due() == 5.0
    assert pace.take() == Task(("a.md",))
    pace.rest(5.3)
    assert pace.due() == pytest.approx(5.3 + QUIET)
    assert pace.take() == SCAN
    assert pace.due() is None


def test_what_follows_is_gathered() -> None:
    """One look for many, when nothing was heard for a while."""
    pace = _after((FINISHED, "a.md", 5.0))
    pace.take()
    for number in range(10):
        pace.hear(Hint(FINISHED, f"{number}.md", 5.01 + number * 0.05))

    assert pace.due() == pytest.approx(5.01 + 9 * 0.05 + QUIET)
    assert pace.take() == SCAN
    assert pace.due() is None


def test_no_stream_of_hints_is_waited_out() -> None:
    """After two seconds there is a look, whatever goes on."""
    pace = _after(*((CHANGED, "a.md", 5.0 + number * 0.05) for number in range(100)))

    assert pace.due() == 5.0 + PATIENCE


def test_an_open_writer_is_waited_for() -> None:
    """Until it closes its file, or for two seconds."""
    pace = _after((CHANGED, "a.md", 5.0), (WRITING, "a.md", 5.0))

    assert pace.due() == 5.0 + PATIENCE
    pace.hear(Hint(FINISHED, "a.md", 6.0))
    assert pace.due() is not None
    assert pace.take() == Task(("a.md",))


def test_what_is_finished_does_not_wait_for_another_writer() -> None:
    """The note that is still written is not looked at."""
    pace = _after((WRITING, "a.md", 5.0), (FINISHED, "b.md", 5.1))

    assert pace.take() == Task(("b.md",))
    assert pace.due() == 5.0 + PATIENCE


def test_a_note_that_is_written_again_is_not_finished() -> None:
    """A second writer, or the same one."""
    pace = _after((FINISHED, "a.md", 5.0), (WRITING, "a.md", 5.01))

    assert pace.due() == 5.0 + PATIENCE
    assert pace.take() == SCAN


def test_a_note_that_went_is_not_missed_at_once() -> None:
    """An editor may put another one in its place."""
    pace = _after((CHANGED, "a.md", 5.0))
    assert pace.due() == 5.0 + QUIET
    pace.hear(Hint(FINISHED, "a.md", 5.01))

    assert pace.take() == Task(("a.md",))


def _signs(event: Event, *, knows_closing: bool = True) -> list[tuple[str, str]]:
    return [(hint.sign.value, hint.path) for hint in hints_of(event, 1.0, knows_closing=knows_closing)]


@pytest.mark.parametrize(
    ("event", "expected"),
    [
        (Event("closed", False, "a.md"), [("finished", "a.md")]),
        (Event("modified", False, "a.md"), [("writing", "a.md")]),
        (Event("created", False, "a.md"), [("changed", "a.md")]),
        (Event("deleted", False, "a.md"), [("changed", "a.md")]),
        (Event("moved", False, "a.md", "b.md"), [("changed", "a.md"), ("finished", "b.md")]),
        (Event("moved", False, "a.md", "a.md~"), [("changed", "a.md"), ("changed", "a.md~")]),
        (Event("moved", False, ".a.md.swp", "a.md"), [("finished", "a.md")]),
        (Event("moved", True, "a", "b"), [("changed", "a"), ("changed", "b")]),
        (Event("created", True, "new"), [("changed", "new")]),
        (Event("opened", False, "a.md"), []),
        (Event("closed_no_write", False, "a.md"), []),
        (Event("attrib", False, "a.md"), []),
        (Event("modified", True, "folder"), []),
        (Event("closed", False, "picture.png"), [("finished", "picture.png")]),
        (Event("closed", False, "page.html"), []),
        (Event("created", False, "picture.png"), [("changed", "picture.png")]),
        (Event("closed", False, ".git/index"), []),
        (Event("created", False, ".obsidian/workspace.json"), []),
    ],
    ids=lambda value: f"{value.kind} {value.source}" if isinstance(value, Event) else "",
)
def test_what_an_event_may_mean(event: Event, expected: list[tuple[str, str]]) -> None:
    """Reading means nothing, and so does what no build reads."""
    assert _signs(event) == expected


def test_where_nobody_says_that_a_file_was_closed_no_write_is_known_to_last() -> None:
    """Quiet is waited for instead."""
    assert _signs(Event("modified", False, "a.md"), knows_closing=False) == [("changed", "a.md")]


def test_a_change_is_announced_by_itself_or_by_a_folder_it_lies_in() -> None:
    """`""` is the vault: anything may have changed."""
    assert unannounced(["a/b/c.md", "d.md"], {"a/b/c.md", "d.md"}) == ()
    assert unannounced(["a/b/c.md", "d.md"], {"a"}) == ("d.md",)
    assert unannounced(["ab/c.md"], {"a"}) == ("ab/c.md",)
    assert unannounced(["a/b/c.md", "d.md"], {""}) == ()
