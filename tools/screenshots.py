"""Takes the pictures of the README from the sample vault: `.venv/bin/python tools/screenshots.py`.

Needs Chromium and the `test` extra (playwright). Pictures are looked at before they are committed.
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
IMAGES = ROOT / "docs" / "images"
DAY = "2026-11-22"
WIDTH = 1180
PICTURES = {
    "overview": ("index.html", 800),
    "goal": ("goals/find-a-home.html", 860),
    "roadmap": ("roadmap.html", 860),
    "graph": ("graph.html", 1080),
}
THEMES: tuple[Literal["light"], Literal["dark"]] = ("light", "dark")
MOST_BYTES = 150_000


def main() -> int:
    """Build the sample plan, take every picture in light and dark."""
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        site = Path(folder) / "site"
        command = [sys.executable, "-m", "milepost", "build", str(ROOT / "sample-vault"), "--out", str(site)]
        subprocess.run([*command, "--today", DAY], check=True)
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        sizes = [_take(browser, site, name, theme) for name in PICTURES for theme in THEMES]
        browser.close()
    return int(max(sizes) > MOST_BYTES)


def _take(browser: Browser, site: Path, name: str, theme: Literal["light", "dark"]) -> int:
    path, height = PICTURES[name]
    page = browser.new_page(viewport={"width": WIDTH, "height": height}, color_scheme=theme)
    page.goto((site / path).as_uri())
    target = IMAGES / f"{name}-{theme}.png"
    page.screenshot(path=target)
    page.close()
    size = target.stat().st_size
    print(f"{target.relative_to(ROOT)}: {size:,} bytes")
    return size


if __name__ == "__main__":
    sys.exit(main())
