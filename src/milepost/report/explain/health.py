"""Why a goal's health is what it is: every rule that fired, the owner's word beside it, and what to do next."""

from collections.abc import Iterator
from dataclasses import replace

from milepost.analysis.health.declared import declared_health, stands_back
from milepost.analysis.health.health import UNTOLD
from milepost.model.said import say
from milepost.model.status import Status
from milepost.report.explain.asked import Asked
from milepost.report.explain.expected import gap, pace_formula, threshold_inputs
from milepost.report.explain.explanation import Explanation, Input
from milepost.report.explain.reasons import dated_facts, reason_formula, reason_input
from milepost.report.explain.terms import state_words
from milepost.report.jsonable import day

_WORST = say("Every rule is asked, and the worst that speaks against it decides.")
RULES = {
    "on_track": say("Every rule was asked and none speaks against it, and there are facts to judge by."),
    "at_risk": _WORST,
    "off_track": _WORST,
    "unknown": say("No rule speaks against it, but there is no fact to judge by: silence never turns green."),
    "not_started": say("Its start lies ahead, or it is only proposed, and nothing speaks against it yet."),
    "paused": say("It is paused: its status says so."),
    "done": say("It is done, or its target is met."),
    "missed": say("It was missed: its status says so."),
    None: say("A dropped goal has no health."),
}
_NO_VALUE = say("No rule speaks against it, but its metric has no value yet, and nothing else tells where it stands.")
_STANDS_BACK = {
    "undated": say("the front matter's word has no date, so it is shown beside the computed one"),
    "no reason": say("no reason is written next to it, so it is shown beside the computed one"),
    "old": say("it is older than one cadence, so it is shown beside the computed one"),
    "newer data": say("there is something newer than it, so it is shown beside the computed one"),
}


def health(asked: Asked) -> Explanation:
    """The headline, all reasons, and declared against computed."""
    found = asked.health
    rule = RULES[found.computed]
    if found.computed == "unknown" and asked.facts.kind == "metric" and "no_data" in asked.facts.progress.flags:
        rule = _NO_VALUE
    if found.state != found.computed:
        rule = say("Its owner's word leads: it is fresh, has a written reason, and nothing is newer.")
    told = tuple(reason_input(asked, reason) for reason in found.reasons)
    declared = _declared_inputs(asked)
    inputs = (*told, *_pace(asked), *declared, *_facts(asked))
    return Explanation(
        value=found.state,
        shown=_shown(asked),
        rule=rule,
        inputs=inputs,
        formula=tuple(_formula(asked)),
        follows=tuple(say("next: {step}", step=reason.step) for reason in found.reasons),
        decided_by=_worst(asked, told) or (inputs[0] if inputs else None),
    )


def _pace(asked: Asked) -> tuple[Input, ...]:
    """Where it stands against its path, where no reason says so already."""
    judged = asked.health.computed in ("on_track", "at_risk", "off_track", "unknown")
    if not judged or asked.health.gap is None or asked.reasons("pace"):
        return ()
    return (Input("gap", gap(asked).shown, ask=asked.ask("gap")),)


def _shown(asked: Asked) -> str:
    found = asked.health
    if found.state == found.computed:
        return state_words(found.state)
    return say(
        "{state} by its owner's word; computed {computed}",
        state=state_words(found.state),
        computed=state_words(found.computed),
    )


def _worst(asked: Asked, told: tuple[Input, ...]) -> Input | None:
    rows = zip(asked.health.reasons, told, strict=True)
    return next((one for reason, one in rows if reason.severity == asked.health.computed), None)


def _facts(asked: Asked) -> tuple[Input, ...]:
    """What the verdict rests on beside its reasons: status, newest fact, pace's limits."""
    found, facts = asked.health, asked.facts
    status = asked.field("status", state_words(facts.status.value), "done")
    if facts.status.is_closed or facts.status is Status.PAUSED or facts.outcome == "reached":
        return (status, Input("outcome", facts.outcome, ask=asked.ask("outcome")))
    last = Input(
        say("last noted"), found.newest.isoformat() if found.newest else say("nothing dated"), ask=asked.ask("newest")
    )
    begins = status if facts.status is Status.PROPOSED else Input("start", str(found.start), ask=asked.ask("start"))
    early = (begins,) if found.computed == "not_started" else ()
    below = tuple(_known_below(asked)) if found.computed == "on_track" and found.newest is None else ()
    return (*early, last, *below, *(threshold_inputs(asked) if found.gap is not None else ()))


def _known_below(asked: Asked) -> Iterator[Input]:
    """Sub-goals of which something is known: what speaks for a goal that says nothing itself."""
    healths = asked.evidence.analysis.healths
    for name in asked.goal.children:
        known = healths[name].state if name in healths else None
        if known not in UNTOLD:
            yield asked.evidence.named(name, state_words(known), "health")


def _formula(asked: Asked) -> list[str]:
    found = asked.health
    lines = [line for reason in found.reasons for line in reason_formula(asked, reason)]
    if found.computed in ("on_track", "at_risk", "off_track", "unknown") and not asked.reasons("pace"):
        lines += [say("pace: {line}", line=line) for line in pace_formula(asked)]
    return lines


def _declared_inputs(asked: Asked) -> tuple[Input, ...]:
    """The owner's word, with its line."""
    declared = declared_health(asked.goal, asked.evidence.as_of)
    if declared is None:
        return ()
    said = say("declared {state}", state=state_words(declared.state))
    if declared.day is None:
        return (asked.field("health", said),)
    return (
        Input(
            say("check-in {day}", day=declared.day), said, asked.goal.path, declared.line, asked.ask("declared_health")
        ),
    )


def declared_health_(asked: Asked) -> Explanation:
    """The owner's word beside the computed health."""
    rule = say("The health word of the newest check-in that has one, else the front matter's.")
    declared = declared_health(asked.goal, asked.evidence.as_of)
    computed = Input("computed", state_words(asked.health.computed), ask=asked.ask("health"))
    if declared is None:
        return Explanation(None, "none", rule, (computed,))
    newest, today = asked.health.newest, asked.evidence.as_of
    back = stands_back(declared, asked.goal, newest, today)
    closed = asked.facts.outcome != "open"
    said = (
        say("it is closed, so the computed one leads")
        if closed
        else _STANDS_BACK.get(back, say("it leads: fresh, with a reason, and nothing is newer"))
    )
    differs = declared.state != asked.health.computed
    follows = (
        (
            say(
                "declared {state}, computed {computed}",
                state=state_words(declared.state),
                computed=state_words(asked.health.computed),
            ),
        )
        if differs
        else ()
    )
    inputs = (*(replace(one, ask="") for one in _declared_inputs(asked)), computed)
    return Explanation(declared.state, state_words(declared.state), rule, inputs, (said,), follows)


def newest(asked: Asked) -> Explanation:
    """The day of the last dated fact."""
    found = asked.health.newest
    rule = say("The day of the last check-in, decision, value or dated tick.")
    if found is None:
        return Explanation(None, say("nothing dated"), rule, follows=(say("write a check-in: where does it stand?"),))
    inputs = [one for on, one in dated_facts(asked.goal) if on == found]
    if not inputs and any(on == found for on, _ in asked.goal.series):
        inputs = [
            Input(say("table {found}", found=found), say("a value"), *asked.evidence.table_row(asked.goal, found))
        ]
    return Explanation(day(found), found.isoformat(), rule, tuple(inputs), follows=asked.follows("stale"))
