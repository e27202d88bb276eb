"""The facts of a goal below the figures at its top: start, people, why, and how its progress is counted."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from milepost.analysis.closing import closing
from milepost.analysis.facts import GoalFacts
from milepost.model.calendar import Resolution
from milepost.model.goal import Goal
from milepost.model.said import joined, say
from milepost.report.around import IN_GOALS, Around
from milepost.report.closing_words import score_words
from milepost.report.gatherings import shown_tags
from milepost.report.outlook_words import ahead_words, forecast_words
from milepost.report.pages.parts import Fact, Link, Title
from milepost.report.periods.goals import period_link
from milepost.report.visible import visible
from milepost.report.wording import cadence_words, day_words, duration_words, percent, phrase, weight_words

_RULES = {
    "children": say("the mean of its milestones and sub-goals, by weight"),
    "leaves": say("share of all checklist items below it"),
    "sum": say("the sub-goals' values added up"),
    "metric": say("how far its metric has come"),
    "binary": say("reached or not, nothing in between"),
    "ongoing": "",
}

TAGS_ABOVE = 8
"""So many tags stand at the top of the page."""

_PRIORITY, _WHY, _DONE_WHEN = say("Priority"), say("Why"), say("Done when")
_CHECK_IN, _TAKES, _NEEDS, _COMMITMENT = say("Check-in"), say("Takes"), say("Needs"), say("Commitment")
_HORIZONS = {"short": say("short"), "medium": say("medium"), "long": say("long")}


def goal_facts(goal: Goal, facts: GoalFacts, around: Around) -> Iterator[Fact]:
    """The list of facts, the most asked for first."""
    yield from _start(goal, facts)
    yield from _forecast(goal, facts, around)
    fields = goal.fields
    others = dict.fromkeys((*goal.owner[1:], *goal.with_))
    if others:
        yield Fact(say("With"), _separated([around.person_link(each, IN_GOALS) for each in others]))
    if goal.approver:
        approved = (
            say("approved {last}", last=day_words(fields.approved.last)) if fields.approved else say("not approved yet")
        )
        yield Fact(say("Approver"), (Link(visible(goal.approver)),), approved)
    if len(goal.parents) > 1:
        yield Fact(
            say("Part of"), _separated([around.goal_link(around.plan.goals[each], IN_GOALS) for each in goal.parents])
        )
    if goal.area:
        yield Fact(say("Area"), (around.area_link(goal.area, IN_GOALS),))
    if more := shown_tags(goal)[TAGS_ABOVE:]:
        yield Fact(say("Other tags"), _separated([around.tag_link(tag, IN_GOALS) for tag in more]))
    yield from _written((_PRIORITY, fields.priority), (_WHY, fields.why), (_DONE_WHEN, fields.done_when))
    yield from _ending(goal, facts, around)
    yield from _smaller(goal, facts, around)


def _forecast(goal: Goal, facts: GoalFacts, around: Around) -> Iterator[Fact]:
    """Why nobody knows when it will be done; what is known stands at the top of the page."""
    found = around.analysis.forecasts.get(goal.id)
    if found is None or facts.outcome != "open" or facts.kind != "milestone" or goal.is_mission:
        return
    if found.p85 is None:
        yield Fact(say("Forecast"), (Link(phrase(forecast_words(found, around.as_of))),))


def _ending(goal: Goal, facts: GoalFacts, around: Around) -> Iterator[Fact]:
    """What a closed goal reached, its score, and who carries on."""
    ended = closing(goal, facts)
    if ended is not None:
        score, rest = score_words(ended)
        if score and facts.outcome != "dropped":
            yield Fact(say("Score"), (Link(score),), rest)
    if not (goal.carried_to or goal.carried_from):
        return
    for label, names in ((say("Carried to"), goal.carried_to), (say("Carries on"), goal.carried_from)):
        known = [around.plan.goals[name] for name in names if name in around.plan.goals]
        if known:
            yield Fact(label, _separated([around.goal_link(each, IN_GOALS) for each in known]))


def _start(goal: Goal, facts: GoalFacts) -> Iterator[Fact]:
    """The first day, a coarse one as its author wrote it."""
    if facts.start:
        written = goal.fields.start
        is_coarse = written is not None and written.resolution is not Resolution.DAY
        yield Fact(say("Start"), (Link(visible(written.text) if written and is_coarse else day_words(facts.start)),))


def _smaller(goal: Goal, facts: GoalFacts, around: Around) -> Iterator[Fact]:
    fields = goal.fields
    if rule := _RULES.get(facts.progress.rule, ""):
        yield Fact(say("Progress is"), (Link(rule),))
    if facts.progress.activity is not None and facts.kind == "metric" and facts.progress.total_count:
        hint = ahead_words(facts.progress) or say("activity, apart from the outcome")
        yield Fact(say("Checklist"), (Link(percent(facts.progress.activity)),), hint)
    if fields.health:
        yield Fact(say("Declared health"), (Link(visible(fields.health)),), say("by its owner"))
    if fields.confidence is not None:
        yield Fact(say("Confidence"), (Link(percent(Fraction(fields.confidence))),))
    if fields.weight is not None:
        yield Fact(say("Weight"), (Link(weight_words(fields.weight)),), say("in its parent"))
    if facts.horizon:
        yield Fact(say("Horizon"), (Link(_HORIZONS.get(facts.horizon) or visible(facts.horizon)),))
    if facts.cycle:
        yield Fact(say("Cycle"), (period_link(visible(facts.cycle), around, IN_GOALS),))
    yield from _written(
        (_CHECK_IN, cadence_words(fields.cadence) if fields.cadence else ""),
        (_TAKES, duration_words(fields.estimate) if fields.estimate else ""),
        (_NEEDS, joined(", ", fields.needs) if fields.needs else ""),
        (_COMMITMENT, fields.commitment),
    )


def _written(*found: tuple[str, str | None]) -> Iterator[Fact]:
    """What a note says in these words."""
    return (Fact(label, (Link(visible(text)),)) for label, text in found if text)


def habit_periods(goal: Goal) -> str:
    """What the periods of a habit are called."""
    cadence = goal.fields.cadence
    if cadence is None or (cadence.weeks == 1 and not cadence.days):
        return say("weeks")
    if cadence.months == 1:
        return say("months")
    return say("days") if cadence.days == 1 and not cadence.weeks and not cadence.months else say("periods")


def _separated(links: Sequence[Link]) -> Title:
    pieces = [piece for link in links for piece in (Link(", "), link)]
    return tuple(pieces[1:])
