"""The arguments and options that several commands share. Imports click only."""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TypeVar

import click

from milepost.cli.lazy import suggestion

Command = TypeVar("Command", bound=Callable[..., object])


class Day(click.ParamType[date]):
    """A day typed as YYYY-MM-DD."""

    name = "date"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Nothing but the ISO form of a day."""
        if isinstance(value, date):
            return value
        text = str(value)
        try:
            day = date.fromisoformat(text)
        except ValueError:
            day = None
        if day is None or day.isoformat() != text:
            self.fail(f"{text!r} is no day; use YYYY-MM-DD.", param, ctx)
        return day


class Word(click.Choice[str]):
    """One of a few words; a wrong one gets a suggestion. `called` says what they are."""

    def __init__(self, words: Sequence[str], called: str) -> None:
        super().__init__(words)
        self.called = called

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The word itself."""
        word = str(value)
        if word not in self.choices:
            self.fail(f"There is no {self.called} {word!r}.{suggestion(word, self.choices)}", param, ctx)
        return word


def vault_argument(command: Command) -> Command:
    """`[VAULT]`: the vault's root, as it is; without it the folder above that holds a vault."""
    return click.argument("vault", required=False, type=click.Path(path_type=Path))(command)


def vault_option(command: Command) -> Command:
    """`--vault DIR`, for commands whose argument is something else."""
    return click.option(
        "--vault", type=click.Path(path_type=Path), help="The vault; else found from the current folder up."
    )(command)


def today_option(command: Command) -> Command:
    """`--today DATE`: the as-of date."""
    return click.option(
        "--today", type=Day(), metavar="DATE", help="The day to compute for; else SOURCE_DATE_EPOCH or today."
    )(command)


def poll_option(command: Command) -> Command:
    """`--poll`: look for changes instead of waiting for events."""
    return click.option(
        "--poll", is_flag=True, help="Look for changes at short intervals instead of waiting to be told of them."
    )(command)


def cache_option(command: Command) -> Command:
    """`--cache-dir DIR`: where to remember what was read and built."""
    return click.option(
        "--cache-dir",
        type=click.Path(path_type=Path),
        metavar="DIR",
        help="Where to remember what was built; else the system's folder for caches.",
    )(command)


def json_option(command: Command) -> Command:
    """`--json`."""
    return click.option("--json", "as_json", is_flag=True, help="One JSON document instead of text.")(command)


def audience_option(command: Command) -> Command:
    """`--audience private|public`: for whom something is made."""
    return click.option(
        "--audience",
        type=click.Choice(("private", "public")),
        help="For yourself, or of published notes only; else as the settings say, private.",
    )(command)
