"""The news of a plan, for feed readers (`export atom`): what happened by the dates in its notes, newest first.

Goals done, milestones reached, check-ins and decisions. Nothing in it comes from a clock: a note that does not change
makes the same words for ever, until fifty newer things have happened.
"""

import re
from bisect import insort
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from heapq import nsmallest
from typing import NamedTuple

from milepost import __version__
from milepost.analysis.facts import MilestoneState
from milepost.model.frozen import frozen
from milepost.model.goal import CheckIn, Decision, Goal, Milestone, Spot
from milepost.model.ids import GoalId, VaultPath
from milepost.report.around import Around
from milepost.report.crawlers import site_address
from milepost.report.long_list import rows_of_goals
from milepost.report.names import address, query_text
from milepost.report.plan_title import plan_title
from milepost.report.roads import milestone_title
from milepost.report.visible import visible
from milepost.report.wording import with_unit
from milepost.syntax.plain import plain

MOST_ENTRIES = 50
MOST_TEXT = 2_000

_NUMBERED = re.compile(r"-\d+\Z")
_NOBODY = "milepost.invalid"
_BEFORE_ALL = date(1970, 1, 1)
_SITE = re.compile(r"https?://(?:[^/@]*@)?([A-Za-z0-9.-]+)(?::\d+)?/([^?#]*)")


@frozen
class FeedEntry:
    """Something that happened on a `day`. `kind` is goal, milestone, check-in or decision."""

    id: str
    kind: str
    title: str
    text: str
    day: date
    href: str


@frozen
class Feed:
    """The feed. `address` is the site's, "" where nobody knows it: then links are relative to the feed's place."""

    id: str
    title: str
    updated: date
    address: str
    generator: str
    entries: tuple[FeedEntry, ...]


@frozen
class _Happened:
    """One thing of one goal, before it is put into words."""

    day: date
    goal: Goal
    line: int
    what: Goal | Milestone | CheckIn | Decision


def feed_of(around: Around) -> Feed:
    """The feed of one build."""
    base = site_address(around.material)
    newest = _newest(around)
    return Feed(
        id=f"{_tag(base)}plan",
        title=plan_title(around.material),
        updated=newest[0].day if newest else _BEFORE_ALL,
        address=base,
        generator=f"milepost {__version__}",
        entries=tuple(_entries(newest, base, around)),
    )


class _Place(NamedTuple):
    """Where a goal stands: by the newest of what happened in it."""

    days: int
    path: VaultPath
    line: int
    goal: GoalId


def _newest(around: Around) -> Sequence[_Happened]:
    """The newest of all that happened, which is in the goals that come first."""
    known, listed = (around.plan.goals, around.analysis.goals), around.plan.listed
    places = rows_of_goals("feed", lambda name: _places(name, around), around, known, shared=(around.as_of,))
    chosen: list[GoalId] = []
    keys: list[tuple[int, VaultPath, int]] = []
    seen = set[Spot]()
    for place in places:
        if len(keys) >= MOST_ENTRIES and keys[MOST_ENTRIES - 1] < place:
            break
        chosen.append(place.goal)
        for each in _happened(chosen[-1:], seen, around):
            insort(keys, _order(each))
    happened = _happened(sorted(chosen, key=listed.place.__getitem__), set(), around)
    return nsmallest(MOST_ENTRIES, happened, key=_order)


def _places(name: GoalId, around: Around) -> Iterator[_Place]:
    newest = min(map(_order, _happened((name,), set(), around)), default=None)
    if newest is not None:
        yield _Place(*newest, name)


def _order(found: _Happened) -> tuple[int, VaultPath, int]:
    return -found.day.toordinal(), found.goal.path, found.line


def _happened(goals: Iterable[GoalId], seen: set[Spot], around: Around) -> Iterator[_Happened]:
    """What happened in some goals up to the as-of date; a milestone of several goals once: it is `seen`."""
    for name in goals:
        for each in _of_goal(around.plan.goals[name], around):
            if isinstance(each.what, Milestone):
                if each.what.written_at in seen:
                    continue
                seen.add(each.what.written_at)
            if each.day <= around.as_of:
                yield each


def _of_goal(goal: Goal, around: Around) -> Iterator[_Happened]:
    facts = around.facts(goal.id)
    if facts.outcome == "reached" and facts.done:
        yield _Happened(facts.done, goal, goal.line, goal)
    for milestone in goal.milestones:
        found = facts.milestones[milestone.id]
        if found.state is MilestoneState.DONE and found.done and milestone.linked is None:
            yield _Happened(found.done, goal, milestone.line, milestone)
    decided = {each.line for each in goal.decisions}
    for decision in goal.decisions:
        yield _Happened(decision.day, goal, decision.line, decision)
    for entry in goal.check_ins:
        if entry.line not in decided:
            yield _Happened(entry.day, goal, entry.line, entry)


def _entries(newest: Sequence[_Happened], base: str, around: Around) -> Iterator[FeedEntry]:
    """In words, with ids; the second of one name gets `/2`."""
    tag, given = _tag(base), Counter[str]()
    for found in newest:
        said, what = _said(found, around), found.what
        name = f"{said.kind}/{said.name}"
        given[name] += 1
        own = f"{tag}{name}/{given[name]}" if given[name] > 1 else f"{tag}{name}"
        href = around.addresses.item(what.id if isinstance(what, Milestone) else found.goal.id)
        yield FeedEntry(own, said.kind, said.title, _cut(said.text), found.day, f"{base}{href}")


class _Said(NamedTuple):
    """What happened, in words, and by what name among others of its kind."""

    kind: str
    name: str
    title: str
    text: str = ""


def _said(found: _Happened, around: Around) -> _Said:
    goal, title, on = found.goal, visible(found.goal.title), found.day.isoformat()
    name = query_text(goal.id)
    match found.what:
        case Goal():
            return _Said("goal", name, f"Done: {title}")
        case Milestone() as one:
            reached = f"Reached: {milestone_title(one, around)}"
            return _Said("milestone", f"{query_text(_plain_id(one, goal))}/{on}", reached, f"A milestone of “{title}”.")
        case CheckIn() as entry:
            figures = _figures(entry, goal, around)
            return _Said("check-in", f"{name}/{on}", f"{title}: {figures}", visible(plain(entry.note)))
        case Decision() as decision:
            return _Said("decision", f"{name}/{on}", f"Decided: {title}", visible(plain(decision.text)))


def _figures(entry: CheckIn, goal: Goal, around: Around) -> str:
    """`24 km, at risk`; the owner's word only where it may be shown beside the computed one."""
    unit = visible(goal.fields.metric.unit) if goal.fields.metric else ""
    said = [with_unit(entry.value, unit)] if entry.value is not None else []
    if entry.health and around.material.shows("declared"):
        said.append(visible(entry.health))
    return ", ".join(said) or "check-in"


def _plain_id(milestone: Milestone, goal: Goal) -> str:
    """An id without the number that tells milestones of one title apart: the next one may be put above this one."""
    bare = _NUMBERED.sub("", milestone.id)
    return bare if any(each.id == bare for each in goal.milestones) else str(milestone.id)


def _tag(base: str) -> str:
    """How ids begin (RFC 4151): by where the site stands, so that no other plan's are the same."""
    found = _SITE.match(base)
    host, path = (found[1].lower(), address(found[2]).strip("/")) if found else (_NOBODY, "")
    return f"tag:{host},2026:{path}/" if path else f"tag:{host},2026:"


def _cut(text: str) -> str:
    return text if len(text) <= MOST_TEXT else f"{text[: MOST_TEXT - 1].rstrip()}…"
