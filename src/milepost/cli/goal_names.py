"""Which goal a word on the command line means."""

from difflib import get_close_matches

from milepost.cli.exits import Code, Stop
from milepost.model.goal import Goal
from milepost.model.ids import fold, without_suffix
from milepost.model.plan import Plan


def find_goal(plan: Plan, word: str) -> Goal:
    """By id, path, title, alias or file name, without regard to case; ends the command when none or several fit."""
    wanted = fold(word.strip())
    for names in (_ids, _titles, _file_names):
        hits = [goal for goal in plan.goals.values() if wanted in map(fold, names(goal))]
        if len(hits) == 1:
            return hits[0]
        if hits:
            listed = ", ".join(goal.id for goal in hits[:5])
            raise Stop(Code.USAGE, f"{word!r} names {len(hits)} goals", f"Use the id of one: {listed}.")
    raise Stop(Code.USAGE, f"There is no goal {word!r}", _suggestion(plan, wanted))


def _ids(goal: Goal) -> tuple[str, ...]:
    return (goal.id, goal.path, without_suffix(goal.path))


def _titles(goal: Goal) -> tuple[str, ...]:
    return (goal.title, *goal.fields.aliases)


def _file_names(goal: Goal) -> tuple[str, ...]:
    return (without_suffix(goal.path).rpartition("/")[2], goal.slug)


def _suggestion(plan: Plan, wanted: str) -> str:
    known = {fold(name): name for goal in plan.goals.values() for name in (*_file_names(goal), *_titles(goal), goal.id)}
    close = get_close_matches(wanted, sorted(known), n=3, cutoff=0.5)
    if not close:
        return "milepost tree lists them all."
    return f"Did you mean {' or '.join(repr(known[name]) for name in close)}?"
