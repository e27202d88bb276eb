"""Streams: the open tabs. One message goes to all of them; a tab that does not take it is dropped and comes again."""

import json
import socket
from collections.abc import Mapping
from contextlib import suppress
from threading import Lock

MOST = 500
_HEARTBEAT = b":\n\n"


class Streams:
    """Sockets on which browsers wait for server-sent events. No thread waits for any of them."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._open: set[socket.socket] = set()
        self._last: bytes = b""

    def __len__(self) -> int:
        return len(self._open)

    def take(self, connection: socket.socket) -> None:
        """Own a socket from here on, and tell it the last message."""
        with self._lock:
            connection.setblocking(False)
            self._open.add(connection)
            self._send(connection, self._last or _HEARTBEAT)

    def has_room(self) -> bool:
        """Whether there is room for one more; where there is none, those that have gone are found out."""
        if len(self._open) >= MOST:
            self.beat()
        return len(self._open) < MOST

    def has(self, connection: socket.socket) -> bool:
        """Whether a socket is one of these, or was."""
        with self._lock:
            return connection in self._open

    def tell(self, message: Mapping[str, object], *, once: Mapping[str, object] | None = None) -> None:
        """Send a message to all, and to everyone who comes later; `once` only to those who are here now."""
        self._last = _event(message)
        self._send_all(_event({**message, **(once or {})}))

    def beat(self) -> None:
        """Find out who has gone."""
        self._send_all(_HEARTBEAT)

    def close(self) -> None:
        """Hang up on all."""
        with self._lock:
            for connection in self._open:
                with suppress(OSError):
                    connection.close()
            self._open.clear()

    def _send_all(self, content: bytes) -> None:
        with self._lock:
            for connection in tuple(self._open):
                self._send(connection, content)

    def _send(self, connection: socket.socket, content: bytes) -> None:
        """A socket that is full or gone is closed: half a message would spoil the next."""
        try:
            whole = connection.send(content) == len(content)
        except OSError:
            whole = False
        if not whole:
            self._open.discard(connection)
            with suppress(OSError):
                connection.close()


def _event(message: Mapping[str, object]) -> bytes:
    return f"data: {json.dumps(message)}\n\n".encode()
