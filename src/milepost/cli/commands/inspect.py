"""`milepost inspect`: what is read from each note, and what is not."""

from datetime import date
from pathlib import Path

import click

from milepost.cli.params import json_option, today_option


@click.command(short_help="What is read from each note, and what is not.")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATH]...")
@today_option
@json_option
def inspect(*, paths: tuple[Path, ...], today: date | None, as_json: bool) -> None:
    """What is read from each note: fields, items, links, and what was not understood.

    PATH is a note, or one folder, which then is the vault. Without PATH: every note of the vault around the current
    folder.
    """
    from milepost.cli.inspect_view import print_notes
    from milepost.cli.opening import open_vault
    from milepost.cli.selection import select
    from milepost.cli.terminal import answers, print_json
    from milepost.report.inspect import inspect_json, inspected

    selection = select(paths)
    opened = open_vault(selection.root, today)
    notes = inspected(opened.material, selection.within(opened.material.documents))
    if as_json:
        print_json(inspect_json(notes))
        return
    print_notes(answers(), notes, opened.build.sources)
