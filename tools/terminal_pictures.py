"""Draws what the terminal shows of the sample plan, for the README: `.venv/bin/python tools/terminal_pictures.py`.

The real command runs in a terminal of 108 columns; what it prints becomes an SVG that asks for nothing from elsewhere.
"""

import os
import re
import subprocess
import sys
from io import StringIO
from pathlib import Path

from rich.console import Console
from rich.text import Text

ROOT = Path(__file__).resolve().parents[1]
IMAGES = ROOT / "docs" / "images"
DAY = "2026-11-22"
COLUMNS = 108
PICTURES = {
    "status": ("status", "sample-vault"),
    "explain": ("explain", "find-a-home.health", "--vault", "sample-vault"),
}
MOST_BYTES = 150_000

_FONTS = re.compile(r"@font-face \{.*?\}\s*", re.DOTALL)


def main() -> int:
    """Run each command and draw what it says."""
    sizes = [_draw(name, command) for name, command in PICTURES.items()]
    return int(max(sizes) > MOST_BYTES)


def _draw(name: str, command: tuple[str, ...]) -> int:
    console = Console(file=StringIO(), record=True, width=COLUMNS, force_terminal=True)
    console.print(Text.from_ansi(_said(command)), "")
    svg = console.export_svg(title=f"milepost {command[0]}", unique_id=f"milepost-{name}")
    target = IMAGES / f"{name}.svg"
    target.write_text(_FONTS.sub("", svg), encoding="utf-8", newline="\n")
    size = target.stat().st_size
    print(f"{target.relative_to(ROOT)}: {size:,} bytes")
    return size


def _said(command: tuple[str, ...]) -> str:
    env = {**os.environ, "FORCE_COLOR": "1", "COLUMNS": str(COLUMNS), "TERM": "xterm-256color"}
    env.pop("NO_COLOR", None)
    done = subprocess.run(
        [sys.executable, "-m", "milepost", *command, "--today", DAY], cwd=ROOT, env=env, capture_output=True, check=True
    )
    return done.stdout.decode("utf-8").rstrip()


if __name__ == "__main__":
    sys.exit(main())
