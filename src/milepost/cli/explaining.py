"""From the word after `explain` to an answer: a rule's page, a figure, all figures of something, or what was meant."""

from collections.abc import Mapping
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import NoReturn

from milepost.cli.exits import Code, Stop
from milepost.cli.explain_view import print_explanation, print_no_goal, print_overview
from milepost.cli.goal_names import close_names, did_you_mean, several
from milepost.cli.opening import Opened, open_vault
from milepost.cli.rule_pages import find_rule, print_rule, rule_text
from milepost.cli.terminal import answers, print_json
from milepost.diagnostics.rules import RULES, Rule
from milepost.model.plan import Plan
from milepost.report.explain.as_json import explanation_json, no_goal_json, overview_json, rule_json
from milepost.report.explain.evidence import Evidence
from milepost.report.explain.figures import explain, figures_of
from milepost.report.explain.overview import overview
from milepost.report.explain.resolve import NoGoal, OfWhole, Question, Several, resolve


def answer(what: str, vault: Path | None, today: date | None, *, as_json: bool) -> None:
    """Print why. A rule's exact name is the rule; everything else is looked up in the vault first."""
    if what in RULES:
        _tell_rule(RULES[what], as_json=as_json)
        return
    evidence = _evidence(open_vault(vault, today))
    found = resolve(what, evidence)
    rule = find_rule(what) if found is None else None
    if rule is not None:
        _tell_rule(rule, as_json=as_json)
        return
    match found:
        case Question():
            _tell(found, as_json=as_json)
        case OfWhole():
            _tell_whole(found, evidence.as_of, as_json=as_json)
        case Several():
            raise several(found.name, list(found.ids), "things")
        case NoGoal() if as_json:
            print_json(no_goal_json(found, evidence.as_of))
        case NoGoal():
            print_no_goal(answers(), found)
        case None:
            _nothing(what, evidence.plan)


def _evidence(opened: Opened) -> Evidence:
    return Evidence(opened.material, opened.snapshot.tables)


def _tell_rule(rule: Rule, *, as_json: bool) -> None:
    if as_json:
        print_json(rule_json(rule.name, rule.severity.value, rule.group, rule_text(rule.name)))
    else:
        print_rule(answers(), rule)


def _tell(question: Question, *, as_json: bool) -> None:
    asked, figure = question.asked, question.figure
    if question.word:
        _no_figure(question)
    if figure is not None:
        explanation = explain(asked, figure)
        if as_json:
            print_json(explanation_json(asked, explanation, asked.evidence.as_of))
        else:
            print_explanation(answers(), asked, explanation)
        return
    telling, silent = overview(asked)
    if as_json:
        print_json(overview_json(asked, telling, silent, as_of=asked.evidence.as_of))
    else:
        print_overview(answers(), asked, telling, silent)


def _tell_whole(found: OfWhole, as_of: date, *, as_json: bool) -> None:
    whole = found.whole
    if found.word:
        _no_such(whole.id, found.word, {name: name for name in whole.figures})
    if found.figure:
        explanation = whole.explain(found.figure)
        if as_json:
            print_json(explanation_json(whole, explanation, as_of))
        else:
            print_explanation(answers(), whole, explanation)
        return
    every = [whole.explain(name) for name in whole.figures]
    if as_json:
        print_json(overview_json(whole, every, (), as_of=as_of))
    else:
        print_overview(answers(), whole, every)


def _no_figure(question: Question) -> NoReturn:
    part = question.asked.part
    _no_such(part.id, question.word, {name: row.name for row in figures_of(part) for name in (row.name, *row.synonyms)})


def _no_such(subject: str, word: str, names: Mapping[str, str]) -> NoReturn:
    """A figure that there is not: the one that comes nearest, else all there are."""
    close = get_close_matches(word.lower(), names, n=1, cutoff=0.6)
    remedy = did_you_mean([names[name] for name in close])
    known = ", ".join(dict.fromkeys(names.values()))
    raise Stop(Code.USAGE, f"{subject!r} has no figure {word!r}", remedy or f"There are: {known}.")


def _nothing(what: str, plan: Plan) -> NoReturn:
    """Nothing is called so: what comes nearest, rules and goals, the figure left as it was."""
    rules = get_close_matches(what, RULES, n=1, cutoff=0.7)
    name, dot, figure = what.rpartition(".")
    goals = [f"{close}{dot}{figure}" for close in close_names(plan, name if dot else what)]
    meant = [*rules, *goals] or get_close_matches(what, RULES, n=1, cutoff=0.5)
    otherwise = "milepost tree lists the goals, milepost check the rules that were broken."
    raise Stop(Code.USAGE, f"There is no goal or rule {what!r}", did_you_mean(meant) or otherwise)
