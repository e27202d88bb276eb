"""Addresses: where goals, milestones, tasks and notes are shown, as paths from the site's root.

Milestones and tasks, and notes of either, have a place on their goal's page; other notes have no page.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from milepost.model.goal import Goal, Task
from milepost.model.ids import GoalId, VaultPath, fold, slug
from milepost.model.plan import Plan
from milepost.report.names import Anchors, address
from milepost.report.untold import Untold, untold
from milepost.report.wording import without_markup
from milepost.syntax.document import Document

_EMPTY = Document()


@dataclass(frozen=True, slots=True)
class PageAnchors:
    """The fragments of one goal's page: by item id, by attached note's path, by line of the goal's own note, by name.

    `headings` are those of the goal's own note, by index; "" for one that is not on the page. Names are folded titles
    of milestones and texts of headings.
    """

    by_id: Mapping[str, str]
    by_path: Mapping[VaultPath, str]
    by_line: Mapping[int, str]
    by_name: Mapping[str, str]
    headings: tuple[str, ...]


class Addresses:
    """Looks places up; remembers what it worked out for as long as one site is built."""

    def __init__(self, plan: Plan, documents: Mapping[VaultPath, Document], names: Mapping[GoalId, str]) -> None:
        self._plan, self._documents = plan, documents
        self._pages = {goal: f"goals/{address(name)}.html" for goal, name in names.items()}
        self._files = {goal: f"goals/{name}.html" for goal, name in names.items()}
        self._anchors: dict[GoalId, PageAnchors] = {}
        self._untold: dict[GoalId, Untold] = {}
        self._homes: dict[str, GoalId] = {}

    def file(self, goal: GoalId) -> str:
        """The path of a goal's page, as the file is called."""
        return self._files[goal]

    def goal(self, goal: GoalId) -> str:
        """The address of a goal's page."""
        return self._pages[goal]

    def item(self, target: str) -> str:
        """Where a goal, milestone or task id is shown; "" when there is no such thing."""
        if target in self._pages:
            return self._pages[GoalId(target)]
        home = self.home(target)
        return f"{self._pages[home]}#{address(self.anchors(home).by_id[target])}" if home is not None else ""

    def home(self, item: str) -> GoalId | None:
        """The goal on whose page a milestone or task stands."""
        if not self._homes:
            for goal in self._plan.goals.values():
                for each in _items(goal):
                    self._homes.setdefault(each, goal.id)
        return self._homes.get(item)

    def note(self, path: VaultPath, place: str = "") -> str:
        """Where a note, or a heading or `^block` of it, is shown; "" when it is not."""
        shown = self._plan.shown_at.get(path)
        if shown is None:
            return ""
        goal, fragment = shown
        page, anchors = self._pages[goal], self.anchors(goal)
        if path != self._plan.goals[goal].path:
            return f"{page}#{address(anchors.by_path.get(path, fragment))}"
        found = self._place(path, place, anchors) if place else ""
        return f"{page}#{address(found)}" if found else page

    def heading(self, path: VaultPath, index: int) -> str:
        """The fragment of a heading of a goal's own note, "" in other notes, whose headings are not linked to."""
        shown = self._plan.shown_at.get(path)
        if shown is None or path != self._plan.goals[shown[0]].path:
            return ""
        return self.anchors(shown[0]).headings[index]

    def anchors(self, goal: GoalId) -> PageAnchors:
        """The fragments of a goal's page."""
        found = self._anchors.get(goal)
        if found is None:
            own = self._plan.goals[goal]
            document = self._documents.get(own.path, _EMPTY)
            found = self._anchors[goal] = _page_anchors(own, document, self.untold(goal).headings)
        return found

    def untold(self, goal: GoalId) -> Untold:
        """Which blocks of a goal's own note its page shows as text."""
        found = self._untold.get(goal)
        if found is None:
            own = self._plan.goals[goal]
            found = self._untold[goal] = untold(self._documents.get(own.path, _EMPTY), own.title, own)
        return found

    def _place(self, path: VaultPath, place: str, anchors: PageAnchors) -> str:
        document = self._documents.get(path)
        if document is None:
            return ""
        if place.startswith("^"):
            return anchors.by_line.get(document.block_ids.get(place[1:], 0), "")
        return anchors.by_name.get(fold(place.rpartition("#")[2].strip()), "")


def _items(goal: Goal) -> Iterable[str]:
    for milestone in goal.milestones:
        yield milestone.id
        for task in milestone.tasks:
            yield task.id
    for task in goal.loose:
        yield task.id


def _page_anchors(goal: Goal, document: Document, shown: frozenset[int]) -> PageAnchors:
    given = Anchors()
    by_id: dict[str, str] = {}
    by_path: dict[VaultPath, str] = {}
    by_line: dict[int, str] = {}
    by_name: dict[str, str] = {}
    prefix = f"{goal.id}#"

    def place(item: str, path: VaultPath, line: int, own: str) -> None:
        by_id[item] = anchor = given.take(own)
        if path == goal.path:
            by_line[line] = anchor
        else:
            by_path.setdefault(path, anchor)

    for milestone in goal.milestones:
        place(milestone.id, milestone.path, milestone.line, milestone.slug or slug(milestone.title))
        by_name.setdefault(fold(without_markup(milestone.title)), by_id[milestone.id])
    for milestone in goal.milestones:
        for task in milestone.tasks:
            place(task.id, task.path, task.line, _own_name(task, prefix))
    for task in goal.loose:
        place(task.id, task.path, task.line, _own_name(task, prefix))
    headings = tuple(
        given.take(slug(heading.plain)) if at in shown else "" for at, heading in enumerate(document.headings)
    )
    for heading, anchor in zip(document.headings, headings, strict=True):
        by_name.setdefault(fold(heading.plain), by_line.get(heading.line, anchor))
    return PageAnchors(by_id, by_path, by_line, by_name, headings)


def _own_name(task: Task, prefix: str) -> str:
    return slug(task.id.removeprefix(prefix)) or "task"
