"""`milepost watch`: build on every change."""

from contextlib import suppress
from datetime import date
from pathlib import Path

import click

from milepost.cli.exits import Code
from milepost.cli.params import cache_option, poll_option, today_option, vault_argument


@click.command(short_help="Write the site whenever a note changes.")
@vault_argument
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Where the site goes; else site/ in the vault, .milepost/site in an Obsidian vault.",
)
@cache_option
@poll_option
@today_option
def watch(*, vault: Path | None, out: Path | None, cache_dir: Path | None, poll: bool, today: date | None) -> int:
    """Write the site, and again whenever a note, a table or the settings change, until Ctrl-C.

    Each time it writes what `milepost build` would. At midnight it writes the site of the new day.
    """
    with suppress(KeyboardInterrupt):
        from milepost.cli.living import keep_writing

        keep_writing(vault, out, today, cache_dir, polls=poll)
    return Code.FINE
