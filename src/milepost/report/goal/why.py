"""Why the main figures of a goal are what they are, from the same explanations that `milepost explain` prints.

Those that cost little stand on the page whole; for the others the page names the command, which says more than a page
has room for.
"""

import re
from collections.abc import Iterator

from milepost.model.goal import Goal
from milepost.model.quick import quick
from milepost.model.said import say, shaped, without_marks
from milepost.report.around import Around
from milepost.report.badges import HEALTH
from milepost.report.explain.asked import Asked
from milepost.report.explain.dates import due
from milepost.report.explain.expected import RULES, pace_formula
from milepost.report.explain.explanation import Explanation, Input
from milepost.report.explain.health import RULES as HEALTH_RULES
from milepost.report.explain.in_short import expected_fact, forecast_fact, health_fact, slack_fact
from milepost.report.explain.kept import kept
from milepost.report.explain.progress import progress_in_short
from milepost.report.goal.metric import pace_figures
from milepost.report.outlook_words import basis_words
from milepost.report.pages.goal import WhyPart, WhyRow
from milepost.report.roadmap.words import spare_words
from milepost.report.spare import spare_read
from milepost.report.visible import visible
from milepost.report.wording import capital, percent, phrase, short_day

_LONGEST = 240
_BARE = re.compile(r"[\w.-]+")
_PLAIN = re.compile(r"[\w ,-]+")
_FORECAST = say(
    "Each coming week finishes as many milestones and tasks as one of the past weeks, each as likely as any other;"
    " the chances are added up exactly."
)
_SLACK = say("The days to spare of its open parts, by estimates, dependencies and due dates: the least of them counts.")
_OWN_SLACK = say("The days from the earliest start to the latest one with which its due date still holds.")
_SAFE = say("Safe for")
_PACES: dict[str, str] = {
    say("On the path today"): say(
        "The path runs straight from the baseline at the start, through its dated points, to the target on the due day."
    ),
    say("Pace"): say("The change a week over the last 28 days; where no value is that old, since the start."),
    say("Needed"): say("What is left to the target, by the weeks that are left to the due date."),
    _SAFE: say("The days until the path overtakes the value, if it stood still from now on; equal is good enough."),
}
_ALLOWANCE = say("The days until the total passes its path, if each day to come took twice the daily allowance.")
_NOT_QUOTED = re.compile(r"[\"$`\\!%\x00-\x1f]")
"""What a shell reads between quotes, too."""


def why_part(goal: Goal, around: Around) -> WhyPart | None:
    """None where the page has no figure."""
    asked = Asked(goal, goal, around.evidence)
    so_far = _so_far(asked)
    return WhyPart((so_far, *_judged(asked, around), *_paced(asked, around, so_far)), _command(goal, around))


def _so_far(asked: Asked) -> WhyRow:
    if asked.facts.kind == "ongoing":
        return _explained(say("Kept"), kept(asked))
    return _explained(say("Progress"), progress_in_short(asked))


def _judged(asked: Asked, around: Around) -> Iterator[WhyRow]:
    """What is expected of an open goal, how it stands, and the figures that look ahead, where its tiles have them."""
    health, facts, goes_on = asked.health, asked.facts, asked.facts.kind == "ongoing"
    if facts.outcome != "open":
        return
    when = _explained(say("Due"), due(asked)) if health.due is not None else None
    if health.expected is not None and not goes_on:
        rule = say("{rules} Progress is held against it.", rules=RULES[health.expected_rule])
        shown, formula = percent(health.expected), pace_formula(asked)
        yield _or_as(when, _row(say("Expected by now"), shown, rule, expected_fact(asked), formula=formula))
    if health.computed is not None and health.computed == health.state:
        yield _row(say("Health"), HEALTH[health.computed].word, HEALTH_RULES[health.computed], health_fact(asked))
    if when is not None:
        yield when
    if not goes_on:
        yield from _likely(asked, around)
        yield from (_or_as(when, row) for row in _spare(asked, around))


def _likely(asked: Asked, around: Around) -> Iterator[WhyRow]:
    found = around.analysis.forecasts.get(asked.goal.id)
    if found is not None and found.p85 is not None and asked.facts.kind == "milestone":
        basis = basis_words(found)
        day = short_day(found.p85, around.as_of)
        yield _row(say("85 % likely by"), day, _FORECAST, forecast_fact(asked), formula=(basis,))


def _spare(asked: Asked, around: Around) -> Iterator[WhyRow]:
    goal = asked.goal
    dates = spare_read(goal.id, around.analysis)
    if dates is not None:
        words = spare_words(dates.slack, around)
        rule = _SLACK if goal.milestones or goal.children else _OWN_SLACK
        yield _row(say("Slack"), words, rule, slack_fact(asked, dates, words))


def _paced(asked: Asked, around: Around, so_far: WhyRow) -> Iterator[WhyRow]:
    """How fast its metric goes and has to: all of it hangs on the value that its progress is made of."""
    metric = asked.facts.metric
    if metric is None:
        return
    for label, value, *_ in pace_figures(asked.goal, around):
        rule = _ALLOWANCE if label == _SAFE and metric.direction == "at_most" else _PACES[label]
        yield WhyRow(label, value[0].text, rule, (), so_far.fact, so_far.source)


def _or_as(when: WhyRow | None, row: WhyRow) -> WhyRow:
    """A row whose own parts do not decide it: the due date does."""
    return row if when is None or row.fact else row._replace(fact=when.fact, source=when.source)


def _explained(label: str, found: Explanation) -> WhyRow:
    decided = found.decided_by
    fact = decided if decided is not None and decided.path else next((one for one in found.inputs if one.path), None)
    return _row(label, phrase(found.shown), found.rule, fact, formula=tuple(map(_short, found.formula)))


def _row(label: str, shown: str, rule: str, fact: Input | None, *, formula: tuple[str, ...] = ()) -> WhyRow:
    if fact is None:
        return WhyRow(label, shown, rule, formula, "", "")
    said = phrase(say("{name}: {value}", name=capital(fact.name), value=fact.value))
    row: WhyRow = quick(
        WhyRow, (label, shown, rule, formula, said, f"{visible(fact.path)}:{fact.line}" if fact.line else "")
    )
    return row


def _short(text: str) -> str:
    """One line that a page has room for."""
    shown = visible(text)
    return shown if len(shown) <= _LONGEST else f"{shown[: _LONGEST - 1]}…"


def _command(goal: Goal, around: Around) -> str:
    """What to type for every figure, line by line; for the author, who has the notes."""
    if not around.material.is_private:
        return ""
    name = goal.id if "/" not in goal.id or _PLAIN.fullmatch(goal.title) is None else goal.title
    if _BARE.fullmatch(name):
        return shaped(say("milepost explain {name}", name=name), without_marks)
    if _NOT_QUOTED.search(name):
        return ""
    return shaped(say('milepost explain "{name}"', name=visible(name)), without_marks)
