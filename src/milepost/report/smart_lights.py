"""The five SMART lights of a goal in words: what passes, what fails, and what to write there."""

from collections.abc import Mapping

from milepost.analysis.facts_people import Light
from milepost.model.goal import Goal
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
    found = around.analysis.smart.get(goal.id)
    if found is None or goal.is_mission:
        return ()
    is_open = around.facts(goal.id).outcome == "open"
    return tuple(_row(letter, light, is_open=is_open) for letter, light in found.lights)


def placed_lights(goal: Goal, around: Around) -> tuple[LightRow, ...]:
    """The same, each with the line that it looked at."""
    asked = Asked(goal, goal, around.evidence)
    return tuple(
        row._replace(source=_source(asked, letter))
        for letter, row in zip(NAMES, light_rows(goal, around), strict=False)
    )


def lights_words(rows: tuple[LightRow, ...]) -> str:
    """`4 of 5 pass`."""
    return (
        say("{sum} of {rows} pass", sum=sum(row.badge is BADGES[True] for row in rows), rows=len(rows)) if rows else ""
    )


def _row(letter: str, light: Light, *, is_open: bool) -> LightRow:
    write = sentence(light.write) if light.passes is False and is_open else ""
    return LightRow(NAMES[letter], BADGES[light.passes], readable(light.evidence), write)


def _source(asked: Asked, letter: str) -> str:
    path, line = place_of_light(asked, letter)
    return place(path, line, asked.goal.path) if line else ""
