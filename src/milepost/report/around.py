"""Around: what every page builder needs to know beside its own goal: the material, addresses, who stands where."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import Any, TypeVar, cast

from milepost.analysis.facts import GoalFacts, MilestoneFacts, MilestoneState, ScheduleFacts
from milepost.analysis.progress import progress_of_task
from milepost.analysis.schedule.reading import Read
from milepost.analysis.schedule.schedule import Schedule
from milepost.diagnostics.problem import Diagnostic
from milepost.model.attachment import DRAWING, kind_of
from milepost.model.calendar import Period
from milepost.model.goal import Goal
from milepost.model.ids import GoalId, ItemId, VaultPath, fold
from milepost.model.memo import Memo
from milepost.model.plan import ResolvedLink
from milepost.model.quick import quick
from milepost.report.addresses import Addresses
from milepost.report.badges import HEALTH, REACHED, STATUS
from milepost.report.derived import Derived
from milepost.report.explain.evidence import Evidence
from milepost.report.gatherings import Gathering, area_keys
from milepost.report.goal_edge import GoalEdge
from milepost.report.marked import MARKUP, NOT_PLAIN
from milepost.report.material import Material
from milepost.report.names import address
from milepost.report.pages.parts import Badge, Day, Link, Title
from milepost.report.shelf import Shelf
from milepost.report.tree import Leaf, leaf
from milepost.report.visible import visible
from milepost.report.wording import day_words, distance, short_day
from milepost.syntax.document import Document
from milepost.syntax.plain import named

T = TypeVar("T")

IN_GOALS = "../"
"""The way from a goal's page to the site's root."""

_OUTSIDE = re.compile(r"(?:https?://|mailto:)[^\s\x00-\x20\x7f<>\"`\\]+\Z", re.IGNORECASE)
_OBSIDIAN = re.compile(r"obsidian://[^\s\x00-\x20\x7f<>\"`\\]+\Z", re.IGNORECASE)
_WRITTEN_OUT = re.compile(r"\[([^\[\]]+)\]\(([^()\s]+)\)")
_GOALS_FOLDER = "goals/"
_EMPTY = Document()
_UNPLACED = ScheduleFacts()


def from_page(href: str, root: str) -> str:
    """An address from the site's root as a page at `root` needs it."""
    if not root or not href:
        return href
    return href[len(_GOALS_FOLDER) :] if href.startswith(_GOALS_FOLDER) else root + href


def lifted(link: Link, up: str) -> Link:
    """A link from the site's root as a page `up` below it needs it."""
    if not (link.href and up):
        return link
    found: Link = quick(Link, (link.text, up + link.href))
    return found


class Around:
    """One build, seen from its pages."""

    def __init__(
        self,
        material: Material,
        memo: Memo | None = None,
        derived: Derived | None = None,
        shelf: Shelf | None = None,
    ) -> None:
        """`memo` is what earlier builds' pages were made with, `derived` what is known of the plan as a whole, `shelf`
        what is known of its goals.
        """
        self.material = material
        self.plan, self.analysis, self.as_of = material.plan, material.analysis, material.analysis.as_of
        self.memo = memo or Memo(keeps=False)
        self.derived = derived or Derived(material, self.memo)
        self.addresses = Addresses(material.plan, material.documents, self.derived.names)
        self.shelf = shelf or Shelf()
        self.schedules: dict[GoalId, ScheduleFacts] = {}
        self.periods: Sequence[Period] | None = None
        self.outlook: str | None = None
        self._once: dict[str, Any] = {}
        self.blocked: dict[GoalId, bool] = {}
        self._critical: dict[GoalId, bool] = {}
        self.edges_beside: dict[GoalId, tuple[GoalEdge, ...]] = {}
        self._days: dict[tuple[date, str], Day] = {}
        self._goal_links: dict[tuple[GoalId, str], Link] = {}
        self._leaves: dict[GoalId, Leaf] = {}
        self._owners: dict[str, str] = {}
        self._people_links: dict[tuple[str, str], Link] = {}
        self._links: dict[VaultPath, dict[int, list[int]]] = {}

    def facts(self, goal: GoalId) -> GoalFacts:
        """A goal's figures."""
        return self.analysis.goals[goal]

    def once(self, name: str, make: Callable[[], T]) -> T:
        """What several pages look at, made when the first of them asks for it."""
        if name not in self._once:
            self._once[name] = make()
        return cast(T, self._once[name])

    def badge(self, goal: GoalId) -> Badge:
        """A goal's state: its health where there is one, else its status or that its target is met."""
        facts, health = self.facts(goal), self.analysis.healths.get(goal)
        if health is not None and health.state is not None:
            return HEALTH[health.state]
        return REACHED if facts.outcome == "reached" else STATUS[facts.status]

    def schedule(self, goal: GoalId) -> ScheduleFacts:
        """A goal's place in the schedule."""
        found = self.schedules.get(goal)
        if found is None:
            found = self.schedules[goal] = self.analysis.schedule.get(goal, _UNPLACED)
        return found

    def read(self, goal: GoalId) -> Read | None:
        """The dates and the slack of an open goal, which cost less than all that the schedule says of it."""
        schedule = self.analysis.schedule
        return schedule.reads.get(goal) if isinstance(schedule, Schedule) else None

    def is_critical(self, goal: GoalId) -> bool:
        """Whether an open goal is on the critical path."""
        known = self._critical.get(goal)
        if known is None:
            schedule = self.analysis.schedule
            known = self._critical[goal] = isinstance(schedule, Schedule) and schedule.is_critical(goal)
        return known

    @cached_property
    def listed(self) -> Sequence[Goal]:
        """What is listed as a goal: all but a mission."""
        goals, memo = self.plan.goals, self.memo
        missions = memo.sweep("is a mission", self.plan.listed, (goals,), lambda name, _: goals[name].is_mission)
        return tuple(goal for name, goal in goals.items() if not missions[name])

    def document(self, path: VaultPath) -> Document:
        """What a note says."""
        return self.material.documents.get(path, _EMPTY)

    @property
    def problems(self) -> Mapping[VaultPath, Sequence[Diagnostic]]:
        """Diagnostics by note."""
        return self.material.problems

    @cached_property
    def shows_problems(self) -> bool:
        """A public site shows problems only where the settings say so."""
        return self.material.shows("problems")

    @cached_property
    def is_private(self) -> bool:
        """Whether the site is for its author, not for strangers."""
        return self.material.is_private

    @cached_property
    def evidence(self) -> Evidence:
        """Where each fact stands, for explanations."""
        return Evidence(self.material, derived=self.derived)

    def owner(self, names: Sequence[str]) -> str:
        """Who is accountable: the first of a list."""
        if not names:
            return ""
        shown = self._owners.get(names[0])
        if shown is None:
            shown = self._owners[names[0]] = visible(names[0])
        return shown

    def owner_link(self, names: Sequence[str], root: str) -> Link:
        """Who is accountable, leading to their page where they have one."""
        name = self.owner(names)
        return self.person_link(names[0], root) if name else Link("")

    def person_link(self, name: str, root: str) -> Link:
        """Somebody by any spelling of their name, leading to their page where they have one."""
        found = self._people_links.get((name, root))
        if found is None:
            href = from_page(self.derived.person_addresses.get(fold(name), ""), root)
            found = self._people_links[name, root] = Link(visible(name), href)
        return found

    @property
    def areas(self) -> Mapping[str, Gathering]:
        """Every area by its name."""
        return self.derived.areas

    @cached_property
    def area_keys(self) -> Mapping[str, str]:
        """What each area's part of the roadmap is called."""
        return area_keys(self.areas)

    @property
    def tags(self) -> Mapping[str, Gathering]:
        """Tags that have a page, by their name as it compares."""
        return self.derived.tags

    @property
    def area_addresses(self) -> Mapping[str, str]:
        """The address of each area's page."""
        return self.derived.area_addresses

    @property
    def tag_addresses(self) -> Mapping[str, str]:
        """The address of each tag's page."""
        return self.derived.tag_addresses

    def area_link(self, area: str, root: str) -> Link:
        """An area's name, leading to its page."""
        title = visible(area)
        return Link(title, from_page(self.area_addresses.get(title, ""), root))

    def tag_link(self, tag: str, root: str) -> Link:
        """A tag, leading to its page where it has one."""
        return Link(visible(tag), from_page(self.tag_addresses.get(fold(tag), ""), root))

    def day(self, day: date, text: str = "") -> Day:
        """A day with its distance from the as-of date; `text` is a coarse date as it was written."""
        written = text if text and text != day.isoformat() else day_words(day)
        return Day(day.isoformat(), written, distance(day, self.as_of))

    def short(self, day: date, text: str = "") -> Day:
        """The same for tables: without the year where it is this one."""
        found = self._days.get((day, text))
        if found is None:
            written = text if text and text != day.isoformat() else short_day(day, self.as_of)
            found = self._days[day, text] = Day(day.isoformat(), written, distance(day, self.as_of))
        return found

    def goal_link(self, goal: Goal, root: str) -> Link:
        """A goal's title, leading to its page."""
        found = self._goal_links.get((goal.id, root))
        if found is None:
            link = Link(visible(goal.title), from_page(self.addresses.goal(goal.id), root))
            found = self._goal_links[goal.id, root] = link
        return found

    def leaf(self, goal: Goal) -> Leaf:
        """What decides where a goal stands among others."""
        found = self._leaves.get(goal.id)
        if found is None:
            found = self._leaves[goal.id] = leaf(goal, self.facts(goal.id).due)
        return found

    def item_link(self, target: str, written: str, root: str) -> Link:
        """What a depends-on edge leads to, by title; the words written where it leads nowhere."""
        goal = self.plan.goals.get(GoalId(target))
        if goal is not None:
            return self.goal_link(goal, root)
        home = self.addresses.home(target) if target else None
        if home is None:
            return Link(visible(written))
        part = self.addresses.part(home, target)
        return Link(self.plain(part.title, part.path, part.line), from_page(self.addresses.item(target), root))

    def milestone(self, target: str) -> MilestoneFacts | None:
        """A milestone's figures by its id."""
        home = self.addresses.home(target) if target else None
        return self.facts(home).milestones.get(ItemId(target)) if home is not None else None

    def is_done(self, target: str) -> bool:
        """Whether a goal, milestone or task is done; what does not exist never is."""
        goal = self.plan.goals.get(GoalId(target))
        if goal is not None:
            return self.facts(goal.id).outcome == "reached"
        home = self.addresses.home(target) if target else None
        if home is None:
            return False
        milestone = self.facts(home).milestones.get(ItemId(target))
        if milestone is not None:
            return milestone.state is MilestoneState.DONE
        progress = progress_of_task(self.plan.goals[home], target, self.facts(home).credit)
        return progress is not None and progress.value == 1

    def plain(self, title: str, path: VaultPath, line: int) -> str:
        """A checklist item's title without markup and tags."""
        if NOT_PLAIN.search(title) is None:
            return title
        return visible(title) if MARKUP.search(title) is None else self._unmarked(title, path, line)

    def _unmarked(self, title: str, path: VaultPath, line: int) -> str:
        marked = self.derived.marked_titles.get(path)
        found = marked.get(line) if marked is not None else None
        if found is not None and found[0] == title:
            return visible(found[1] or title)
        return visible(named(title))

    def title(self, title: str, path: VaultPath, line: int, root: str) -> Title:
        """A checklist item's title in pieces, its links where they stand; a public title has only their words."""
        if self.is_private and NOT_PLAIN.search(title) is None:
            return (quick(Link, (title, "")),)
        if MARKUP.search(title) is None and (self.is_private or line not in self._links_of(path)):
            return (quick(Link, (visible(title), "")),)
        plain = self._unmarked(title, path, line)
        found = sorted(
            (plain.find(shown), shown, href) for shown, href in self._links_in(title, path, line, root) if shown
        )
        pieces: list[Link] = []
        done = 0
        for at, shown, href in found:
            if at < done:
                continue
            if at > done:
                pieces.append(quick(Link, (plain[done:at], "")))
            pieces.append(quick(Link, (shown, href)))
            done = at + len(shown)
        if done < len(plain) or not pieces:
            pieces.append(quick(Link, (plain[done:], "")))
        return tuple(pieces)

    def _links_in(self, title: str, path: VaultPath, line: int, root: str) -> Iterator[tuple[str, str]]:
        """What a title's links show and where they lead: those into the vault, and those out of it."""
        links = self.document(path).links
        for index in self._links_of(path).get(line, ()):
            href, kind = self.link(path, index, root)
            if kind != "nowhere" and not (kind == "file" and links[index].embed):  # a title shows no pictures
                yield visible(links[index].text), href
        for shown, target in _WRITTEN_OUT.findall(title) if "](" in title else ():
            if _OUTSIDE.match(target):
                yield visible(shown), target

    def link(self, path: VaultPath, index: int, root: str) -> tuple[str, str]:
        """Where a note's link leads and of what kind it is: page, file, outside or nowhere.

        Only known schemes lead out, and nothing leads to a drawing, which is a picture and no document.
        """
        link, found = self.document(path).links[index], self.resolved(path, index)
        if found is not None and found.path is not None:
            if kind := kind_of(found.path):
                return ("", "nowhere") if kind == DRAWING else (self.file(found.path, root), "file")
            href = from_page(self.addresses.note(found.path, found.anchor), root)
            return (href, "page") if href else ("", "nowhere")
        if not link.is_wikilink and self._leads_out(link.target):
            return link.target, "outside"
        return "", "nowhere"

    def resolved(self, path: VaultPath, index: int) -> ResolvedLink | None:
        """What of the vault a note's link means."""
        links = self.plan.links.get(path, ())
        return links[index] if index < len(links) else None

    @property
    def files(self) -> Mapping[VaultPath, str]:
        """The site path of each attachment that a note's text names."""
        return self.derived.attachments

    def file(self, path: VaultPath, root: str) -> str:
        """The address of an attachment."""
        return root + address(self.files[path]) if path in self.files else ""

    def private_link(self, target: str) -> str:
        """The address of a link into Obsidian, for the author's own site only."""
        return target if self.material.is_private and _OBSIDIAN.match(target) else ""

    def _leads_out(self, target: str) -> bool:
        return _OUTSIDE.match(target) is not None or self.private_link(target) != ""

    def _links_of(self, path: VaultPath) -> Mapping[int, Sequence[int]]:
        if path not in self._links:
            lines: dict[int, list[int]] = {}
            for index, link in enumerate(self.document(path).links):
                if link.where == "item":
                    lines.setdefault(link.line, []).append(index)
            self._links[path] = lines
        return self._links[path]
