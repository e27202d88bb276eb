"""`status`, `tree` and `show`: the plan in the terminal."""

import json

from tests.conftest import Run
from tests.vaults import Vaults

DAY = ("--today", "2026-11-22")
SHOP = """\
---
type: project
title: Launch the shop
owner: Ana
why: Independence
due: 2026-Q4
---

- [x] **Approval** ✅ 2026-03-01
- [ ] Funding secured 📅 2026-11-01
- [ ] Beta 📅 2026-12-04
    - [x] Write
    - [ ] Test
"""
ADS = '---\ntype: goal\ntitle: Ads\nparent: "[[Shop]]"\nstatus: planned\n---\n\n- [ ] Draw\n'
OLD = "---\ntype: goal\ntitle: Old dream\nstatus: dropped\n---\n\n- [ ] x\n"
FILES = {"Goals/Shop.md": SHOP, "Goals/Ads.md": ADS, "Goals/Old.md": OLD, "milepost.toml": 'title = "Our plan"\n'}


def test_status_says_how_far_what_is_late_and_what_comes_next(run: Run, vault: Vaults) -> None:
    """Closed goals are counted, not listed."""
    root = vault(FILES)

    shown = run("status", root, *DAY).stdout

    assert shown.startswith("Our plan  as of 2026-11-22\n")
    overdue, upcoming, goals = (shown.index(f"\n{word}\n") for word in ("Overdue", "Next", "Goals"))
    assert overdue < shown.index("21 days overdue  Funding secured") < upcoming
    assert upcoming < shown.index("4 Dec, in 12 days  Beta") < goals
    assert goals < shown.index("Launch the shop", goals) < shown.index("  Ads", goals)
    assert "Old dream" not in shown
    assert "1 closed goal not listed" in shown


def test_a_milestone_of_several_goals_counts_once(run: Run, vault: Vaults) -> None:
    """As on the site and in `data.json`."""
    note = '---\ntype: milestone\nparent: ["[[a]]", "[[b]]"]\n---\n'
    root = vault({"a.md": "---\ntype: goal\n---\n- [x] x\n", "b.md": "---\ntype: goal\n---\n", "m.md": note})

    assert "1 of 2 milestones behind you" in run("status", root, *DAY).stdout


def test_a_milestone_of_several_goals_is_named_once(run: Run, vault: Vaults) -> None:
    """Whether it is overdue or next."""
    note = '---\ntype: milestone\nparent: ["[[a]]", "[[b]]"]\ndue: {}\n---\n'
    goals = {"a.md": "---\ntype: goal\n---\n", "b.md": "---\ntype: goal\n---\n"}

    for name, due in (("overdue", "2026-11-20"), ("next", "2026-12-20")):
        root = vault({**goals, "Lay stones.md": note.format(due)}, name=name)
        found = json.loads(run("status", root, "--json", *DAY).stdout)
        assert [(each["title"], each["goal"]) for each in found[name]] == [("Lay stones", "a")]
        assert sum(line.startswith("Lay stones") for line in run("next", root, *DAY).stdout.split("\n")) == 1
        assert run("export", "markdown", root, *DAY).stdout.count("[Lay stones]") == (name == "next")


def test_what_waits_for_an_approval_is_not_next(run: Run, vault: Vaults) -> None:
    """It is done but for a signature, so what comes after it is next; nor is it overdue."""
    body = "- [x] Sign [approver:: Ben] 📅 {}\n- [ ] Move in 📅 2026-12-30\n- [ ] Rest 📅 2027-01-30\n"

    for name, due in (("ahead", "2026-12-03"), ("past", "2026-11-03")):
        other = "---\ntype: goal\n---\n- [ ] Sow\n"
        root = vault({"lease.md": f"---\ntype: goal\n---\n{body.format(due)}", "b.md": other}, name=name)
        found = json.loads(run("status", root, "--json", *DAY).stdout)
        noted = run("export", "markdown", root, *DAY).stdout.split("## Next")[1].split("##")[0]
        assert not found["overdue"]
        assert [each["title"] for each in found["next"]] == ["Move in", "Sow"]
        assert noted.index("[Move in]") < noted.index("[Sow]")
        assert "Sign" not in noted
        assert "Sign" not in run("next", root, *DAY).stdout


def test_what_has_no_date_stands_in_one_order(run: Run, vault: Vaults) -> None:
    """That of the overview: by the goals' titles."""
    goal = "---\ntype: goal\ntitle: {}\n---\n- [ ] {}\n"
    root = vault({"a.md": goal.format("Zoo", "Feed"), "z.md": goal.format("Ark", "Saw")})

    shown = run("status", root, *DAY).stdout
    noted = run("export", "markdown", root, *DAY).stdout

    assert shown.index("Saw") < shown.index("Feed")
    assert noted.index("Saw") < noted.index("Feed")


def test_titles_read_as_on_pages(run: Run, vault: Vaults) -> None:
    """That of front matter is plain text; that of a milestone loses its marks, also those of formulas and footnotes."""
    body = "- [ ] Solve $a_b$ by *hand*[^1] 📅 2026-12-02\n\n[^1]: No machine.\n"
    root = vault({"g.md": f"---\ntype: goal\ntitle: Keep _all_ of *this*\ndue: 2026-12-20\n---\n{body}"})

    for command in (("status", root), ("next", root), ("tree", root), ("show", "g", "--vault", root)):
        shown = run(*command, *DAY).stdout
        assert "Keep _all_ of *this*" in shown
        assert ("Solve a_b by hand" in shown) == (command[0] != "tree")


def test_status_as_json(run: Run, vault: Vaults) -> None:
    """The same facts."""
    root = vault(FILES)

    found = json.loads(run("status", root, "--json", *DAY).stdout)

    assert found["schema_version"] == 1
    assert found["title"] == "Our plan"
    assert [(each["title"], each["due"]) for each in found["overdue"]] == [("Funding secured", "2026-11-01")]
    assert ("Beta", "2026-12-04") in [(each["title"], each["due"]) for each in found["next"]]
    assert [each["id"] for each in found["goals"]] == ["Goals/Shop", "Goals/Ads"]
    assert found["closed"] == 1


def test_what_waits_is_not_next(run: Run, vault: Vaults) -> None:
    """Neither a goal's milestones while it waits, nor those of what lies in it, nor what comes after another one."""
    head = "---\ntype: goal\n"
    root = vault(
        {
            "bridge.md": f'{head}depends_on: "[[permit]]"\n---\n- [ ] Pour 📅 2026-12-01\n',
            "rails.md": f'{head}parent: "[[bridge]]"\n---\n- [ ] Paint 📅 2026-12-02\n',
            "permit.md": f"{head}---\n- [ ] Apply 📅 2026-12-03\n",
            "deck.md": f"{head}---\n- [ ] Weld 📅 2026-12-04 ⛔ cut\n- [ ] Cut 📅 2026-12-05 🆔 cut\n",
        }
    )

    found = json.loads(run("status", root, "--json", *DAY).stdout)

    assert [each["title"] for each in found["next"]] == ["Apply"]


def test_status_says_how_long_closed_goals_took(run: Run, vault: Vaults) -> None:
    """Against what was planned; two are no class."""
    closed = "---\ntype: goal\nstatus: done\nstart: 2026-01-01\ndue: 2026-03-02\ndone: 2026-04-01\n---\n"
    two = vault({"a.md": closed, "b.md": closed, "Goals/Ads.md": ADS})

    assert "as planned" not in run("status", two, *DAY).stdout
    vault.write(two, {"c.md": closed})
    assert "3 closed goals took 1.5 times as long as planned" in run("status", two, *DAY).stdout


def test_status_opens_with_the_guess_where_no_note_says_it_is_a_goal(run: Run, vault: Vaults) -> None:
    """And how to choose."""
    root = vault({"a.md": "- [ ] x\n", "b.md": "- [x] y\n"})

    shown = run("status", root, *DAY).stdout

    assert shown.startswith("No note says that it is a goal. These 2 look like it, because they have a checklist;")
    assert "add `type: goal` or `goals = […]`." in shown


def test_status_is_honest_about_nothing(run: Run, vault: Vaults) -> None:
    """No notes, and notes without goals."""
    empty = vault({}, name="empty")
    prose = vault({"a.md": "Just words.\n"})

    assert "No goals yet" in run("status", empty, *DAY).stdout
    assert "1 note read" in run("status", prose, *DAY).stdout
    assert run("status", empty, *DAY).exit_code == 0


def test_tree_shows_every_goal_once_below_its_parent(run: Run, vault: Vaults) -> None:
    """Closed ones too, with their status."""
    root = vault(FILES)

    lines = run("tree", root, *DAY).stdout.rstrip("\n").split("\n")

    assert [line.strip("└├─│ ").split("  ")[0] for line in lines] == ["Old dream", "Launch the shop", "Ads"]
    assert lines[0].endswith("dropped")
    assert lines[2].startswith("└─ Ads")
    assert "due 2026-Q4" in lines[1]


def test_a_deep_chain_is_drawn_without_growing_without_end(run: Run, vault: Vaults) -> None:
    """300 levels; indentation stops at 30."""
    chain = {
        f"g{number:03}.md": f"---\ntype: goal\n{f'parent: g{number - 1:03}' if number else ''}\n---\n"
        for number in range(300)
    }
    root = vault(chain)

    lines = run("tree", root, *DAY).stdout.rstrip("\n").split("\n")

    assert len(lines) == 300
    assert max(map(len, lines)) < 200


def test_show_tells_everything_about_one_goal(run: Run, vault: Vaults) -> None:
    """By title, file name, id or path, in any case."""
    root = vault(FILES)

    for word in ("launch the shop", "Shop", "Goals/Shop", "goals/shop.md"):
        assert "Launch the shop  project" in run("show", word, "--vault", root, *DAY).stdout
    shown = " ".join(run("show", "Shop", "--vault", root, *DAY).stdout.split())
    for words in (
        "due 2026-Q4, in 39 days",
        "owner Ana",
        "why Independence",
        "holds Ads",
        "✓ Approval done 1 Mar",
        "! Funding secured due 1 Nov, 21 days overdue",
        "▶ Beta 1/2 due 4 Dec, in 12 days",
        "○ Test",
        "note Goals/Shop.md:1",
    ):
        assert words in shown


def test_show_as_json_is_the_goal_of_data_json(run: Run, vault: Vaults) -> None:
    """In a document of its own."""
    root = vault(FILES)

    one = json.loads(run("show", "Shop", "--json", "--vault", root, *DAY).stdout)
    all_of_them = json.loads(run("export", "json", root, *DAY).stdout)["goals"]

    assert one["goal"] in all_of_them
    assert one["goal"]["id"] == "Goals/Shop"


def test_an_unknown_goal_gets_suggestions(run: Run, vault: Vaults) -> None:
    """Exit 2."""
    root = vault(FILES)

    ran = run("show", "Lanch the shop", "--vault", root, *DAY)

    assert ran.exit_code == 2
    assert "Did you mean 'Launch the shop'?" in ran.stderr
    assert "Did you mean 'Launch the shop'?" in run("show", "the SHOP", "--vault", root, *DAY).stderr
    assert "milepost tree lists them all." in run("show", "zzz", "--vault", root, *DAY).stderr


def test_a_name_that_means_several_goals_is_not_guessed(run: Run, vault: Vaults) -> None:
    """Their ids are named."""
    root = vault({"a/x.md": ADS.replace("parent", "note"), "b/x.md": ADS.replace("parent", "note")})

    ran = run("show", "ads", "--vault", root, *DAY)

    assert ran.exit_code == 2
    assert "a/x, b/x" in ran.stderr
