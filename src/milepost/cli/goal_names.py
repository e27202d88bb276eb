"""Which goal a word on the command line means."""

from milepost.cli.exits import Code, Stop
from milepost.graph.near import Nearest
from milepost.model.goal import Goal
from milepost.model.plan import Plan
from milepost.report.goal_names import GoalNames, known_names

_MOST = 3
"""Titles that are offered."""


def find_goal(plan: Plan, word: str) -> Goal:
    """By id, path, title, alias or file name, without regard to case; ends the command when none or several fit."""
    hits = GoalNames(plan).hits(word)
    if len(hits) == 1:
        return hits[0]
    if hits:
        raise several(word, [goal.id for goal in hits], "goals")
    remedy = did_you_mean(close_names(plan, word)) or "milepost tree lists them all."
    raise Stop(Code.USAGE, f"There is no goal {word!r}", remedy)


def several(word: str, ids: list[str], what: str) -> Stop:
    """What to say where a word fits more than one thing."""
    return Stop(Code.USAGE, f"{word!r} names {len(ids)} {what}", f"Use the id of one: {', '.join(ids[:5])}.")


def close_names(plan: Plan, word: str) -> list[str]:
    """The name of a goal that a word is nearest to, else a few titles that it is part of."""
    close = Nearest(known_names(plan)).to(word.strip())
    if close:
        return [close]
    part = word.strip().casefold()
    titles = dict.fromkeys(goal.title for goal in plan.goals.values())
    return [title for title in titles if part and part in title.casefold()][:_MOST]


def did_you_mean(names: list[str]) -> str:
    """A question, "" where there is nothing to ask."""
    return f"Did you mean {' or '.join(repr(name) for name in names)}?" if names else ""
