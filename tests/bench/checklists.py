"""A vault of goals with long checklists: 60,000 lines in 2,000 goals unless told otherwise."""

import random
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

GOALS, LINES = 2000, 30
GOALS_A_FOLDER, CHILDREN = 20, 8
_FIRST = date(2026, 1, 5)


def checklists(root: Path, goals: int = GOALS, lines: int = LINES) -> None:
    """Write so many goals below `root`, each with so many lines. The same numbers give the same bytes."""
    chance = random.Random(1)
    for number in range(goals):
        place = root / f"Set {number // GOALS_A_FOLDER}" / f"goal-{number}.md"
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text("\n".join((*_front(number, chance), *_list(lines, chance), "")), encoding="utf-8")


def _front(number: int, chance: random.Random) -> Iterator[str]:
    yield from ("---", "type: goal", f"title: Goal number {number}")
    if number:
        yield f'parent: "[[goal-{(number - 1) // CHILDREN}]]"'
    if number > CHILDREN and chance.random() < 0.2:
        yield f'depends_on: ["[[goal-{chance.randrange(number)}]]"]'
    yield from (f"owner: p{number % 10}", f"start: {_day(chance, 60)}", f"due: {_day(chance, 400)}", "---", "")
    yield from (f"Some words about [[goal-{chance.randrange(number + 1)}]].", "", "## Plan", "")


def _list(lines: int, chance: random.Random) -> Iterator[str]:
    """Milestones, most of them dated, each with a few tasks below it; two of five lines are done."""
    below = 0
    for line in range(lines):
        box, done = ("x", f" ✅ {_day(chance, 140)}") if chance.random() < 0.4 else (" ", "")
        if below:
            yield f"    - [{box}] Task {line}{done}"
        else:
            yield f"- [{box}] Milestone {line}{f' 📅 {_day(chance, 300)}' if chance.random() < 0.7 else ''}{done}"
        below = below - 1 if below else chance.randint(2, 4)


def _day(chance: random.Random, days: int) -> date:
    return _FIRST + timedelta(days=chance.randrange(days))


if __name__ == "__main__":
    checklists(Path(sys.argv[1]), *map(int, sys.argv[2:]))
