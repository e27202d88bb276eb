"""A vault that is served in a test: the real server on a free port, asked through real sockets."""

import json
import socket
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from milepost.live.outlet import Trouble
from milepost.live.server import Server
from milepost.live.tabs import TabsOutlet
from milepost.session.image import Image
from tests.watching import PATIENCE, Calendar, Watched, watching

SCRIPT = b"/.milepost/live.js"


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: the status, the headers by their small name, and the body."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        """The body as text."""
        return self.body.decode()


class Stream:
    """A tab that waits for events."""

    def __init__(self, port: int) -> None:
        self.socket = connect(port)
        self.socket.sendall(request("GET", "/.milepost/events", port))
        self._read = b""
        assert b"200" in self._until(b"\r\n\r\n").partition(b"\r\n")[0]

    def message(self) -> dict[str, object]:
        """The next message."""
        while True:
            event = self._until(b"\n\n")
            if event.startswith(b"data: "):
                said: dict[str, object] = json.loads(event[len(b"data: ") :])
                return said

    def close(self) -> None:
        """Close the tab."""
        self.socket.close()

    def _until(self, end: bytes) -> bytes:
        while end not in self._read:
            more = self.socket.recv(65536)
            assert more, "the stream was ended"
            self._read += more
        found, _, self._read = self._read.partition(end)
        return found


@dataclass
class Served:
    """A server and the loop that feeds it."""

    server: Server
    watched: Watched
    failures: list[Trouble] = field(default_factory=list)

    @property
    def port(self) -> int:
        """Where it is."""
        return self.server.port

    def ask(self, target: str, *, method: str = "GET", **headers: str) -> Answer:
        """One request on a connection of its own; `Host` and others by keyword, `_` for `-`."""
        return ask(self.port, request(method, target, self.port, **headers))

    def stream(self) -> Stream:
        """A new tab."""
        return Stream(self.port)


def connect(port: int) -> socket.socket:
    """A connection that does not wait for ever."""
    return socket.create_connection(("127.0.0.1", port), timeout=PATIENCE)


def request(method: str, target: str, port: int, **headers: str) -> bytes:
    """The bytes of a request, as odd as it may be."""
    given = {name.replace("_", "-"): value for name, value in headers.items()}
    lines = [f"{name}: {value}" for name, value in {"Host": f"127.0.0.1:{port}", **given}.items()]
    return "\r\n".join([f"{method} {target} HTTP/1.1", *lines, "Connection: close", "", ""]).encode()


def ask(port: int, content: bytes) -> Answer:
    """Send bytes and read until the server hangs up."""
    with connect(port) as connection:
        connection.sendall(content)
        connection.shutdown(socket.SHUT_WR)
        return answer_of(_all(connection))


def answer_of(read: bytes) -> Answer:
    """One answer taken apart."""
    head, _, body = read.partition(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    pairs = (line.partition(":") for line in lines)
    return Answer(int(first.split()[1]), {name.lower(): value.strip() for name, _, value in pairs}, body)


def _all(connection: socket.socket) -> bytes:
    read, gives_up = b"", time.monotonic() + PATIENCE
    while more := connection.recv(65536):
        read += more
        assert time.monotonic() < gives_up, "the answer has no end"
    return read


@contextmanager
def serving(
    root: Path, *, follows: bool = False, calendar: Calendar | None = None, image: Image | None = None
) -> Iterator[Served]:
    """Serve a vault while the block runs; `image` is what a build remembered."""
    failures: list[Trouble] = []
    outlet = TabsOutlet(f"{time.time_ns():x}", failures.append, follows=follows)
    server = Server("127.0.0.1", 0, outlet.table, outlet.streams)
    try:
        with watching(root, root / "site", outlet=outlet, calendar=calendar, image=image) as watched:
            server.begin()
            yield Served(server, watched, failures)
    finally:
        server.shutdown()
        server.end()
