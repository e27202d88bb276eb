"""`milepost next`: what can be done now."""

from datetime import date
from pathlib import Path

import click

from milepost.cli.params import today_option, vault_argument


@click.command(name="next", short_help="What can be done now, most urgent first.")
@vault_argument
@today_option
def next_(*, vault: Path | None, today: date | None) -> None:
    """At most seven things that wait for nothing: least days to spare first, then priority."""
    from milepost.cli.next_view import print_next
    from milepost.cli.opening import open_vault
    from milepost.cli.status_view import print_no_goals
    from milepost.cli.terminal import answers
    from milepost.report.next_actions import next_actions

    opened = open_vault(vault, today)
    build = opened.build
    if not build.plan.goals:
        print_no_goals(answers(), opened.material)
        return
    actions = next_actions(build.plan, build.analysis)
    is_over = all(facts.outcome != "open" for facts in build.analysis.goals.values())
    print_next(answers(), actions, calendar_days=opened.material.settings.calendar_days, is_over=is_over)
