"""The overview as a note (`export markdown`): for the phone, or wherever Markdown is shown and sites are not.

Its front matter keeps it out of every plan: milepost never reads back what it wrote. Nothing in it is a checklist item
or a tag, so that other programs do not take it for a plan either.
"""

import re
from collections.abc import Callable, Iterator, Sequence

from milepost.report.around import Around
from milepost.report.crawlers import site_address
from milepost.report.frame import Framing
from milepost.report.names import address
from milepost.report.overview.page import overview_pages
from milepost.report.pages.kinds import Lead, OverviewPage
from milepost.report.pages.overview import AreaRow, AttentionRow, NextRow, ReachedRow, Standing
from milepost.report.pages.parts import Frame, GoalGroup, GoalRow
from milepost.report.plan_title import plan_title
from milepost.report.visible import visible

MARK = "---\nignore: true\ngenerated_by: milepost\n"
"""How such a note begins; one that begins otherwise is somebody's own."""

_SPECIAL = re.compile(r"[\\`*_\[\]<>#|~$^&]|(?<==)=|(?<=%)%|(?<=:):")
_LIST_MARK = re.compile(r"\A(\d*)([.)+-])(?=\s|\Z)")
_WARNING = "Written by milepost. What you change here is lost when it is written again."

Linked = Callable[[str, str], str]


def overview_markdown(around: Around) -> Iterator[str]:
    """The note, in pieces."""
    frame = Framing(Frame(plan_title(around.material), nav=(), generator=""))
    page = overview_pages(around, frame)["index.html"]()
    yield f"{MARK}as_of: {around.as_of.isoformat()}\n---\n\n# {_text(page.heading)}\n\n"
    linked = _linker(around)
    mission = around.plan.goals.get(around.plan.mission) if around.plan.mission else None
    if mission is not None:
        yield f"{linked(visible(mission.title), around.addresses.goal(mission.id))}\n\n"
    if page.lead is not None:
        yield f"As of {page.lead.as_of.text}. {_WARNING}\n"
        yield from _lead(page.lead, linked)
    yield from _goals(page, linked)


def _linker(around: Around) -> Linked:
    """How titles lead somewhere: the author's to the goal's note, strangers' to the site, where that is known."""
    base = site_address(around.material)
    notes = {around.addresses.goal(goal.id): address(goal.path) for goal in around.plan.goals.values()}

    def linked(title: str, href: str) -> str:
        on_site = f"{base}{href}" if base else ""
        target = notes.get(href.partition("#")[0], "") if around.material.is_private else on_site
        return f"[{_text(title)}]({target})" if target else _text(title)

    return linked


def _lead(lead: Lead, linked: Linked) -> Iterator[str]:
    if lead.guess:
        yield f"\n{_with_code(lead.guess.sentence)}\n"
    if lead.empty:
        yield "\nNo goals yet.\n"
    if lead.standing:
        yield from _standing(lead.standing, linked)


def _standing(standing: Standing, linked: Linked) -> Iterator[str]:
    if standing.verdict:
        yield f"\n{_text(standing.verdict)}\n"
    if standing.meter:
        yield f"\n**{standing.meter.text}** {standing.meter_words}\n"
    if standing.calm and not standing.attention:
        yield f"\n{_text(standing.calm)}\n"
    if standing.reached:
        rows = [_reached(row, linked) for row in standing.reached]
        yield from _section("Reached this week", rows, standing.reached_more)
    if standing.attention:
        yield from _section(
            "Needs attention", [_attention(row, linked) for row in standing.attention], standing.attention_more
        )
    if standing.next:
        yield from _section("Next", [_next(row, linked) for row in standing.next])


def _goals(page: OverviewPage, linked: Linked) -> Iterator[str]:
    """Every open goal, or one line for each area of a plan that is too large for one table."""
    if page.lead and page.lead.areas:
        yield from _section("Areas", [_area(row) for row in page.lead.areas])
        return
    if page.lead and page.lead.alone:
        yield f"\n{linked(page.lead.alone.link.text, page.lead.alone.link.href)}\n"
    if page.groups:
        yield "\n## Goals\n"
    for group in page.groups:
        yield from _group(group, linked)
    if page.closed_words:
        yield f"\n{_text(page.closed_words)}\n"


def _group(group: GoalGroup, linked: Linked) -> Iterator[str]:
    yield f"\n### {_text(group.title.text)}\n\n" if group.title.text else "\n"
    for row in group.rows:
        yield f"{'  ' * row.depth}- {_goal(row, linked)}\n"


def _goal(row: GoalRow, linked: Linked) -> str:
    figures = [row.meter.text, row.meter.count] if row.meter else [row.progress_note]
    due = f"due {row.due.text}" if row.due else ""
    return _listed(linked(row.title, row.href), [row.badge.word, *figures, _text(due), _text(row.owner.text)])


def _reached(row: ReachedRow, linked: Linked) -> str:
    """A milestone with its goal, or a goal, and the day."""
    return _listed(linked(row.what.text, row.what.href), [_text(row.goal.text), _text(row.day.text)])


def _attention(row: AttentionRow, linked: Linked) -> str:
    said = " ".join(part for part in (row.reason, row.step) if part)
    return f"{linked(row.title, row.href)} ({_text(row.badge.word)}): {_with_code(said)}"


def _next(row: NextRow, linked: Linked) -> str:
    when = f"{row.day.text}, {row.day.near}" if row.day else "no date"
    return _listed(linked(row.title, row.href), [_text(when), _text(row.goal.text), _text(row.owner.text)])


def _area(row: AreaRow) -> str:
    reached = f"{row.meter.text} of milestones reached" if row.meter else ""
    return _listed(_text(row.title), [f"{row.open_goals} open", f"{row.closed_goals} closed", reached, row.overdue])


def _section(title: str, lines: Sequence[str], more: str = "") -> Iterator[str]:
    yield f"\n## {title}\n\n"
    yield from (f"- {line}\n" for line in lines)
    if more:
        yield f"\n{more}\n"


def _listed(first: str, others: Sequence[str]) -> str:
    said = ", ".join(part for part in others if part)
    return f"{first}: {said}" if said else first


def _text(text: str) -> str:
    """Text that is nothing but text in Markdown, also in Obsidian's, and at the beginning of a line."""
    return _LIST_MARK.sub(r"\1\\\2", _SPECIAL.sub(r"\\\g<0>", text))


def _with_code(text: str) -> str:
    """The same; what stands between backquotes is code."""
    pieces = text.split("`")
    if len(pieces) % 2 == 0:
        return _text(text)
    return "".join(f"`{piece}`" if at % 2 else _text(piece) for at, piece in enumerate(pieces))
