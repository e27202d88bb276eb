"""What `new goal` writes, and where: beside the goals that are there."""

import re
from collections import Counter
from datetime import date
from pathlib import Path

from milepost.cli.exits import Code, Stop
from milepost.cli.file_names import note_name
from milepost.cli.goal_names import find_goal
from milepost.cli.opening import Opened, open_vault
from milepost.cli.output import write_new
from milepost.cli.starters import starter
from milepost.cli.terminal import answers, line, styled
from milepost.config.settings import Settings
from milepost.files import disk, scan
from milepost.model.calendar import Period, read_period
from milepost.model.frozen import frozen
from milepost.model.goal import Goal
from milepost.model.ids import fold, without_suffix
from milepost.model.plan import Plan

_NOT_TYPED = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]+")
_FOLDER = "goals"


@frozen
class NewGoal:
    """What was asked for."""

    title: str
    like: str
    parent: str | None = None
    due: str | None = None


def write_goal(asked: NewGoal, vault: Path | None, today: date | None) -> None:
    """Write the note and say where it is; ends the command when one of that name exists."""
    title = " ".join(_NOT_TYPED.sub(" ", asked.title).split())
    if not title:
        raise Stop(Code.USAGE, "A goal needs a title", 'milepost new goal "Learn to swim"')
    if asked.due and not isinstance(read_period(asked.due), Period):
        raise Stop(Code.USAGE, f"--due {asked.due!r} is no date", "Use YYYY-MM-DD, or a period such as 2026-Q3.")
    opened = open_vault(vault, today)
    plan = opened.build.plan
    extra = {"due": asked.due or "", "parent": _link(find_goal(plan, asked.parent), plan) if asked.parent else ""}
    folder = opened.root / goals_folder(plan, opened.settings)
    place = folder / f"{note_name(title)}.md"
    if _is_taken(place) or not write_new(place, starter(asked.like, title, opened.build.analysis.as_of, extra)):
        raise Stop(
            Code.REFUSED, f"{_shown(place, opened)} is there already", "Choose another title, or edit that note."
        )
    answers().print(line(styled("written  ", "done"), _shown(place, opened)))


def goals_folder(plan: Plan, settings: Settings) -> str:
    """The folder that holds most goals (the first of several), else that of the `goals` setting, else `goals`."""
    folders = Counter(goal.path.rpartition("/")[0] for goal in plan.goals.values() if not goal.is_mission)
    if folders and plan.goal_rule == "declared":
        return max(sorted(folders), key=lambda folder: folders[folder])
    for glob in settings.goals:
        fixed = [part for part in glob.split("/")[:-1] if part not in ("", ".", "..") and not set(part) & set("*?[")]
        if fixed:
            return "/".join(fixed)
    return _FOLDER


def _link(parent: Goal, plan: Plan) -> str:
    """A wikilink to a goal: its file name where that is enough, else its path."""
    path = without_suffix(parent.path)
    name = path.rpartition("/")[2]
    twins = [each for each in plan.goals.values() if fold(without_suffix(each.path).rpartition("/")[2]) == fold(name)]
    return f"[[{name if len(twins) == 1 else path}]]"


def _is_taken(place: Path) -> bool:
    """Whether a name is there in any case: two notes that differ in case only are one on other systems."""
    try:
        names = {fold(entry.name) for entry in scan.list_folder(place.parent)}
    except (FileNotFoundError, NotADirectoryError):
        return False
    return fold(place.name) in names


def _shown(place: Path, opened: Opened) -> str:
    return disk.text(place).removeprefix(disk.text(opened.root) + "/")
