"""The progress stated by hand differs from the computed one by more than ten points.

milepost never uses a stated percentage instead of the computed one; it is drawn beside it, so that both can be seen.

What to do: take `progress` out of the front matter and let the milestones speak, or tick what is done.
"""

from collections.abc import Iterator
from fractions import Fraction

from milepost.analysis.subject import Subject
from milepost.diagnostics.problem import Diagnostic
from milepost.model.said import say

RULE = "progress-disagrees"


def check(subject: Subject) -> Iterator[Diagnostic]:
    """A stated percentage more than ten points away from the computed one."""
    stated, computed = subject.goal.fields.progress, subject.own.progress.value
    if stated is None or computed is None:
        return
    if abs(Fraction(stated) - computed) > Fraction(1, 10):
        message = say(
            "`progress` says {stated} %, the plan says {computed} %",
            stated=int(stated * 100),
            computed=int(computed * 100),
        )
        yield subject.here(RULE, subject.at("progress"), message, say("take `progress` out, or tick what is done"))
