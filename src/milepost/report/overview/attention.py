"""What needs somebody, worst first: each goal once, with the one reason that decided it and the next step."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import partial

from milepost.analysis.facts import GoalFacts, MilestoneState
from milepost.diagnostics.problem import Diagnostic, Severity
from milepost.model.goal import Goal, Milestone
from milepost.model.said import say
from milepost.report.around import Around, lifted
from milepost.report.badges import HEALTH, LATE, READY, SEVERITY, WAITING, is_overdue
from milepost.report.goal_rows import is_late
from milepost.report.natural import natural
from milepost.report.pages.overview import AttentionRow, NextRow
from milepost.report.reason import Reason
from milepost.report.roads import milestone_title
from milepost.report.upcoming import UNDERWAY, Upcoming, soonest
from milepost.report.visible import visible
from milepost.report.wording import day_words, overdue, readable, sentence

MOST_ROWS = 10
MOST_NEXT = 7

_OVERDUE = MilestoneState.OVERDUE
_UNWELL = {"off_track": 0, "at_risk": 2}


_Candidate = tuple[tuple[int, int], Callable[[], Reason]]
"""How much a reason weighs, and how it is put into words, which only one of several is."""


def reason_of(goal: Goal, around: Around) -> Reason | None:
    """The one reason that decides why a goal needs somebody, if it does."""
    if goal.is_mission:
        return None
    found = min(_candidates(goal, around.facts(goal.id), around), key=_first, default=None)
    return found[1]() if found is not None else None


def by_weight(reason: Reason) -> tuple[int, int, str, str]:
    """Worst first."""
    return *_weight(reason), natural(reason.goal.title), reason.goal.path


def attention_row(reason: Reason, around: Around, up: str = "") -> AttentionRow:
    """A reason as it is shown on a page that is `up` below the site's root."""
    href = up + around.addresses.goal(reason.goal.id)
    return AttentionRow(reason.badge, visible(reason.goal.title), href, reason.reason, reason.step)


def next_rows(found: Iterable[Upcoming], around: Around, up: str = "") -> list[NextRow]:
    """At most seven milestones that could be next, soonest first."""
    return [_next_row(goal, milestone, around, up) for _, goal, milestone in soonest(found, MOST_NEXT)]


def _next_row(goal: Goal, milestone: Milestone, around: Around, up: str) -> NextRow:
    facts = around.facts(goal.id).milestones[milestone.id]
    return NextRow(
        day=around.short(facts.due, facts.due_text) if facts.due else None,
        title=milestone_title(milestone, around),
        href=up + around.addresses.own_item(goal.id, milestone.id),
        goal=lifted(around.goal_link(goal, ""), up),
        owner=lifted(around.owner_link(milestone.owner or goal.owner, ""), up),
    )


def _weight(reason: Reason) -> tuple[int, int]:
    return reason.rank, -reason.days


def _first(candidate: _Candidate) -> tuple[int, int]:
    return candidate[0]


def _candidates(goal: Goal, facts: GoalFacts, around: Around) -> Iterator[_Candidate]:
    if around.shows_problems:
        yield from _unreadable(goal, around)
    if facts.outcome != "open" or facts.status.value not in UNDERWAY:
        return
    yield from _unwell(goal, around)
    if is_late(facts, around) and facts.due:
        days = (around.as_of - facts.due).days
        yield (1, -days), partial(_late, goal, facts.due, days, around)
    yield from _late_milestones(goal, facts, around)
    yield from _waiting(goal, facts, around)
    if "ready_to_close" in facts.progress.flags:
        step = say("Set `status: done`, or add what is still to do.")
        yield (6, 0), partial(Reason, goal, 6, 0, READY, say("All milestones are reached."), step)


def _late(goal: Goal, due: date, days: int, around: Around) -> Reason:
    said = say("Due on {due}: {overdue}.", due=day_words(due), overdue=overdue(due, around.as_of))
    step = say("Close it with what it reached, or give it a new due date and note the decision.")
    return Reason(goal, 1, days, LATE, said, step)


def _unwell(goal: Goal, around: Around) -> Iterator[_Candidate]:
    """The worst of the reasons for which a goal is at risk or off track."""
    health = around.analysis.healths.get(goal.id)
    if health is None or health.state not in _UNWELL or not health.reasons:
        return
    worst = next((each for each in health.reasons if each.severity == health.state), health.reasons[0])
    rank, badge, days = _UNWELL[health.state], HEALTH[health.state], 0
    if worst.since:
        days = (around.as_of - worst.since).days
    yield (rank, -days), lambda: Reason(goal, rank, days, badge, readable(worst.message), readable(worst.step))


def _late_milestones(goal: Goal, facts: GoalFacts, around: Around) -> Iterator[_Candidate]:
    known = facts.milestones
    late = [
        (due, milestone)
        for milestone in goal.milestones
        if (each := known[milestone.id]).state is _OVERDUE  # as few are: no call for the others
        and is_overdue(each)
        and (due := each.due) is not None
        and milestone.linked is None
    ]
    if late:
        due, milestone = min(late, key=lambda row: row[0])
        days = (around.as_of - due).days
        yield (4, -days), lambda: _late_milestone(goal, milestone, due, around, late=len(late))


def _late_milestone(goal: Goal, milestone: Milestone, due: date, around: Around, *, late: int) -> Reason:
    said = say(
        "{milestone_title} is {overdue}",
        milestone_title=milestone_title(milestone, around),
        overdue=overdue(due, around.as_of),
    )
    if late > 1:
        said += say(", the first of {n:,} overdue milestone", many=", the first of {n:,} overdue milestones", n=late)
    step = say("Finish it, or move its date and note the decision.")
    return Reason(goal, 4, (around.as_of - due).days, LATE, say("{said}.", said=said), step)


def _waiting(goal: Goal, facts: GoalFacts, around: Around) -> Iterator[_Candidate]:
    waiting = [name for name, each in facts.milestones.items() if each.waiting_for_approval]
    for milestone in goal.milestones if waiting else ():
        if milestone.id in waiting:
            done = facts.milestones[milestone.id].done
            days = (around.as_of - done).days if done else 0
            yield (5, -days), partial(_unapproved, goal, milestone, days, around)
            return


def _unapproved(goal: Goal, milestone: Milestone, days: int, around: Around) -> Reason:
    approver = milestone.fields.approver or ""
    who = visible(approver) if approver else say("its approver")
    said = say(
        "{milestone_title} waits for approval by {who}", milestone_title=milestone_title(milestone, around), who=who
    )
    step = say("Ask {who}; then write `[approved:: YYYY-MM-DD]` on the line.", who=who)
    return Reason(goal, 5, days, WAITING, say("{said}.", said=said), step)


def _unreadable(goal: Goal, around: Around) -> Iterator[_Candidate]:
    errors = [each for each in around.problems.get(goal.path, ()) if each.severity is Severity.ERROR]
    if errors:
        yield (3, 0), partial(_with_errors, goal, errors)


def _with_errors(goal: Goal, errors: Sequence[Diagnostic]) -> Reason:
    first, left = errors[0], len(errors) - 1
    more = say(" (and {n:,} more error)", many=" (and {n:,} more errors)", n=left) if left else ""
    said = say("{sentence} Line {line}{more}.", sentence=sentence(first.message, 200), line=first.span.line, more=more)
    return Reason(goal, 3, 0, SEVERITY[Severity.ERROR], said, sentence(first.help, 200))
