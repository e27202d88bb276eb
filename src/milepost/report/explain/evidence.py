"""Evidence: where each fact of a plan stands, to the line."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from types import MappingProxyType

from milepost.analysis.facts_people import PersonFacts
from milepost.config.places import KeyPath, places_of
from milepost.graph.names import Files, Names
from milepost.graph.series import rows_of
from milepost.graph.titles import Titles
from milepost.model.goal import Goal, Milestone, Task
from milepost.model.ids import GoalId, VaultPath
from milepost.model.memo import Memo
from milepost.model.plan import Plan
from milepost.model.said import say
from milepost.model.span import Spans
from milepost.report.derived import Derived
from milepost.report.explain.explanation import Input
from milepost.report.homes import Homes
from milepost.report.material import Material
from milepost.syntax.document import Document
from milepost.syntax.plain import named

Part = Goal | Milestone | Task

_NOTHING = Document()
_FEW_LINES = 24
_BELOW_A_KEY = (b" ", b"\t", b"-", b"")
"""How a line begins that is no key of the front matter: it continues the one above."""
_SETTINGS: Mapping[str, KeyPath] = {"milepost.toml": (), "pyproject.toml": ("tool", "milepost")}
"""The files that may hold settings, each with the table they stand in."""


class Evidence:
    """One build, as far as explanations look things up in it; `tables` are the CSV files that metrics may name."""

    def __init__(
        self,
        material: Material,
        tables: Mapping[VaultPath, bytes] = MappingProxyType({}),
        derived: Derived | None = None,
    ) -> None:
        self.material, self.tables = material, tables
        self.plan, self.analysis = material.plan, material.analysis
        self.as_of, self.settings = material.analysis.as_of, material.settings
        self._derived = derived or Derived(material, Memo(keeps=False))
        self._tables: dict[GoalId, tuple[str, Mapping[date, tuple[int, ...]]]] = {}
        self._last: tuple[str, Sequence[bytes]] = "", ()

    @cached_property
    def parts(self) -> "Parts":
        """Every goal, milestone and task by id, with the goal it lies in; what stands below several is in the first."""
        return Parts(self.plan)

    @property
    def stands_for(self) -> Mapping[str, str]:
        """The goal that each linked milestone stands for."""
        return self._derived.stands_for

    @property
    def people(self) -> Mapping[str, PersonFacts]:
        """People's figures by name."""
        return self._derived.people

    def title(self, name: str) -> str:
        """What something is called, by its id."""
        found = self.parts.get(name)
        return name_of(found[1]) if found else name

    def spans(self, path: VaultPath) -> Spans:
        """Where each front matter field of a note stands."""
        return self.material.documents.get(path, _NOTHING).front.spans

    def line_of(self, path: VaultPath, *fields: str) -> int:
        """The line with the key of the first of these front matter fields that is written; 0 where none is."""
        spans = self.spans(path)
        for name in fields:
            if at := spans.line(name):
                return at if "." in name else self._line_of_key(path, at)
        return 0

    def _line_of_key(self, path: VaultPath, at: int) -> int:
        """The line with the key whose value begins on a line. The last note is kept: a page asks again and again."""
        if path != self._last[0] or at > len(self._last[1]):
            self._last = path, _first_lines(self.material.sources.get(path, b""), max(at, _FEW_LINES))
        lines = self._last[1]
        while at > 1 and lines[at - 1 : at] and lines[at - 1][:1] in _BELOW_A_KEY:
            at -= 1
        return at

    def title_line(self, part: Part) -> int:
        """The line that gives a part its name: its checklist line, or `title` or the heading of its note."""
        if not is_note(part):
            return part.line
        document = self.material.documents.get(part.path, _NOTHING)
        heading = next((one.line for one in document.headings if one.level == 1 and one.plain == part.title), 0)
        return self.line_of(part.path, "title") or heading or part.line

    def at(self, part: Part, *fields: str) -> tuple[str, int]:
        """Where one of these fields of a part stands; else where the part itself does."""
        if is_note(part):
            return part.path, self.line_of(part.path, *fields) or self.title_line(part)
        return part.path, part.line

    def field(self, part: Part, name: str, value: str, *others: str) -> Input:
        """A field of a part as an input; placed only where it, or one of the others, is written."""
        line = self.line_of(part.path, name, *others) if is_note(part) else part.line
        return Input(name, value, part.path if line else "", line)

    def part(self, part: Part, value: str, ask: str = "") -> Input:
        """A part as an input, by its title."""
        return Input(name_of(part), value, part.path, self.title_line(part), ask)

    def named(self, name: str, value: str, figure: str = "") -> Input:
        """What an id stands for as an input; the id itself where nothing is called so."""
        found = self.parts.get(name)
        return self.part(found[1], value, f"{name}.{figure}" if figure else "") if found else Input(name, value)

    def setting(self, keys: KeyPath, value: str) -> Input:
        """A setting as an input, with its line where somebody wrote it."""
        name = ".".join(keys)
        for path, table in _SETTINGS.items():
            source = self.material.sources.get(VaultPath(path))
            span = places_of(source.decode("utf-8", "replace")).get((*table, *keys)) if source else None
            if span is not None:
                return Input(name, value, path, span.line)
        return Input(name, say("{value} (default)", value=value))

    def table_row(self, goal: Goal, day: date) -> tuple[str, int]:
        """The last row of a day in the table a metric is kept in; ("", 0) where the table is not at hand."""
        path, lines = self.table_rows(goal, day)
        return path, lines[-1] if lines else 1 if path else 0

    def table_rows(self, goal: Goal, day: date) -> tuple[str, tuple[int, ...]]:
        """The table a metric is kept in, and its rows of a day."""
        if goal.id not in self._tables:
            self._tables[goal.id] = self._table(goal)
        path, lines = self._tables[goal.id]
        return path, lines.get(day, ())

    def _table(self, goal: Goal) -> tuple[str, Mapping[date, tuple[int, ...]]]:
        """Where the table of a goal's metric is, and the rows of each day."""
        source = goal.fields.metric.source if goal.fields.metric is not None else ""
        path = Names({}, Files(self.tables), Titles({}, {})).find_file(source, goal.path).path
        if path is None:
            return "", {}
        lines: dict[date, list[int]] = {}
        for row in rows_of(self.tables[path])[0]:
            lines.setdefault(row.day, []).append(row.line)
        return path, {day: tuple(found) for day, found in lines.items()}


def _first_lines(source: bytes, count: int) -> Sequence[bytes]:
    """The first lines of a note that could be read, as front matter counts them."""
    if b"\r" in source:
        source = source.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    return source.split(b"\n", count)[:count]


class Parts(Mapping[str, tuple[Goal, Part]]):
    """Looks up what somebody asks for; a plan is gone through only where it must be."""

    def __init__(self, plan: Plan) -> None:
        self._goals, self._homes = plan.goals, Homes(plan)

    def __getitem__(self, name: str) -> tuple[Goal, Part]:
        goal = self._goals.get(GoalId(name))
        if goal is not None:
            return goal, goal
        home = self._homes.of(name)
        if home is None:
            raise KeyError(name)
        return self._goals[home], self._homes.items(home)[name]

    def __iter__(self) -> Iterator[str]:
        yield from self._goals
        yield from self._homes

    def __len__(self) -> int:
        return sum(1 for _ in self)


def name_of(part: Part) -> str:
    """What a part is called; its id where it has no title."""
    return (part.title if isinstance(part, Goal) else named(part.title)) or part.id


def is_note(part: Part) -> bool:
    """Whether a part is a note of its own, whose fields stand in its front matter."""
    return isinstance(part, Goal) or (not part.symbol and not (isinstance(part, Milestone) and part.form == "heading"))


def parts_of(goal: Goal) -> Iterator[Milestone | Task]:
    """Milestones with their tasks, then what is loose."""
    for milestone in goal.milestones:
        yield milestone
        yield from milestone.tasks
    yield from goal.loose
