"""Why the figures of the whole plan are what they are."""

from collections.abc import Callable, Mapping
from functools import partial

from milepost.analysis.rollup import roll_up
from milepost.analysis.totals import as_root, count_items, totals_of
from milepost.model.ids import GoalId
from milepost.report.explain.evidence import Evidence
from milepost.report.explain.explanation import Explanation, Input
from milepost.report.explain.terms import state_words, sum_of, weighted_mean
from milepost.report.jsonable import rounded
from milepost.report.wording import counted, percent

_ITEMS = "The checklist items and the milestone and task notes of all goals, each once; loose items are left out."
_STATES = {
    "total": "",
    "done": " Here those that are done.",
    "cancelled": " Here those that are cancelled.",
    "in_progress": " Here those that are in progress.",
    "todo": " Here those that are still to be done.",
}


def plan_figures(evidence: Evidence) -> Mapping[str, Callable[[], Explanation]]:
    """The figures of `totals` in data.json."""
    return {
        "progress": partial(_progress, evidence),
        "by_health": partial(_by_health, evidence),
        "by_status": partial(_by_status, evidence),
        **{name: partial(_items, evidence, name) for name in _STATES},
    }


def _progress(evidence: Evidence) -> Explanation:
    """The roll-up over goals without a parent."""
    rule = "The mean of the goals without a parent, each by its weight and counted between 0 and 100 %."
    facts = evidence.analysis.goals
    roots = [as_root(goal, facts[name]) for name, goal in evidence.plan.goals.items()]
    rolled = roll_up([one for one in roots if one is not None])
    shares = {share.id: share.progress for share in rolled.shares}
    inputs = tuple(
        evidence.named(one.id, percent(shares[one.id]) if one.id in shares else "not counted", "progress")
        for one in roots
        if one is not None
    )
    if rolled.value is None:
        return Explanation(None, "no remaining scope", rule, inputs)
    formula = (weighted_mean(rolled.shares, rolled.value),)
    return Explanation(rounded(rolled.value), percent(rolled.value), rule, inputs, formula)


def _items(evidence: Evidence, state: str) -> Explanation:
    """How many items there are, of a state."""
    totals, rows = evidence.analysis.items, list[tuple[GoalId, int]]()
    for name, goal in evidence.plan.goals.items():
        own = totals_of([count_items(goal, evidence.analysis.goals[name])])
        if getattr(own, state):
            rows.append((name, getattr(own, state)))
    found, summed = getattr(totals, state), sum(count for _, count in rows)
    formula = (f"{sum_of([str(count) for _, count in rows])} = {summed}",) if len(rows) > 1 else ()
    again = (f"{counted(summed - found, 'item')} of several goals counted once: {found}",) if summed != found else ()
    rule = f"{_ITEMS}{_STATES[state]}"
    inputs = tuple(evidence.named(name, counted(count, "item")) for name, count in rows)
    return Explanation(found, counted(found, "item"), rule, inputs, (*formula, *again))


def _by_health(evidence: Evidence) -> Explanation:
    healths = evidence.analysis.healths
    states = {name: state for name in evidence.plan.goals if (state := healths[name].state)}
    return _counts(evidence, states, "health", "How many goals there are of each health; dropped ones have none.")


def _by_status(evidence: Evidence) -> Explanation:
    states = {name: str(facts.status) for name, facts in evidence.analysis.goals.items()}
    return _counts(evidence, states, "status", "How many goals there are of each status.")


def _counts(evidence: Evidence, states: Mapping[GoalId, str], figure: str, rule: str) -> Explanation:
    words = sorted(set(states.values()))
    counts = {word: [name for name in states if states[name] == word] for word in words}
    shown = ", ".join(f"{len(names)} {state_words(word)}" for word, names in counts.items()) or "no goals"
    inputs: tuple[Input, ...] = tuple(
        evidence.named(name, state_words(word), figure) for word, names in counts.items() for name in names
    )
    return Explanation(tuple(f"{word}: {len(names)}" for word, names in counts.items()), shown, rule, inputs)
