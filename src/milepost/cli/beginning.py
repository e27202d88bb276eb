"""What `init` writes: commented settings and a first goal, and never over anything."""

from datetime import date
from pathlib import Path

from milepost.cli.clock import as_of
from milepost.cli.exits import Code, Stop
from milepost.cli.output import write_new
from milepost.cli.pipelines import NEXT, pipeline
from milepost.cli.starters import starter
from milepost.cli.terminal import answers, line, styled
from milepost.files import disk
from milepost.files.disk import Kind

_SETTINGS = """\
# Settings of milepost. Every key is optional; what stands here without `#` differs from the default.
# All of them: milepost schema config

# title = "Our plan"
# goals = ["Goals/**"]            # notes under these are goals, beside those that say so
# ignore = ["Private/**"]         # never read
# timezone = "Europe/Berlin"      # whose "today" counts; else the computer's
# week_start = "monday"
# holidays = [2026-12-25]

# [fields]                        # a word of yours = a field of milepost
# end_date = "due"

# [status]                        # a word of yours = a status of milepost
# to_do = "planned"

# [site]
# out = "site"                    # where `milepost build` writes
"""
_TITLE = "My first goal"
_GOAL = Path("Goals") / f"{_TITLE}.md"


def begin(folder: Path, today: date | None, forge: str = "") -> None:
    """Write what is not there yet, with a pipeline for a forge if one is named, and say what to do next."""
    found = disk.look(folder, follow=True)
    if found is not None and found.kind is not Kind.FOLDER:
        raise Stop(Code.USAGE, f"{str(folder)!r} is no folder", "Name a folder, or one that is to be made.")
    console = answers()
    files = {folder / "milepost.toml": _SETTINGS}
    if not _has_notes(folder):
        day = as_of(today)
        files[folder / _GOAL] = starter("project", _TITLE, day, {"due": _in_three_months(day)})
    if forge:
        files.update([pipeline(forge, folder)])
    for path, text in files.items():
        if write_new(path, text):
            console.print(line(styled("written  ", "done"), str(path)))
        else:
            console.print(line(styled("kept     ", "faint"), str(path), styled("  (there already)", "faint")))
    place = "" if folder == Path.cwd() else f" {folder}"
    console.print()
    console.print("Next:")
    console.print(line("  milepost status", place, styled("    how the plan stands", "faint")))
    console.print(line("  milepost check", place, styled("     what is wrong in the notes, if anything", "faint")))
    console.print(line("  milepost build", place, styled("     the site", "faint")))
    if forge:
        console.print(line("  commit and push what was written", styled(f"; {NEXT[forge]}", "faint")))


def _in_three_months(day: date) -> str:
    """A month as a due date, so that the first goal says when."""
    years, month = divmod(day.month + 2, 12)
    return f"{day.year + years}-{month + 1:02}"


def _has_notes(folder: Path) -> bool:
    """A folder with notes of its own needs no example among them."""
    from milepost.vault.discover import discover

    if disk.look(folder) is None:
        return False
    notes = discover(disk.real(folder)).notes
    return any(note != _GOAL.as_posix() for note in notes)
