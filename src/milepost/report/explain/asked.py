"""Asked: what somebody asks about, one goal or one milestone or task of it, with its figures."""

from dataclasses import replace

from milepost.analysis.facts import GoalFacts, Health, MilestoneFacts, Progress, Reason, ScheduleFacts
from milepost.analysis.progress import progress_of_task, shares_below
from milepost.model.frozen import frozen
from milepost.model.goal import Goal, Milestone, Task
from milepost.model.ids import GoalId
from milepost.model.status import ItemState
from milepost.report.explain.evidence import Evidence, Part
from milepost.report.explain.explanation import Input
from milepost.report.explain.terms import state_words

_NO_HEALTH = Health(None, None)
_NO_SCHEDULE = ScheduleFacts()


@frozen
class Asked:
    """The subject of a question. `part` is the goal itself, or a milestone or task of it."""

    goal: Goal
    part: Part
    evidence: Evidence

    @property
    def facts(self) -> GoalFacts:
        """The goal's figures."""
        return self.evidence.analysis.goals[self.goal.id]

    @property
    def milestone(self) -> MilestoneFacts:
        """The milestone's figures, where a milestone is asked about."""
        assert isinstance(self.part, Milestone)
        return self.facts.milestones[self.part.id]

    @property
    def figures(self) -> Progress | None:
        """How far the part has come; None for a loose task, which counts for nothing."""
        match self.part:
            case Goal():
                return self.facts.progress
            case Milestone() as one:
                figures = self.milestone.progress
                stands_for_goal = one.linked is not None and one.state is not ItemState.DONE
                return figures if stands_for_goal else self._with_shares(one, figures)
            case Task() as one:
                known = progress_of_task(self.goal, one.id, self.facts.credit)
                return None if known is None else self._with_shares(one, known)

    def _with_shares(self, part: Milestone | Task, figures: Progress) -> Progress:
        shares = shares_below(part, self.goal, self.facts.credit)
        return replace(figures, shares=shares) if shares else figures

    @property
    def health(self) -> Health:
        """The goal's health."""
        return self.evidence.analysis.healths.get(self.goal.id, _NO_HEALTH)

    @property
    def schedule(self) -> ScheduleFacts:
        """When the part can and must happen."""
        return self.evidence.analysis.schedule.get(self.part.id, _NO_SCHEDULE)

    @property
    def is_goal(self) -> bool:
        """Whether a goal itself is asked about."""
        return isinstance(self.part, Goal)

    def ask(self, figure: str) -> str:
        """How to ask for another figure of the same part."""
        return f"{self.part.id}.{figure}"

    def field(self, name: str, value: str, *others: str) -> Input:
        """A field of the part as an input."""
        return self.evidence.field(self.part, name, value, *others)

    def of(self, goal: GoalId) -> "Asked":
        """The same question about another goal."""
        other = self.evidence.plan.goals[goal]
        return Asked(other, other, self.evidence)

    def reasons(self, *codes: str) -> tuple[Reason, ...]:
        """The health reasons with these codes."""
        return tuple([reason for reason in self.health.reasons if reason.code in codes])

    def follows(self, *codes: str) -> tuple[str, ...]:
        """What these reasons make of the goal's health, and the next step of each."""
        found = self.reasons(*codes) if self.is_goal else ()
        if not found:
            return ()
        return tuple(
            line
            for reason in found
            for line in (f"health: {state_words(reason.severity)} by {reason.code}", f"next: {reason.step}")
        )
