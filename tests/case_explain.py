"""What `expect explain` fences hold: the answer to one question, as `milepost explain` would give it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from milepost.model.ids import VaultPath
from milepost.report.explain.evidence import Evidence
from milepost.report.explain.explanation import Explanation, Input
from milepost.report.explain.figures import explain as explain_figure
from milepost.report.explain.overview import overview
from milepost.report.explain.resolve import NoGoal, OfWhole, Question, Several, resolve
from tests.case_build import Built


def explain(built: Built, words: Sequence[str]) -> str:
    """A figure with its rule, inputs, sum and consequences; every figure in a line where none is named."""
    return "\n".join(_answer(" ".join(words), evidence_of(built)))


def evidence_of(built: Built) -> Evidence:
    """A case as explanations see it: with its settings and tables, as the command does."""
    case, material = built.case, built.material
    settings = {VaultPath("milepost.toml"): case.settings.encode()} if case.settings else {}
    tables = {VaultPath(path): content for path, content in case.files.items() if path.endswith(".csv")}
    return Evidence(replace(material, sources={**material.sources, **settings}), tables)


def _answer(text: str, evidence: Evidence) -> Iterator[str]:
    found = resolve(text, evidence)
    match found:
        case Question(figure=None, word=""):
            telling, silent = overview(found.asked)
            yield from (_line(one) for one in telling)
            yield f"nothing to say: {', '.join(silent)}"
        case Question(figure=None):
            yield f"{found.asked.part.id} has no figure {found.word}"
        case Question():
            assert found.figure is not None
            yield from _explanation(explain_figure(found.asked, found.figure))
        case OfWhole(word=""):
            every = [found.figure] if found.figure else found.whole.figures
            for name in every:
                yield from _explanation(found.whole.explain(name))
        case OfWhole():
            yield f"{found.whole.id} has no figure {found.word}"
        case Several():
            yield f"{found.name} could be {', '.join(found.ids)}"
        case NoGoal():
            yield f"{found.path} is no goal: {found.why}"
        case None:
            yield "nothing is called so"


def _line(one: Explanation) -> str:
    decided = one.decided_by or (one.inputs[0] if one.inputs else None)
    return f"{one.figure}: {one.shown}" + (f", by {_input(replace(decided, ask=''))}" if decided else "")


def _explanation(found: Explanation) -> Iterator[str]:
    yield f"{found.subject} {found.figure}: {found.shown}"
    yield f"  {found.rule}"
    yield from (f"  {_input(one)}" for one in found.inputs)
    yield from (f"  = {one}" for one in found.formula)
    yield from (f"  -> {one}" for one in found.follows)


def _input(one: Input) -> str:
    place = f" ({one.path}:{one.line})" if one.path else ""
    ask = f" ? {one.ask}" if one.ask else ""
    return f"{one.name}: {one.value}{place}{ask}"
