"""`milepost show`: one goal, everything about it."""

from datetime import date
from pathlib import Path

import click

from milepost.cli.params import json_option, today_option, vault_option


@click.command(short_help="One goal, everything about it.")
@click.argument("goal")
@vault_option
@today_option
@json_option
def show(*, goal: str, vault: Path | None, today: date | None, as_json: bool) -> None:
    """One goal: its milestones and tasks, dates, people, what it waits for, its check-ins and problems.

    GOAL is an id, a title, an alias or a file name; case does not matter.
    """
    from milepost import __version__
    from milepost.cli.goal_names import find_goal
    from milepost.cli.opening import open_vault
    from milepost.cli.show_view import print_goal
    from milepost.cli.terminal import answers, print_json
    from milepost.report.export.data import one_goal_json

    opened = open_vault(vault, today)
    found = find_goal(opened.build.plan, goal)
    if as_json:
        print_json(one_goal_json(opened.material, found.id, f"milepost {__version__}"))
        return
    print_goal(answers(), found, opened.material)
