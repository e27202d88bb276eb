"""`milepost explain`: why a figure or a rule says what it says."""

from datetime import date
from pathlib import Path

import click

from milepost.cli.params import json_option, today_option, vault_option


@click.command(short_help="Why a figure or a rule says what it says.")
@click.argument("what", metavar="GOAL[.FIGURE]|totals|PERSON|RULE")
@vault_option
@today_option
@json_option
def explain(*, what: str, vault: Path | None, today: date | None, as_json: bool) -> None:
    """Why a figure says what it says: its rule, what it is made of with file and line, and the sum.

    GOAL is an id, a title, an alias or a file name; FIGURE is what you see, such as health, progress, slack or due.
    Without FIGURE all of them are listed. A milestone or task is asked for by its id, or as "GOAL#its title", the whole
    plan as "totals", a person by name. RULE is a name that check prints, such as invalid-date.
    """
    from milepost.cli.explaining import answer

    answer(what, vault, today, as_json=as_json)
