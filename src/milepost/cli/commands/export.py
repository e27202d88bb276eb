"""`milepost export`: the plan for other programs."""

from datetime import date
from pathlib import Path

import click

from milepost.cli.params import Word, audience_option, today_option, vault_argument

FORMS = ("json", "csv", "ics", "atom", "markdown", "mermaid", "badge")


@click.command(short_help="The plan for other programs.")
@click.argument("form", metavar="|".join(FORMS), type=Word(FORMS, "export"))
@vault_argument
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="FILE", help="Write to a file, not to stdout.")
@audience_option
@today_option
def export(*, form: str, vault: Path | None, output: Path | None, audience: str | None, today: date | None) -> None:
    """The plan for other programs.

    json: everything (its shape: milepost schema data). csv: a row for each goal. ics: what is due, for calendars. atom:
    what has happened, for feed readers. markdown: the overview as a note. mermaid: goals and what waits for what, as a
    diagram. badge: how it stands, as a picture; for shields.io where FILE ends in .json.
    """
    from milepost.cli.exporting import write_export
    from milepost.cli.opening import open_vault

    write_export(form, open_vault(vault, today, audience=audience).material, output)
