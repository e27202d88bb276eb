"""`milepost build`: write the site."""

from datetime import date
from pathlib import Path

import click

from milepost.cli.exits import Code
from milepost.cli.params import audience_option, cache_option, json_option, today_option, vault_argument


@click.command(short_help="Write the site: static HTML that works from disk.")
@vault_argument
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Where the site goes; else site/ in the vault, .milepost/site in an Obsidian vault.",
)
@audience_option
@click.option(
    "--single-file",
    is_flag=True,
    help="Write one HTML file to send, with all in it; --out is its name, else site.html.",
)
@today_option
@click.option("--strict", is_flag=True, help="Exit 1 when a note has an error. The site is written all the same.")
@click.option(
    "--verify", is_flag=True, help="Build anew even if nothing changed; exit 1 if the site was not as it should be."
)
@cache_option
@click.option(
    "--jobs",
    type=click.IntRange(1, 256),
    metavar="N",
    help="Processes that share the work; else as many as there are processors, where it pays.",
)
@click.option("--adopt", is_flag=True, help="Take over an output folder that holds files milepost did not write.")
@json_option
def build(
    *,
    vault: Path | None,
    out: Path | None,
    audience: str | None,
    single_file: bool,
    today: date | None,
    strict: bool,
    verify: bool,
    cache_dir: Path | None,
    jobs: int | None,
    adopt: bool,
    as_json: bool,
) -> int:
    """Write the site. Notes with problems cost their own page at most; everything else is built.

    Only files that differ are written, and only files that milepost wrote are removed. Where nothing has changed since
    the last build, no note is read.
    """
    from milepost.cli.building import Asked, say, write_site

    asked = Asked(vault, out, audience, today, cache_dir=cache_dir, adopt=adopt, verify=verify, jobs=jobs)
    if single_file:
        from milepost.cli.single import write_single

        done = write_single(asked)
    else:
        done = write_site(asked)
    say(done, as_json=as_json)
    return Code.PROBLEMS if done.stale or (strict and done.problems["error"]) else Code.FINE
