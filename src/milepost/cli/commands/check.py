"""`milepost check`: what is wrong in the notes, where, and what to do."""

from datetime import date
from pathlib import Path

import click

from milepost.cli.exits import Code
from milepost.cli.params import today_option, vault_argument

FORMATS = ("text", "json", "github", "sarif")
LIMITS = ("error", "warning", "info", "never")


@click.command(short_help="What is wrong in the notes, where, and what to do.")
@vault_argument
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", show_default=True, help="How to say it.")
@click.option(
    "--fail-on", type=click.Choice(LIMITS), default="error", show_default=True, help="Exit 1 from this severity on."
)
@click.option("-v", "--verbose", is_flag=True, help="All problems, and what was not read.")
@today_option
def check(*, vault: Path | None, form: str, fail_on: str, verbose: bool, today: date | None) -> int:
    """What is wrong in the notes: the rule, the place, the line with a caret, and what to do.

    Exit code 1 says that there is a problem at or above --fail-on.
    """
    from milepost.cli.check_forms import print_as
    from milepost.cli.opening import open_vault
    from milepost.diagnostics.problem import Severity
    from milepost.report.problems.text import at_least

    opened = open_vault(vault, today)
    print_as(form, opened, verbose=verbose)
    if fail_on == "never" or not at_least(opened.build.diagnostics, Severity(fail_on)):
        return Code.FINE
    return Code.PROBLEMS
