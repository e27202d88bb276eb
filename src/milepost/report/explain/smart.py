"""Why each of the five lights passes, fails or cannot tell, and what to write where one fails."""

from collections.abc import Callable, Mapping

from milepost.analysis.facts_people import Light, Smart
from milepost.report.explain.asked import Asked
from milepost.report.explain.explanation import Explanation, Input
from milepost.report.explain.metric import metric
from milepost.report.explain.pace import pace, required_pace
from milepost.report.explain.people import owner
from milepost.report.explain.schedule import total_slack
from milepost.report.explain.terms import MINUS
from milepost.report.explain.waiting import parents

NAMES: Mapping[str, str] = {
    "s": "specific",
    "m": "measurable",
    "a": "achievable",
    "r": "relevant",
    "t": "time_bound",
}
RULES: Mapping[str, str] = {
    "s": "Passes with a metric, with `done_when`, or with a title of at least three words and no vague one.",
    "m": "Passes with a metric that has a baseline and a target, with milestones, or with `done_when`.",
    "a": "Passes when pace, days to spare, people and skills allow it; where nothing is known, nobody can tell.",
    "r": "Passes when it leads to a mission, is part of something, or says `why`.",
    "t": "Passes with a due date, or with a cadence for what goes on without end.",
}
_PLACES: Mapping[str, tuple[str, ...]] = {
    "s": ("metric", "target", "done_when", "title"),
    "m": ("metric", "target", "done_when"),
    "r": ("parent", "why"),
    "t": ("due", "cadence"),
}
_MORE: Mapping[str, Mapping[str, Callable[[Asked], Explanation]]] = {
    "m": {"metric": metric},
    "a": {"required_pace": required_pace, "pace": pace, "total_slack": total_slack, "owner": owner},
    "r": {"parents": parents},
}
"""What a light looks at that has a figure of its own."""
_SAYS = {True: "pass", False: "fail", None: "cannot tell"}


def smart(asked: Asked) -> Explanation:
    """All five lights: how many pass."""
    found = _found(asked)
    rule = "Specific, measurable, achievable, relevant, time-bound: each passes, fails, or nobody can tell."
    if found is None:
        return Explanation(None, "none", rule)
    inputs = tuple(_input(asked, letter, light, asked.ask(NAMES[letter])) for letter, light in found.lights)
    failing = next((one for one, (_, light) in zip(inputs, found.lights, strict=True) if light.passes is False), None)
    follows = tuple(
        f"{NAMES[letter].replace('_', '-')}: {light.write}" for letter, light in found.lights if light.write
    )
    shown = f"{found.passed} of 5"
    return Explanation(found.passed, shown, rule, inputs, (), follows, failing or inputs[0])


def light_figure(letter: str) -> Callable[[Asked], Explanation]:
    """One light."""

    def explain(asked: Asked) -> Explanation:
        found = _found(asked)
        if found is None:
            return Explanation(None, "none", RULES[letter])
        light: Light = getattr(found, letter)
        own = _input(asked, letter, light, "")
        more = ((name, build(asked).shown) for name, build in _MORE.get(letter, {}).items())
        told = (Input(name.replace("_", " "), said, ask=asked.ask(name)) for name, said in more if said != "none")
        inputs = (own, *told)
        follows = (f"next: {light.write}",) if light.write else ()
        return Explanation(light.passes, _SAYS[light.passes], RULES[letter], inputs, (), follows, own)

    return explain


def _found(asked: Asked) -> Smart | None:
    return asked.evidence.analysis.smart.get(asked.goal.id)


def place_of_light(asked: Asked, letter: str) -> tuple[str, int]:
    """The line that a light looks at: for the measure the first milestone, where no metric says more."""
    goal = asked.goal
    if letter == "m" and goal.fields.metric is None and goal.milestones:
        first = goal.milestones[0]
        return first.path, asked.evidence.title_line(first)
    if letter == "a":
        return "", 0  # it looks at many things: each has a figure of its own
    return asked.evidence.at(goal, *_PLACES[letter])


def _input(asked: Asked, letter: str, light: Light, ask: str) -> Input:
    path, line = place_of_light(asked, letter)
    said = f"{_SAYS[light.passes]}: {light.evidence}"
    return Input(NAMES[letter].replace("_", "-"), said.replace(" -", f" {MINUS}"), path, line, ask)
