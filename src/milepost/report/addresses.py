"""Addresses: where goals, milestones, tasks and notes are shown, as paths from the site's root.

Milestones and tasks, and notes of either, have a place on their goal's page; other notes have no page.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import chain

from milepost.model.frozen import frozen
from milepost.model.goal import Goal
from milepost.model.ids import SLUG_CHARACTERS, GoalId, ItemId, VaultPath, fold, slug
from milepost.model.memo import Memo
from milepost.model.plan import Plan
from milepost.report.homes import Homes, Item, items_of
from milepost.report.names import Anchors, address, output_names, wanted_name
from milepost.report.untold import Untold, untold
from milepost.syntax.document import Document
from milepost.syntax.plain import plain
from milepost.syntax.prose_blocks import ProseBlock

ANCHORED = 500
"""Goals whose anchors are held together: a page asks for its own again and again, and for those of few others."""

_EMPTY = Document()
_SLUGS = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*(?:\n[a-z0-9]+(?:-[a-z0-9]+)*)*\Z")
_BLOCK_ID = re.compile(r' id="b-([A-Za-z0-9-]+)"')


@frozen
class Places:
    """The fragments of one goal's page by attached note's path, by line of the goal's own note, by name.

    Names are folded titles of milestones and texts of headings. `blocks` are the block ids of the text that is shown.
    """

    by_path: Mapping[VaultPath, str]
    by_line: Mapping[int, str]
    by_name: Mapping[str, str]
    blocks: frozenset[str] = frozenset()


@frozen
class GoalNames:
    """What goals' pages are called: their addresses and files by goal, and the other way round."""

    pages: Mapping[GoalId, str]
    files: Mapping[GoalId, str]
    goals: Mapping[str, GoalId]


def goal_names(plan: Plan, memo: Memo) -> GoalNames:
    """A page for every goal."""
    goals = plan.goals
    wanted = memo.sweep("page name", plan.listed, (goals,), lambda name, _: wanted_name(goals[name]))

    def made() -> GoalNames:
        names = output_names(wanted)
        files = {goal: f"goals/{name}.html" for goal, name in names.items()}
        pages = {goal: f"goals/{address(name)}.html" for goal, name in names.items()}
        return GoalNames(pages, files, {file: goal for goal, file in files.items()})

    return memo.value("page names", None, (wanted,), made)


class Addresses:
    """Looks places up; remembers what it worked out for as long as one site is built."""

    def __init__(self, plan: Plan, documents: Mapping[VaultPath, Document], names: GoalNames) -> None:
        self._plan, self._documents = plan, documents
        self._pages, self._files, self._goals = names.pages, names.files, names.goals
        self._anchors: dict[GoalId, Mapping[str, str]] = {}
        self._are_ids: dict[GoalId, bool] = {}
        self._headings: dict[GoalId, tuple[str, ...]] = {}
        self._places: dict[GoalId, Places] = {}
        self._untold: dict[GoalId, Untold] = {}
        self._last_prose: tuple[str, Sequence[ProseBlock]] = ("", ())
        self._homes = Homes(plan)

    def file(self, goal: GoalId) -> str:
        """The path of a goal's page, as the file is called."""
        return self._files[goal]

    def goal_at(self, file: str) -> GoalId | None:
        """The goal whose page is called so."""
        return self._goals.get(file)

    def goal(self, goal: GoalId) -> str:
        """The address of a goal's page."""
        return self._pages[goal]

    def item(self, target: str) -> str:
        """Where a goal, milestone or task id is shown; "" when there is no such thing."""
        if target in self._pages:
            return self._pages[GoalId(target)]
        home = self.home(target)
        return f"{self._pages[home]}#{address(self._anchor(home, target))}" if home is not None else ""

    def own_item(self, goal: GoalId, item: str) -> str:
        """The same of what stands in a goal: mostly its id says so, and no other goal is looked at."""
        if len(goal) == item.rfind("#") and item.startswith(goal) and item not in self._pages:
            return f"{self._pages[goal]}#{address(self._anchor(goal, item))}"
        return self.item(item)

    def home(self, item: str) -> GoalId | None:
        """The goal on whose page a milestone or task stands."""
        return self._homes.of(item)

    def part(self, home: GoalId, item: str) -> Item:
        """A milestone or task of a goal by its id."""
        return self._homes.items(home)[item]

    def note(self, path: VaultPath, place: str = "") -> str:
        """Where a note, or a heading or `^block` of it, is shown; "" when it is not."""
        shown = self._plan.shown_at.get(path)
        if shown is None:
            return ""
        goal, fragment = shown
        page = self._pages[goal]
        if path != self._plan.goals[goal].path:
            return f"{page}#{address(self._places_of(goal).by_path.get(path, fragment))}"
        found = self._place(path, place, self._places_of(goal)) if place else ""
        return f"{page}#{address(found)}" if found else page

    def heading(self, path: VaultPath, index: int) -> str:
        """The fragment of a heading of a goal's own note, "" in other notes, whose headings are not linked to."""
        shown = self._plan.shown_at.get(path)
        if shown is None or path != self._plan.goals[shown[0]].path:
            return ""
        return self._headings_of(shown[0])[index]

    def anchors(self, goal: GoalId) -> Mapping[str, str]:
        """The fragments of the milestones and tasks on a goal's page, by id."""
        found = self._anchors.get(goal)
        if found is None:
            if len(self._anchors) >= ANCHORED:
                self._anchors.clear()
            found = self._anchors[goal] = _item_anchors(self._plan.goals[goal])
        return found

    def _anchor(self, goal: GoalId, item: str) -> str:
        """One of them; where ids say what they are, it takes no table."""
        are_ids = self._are_ids.get(goal)
        if are_ids is None:
            names = _own_names(_ids_in(self._plan.goals[goal]), f"{goal}#")
            are_ids = self._are_ids[goal] = names is not None
        return item.removeprefix(f"{goal}#") if are_ids else self.anchors(goal)[item]

    def untold(self, goal: GoalId) -> Untold:
        """Which blocks of a goal's own note its page shows as text."""
        found = self._untold.get(goal)
        if found is None:
            own = self._plan.goals[goal]
            document = self._documents.get(own.path, _EMPTY)
            found = self._untold[goal] = untold(document, self.prose(own.path), own.title, own)
        return found

    def _headings_of(self, goal: GoalId) -> tuple[str, ...]:
        """The fragments of the headings of a goal's own note, by index; "" for one that is not on the page."""
        found = self._headings.get(goal)
        if found is None:
            own, shown = self._plan.goals[goal], self.untold(goal).headings
            given = Anchors(self.anchors(goal).values()) if shown else Anchors()
            headings = self._documents.get(own.path, _EMPTY).headings
            found = self._headings[goal] = tuple(
                given.take(slug(heading.plain)) if at in shown else "" for at, heading in enumerate(headings)
            )
        return found

    def _places_of(self, goal: GoalId) -> Places:
        found = self._places.get(goal)
        if found is None:
            own = self._plan.goals[goal]
            document = self._documents.get(own.path, _EMPTY)
            places = _places(own, self.anchors(goal), document, self._headings_of(goal))
            found = self._places[goal] = replace(places, blocks=self._blocks_of(goal, document))
        return found

    def _blocks_of(self, goal: GoalId, document: Document) -> frozenset[str]:
        """The block ids in the text on a goal's page."""
        if not document.block_ids:
            return frozenset()
        told, prose = self.untold(goal), self.prose(self._plan.goals[goal].path)
        shown = (part for at in (*told.text, *told.review) for part in prose[at].parts if isinstance(part, str))
        return frozenset(name for part in shown for name in _BLOCK_ID.findall(part))

    def prose(self, path: VaultPath) -> Sequence[ProseBlock]:
        """The blocks of a note. Those asked for last are kept: a page asks several times for the same ones."""
        if path != self._last_prose[0]:
            self._last_prose = (path, self._documents.get(path, _EMPTY).prose)
        return self._last_prose[1]

    def _place(self, path: VaultPath, place: str, places: Places) -> str:
        document = self._documents.get(path)
        if document is None:
            return ""
        if place.startswith("^"):
            block = place[1:]
            own = places.by_line.get(document.block_ids.get(block, 0), "")
            return own or (f"mp_b-{block}" if block in places.blocks else "")
        return places.by_name.get(fold(place.rpartition("#")[2].strip()), "")


def _item_anchors(goal: Goal) -> dict[str, str]:
    ids = _ids_in(goal)
    wanted = _own_names(ids, f"{goal.id}#")
    if wanted is None:
        others, given = ids[len(goal.milestones) :], Anchors()
        names = [each.slug or slug(each.title) for each in goal.milestones]
        names += [slug(each.removeprefix(f"{goal.id}#")) or "task" for each in others]
        wanted = [given.take(name) for name in names]
    return dict(zip(ids, wanted, strict=True))


def _ids_in(goal: Goal) -> list[ItemId]:
    """The ids of milestones, then of tasks."""
    tasks = chain.from_iterable([each.tasks for each in goal.milestones])
    return [each.id for each in goal.milestones] + [each.id for each in chain(tasks, goal.loose)]


def _own_names(ids: Sequence[ItemId], prefix: str) -> list[str] | None:
    """What items are called on their goal's page: most ids are made of a slug. None where one is not, or two are of
    the same one.
    """
    names = [each.removeprefix(prefix) for each in ids]
    if not names:
        return names
    is_short = max(map(len, names)) <= SLUG_CHARACTERS
    return names if is_short and _SLUGS.match("\n".join(names)) and len(set(names)) == len(names) else None


def _places(goal: Goal, anchors: Mapping[str, str], document: Document, headings: Sequence[str]) -> Places:
    by_path: dict[VaultPath, str] = {}
    by_line: dict[int, str] = {}
    by_name: dict[str, str] = {}
    for item in items_of(goal):
        if item.path == goal.path:
            by_line[item.line] = anchors[item.id]
        else:
            by_path.setdefault(item.path, anchors[item.id])
    for milestone in goal.milestones:
        by_name.setdefault(fold(plain(milestone.title)), anchors[milestone.id])
    for heading, anchor in zip(document.headings, headings, strict=True):
        by_name.setdefault(fold(heading.plain), by_line.get(heading.line, anchor))
    return Places(by_path, by_line, by_name)
