"""Somebody has more than seven goals under way.

Why it matters: what is worked on at once takes longer, each of it. Two finished goals are more than eight begun ones.

Example: eight notes with `status: active` and `owner: Ana`.

What to do: pause what can wait (`status: paused`), or hand it over. The message stands at the goal that could best wait
(lowest priority, least begun) and names up to three people who could take it. A goal that only covers others of the
same owner is not counted beside them.
"""

from collections.abc import Iterator

from milepost.analysis.people.crowds import MOST_ACTIVE
from milepost.analysis.people.takers import could_take_it
from milepost.analysis.subject import Subject
from milepost.diagnostics.problem import Diagnostic
from milepost.model.said import say

RULE = "too-many-active-goals"


def check(subject: Subject) -> Iterator[Diagnostic]:
    """One message a person, told at the goal that could best wait."""
    for crowd in subject.staffing.crowds:
        message = say(
            "{person} has {goals} active goals, more than {most_active}; this one could best wait",
            person=crowd.person,
            goals=len(crowd.goals),
            most_active=MOST_ACTIVE,
        )
        others = could_take_it(crowd.takers, "")
        remedy = say("pause it: `status: paused`") + (say("; {others}", others=others) if others else "")
        yield subject.here(RULE, subject.at("owner", "title"), message, remedy)
