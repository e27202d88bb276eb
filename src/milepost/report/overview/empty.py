"""What a vault without goals is shown: a note to copy, and where milepost has looked."""

from collections.abc import Sequence

from milepost.model.said import say
from milepost.report.around import Around
from milepost.report.pages.kinds import Empty
from milepost.report.visible import visible
from milepost.report.wording import counted

MOST_FOLDERS = 20

SAMPLE = """---
type: goal
due: {due}
why: What it is good for.
---
# Run 10 km without stopping

## Milestones

- [x] Buy shoes
- [ ] Run 5 km 📅 {half}
- [ ] Run 10 km 📅 {due}
"""


def empty(around: Around) -> Empty:
    """The overview of nothing yet; strangers are told no more than that."""
    if not around.material.is_private:
        return Empty("", "", (), ())
    plan, year = around.plan, around.as_of.year
    next_year = min(year + 1, 9999)
    folders: dict[str, int] = {}
    for path in around.material.documents:
        folder = path.rpartition("/")[0] or say("the vault's own folder")
        folders[folder] = folders.get(folder, 0) + 1
    listed = [
        say("{folder} ({notes})", folder=visible(folder), notes=counted(count, "note"))
        for folder, count in sorted(folders.items())
    ]
    skipped = [say("{path}: {why}", path=visible(each.path), why=visible(each.why)) for each in plan.skipped]
    return Empty(
        sample=SAMPLE.format(due=f"{next_year}-06-30", half=f"{next_year}-03-31"),
        searched=_searched(plan.notes),
        folders=_cut(listed),
        skipped=_cut(skipped),
    )


def _searched(notes: int) -> str:
    if not notes:
        return say("milepost looked in the vault's own folder and all folders below it, and found no note.")
    return say(
        "milepost read {n:,} note and found no goal.", many="milepost read {n:,} notes and found no goal.", n=notes
    )


def _cut(lines: Sequence[str]) -> tuple[str, ...]:
    more = len(lines) - MOST_FOLDERS
    return (*lines[:MOST_FOLDERS], *([say("and {more:,} more", more=more)] if more > 0 else []))
