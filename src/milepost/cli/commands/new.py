"""`milepost new goal`: write a new note, never over an existing one."""

from datetime import date
from pathlib import Path

import click

from milepost.cli.params import today_option, vault_option

KINDS = ("project", "okr", "habit", "year", "grant", "metric")


@click.group(short_help="Write a new note.")
def new() -> None:
    """Write a new note."""


@new.command(short_help="A goal's note, ready to fill in.")
@click.argument("title")
@click.option("--like", type=click.Choice(KINDS), default="project", show_default=True, help="What it begins with.")
@click.option("--parent", metavar="GOAL", help="The goal that it is part of.")
@click.option("--due", metavar="DATE", help="A day or a period: 2026-09-30, 2026-Q3, 2026.")
@vault_option
@today_option
def goal(*, title: str, like: str, parent: str | None, due: str | None, vault: Path | None, today: date | None) -> None:
    """Write a new goal's note where the goals are already. An existing note is never written over."""
    from milepost.cli.new_goal import NewGoal, write_goal

    write_goal(NewGoal(title, like, parent, due), vault, today)
