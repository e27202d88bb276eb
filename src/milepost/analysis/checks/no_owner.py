"""Nobody is named as a goal's owner, in a plan that names owners elsewhere.

Why it matters: what belongs to everybody is done by nobody. One person answers for a goal, even if many work on it.

Example: one goal of the vault says `owner: Ana`, this one says nothing, and neither does what it is part of.

What to do: write `owner`, one name; others go into `with`. Up to three people are named who could take it: by skills,
then interests, then free capacity. A plan of one person needs no owners: the rule is silent until some note names one.
"""

from collections.abc import Iterator

from milepost.analysis.people.takers import could_take_it
from milepost.analysis.subject import Subject
from milepost.diagnostics.problem import Diagnostic
from milepost.model.said import say

RULE = "no-owner"


def check(subject: Subject) -> Iterator[Diagnostic]:
    """A live goal that neither names an owner nor is part of one that does."""
    staffing = subject.staffing
    if subject.around.named and not staffing.owner and not subject.goal.is_mission:
        others = could_take_it(staffing.could_own, "")
        remedy = say("write `owner`, one name") + (say("; {others}", others=others) if others else "")
        yield subject.here(RULE, subject.at("title", "type"), say("nobody is named as its owner"), remedy)
