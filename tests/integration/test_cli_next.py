"""`milepost next`: what can be done now."""

from tests.conftest import Run
from tests.vaults import Vaults

DAY = ("--today", "2026-06-01")


def _titles(said: str) -> list[str]:
    return [row.partition("  ")[0] for row in said.splitlines() if row and not row.startswith(" ")]


def test_least_days_to_spare_comes_first_then_priority(run: Run, vault: Vaults) -> None:
    """What has no date comes last."""
    root = vault(
        {
            "a.md": "---\ntype: goal\n---\n- [ ] Later 📅 2026-06-30\n- [ ] Soon 📅 2026-06-05\n- [ ] Some day\n",
            "b.md": "---\ntype: goal\n---\n- [ ] Also soon ⏫ 📅 2026-06-05\n- [ ] Urgent some day 🔺\n",
        }
    )

    done = run("next", root, *DAY)

    assert done.exit_code == 0
    assert _titles(done.stdout) == ["Also soon", "Soon", "Later", "Urgent some day", "Some day"]
    assert "a.md:5" in done.stdout


def test_what_waits_and_what_rests_is_left_out(run: Run, vault: Vaults) -> None:
    """Only the first task of a milestone that is free; nothing paused, proposed, done or not begun."""
    root = vault(
        {
            "a.md": "---\ntype: goal\n---\n- [ ] First 🆔 one\n    - [x] done\n    - [ ] step\n- [ ] Second ⛔ one\n",
            "b.md": '---\ntype: goal\ndepends_on: "[[a]]"\n---\n- [ ] held\n',
            "c.md": "---\ntype: goal\nparent: b\n---\n- [ ] held above\n",
            "d.md": "---\ntype: goal\nstatus: paused\n---\n- [ ] resting\n",
            "e.md": "---\ntype: goal\nstart: 2026-07-01\n---\n- [ ] early\n",
            "f.md": "---\ntype: goal\n---\n- [-] cancelled\n- [x] ticked\n",
        }
    )

    assert _titles(run("next", root, *DAY).stdout) == ["step"]


def test_what_begins_later_or_waits_inside_is_left_out(run: Run, vault: Vaults) -> None:
    """An own start that is still ahead; tasks that wait, or lie in something that waits, and what holds only such."""
    goals = {
        "a.md": "- [ ] In July 🛫 2026-07-01\n- [ ] Today 🛫 2026-06-01\n",
        "b.md": "- [ ] Stuck\n    - [ ] waits ⛔ later\n    - [h] on hold\n- [ ] Key 🆔 later\n",
        "c.md": "- [ ] Deep\n    - [ ] holds ⛔ later\n        - [ ] inside\n    - [ ] free\n",
        "d.md": "- [ ] All but ticked\n    - [x] one\n        - [ ] left over\n    - [-] two\n",
    }
    root = vault({name: f"---\ntype: goal\n---\n{items}" for name, items in goals.items()})

    assert _titles(run("next", root, *DAY).stdout) == ["Today", "Key", "free", "All but ticked"]


def test_at_most_seven(run: Run, vault: Vaults) -> None:
    """A list that long is read."""
    items = "".join(f"- [ ] item {at}\n" for at in range(20))
    root = vault({"a.md": f"---\ntype: goal\n---\n{items}"})

    assert len(_titles(run("next", root, *DAY).stdout)) == 7


def test_nothing_to_do_is_said(run: Run, vault: Vaults) -> None:
    """Not an empty screen, and why."""
    closed = vault({"a.md": "---\ntype: goal\nstatus: done\n---\n- [x] all\n"})
    without_steps = vault({"b.md": "---\ntype: goal\n---\n- [x] all\n"}, name="other")

    assert run("next", closed, *DAY).stdout == "Nothing is waiting to be done: every goal is closed.\n"
    assert "what is open has no steps, waits for" in run("next", without_steps, *DAY).stdout
