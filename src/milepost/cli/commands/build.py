"""`milepost build`: write the site."""

from datetime import date
from pathlib import Path

import click

from milepost.cli.exits import Code
from milepost.cli.params import audience_option, json_option, today_option, vault_argument


@click.command(short_help="Write the site: static HTML that works from disk.")
@vault_argument
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Where the site goes; else site/ in the vault, .milepost/site in an Obsidian vault.",
)
@audience_option
@today_option
@click.option("--strict", is_flag=True, help="Exit 1 when a note has an error. The site is written all the same.")
@click.option("--adopt", is_flag=True, help="Take over an output folder that holds files milepost did not write.")
@json_option
def build(
    *,
    vault: Path | None,
    out: Path | None,
    audience: str | None,
    today: date | None,
    strict: bool,
    adopt: bool,
    as_json: bool,
) -> int:
    """Write the site. Notes with problems cost their own page at most; everything else is built.

    Only files that differ are written, and only files that milepost wrote are removed.
    """
    from milepost.cli.building import write_site
    from milepost.cli.opening import open_vault
    from milepost.diagnostics.problem import Severity
    from milepost.report.problems_text import at_least

    opened = open_vault(vault, today, out, audience=audience)
    diagnostics = write_site(opened, adopt=adopt, as_json=as_json)
    return Code.PROBLEMS if strict and at_least(diagnostics, Severity.ERROR) else Code.FINE
