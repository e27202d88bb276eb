"""`milepost` alone: the overview where there are goals, else help with the two commands to try."""

from pathlib import Path

from rich.text import Text

from milepost.cli.exits import Code
from milepost.cli.opening import open_vault
from milepost.cli.status_view import print_overview
from milepost.cli.terminal import answers
from milepost.files import disk
from milepost.report.status import overview
from milepost.vault.find import find_root

_TRY = """\
There are no goals here yet. Two commands to try:

  milepost init              settings and a first goal, in this folder
  milepost status FOLDER     what milepost makes of the notes you have; it never changes them
"""


def welcome(help_text: str) -> Code:
    """Print one or the other."""
    if not _is_too_wide(find_root(Path.cwd())):
        opened = open_vault(None, None)
        if opened.build.plan.goals:
            print_overview(answers(), overview(opened.material), opened.build.diagnostics)
            return Code.FINE
    answers().print(Text(f"{help_text}\n\n{_TRY}", end=""))
    return Code.FINE


def _is_too_wide(root: Path) -> bool:
    """Home and the top of a drive are nobody's vault, and reading them would take minutes."""
    place = disk.real(root)
    return root.parent == root or place in {disk.real(home) for home in disk.homes()}
