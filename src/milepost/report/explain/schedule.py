"""Why something can begin when it can, must be finished when it must, and how many days lie between."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from milepost.analysis.facts import ScheduleFacts
from milepost.analysis.schedule.activities import length_of
from milepost.diagnostics.wording import workdays_words
from milepost.model.goal import Milestone
from milepost.report.explain.asked import Asked
from milepost.report.explain.bounds import (
    Bound,
    early_bounds,
    holders,
    late_bounds,
    open_parts,
    schedule_of,
    successors,
    top_end,
)
from milepost.report.explain.explanation import Explanation, Input
from milepost.report.explain.terms import MINUS
from milepost.report.jsonable import day
from milepost.report.wording import counted

_CLOSED = "It is closed: what counts are the days it really took, and nothing has to be spared any more."
_LOOSE = "It is no part of the plan's schedule."
_SPAN = {
    "earliest_start": "As early as the first of its open parts.",
    "earliest_finish": "As early as the last of its open parts.",
    "latest_start": "By when the first of its open parts must begin.",
    "latest_finish": "By when the last of its open parts must be finished.",
    "total_slack": "The days to spare of its open parts: the least of them counts.",
}
_RULE = {
    "earliest_start": "The latest of: today, its start, and the day after what it waits for.",
    "earliest_finish": "The earliest start and the days it takes.",
    "latest_start": "The latest finish, less the days it takes.",
    "latest_finish": (
        "The earliest of its due date, those above it, and the day before what waits for it; "
        "without any of these, the day on which the topmost goal can be finished."
    ),
    "total_slack": "Days to spare: from the earliest start to the latest one.",
}
_WEEKEND = timedelta(3)
_MOMENT = "It has no estimate, so it takes no day: it is reached on the last day of the work before it."
_PICK: dict[str, Callable[..., object]] = {
    "earliest_start": min,
    "earliest_finish": max,
    "latest_start": min,
    "latest_finish": max,
    "total_slack": min,
}


def schedule(asked: Asked) -> Explanation:
    """All dates of something, with the days to spare between them."""
    found = asked.schedule
    if found.total_slack is None:
        return _not_open(asked)
    rows = [_row(asked, name) for name in ("earliest_start", "earliest_finish", "latest_start", "latest_finish")]
    rows += [_row(asked, "total_slack"), _row(asked, "free_slack")]
    if found.start_by is not None:
        rows.append(_row(asked, "start_by"))
    rows.append(Input("critical", _decides(found), ask=asked.ask("critical")))
    slack = total_slack(asked)
    rule = "What comes before it says when it can begin, what comes behind it when it must: between lie days to spare."
    return Explanation(
        slack.value,
        slack.shown,
        rule,
        tuple(rows),
        slack.formula,
        asked.follows("slack", "dependency"),
        slack.decided_by,
    )


def _row(asked: Asked, name: str) -> Input:
    value = getattr(asked.schedule, name)
    shown = str(value) if isinstance(value, date) else _days(asked, value)
    return Input(name.replace("_", " "), shown, ask=asked.ask(name))


def _days(asked: Asked, count: int | None) -> str:
    if count is None:
        return "none"
    days = workdays_words(abs(count), calendar_days=asked.evidence.settings.calendar_days)
    return f"{MINUS if count < 0 else ''}{days}"


def _spare(asked: Asked, count: int) -> str:
    return f"{_days(asked, -count)} short" if count < 0 else f"{_days(asked, count)} to spare"


def _decides(found: ScheduleFacts) -> str:
    return "decides the finish" if found.critical else "does not decide the finish"


def _not_open(asked: Asked) -> Explanation:
    """Why something has nothing to spare: it is closed, or in nobody's schedule."""
    part, found = asked.part, schedule_of(asked, asked.part.id)
    if found is None:
        return Explanation(None, "none", _LOOSE)
    if isinstance(part, Milestone) and part.linked is not None:
        return Explanation(None, "closed", _CLOSED, (asked.evidence.named(part.linked, "closed", "schedule"),))
    days = (("start", found.earliest_start), ("done", found.earliest_finish))
    return Explanation(None, "closed", _CLOSED, tuple(asked.field(name, str(on)) for name, on in days if on))


def date_figure(name: str) -> Callable[[Asked], Explanation]:
    """One of the four dates."""

    def explain(asked: Asked) -> Explanation:
        found = asked.schedule
        value: date | None = getattr(found, name)
        if found.total_slack is None or value is None:
            closed = _not_open(asked)
            return replace(closed, value=day(value), shown=str(value) if value else closed.shown)
        return _linked(asked, name) or _of_span(asked, name) or _SIDES[name](asked, found, value)

    return explain


def _linked(asked: Asked, name: str) -> Explanation | None:
    """A line that stands for a goal has the goal's dates."""
    part = asked.part
    if not isinstance(part, Milestone) or part.linked is None:
        return None
    value = getattr(asked.schedule, name)
    shown = str(value) if isinstance(value, date) else _spare(asked, value)
    own = asked.evidence.named(part.linked, shown, name)
    return Explanation(
        day(value) if isinstance(value, date) else value, shown, "That of the goal it stands for.", (own,)
    )


def _of_span(asked: Asked, name: str) -> Explanation | None:
    """The figure of something with open parts, from the part that gives it; None where it is no span."""
    parts = open_parts(asked)
    own = asked.schedule
    if not parts or any(
        getattr(own, one) != pick(getattr(dates, one) for _, dates in parts) for one, pick in _PICK.items()
    ):
        return None
    value = getattr(own, name)
    rows = sorted(parts, key=lambda row: getattr(row[1], name) != value)
    inputs = tuple(asked.evidence.named(part, _part_words(asked, dates, name), name) for part, dates in rows)
    shown = str(value) if isinstance(value, date) else _spare(asked, value)
    picked = "the least" if _PICK[name] is min else "the greatest"
    formula = f"{picked} of {counted(len(parts), 'open part')} → {shown}"
    follows = asked.follows("slack") if name == "total_slack" else ()
    plain_value = day(value) if isinstance(value, date) else value
    return Explanation(plain_value, shown, _SPAN[name], inputs, (formula,), follows)


def _part_words(asked: Asked, dates: ScheduleFacts, name: str) -> str:
    value = getattr(dates, name)
    return str(value) if isinstance(value, date) else _spare(asked, value)


def _earliest_start(asked: Asked, found: ScheduleFacts, value: date) -> Explanation:
    bounds = sorted(early_bounds(asked), key=lambda bound: bound.fact.ask.rpartition(".")[0] not in found.deciders)
    rule = _RULE["earliest_start"] if _length(asked) or not found.deciders else _MOMENT
    deciding = next((one.fact for one in bounds), None) if found.deciders else _latest(bounds)
    inputs = tuple(bound.fact for bound in bounds)
    return Explanation(
        day(value), str(value), rule, inputs, (f"the latest of: {_days_of(bounds)} → {value}",), (), deciding
    )


def _latest(bounds: Sequence[Bound]) -> Input | None:
    return max(bounds, key=lambda bound: bound.day).fact if bounds else None


def _days_of(bounds: Sequence[Bound]) -> str:
    return ", ".join(dict.fromkeys(bound.words for bound in bounds))


def _latest_finish(asked: Asked, _: ScheduleFacts, value: date) -> Explanation:
    bounds = sorted(late_bounds(asked), key=lambda bound: bound.day)
    end = top_end(asked)
    if end is not None and (not bounds or bounds[0].day - value > _WEEKEND >= abs(end.day - value)):
        bounds.insert(0, end)
    if not bounds:
        return Explanation(day(value), str(value), _RULE["latest_finish"])
    working = ", the last working day by then" if not bounds[0].how and value < bounds[0].day else ""
    formula = f"the earliest of: {_days_of(bounds)} → {value}{working}"
    facts = tuple(bound.fact for bound in bounds)
    return Explanation(day(value), str(value), _RULE["latest_finish"], facts, (formula,), (), facts[0])


def _earliest_finish(asked: Asked, found: ScheduleFacts, value: date) -> Explanation:
    length = _length(asked)
    inputs = (_row(asked, "earliest_start"), *_estimate(asked))
    if not length:
        return Explanation(day(value), str(value), _MOMENT, inputs)
    formula = f"{length} from {found.earliest_start}: the last is {value}"
    return Explanation(day(value), str(value), _RULE["earliest_finish"], inputs, (formula,))


def _latest_start(asked: Asked, found: ScheduleFacts, value: date) -> Explanation:
    length = _length(asked)
    inputs = (_row(asked, "latest_finish"), *_estimate(asked))
    if not length:
        rule = "It has no estimate, so it takes no day: the last day on which it may be reached."
        return Explanation(day(value), str(value), rule, inputs)
    formula = f"{length} up to {found.latest_finish}: the first is {value}"
    return Explanation(day(value), str(value), _RULE["latest_start"], inputs, (formula,))


def _length(asked: Asked) -> str:
    """The days it takes, "" where it takes none."""
    days = length_of(asked.part.fields.estimate, calendar_days=asked.evidence.settings.calendar_days)
    return _days(asked, days) if days else ""


def _estimate(asked: Asked) -> tuple[Input, ...]:
    estimate = asked.part.fields.estimate
    return (asked.field("estimate", estimate.text),) if estimate else (Input("estimate", "none"),)


_SIDES: dict[str, Callable[[Asked, ScheduleFacts, date], Explanation]] = {
    "earliest_start": _earliest_start,
    "earliest_finish": _earliest_finish,
    "latest_start": _latest_start,
    "latest_finish": _latest_finish,
}


def total_slack(asked: Asked) -> Explanation:
    """Days to spare."""
    found = asked.schedule
    if found.total_slack is None:
        return _not_open(asked)
    span = _linked(asked, "total_slack") or _of_span(asked, "total_slack")
    if span is not None:
        return span
    shown = _spare(asked, found.total_slack)
    inputs = (_row(asked, "earliest_start"), _row(asked, "latest_start"))
    formula = f"from {found.earliest_start} to {found.latest_start} = {_days(asked, found.total_slack)}"
    late = tuple(sorted(late_bounds(asked), key=lambda bound: bound.day))
    deciding = late[0].fact if late else None
    follows = asked.follows("slack")
    if not late:
        follows = (*follows, "no due date limits it, so the days say little")
    return Explanation(found.total_slack, shown, _RULE["total_slack"], inputs, (formula,), follows, deciding)


def free_slack(asked: Asked) -> Explanation:
    """Days to spare before anybody else has to wait."""
    found = asked.schedule
    rule = (
        "The days it may slip before what waits for it, or for what it is part of, has to slip too; "
        "where nothing waits, the end of the topmost goal."
    )
    if found.free_slack is None:
        return _not_open(asked)
    rows = [_row(asked, "earliest_finish")]
    waiting = [name for part in (asked.part, *holders(asked)) for name in successors(asked, part)]
    for name in dict.fromkeys(waiting):
        dates = schedule_of(asked, name)
        if dates is not None and dates.total_slack is not None:
            rows.append(asked.evidence.named(name, f"can begin {dates.earliest_start}", "earliest_start"))
    return Explanation(found.free_slack, _spare(asked, found.free_slack), rule, tuple(rows))


def critical(asked: Asked) -> Explanation:
    """Whether it decides the finish."""
    found = asked.schedule
    rule = "It decides the finish if the end waits for it, or if it has no day to spare and nothing beside it has less."
    if found.total_slack is None:
        return Explanation(found.critical, "no, it is closed", _CLOSED)
    rows = [_row(asked, "total_slack")]
    rows += [asked.evidence.named(name, "decides when it can begin", "critical") for name in found.deciders]
    return Explanation(found.critical, "yes" if found.critical else "no", rule, tuple(rows))


def start_by(asked: Asked) -> Explanation:
    """By when something undated should begin."""
    found = asked.schedule
    if found.start_by is None:
        return Explanation(
            None, "none", _why_no_start_by(asked, found), (_row(asked, "latest_start"),) if found.latest_start else ()
        )
    if found.suggested:
        rule = (
            "Nothing in its list has an estimate, so the time to the due date is shared evenly: suggested, not a limit."
        )
    else:
        rule = "It has no date of its own: by this day it must begin, for the dates above and behind it to hold."
    bounds = sorted(late_bounds(asked), key=lambda bound: bound.day)
    inputs = (*(bound.fact for bound in bounds), _row(asked, "latest_start"))
    shown = f"{found.start_by}{', suggested' if found.suggested else ''}"
    return Explanation(day(found.start_by), shown, rule, inputs)


def _why_no_start_by(asked: Asked, found: ScheduleFacts) -> str:
    if found.total_slack is None:
        return _CLOSED
    if asked.part.fields.due is not None:
        return "It has a due date of its own."
    return "No due date, neither above it nor of what waits for it, says by when it must begin."
