"""A status or box says one thing, other boxes or dates another.

The status wins. Real plans are full of finished notes with open boxes, so this is only a reminder: a goal that is done
with open milestones, one with a `done` date whose status says that it is still under way, or one that is done on a day
that has not come yet, or before its start. Of a quarter or month the first day counts, and tomorrow may be today where
the author is. In a goal under way so is a milestone or task that is open with a done date, or ticked on a day to come.

```markdown
- [ ] Book the venue ✅ 2026-05-02
```

What to do: tick or cancel what is open, or correct the status or the date.
"""

from collections.abc import Iterator
from datetime import timedelta

from milepost.analysis.called import called
from milepost.analysis.facts import GoalFacts
from milepost.analysis.standing import is_met
from milepost.analysis.subject import Subject
from milepost.diagnostics.findings import told
from milepost.diagnostics.problem import Diagnostic
from milepost.model.goal import Milestone, Task
from milepost.model.said import say
from milepost.model.status import ItemState, Status

RULE = "status-contradicts"
_ELSEWHERE = timedelta(days=1)
"""East of the machine's time zone it may be tomorrow already."""
_DONE, _CANCELLED = ItemState.DONE, ItemState.CANCELLED


def check(subject: Subject) -> Iterator[Diagnostic]:
    """A done goal with something open, or too early; an open goal with a done date; the same of what lies in it."""
    yield from _days(subject)
    if not subject.own.status.is_closed:
        yield from _parts(subject)
    own = subject.own
    reached = own.progress.reached
    if own.status is Status.DONE and own.kind != "binary" and reached is not None and reached < 1 and not _is_held(own):
        left = own.progress.total_count - own.progress.done_count
        message = say("the status is done, but the metric's target is not met")
        if own.kind != "metric":
            message = say(
                "the status is done, but 1 part of {total_count:,} is open",
                many="the status is done, but {n:,} parts of {total_count:,} are open",
                n=left,
                total_count=own.progress.total_count,
            )
        yield subject.here(
            RULE, subject.at("status", "done"), message, say("finish or cancel them, or correct the status")
        )
    elif subject.goal.status is not None and not own.status.is_closed and subject.goal.fields.done is not None:
        message = say(
            "there is a done date ({text}), but the status is {status}",
            text=subject.goal.fields.done.text,
            status=own.status,
        )
        yield subject.here(RULE, subject.at("done"), message, say("write `status: done`, or take the date out"))


def _days(subject: Subject) -> Iterator[Diagnostic]:
    """A done date that has not come yet, or lies before the start."""
    done, start = subject.goal.fields.done, subject.goal.fields.start
    if done is not None and subject.own.status is Status.DONE and done.first - subject.as_of > _ELSEWHERE:
        message = say("it is done, on a day that has not come yet ({text})", text=done.text)
        yield subject.here(RULE, subject.at("done"), message, say("correct the date"))
    if done is not None and start is not None and done.last < start.first:
        message = say("it was done ({text}) before its start ({start})", text=done.text, start=start.text)
        yield subject.here(RULE, subject.at("done"), message, say("correct one of the two dates"))


def _parts(subject: Subject) -> Iterator[Diagnostic]:
    """What is open with a done date, or done on a day that has not come yet."""
    for milestone in subject.goal.milestones:
        own: tuple[Milestone | Task, ...] = (milestone,) if milestone.linked is None else ()
        for part in (*own, *milestone.tasks):
            done = part.fields.done
            if done is None or part.state is _CANCELLED:
                continue
            if part.state is not _DONE:
                message = say("{title} has a done date ({text}), and is still open", title=called(part), text=done.text)
                remedy = say("tick it, or take the date out")
            elif done.first - subject.as_of > _ELSEWHERE:
                message = say(
                    "{title} is done, on a day that has not come yet ({text})", title=called(part), text=done.text
                )
                remedy = say("correct the date")
            else:
                continue
            yield told(RULE, (part.path, subject.place(part, "done")), message, remedy)


def _is_held(own: GoalFacts) -> bool:
    """Whether a metric has met its target, though no stretch level, or is inside what was to be held."""
    metric = own.metric
    return own.kind == "metric" and metric is not None and (is_met(metric) or metric.now_ok is True)
