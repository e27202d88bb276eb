"""Why a closed goal has its score."""

from fractions import Fraction

from milepost.analysis.closing import closing, score
from milepost.diagnostics.wording import decimal_words
from milepost.report.explain.asked import Asked
from milepost.report.explain.explanation import Explanation, Input
from milepost.report.jsonable import number
from milepost.report.wording import percent


def score_(asked: Asked) -> Explanation:
    """The closing score."""
    found = score(asked.goal, asked.facts)
    end = closing(asked.goal, asked.facts)
    rule = "What a closed goal reached, rounded to a tenth; a `score` in the note overrides it."
    if found is None:
        why = "it is open" if end is None else "nothing measured it"
        return Explanation(
            None, f"none: {why}", rule, (Input("outcome", asked.facts.outcome, ask=asked.ask("outcome")),)
        )
    shown = decimal_words(found)
    if asked.goal.fields.score is not None:
        return Explanation(
            number(found), shown, "The note says so.", (asked.field("score", shown),), follows=_follows(asked)
        )
    reached = asked.facts.progress.reached or Fraction(0)
    inputs = (
        Input("reached", percent(reached), ask=asked.ask("reached")),
        Input("outcome", asked.facts.outcome, ask=asked.ask("outcome")),
    )
    formula = f"{percent(reached)}, rounded to a tenth = {shown}"
    return Explanation(number(found), shown, rule, inputs, (formula,), _follows(asked))


def _follows(asked: Asked) -> tuple[str, ...]:
    end = closing(asked.goal, asked.facts)
    if end is None:
        return ()
    said = [end.lead]
    if end.expected is not None:
        said.append(f"{decimal_words(end.expected)} is expected of {asked.goal.fields.commitment} goals")
    if end.asks_review:
        said.append("next: write below *Review* what was learnt")
    return tuple(said)
