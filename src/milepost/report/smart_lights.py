"""The five SMART lights of a goal in words: what passes, what fails, and what to write there."""

from collections.abc import Callable, Mapping

from milepost.model.goal import Goal
from milepost.model.quick import quick
from milepost.model.said import say
from milepost.report.around import Around
from milepost.report.explain.asked import Asked
from milepost.report.explain.smart import place_of_light
from milepost.report.pages.advice import LightRow
from milepost.report.pages.parts import Badge
from milepost.report.places import place
from milepost.report.wording import readable, sentence

NAMES: Mapping[str, str] = {
    "s": say("Specific"),
    "m": say("Measurable"),
    "a": say("Achievable"),
    "r": say("Relevant"),
    "t": say("Time-bound"),
}
BADGES: Mapping[bool | None, Badge] = {
    True: Badge(say("passes"), "done", "done"),
    False: Badge(say("fails"), "triangle", "at-risk"),
    None: Badge(say("cannot tell"), "question", "not-started"),
}


def light_rows(goal: Goal, around: Around) -> tuple[LightRow, ...]:
    """A goal's lights, without advice where it is closed; none for a mission or where a site shows none."""
    return _rows(goal, around, lambda _: "")


def placed_lights(goal: Goal, around: Around) -> tuple[LightRow, ...]:
    """The same, each with the line that it looked at."""
    asked = Asked(goal, goal, around.evidence)
    return _rows(goal, around, lambda letter: _source(asked, letter))


def lights_words(rows: tuple[LightRow, ...]) -> str:
    """`4 of 5 pass`."""
    return (
        say("{sum} of {rows} pass", sum=sum(row.badge is BADGES[True] for row in rows), rows=len(rows)) if rows else ""
    )


def _rows(goal: Goal, around: Around, source: Callable[[str], str]) -> tuple[LightRow, ...]:
    found = around.analysis.smart.get(goal.id)
    if found is None or goal.is_mission:
        return ()
    is_open = around.facts(goal.id).outcome == "open"
    rows: list[LightRow] = []
    for letter, light in found.lights:
        write = sentence(light.write) if light.passes is False and is_open else ""
        row = NAMES[letter], BADGES[light.passes], readable(light.evidence), write, source(letter)
        rows.append(quick(LightRow, row))
    return tuple(rows)


def _source(asked: Asked, letter: str) -> str:
    path, line = place_of_light(asked, letter)
    return place(path, line, asked.goal.path) if line else ""
