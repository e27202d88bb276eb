"""Laws of explanations: of any plan every figure can say why, says what data.json says, and its sum comes out."""

import ast
import operator
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from hypothesis import example, given, settings

from milepost.config.settings import Settings
from milepost.model.goal import Milestone
from milepost.report.explain.asked import Asked
from milepost.report.explain.bounds import early_bounds, holders, late_bounds, open_parts
from milepost.report.explain.evidence import Evidence, parts_of
from milepost.report.explain.explanation import Explanation
from milepost.report.explain.figures import explain, explain_all, figures_of
from milepost.report.explain.resolve import Question, resolve
from milepost.report.explain.wholes import Whole, whole_of
from milepost.report.export.data import data_json
from milepost.session.build import Session
from tests.property.strategies import AS_OF, snapshot, vaults

_SCHEDULE = (
    "earliest_start", "earliest_finish", "latest_start", "latest_finish", "total_slack", "free_slack", "critical",
    "start_by",
)  # fmt: skip
_FORECAST = ("p50", "p85", "p95", "chance_by_due", "remaining", "weeks")
_METRIC = ("baseline", "target", "best", "delta", "safe_days", "required_pace", "pace", "projected", "now_ok")
_RENAMED = {"metric": "current", "path": "expected"}
_LIGHTS = {"specific": "s", "measurable": "m", "achievable": "a", "relevant": "r", "time_bound": "t"}
_OURS = frozenset({"schedule", "forecast", "smart", "newest", "is_goal", "share", "next", "load", "adherence"})
"""Figures that data.json has as a map, or not at all."""


def _evidence(files: Mapping[str, bytes]) -> Evidence:
    return Evidence(Session().build(snapshot(files), Settings(), AS_OF).material)


def _asked(evidence: Evidence) -> Iterator[Asked]:
    for goal in evidence.plan.goals.values():
        yield from (Asked(goal, part, evidence) for part in (goal, *parts_of(goal)))


@settings(deadline=None)
@given(files=vaults())
def test_every_figure_of_every_plan_can_say_why(files: dict[str, bytes]) -> None:
    """There is a rule and a value in words; each place is a line of a note that is there."""
    evidence = _evidence(files)
    for asked in _asked(evidence):
        for found in explain_all(asked):
            assert found.rule
            assert found.shown
            for one in found.inputs:
                assert bool(one.path) == bool(one.line)
                assert not one.path or one.line <= len(re.split(rb"\r\n|\r|\n", files[one.path]))


@settings(deadline=None)
@given(files=vaults())
@example(files=dict.fromkeys(("Grant.md", "grant.md"), b"---\ntype: goal\n---\n- [ ] launch\n"))
def test_every_question_that_is_offered_has_an_answer(files: dict[str, bytes]) -> None:
    """What `ask` says can be asked."""
    evidence = _evidence(files)
    asks = {one.ask for asked in _asked(evidence) for found in explain_all(asked) for one in found.inputs if one.ask}
    for ask in asks:
        question = resolve(ask, evidence)
        assert isinstance(question, Question), ask
        assert question.figure is not None, ask


@settings(deadline=None)
@given(files=vaults())
def test_what_is_explained_is_what_is_exported(files: dict[str, bytes]) -> None:
    """Value for value, for goals, milestones and tasks."""
    evidence = _evidence(files)
    document: Any = data_json(evidence.material, "milepost")
    for said in document["goals"]:
        goal = evidence.plan.goals[said["id"]]
        _compare(Asked(goal, goal, evidence), said)
        for milestone, of_milestone in zip(goal.milestones, said["milestones"], strict=True):
            _compare(Asked(goal, milestone, evidence), of_milestone)
            for task, of_task in zip(milestone.tasks, of_milestone["tasks"], strict=True):
                _compare(Asked(goal, task, evidence), of_task)


@settings(deadline=None)
@given(files=vaults())
def test_the_plan_and_its_people_are_explained_as_they_are_exported(files: dict[str, bytes]) -> None:
    """Value for value; the sums of counts come out."""
    evidence = _evidence(files)
    document: Any = data_json(evidence.material, "milepost")
    totals = document["totals"]
    counts = {name: tuple(f"{key}: {totals[name][key]}" for key in sorted(totals[name])) for name in _MAPS}
    _same(whole_of("totals", evidence), {**totals["items"], "progress": totals["progress"], **counts})
    for person in document["people"]:
        load = tuple(f"{week}: {count}" for week, count in person["load"])
        _same(whole_of(person["id"], evidence), {**person, "goals": tuple(person["goals"]), "load": load})


_MAPS = ("by_health", "by_status")


def _same(whole: Whole | None, said: Mapping[str, Any]) -> None:
    assert whole is not None
    for name in whole.figures:
        found = whole.explain(name)
        assert found.value == said[name], name
        assert found.rule
        counts = re.fullmatch(r"([\d +]+) = (\d+)", found.formula[0]) if found.formula else None
        assert counts is None or sum(map(int, counts[1].split(" + "))) == int(counts[2])


def _compare(asked: Asked, said: Mapping[str, Any]) -> None:
    compared = 0
    for figure in figures_of(asked.part):
        place = _place(figure.name, said)
        if place is not None:
            found = explain(asked, figure)
            value = list(found.value) if isinstance(found.value, tuple) else found.value
            assert value == place[figure.name if figure.name in place else _key(figure.name)], figure.name
            compared += 1
    assert compared >= len(_SCHEDULE)


def _place(name: str, said: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """Where data.json has a figure; None where it has none."""
    if name in _OURS:
        return None
    if name in _SCHEDULE:
        return said["schedule"]  # type: ignore[no-any-return]
    if name in _FORECAST:
        return said["forecast"]  # type: ignore[no-any-return]
    if name in _METRIC or name in _RENAMED:
        return said.get("metric")
    if name in _LIGHTS:
        return said["smart"]  # type: ignore[no-any-return]
    return said if name in said else None


def _key(name: str) -> str:
    return _RENAMED.get(name) or _LIGHTS[name]


@settings(deadline=None)
@given(files=vaults())
def test_bounds_are_what_the_schedule_obeys(files: dict[str, bytes]) -> None:
    """The latest of what comes before decides the earliest start, the earliest of what comes behind the latest finish.

    To the weekend: bounds are days as written, the schedule's are working days.
    """
    for asked in _asked(_evidence(files)):
        dates = asked.schedule
        if dates.total_slack is None or open_parts(asked) or (isinstance(asked.part, Milestone) and asked.part.linked):
            continue
        early, late = list(early_bounds(asked)), list(late_bounds(asked))
        if all(bound.how in ("", "after") for bound in early):
            assert _near(max(bound.day for bound in early), dates.earliest_start), asked.part.id
        top = [asked.part, *holders(asked)][-1]
        if late and top.fields.due and all(bound.how in ("", "before") for bound in late):
            assert _near(dates.latest_finish, min(bound.day for bound in late)), asked.part.id


def _near(first: date | None, second: date | None) -> bool:
    """Whether one day is the other, or the working day next to it."""
    assert first is not None
    assert second is not None
    return abs(second - first) <= timedelta(3) or date.max in (first, second)


@settings(deadline=None)
@given(files=vaults())
def test_sums_come_out(files: dict[str, bytes]) -> None:
    """Whatever is printed as a sum with a percentage can be worked out by hand."""
    for asked in _asked(_evidence(files)):
        for found in explain_all(asked):
            for line in found.formula:
                _check(line, found)


def test_the_check_of_sums_sees_a_wrong_one() -> None:
    """So that the law above means something."""
    right, wrong = "(3·1/2 + 1·1) / 4 = 62 %", "(3·1/2 + 1·1) / 4 = 63 %"

    assert _checked(right) is True
    assert _checked(wrong) is False
    assert _checked("(77.2 − 80) / (75 − 80) = 56 %") is True
    assert _checked("60 − 50 = −25 %, counted as 0 %") is False
    assert _checked("only words") is None


def _check(line: str, found: Explanation) -> None:
    for left, sign, right in re.findall(r"(−?\d+\.\d+) ([<≥]) (−?\d+\.\d+)", line):
        less = Fraction(left.replace("−", "-")) < Fraction(right.replace("−", "-"))
        assert less == (sign == "<"), f"{found.subject}.{found.figure}: {line}"
    assert _checked(line) is not False, f"{found.subject}.{found.figure}: {line}"


def _checked(line: str) -> bool | None:
    """Whether `terms = n %` comes out; None where a line is no such sum."""
    sum_ = re.fullmatch(r"(?:.*?: )?([0-9.,/·+−() ]+?)(?: days(?: on the good side)?)? = (−?\d+|<1) %.*", line)
    if sum_ is None or "…" in line:
        return None
    value = _worked_out(sum_[1])
    if value is None:
        return None
    if sum_[2] == "<1":
        return 0 < value < Fraction(1, 100)
    percent = int(sum_[2].replace("−", "-"))
    slip = Fraction(1, 1000) if re.search(r"\.\d{4}", sum_[1]) else 0
    low, high = abs(value) - slip, abs(value) + slip
    return (value < 0) == (percent < 0) and low * 100 // 1 <= abs(percent) <= high * 100 // 1


_SIGNS: Mapping[type[ast.operator], Callable[[Any, Any], Any]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}


def _worked_out(terms: str) -> Fraction | None:
    """The value of a sum, in fractions; None for what is no sum."""
    text = terms.replace(",", "").replace("·", "*").replace("−", "-")
    try:
        return _value(ast.parse(text.strip(), mode="eval").body, text.strip())
    except (SyntaxError, ZeroDivisionError):
        return None


def _value(node: ast.expr, text: str) -> Fraction:
    match node:
        case ast.BinOp(left, sign, right):
            return Fraction(_SIGNS[type(sign)](_value(left, text), _value(right, text)))
        case ast.UnaryOp(ast.USub(), operand):
            return -_value(operand, text)
        case ast.Constant():
            return Fraction(ast.get_source_segment(text, node) or "0")
        case _:
            raise SyntaxError(text)
