"""`milepost status`: how the plan stands, in the terminal."""

from datetime import date
from pathlib import Path

import click

from milepost.cli.params import json_option, today_option, vault_argument


@click.command(short_help="How the plan stands, in the terminal.")
@vault_argument
@today_option
@json_option
def status(*, vault: Path | None, today: date | None, as_json: bool) -> None:
    """How the plan stands: how far, what is overdue, what comes next.

    VAULT is the folder that holds the notes; without it the vault around the current folder.
    """
    from milepost.cli.opening import open_vault
    from milepost.cli.status_view import print_no_goals, print_overview
    from milepost.cli.terminal import answers, print_json
    from milepost.report.status import overview, overview_json

    opened = open_vault(vault, today)
    found = overview(opened.material)
    if as_json:
        print_json(overview_json(found))
        return
    if not found.goal_count:
        print_no_goals(answers(), opened.material)
        return
    print_overview(answers(), found, opened.build.diagnostics)
