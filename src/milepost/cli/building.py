"""What `build` does once its options are known: see if anything changed, compute, render, write, say what happened."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cache, partial
from hashlib import blake2b
from pathlib import Path
from time import time_ns
from typing import Any

from milepost.cli.caches import cache_folder
from milepost.cli.roots import day_of, root_of
from milepost.cli.terminal import answers, line, patience, print_json, styled, talk
from milepost.config.settings import Settings
from milepost.emit.target import check_caches, check_target, default_out
from milepost.files import disk
from milepost.model.frozen import frozen
from milepost.model.rim import Snapshot
from milepost.session.last import Inputs, Last, program_state
from milepost.vault.find import has_obsidian
from milepost.vault.read import digest_now, digests_of
from milepost.vault.settings import SettingsText, read_settings, settings_text
from milepost.vault.state import State, vault_state

SEVERITIES = ("error", "warning", "info")
MOST_NAMED = 5


@frozen
class Asked:
    """The command's options."""

    vault: Path | None
    out: Path | None
    audience: str | None
    today: date | None
    cache_dir: Path | None
    adopt: bool
    verify: bool
    jobs: int | None = None


@frozen
class Done:
    """What a build came to. `problems` counts diagnostics by severity; `stale`: the site was not what it should be.

    `page` is what to open in `out`; `left_out` are files of the vault that pages show and that could not be had.
    """

    out: str
    as_of: str
    goals: int
    notes: int
    is_private: bool
    problems: Mapping[str, int]
    written: tuple[str, ...] = ()
    unchanged: int = 0
    removed: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    stale: bool = False
    page: str = "index.html"


Keep = Callable[[Done, Snapshot], None]
"""Remembers a build and what it was made of."""


def write_site(asked: Asked) -> Done:
    """Write the site of a vault, if it is not there already. Refuses before anything is written."""
    looked_ns = time_ns()
    root = root_of(asked.vault)
    settings = read_settings(root).value
    text = settings_text(root)
    if asked.audience:
        settings = replace(settings, publish=replace(settings.publish, audience=asked.audience))
    day = day_of(asked.today, settings, text).value
    out = Path(disk.absolute(asked.out if asked.out is not None else default_out(root, settings)))
    check_target(out, root, adopt=asked.adopt)
    caches = cache_folder(asked.cache_dir)
    check_caches(caches, out)
    state = vault_state(root, settings, out)
    inputs = Inputs(state.digest, _wishes(root, text, settings, day), program_state())
    last = Last(caches, root, out)
    held = partial(state.held, digest_of=cache(partial(digest_now, disk.real(root))))
    if not (asked.adopt or asked.verify):
        known = _as_before(last.report(inputs, looked_ns, held) or {})
        if known is not None:
            return known
    is_known = asked.verify and last.was_made_of(inputs, held)

    def keep(done: Done, snapshot: Snapshot) -> None:
        held = partial(state.held, digest_of=digests_of(snapshot).get)
        last.keep(inputs, _report(done), frozenset(done.written), looked_ns=looked_ns, held=held)

    done = _built(asked, root, out, {} if asked.verify else last.lies_there(), keep=keep, seen=state)
    return replace(done, stale=is_known and bool(done.written or done.removed))


def _wishes(root: Path, text: SettingsText, settings: Settings, day: date) -> str:
    written = blake2b(repr(sorted(text.items())).encode(), digest_size=16).hexdigest()
    return repr((written, settings.publish.audience, day.isoformat(), has_obsidian(root)))


def _built(asked: Asked, root: Path, out: Path, trusted: Mapping[str, str], *, keep: Keep, seen: State) -> Done:
    """Make what the last builds do not know; only files that differ are written. `trusted` lie there for certain.

    As soon as they are written `keep` is told: what is left for the next build may take a while.
    """
    from milepost.session.image import image_of
    from milepost.session.image_file import Damaged

    try:
        return _made(asked, root, out, trusted, keep=keep, seen=seen, remembers=not asked.verify)
    except Damaged:  # found when somebody looked
        is_gone = image_of(cache_folder(asked.cache_dir), root, out).forget()
        return _made(asked, root, out, trusted, keep=keep, seen=seen, remembers=is_gone)


def _made(
    asked: Asked, root: Path, out: Path, trusted: Mapping[str, str], *, keep: Keep, seen: State, remembers: bool
) -> Done:
    from milepost.cli.jobs import Jobs
    from milepost.cli.opening import open_vault
    from milepost.emit.emit import emit
    from milepost.session.collection import paused_collection
    from milepost.session.shares import stage_site

    jobs = Jobs.of(asked.jobs)
    with jobs.hands() as hands:
        opened = open_vault(
            root,
            asked.today,
            out,
            audience=asked.audience,
            cache_dir=asked.cache_dir,
            is_fresh=asked.verify,
            hands=hands,
            remembers=remembers,
            seen=seen,
        )
    is_due = opened.is_behind(trusted)
    with patience("Making the pages"), paused_collection():
        site = opened.session.site(opened.build)
        stager = partial(stage_site, site, jobs=jobs.for_pages, trusted=trusted)
        emitted = emit(site.whole(), opened.out, root=opened.root, adopt=asked.adopt, stager=stager)
        left_out = site.left_out({*emitted.written, *emitted.unchanged})
        del site, stager  # what is left for the next build takes memory
        done = Done(
            out=disk.text(opened.out),
            as_of=opened.build.analysis.as_of.isoformat(),
            goals=len(opened.build.plan.goals),
            notes=opened.build.plan.notes,
            is_private=opened.material.is_private,
            problems={severity: opened.build.counts.get(severity, 0) for severity in SEVERITIES},
            written=emitted.written,
            unchanged=len(emitted.unchanged),
            removed=emitted.removed,
            left_out=left_out,
        )
        keep(done, opened.snapshot)
        opened.leave_image(is_due=is_due)
    return done


def _report(done: Done) -> dict[str, Any]:
    """What is remembered of a build."""
    return {
        "out": done.out,
        "as_of": done.as_of,
        "goals": done.goals,
        "notes": done.notes,
        "is_private": done.is_private,
        "problems": dict(done.problems),
        "files": len(done.written) + done.unchanged,
        "left_out": list(done.left_out),
    }


def _as_before(report: Mapping[str, Any]) -> Done | None:
    """The same again, with nothing to do; None where the record is not one of ours."""
    try:
        return Done(
            out=str(report["out"]),
            as_of=str(report["as_of"]),
            goals=int(report["goals"]),
            notes=int(report["notes"]),
            is_private=bool(report["is_private"]),
            problems={severity: int(report["problems"][severity]) for severity in SEVERITIES},
            unchanged=int(report["files"]),
            left_out=tuple(map(str, report["left_out"])),
        )
    except (KeyError, TypeError, ValueError):
        return None


def say(done: Done, *, as_json: bool) -> None:
    """Tell what a build came to."""
    if as_json:
        print_json(
            {
                "schema_version": 1,
                "out": done.out,
                "as_of": done.as_of,
                "goals": done.goals,
                "notes": done.notes,
                "written": list(done.written),
                "unchanged": done.unchanged,
                "removed": list(done.removed),
                "left_out": list(done.left_out),
                "problems": dict(done.problems),
            }
        )
        return
    made = [f"{len(done.written)} written", f"{done.unchanged} unchanged"]
    if done.removed:
        made.append(f"{len(done.removed)} removed")
    notes = _counted(done.notes, "note" if done.is_private else "published note")
    said = f"{_counted(done.goals, 'goal')} from {notes}; {', '.join(made)}"
    answers().print(line(styled(str(Path(done.out) / done.page), "strong"), styled(f"  {said}", "faint")))
    words = ", ".join(_counted(count, name) for name, count in done.problems.items() if count)
    if words:
        talk().print(line(styled(words, "warning"), styled("  milepost check says which", "faint")))
    if done.left_out:
        talk().print(line(styled(_left_out(done.left_out), "warning")))
    if done.stale:
        talk().print(line("The site was not what a clean build makes of these notes. It is now."))
    if not done.is_private and not done.goals:
        talk().print(
            line("No goal is published: write `publish: true` in its note, or name notes under [publish] include.")
        )


def _left_out(paths: Sequence[str]) -> str:
    """`2 files that pages show cannot be read and are left out: a.png, b.svg`."""
    said = "1 file that a page shows cannot" if len(paths) == 1 else f"{len(paths):,} files that pages show cannot"
    more = f" and {len(paths) - MOST_NAMED:,} more" if len(paths) > MOST_NAMED else ""
    return f"{said} be read and {'is' if len(paths) == 1 else 'are'} left out: {', '.join(paths[:MOST_NAMED])}{more}"


def _counted(count: int, word: str) -> str:
    return f"{count:,} {word}{'' if count == 1 else 's'}"
