"""What `build` does once its options are known: compute, render, write, and say what happened."""

from collections.abc import Sequence

from milepost.cli.opening import Opened
from milepost.cli.terminal import answers, line, patience, print_json, styled, talk
from milepost.diagnostics.problem import Diagnostic
from milepost.emit.emit import Emitted, emit
from milepost.emit.target import check_target
from milepost.files import disk
from milepost.report.jsonable import Json, day
from milepost.report.problems_text import counts_text
from milepost.report.status import worst_counts
from milepost.report.wording import counted
from milepost.session.collection import paused_collection


def write_site(opened: Opened, *, adopt: bool, as_json: bool) -> Sequence[Diagnostic]:
    """Write the site of a vault; the build's diagnostics. Refuses before anything is written."""
    check_target(opened.out, opened.root, adopt=adopt)
    with patience("Making the pages"), paused_collection():
        emitted = emit(opened.session.site(opened.build), opened.out, root=opened.root, adopt=adopt)
    if as_json:
        print_json(_report(opened, emitted))
    else:
        _print_report(opened, emitted)
    return opened.build.diagnostics


def _report(opened: Opened, emitted: Emitted) -> Json:
    severities = [found.severity.value for found in opened.build.diagnostics]
    return {
        "schema_version": 1,
        "out": disk.text(opened.out),
        "as_of": day(opened.build.analysis.as_of),
        "goals": len(opened.build.plan.goals),
        "notes": opened.build.plan.notes,
        "written": list(emitted.written),
        "unchanged": len(emitted.unchanged),
        "removed": list(emitted.removed),
        "problems": worst_counts(severities),
    }


def _print_report(opened: Opened, emitted: Emitted) -> None:
    done = [f"{len(emitted.written)} written", f"{len(emitted.unchanged)} unchanged"]
    if emitted.removed:
        done.append(f"{len(emitted.removed)} removed")
    plan, is_private = opened.build.plan, opened.material.is_private
    notes = counted(plan.notes, "note" if is_private else "published note")
    said = f"{counted(len(plan.goals), 'goal')} from {notes}; {', '.join(done)}"
    answers().print(line(styled(str(opened.out / "index.html"), "strong"), styled(f"  {said}", "faint")))
    if opened.build.diagnostics:
        words = counts_text(opened.build.diagnostics)
        talk().print(line(styled(words, "warning"), styled("  milepost check says which", "faint")))
    if not is_private and not plan.goals:
        talk().print(
            line("No goal is published: write `publish: true` in its note, or name notes under [publish] include.")
        )
