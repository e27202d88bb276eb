"""The plan graph as a Mermaid flowchart (`export mermaid`), which many forges and editors draw.

Goals stand left to right: a line leads from a goal to its parts, an arrow from what comes first to what waits for it.
Names and titles are escaped, so that nothing a note says is part of the diagram's language.
"""

import re
from collections.abc import Iterator, Mapping

from milepost.model.goal import Goal, Milestone, Task
from milepost.model.ids import GoalId
from milepost.report.around import Around
from milepost.report.export.badge import COLOURS
from milepost.report.pages.parts import Badge
from milepost.report.visible import visible
from milepost.report.wording import percent

_INK = "#ffffff"
_NOT_A_NAME = re.compile(rb"[^A-Za-z0-9]")
_NOT_PLAIN = re.compile(r"[^A-Za-z0-9 ,()'!?/+.\x80-\U0010ffff-]")
_LIST_MARK = re.compile(r"\A(\d*)([.)+-])")
_ENTITIES: Mapping[str, str] = {"&": "amp", "<": "lt", ">": "gt", '"': "quot"}


def plan_mermaid(around: Around) -> Iterator[str]:
    """The diagram, line by line. The tones are those of the site's light theme."""
    yield "flowchart LR\n"
    yield "%% A line leads to the parts of a goal, an arrow to what waits for it.\n"
    for goal in around.plan.goals.values():
        yield _node(goal, around)
    for goal in around.plan.goals.values():
        for child in goal.children:
            yield f"{_name(goal.id)} --- {_name(child)}\n"
    for first, waiting in dict.fromkeys(_edges(around)):
        yield f"{_name(first)} --> {_name(waiting)}\n"
    for badge in sorted({around.badge(goal.id) for goal in around.plan.goals.values()}):
        colour = COLOURS[badge.tone]
        yield f"classDef {_class(badge)} fill:{colour},stroke:{colour},color:{_INK}\n"


def _node(goal: Goal, around: Around) -> str:
    badge, progress = around.badge(goal.id), around.facts(goal.id).progress.value
    words = badge.word if progress is None else f"{percent(progress)}, {badge.word}"
    label = f"{_text(visible(goal.title))}<br/>{_text(words)}"
    return f'{_name(goal.id)}["{label}"]:::{_class(badge)}\n'


def _edges(around: Around) -> Iterator[tuple[GoalId, GoalId]]:
    """Which goal comes before which: by its own word, or because a part of it waits for a part of the other.

    That a goal waits for its own parts, the lines say already.
    """
    for goal in around.plan.goals.values():
        for target in _targets(goal):
            first = GoalId(target) if target in around.plan.goals else around.addresses.home(target)
            if first is not None and first != goal.id and first not in goal.children:
                yield first, goal.id


def _targets(goal: Goal) -> Iterator[str]:
    parts: list[Goal | Milestone | Task] = [goal, *goal.milestones, *goal.loose]
    parts += [task for each in goal.milestones for task in each.tasks]
    return (edge.target for part in parts for edge in part.depends_on if edge.target)


def _name(goal: str) -> str:
    """A node's name, made of the id: letters and digits stay, every other byte is `_` and its hexadecimal digits."""
    escaped = _NOT_A_NAME.sub(lambda found: b"_%02x" % found[0][0], goal.encode("utf-8", "surrogatepass"))
    return f"g_{escaped.decode('ascii')}"


def _text(text: str) -> str:
    """Text in a label: what could be markup, an entity or a directive is spelt as an entity, a list's mark as well."""
    shown = _NOT_PLAIN.sub(lambda found: _entity(found[0]), text)
    return _LIST_MARK.sub(lambda found: f"{found[1]}{_entity(found[2])}", shown)


def _entity(character: str) -> str:
    return f"#{_ENTITIES.get(character, ord(character))};"


def _class(badge: Badge) -> str:
    return badge.word.replace(" ", "_")
