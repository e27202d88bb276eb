"""What can be asked about beside goals and their parts: the whole plan, as `totals`, and people, by name."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from milepost.model.frozen import frozen
from milepost.model.ids import fold
from milepost.model.status import squash
from milepost.report.explain.evidence import Evidence
from milepost.report.explain.explanation import Explanation
from milepost.report.explain.hands import person_figures
from milepost.report.explain.totals import plan_figures

PLAN = ("totals", "plan")
"""Names of the whole plan."""
PLAN_MEANINGS: Mapping[str, str] = {
    "progress": "how far the whole plan has come",
    "by_health": "how many goals there are of each health",
    "by_status": "how many goals there are of each status",
    "total": "how many items there are",
    "done": "how many items are done",
    "cancelled": "how many items are cancelled",
    "in_progress": "how many items are in progress",
    "todo": "how many items are still to be done",
}
PERSON_MEANINGS: Mapping[str, str] = {
    "goals": "what they answer for",
    "open_items": "what they have on their hands",
    "overdue": "what of that is past its date",
    "load": "what is due in each week to come",
}


@frozen
class Whole:
    """The plan or a person, with the figures that data.json has of it. `kind` is "plan" or "person"."""

    kind: str
    id: str
    title: str
    path: str
    figures: Mapping[str, Callable[[], Explanation]]

    def explain(self, figure: str) -> Explanation:
        """Why one of its figures has its value."""
        return replace(self.figures[figure](), figure=figure, subject=self.id)

    def find(self, word: str) -> str:
        """The figure that a word means, "" where none does: `items.done` is `done`, `items` the total."""
        known = {squash(name): name for name in self.figures}
        last = word.rpartition(".")[2]
        return known.get(squash(last)) or ("total" if squash(last) == "items" and "total" in self.figures else "")


def whole_of(name: str, evidence: Evidence) -> Whole | None:
    """The plan or the person of this name."""
    wanted = fold(name.strip())
    if wanted in PLAN:
        title = evidence.plan.title or evidence.material.vault_name
        return Whole("plan", PLAN[0], title, "", plan_figures(evidence))
    for one in evidence.plan.people:
        if wanted in map(fold, (one.id, one.name, *one.aliases)):
            return Whole("person", one.id, one.name, one.path or "", person_figures(one, evidence))
    return None
