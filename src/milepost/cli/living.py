"""What `serve` and `watch` do once their options are known, and the line they say about each rebuild."""

import threading
import time
import webbrowser
from collections.abc import Callable
from contextlib import ExitStack
from datetime import date
from functools import partial
from pathlib import Path

from rich.text import Text

from milepost.cli.caches import cache_folder
from milepost.cli.exits import Code, Stop
from milepost.cli.jobs import Jobs
from milepost.cli.roots import day_of, root_of
from milepost.cli.terminal import answers, line, patience, say, styled, talk
from milepost.emit.target import check_caches, default_out
from milepost.live.loop import Loop, World
from milepost.live.outlet import FolderOutlet, Told, Trouble
from milepost.model.frozen import frozen
from milepost.report.problems.text import numbers_text
from milepost.session.image import image_of
from milepost.session.look import Look
from milepost.session.store import store_of
from milepost.vault.settings import read_settings


@frozen
class Serving:
    """The options of `serve`."""

    vault: Path | None
    host: str
    port: int
    today: date | None
    cache_dir: Path | None
    opens: bool
    follows: bool
    polls: bool


def keep_writing(
    vault: Path | None, out: Path | None, today: date | None, cache_dir: Path | None, *, polls: bool
) -> None:
    """Write the site now and on every change, until Ctrl-C."""
    root = root_of(vault)
    loop = partial(_loop(root, out, cache_dir), outlet=FolderOutlet(), world=_world(today), polls=polls)

    def ready(look: Look) -> None:
        answers().print(_place(str(look.out / "index.html")))

    _keep(loop, root, ready)


def keep_serving(serving: Serving) -> None:
    """Serve the site and keep it in step, until Ctrl-C."""
    from milepost.live.server import open_server
    from milepost.live.tabs import TabsOutlet

    root = root_of(serving.vault)
    outlet = TabsOutlet(f"{time.time_ns():x}", _tell_trouble, follows=serving.follows)
    address = "127.0.0.1" if serving.host == "localhost" else serving.host
    try:
        server = open_server(address, serving.port, outlet.table, outlet.streams)
    except OSError as error:
        message = f"No server at {serving.host}, port {serving.port}: {error.strerror}"
        raise Stop(Code.ENVIRONMENT, message, "Choose another --port.") from None
    shown = f"[{serving.host}]" if ":" in serving.host else serving.host
    url = f"http://{shown}:{server.port}/"

    def ready(_: Look) -> None:
        server.begin()
        if serving.port not in (0, server.port):
            talk().print(styled(f"Port {serving.port} is taken by another program.", "faint"))
        answers().print(_place(url))
        if serving.opens:
            threading.Thread(target=webbrowser.open_new_tab, args=(url,), daemon=True).start()

    try:
        begun = _loop(root, None, serving.cache_dir)
        loop = partial(begun, outlet=outlet, world=_world(serving.today), polls=serving.polls)
        _keep(loop, root, ready)
    finally:
        server.end()


def _loop(root: Path, out: Path | None, cache_dir: Path | None) -> Callable[..., Loop]:
    """A loop that goes on from what earlier commands remembered of the vault."""
    place = out if out is not None else default_out(root, read_settings(root).value)
    caches = cache_folder(cache_dir)
    check_caches(caches, place)
    store = store_of(caches, root, place, now_ns=time.time_ns())
    return partial(Loop, root, out=out, store=store, image=image_of(caches, root, place))


def _place(where: str) -> Text:
    return line(styled(where, "strong"), styled("  Ctrl-C ends it", "faint"))


def _keep(loop_of: Callable[..., Loop], root: Path, ready: Callable[[Look], None]) -> None:
    with ExitStack() as first_build:
        first_build.enter_context(patience(f"Reading {root.name}"))
        hands = first_build.enter_context(Jobs.of(None).hands())

        def begun(look: Look) -> None:
            first_build.close()
            ready(look)

        loop_of(hands=hands).run(begun)


def _world(today: date | None) -> World:
    return World(
        now=time.monotonic,
        now_ns=time.time_ns,
        day=partial(day_of, today),
        tell=_tell,
        say=lambda sentence: talk().print(styled(sentence, "faint")),
    )


def _tell(told: Told) -> None:
    """One line about a rebuild: why, how long, and how the notes are."""
    if told.trouble is not None:
        _tell_trouble(told.trouble)
        return
    counts = styled(numbers_text(told.counts), "warning" if any(told.counts.values()) else "faint")
    talk().print(line(styled(told.why, "strong"), styled(f"  {_seconds(told.seconds)}  ", "faint"), counts))


def _tell_trouble(trouble: Trouble) -> None:
    say(f"{trouble.where}: {trouble.what}" if trouble.where else trouble.what, trouble.remedy)


def _seconds(seconds: float) -> str:
    return f"{seconds * 1000:.0f} ms" if seconds < 1 else f"{seconds:.1f} s"
