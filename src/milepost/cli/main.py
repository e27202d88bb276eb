"""The `milepost` command: its table of commands, and what becomes of whatever goes wrong in one of them."""

import codecs
import errno
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from io import TextIOWrapper

import click

from milepost import __version__
from milepost.cli.exits import Code
from milepost.cli.lazy import Entry, LazyGroup

_AT = "milepost.cli.commands"

COMMANDS = {
    "status": Entry(f"{_AT}.status:status", "How the plan stands, in the terminal."),
    "next": Entry(f"{_AT}.next:next_", "What can be done now, most urgent first."),
    "tree": Entry(f"{_AT}.tree:tree", "The plan as a tree of goals."),
    "show": Entry(f"{_AT}.show:show", "One goal, everything about it."),
    "build": Entry(f"{_AT}.build:build", "Write the site: static HTML that works from disk."),
    "serve": Entry(f"{_AT}.serve:serve", "Show the site in a browser, and keep it in step with the notes."),
    "watch": Entry(f"{_AT}.watch:watch", "Write the site whenever a note changes."),
    "check": Entry(f"{_AT}.check:check", "What is wrong in the notes, where, and what to do."),
    "inspect": Entry(f"{_AT}.inspect:inspect", "What is read from each note, and what is not."),
    "export": Entry(f"{_AT}.export:export", "The plan for other programs."),
    "init": Entry(f"{_AT}.init:init", "Begin: settings and a first goal."),
    "new": Entry(f"{_AT}.new:new", "Write a new note."),
    "explain": Entry(f"{_AT}.explain:explain", "Why a figure or a rule says what it says."),
    "schema": Entry(f"{_AT}.schema:schema", "JSON Schemas of the settings and of data.json."),
    "doctor": Entry(f"{_AT}.doctor:doctor", "What this computer has of what milepost can use."),
}


@click.group(
    cls=LazyGroup,
    entries=COMMANDS,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog='Your notes are never changed. Shell completion: eval "$(_MILEPOST_COMPLETE=bash_source milepost)".',
)
@click.version_option(__version__, prog_name="milepost", message="%(prog)s %(version)s")
@click.pass_context
def milepost(ctx: click.Context) -> int:
    """Goals as Markdown notes, progress as static HTML.

    Without a command: how the plan in this folder stands.
    """
    if ctx.invoked_subcommand is not None:
        return Code.FINE
    from milepost.cli.welcome import welcome

    return welcome(ctx.get_help())


def run(arguments: Sequence[str] | None = None) -> int:
    """Run one command line and return the exit code. Never raises, whatever happens below."""
    _tolerate_encodings()
    try:
        outcome = milepost.main(arguments, prog_name="milepost", standalone_mode=False)
        sys.stdout.flush()
    except Exception as error:  # noqa: BLE001 - the last line of defence: no traceback reaches a user
        return _end(error)
    except KeyboardInterrupt:
        return Code.INTERRUPTED
    return outcome if isinstance(outcome, int) else Code.FINE


def _end(error: Exception) -> int:
    if isinstance(error, click.exceptions.Abort):
        return Code.INTERRUPTED
    if isinstance(error, BrokenPipeError) or (isinstance(error, OSError) and error.errno == errno.EPIPE):
        return _hang_up()
    if os.environ.get("MILEPOST_DEBUG"):
        raise error
    from milepost.cli.farewell import farewell

    return farewell(error)


def _hang_up() -> int:
    """The reader of our output has gone (`milepost tree | head`): be quiet about it."""
    with suppress(OSError):
        sys.stdout.close()  # or the interpreter would try to write the rest when it ends, and complain
    return Code.PROBLEMS


def _tolerate_encodings() -> None:
    """Where a character cannot be printed a plain sign or its escape is, instead of the end of the program."""
    codecs.register_error("milepost", _stand_in)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="milepost")


def _stand_in(error: UnicodeError) -> tuple[str, int]:
    from milepost.cli.plain_signs import stand_in

    return stand_in(error)
