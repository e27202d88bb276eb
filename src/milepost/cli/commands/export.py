"""`milepost export`: the plan for other programs."""

from datetime import date
from pathlib import Path

import click

from milepost.cli.params import audience_option, today_option, vault_argument


@click.command(short_help="The plan for other programs.")
@click.argument("form", metavar="json", type=click.Choice(("json",)))
@vault_argument
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="FILE", help="Write to a file, not to stdout.")
@audience_option
@today_option
def export(*, form: str, vault: Path | None, output: Path | None, audience: str | None, today: date | None) -> None:
    """The whole plan as one document. Its shape: milepost schema data."""
    from milepost import __version__
    from milepost.cli.opening import open_vault
    from milepost.cli.output import write_file
    from milepost.cli.terminal import json_text, write_answer
    from milepost.report.export import data_json

    assert form == "json"
    opened = open_vault(vault, today, audience=audience)
    text = json_text(data_json(opened.material, f"milepost {__version__}"))
    if output is None or str(output) == "-":
        write_answer(text)
        return
    write_file(output, text)
