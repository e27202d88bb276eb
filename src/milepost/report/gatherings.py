"""Gatherings: goals that share an area or a tag, each with a page of its own."""

from collections import Counter
from collections.abc import Iterable, Mapping

from milepost.model.frozen import frozen
from milepost.model.goal import Goal
from milepost.model.ids import GoalId, fold, slug
from milepost.report.names import Anchors, address, distinct_names
from milepost.report.natural import natural
from milepost.report.visible import visible

AREAS, TAGS = "areas", "tags"
MOST_TAGS = 500
"""Of a plan with more tags than these, the commonest have a page."""

_TAGS_READ = frozenset({"goal", "win", "decision"})
"""Tags that milepost has understood and that tell a reader nothing more."""


@frozen
class Gathering:
    """The goals of one area or tag; `kind` is the folder of its page, `name` the page's, without `.html`."""

    kind: str
    title: str
    name: str
    goals: tuple[GoalId, ...]

    @property
    def href(self) -> str:
        """The address of its (first) page."""
        return address(f"{self.kind}/{self.name}.html")


def areas_of(areas: Mapping[GoalId, str]) -> Mapping[str, Gathering]:
    """Every area by its name, in the order of names; `areas` has that of each goal. What has none is in no area."""
    found: dict[str, list[GoalId]] = {}
    for name, area in areas.items():
        if area:
            found.setdefault(area, []).append(name)
    by_title: dict[str, list[GoalId]] = {}
    for area, inside in found.items():
        if title := visible(area):
            by_title.setdefault(title, []).extend(inside)
    return _named(AREAS, by_title)


def area_of(goal: Goal) -> str:
    """The area on whose page a goal stands, "" for none."""
    return "" if goal.is_mission else goal.area


def own_tags(goal: Goal) -> tuple[str, ...]:
    """The tags on whose pages a goal may stand."""
    return () if goal.is_mission else goal.tags


def area_keys(areas: Iterable[str]) -> Mapping[str, str]:
    """What each area's part of the roadmap is called, in fragments and files; "" is what has no area."""
    names = Anchors()
    return {area: names.take(slug(area)) for area in (*areas, "")}


def shown_tags(goal: Goal) -> tuple[str, ...]:
    """Tags that tell a reader something."""
    return tuple(tag for tag in goal.tags if fold(tag) not in _TAGS_READ)


def tags_of(tags: Mapping[GoalId, tuple[str, ...]]) -> Mapping[str, Gathering]:
    """The commonest tags by their name as it compares (without regard to case), in the order of names; `tags` has
    those of each goal.
    """
    spelt: dict[str, list[GoalId]] = {}
    for name, own in tags.items():
        for tag in own:
            spelt.setdefault(tag, []).append(name)
    found: dict[str, dict[GoalId, None]] = {}
    for tag, inside in spelt.items():
        if fold(tag) not in _TAGS_READ:
            found.setdefault(fold(tag), {}).update(dict.fromkeys(inside))
    if len(found) > MOST_TAGS:
        most = Counter({tag: len(inside) for tag, inside in found.items()})
        kept = sorted(most, key=lambda tag: (-most[tag], tag))[:MOST_TAGS]
        found = {tag: found[tag] for tag in kept}
    by_title = {tag: list(inside) for tag, inside in found.items() if visible(tag)}
    return _named(TAGS, by_title)


def _named(kind: str, found: Mapping[str, list[GoalId]]) -> Mapping[str, Gathering]:
    names = distinct_names({title: (slug(title), title) for title in found}, kind.removesuffix("s"))
    return {
        title: Gathering(kind, visible(title), names[title], tuple(found[title]))
        for title in sorted(found, key=lambda title: (natural(title), title))
    }
