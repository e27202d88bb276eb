"""What expect fences hold: a build as short, stable text that a person can read and review."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from io import StringIO
from typing import Any

import html5lib
from rich.console import Console

from milepost.analysis.facts import GoalFacts, MilestoneFacts, Progress
from milepost.cli.show_view import print_goal
from milepost.diagnostics.rules import RULES
from milepost.model.goal import Dependency, Goal, Milestone, Task
from milepost.model.ids import GoalId
from milepost.report.export.data import data_json
from milepost.report.inspect import inspect_json, inspected
from milepost.report.problems.text import in_order, problems_text
from tests.case_build import Built
from tests.case_explain import explain
from tests.case_exports import export
from tests.case_figures import forecast, health, schedule
from tests.case_html import html
from tests.case_people import closing, people, smart

Text = Callable[[Built, Sequence[str]], str]

_BLOCKS = frozenset(
    "address article aside blockquote caption dd details div dl dt fieldset figcaption figure footer form "
    "h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section summary table tbody td tfoot th thead tr ul title svg "
    "text".split()
)


def problems(built: Built, words: Sequence[str]) -> str:
    """What `check` prints; only the rules (or groups of rules) named, if any are."""
    unknown = set(words) - RULES.keys() - {rule.group for rule in RULES.values()}
    if unknown:
        raise ValueError(f"no rule or group of rules is called {', '.join(sorted(unknown))}")
    found = [
        each for each in built.build.diagnostics if not words or each.rule in words or RULES[each.rule].group in words
    ]
    return problems_text(in_order(found)) or "no problems"


def inspect(built: Built, words: Sequence[str]) -> str:
    """What was read from each note, or from the one named."""
    only = " ".join(words)
    notes: list[dict[str, Any]] = json.loads(json.dumps(inspect_json(inspected(built.material))))["notes"]
    blocks = ["\n".join(_note(note)) for note in notes if not only or note["path"] == only]
    return "\n\n".join(blocks) or f"no note {only}"


def _note(note: Mapping[str, Any]) -> Iterator[str]:
    why = f" ({note['why']})" if note["why"] else ""
    yield f"{note['path']}: {'goal' if note['is_goal'] else 'no goal'}{why}"
    yield from (f"  {key} = {_plain(value)}" for key, value in note["front_matter"].items())
    yield from (f"  unknown {key} = {_plain(value)}" for key, value in note["unknown"].items())
    placed = [(heading["line"], _heading(heading)) for heading in note["headings"]]
    placed += [(item["line"], _item(item)) for item in note["items"]]
    placed += [(link["line"], _link(link)) for link in note["links"]]
    yield from (text for _, text in sorted(placed, key=lambda row: row[0]))
    if note["tags"]:
        yield f"  tags {_plain(note['tags'])}"


def _heading(heading: Mapping[str, Any]) -> str:
    return f"  {heading['line']} {'#' * heading['level']} {heading['text']}"


def _item(item: Mapping[str, Any]) -> str:
    below = f" below {item['parent_line']}" if item["parent_line"] else ""
    quoted = " in a quote" if item["in_quote"] else ""
    fields = "".join(f", {key} = {_plain(value)}" for key, value in item["fields"].items())
    place = f"{item['line']}:{item['column']}"
    return f'  {place} [{item["symbol"]}] {item["state"]} {item["is"]} "{item["title"]}"{below}{quoted}{fields}'


def _link(link: Mapping[str, Any]) -> str:
    embed = "embed" if link["embed"] else "link"
    return f"  {link['line']} {embed} {link['target']} -> {link['resolved'] or 'nowhere'}"


def _plain(value: object) -> str:
    """Text as it is, lists and maps in short YAML style."""
    match value:
        case str():
            return value
        case bool() | None:
            return json.dumps(value)
        case list():
            return f"[{', '.join(_plain(each) for each in value)}]"
        case dict():
            return f"{{{', '.join(f'{key}: {_plain(each)}' for key, each in value.items())}}}"
        case _:
            return str(value)


def plan(built: Built, words: Sequence[str]) -> str:
    """Goals with ids, levels, states and edges; below each its milestones and tasks. Words name goals."""
    goals = built.material.plan.goals.values()
    lines = [line for goal in goals if not words or goal.id in words for line in _goal(goal)]
    people = [
        f"person {person.name}{f' ({person.path})' if person.path else ''}" for person in built.material.plan.people
    ]
    return "\n".join(lines + ([] if words else people)) or "no goals"


def _goal(goal: Goal) -> Iterator[str]:
    level = "mission" if goal.is_mission else goal.level or "goal"
    habit = " habit" if goal.is_habit else ""
    dates = _dates(goal.fields.start, goal.fields.due)
    yield f'{level}{habit} {goal.id} "{goal.title}"{_status(goal)}{dates}{_by(goal.fields.owner)}'
    if goal.parents:
        yield f"  part of {', '.join(goal.parents)}"
    if goal.children:
        yield f"  made of {', '.join(goal.children)}"
    yield from _waits(goal.depends_on, "  ")
    yield from (
        f'  stage "{stage.title}": {", ".join(_own(goal, each) for each in stage.milestones)}' for stage in goal.stages
    )
    for milestone in goal.milestones:
        yield from _milestone(goal, milestone)
    yield from (line for task in goal.loose for line in _task(goal, task, "loose", "  "))
    yield from (f"  check-in {each.day} {_check_in(each)}" for each in goal.check_ins)
    yield from (f"  decision {each.day} {each.text}" for each in goal.decisions)
    yield from (f"  win {each.day or 'undated'} {each.text}" for each in goal.wins)
    if goal.review:
        yield f"  review {goal.review.day or 'undated'} {goal.review.text}"


def _status(goal: Goal) -> str:
    return f" {goal.status.value}" if goal.status else ""


def _dates(start: Any, due: Any) -> str:
    return f"{f', from {start.text}' if start else ''}{f', due {due.text}' if due else ''}"


def _by(people: Sequence[str]) -> str:
    return f", by {', '.join(people)}" if people else ""


def _own(goal: Goal, item: str) -> str:
    """An id as it reads below its goal."""
    return item.removeprefix(goal.id)


def _waits(edges: Iterable[Dependency], indent: str) -> Iterator[str]:
    for edge in edges:
        lag = f" +{edge.lag.text}" if edge.lag else ""
        yield f"{indent}waits for {edge.target or f'nothing ({edge.written})'}{lag}"


def _milestone(goal: Goal, milestone: Milestone) -> Iterator[str]:
    linked = f", linked to {milestone.linked}" if milestone.linked else ""
    after = f", after {_own(goal, milestone.after)}" if milestone.after else ""
    state = f"[{milestone.symbol}] {milestone.state.value}" if milestone.symbol else milestone.state.value
    dates = _dates(milestone.fields.start, milestone.fields.due)
    yield (
        f"  {milestone.form} milestone {_own(goal, milestone.id)} {state} "
        f'"{milestone.title}"{dates}{_by(milestone.owner)}{after}{linked}'
    )
    yield from _waits(milestone.depends_on, "    ")
    for task in milestone.tasks:
        yield from _task(goal, task, "task", "  " + "  " * task.depth)


def _task(goal: Goal, task: Task, word: str, indent: str) -> Iterator[str]:
    after = f", after {_own(goal, task.after)}" if task.after else ""
    dates = _dates(task.fields.start, task.fields.due)
    state = f"[{task.symbol}] {task.state.value}"
    yield f'{indent}{word} {_own(goal, task.id)} {state} "{task.title}"{dates}{_by(task.owner)}{after}'
    yield from _waits(task.depends_on, indent + "  ")


def _check_in(entry: Any) -> str:
    value = f"value {entry.value} " if entry.value is not None else ""
    health = f"health {entry.health} " if entry.health else ""
    confidence = f"confidence {entry.confidence} " if entry.confidence is not None else ""
    return f"{value}{health}{confidence}{entry.note}".rstrip()


def progress(built: Built, words: Sequence[str]) -> str:
    """A line for each goal and milestone with its figures; `shares` adds what each child counts."""
    analysis, goals = built.material.analysis, built.material.plan.goals
    items = analysis.items
    counts = f"{items.in_progress} in progress, {items.todo} to do, {items.cancelled} cancelled"
    lines = [f"plan {_share(analysis.progress)}; items: {items.done} of {items.total} done, {counts}"]
    for goal in goals.values():
        facts = analysis.goals[goal.id]
        lines.append(f"{goal.id} {_figures(facts.progress)}{_facts(facts)}")
        if "shares" in words:
            lines += [
                f"  {each.id}: {_share(each.progress)} of {_share(each.weight)}" for each in facts.progress.shares
            ]
        lines += [
            f"  {_own(goal, milestone.id)} {_milestone_figures(facts.milestones[milestone.id])}"
            for milestone in goal.milestones
            if milestone.id in facts.milestones
        ]
    return "\n".join(lines)


def _facts(facts: GoalFacts) -> str:
    adherence = f", adherence {_share(facts.adherence)}" if facts.adherence is not None else ""
    metric = ""
    if facts.metric:
        metric = f", metric {facts.metric.current} on {facts.metric.current_day or 'no day'}"
        metric += f", adherence {_share(facts.metric.adherence)}" if facts.metric.adherence is not None else ""
    done = f", done {facts.done}" if facts.done else ""
    return f", {facts.kind}, {facts.status.value}, {facts.outcome}{done}{metric}{adherence}"


def _milestone_figures(facts: MilestoneFacts) -> str:
    waiting = ", waiting for approval" if facts.waiting_for_approval else ""
    done = f", done {facts.done}" if facts.done else ""
    return f"{facts.state.value} {_figures(facts.progress)}{done}{waiting}"


def _figures(figures: Progress) -> str:
    raw = f", raw {_exact(figures.raw)}" if figures.raw is not None and figures.raw != figures.value else ""
    activity = f", activity {_share(figures.activity)}" if figures.activity is not None else ""
    reached = f", reached {_share(figures.reached)}" if figures.reached not in (None, figures.value) else ""
    count = f", {figures.done_count} of {figures.total_count}" if figures.total_count else ""
    rule = f", {figures.rule}" if figures.rule != "children" else ""
    flags = "".join(f", {flag.replace('_', ' ')}" for flag in figures.flags)
    return f"{_share(figures.value)}{count}{raw}{reached}{activity}{rule}{flags}"


def _share(value: Fraction | None) -> str:
    """Whole percent; with the exact fraction where there is more to say."""
    if value is None:
        return "-"
    percent = value * 100
    return f"{percent} %" if percent.denominator == 1 else f"{percent.__floor__()} % ({value})"


def _exact(value: Fraction) -> str:
    return f"{value.numerator}/{value.denominator}" if value.denominator > 1 else str(value.numerator)


def page(built: Built, words: Sequence[str]) -> str:
    """The text of one page's `<main>`, a line for each block."""
    path = " ".join(words)
    content = built.site.get(path)
    if content is None:
        return f"no page {path}; there are {', '.join(sorted(name for name in built.site if name.endswith('.html')))}"
    tree = html5lib.parse(content.decode("utf-8"), treebuilder="etree", namespaceHTMLElements=False)
    main = tree.find(".//main")
    return "\n".join(_lines(main if main is not None else tree))


def _lines(element: Any) -> list[str]:
    pieces: list[str] = []
    _collect(element, pieces)
    lines = (" ".join(line.split()) for line in "".join(pieces).split("\0"))
    return [line for line in lines if line]


def _collect(element: Any, pieces: list[str]) -> None:
    if not isinstance(element.tag, str) or element.tag in ("script", "style"):
        pieces.append(element.tail or "")
        return
    edge = "\0" if element.tag.rpartition("}")[2] in _BLOCKS else ""
    pieces.append(edge + (element.text or "").replace("\0", ""))
    for child in element:
        _collect(child, pieces)
    pieces.append(edge + (element.tail or "").replace("\0", ""))


def json_of(built: Built, words: Sequence[str]) -> str:
    """A goal of data.json (or a top-level key such as `totals`), whole or only the keys named."""
    document: dict[str, Any] = json.loads(json.dumps(data_json(built.material, "milepost")))
    name, keys = words[0], words[1:]
    goals = {goal["id"]: goal for goal in document["goals"]}
    found = goals.get(name, document.get(name))
    if isinstance(found, dict):
        found = {key: value for key, value in found.items() if not keys or key in keys}
    return json.dumps(found, ensure_ascii=False, indent=2)


def show(built: Built, words: Sequence[str]) -> str:
    """What `milepost show` prints of the goal named, on a terminal without colours."""
    printed = StringIO()
    console = Console(file=printed, width=120, color_system=None, soft_wrap=True, markup=False, highlight=False)
    print_goal(console, built.material.plan.goals[GoalId(words[0])], built.material)
    return "\n".join(row.rstrip() for row in printed.getvalue().rstrip("\n").split("\n"))


KINDS: Mapping[str, Text] = {
    "problems": problems,
    "inspect": inspect,
    "plan": plan,
    "progress": progress,
    "page": page,
    "html": html,
    "json": json_of,
    "schedule": schedule,
    "health": health,
    "forecast": forecast,
    "smart": smart,
    "people": people,
    "closing": closing,
    "explain": explain,
    "export": export,
    "show": show,
}


def text_of(built: Built, words: Sequence[str]) -> str:
    """What an expect fence with these words shall hold, with its last line end."""
    return KINDS[words[0]](built, words[1:]) + "\n"
