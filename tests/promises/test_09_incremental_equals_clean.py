"""Promise 9: a build after any edits gives the bytes of a build from nothing.

A machine edits a vault in memory, and one session builds it again and again; after each step a session that has seen
nothing builds the same vault, and both must agree. `make soak` does so for much longer than the test suite.
"""

import gc
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from milepost.model import memo
from milepost.model.rim import NO_THEME, ObsidianConfig, ThemeFiles
from milepost.report import forecast, milestones, sharpen
from milepost.report.overview import page as overview
from milepost.report.problems import page as problems
from milepost.session.build import Build, Session
from milepost.session.image import Image
from milepost.session.image_file import Damaged
from milepost.session.records import Records
from milepost.session.store import Store
from tests.clean import assert_equal, assert_same_site, built
from tests.desk import FIRST_DAY, Desk
from tests.desk_words import CHAIN, FOLDERS, FRONT, LINES, NAMES, OFTEN, SETTINGS, TABLES, TARGETS, TITLES

EDITS = int(os.environ.get("MILEPOST_EDITS", "500"))
"""How many altogether."""
IN_A_ROW = 40
"""How many of them one session sees."""
SITE_EVERY = 4

NUMBER = st.integers(0, 40)
FOLDER, NAME = st.sampled_from(FOLDERS), st.sampled_from(NAMES)
FIELD = st.one_of(
    [st.sampled_from([(key, value) for key in keys for value in ("", *FRONT[key])]) for keys in (OFTEN, OFTEN, FRONT)]
)
SETTING = st.sampled_from([(key, line) for key, lines in SETTINGS.items() for line in ("", "", *lines)])
OBSIDIAN = st.sampled_from(
    (
        ObsidianConfig(),
        ObsidianConfig(present=True),
        ObsidianConfig(present=True, template_folders=("Goals/Work",)),
        ObsidianConfig(present=True, daily_folders=("People",)),
        ObsidianConfig(present=True, symbols=(("/", "done"),)),
        ObsidianConfig(present=True, global_filter="#a"),
    )
)
THEME = st.sampled_from(
    (
        NO_THEME,
        ThemeFiles({"extra.css": b"h1 { color: red }"}),
        ThemeFiles({"_parts.html.j2": b'{% extends "!next/_parts.html.j2" %}{% macro bar(meter) %}own{% endmacro %}'}),
        ThemeFiles({"goal.html.j2": b"<title>{{ page.heading }}</title>", "static/logo.png": b"x"}),
        ThemeFiles({"goal.html.j2": b"{% include page.level ~ '404.html.j2' ignore missing %}"}),
    )
)
KINDS = (
    "---\ntype: goal\n---\n- [ ] Launch\n- [ ] Build\n",
    "---\ntype: milestone\nparent: r\n---\n- [ ] part\n",
    "---\ntype: task\nparent: r\n---\n",
    "---\ntype: person\ncapacity: 1\n---\n",
    "---\ntype: mission\n---\n",
    "---\ntype: report\n---\n",
    "# Launch\n\n- [ ] Build ^b1\n",
    "",
)


@pytest.fixture(autouse=True, scope="module")
def small_steps() -> Iterator[None]:
    """A dozen goals take the ways that thousands do: sums of sums, and an overview of several pages."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(memo, "FAN", 3)
        patch.setattr(overview, "ONE_TABLE", 6)
        for page in (overview, milestones, problems):
            patch.setattr(page, "ROWS_A_PAGE", 4)
        for advice in (forecast, sharpen):
            patch.setattr(advice, "GOALS_A_PAGE", 4)
        yield


DAMAGES: Mapping[str, Callable[[bytes], bytes]] = {
    "none": lambda whole: whole,
    "cut short": lambda whole: whole[: len(whole) * 2 // 3],
    "cut within its head": lambda whole: whole[:40],
    "a bit in the middle": lambda whole: _flipped(whole, len(whole) // 2),
    "a bit at the end": lambda whole: _flipped(whole, len(whole) - 1),
    "a bit in its head": lambda whole: _flipped(whole, 30),
    "empty": lambda _: b"",
    "something else": lambda _: b"\x00not ours",
}


def _flipped(whole: bytes, at: int) -> bytes:
    return whole[:at] + bytes([whole[at] ^ 4]) + whole[at + 1 :]


class Edits(RuleBasedStateMachine):
    """Somebody's edits, and one session that builds after each, or after a few at once."""

    def __init__(self) -> None:
        super().__init__()
        self.desk, self.before = Desk(), Desk()
        self.caches = TemporaryDirectory()
        self.notes_looks = False
        self.session = self._session()
        self.image = self._image(b"1")
        self.held = self.builds = 0
        self.seen: Build | None = None

    @initialize(plan=st.sampled_from(("a dozen notes", "a chain", "nothing")), notes_looks=st.booleans())
    def begin(self, plan: str, notes_looks: bool) -> None:
        """With one of two plans, or without any; pages are known by their values, or by what they were made of."""
        self.notes_looks = notes_looks
        self.session = self._session()
        if plan != "a dozen notes":
            self._lay(replace(self.desk, files=CHAIN if plan == "a chain" else {}))

    @invariant()
    def incremental_equals_clean(self) -> None:
        """Unless some edits are held back, to be seen together."""
        if self.held:
            self.held -= 1
            return
        self.builds += 1
        self.seen = built(self.desk, Session(keeps=False))
        try:
            self._compare(self.seen)
        except Damaged:  # the command does the same
            self.session = self._session()
            self._compare(self.seen)

    def _compare(self, clean: Build) -> None:
        again = built(self.desk, self.session)
        assert_equal(again, clean)
        if self.builds % SITE_EVERY == 1:
            assert_same_site(again, self.session, clean)

    def teardown(self) -> None:
        """The store goes with the machine, and so does what earlier ones held: builds leave circles for later."""
        self.caches.cleanup()
        gc.collect()

    def _session(self, program: bytes = b"1") -> Session:
        store = Store(self.caches.name, "vault", program, now_ns=0)
        return Session(keeps_pages=True, store=store, records=Records() if self.notes_looks else None)

    @rule(damage=st.sampled_from(sorted(DAMAGES)), program=st.sampled_from((b"1", b"1", b"2")))
    def restart(self, damage: str, program: bytes) -> None:
        """Another process goes on, with what the one before it has left in the store, or what became of that."""
        self.session.reader.keep()
        if self.session.records is not None:
            self.image.keep(self.session.memo, self.session.notebook, self.session.records)
        for place in sorted((*Path(self.caches.name).rglob("*.seg"), *Path(self.caches.name).rglob("*.image"))):
            place.write_bytes(DAMAGES[damage](place.read_bytes()))
        self.session = self._session(program)
        self.image = self._image(program)
        kept = self.image.load() if self.notes_looks else None
        if kept is not None:
            self.session.remember(kept)

    def _image(self, program: bytes) -> Image:
        return Image(self.caches.name, "vault", program)

    def _lay(self, desk: Desk) -> None:
        self.before, self.desk = self.desk, desk

    def _has_notes(self) -> bool:
        return bool(self.desk.notes)

    @rule(edits=st.integers(1, 3))
    def hold(self, edits: int) -> None:
        """Build only after some more edits."""
        self.held = edits

    @rule()
    def undo(self) -> None:
        """Back to where it was before the last edit; twice is a redo."""
        self._lay(self.before)

    @rule(folder=FOLDER, name=NAME, text=st.sampled_from(KINDS))
    def add(self, folder: str, name: str, text: str) -> None:
        """A note, new or written over."""
        self._lay(self.desk.write(f"{folder}{name}.md", text))

    @precondition(_has_notes)
    @rule(which=NUMBER, field=FIELD)
    def front(self, which: int, field: tuple[str, str]) -> None:
        """Any field of the front matter, given, changed or taken out."""
        self._lay(self.desk.front(self.desk.note(which), *field))

    @precondition(_has_notes)
    @rule(which=NUMBER, key=st.sampled_from(("parent", "depends_on", "carried_to")), where=st.sampled_from(TARGETS))
    def point(self, which: int, key: str, where: str) -> None:
        """A note part of another, waiting for another, or followed by another."""
        self._lay(self.desk.front(self.desk.note(which), key, where))

    @precondition(_has_notes)
    @rule(which=NUMBER, key=st.sampled_from(("due", "start")), pick=NUMBER)
    def align(self, which: int, key: str, pick: int) -> None:
        """A date that some figure has: edges are where one limit takes over from another."""
        days = self._days()
        if days:
            self._lay(self.desk.front(self.desk.note(which), key, str(days[pick % len(days)])))

    @precondition(_has_notes)
    @rule(which=NUMBER, at=NUMBER, pick=NUMBER)
    def align_line(self, which: int, at: int, pick: int) -> None:
        """The same for a line."""
        days = self._days()
        if days:
            due = f" 📅 {days[pick % len(days)]}"
            self._lay(self.desk.edit(self.desk.note(which), at, lambda line: [line.partition(" 📅")[0] + due]))

    def _days(self) -> Sequence[date]:
        """All dates of the schedule as it was built last."""
        figures = self.seen.analysis.schedule.values() if self.seen else ()
        found = chain.from_iterable((one.earliest_finish, one.latest_finish, one.latest_start) for one in figures)
        return sorted({day for day in found if day is not None})

    @precondition(_has_notes)
    @rule(which=NUMBER, title=st.sampled_from(TITLES))
    def retitle(self, which: int, title: str) -> None:
        """Another name on the page."""
        self._lay(self.desk.front(self.desk.note(which), "title", title))

    @precondition(_has_notes)
    @rule(which=NUMBER, asks=NUMBER, word=NUMBER, key=st.sampled_from(("", "", "parent", "depends_on", "carried_to")))
    def call(self, which: int, asks: int, word: int, key: str) -> None:
        """A note is called something new, then a link asks for that, then the note is called something else."""
        path, asking, link = self.desk.note(which), self.desk.note(asks), f"[[Called {word}]]"
        self._lay(self.desk.front(path, "title", f"Called {word}"))
        self.incremental_equals_clean()
        self._lay(self.desk.front(asking, key, f'"{link}"') if key else self.desk.append(asking, f"See {link}."))
        self.incremental_equals_clean()
        self._lay(self.desk.front(path, "title", "Launch"))

    @precondition(_has_notes)
    @rule(which=NUMBER, line=st.sampled_from(LINES))
    def append(self, which: int, line: str) -> None:
        """A line more."""
        self._lay(self.desk.append(self.desk.note(which), line))

    @precondition(_has_notes)
    @rule(which=NUMBER, at=NUMBER, line=st.sampled_from(LINES))
    def insert(self, which: int, at: int, line: str) -> None:
        """A line more, and what follows moves down."""
        self._lay(self.desk.edit(self.desk.note(which), at, lambda old: [line, old]))

    @precondition(_has_notes)
    @rule(which=NUMBER, at=NUMBER, line=st.sampled_from(LINES))
    def rewrite(self, which: int, at: int, line: str) -> None:
        """Another line in its place."""
        self._lay(self.desk.edit(self.desk.note(which), at, lambda _: [line]))

    @precondition(_has_notes)
    @rule(which=NUMBER, at=NUMBER)
    def cut(self, which: int, at: int) -> None:
        """A line less."""
        self._lay(self.desk.edit(self.desk.note(which), at, lambda _: []))

    @precondition(_has_notes)
    @rule(which=NUMBER, at=NUMBER)
    def tick(self, which: int, at: int) -> None:
        """A box."""
        self._lay(self.desk.tick(self.desk.note(which), at))

    @precondition(_has_notes)
    @rule(which=NUMBER, folder=FOLDER, name=NAME)
    def rename(self, which: int, folder: str, name: str) -> None:
        """Another path; whatever had it is gone."""
        self._lay(self.desk.rename(self.desk.note(which), f"{folder}{name}.md"))

    @precondition(_has_notes)
    @rule(which=NUMBER, folder=FOLDER)
    def move(self, which: int, folder: str) -> None:
        """The same name in another folder."""
        path = self.desk.note(which)
        self._lay(self.desk.rename(path, folder + path.rpartition("/")[2]))

    @precondition(_has_notes)
    @rule(which=NUMBER, folder=FOLDER, name=NAME)
    def copy(self, which: int, folder: str, name: str) -> None:
        """The same text twice: ids claimed by two."""
        self._lay(self.desk.write(f"{folder}{name}.md", self.desk.files[self.desk.note(which)]))

    @precondition(_has_notes)
    @rule(one=NUMBER, other=NUMBER)
    def exchange(self, one: int, other: int) -> None:
        """Two texts under each other's name."""
        self._lay(self.desk.exchange(self.desk.note(one), self.desk.note(other)))

    @precondition(_has_notes)
    @rule(which=NUMBER)
    def delete(self, which: int) -> None:
        """A note less."""
        self._lay(self.desk.remove(self.desk.note(which)))

    @rule()
    def touch(self) -> None:
        """Nothing but times: everything is handed over anew."""
        self._lay(replace(self.desk, files=dict(self.desk.files)))

    @precondition(_has_notes)
    @rule(which=NUMBER)
    def lock(self, which: int) -> None:
        """A note that cannot be read, or can be again."""
        self._lay(replace(self.desk, unread=self.desk.unread ^ {self.desk.note(which)}))

    @rule(folder=st.sampled_from(("", "Goals/")), text=st.sampled_from(("", *TABLES)))
    def series(self, folder: str, text: str) -> None:
        """A metric's table, written or thrown away."""
        path = f"{folder}values.csv"
        self._lay(self.desk.write(path, text) if text else self.desk.remove(path))

    @rule(path=st.sampled_from(("photo.png", "Goals/photo.png", "Run.png", "Swim")), is_there=st.booleans())
    def attach(self, path: str, is_there: bool) -> None:
        """A file that is no note."""
        self._lay(self.desk.write(path, "") if is_there else self.desk.remove(path))

    @rule(setting=SETTING)
    def configure(self, setting: tuple[str, str]) -> None:
        """A setting given, changed or taken out."""
        self._lay(self.desk.set(*setting))

    @rule(config=OBSIDIAN)
    def install(self, config: ObsidianConfig) -> None:
        """What the vault's own application says of templates, daily notes and symbols."""
        self._lay(replace(self.desk, obsidian=config))

    @rule(nested=st.sampled_from((frozenset[str](), frozenset({"Shared"}), frozenset({"Goals/Work"}))))
    def nest(self, nested: frozenset[str]) -> None:
        """A vault inside the vault, come or gone."""
        self._lay(replace(self.desk, nested=nested))

    @rule(theme=THEME)
    def restyle(self, theme: ThemeFiles) -> None:
        """Templates and styles of the vault's own, changed or taken out."""
        self._lay(replace(self.desk, theme=theme))

    @rule(days=st.sampled_from((-30, -7, -1, 1, 1, 2, 7, 30, 0)))
    def wait(self, days: int) -> None:
        """Another day, later or earlier; 0 is the first one again."""
        self._lay(self.desk.later(days) if days else replace(self.desk, day=FIRST_DAY))


TestIncrementalEqualsClean = Edits.TestCase
TestIncrementalEqualsClean.settings = settings(
    max_examples=max(1, EDITS // IN_A_ROW),
    stateful_step_count=IN_A_ROW,
    deadline=None,
    print_blob=True,
    suppress_health_check=list(HealthCheck),
)
