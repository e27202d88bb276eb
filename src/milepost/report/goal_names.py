"""Every name a goal goes by: id, path, title, aliases, file name; without regard to case."""

from collections.abc import Callable, Mapping, Sequence

from milepost.model.goal import Goal
from milepost.model.ids import GoalId, fold, without_suffix
from milepost.model.plan import Plan


class GoalNames:
    """Goals by what they are called: ids and paths beat titles and aliases, which beat file names."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._tables = [_table(plan, names) for names in (_ids, _titles, _file_names)]

    def hits(self, name: str) -> Sequence[Goal]:
        """Every goal of that name, of the first kind of names that has any; an id as it is written is one goal's."""
        own = self._plan.goals.get(GoalId(name))
        if own is not None:
            return (own,)
        wanted = fold(name.strip())
        return next((hits for table in self._tables if (hits := table.get(wanted))), ())


def known_names(plan: Plan) -> Sequence[str]:
    """Every name as it is typed, for suggestions."""
    names = (name for goal in plan.goals.values() for name in (goal.id, *_file_names(goal), *_titles(goal)))
    return tuple(dict.fromkeys(names))


def _ids(goal: Goal) -> tuple[str, ...]:
    return (goal.id, goal.path, without_suffix(goal.path))


def _titles(goal: Goal) -> tuple[str, ...]:
    return (goal.title, *goal.fields.aliases)


def _file_names(goal: Goal) -> tuple[str, ...]:
    return (without_suffix(goal.path).rpartition("/")[2], goal.slug)


def _table(plan: Plan, names: Callable[[Goal], tuple[str, ...]]) -> Mapping[str, Sequence[Goal]]:
    found: dict[str, dict[str, Goal]] = {}
    for goal in plan.goals.values():
        for name in names(goal):
            found.setdefault(fold(name), {})[goal.id] = goal
    return {name: tuple(goals.values()) for name, goals in found.items()}
