"""`milepost init`: begin with settings and a first goal."""

from datetime import date
from pathlib import Path

import click

from milepost.cli.params import today_option


@click.command(short_help="Begin: settings and a first goal.")
@click.argument("folder", metavar="[DIR]", required=False, type=click.Path(path_type=Path))
@click.option(
    "--ci",
    type=click.Choice(["github", "gitlab"]),
    help="Write a pipeline too, at the top of the repository: check on every change, publish daily.",
)
@today_option
def init(*, folder: Path | None, ci: str | None, today: date | None) -> None:
    """Write milepost.toml and a first goal into DIR (here, when none is given). What is there already stays."""
    from milepost.cli.beginning import begin

    begin(folder if folder is not None else Path.cwd(), today, ci or "")
