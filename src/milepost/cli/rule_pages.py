"""A rule's page in the terminal."""

import importlib
import inspect

from rich.console import Console
from rich.text import Text

from milepost.cli.terminal import line, styled
from milepost.diagnostics.rulebook import RULEBOOK
from milepost.diagnostics.rules import RULES, Rule
from milepost.model.status import squash


def find_rule(word: str) -> Rule | None:
    """The rule of that name; case, spaces, `-` and `_` do not matter."""
    return RULES.get(word) or next((each for each in RULES.values() if squash(each.name) == squash(word)), None)


def print_rule(console: Console, rule: Rule) -> None:
    """Name, default severity and text of a rule."""
    severity = rule.severity.value
    about = (styled(severity, severity), styled(f"  {rule.group}", "faint"))
    console.print(line(styled(rule.name, "strong"), "  ", *about))
    console.print()
    text = rule_text(rule.name)
    if console.is_terminal:
        from rich.markdown import Markdown

        console.print(Markdown(text), soft_wrap=False)
    else:
        console.print(Text(text))


def rule_text(name: str) -> str:
    """A rule's page: of the rulebook, else its own module's docstring; empty for a rule that nobody checks yet."""
    if name in RULEBOOK:
        return RULEBOOK[name]
    try:
        module = importlib.import_module(f"milepost.analysis.checks.{name.replace('-', '_')}")
    except ModuleNotFoundError:
        return ""
    return inspect.cleandoc(module.__doc__ or "")
