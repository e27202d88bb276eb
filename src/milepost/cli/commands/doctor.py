"""`milepost doctor`: what this computer has of what milepost can use."""

from pathlib import Path

import click

from milepost.cli.params import vault_argument


@click.command(short_help="What this computer has of what milepost can use.")
@vault_argument
def doctor(*, vault: Path | None) -> None:
    """Versions, git, whether the clone is shallow, whether file events arrive, and the browser.

    What is missing is said with what goes without it; nothing is changed. Put the answer into a report of a mistake.
    """
    from milepost.cli.examining import examined
    from milepost.cli.roots import root_of
    from milepost.cli.terminal import answers, line, patience, styled

    root = root_of(vault)
    with patience("Looking around"):
        found = examined(root)
    console = answers()
    width = max(len(one.subject) for one in found)
    for one in found:
        sign = styled("✓", "done") if one.is_well else styled("!", "warning")
        console.print(line(sign, " ", styled(one.subject.ljust(width), "strong"), "  ", one.text))
        if one.remedy:
            console.print(line(" " * (width + 4), styled("help: ", "info"), one.remedy))
