"""What a public site does not show of a published plan, taken out before any page or export is made.

Withheld notes are long gone when this begins: `audience` saw to that. Here go figures that are between the author and
milepost: SMART lights, the owner's word against the computed one, people's load, problems; each unless `[publish] show`
names it.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import chain

from milepost.analysis.facts import Analysis, Health
from milepost.analysis.facts_people import Clash, Smart
from milepost.diagnostics.problem import Diagnostic
from milepost.diagnostics.rules import RULES
from milepost.model.fields import ItemFields
from milepost.model.goal import Goal, Milestone, Task
from milepost.model.ids import GoalId
from milepost.model.plan import Plan
from milepost.model.said import say
from milepost.report.material import Material

_ONLY_WITH = {"declared-differs": "declared", "progress-disagrees": "declared"}
"""Rules that say what may be hidden."""


def for_strangers(material: Material) -> Material:
    """The material of a public site. Figures stay what they are: nothing is computed anew."""
    shown = {path: own for path, all_ in material.problems.items() if (own := tuple(_shown(all_, material)))}
    return replace(
        material,
        plan=_plan(material),
        analysis=_analysis(material),
        sources={},
        diagnostics=tuple(chain.from_iterable(shown.values())),
        problems=shown,
        has_obsidian=False,
    )


def _plan(material: Material) -> Plan:
    plan, names_people = material.plan, material.settings.publish.owners
    goals = dict(plan.goals)
    if not material.shows("declared"):
        goals = {name: _without_own_word(goal) for name, goal in goals.items()}
    if not names_people:
        goals = {name: _nameless_goal(goal) for name, goal in goals.items()}
    people = plan.people if names_people and material.shows("people") else ()
    return replace(plan, goals=goals, people=people)


def _analysis(material: Material) -> Analysis:
    found, shows = material.analysis, material.shows
    healths = found.healths
    if not shows("declared"):
        healths = {name: _one_word(health) for name, health in healths.items()}
    return replace(
        found,
        healths=healths,
        smart=_smart(material) if shows("smart") else {},
        people=found.people if shows("people") else {},
        staffing=found.staffing if shows("people") else {},
        diagnostics={},
    )


def _smart(material: Material) -> Mapping[GoalId, Smart]:
    """The lights; those that say who is away say so of nobody by name where owners are not named."""
    found = material.analysis
    if material.settings.publish.owners:
        return found.smart
    away = {name: each.clashes[0] for name, each in found.staffing.items() if each.clashes}
    return {name: _without_person(lights, away.get(name)) for name, lights in found.smart.items()}


def _without_person(lights: Smart, away: Clash | None) -> Smart:
    if away is None or not lights.a.evidence.startswith(away.person):
        return lights
    evidence = say("its owner is away on {day}, when it is due", day=away.day)
    return replace(lights, a=replace(lights.a, evidence=evidence))


def _one_word(health: Health) -> Health:
    """Only the headline; why it is so, where it is the computed one."""
    reasons = health.reasons if health.computed == health.state else ()
    return replace(health, computed=health.state, declared=None, declared_day=None, reasons=reasons)


def _without_own_word(goal: Goal) -> Goal:
    if goal.fields.health is None and goal.fields.progress is None:
        return goal
    return replace(goal, fields=replace(goal.fields, health=None, progress=None))


def _nameless_goal(goal: Goal) -> Goal:
    return replace(
        goal,
        owner=(),
        with_=(),
        approver=None,
        fields=replace(goal.fields, owner=(), with_=(), approver=None),
        milestones=tuple(_nameless_milestone(each) for each in goal.milestones),
        loose=tuple(_nameless_task(each) for each in goal.loose),
    )


def _nameless_milestone(milestone: Milestone) -> Milestone:
    tasks = tuple(_nameless_task(each) for each in milestone.tasks)
    return replace(milestone, owner=(), fields=_nameless(milestone.fields), tasks=tasks)


def _nameless_task(task: Task) -> Task:
    return replace(task, owner=(), fields=_nameless(task.fields)) if task.owner or task.fields.approver else task


def _nameless(fields: ItemFields) -> ItemFields:
    return replace(fields, owner=(), approver=None) if fields.owner or fields.approver else fields


def _shown(problems: Iterable[Diagnostic], material: Material) -> Iterator[Diagnostic]:
    """Problems of the plan; those of reading notes and settings quote what no public page shows."""
    if not material.shows("problems"):
        return
    for found in problems:
        group = RULES[found.rule].group
        if group == "reading":
            continue
        if group == "people" and not (material.shows("people") and material.settings.publish.owners):
            continue
        if material.shows(_ONLY_WITH.get(found.rule, "problems")):
            yield found
