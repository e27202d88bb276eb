"""The table of figures: what can be asked of a goal, a milestone and a task, and under which names.

Names are the keys of data.json, those inside a map by themselves (`total_slack`, `p85`); each has the synonyms people
try. To add a figure, add a row.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial

from milepost.model.frozen import frozen
from milepost.model.goal import Goal, Milestone
from milepost.model.status import squash
from milepost.report.explain import (
    closing,
    dates,
    expected,
    forecast,
    health,
    items,
    kept,
    metric,
    pace,
    people,
    progress,
    schedule,
    smart,
    standing,
    upcoming,
    waiting,
    weight,
    written,
)
from milepost.report.explain.asked import Asked
from milepost.report.explain.evidence import Part
from milepost.report.explain.explanation import Explanation

Build = Callable[[Asked], Explanation]


@frozen
class Figure:
    """One row: the name, what explains it, what it says, and other names people try."""

    name: str
    build: Build
    meaning: str
    synonyms: tuple[str, ...] = ()


_METRIC = ("current", "value", "now", "current date", "series", "unit", "direction")
_FORECAST = ("likely by", "prediction", "forecast reason", "back test", "backtest", "reference")

SCHEDULE: tuple[Figure, ...] = (
    Figure("schedule", schedule.schedule, "when it can and must happen", ("dates", "when")),
    Figure("earliest_start", schedule.date_figure("earliest_start"), "when it can begin", ("es",)),
    Figure("earliest_finish", schedule.date_figure("earliest_finish"), "when it can be finished", ("ef",)),
    Figure("latest_start", schedule.date_figure("latest_start"), "when it must begin", ("ls",)),
    Figure("latest_finish", schedule.date_figure("latest_finish"), "when it must be finished", ("lf",)),
    Figure("total_slack", schedule.total_slack, "days to spare", ("slack", "days to spare", "spare", "float")),
    Figure("free_slack", schedule.free_slack, "days to spare before somebody waits", ("free",)),
    Figure("critical", schedule.critical, "whether it decides the finish", ("decides the finish", "critical path")),
    Figure("start_by", schedule.start_by, "by when something undated must begin", ("begin by", "suggested")),
    Figure("blocked", waiting.blocked, "whether it waits for something", ("waits for", "waiting")),
    Figure("dead_blocked", waiting.dead_blocked, "whether it waits in vain", ("dead",)),
    Figure("depends_on", waiting.depends_on, "what it waits for", ("dependencies", "after", "predecessors")),
    Figure("blocks", waiting.blocks, "what waits for it", ("holds back", "successors")),
)

METRIC: tuple[Figure, ...] = (
    Figure(
        "metric",
        metric.metric,
        "where its metric stands",
        _METRIC,
    ),
    Figure("baseline", partial(metric.end, name="baseline"), "where its metric begins", ("from",)),
    Figure("target", partial(metric.end, name="target"), "where its metric shall come to", ("to",)),
    Figure("best", metric.best, "its best value"),
    Figure("now_ok", metric.now_ok, "whether a value is held now", ("ok",)),
)

GOAL: tuple[Figure, ...] = (
    Figure("health", health.health, "whether it will hold, and why", ("reasons", "rag")),
    Figure("declared_health", health.declared_health_, "its owner's word on it", ("declared",)),
    Figure("newest", health.newest, "the last dated fact", ("last noted", "stale", "freshness")),
    Figure("progress", progress.progress, "how far it has come", ("percent", "p", "how far", "done percent")),
    Figure("progress_raw", progress.progress_raw, "a metric's figure beyond 0 to 100 %", ("raw",)),
    Figure("reached", progress.reached, "what it came to by itself"),
    Figure("activity", progress.activity, "its checklist beside the outcome", ("checklist",)),
    Figure("done_count", progress.counts, "how many parts are done", ("count",)),
    Figure("total_count", progress.total_count, "how many parts there are", ("total",)),
    Figure("expected", expected.expected, "where it should be by now", ("planned", "e")),
    Figure("gap", expected.gap, "progress against expected", ("behind", "ahead")),
    Figure("status", standing.status, "where it stands by its author's word"),
    Figure("outcome", standing.outcome, "whether it was reached"),
    Figure("kind", standing.kind, "how it is measured", ("type",)),
    Figure("is_goal", standing.is_goal, "why its note is a goal", ("goal", "why a goal")),
    Figure("parents", waiting.parents, "what it is part of", ("parent", "part of")),
    Figure("children", waiting.children, "the goals it is made of", ("sub goals",)),
    Figure("start", dates.start, "when it begins", ("begins",)),
    Figure("due", dates.due, "when it shall be reached", ("due date", "end", "due text")),
    Figure("done", dates.done, "when it was reached"),
    Figure("horizon", standing.horizon, "short, medium or long"),
    Figure("cycle", standing.cycle, "the period it belongs to", ("quarter",)),
    *SCHEDULE,
    Figure(
        "forecast",
        forecast.forecast,
        "when it is likely done",
        _FORECAST,
    ),
    Figure("p50", forecast.likely(0.5), "the day with even chances", ("median",)),
    Figure("p85", forecast.likely(0.85), "the day with 85 % chance"),
    Figure("p95", forecast.likely(0.95), "the day with 95 % chance"),
    Figure("chance_by_due", forecast.chance_by_due, "the chance to hold the due date", ("chance", "odds")),
    Figure("remaining", forecast.remaining, "how many items are left", ("left",)),
    Figure("weeks", forecast.weeks, "the history a forecast is made of", ("throughput", "history")),
    *METRIC,
    Figure("pace", pace.pace, "its metric's change a week", ("speed",)),
    Figure("required_pace", pace.required_pace, "the change a week it takes", ("required",)),
    Figure("path", pace.path_value, "where its metric should be today", ("metric expected",)),
    Figure("delta", pace.delta, "its metric against the path"),
    Figure("safe_days", pace.safe_days, "how long standing still would do", ("safe", "buffer")),
    Figure("projected", pace.projected, "when the present pace arrives", ("projection", "eta")),
    Figure("adherence", kept.adherence, "how well a value is held"),
    Figure("kept", kept.kept, "how many periods were kept", ("habit", "periods", "kept count", "kept total")),
    Figure("smart", smart.smart, "the five lights", ("lights",)),
    *(
        Figure(name, smart.light_figure(letter), f"the light {letter.upper()}", (letter,))
        for letter, name in smart.NAMES.items()
    ),
    Figure("weight", weight.weight, "what it counts in its parent"),
    Figure("share", weight.share, "its share of its parent"),
    Figure("score", closing.score_, "what a closed goal came to"),
    Figure("next", upcoming.upcoming, "what comes next", ("next milestone", "next step", "todo")),
    Figure("owner", people.owner, "who answers for it", ("accountable", "who")),
    Figure("load", people.load, "what its owner has due", ("owner load", "people", "capacity", "workload")),
    Figure("title", written.written("title"), "what it is called", ("name",)),
    Figure("level", written.written("level"), "what it calls itself"),
    Figure("area", written.written("area"), "the part of life or work it belongs to"),
    Figure("priority", written.written("priority"), "how urgent it is by its author's word"),
    Figure("estimate", written.written("estimate"), "how long it takes", ("effort", "duration")),
    Figure("why", written.written("why"), "why it matters"),
    Figure("done_when", written.written("done_when"), "what is true when it is reached", ("success",)),
    Figure("commitment", written.written("commitment"), "committed or aspirational"),
    Figure("confidence", written.written("confidence"), "how sure its owner is"),
    Figure("approver", written.written("approver"), "who has to say yes"),
)

MILESTONE: tuple[Figure, ...] = (
    Figure("progress", items.item_progress, "how far it has come", ("percent", "p", "how far")),
    Figure("state", standing.state, "where it stands", ("status", "outcome")),
    Figure("due", dates.due, "when it is due", ("due date", "end", "due text")),
    Figure("done", dates.done, "when it was reached"),
    Figure("weight", weight.weight, "what it counts in its goal"),
    Figure("share", weight.share, "its share of its goal"),
    Figure("done_count", items.counts, "how many tasks are done", ("count",)),
    Figure("total_count", items.total_count, "how many tasks there are", ("total",)),
    Figure("owner", written.written("owner"), "who does it", ("who",)),
    Figure("estimate", written.written("estimate"), "how long it takes", ("effort", "duration")),
    Figure("gate", written.written("gate"), "what kind of point it is"),
    Figure("approver", written.written("approver"), "who has to say yes"),
    Figure("approved", written.written("approved"), "when they said yes"),
    *SCHEDULE,
    *METRIC,
)

TASK: tuple[Figure, ...] = (
    Figure("progress", items.item_progress, "how far it has come", ("percent", "p", "how far")),
    Figure("state", standing.state, "where it stands", ("status", "outcome")),
    Figure("due", dates.due, "when it is due", ("due date", "end", "due text")),
    Figure("done", dates.done, "when it was done"),
    Figure("weight", weight.weight, "what it counts in what it is below"),
    Figure("share", weight.share, "its share of what it is below"),
    Figure("owner", written.written("owner"), "who does it", ("who",)),
    *SCHEDULE,
)


def figures_of(part: Part) -> Sequence[Figure]:
    """What can be asked of a goal, milestone or task."""
    if isinstance(part, Goal):
        return GOAL
    return MILESTONE if isinstance(part, Milestone) else TASK


def find_figure(part: Part, word: str) -> Figure | None:
    """The figure that a word means: a name first, then a synonym; case, spaces, `-` and `_` do not matter.

    `metric.target` is found as in data.json.
    """
    known = _spellings(figures_of(part))
    whole = known.get(squash(word.replace(".", " ").strip()))
    above, dot, last = word.rpartition(".")
    return whole or (known.get(squash(last.strip())) if dot and squash(above.strip()) in known else None)


def _spellings(figures: Sequence[Figure]) -> Mapping[str, Figure]:
    found = {squash(figure.name): figure for figure in figures}
    for figure in figures:
        for word in figure.synonyms:
            found.setdefault(squash(word), figure)
    return found


def explain(asked: Asked, figure: Figure) -> Explanation:
    """Why this figure of this subject has its value."""
    return replace(figure.build(asked), figure=figure.name, subject=asked.part.id)


def explain_all(asked: Asked) -> tuple[Explanation, ...]:
    """Every figure of the subject, in the order of the table."""
    return tuple(explain(asked, figure) for figure in figures_of(asked.part))
