"""What a question names: `GOAL.FIGURE`, `GOAL#MILESTONE.FIGURE`, `totals.FIGURE`, `PERSON.FIGURE`, or a note.

A goal's name may hold dots itself, so the longest name that fits is taken and the rest is the figure.
"""

from collections.abc import Iterator, Sequence

from milepost.model.frozen import frozen
from milepost.model.goal import Goal
from milepost.model.ids import VaultPath, fold, slug, without_suffix
from milepost.model.plan import Plan
from milepost.report.explain.asked import Asked
from milepost.report.explain.evidence import Evidence, Part, parts_of
from milepost.report.explain.figures import Figure, find_figure
from milepost.report.explain.wholes import Whole, whole_of
from milepost.report.goal_names import GoalNames

_LONGEST = 1_000


@frozen
class Question:
    """What was asked. `figure` is None where everything is; `word` is a figure's name that nothing has."""

    asked: Asked
    figure: Figure | None = None
    word: str = ""


@frozen
class Several:
    """A name that fits more than one thing, by their ids."""

    name: str
    ids: tuple[str, ...]


@frozen
class NoGoal:
    """A note that is no goal, and why."""

    path: VaultPath
    why: str


@frozen
class OfWhole:
    """What was asked of the plan or a person. `figure` is "" where everything is; `word` is a name that nothing has."""

    whole: Whole
    figure: str = ""
    word: str = ""


def resolve(text: str, evidence: Evidence) -> Question | OfWhole | Several | NoGoal | None:
    """The subject and the figure that a text names, goals first; None where nothing is called so."""
    names = _Names(evidence.plan)
    wanted = text.strip()[:_LONGEST]
    for name, word in _splits(wanted):
        hits = names.hits(name)
        if len(hits) > 1:
            return Several(name, tuple(part.id for _, part in hits))
        if hits:
            goal, part = hits[0]
            asked = Asked(goal, part, evidence)
            figure = find_figure(part, word) if word else None
            return Question(asked, figure, "" if figure else word)
    return _of_whole(wanted, evidence) or _no_goal(wanted, evidence.plan)


def _of_whole(text: str, evidence: Evidence) -> OfWhole | None:
    for name, word in _splits(text):
        whole = whole_of(name, evidence)
        if whole is not None:
            figure = whole.find(word) if word else ""
            return OfWhole(whole, figure, "" if figure else word)
    return None


def _splits(text: str) -> Iterator[tuple[str, str]]:
    """The whole text, then what stands before each dot and what behind it, the longest name first."""
    yield text, ""
    at = text.rfind(".")
    while at > 0:
        yield text[:at], text[at + 1 :]
        at = text.rfind(".", 0, at)


class _Names:
    """Goals by all their names; milestones and tasks by id, or as `GOAL#title`."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._goals = GoalNames(plan)
        self._items: dict[str, list[tuple[Goal, Part]]] | None = None

    def hits(self, name: str) -> Sequence[tuple[Goal, Part]]:
        """Everything of that name, of the first kind of names that has any."""
        found = self._goals.hits(name)
        return [(goal, goal) for goal in found] if found else self._of_item(name)

    def _of_item(self, name: str) -> Sequence[tuple[Goal, Part]]:
        if self._items is None:
            self._items = {}
            for goal in self._plan.goals.values():
                for part in parts_of(goal):
                    self._items.setdefault(fold(part.id), []).append((goal, part))
        own = self._items.get(fold(name.strip()))
        if own:
            return own[:1]
        goal_name, mark, fragment = name.rpartition("#")
        goals = self._goals.hits(goal_name) if mark else ()
        return [(goals[0], part) for part in _of_fragment(goals[0], fragment)] if len(goals) == 1 else ()


def _of_fragment(goal: Goal, fragment: str) -> list[Part]:
    """What stands behind `#` in a goal: the end of an id, a block id, or a title."""
    wanted = fold(fragment.strip().lstrip("^"))
    parts = list(parts_of(goal))
    by_id = [part for part in parts if fold(part.id.rpartition("#")[2]) == wanted]
    return [*(by_id or [part for part in parts if wanted and wanted in (fold(part.title), slug(part.title))])]


def _no_goal(name: str, plan: Plan) -> NoGoal | None:
    """The note of this path or file name, where it is no goal; also with `.is_goal` behind it."""
    bare = name
    for ending in (".is_goal", ".is-goal", ".goal"):
        bare = bare.removesuffix(ending)
    wanted = fold(bare)
    for whole in (True, False):
        for path, why in plan.not_goals.items():
            own = path if whole else path.rpartition("/")[2]
            if wanted in (fold(own), fold(without_suffix(own))):
                return NoGoal(path, why)
    return None
