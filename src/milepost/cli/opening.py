"""From a folder on the command line to a finished build in memory: root, settings, notes, figures."""

from collections.abc import Mapping
from datetime import date
from functools import partial
from pathlib import Path
from time import time_ns

from milepost.cli.caches import cache_folder
from milepost.cli.roots import day_of, root_of
from milepost.cli.terminal import patience
from milepost.config.settings import Settings
from milepost.model.frozen import frozen
from milepost.model.rim import Snapshot
from milepost.report.material import Material
from milepost.session.build import Build, Session
from milepost.session.collection import paused_collection
from milepost.session.image import Image, image_of
from milepost.session.look import Look, build_look, look_at, read_look
from milepost.session.reading import Hands
from milepost.session.records import Records
from milepost.session.store import store_of
from milepost.session.trail import go_on, trail_of
from milepost.vault.kept import Kept
from milepost.vault.state import State

IMAGE_FROM = 20
"""Notes from which it pays to leave an image."""

AT_ONCE = 2_000
"""Notes up to which a build from nothing leaves one: it costs it a fifth of its time, and memory, and spares the first
build after an edit three quarters of its own.
"""

WORN = 16
"""Where one page in so many was made anew, a new image pays."""


@frozen
class Opened:
    """One vault, read and computed. `is_retraced`: a trail was followed for it, see `session.trail`."""

    look: Look
    session: Session
    build: Build
    image: Image | None = None
    files: Kept | None = None
    is_retraced: bool = False

    @property
    def root(self) -> Path:
        """The vault."""
        return self.look.root

    @property
    def out(self) -> Path:
        """Where its site goes."""
        return self.look.out

    @property
    def settings(self) -> Settings:
        """What its settings say."""
        return self.look.settings

    @property
    def snapshot(self) -> Snapshot:
        """What was read of it."""
        return self.look.snapshot

    @property
    def material(self) -> Material:
        """What reports are made of."""
        return self.build.material

    def is_behind(self, digests: Mapping[str, str]) -> bool:
        """Whether a trail was followed again, of a site that has been built on since: who does that will once more."""
        records = self.session.records
        return self.is_retraced and records is not None and records.is_behind(digests)

    def leave_image(self, *, is_due: bool = False) -> None:
        """For the next build, once all is written; where little was made anew, the last image serves as well, if none
        `is_due`.
        """
        records = self.session.records
        if self.image is None or self.files is None or records is None:
            return
        if not self.session.memo.keeps:
            self.image.keep_trail(trail_of(self.look), records)
        elif is_due or records.fresh * WORN > len(records):
            self.image.keep(self.session.memo, self.session.notebook, records, self.files.state)


def open_vault(
    vault: Path | None,
    today: date | None,
    out: Path | None = None,
    *,
    audience: str | None = "private",
    cache_dir: Path | None = None,
    is_fresh: bool = False,
    hands: Hands | None = None,
    remembers: bool = False,
    seen: State | None = None,
) -> Opened:
    """Read and compute a vault. `vault` is the root as it is; None means found from the current folder up.

    What answers the author is `private`, whatever the settings say; None leaves the audience to them. `is_fresh`: what
    earlier commands have read is read again. `hands` take a share of the reading. With `remembers` this goes on
    from what the last such build into `out` remembered. `seen` is how the vault looked just now.
    """
    root = root_of(vault)
    now_ns = time_ns()
    with patience(f"Reading {root.name}"), paused_collection():
        image = image_of(cache_folder(cache_dir), root, out) if remembers and out is not None else None
        left = image.load() if image is not None else None
        stats = seen.signatures if seen is not None else {}
        files = Kept(time_ns, left.files if left is not None else {}, stats) if image is not None else None
        found = seen.found if seen is not None else None
        look = look_at(root, partial(day_of, today), out=out, kept=files, found=found, audience=audience or "")
        store = None if is_fresh else store_of(cache_folder(cache_dir), root, look.out, now_ns=now_ns)
        session = Session(keeps=False, store=store, hands=hands)
        is_retraced = left is not None and bool(left.trail) and go_on(session, left, look)
        if left is not None and not left.trail:
            session.remember(left)
        elif not is_retraced:
            _begin(session, look, may_keep=image is not None and len(look.snapshot.notes) >= IMAGE_FROM)
        return Opened(look, session, build_look(session, look), image, files, is_retraced=is_retraced)


def _begin(session: Session, look: Look, *, may_keep: bool) -> None:
    """Where no build remembered anything, keep what the next one is to remember; of many notes only if a next one is to
    be expected: where most of them were read before.
    """
    read_look(session, look)
    notes = len(look.snapshot.notes)
    if may_keep and (notes <= AT_ONCE or session.reader.parsed * 2 < notes):
        session.remember()
    elif may_keep:
        session.records = Records()
