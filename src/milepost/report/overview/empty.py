"""What a vault without goals is shown: a note to copy, and where milepost has looked."""

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
        folder = path.rpartition("/")[0] or "the vault's own folder"
        folders[folder] = folders.get(folder, 0) + 1
    listed = [f"{visible(folder)} ({counted(count, 'note')})" for folder, count in sorted(folders.items())]
    skipped = [f"{visible(each.path)}: {visible(each.why)}" for each in plan.skipped]
    return Empty(
        sample=SAMPLE.format(due=f"{next_year}-06-30", half=f"{next_year}-03-31"),
        searched=f"milepost read {counted(plan.notes, 'note')} and found no goal.",
        folders=_cut(listed),
        skipped=_cut(skipped),
    )


def _cut(lines: list[str]) -> tuple[str, ...]:
    more = len(lines) - MOST_FOLDERS
    return (*lines[:MOST_FOLDERS], *([f"and {more:,} more"] if more > 0 else []))
