"""Since when a rule of health has held: the day before, with the same notes, it was silent."""

import json
from datetime import date, timedelta
from typing import Any

import pytest

from tests.conftest import Run
from tests.vaults import Vaults

DAY = date(2026, 8, 15)
PATH = "{target: 100, current: 20, path: {2026-01-01: 0, 2026-03-01: 60, 2026-05-01: 20, 2026-09-01: 70}}"
GOALS = {
    "a straight line": (
        "pace",
        "start: 2026-01-01\ndue: 2026-12-31",
        "- [x] a\n- [ ] b\n- [ ] c\n",
    ),
    "a straight line with a pause": (
        "pace",
        "start: 2026-01-01\ndue: 2026-12-31",
        "- [x] a\n- [ ] b\n- [ ] c\n- [ ] d\n## Log\n- 2026-02-01: [health:: paused]\n- 2026-03-15: [health:: red]\n",
    ),
    "a plan curve": (
        "pace",
        "start: 2026-01-01\ndue: 2026-12-31",
        "- [x] a 📅 2026-03-01\n- [ ] b 📅 2026-07-01\n- [ ] c 📅 2026-08-01\n- [ ] d 📅 2026-12-01\n",
    ),
    "a path that turns": (
        "pace",
        f"due: 2026-12-31\nstart: 2026-01-01\nmetric: {PATH}",
        "",
    ),
    "a metric that got worse": (
        "pace",
        "start: 2026-01-01\ndue: 2026-12-31\nmetric: 0 -> 100",
        "## Log\n- 2026-07-01: 60\n- 2026-08-03: 10\n",
    ),
    "a band that was left": (
        "maintain",
        "start: 2026-01-01\ndue: 2026-12-31\nmetric: {direction: between 70 and 75}",
        "## Log\n- 2026-07-01: 60\n- 2026-07-08: 72\n- 2026-07-15: 77\n- 2026-08-01: 69\n",
    ),
    "days to spare that ran out": (
        "slack",
        "start: 2026-01-01\ndue: 2026-08-20",
        "- [x] a ✅ 2026-08-01\n- [ ] b [estimate:: 9d]\n",
    ),
    "a sub-goal": ("children", "due: 2026-12-31", ""),
}


@pytest.mark.parametrize("name", GOALS)
def test_the_day_before_it_was_silent(name: str, run: Run, vault: Vaults) -> None:
    """With what is known today: nothing below is dated later than the first day but what it is about."""
    code, front, body = GOALS[name]
    below = "---\ntype: goal\nparent: g\ndue: 2026-07-31\n---\n- [ ] a\n"
    root = vault({"g.md": f"---\ntype: goal\n{front}\n---\n{body}", **({"h.md": below} if code == "children" else {})})

    def reasons(day: date) -> dict[str, Any]:
        told = json.loads(run("export", "json", root, "--today", day).stdout)
        goal = next(goal for goal in told["goals"] if goal["id"] == "g")
        return {one["code"]: one for one in goal["reasons"]}

    now = reasons(DAY)[code]
    since = date.fromisoformat(now["since"])

    assert since < DAY
    assert reasons(since)[code]["severity"] == now["severity"]
    before = reasons(since - timedelta(1)).get(code)
    assert before is None or before["severity"] != now["severity"]
