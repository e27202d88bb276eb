"""What was read from a note, in the terminal."""

import json
from collections.abc import Iterable, Mapping

from rich.console import Console

from milepost.cli.check_text import print_problems
from milepost.cli.glyphs import state_sign
from milepost.cli.terminal import line, styled
from milepost.model.ids import VaultPath
from milepost.report.inspect import Inspected
from milepost.report.inspect_fields import item_fields, note_fields
from milepost.syntax.document import ChecklistItem

_DEEPEST = 12


def print_notes(console: Console, notes: Iterable[Inspected], sources: Mapping[VaultPath, bytes]) -> None:
    """One block a note."""
    count = 0
    for note in notes:
        if count:
            console.print()
        count += 1
        _print_note(console, note, sources)
    if not count:
        console.print("There is no note here.")


def _print_note(console: Console, note: Inspected, sources: Mapping[VaultPath, bytes]) -> None:
    what = "a goal" if note.is_goal else "no goal"
    console.print(
        line(styled(note.path, "strong"), styled(f"  {what}: {note.why}", "done" if note.is_goal else "faint"))
    )
    for key, value in note_fields(note.document.front.fields).items():
        console.print(line(styled(f"  {key}: ", "faint"), _shown(value)))
    for key, text in note.document.front.unknown:
        console.print(line(styled(f"  {key}: ", "faint"), text, styled("  (not a field)", "faint")))
    _print_items(console, note)
    for link, resolved in zip(note.document.links, note.resolved, strict=True):
        where = styled(f" → {resolved}" if resolved else " → nowhere", "faint" if resolved else "warning")
        console.print(line(styled(f"  {link.span.line:>4}  ", "faint"), f"link {link.target}", where))
    if note.diagnostics:
        console.print()
        print_problems(console, note.diagnostics, sources, everything=True)


def _print_items(console: Console, note: Inspected) -> None:
    depths: list[int] = []
    for item, role in zip(note.document.items, note.roles, strict=True):
        depths.append(depths[item.parent] + 1 if item.parent >= 0 else 0)
        indent = "  " * min(depths[-1], _DEEPEST)
        console.print(
            line(
                styled(f"  {item.line:>4}  {indent}", "faint"),
                state_sign(console, item.state.value),
                f" {item.title}  ",
                styled(" ".join((role, *_fields(item))), "faint"),
            )
        )


def _fields(item: ChecklistItem) -> Iterable[str]:
    return (f"{key}={_shown(value)}" for key, value in item_fields(item.fields).items())


def _shown(value: object) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        return ", ".join(map(_shown, value))
    return json.dumps(value, ensure_ascii=False)
