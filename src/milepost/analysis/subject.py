"""Subject: what a check looks at, one goal with its figures and neighbours."""

from collections.abc import Mapping, Sequence
from datetime import date

from milepost.analysis.facts import Analysis, GoalFacts, MilestoneState
from milepost.analysis.facts_people import Staffing
from milepost.analysis.neighbours import Neighbours, Part, Wait
from milepost.config.settings import Settings
from milepost.diagnostics.findings import told
from milepost.diagnostics.problem import Diagnostic, Severity
from milepost.model.frozen import frozen, maker_of
from milepost.model.goal import Goal, Milestone, Task
from milepost.model.ids import GoalId
from milepost.model.plan import Plan
from milepost.model.span import Span
from milepost.model.status import ItemState

__all__ = ["Part", "Subject", "at_line"]

_NOBODY, _span = Staffing(), maker_of(Span)


@frozen
class Subject:
    """One goal as a check sees it: its `own` figures, the whole plan and everybody's, its front matter's places.

    `facts` are the figures of all goals, on the day `as_of`.
    """

    goal: Goal
    own: GoalFacts
    plan: Plan
    figures: Analysis
    settings: Settings
    spans: Mapping[str, Span]
    around: Neighbours
    facts: Mapping[GoalId, GoalFacts]
    as_of: date

    @property
    def staffing(self) -> Staffing:
        """Who does what in the goal."""
        return self.figures.staffing.get(self.goal.id, _NOBODY)

    @property
    def waits(self) -> Sequence[Wait]:
        """What the goal and its parts wait for."""
        return self.around.waits.get(self.goal.id, ())

    def at(self, *fields: str) -> Span:
        """The place of the first of these front matter fields that is written, else the note's first line."""
        return next((self.spans[name] for name in fields if name in self.spans), Span(1))

    def place(self, part: Part, *fields: str) -> Span:
        """The place of a part: its line, or for the goal itself and notes of their own the first of these fields."""
        if isinstance(part, Goal):
            return self.at(*fields)
        if part.line == 1 and (spans := self.plan.spans.get(part.path)):
            return next((spans[name] for name in fields if name in spans), at_line(part))
        return at_line(part)

    def here(self, rule: str, span: Span, message: str, remedy: str, *, severity: Severity | None = None) -> Diagnostic:
        """What is told of the goal's own note."""
        return told(rule, (self.goal.path, span), message, remedy, severity=severity)

    def due_of(self, part: Part, goal: GoalId) -> date | None:
        """When a part of a goal is due."""
        if isinstance(part, Goal):
            return self.facts[part.id].due
        if isinstance(part, Milestone):
            return self.facts[goal].milestones[part.id].due
        return part.fields.due.last if part.fields.due else None

    def is_closed(self, part: Part, goal: GoalId | None = None) -> bool:
        """Whether a part (of this goal, if no other is named) is done, cancelled, or lies in something closed."""
        facts = self.facts[part.id if isinstance(part, Goal) else goal or self.goal.id]
        if facts.status.is_closed or facts.outcome != "open":
            return True
        if isinstance(part, Milestone):
            return facts.milestones[part.id].state in (MilestoneState.DONE, MilestoneState.CANCELLED)
        return isinstance(part, Task) and part.state in (ItemState.DONE, ItemState.CANCELLED)


def at_line(part: Milestone | Task) -> Span:
    """The place of a milestone or task."""
    return _span(part.line, part.column)
