"""The forms in which `check` answers: text for people, JSON, GitHub annotations and SARIF for programs."""

from pathlib import Path

from milepost.cli.annotations import github_lines, sarif
from milepost.cli.check_text import print_problems, print_skipped
from milepost.cli.opening import Opened
from milepost.cli.terminal import answers, print_json, styled, write_answer
from milepost.report.jsonable import diagnostic
from milepost.report.problems.text import in_order
from milepost.report.wording import counted


def print_as(form: str, opened: Opened, *, verbose: bool) -> None:
    """Print the build's diagnostics; programs get all of them in the order of their places."""
    found = in_order(opened.build.diagnostics)
    match form:
        case "json":
            print_json({"schema_version": 1, "diagnostics": [diagnostic(each) for each in found]})
        case "github":
            write_answer(github_lines(found, _prefix(opened.root)))
        case "sarif":
            print_json(sarif(found, _prefix(opened.root)))
        case _:
            _print_text(opened, verbose=verbose)


def _print_text(opened: Opened, *, verbose: bool) -> None:
    console, skipped = answers(), opened.build.plan.skipped
    print_problems(console, opened.build.diagnostics, opened.build.sources, everything=verbose)
    if verbose:
        print_skipped(console, skipped)
    elif skipped:
        console.print(styled(f"{counted(len(skipped), 'path')} not read (-v lists them)", "faint"))


def _prefix(root: Path) -> str:
    """What leads from the current folder, where code hosts look for files, to the vault."""
    try:
        inside = root.relative_to(Path.cwd()).as_posix()
    except ValueError:
        return ""
    return "" if inside == "." else f"{inside}/"
