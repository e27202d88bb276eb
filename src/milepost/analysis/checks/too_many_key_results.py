"""An objective has more than five key results.

Why it matters: key results say what matters most. With six or more of them nothing does, and each gets less attention
than it needs.

Example: a list below `## Key results` with eight lines, or eight goals of the level *key result* with one parent.

What to do: keep the three to five that would show that the objective is reached. Put the rest below `## Milestones`,
or into the next period.
"""

from collections.abc import Iterator
from functools import lru_cache

from milepost.analysis.subject import Subject
from milepost.diagnostics.problem import Diagnostic
from milepost.model.ids import GoalId
from milepost.model.said import say
from milepost.model.status import ItemState, Status, squash

RULE = "too-many-key-results"
MOST = 5
_NAMES = ("keyresult", "keyresults", "kr", "krs")


def check(subject: Subject) -> Iterator[Diagnostic]:
    """Key results: lines below such a heading or with a metric, and sub-goals of that level."""
    if len(subject.goal.milestones) + len(subject.goal.children) <= MOST:
        return
    milestones = subject.goal.milestones
    sections = {one for one in {one.section for one in milestones} if _names_key_results(one)}
    marked = [one for one in milestones if one.section in sections or one.fields.metric is not None]
    lines = [one for one in marked if one.linked is None and one.state is not ItemState.CANCELLED]
    goals = [name for name in subject.goal.children if _is_key_result_goal(name, subject)]
    count = len(lines) + len(goals)
    if count > MOST:
        message = say("{count} key results, more than {most}: which of them matter most?", count=count, most=MOST)
        yield subject.here(RULE, subject.at("title"), message, say("keep three to five, and make the rest milestones"))


@lru_cache(256)
def _names_key_results(heading: str) -> bool:
    return squash(heading.rstrip(" :")) in _NAMES


def _is_key_result_goal(name: GoalId, subject: Subject) -> bool:
    goal = subject.plan.goals.get(name)
    return goal is not None and squash(goal.level) in _NAMES and subject.facts[name].status is not Status.DROPPED
