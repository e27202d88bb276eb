"""One measurement in a process of its own: CPU seconds of each step and the peak of memory, as one line of JSON."""

import gc
import json
import re
import sys
import time
from collections import deque
from datetime import date
from pathlib import Path

AS_OF = date(2026, 6, 1)
_FRONT_MATTER = re.compile(rb"---\r?\n(.*?)^---[ \t]*\r?\n", re.DOTALL | re.MULTILINE)

Steps = dict[str, float]


def bare(root: Path) -> Steps:
    """What nobody can go below: the two parsers alone, over the same notes."""
    import yaml
    from markdown_it import MarkdownIt

    markdown = MarkdownIt("commonmark").enable("table")
    contents = [path.read_bytes() for path in sorted(root.rglob("*.md"))]
    started = time.process_time()
    for content in contents:
        front = _FRONT_MATTER.match(content)
        if front:
            yaml.load(front[1], Loader=yaml.CSafeLoader)
        markdown.parse(content[front.end() if front else 0 :].decode("utf-8"))
    return {"parse": time.process_time() - started}


def milepost(root: Path) -> Steps:
    """Reading the folder, the plan with its figures, the pages, and the plan again with nothing changed."""
    from milepost.session.build import Session
    from milepost.vault.read import read_vault
    from milepost.vault.settings import read_settings

    session = Session()
    steps: Steps = {}
    started = time.process_time()
    settings, found = read_settings(root)
    snapshot = read_vault(root, settings, out=None)
    steps["read"] = time.process_time() - started
    started = time.process_time()
    build = session.build(snapshot, settings, AS_OF, found=found)
    steps["build"] = time.process_time() - started
    started = time.process_time()
    deque(session.site(build), maxlen=0)
    steps["site"] = time.process_time() - started
    started = time.process_time()
    session.build(snapshot, settings, AS_OF, found=found)
    steps["again"] = time.process_time() - started
    return steps


def plan_only(root: Path) -> Steps:
    """As `milepost`, without pages: for the memory that reading and building alone take."""
    from milepost.session.build import Session
    from milepost.vault.read import read_vault
    from milepost.vault.settings import read_settings

    started = time.process_time()
    settings, found = read_settings(root)
    build = Session(keeps=False).build(read_vault(root, settings, out=None), settings, AS_OF, found=found)
    assert build.plan.notes
    return {"read and build": time.process_time() - started}


def peak_megabytes() -> float:
    """The most memory this process has held; 0 where the system does not tell."""
    try:
        import resource
    except ImportError:
        return 0.0
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 1024 / (1024 if sys.platform == "darwin" else 1)


if __name__ == "__main__":
    measured = {"bare": bare, "milepost": milepost, "plan": plan_only}[sys.argv[1]](Path(sys.argv[2]))
    gc.collect()
    print(json.dumps({**measured, "megabytes": peak_megabytes()}))
