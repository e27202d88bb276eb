"""`make bench`: ratios from one run on one machine. Reported, never asserted.

The bare parsers and milepost go over the same notes in turns, each in a process of its own; the least CPU time of each
counts.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.bench.checklists import GOALS, LINES, checklists
from tests.bench.generate import generate

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared" / "bench" / "make_vault.py"
KINDS = ("bare", "graph", "build", "pages", "edit", "stages")


def main(arguments: Sequence[str]) -> None:
    """Print a table for each size, then the time it takes to start."""
    parser = argparse.ArgumentParser(prog="make bench ARGS=…", description=__doc__)
    parser.add_argument("--sizes", default="1000,10000", help="numbers of notes")
    parser.add_argument("--runs", type=int, default=3, help="how often each is measured")
    parser.add_argument("--seed", default="1", help="seed of the shared generator")
    parser.add_argument(
        "--own", action="store_true", help="grow the vault from sample-vault even if there is another way"
    )
    given = parser.parse_args(arguments)
    print(f"{'notes':>6}  {'what':<34} {'CPU s':>8} {'ms/note':>8} {'× bare':>7} {'MB':>6}")
    for size in map(int, given.sizes.split(",")):
        with tempfile.TemporaryDirectory() as folder:
            vault = Path(folder) / "vault"
            _make(vault, size, given.seed, own=given.own)
            for line in _table(size, _measured(vault, given.runs)):
                print(line, flush=True)
    for line in _middle(given.runs):
        print(line, flush=True)
    print(_start_up())


def _make(vault: Path, notes: int, seed: str, *, own: bool) -> None:
    if own or not SHARED.is_file():
        generate(vault, notes)
    else:
        command = [sys.executable, str(SHARED), str(vault), str(notes), seed]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def _middle(runs: int) -> Iterator[str]:
    """The stages of the middle where goals have many lines."""
    with tempfile.TemporaryDirectory() as folder:
        checklists(Path(folder))
        stages = _measured(Path(folder), runs, kinds=("stages",))["stages"]
    yield f"the middle of {GOALS:,} goals with {GOALS * LINES:,} lines, CPU s:"
    yield from (f"{'':>6}  {stage:<34} {seconds:>8.2f}" for stage, seconds in stages.items() if stage != "megabytes")


def _measured(vault: Path, runs: int, kinds: Sequence[str] = KINDS) -> dict[str, dict[str, float]]:
    """For each kind the least of each figure."""
    least: dict[str, dict[str, float]] = {}
    for _ in range(runs):
        for kind in kinds:
            command = [sys.executable, "-m", "tests.bench.measure", kind, str(vault)]
            done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
            figures: dict[str, float] = json.loads(done.stdout)
            best = least.setdefault(kind, figures)
            least[kind] = {name: min(value, figures.get(name, value)) for name, value in best.items()}
    return least


def _table(notes: int, figures: dict[str, dict[str, float]]) -> Iterator[str]:
    bare, graph, build, pages, edit, stages = (figures[kind] for kind in KINDS)
    rows = (
        ("bare Markdown and YAML parsers", bare["parse"], bare["megabytes"]),
        ("read, and build the plan graph", graph["read and build"], graph["megabytes"]),
        ("the same with all its figures", build["plan"], 0),
        ("the same with every page", build["plan"] + build["site"], build["megabytes"]),
        *((f"middle: {stage}", seconds, 0) for stage, seconds in stages.items() if stage != "megabytes"),
    )
    for what, seconds, megabytes in rows:
        memory = f"{megabytes:6.0f}" if megabytes else ""
        each = seconds / notes * 1000
        yield f"{notes:>6}  {what:<34} {seconds:>8.2f} {each:>8.3f} {seconds / bare['parse']:>7.2f} {memory}".rstrip()
    for what in ("page value", "template"):
        yield f"{notes:>6}  {f'a goal at the median: {what}':<34} {'':>8} {pages[what] * 1000:>8.3f}"
    for what, milliseconds in edit.items():
        if what != "megabytes":
            yield f"{notes:>6}  {f'edit: {what}':<34} {'':>8} {milliseconds:>8.1f}"


def _start_up() -> str:
    """How long `milepost --version` takes beside the import of click, which it cannot do without."""
    ours = _wall([sys.executable, "-m", "milepost", "--version"])
    least = _wall([sys.executable, "-c", "import click"])
    return f"start: milepost --version {ours * 1000:.0f} ms, import click {least * 1000:.0f} ms, × {ours / least:.2f}"


def _wall(command: Sequence[str], runs: int = 7) -> float:
    times = []
    for _ in range(runs):
        started = time.perf_counter()
        subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
        times.append(time.perf_counter() - started)
    return min(times)


if __name__ == "__main__":
    main(sys.argv[1:])
