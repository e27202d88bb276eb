"""Everything in a goal is done, and the goal itself is still open.

A goal is reached or it is not; its milestones only measure the way. When all of them are done the goal is ready to
close, but only its author can say that it is reached.

What to do: write `status: done` and a `done` date into the front matter, or add the milestone that is still missing.
"""

from collections.abc import Iterator

from milepost.analysis.subject import Subject
from milepost.diagnostics.problem import Diagnostic
from milepost.model.said import say

RULE = "all-done-but-open"


def check(subject: Subject) -> Iterator[Diagnostic]:
    """An open goal whose parts are all done."""
    own = subject.own
    if own.status.is_closed or own.kind != "milestone" or "ready_to_close" not in own.progress.flags:
        return
    message = say(
        "its one part is done, and the goal is still {status}",
        many="all {n:,} parts are done, and the goal is still {status}",
        n=own.progress.total_count,
        status=own.status,
    )
    yield subject.here(
        RULE, subject.at("status", "title"), message, say("write `status: done`, or add what is missing")
    )
