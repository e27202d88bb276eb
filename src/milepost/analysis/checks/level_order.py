"""A goal is part of one that is smaller by its own word.

Why it matters: the arithmetic is the same at every level, but readers expect a mission to hold goals, a goal to hold
objectives and an objective to hold key results. The other way round, one of the two words, or the link, is wrong.

Example: an objective below a key result.

```yaml
type: objective
parent: "[[120 founding members]]"
```

What to do: turn the link round, or change one of the words. Words of your own (*year*, *theme*, *project*) have no
order and are never reported.
"""

from collections.abc import Iterator, Mapping

from milepost.analysis.called import called
from milepost.analysis.subject import Subject
from milepost.diagnostics.problem import Diagnostic
from milepost.model.goal import Goal
from milepost.model.said import say
from milepost.model.status import squash

RULE = "level-order"

ORDER: Mapping[str, int] = {"mission": 0, "goal": 1, "objective": 2, "keyresult": 3, "kr": 3}


def check(subject: Subject) -> Iterator[Diagnostic]:
    """Parents whose level comes after the goal's own."""
    own = _rank(subject.goal)
    if own is None:
        return
    for name in subject.goal.parents:
        parent = subject.plan.goals.get(name)
        above = _rank(parent) if parent is not None else None
        if parent is not None and above is not None and above > own:
            message = say(
                "{a} is part of {title}, which is {a2}",
                a=_a(subject.goal.level),
                title=called(parent),
                a2=_a(parent.level),
            )
            yield subject.here(
                RULE, subject.at("parent"), message, say("turn the link round, or change one of the levels")
            )


def _rank(goal: Goal) -> int | None:
    """The place of a level that the note itself gives."""
    typed = goal.fields.level or goal.fields.type
    return ORDER.get(squash(typed)) if typed else None


def _a(level: str) -> str:
    word = level.replace("-", " ").lower()
    return say("an {word}", word=word) if word[:1] in "aeiou" else say("a {word}", word=word)
