"""Why the main figures of a goal are what they are, from the same explanations that `milepost explain` prints.

Those that cost little stand on the page whole; for the others the page names the command, which says more than a page
has room for.
"""

import re
from collections.abc import Iterator

from milepost.model.goal import Goal
from milepost.model.said import say
from milepost.report.around import Around
from milepost.report.badges import HEALTH
from milepost.report.explain.asked import Asked
from milepost.report.explain.dates import due
from milepost.report.explain.expected import RULES, pace_formula
from milepost.report.explain.explanation import Explanation
from milepost.report.explain.health import RULES as HEALTH_RULES
from milepost.report.explain.progress import progress_in_short
from milepost.report.pages.goal import WhyPart, WhyRow
from milepost.report.roadmap.words import spare_words
from milepost.report.visible import visible
from milepost.report.wording import capital, counted, percent, phrase, short_day

_LONGEST = 240
_BARE = re.compile(r"[\w.-]+")
_PLAIN = re.compile(r"[\w ,-]+")
_FORECAST = say(
    "Each coming week finishes as many items as one of the past weeks, each as likely as any other; the chances are"
    " added up exactly."
)
_SLACK = say("The days to spare of its open parts, by estimates, dependencies and due dates: the least of them counts.")
_NOT_QUOTED = re.compile(r"[\"$`\\!%\x00-\x1f]")
"""What a shell reads between quotes, too."""


def why_part(goal: Goal, around: Around) -> WhyPart | None:
    """None for a mission, which has no figures of its own, and for a dropped goal, whose figures say nothing."""
    if goal.is_mission or around.facts(goal.id).outcome == "dropped":
        return None
    asked = Asked(goal, goal, around.evidence)
    return WhyPart((*_rows(asked), *_ahead(goal, around)), _command(goal, around))


def _rows(asked: Asked) -> Iterator[WhyRow]:
    yield _row(say("Progress"), progress_in_short(asked))
    health = asked.health
    if asked.facts.outcome != "open":
        return
    if health.expected is not None:
        rule = say("{rules} Progress is held against it.", rules=RULES[health.expected_rule])
        yield WhyRow(say("Expected by now"), percent(health.expected), rule, pace_formula(asked), "", "")
    if health.computed is not None and health.computed == health.state:
        yield WhyRow(say("Health"), HEALTH[health.computed].word, HEALTH_RULES[health.computed], (), "", "")
    if health.due is not None:
        yield _row(say("Due"), due(asked))


def _ahead(goal: Goal, around: Around) -> Iterator[WhyRow]:
    """The figures of an open goal that look ahead, where its tiles have them: their rules, as the days of a goal's
    parts, which decide, are worked out for nobody but `explain`.
    """
    facts = around.facts(goal.id)
    if facts.outcome != "open" or facts.kind == "ongoing":
        return
    found = around.analysis.forecasts.get(goal.id)
    if found is not None and found.p85 is not None and facts.kind == "milestone":
        basis = say("{items} left, {weeks}", items=counted(found.remaining, "item"), weeks=counted(found.weeks, "week"))
        yield WhyRow(say("85 % likely by"), short_day(found.p85, around.as_of), _FORECAST, (basis,), "", "")
    dates = around.read(goal.id) if facts.due is not None else None
    if dates is not None:
        yield WhyRow(say("Slack"), spare_words(dates.slack, around), _SLACK, (), "", "")


def _row(label: str, found: Explanation) -> WhyRow:
    decided = found.decided_by
    fact = decided if decided is not None and decided.path else next((one for one in found.inputs if one.path), None)
    return WhyRow(
        label=label,
        shown=phrase(found.shown),
        rule=found.rule,
        formula=tuple(map(_short, found.formula)),
        fact=_short(say("{name}: {value}", name=capital(fact.name), value=fact.value)) if fact is not None else "",
        source=f"{visible(fact.path)}:{fact.line}" if fact is not None and fact.line else "",
    )


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
        return say("milepost explain {name}", name=name)
    return "" if _NOT_QUOTED.search(name) else say('milepost explain "{name}"', name=visible(name))
