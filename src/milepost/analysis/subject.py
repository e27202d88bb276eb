"""Subject: what a check looks at, one goal with its figures and neighbours."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from milepost.analysis.facts import Analysis, GoalFacts
from milepost.config.settings import Settings
from milepost.diagnostics.problem import Problem
from milepost.model.goal import Goal, Milestone, Task
from milepost.model.ids import GoalId, VaultPath
from milepost.model.plan import Plan
from milepost.model.span import Span


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem in a note of the goal (its own, or that of an attached milestone or task)."""

    path: VaultPath
    problem: Problem


@dataclass(frozen=True, slots=True)
class Subject:
    """One goal as a check sees it, with the whole plan and all its figures; `spans` are its front matter's places."""

    goal: Goal
    plan: Plan
    figures: Analysis
    settings: Settings
    spans: Mapping[str, Span]

    @property
    def own(self) -> GoalFacts:
        """The goal's own figures."""
        return self.figures.goals[self.goal.id]

    @property
    def facts(self) -> Mapping[GoalId, GoalFacts]:
        """Every goal's figures."""
        return self.figures.goals

    @property
    def as_of(self) -> date:
        """The day of the figures."""
        return self.figures.as_of

    def at(self, *fields: str) -> Span:
        """The place of the first of these front matter fields that is written, else the note's first line."""
        return next((self.spans[name] for name in fields if name in self.spans), Span(1))

    def here(self, problem: Problem) -> Finding:
        """A finding in the goal's own note."""
        return Finding(self.goal.path, problem)


def at_line(part: Milestone | Task) -> Span:
    """The place of a milestone or task."""
    return Span(part.line, part.column)
