"""How little an edit makes again, in a plan of thirty goals: counted, not timed."""

from collections import Counter
from dataclasses import dataclass, field

import pytest

from milepost.model.rim import RenderedFile
from milepost.render.html import render_page
from milepost.render.theme import Theme
from milepost.report.pages.kinds import Page
from milepost.session import pages
from milepost.session.build import Session
from tests.clean import built
from tests.desk import Desk

FIGURES = ("facts", "forecast", "pace", "span", "health", "smart", "staffing", "checks")
"""The steps that work out what a goal's figures are."""

FRAME = ("own role", "parents", "edges up", "id", "goals above", "setting")
"""The steps that settle what is what, under which id, and part of what."""

ROWS = (
    *(
        "csv",
        "search, goals",
        "search, milestones",
        "feed, rows",
        "calendar, rows",
        "milestones, rows",
        "forecast, rows",
        "sharpen, rows",
    ),
    *("goals in periods, rows", "row", "ends", "tally"),
)
"""The steps that work out what lists, exports and other pages of many goals say of one."""


def plan() -> Desk:
    """Five goals with five goals each; `g11`, in the second of them, waits for `g00`, in the first."""
    files = {"Ana.md": "---\ntype: person\ncapacity: 50\n---\n"}
    for name in (f"g{one}" for one in range(5)):
        files[f"{name}.md"] = _note(name, "due: 2026-12-31\n")
        for own in (f"{name}{one}" for one in range(5)):
            waits = 'depends_on: "[[g00]]"\n' if own == "g11" else ""
            files[f"{own}.md"] = _note(own, f'parent: "[[{name}]]"\ndue: 2026-12-01\n{waits}')
    return Desk(files=files)


def _note(name: str, front: str) -> str:
    return (
        f"---\ntype: goal\nowner: Ana\nstart: 2026-06-01\n{front}---\n# Do {name} well\n\nSome words.\n\n"
        f"- [x] one of {name} ✅ 2026-08-01\n- [ ] two of {name} 📅 2026-11-01\n  - [ ] part\n- [ ] three of {name}\n"
    )


@dataclass
class Watched:
    """A session that has built the plan, and what it did since."""

    session: Session = field(default_factory=lambda: Session(keeps_pages=True))
    rendered: list[str] = field(default_factory=list)

    def build(self, desk: Desk) -> None:
        """Build, and render the whole site; counts begin anew."""
        self.session.memo.made.clear()
        self.session.reader.parsed = 0
        self.rendered.clear()
        for _ in self.session.site(built(desk, self.session)):
            pass

    @property
    def made(self) -> Counter[str]:
        """How many values each step made."""
        return +self.session.memo.made

    @property
    def goals(self) -> list[str]:
        """The goals whose pages were rendered; besides there are overviews, which name most of them."""
        return [path.removeprefix("goals/").removesuffix(".html") for path in self.rendered if "goals/" in path]

    @property
    def parsed(self) -> int:
        """How many notes were parsed."""
        return self.session.reader.parsed


@pytest.fixture
def watched(monkeypatch: pytest.MonkeyPatch) -> Watched:
    """Everything has been built once."""
    found = Watched()

    def render(page: Page, theme: Theme) -> RenderedFile:
        found.rendered.append(page.head.path)
        return render_page(page, theme)

    monkeypatch.setattr(pages, "render_page", render)
    found.build(plan())
    assert found.parsed == 31
    assert found.made["facts"] == found.made["checks"] == 30
    assert len(found.rendered) > 30
    return found


def change(path: str, old: str, new: str) -> Desk:
    """The plan with one note changed."""
    desk = plan()
    assert old in desk.files[path]
    return desk.write(path, desk.files[path].replace(old, new))


def test_nothing_is_made_where_nothing_changed(watched: Watched) -> None:
    """Everything is handed over anew, and is what it was."""
    watched.build(plan())

    assert (watched.parsed, watched.made, watched.rendered) == (0, Counter(), [])


def test_another_word_of_prose_makes_a_page(watched: Watched) -> None:
    """No figure of any goal is worked out."""
    watched.build(change("g00.md", "Some words", "Other words"))

    assert watched.parsed == 1
    assert {step: count for step, count in watched.made.items() if step in FIGURES} == {}
    assert watched.rendered == ["goals/g00.html"]


def test_another_line_of_prose_looks_at_the_goal_and_its_neighbours(watched: Watched) -> None:
    """Its places moved; so what is said of them did, here and where somebody waits for it."""
    watched.build(change("g00.md", "Some words.\n", "Some words.\n\nAnd more.\n"))

    assert watched.parsed == 1
    assert watched.made["facts"] == watched.made["smart"] == watched.made["staffing"] == 1
    assert watched.made["health"] == 3, "it, the goal it is part of, and the one that waits"
    assert watched.made["checks"] <= 4
    assert watched.rendered == ["goals/g00.html", "problems.html"]


def test_a_line_at_the_top_of_a_note_moves_nothing_but_the_goal(watched: Watched) -> None:
    """Where its parent, its ids and what it waits for stand is no part of the frame, nor of the schedule's network."""
    files = {
        **plan().files,
        "g11.md": _note("g11", 'parent: "[[g1]]"\nid: eleven\ndepends_on: "[[g00]]"\n') + "- [ ] last ⛔ x1\n",
        "g12.md": _note("g12", 'parent: "[[g1]]"\n') + "- [ ] first 🆔 x1\n",
    }
    for path in ("g11.md", "g12.md"):
        watched.build(Desk(files=files))
        watched.build(Desk(files={**files, path: files[path].replace("---\n", "---\n# remark\n", 1)}))

        assert watched.parsed == 1
        assert watched.made["goal"] == 1
        assert {step for step in (*FRAME, "circles", "course", "joints", "earliest") if watched.made[step]} == set()
        assert watched.made["facts"] == 1


def goals_made(watched: Watched) -> tuple[int, int]:
    """Of how many goals each step of the frame made something, and each step that works out figures, at most."""
    beside = {"smart", "staffing", "checks"}  # they look at goals beside theirs
    figures = [watched.made[step] for step in FIGURES if step not in beside]
    return max(watched.made[step] for step in FRAME), max(figures)


def test_another_parent_makes_the_goal_and_the_two_that_it_is_or_was_part_of(watched: Watched) -> None:
    """Also of the frame: it is not gone through as a whole."""
    watched.build(change("g11.md", "[[g1]]", "[[g2]]"))

    assert (watched.parsed, goals_made(watched)) == (1, (3, 3))
    assert watched.made["goal"] == 3
    assert watched.made["parents"] == watched.made["id"] == 1
    assert watched.made["checks"] <= 12, "whoever is part of one of the two looks whether it is concerned"


def test_a_goal_that_comes_makes_itself_and_what_it_is_part_of(watched: Watched) -> None:
    """And nothing of all others."""
    watched.build(plan().write("g25.md", _note("g25", 'parent: "[[g2]]"\n')))

    assert (watched.parsed, goals_made(watched), watched.made["goal"]) == (1, (2, 2), 2)
    assert watched.made["checks"] <= 9


def test_a_goal_that_is_renamed_makes_itself_and_what_it_is_part_of(watched: Watched) -> None:
    """Its note is known."""
    watched.build(plan().rename("g34.md", "g35.md"))

    assert (watched.parsed, goals_made(watched), watched.made["goal"]) == (0, (2, 2), 2)
    assert watched.made["checks"] <= 8


def test_a_goal_that_goes_makes_what_it_was_part_of(watched: Watched) -> None:
    """What is left of it nobody asks for."""
    watched.build(plan().remove("g34.md"))

    assert (watched.parsed, goals_made(watched), watched.made["goal"]) == (0, (1, 1), 1)
    assert watched.made["checks"] <= 7


def test_a_tick_makes_the_figures_of_the_goal_and_what_it_is_part_of(watched: Watched) -> None:
    """Those beside it only look whether they are concerned."""
    watched.build(plan().tick("g00.md", 1))

    assert watched.parsed == 1
    assert watched.made["facts"] == watched.made["span"] == watched.made["pace"] == 2
    assert watched.made["health"] == 3
    assert watched.made["checks"] <= 8
    assert watched.goals[:2] == ["g0", "g00"]
    assert watched.goals[2:] in ([], ["g11"]), "who waits may show how far it has come"


def test_a_tick_makes_the_rows_of_the_goal_and_of_what_it_is_part_of(watched: Watched) -> None:
    """Of lists and exports; what waits looks."""
    watched.build(plan().tick("g00.md", 1))

    assert {step: watched.made[step] for step in ROWS if not 1 <= watched.made[step] <= 3} == {}


def test_another_word_of_prose_makes_no_row(watched: Watched) -> None:
    """What lists say is made of goals and their figures."""
    watched.build(change("g00.md", "Some words", "Other words"))

    assert {step: watched.made[step] for step in ROWS if step != "tally" and watched.made[step]} == {}


def test_another_due_date_makes_whatever_it_bounds(watched: Watched) -> None:
    """The goal, what it is part of, and what waits for it."""
    watched.build(change("g00.md", "due: 2026-12-01", "due: 2026-12-02"))

    assert watched.parsed == 1
    assert watched.made["facts"] == 2
    assert watched.made["course"] == watched.made["joints"] == 0
    assert watched.made["earliest"] == 2, "its start and its end"
    assert watched.made["latest"] <= 4, "and those of what it is part of"
    assert watched.made["slack"] <= 2
    assert watched.made["health"] <= 4
    assert watched.made["checks"] <= 8
    assert watched.goals == ["g0", "g00", "g11"]


def test_another_due_date_above_is_inherited(watched: Watched) -> None:
    """By the five goals in it, and by nobody else."""
    watched.build(change("g0.md", "due: 2026-12-31", "due: 2026-11-15"))

    assert watched.parsed == 1
    assert watched.made["facts"] == 1
    assert 6 <= watched.made["checks"] <= 10
    assert watched.goals == ["g0", "g00", "g01", "g02", "g03", "g04"]


def test_another_title_is_read_wherever_the_goal_is_named(watched: Watched) -> None:
    """No name leads elsewhere because of it."""
    watched.build(change("g00.md", "# Do g00 well", "# Do g00 better"))

    assert watched.parsed == 1
    assert watched.made["links"] == watched.made["goal"] == 1
    assert watched.made["lookup"] == max(watched.made[step] for step in FRAME) == 0
    assert watched.made["facts"] == 2
    assert watched.made["checks"] <= 8
    assert watched.goals == ["g0", "g00", "g11"]


def test_another_parent_makes_the_three_goals_that_it_is_about(watched: Watched) -> None:
    """No name leads elsewhere, and no circle can have come that does not lead through the goal that moved."""
    watched.build(change("g00.md", "[[g0]]", "[[g1]]"))

    assert watched.parsed == 1
    assert watched.made["goal"] == 3, "it, and those of which it was and is part"
    assert watched.made["links"] == 1
    assert watched.made["lookup"] == 0
    assert watched.made["references"] <= 4, "and the one that waits"
    assert watched.made["facts"] <= 4
    assert watched.made["joints"] <= 4, "what waits, and for what, is joined again where it may be another"
    assert watched.made["ties"] <= 12, "those beside it look"
    assert watched.made["earliest"] <= 8


@pytest.mark.parametrize("asked", ["Do g00 well", "Do g00 better"])
def test_a_title_that_a_link_asks_for_has_the_link_looked_up_again(watched: Watched, asked: str) -> None:
    """Be it the one that goes or the one that comes: the name means another note now."""
    desk = change("g01.md", "Some words", f"See [[{asked}]]")
    watched.build(desk)
    watched.build(desk.write("g00.md", desk.files["g00.md"].replace("# Do g00 well", "# Do g00 better")))

    assert watched.made["links"] == 2, "of the note itself, and of the one that asks"


def test_a_note_that_comes_has_only_links_looked_up_that_ask_for_it(watched: Watched) -> None:
    """And makes itself and what it is part of."""
    desk = change("g01.md", "Some words", "See [[new]]")
    watched.build(desk)
    watched.build(desk.write("new.md", _note("new", 'parent: "[[g0]]"\ndue: 2026-12-01\n')))

    assert watched.parsed == 1
    assert watched.made["links"] == 2, "its own, and the one that asks for it"
    assert watched.made["goal"] == 2, "itself, and what it is part of"
    assert watched.made["references"] <= 2
    assert watched.made["facts"] <= 3


def test_a_note_that_gets_another_name_is_missed_by_who_names_it(watched: Watched) -> None:
    """By the goal that waits for it; its parent has one part instead of another."""
    files = plan().files
    watched.build(Desk(files={("moved.md" if path == "g00.md" else path): text for path, text in files.items()}))

    assert watched.parsed == 0
    assert watched.made["links"] == 2, "its own, and that of the one that waits"
    assert watched.made["goal"] == 2
    assert watched.made["references"] == 3


def test_another_day_works_every_figure_out_again_and_parses_nothing(watched: Watched) -> None:
    """What notes say is the same on any day."""
    watched.build(plan().later(1))

    assert watched.parsed == 0
    assert watched.made["facts"] == watched.made["checks"] == 30
    assert watched.made["goal"] == watched.made["links"] == 0
