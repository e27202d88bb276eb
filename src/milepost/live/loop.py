"""The loop: hears hints, looks at the disk, builds what differs, one build at a time.

A rebuild happens when a look differs from the last one and for no other reason: reading, writing the site, and events
without consequence lead to nothing. Every burst of hints ends with a scan of the whole vault, and now and then there is
a scan without any hint, in case events were lost.
"""

from collections.abc import Callable
from functools import partial
from math import inf
from pathlib import Path

from milepost.diagnostics.problem import Severity
from milepost.emit.refusal import Environment
from milepost.files import disk
from milepost.live.changes import changed_notes, said
from milepost.live.ears import Ears, Root
from milepost.live.hints import Hint, Sign
from milepost.live.outlet import Outlet, Tell, Told, Trouble, Update, trouble_in, trouble_of
from milepost.live.pace import SCAN, Pace, Task
from milepost.live.steady import SteadySite
from milepost.model.frozen import frozen
from milepost.session.build import Session
from milepost.session.collection import spare_long_lived
from milepost.session.image import Image
from milepost.session.image_file import Damaged
from milepost.session.look import Day, Look, build_look, look_again, look_at
from milepost.session.published import Published
from milepost.session.reading import Hands
from milepost.session.records import Records
from milepost.session.store import Store
from milepost.vault.kept import Kept
from milepost.vault.read import within

BEAT = 0.5
RETRY = 2.0
LARGE = 0.5
"""Seconds of a build that made so much that the collection of garbage would be felt."""


@frozen
class World:
    """What the loop is given: a steady clock in seconds, that of files in nanoseconds, the day, and its voices."""

    now: Callable[[], float]
    now_ns: Callable[[], int]
    day: Day
    tell: Tell
    say: Callable[[str], None]


class Loop:
    """Keeps an outlet in step with a vault until it is stopped."""

    def __init__(
        self,
        root: Path,
        outlet: Outlet,
        world: World,
        *,
        out: Path | None = None,
        polls: bool = False,
        store: Store | None = None,
        hands: Hands | None = None,
        image: Image | None = None,
    ) -> None:
        """`hands` take a share of the first reading; `image` is what the last `build` remembered, to go on from."""
        self._root, self._outlet, self._world, self._out = root, outlet, world, out
        self._ears = Ears(root, world.now, world.say, polls=polls)
        self._pace = Pace()
        self._begin = partial(self._new_session, store)
        self._session, self._image = self._begin(hands=hands), image
        self._kept = Kept(world.now_ns)
        self._last: Look | None = None
        self._trouble: Trouble | None = None
        self._is_lost = False
        self._beat_at = 0.0
        self._scan_at = 0.0
        self._retry_at = inf

    def run(self, ready: Callable[[Look], None]) -> None:
        """Build, say `ready`, then keep in step. Raises what the first build raises; later ones are told as trouble."""
        try:
            self._ears.begin()
            began = self._world.now()
            self._go_on()
            look = self._last = self._read()
            self._scan_at = self._world.now() + self._ears.pause(0.0)
            told = self._make(look, None, began)
            self._session.reader.work_alone()
            ready(look)
            self._world.tell(told)
            self._object(look)
            if look.snapshot.notes:
                self._ears.probe(look.snapshot.notes[0].path)
            self._session.reader.keep()
            while self._turn():
                pass
        finally:
            self._ears.stop()
            self._session.reader.keep()

    def stop(self) -> None:
        """End `run` soon, from any thread."""
        self._ears.hang_up()

    def _new_session(self, store: Store | None, hands: Hands | None = None) -> Session:
        """Who writes every page notes what each is made of; who serves makes a page when somebody asks for it."""
        records = Records() if self._outlet.writes else None
        return Session(keeps_pages=True, store=store, hands=hands, doubt=self._doubt, records=records)

    def _go_on(self) -> None:
        """From what the last build remembered. Where that left no more than a trail, there is nothing to go on from."""
        left = self._image.load() if self._image is not None else None
        if left is not None and not left.trail:
            (self._session.remember if self._outlet.writes else self._session.go_on)(left)
            self._kept = Kept(self._world.now_ns, left.files)

    def _turn(self) -> bool:
        due = self._pace.due()
        hints = self._ears.listen(min(self._beat_at, self._scan_at if due is None else due))
        if hints is None:
            return False
        for hint in hints:
            self._pace.hear(hint)
        now, due = self._world.now(), self._pace.due()
        if due is not None and now >= due:
            self._do(self._pace.take())
            self._pace.rest(self._world.now())
        elif due is None and now >= self._scan_at:
            self._do(SCAN)
        if now >= self._beat_at:
            self._beat(now)
            self._beat_at = self._world.now() + BEAT
        return True

    def _beat(self, now: float) -> None:
        """What no event tells: the root's fate, lost events, midnight, a disk that has room again."""
        root = self._ears.look_at_root()
        if root is Root.GONE:
            self._lose()
        elif root is Root.NEW or self._ears.judge():
            self._pace.hear(Hint(Sign.LOST, "", now))
        last = self._last
        if last is not None and not self._is_lost:
            if self._world.day(last.settings, last.settings_text).value != last.as_of:
                self._do(SCAN)
            elif now >= self._retry_at:
                self._rebuild(last, last, now)
        self._outlet.beat()

    def _do(self, task: Task) -> None:
        """Look, and build if anything is different."""
        began, last = self._world.now(), self._last
        look = None
        if task.paths is not None and last is not None and not self._is_lost:
            look = look_again(last, task.paths, self._kept)
        try:
            look = look or self._scan()
        except OSError:
            self._lose()
            return
        except Exception as error:  # noqa: BLE001 - whoever watches must not go deaf, whatever a look meets
            self._complain(trouble_of(error))
            return
        if look != last or self._is_lost:
            self._last, self._is_lost = look, False
            self._rebuild(look, last, began)

    def _scan(self) -> Look:
        """A look at the whole vault, compared with what was heard. Raises OSError without a root."""
        began, last = self._world.now(), self._last
        self._scan_at = began + self._ears.pause(0.0)
        look = self._read()
        took = self._world.now() - began
        self._scan_at = began + took + self._ears.pause(took)
        if last is not None and look.settings == last.settings:
            self._ears.compare(changed_notes(last.snapshot, look.snapshot))
        return look

    def _read(self) -> Look:
        look = look_at(self._root, self._world.day, out=self._out, kept=self._kept)
        self._ears.pass_over(within(disk.real(self._root), look.out) or "")
        return look

    def _lose(self) -> None:
        """The vault is not there. What was shown stays until it is back."""
        self._is_lost = True
        self._complain(
            Trouble(f"The folder {self._root} is not there", "", "The last good site stays until it is back.")
        )

    def _rebuild(self, look: Look, last: Look | None, began: float) -> None:
        """Show a look; whatever goes wrong, the last good site stays and the loop goes on."""
        self._retry_at = inf
        if self._outlet.holds and self._object(look):
            return
        try:
            self._world.tell(self._make(look, last, began))
        except Exception as error:  # noqa: BLE001 - whoever watches must not go deaf, whatever a build meets
            if isinstance(error, Environment):
                self._retry_at = self._world.now() + RETRY
            self._complain(trouble_of(error))

    def _make(self, look: Look, last: Look | None, began: float) -> Told:
        try:
            return self._made(look, last, began)
        except Damaged:  # found when somebody looked
            self._forget()
            return self._made(look, last, began)

    def _made(self, look: Look, last: Look | None, began: float) -> Told:
        with self._outlet.alone():
            build = build_look(self._session, look)
            site = SteadySite(self._session.site(build), partial(self._anew, look))
        if self._world.now() - began > LARGE:
            spare_long_lived()
        notes = changed_notes(last.snapshot, look.snapshot) if last is not None else ()
        self._outlet.show(Update(look, build, site, notes))
        self._trouble = None
        return Told(said(last, look), self._world.now() - began, build.counts)

    def _anew(self, look: Look) -> Published:
        """The site once more, when it is found while pages are made that what they are made of is damaged."""
        self._forget()
        return self._session.site(build_look(self._session, look))

    def _forget(self) -> None:
        """Go on from nothing."""
        if self._image is not None:
            self._image.forget()
        self._session = self._begin()

    def _object(self, look: Look) -> bool:
        """Whether the settings are broken; says so."""
        broken = next((found for found in look.problems if found.severity is Severity.ERROR), None)
        if broken is not None and self._outlet.holds:
            self._complain(trouble_in(broken))
        return broken is not None

    def _doubt(self, path: str) -> None:
        """A page that was kept in memory differs from a new one: that is a mistake of ours, and is put right."""
        self._world.say(f"{path} was not as it should be; all pages are made anew. Please report it.")

    def _complain(self, trouble: Trouble) -> None:
        """Say it once, however often it is met."""
        if trouble != self._trouble:
            self._trouble = trouble
            self._outlet.show_trouble(trouble)
            self._world.tell(Told("", 0.0, {}, trouble))
