"""`milepost serve`: the site in a browser, in step with the notes."""

from contextlib import suppress
from datetime import date
from pathlib import Path

import click

from milepost.cli.exits import Code
from milepost.cli.params import cache_option, poll_option, today_option, vault_argument

HOSTS = ("127.0.0.1", "localhost", "::1")


@click.command(short_help="Show the site in a browser, and keep it in step with the notes.")
@vault_argument
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="Or the next free one.")
@click.option("--host", type=click.Choice(HOSTS), default=HOSTS[0], show_default=True, help="This computer only.")
@click.option("--open", "opens", is_flag=True, help="Open the browser.")
@click.option("--follow", "follows", is_flag=True, help="Let the browser go to the goal that was edited.")
@cache_option
@poll_option
@today_option
def serve(
    *,
    vault: Path | None,
    port: int,
    host: str,
    opens: bool,
    follows: bool,
    cache_dir: Path | None,
    poll: bool,
    today: date | None,
) -> int:
    """Show the site in a browser on this computer, and keep the open pages in step with the notes, until Ctrl-C.

    Nothing is written. A page is changed in place: scrolling and opened parts stay. What stops a rebuild is laid over
    the last good page.
    """
    with suppress(KeyboardInterrupt):
        from milepost.cli.living import Serving, keep_serving

        keep_serving(Serving(vault, host, port, today, cache_dir, opens=opens, follows=follows, polls=poll))
    return Code.FINE
