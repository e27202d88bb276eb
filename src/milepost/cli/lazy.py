"""A click group that imports a command when it is called, and suggests the command that was meant."""

import importlib
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import click


class Entry(NamedTuple):
    """Where a command lives, as `module:name`, and the line `--help` shows for it."""

    where: str
    short_help: str


class LazyGroup(click.Group):
    """A group whose `--help` and completion need no command's module."""

    def __init__(self, *args: Any, entries: Mapping[str, Entry], **attributes: Any) -> None:
        super().__init__(*args, **attributes)
        self.entries = entries

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """All commands in table order."""
        return list(self.entries)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's
        """Import the command's module."""
        entry = self.entries.get(cmd_name)
        if entry is None:
            return None
        module, _, name = entry.where.partition(":")
        command = getattr(importlib.import_module(module), name)
        assert isinstance(command, click.Command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does, but a wrong name gets a suggestion."""
        if args and not args[0].startswith("-") and args[0] not in self.entries:
            ctx.fail(f"There is no command {args[0]!r}.{suggestion(args[0], list(self.entries))}")
        return super().resolve_command(ctx, args)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list["click.shell_completion.CompletionItem"]:
        """Commands by the table, without importing any of them."""
        from click.shell_completion import CompletionItem

        found = [
            CompletionItem(name, help=entry.short_help)
            for name, entry in self.entries.items()
            if name.startswith(incomplete)
        ]
        return found + click.Command.shell_complete(self, ctx, incomplete)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - click's
        """The table."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, entry.short_help) for name, entry in self.entries.items()])


def suggestion(word: str, names: Sequence[str]) -> str:
    """A question after a wrong word, "" where no name is near it. The same letters in another order come first."""
    from difflib import get_close_matches

    turned = [name for name in names if sorted(name) == sorted(word)]
    close = turned or get_close_matches(word, names, n=1, cutoff=0.5)
    return f" Did you mean {close[0]!r}?" if close else ""
