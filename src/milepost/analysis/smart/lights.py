"""The five lights, one function each: what passes, on which evidence, and what to write where one fails."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from functools import lru_cache

from milepost.analysis.adherence import habit_adherence
from milepost.analysis.facts import GoalFacts, Health, PaceFacts
from milepost.analysis.facts_people import Light, Staffing
from milepost.analysis.metric import MAINTAINED
from milepost.analysis.smart.words import vague_word, word_count
from milepost.diagnostics.wording import short_figure, slack_words, workdays_words
from milepost.model.frozen import frozen
from milepost.model.goal import Goal
from milepost.model.plan import Plan
from milepost.model.said import joined, say
from milepost.model.status import ItemState

FEWEST_WORDS = 3
FASTEST = Fraction(3, 2)
"""How much faster than now a goal may need to go and still count as achievable."""
FEWEST_PERIODS = 4
SETTLED_DAYS = 7
"""Days after the start before standing still says anything."""
_MOST_KNOWN = 4_000


@frozen
class Look:
    """One goal as the lights see it. `named` is True where some note of the plan names an owner."""

    goal: Goal
    own: GoalFacts
    plan: Plan
    health: Health
    slack: int | None
    pace: PaceFacts | None
    staffing: Staffing
    named: bool
    aligned: bool
    as_of: date
    calendar_days: bool


def specific(look: Look) -> Light:
    """No vague word and at least three words; or a metric; or `done_when`."""
    fields, title = look.goal.fields, look.goal.title
    if fields.metric is not None:
        return Light(True, say("a metric says what is meant"))
    if fields.done_when:
        return Light(True, say("`done_when` says when it is reached"))
    vague = vague_word(title)
    if vague is not None:
        return Light(
            False,
            say("`{vague}` could mean anything", vague=vague),
            say("say what will be different: how many, which one, for whom"),
        )
    count = word_count(title)
    if count is not None and count < FEWEST_WORDS:
        said = say("one word says", many="{n} words say", n=count)
        return Light(
            False, say("{said} too little", said=said), say("write what will be true: `Run 10 km under 50 minutes`")
        )
    return Light(True, say("the title names something definite"))


def measurable(look: Look) -> Light:
    """A metric with baseline and target, or milestones, or `done_when`."""
    goal = look.goal
    if _is_complete(look):
        return Light(True, _measure(look))
    parts = sum(1 for one in goal.milestones if one.state is not ItemState.CANCELLED and one.linked is None)
    if parts + len(goal.children):
        return _parts(parts, len(goal.children))
    if goal.fields.done_when:
        return Light(True, say("`done_when` says how to tell"))
    if goal.fields.metric is not None or look.own.metric is not None:
        return Light(False, say("the metric has no start or no target"), say("write `baseline` and `target`"))
    if look.own.kind == "ongoing":
        return Light(
            False, say("nothing says what counts as kept"), say("write `done_when`, or a line to tick each time")
        )
    return Light(False, say("nothing says how far it has come"), say("write milestones, a `metric`, or `done_when`"))


def _is_complete(look: Look) -> bool:
    """Whether a metric has both ends; one that is to be held needs only what it is held to."""
    spec, facts = look.goal.fields.metric, look.own.metric
    if facts is None:
        return False
    if facts.direction in MAINTAINED:
        return facts.target is not None or (spec is not None and spec.band is not None)
    return facts.target is not None and facts.baseline is not None and "assumed_baseline" not in facts.problems


def _measure(look: Look) -> str:
    if look.goal.fields.metric is None:
        return say("the metrics of its sub-goals, added up")
    held = look.own.metric is not None and look.own.metric.direction in MAINTAINED
    return say("a metric with what it is held to") if held else say("a metric with a start and a target")


@lru_cache(_MOST_KNOWN)
def _parts(milestones: int, goals: int) -> Light:
    says = []
    if milestones:
        says.append(say("{n:,} milestone", many="{n:,} milestones", n=milestones))
    if goals:
        says.append(say("{n:,} sub-goal", many="{n:,} sub-goals", n=goals))
    return Light(True, joined(say(" and "), says))


def achievable(look: Look) -> Light:
    """Pace, slack, people and skills: one that speaks against it fails it, one that is known passes it."""
    by_time = _by_adherence(look) if look.own.kind == "ongoing" else _by_slack(look)
    found = (*_by_pace(look), *by_time, *_by_people(look))
    against = [light for light in found if light.passes is False]
    if against:
        return against[0]
    known = [light.evidence for light in found if light.passes]
    if not known:
        return Light(None, say("nothing is known yet about pace, time or people"))
    return Light(True, joined("; ", known))


def _by_pace(look: Look) -> Iterator[Light]:
    pace = look.pace
    if look.own.outcome == "reached":
        yield Light(True, say("it is reached"))
    if pace is None or pace.required is None or pace.current is None or look.own.outcome != "open":
        return
    start = look.health.start
    sign = -1 if pace.required < 0 else 1
    needed, known = sign * pace.required, sign * pace.current
    if not needed:
        yield Light(True, say("the target is met"))
    elif known <= 0 and start is not None and (look.as_of - start).days < SETTLED_DAYS:
        return
    elif needed <= FASTEST * known:
        yield Light(
            True,
            say("needs {figure} a week, {pace} is the pace now", figure=short_figure(needed), pace=short_figure(known)),
        )
    else:
        evidence = say(
            "needs {figure} a week, but {pace} is the pace now", figure=short_figure(needed), pace=short_figure(known)
        )
        yield Light(False, evidence, say("lower the target, move the due date, or say what will change"))


def _by_adherence(look: Look) -> Iterator[Light]:
    """What goes on without end: one a period is needed, so two of three since it began will do."""
    kept, looked = habit_adherence(look.goal, look.own.metric, look.as_of, since_first=True) or (0, 0)
    if looked < FEWEST_PERIODS:
        return
    said = say("kept in {kept} of the last {looked} periods", kept=kept, looked=looked)
    passes = looked <= FASTEST * kept
    yield Light(passes, said, "" if passes else say("make it smaller or rarer, until it fits into most weeks"))


def _by_slack(look: Look) -> Iterator[Light]:
    """Days to spare, where a due date (its own, or one above it) makes them mean something; and days missing."""
    slack = look.slack
    if slack is None or look.own.outcome != "open":
        return
    if slack < 0:
        yield _short(-slack, calendar_days=look.calendar_days)
    elif look.health.due is not None:
        yield Light(True, slack_words(slack, calendar_days=look.calendar_days))


@lru_cache(_MOST_KNOWN)
def _short(missing: int, *, calendar_days: bool) -> Light:
    days = workdays_words(missing, calendar_days=calendar_days)
    evidence = say("it is {days} short, by the estimates and dates of its parts", days=days)
    return Light(False, evidence, say("make it smaller, get help, or move the due date"))


def _by_people(look: Look) -> Iterator[Light]:
    staffing = look.staffing
    if look.named and not staffing.owner:
        yield Light(False, say("nobody is named as its owner"), say("write `owner`"))
    if staffing.busy_weeks:
        yield Light(
            False,
            say("too much is due at once in {busy_weeks}", busy_weeks=staffing.busy_weeks[0]),
            say("hand something over, or move a due date"),
        )
    if staffing.clashes:
        clash = staffing.clashes[0]
        evidence = say("{person} is away on {day}, when it is due", person=clash.person, day=clash.day)
        yield Light(False, evidence, say("move the due date, or let somebody else take it"))
    if staffing.gaps:
        lacking = joined(", ", staffing.gaps[0].skills)
        yield Light(
            False, say("nobody on it is known for {lacking}", lacking=lacking), say("add somebody who can, with `with`")
        )
    elif staffing.has_skills:
        yield Light(True, say("the skills it needs are there"))


def relevant(look: Look) -> Light:
    """Leads by parents to a mission, or has a parent, or a `why`."""
    goal = look.goal
    if look.aligned:
        return Light(True, say("leads to the mission"))
    if goal.parents:
        above = look.plan.goals.get(goal.parents[0])
        return Light(True, say("part of `{title}`", title=above.title) if above else say("part of another goal"))
    if goal.fields.why:
        return Light(True, say("`why` gives the reason"))
    return Light(False, say("nothing says what it is for"), say("write `why`, or `parent`"))


def time_bound(look: Look) -> Light:
    """A due date; for what goes on without end, a cadence."""
    if look.own.due is not None:
        return _due(look.own.due_text)
    if look.own.kind == "ongoing":
        cadence = look.goal.fields.cadence
        if cadence is not None:
            return Light(True, say("goes on without end, looked at by its cadence ({text})", text=cadence.text))
        return Light(False, say("no cadence says how often it is looked at"), say("write `cadence: weekly`"))
    if look.health.due is not None:
        return Light(False, say("only what it is part of is due, {due}", due=look.health.due), say("write `due`"))
    return Light(False, say("no due date"), say("write `due`"))


@lru_cache(_MOST_KNOWN)
def _due(text: str) -> Light:
    return Light(True, say("due {due_text}", due_text=text))
