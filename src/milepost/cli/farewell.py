"""What a user is told when a command cannot go on: one sentence, what to do, and the exit code."""

import click

from milepost.cli.exits import Code, Stop
from milepost.cli.terminal import say
from milepost.emit.refusal import Environment, Refused
from milepost.files import disk

_REPORT = "Please report it with the notes that cause it; MILEPOST_DEBUG=1 shows where it happened."


def farewell(error: Exception) -> Code:
    """Print the sentence for an exception and return its exit code."""
    stop = _stop_of(error)
    say(stop.message, stop.remedy)
    return stop.code


def _stop_of(error: Exception) -> Stop:
    if isinstance(error, Stop):
        return error
    if isinstance(error, click.ClickException):
        return _usage(error)
    if isinstance(error, Refused):
        return Stop(Code.REFUSED, error.message, error.help)
    if isinstance(error, Environment):
        return Stop(Code.ENVIRONMENT, error.message, error.help)
    if isinstance(error, OSError):
        return Stop(Code.ENVIRONMENT, _system_words(error))
    from milepost.render.theme import TemplateFault  # brings the template engine with it

    if isinstance(error, TemplateFault):
        return Stop(
            Code.TEMPLATE, f"The template {error}", "The site is as it was. Correct the template, or remove it."
        )
    return Stop(Code.ENVIRONMENT, f"milepost failed: {type(error).__name__}: {error}", _REPORT)


def _usage(error: click.ClickException) -> Stop:
    context = error.ctx if isinstance(error, click.UsageError) else None
    remedy = f"{context.command_path if context else 'milepost COMMAND'} --help says what it takes."
    return Stop(Code.USAGE, _said(error), remedy)


def _said(error: click.ClickException) -> str:
    """What click says, but for a group without a command, where it would say all of the group's help."""
    if isinstance(error, click.exceptions.NoArgsIsHelpError) and isinstance(error.ctx.command, click.Group):
        names = ", ".join(error.ctx.command.list_commands(error.ctx))
        return f"{error.ctx.command_path} needs one of its commands: {names}."
    return error.format_message()


def _system_words(error: OSError) -> str:
    """What the system says, with the file it says it about."""
    about = disk.blamed(error)
    words = error.strerror or str(error)
    return f"{about}: {words}" if about else words
