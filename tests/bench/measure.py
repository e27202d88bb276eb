"""One measurement in a process of its own: CPU seconds of each step and the peak of memory, as one line of JSON."""

import gc
import json
import re
import sys
import time
from collections import deque
from datetime import date
from pathlib import Path
from statistics import median

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


def graph(root: Path) -> Steps:
    """Reading the folder and every note of it, and building the plan graph, without a figure."""
    from milepost.graph.build import build_plan
    from milepost.model.memo import Memo
    from milepost.session.collection import paused_collection
    from milepost.session.notebook import Notebook
    from milepost.session.reading import Reader
    from milepost.vault.read import read_vault
    from milepost.vault.settings import read_settings

    started = time.process_time()
    with paused_collection():
        settings = read_settings(root).value
        snapshot = read_vault(root, settings, out=None)
        memo = Memo(keeps=False)
        notes = Notebook(Reader()).read(snapshot.notes, settings.reading, memo)
        plan = build_plan(notes.documents, notes.paths, snapshot, settings=settings, memo=memo).plan
    assert plan.notes
    return {"read and build": time.process_time() - started}


def build(root: Path) -> Steps:
    """What one build does: reading, the plan with all its figures, every page. Nothing is remembered."""
    from milepost.session.build import Session
    from milepost.session.collection import paused_collection
    from milepost.vault.read import read_vault
    from milepost.vault.settings import read_settings

    session = Session(keeps=False)
    started = time.process_time()
    settings, found = read_settings(root)
    made = session.build(read_vault(root, settings, out=None), settings, AS_OF, found=found)
    steps = {"plan": time.process_time() - started}
    started = time.process_time()
    with paused_collection():
        deque(session.site(made), maxlen=0)
    return {**steps, "site": time.process_time() - started}


def pages(root: Path) -> Steps:
    """Pages of goals, at the median: what each says, and its HTML."""
    from milepost.files.theme_files import builtin_theme
    from milepost.render.html import render_page
    from milepost.render.theme import Theme
    from milepost.report.site import site_of
    from milepost.session.build import Session
    from milepost.vault.read import read_vault
    from milepost.vault.settings import read_settings

    settings = read_settings(root).value
    made = Session(keeps=False).build(read_vault(root, settings, out=None), settings, AS_OF)
    site, theme = site_of(made.material), Theme(builtin_theme())
    gc.collect()
    gc.disable()
    values, templates = [], []
    for path in site.pages:
        if path.startswith("goals/"):
            started = time.process_time()
            page = site.pages[path]()
            said = time.process_time()
            render_page(page, theme)
            values.append(said - started)
            templates.append(time.process_time() - said)
    return {"page value": median(values), "template": median(templates)}


def edit(root: Path) -> Steps:
    """In a session that goes on: the plan again after edits of every kind, and pages."""
    from tests.bench.edits import edits

    return edits(root, AS_OF)


def stages(root: Path) -> Steps:
    """The middle alone, stage by stage and step by step."""
    from tests.bench.stages import middle

    return middle(root, AS_OF)


def peak_megabytes() -> float:
    """The most memory this process has held; 0 where the system does not tell."""
    try:
        import resource
    except ImportError:
        return 0.0
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 1024 / (1024 if sys.platform == "darwin" else 1)


if __name__ == "__main__":
    measured = {"bare": bare, "graph": graph, "build": build, "pages": pages, "edit": edit, "stages": stages}[
        sys.argv[1]
    ](Path(sys.argv[2]))
    gc.collect()
    print(json.dumps({**measured, "megabytes": peak_megabytes()}))
