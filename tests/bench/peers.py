"""milepost beside other generators, on the same notes in one run: medians, and ratios to the best and to each.

The scripts of a folder `shared/bench` beside the checkout make the notes and time the others, which are named in HUGO,
ZENSICAL, MKDOCS, PELICAN and ELEVENTY_DIR; milepost is one more of them here, with its full site.
"""

import argparse
import importlib.util
import json
import os
import statistics
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

from tests.bench.__main__ import ROOT, SHARED

OURS = "milepost"
AS_OF = "2026-06-01"
PORT = 8300
NAMED = {
    "hugo": "HUGO",
    "zensical": "ZENSICAL",
    "mkdocs": "MKDOCS",
    "pelican": "PELICAN",
    "eleventy": "ELEVENTY_DIR",
}
PHASES: Mapping[str, str] = {
    "edit": "saved to served, ms",
    "nochange": "build, nothing changed, s",
    "oneedit_cli": "build after one edit, s",
    "cold": "cold build, s",
    "nochange cpu": "CPU of the same, nothing changed, s",
    "oneedit_cli cpu": "CPU of the same, one edit, s",
    "cold cpu": "CPU of the same, cold, s",
    "memory": "peak memory, cold build, MB",
}

Row = Mapping[str, Any]
Figures = Mapping[tuple[int, str], Mapping[str, float]]


def main(arguments: Sequence[str]) -> None:
    """Measure, and print a table."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.peers", description=__doc__)
    parser.add_argument("--sizes", default="100,1000,10000", help="numbers of notes")
    parser.add_argument("--phases", default="build,edit", help="build, edit or both")
    parser.add_argument("--runs", default="3", help="how often each build is measured")
    parser.add_argument("--edits", default="11", help="how many edits are timed")
    parser.add_argument("--peers", default=",".join(name for name, named in NAMED.items() if os.environ.get(named)))
    parser.add_argument("--scripts", type=Path, default=SHARED.parent, help="the folder of the scripts")
    parser.add_argument("--rows", help="a file with the rows of an earlier run: print them, measure nothing")
    given = parser.parse_args(arguments)
    if given.rows:
        rows = Path(given.rows).read_text(encoding="utf-8").split("\n")
        print("\n".join(table(figures(map(json.loads, filter(None, rows))))))
        return
    script = given.scripts / "bench_ssg.py"
    if not script.is_file():
        sys.exit(f"There is no {script}; `make bench` measures milepost alone.")
    with tempfile.TemporaryDirectory() as folder:
        rows_file = Path(folder) / "rows.jsonl"
        others = _others(script)
        peers = ",".join(filter(None, (OURS, given.peers)))
        sys.argv = ["bench_ssg.py", "--root", folder, "--peers", peers, "--out", str(rows_file)]
        sys.argv += ["--sizes", given.sizes, "--runs", given.runs, "--phases", given.phases, "--edits", given.edits]
        others.main()
        found = rows_file.read_text(encoding="utf-8")
    print(found, file=sys.stderr)
    print("\n".join(table(figures(map(json.loads, filter(None, found.split("\n")))))))


def _others(place: Path) -> ModuleType:
    """The script that times the others, with milepost as one more."""
    sys.path.insert(0, str(place.parent))
    spec = importlib.util.spec_from_file_location("bench_ssg", place)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    module.SETUP[OURS] = lambda folder, notes, seed: _milepost(module, folder, notes, seed)
    return module


def _milepost(others: ModuleType, folder: str, notes: int, seed: int) -> dict[str, Any]:
    """How we are built, served and looked at; the notes are those of the others."""
    others.vault(f"{folder}/vault", notes, seed, "plain")
    command = [sys.executable, "-m", "milepost"]
    os.environ["MILEPOST_CACHE_DIR"] = f"{folder}/cache"
    os.environ["PYTHONPATH"] = str(ROOT / "src")
    return {
        "build": [*command, "build", f"{folder}/vault", "--out", f"{folder}/site", "--today", AS_OF],
        "clean": ["site", "cache"],
        "outdir": "site",
        "src": lambda goal: f"{folder}/vault/{goal.folder}/{goal.stem}.md",
        "page": lambda goal: f"{folder}/site/goals/{goal.stem}.html",
        "url": lambda goal: f"/goals/{goal.stem}.html",
        "port": PORT,
        "serve": [*command, "serve", f"{folder}/vault", "--port", str(PORT), "--today", AS_OF],
        "via": "http",
    }


def figures(rows: Iterable[Row]) -> Figures:
    """The median of each figure, by number of notes and phase, for each generator. What failed has none."""
    found: defaultdict[tuple[int, str], defaultdict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        notes, peer, phase = row["n"], row["peer"], row["phase"]
        if phase == "edit":
            found[notes, phase][peer] += [taken for taken in row["lat_ms"][1:] if taken is not None]
        elif not row["rc"] and row.get("seen", True):
            found[notes, phase][peer].append(row["wall"])
            found[notes, f"{phase} cpu"][peer].append(row["cpu"])
            if phase == "cold":
                found[notes, "memory"][peer].append(row["rss_mib"])
    return {key: {peer: statistics.median(all_) for peer, all_ in each.items() if all_} for key, each in found.items()}


def table(figures: Figures) -> Iterator[str]:
    """As Markdown: a row for each size and phase, ours first, then our share of each of the others."""
    peers = sorted({peer for each in figures.values() for peer in each} - {OURS})
    yield f"| notes | work | {OURS} | {' | '.join(peers)} | × best | × hugo |"
    yield "|" + " --- |" * (5 + len(peers))
    for notes in sorted({size for size, _ in figures}):
        for phase, said in PHASES.items():
            each = figures.get((notes, phase), {})
            if OURS in each:
                theirs = [_shown(each.get(peer)) for peer in peers]
                best = min((each[peer] for peer in peers if peer in each), default=None)
                ratios = [_shown(each[OURS] / one if one else None) for one in (best, each.get("hugo"))]
                yield f"| {notes:,} | {said} | {_shown(each[OURS])} | {' | '.join([*theirs, *ratios])} |"


def _shown(figure: float | None) -> str:
    if figure is None:
        return "–"
    return f"{figure:.0f}" if figure >= 20 else f"{figure:.2g}"


if __name__ == "__main__":
    main(sys.argv[1:])
