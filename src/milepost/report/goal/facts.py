"""The facts of a goal below the figures at its top: start, people, why, and how its progress is counted."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from milepost.analysis.closing import closing
from milepost.analysis.facts import GoalFacts
from milepost.model.calendar import Resolution
from milepost.model.goal import Goal
from milepost.report.around import IN_GOALS, Around
from milepost.report.closing_words import score_words
from milepost.report.outlook_words import ahead_words, forecast_words
from milepost.report.pages.parts import Fact, Link, Title
from milepost.report.periods.goals import period_link
from milepost.report.visible import visible
from milepost.report.wording import day_words, percent, readable, weight_words

_RULES = {
    "children": "weighted mean of its milestones and sub-goals",
    "leaves": "share of all items below it",
    "sum": "the sub-goals' values added up",
    "metric": "how far its metric has come",
    "binary": "reached or not, nothing in between",
    "ongoing": "",
}


def goal_facts(goal: Goal, facts: GoalFacts, around: Around) -> Iterator[Fact]:
    """The list of facts, the most asked for first."""
    yield from _start(goal, facts)
    yield from _forecast(goal, facts, around)
    fields = goal.fields
    others = dict.fromkeys((*goal.owner[1:], *goal.with_))
    if others:
        yield Fact("With", _separated([around.person_link(each, IN_GOALS) for each in others]))
    if goal.approver:
        approved = f"approved {day_words(fields.approved.last)}" if fields.approved else "not approved yet"
        yield Fact("Approver", (Link(visible(goal.approver)),), approved)
    if len(goal.parents) > 1:
        yield Fact(
            "Part of", _separated([around.goal_link(around.plan.goals[each], IN_GOALS) for each in goal.parents])
        )
    if goal.area:
        yield Fact("Area", (around.area_link(goal.area, IN_GOALS),))
    for label, text in (
        ("Priority", fields.priority),
        ("Why", fields.why),
        ("Done when", fields.done_when),
    ):
        if text:
            yield Fact(label, (Link(visible(text)),))
    yield from _ending(goal, facts, around)
    yield from _smaller(goal, facts, around)


def _forecast(goal: Goal, facts: GoalFacts, around: Around) -> Iterator[Fact]:
    """Why nobody knows when it will be done; what is known stands at the top of the page."""
    found = around.analysis.forecasts.get(goal.id)
    if found is None or facts.outcome != "open" or facts.kind != "milestone" or goal.is_mission:
        return
    if found.p85 is None:
        yield Fact("Forecast", (Link(readable(forecast_words(found, around.as_of)).removesuffix(".")),))


def _ending(goal: Goal, facts: GoalFacts, around: Around) -> Iterator[Fact]:
    """What a closed goal reached, its score, and who carries on."""
    ended = closing(goal, facts)
    if ended is not None:
        if ended.lead != facts.outcome:
            yield Fact("Ended", (Link(visible(ended.lead)),))
        score, _, rest = score_words(ended).partition(", ")
        if score and facts.outcome != "dropped":
            yield Fact("Score", (Link(score),), rest)
    for label, names in (("Carried to", goal.carried_to), ("Carries on", goal.carried_from)):
        known = [around.plan.goals[name] for name in names if name in around.plan.goals]
        if known:
            yield Fact(label, _separated([around.goal_link(each, IN_GOALS) for each in known]))


def _start(goal: Goal, facts: GoalFacts) -> Iterator[Fact]:
    """The first day, a coarse one as its author wrote it."""
    if facts.start:
        written = goal.fields.start
        is_coarse = written is not None and written.resolution is not Resolution.DAY
        yield Fact("Start", (Link(visible(written.text) if written and is_coarse else day_words(facts.start)),))


def _smaller(goal: Goal, facts: GoalFacts, around: Around) -> Iterator[Fact]:
    fields = goal.fields
    if rule := _RULES.get(facts.progress.rule, ""):
        yield Fact("Progress is", (Link(rule),))
    if facts.progress.activity is not None and facts.kind == "metric" and facts.progress.total_count:
        hint = ahead_words(facts.progress) or "activity, apart from the outcome"
        yield Fact("Checklist", (Link(percent(facts.progress.activity)),), hint)
    if fields.health:
        yield Fact("Declared health", (Link(visible(fields.health)),), "by its owner")
    if fields.confidence is not None:
        yield Fact("Confidence", (Link(percent(Fraction(fields.confidence))),))
    if fields.weight is not None:
        yield Fact("Weight", (Link(weight_words(fields.weight)),), "in its parent")
    if facts.horizon:
        yield Fact("Horizon", (Link(visible(facts.horizon)),))
    if facts.cycle:
        yield Fact("Cycle", (period_link(visible(facts.cycle), around, IN_GOALS),))
    words = (
        ("Check-in", fields.cadence and fields.cadence.text),
        ("Takes", fields.estimate and fields.estimate.text), ("Needs", ", ".join(fields.needs)),
        ("Commitment", fields.commitment),
    )  # fmt: skip
    for label, text in words:
        if text:
            yield Fact(label, (Link(visible(text)),))


def cadence_words(goal: Goal) -> str:
    """What the periods of a habit are called."""
    cadence = goal.fields.cadence
    if cadence is None or (cadence.weeks == 1 and not cadence.days):
        return "weeks"
    if cadence.months == 1:
        return "months"
    return "days" if cadence.days == 1 and not cadence.weeks and not cadence.months else "periods"


def _separated(links: Sequence[Link]) -> Title:
    pieces = [piece for link in links for piece in (Link(", "), link)]
    return tuple(pieces[1:])
