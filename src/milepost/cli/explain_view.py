"""Explanations in the terminal: the figure, its rule, what it is made of, the sum, and what follows."""

import shlex
from collections.abc import Sequence

from rich.console import Console
from rich.text import Text

from milepost.cli.glyphs import glyphs
from milepost.cli.terminal import heading, line, print_columns, styled
from milepost.model.goal import Goal
from milepost.report.explain.asked import Asked
from milepost.report.explain.evidence import name_of
from milepost.report.explain.explanation import Explanation, Input
from milepost.report.explain.resolve import NoGoal
from milepost.report.explain.wholes import Whole

_MOST_INPUTS = 60
_WIDE = 120
_PLAIN = str.maketrans({"−": "-", "·": "*", "→": ">", "≥": ">=", "≤": "<=", "×": "x", "…": "..."})
_STYLES = {"on_track": "done", "at_risk": "warning", "off_track": "error", "done": "done", "overdue": "overdue"}


def print_explanation(console: Console, asked: Asked | Whole, found: Explanation) -> None:
    """One figure, from the answer to the single facts."""
    style = _STYLES.get(found.value, "strong") if isinstance(found.value, str) else "strong"
    console.print(line(*_name(console, asked, _words(found.figure)), "  ", styled(_sign(console, found.shown), style)))
    console.print(styled(_sign(console, found.rule)))
    if found.inputs:
        heading(console, "Made of")
        for one in found.inputs[:_MOST_INPUTS]:
            _print_input(console, one)
        if len(found.inputs) > _MOST_INPUTS:
            console.print(styled(f"  +{len(found.inputs) - _MOST_INPUTS} more: --json lists them all", "faint"))
    _print_lines(console, "The sum" if found.figure != "health" else "The numbers", found.formula)
    _print_lines(console, "What follows", found.follows)


def _name(console: Console, asked: Asked | Whole, figure: str) -> tuple[Text, ...]:
    if isinstance(asked, Whole):
        return styled(asked.title, "strong"), styled(_sign(console, f" · {figure}"), "faint")
    part = asked.part
    above = () if isinstance(part, Goal) else (styled(f"{name_of(asked.goal)}: ", "faint"),)
    return (*above, styled(name_of(part), "strong"), styled(_sign(console, f" · {figure}"), "faint"))


def _print_input(console: Console, one: Input) -> None:
    """The fact, and below it where it stands and how to go on from it."""
    console.print(line("  ", one.name, styled("  "), styled(_sign(console, one.value), "strong")))
    place = f"{one.path}:{one.line}" if one.path else ""
    ask = f"milepost explain {shlex.quote(one.ask)}" if one.ask else ""
    said = "  ".join(text for text in (place, ask) if text)
    if said:
        console.print(styled(f"      {said}", "faint"))


def _print_lines(console: Console, title: str, lines: Sequence[str]) -> None:
    if not lines:
        return
    heading(console, title)
    for text in lines:
        console.print(styled(f"  {_sign(console, text)}"))


def print_overview(
    console: Console, asked: Asked | Whole, found: Sequence[Explanation], silent: Sequence[str] = ()
) -> None:
    """Every figure that says something, with the fact that decides it, and the names of the others."""
    console.print(line(*_name(console, asked, "every figure")))
    place = _place(asked)
    if place:
        console.print(styled(place, "faint"))
    console.print()
    print_columns(console, [_overview_row(console, one) for one in found], shrinking=(1, 2))
    console.print()
    if silent:
        console.print(styled(f"Nothing to say here: {', '.join(silent)}", "faint"))
    own = asked.id if isinstance(asked, Whole) else asked.part.id
    example = shlex.quote(f"{own}.{found[0].figure if found else 'progress'}")
    console.print(styled(f"Ask for one: milepost explain {example}", "faint"))


def _place(asked: Asked | Whole) -> str:
    if isinstance(asked, Whole):
        return f"{asked.path}:1" if asked.path else ""
    return f"{asked.part.path}:{asked.evidence.title_line(asked.part)}"


def _overview_row(console: Console, one: Explanation) -> tuple[Text, ...]:
    decided = one.decided_by or (one.inputs[0] if one.inputs else None)
    shown = styled(_sign(console, one.shown), "strong")
    return styled(one.figure), shown, styled(_because(console, decided), "faint")


def _because(console: Console, decided: Input | None) -> str:
    if decided is None:
        return ""
    place = f" ({decided.path}:{decided.line})" if decided.path and console.width >= _WIDE else ""
    return _sign(console, f"{decided.name}: {decided.value}{place}")


def print_no_goal(console: Console, found: NoGoal) -> None:
    """A note that is no goal, and what would make it one."""
    console.print(line(styled(found.path, "strong"), "  no goal"))
    console.print(styled(f"{found.why[:1].upper()}{found.why[1:]}."))
    console.print(styled("Add `type: goal` to its front matter if it should be one.", "faint"))


def _words(name: str) -> str:
    return name.replace("_", " ")


def _sign(console: Console, text: str) -> str:
    """The text with plain signs where the console has no others."""
    return text if glyphs(console).full == "━" else text.translate(_PLAIN)
