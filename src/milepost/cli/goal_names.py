"""Which goal a word on the command line means."""

from difflib import get_close_matches

from milepost.cli.exits import Code, Stop
from milepost.model.goal import Goal
from milepost.model.ids import fold
from milepost.model.plan import Plan
from milepost.report.goal_names import GoalNames, known_names


def find_goal(plan: Plan, word: str) -> Goal:
    """By id, path, title, alias or file name, without regard to case; ends the command when none or several fit."""
    hits = GoalNames(plan).hits(word)
    if len(hits) == 1:
        return hits[0]
    if hits:
        raise several(word, [goal.id for goal in hits], "goals")
    close = close_names(plan, word)
    raise Stop(Code.USAGE, f"There is no goal {word!r}", did_you_mean(close) or "milepost tree lists them all.")


def several(word: str, ids: list[str], what: str) -> Stop:
    """What to say where a word fits more than one thing."""
    return Stop(Code.USAGE, f"{word!r} names {len(ids)} {what}", f"Use the id of one: {', '.join(ids[:5])}.")


def close_names(plan: Plan, word: str) -> list[str]:
    """Names of goals that look like a word, the nearest first."""
    known = known_names(plan)
    return [known[name] for name in get_close_matches(fold(word.strip()), sorted(known), n=3, cutoff=0.5)]


def did_you_mean(names: list[str]) -> str:
    """A question, "" where there is nothing to ask."""
    return f"Did you mean {' or '.join(repr(name) for name in names)}?" if names else ""
