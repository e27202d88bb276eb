"""Derived: tables that are worked out from a whole plan, once a build: what pages are called, and where names lead."""

from collections.abc import Mapping
from functools import cached_property

from milepost.analysis.facts_people import PersonFacts
from milepost.model.ids import GoalId, VaultPath, fold
from milepost.model.memo import Memo
from milepost.report.addresses import GoalNames, goal_names
from milepost.report.gatherings import Gathering, area_of, areas_of, own_tags, tags_of
from milepost.report.held import Held, held_parts
from milepost.report.marked import Marked, marked_titles
from milepost.report.material import Material
from milepost.report.names import file_names
from milepost.report.people_names import people_pages, person_addresses


class Derived:
    """Each is worked out when it is first asked for. `memo` is what earlier builds worked out."""

    def __init__(self, material: Material, memo: Memo) -> None:
        self._material, self._plan, self._memo = material, material.plan, memo

    def work_out(self) -> None:
        """Now, what most goals' pages ask for: copies of this process share it, and what it took is remembered here."""
        _ = self.names, self.areas, self.tags, self.person_addresses, self.marked_titles, self.held

    @cached_property
    def names(self) -> GoalNames:
        """What goals' pages are called."""
        return goal_names(self._plan, self._memo)

    @cached_property
    def areas(self) -> Mapping[str, Gathering]:
        """Every area by its name."""
        return areas_of(self._own_areas)

    @cached_property
    def tags(self) -> Mapping[str, Gathering]:
        """Tags that have a page, by their name as it compares."""
        return tags_of(self._own_tags)

    @cached_property
    def area_addresses(self) -> Mapping[str, str]:
        """The address of each area's page."""
        inputs = (self._own_areas,)
        return self._memo.value("areas", None, inputs, lambda: {name: one.href for name, one in self.areas.items()})

    @cached_property
    def tag_addresses(self) -> Mapping[str, str]:
        """The address of each tag's page."""
        inputs = (self._own_tags,)
        return self._memo.value("tags", None, inputs, lambda: {name: one.href for name, one in self.tags.items()})

    @cached_property
    def _own_areas(self) -> Mapping[GoalId, str]:
        goals = self._plan.goals
        return self._memo.sweep("area", self._plan.listed, (goals,), lambda name, _: area_of(goals[name]))

    @cached_property
    def _own_tags(self) -> Mapping[GoalId, tuple[str, ...]]:
        goals = self._plan.goals
        return self._memo.sweep("tags", self._plan.listed, (goals,), lambda name, _: own_tags(goals[name]))

    @cached_property
    def person_addresses(self) -> Mapping[str, str]:
        """The address of a person's page by every spelling of the name, as names compare."""
        return person_addresses(self._plan.people, self.people_pages)

    @cached_property
    def people_pages(self) -> Mapping[str, str]:
        """The address of each person's page, by person id."""
        return people_pages(self._material)

    @cached_property
    def attachments(self) -> Mapping[VaultPath, str]:
        """The site path of each attachment that a note's text names."""
        return file_names(self._plan.files.values())

    @cached_property
    def marked_titles(self) -> Mapping[VaultPath, Marked]:
        """Titles of checklist items that are written with markup, by note and line."""
        return marked_titles(self._material.documents, self._memo)

    @cached_property
    def held(self) -> Mapping[GoalId, Held]:
        """The parts of each goal that something waits for."""
        return held_parts(self._plan, self._memo)

    @cached_property
    def stands_for(self) -> Mapping[str, GoalId]:
        """The goal that each linked milestone stands for."""
        milestones = (one for goal in self._plan.goals.values() for one in goal.milestones)
        return {one.id: one.linked for one in milestones if one.linked is not None}

    @cached_property
    def people(self) -> Mapping[str, PersonFacts]:
        """People's figures by name."""
        return {fold(one.name): one for one in self._material.analysis.people.values()}
