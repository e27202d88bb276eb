"""`milepost tree`: the plan as a tree of goals."""

from datetime import date
from pathlib import Path

import click

from milepost.cli.params import today_option, vault_argument


@click.command(short_help="The plan as a tree of goals.")
@vault_argument
@today_option
def tree(*, vault: Path | None, today: date | None) -> None:
    """The plan as a tree: each goal below the first of its parents, closed ones included."""
    from milepost.cli.opening import open_vault
    from milepost.cli.status_view import print_no_goals
    from milepost.cli.terminal import answers
    from milepost.cli.tree_view import print_tree
    from milepost.report.status import tree_lines

    opened = open_vault(vault, today)
    if not opened.build.plan.goals:
        print_no_goals(answers(), opened.material)
        return
    print_tree(answers(), tree_lines(opened.build.plan, opened.build.analysis))
