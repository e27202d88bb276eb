"""The server: HTTP on a loopback address, answering from the table. Knows no file and no folder."""

import errno
import socket
import sys
from collections.abc import Callable, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

from milepost.live.own import EVENTS, notices, own_files
from milepost.live.requests import METHODS, Asked, refusal, site_path
from milepost.live.streams import Streams
from milepost.live.table import Served, Table
from milepost.render.theme import TemplateFault

_IDLE_SECONDS = 60
_PORTS_TRIED = 100
_LAST_PORT = 65535
_TAKEN = (errno.EADDRINUSE, errno.EACCES) if sys.platform == "win32" else (errno.EADDRINUSE,)
_WORDS: Mapping[int, str] = {
    400: "That is no address of this site.",
    403: "This page is for the browser on this computer only.",
    404: "There is no such file.",
    405: "Only GET and HEAD are answered.",
    500: "This page cannot be made: a template fails.",
    503: "Too many tabs are open.",
}
_ALWAYS: Mapping[str, str] = {
    "Cache-Control": "no-cache",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}


class Server(ThreadingHTTPServer):
    """Serves a table and some files of our own. A thread per connection that is in use; waiting tabs need none."""

    daemon_threads = True
    allow_reuse_address = sys.platform != "win32"  # there it would share the port with another program
    request_queue_size = 128

    def __init__(self, host: str, port: int, table: Table, streams: Streams) -> None:
        self.address_family = socket.AF_INET6 if ":" in host else socket.AF_INET
        self.table, self.streams, self.own, self.notices = table, streams, own_files(), notices()
        super().__init__((host, port), _Answer)

    @property
    def port(self) -> int:
        """The port it got."""
        return int(self.server_address[1])

    def server_bind(self) -> None:
        """Without asking the network for our own name."""
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, int(self.allow_reuse_address))
        self.socket.bind(self.server_address)
        self.server_address = self.socket.getsockname()
        self.server_name, self.server_port = "localhost", self.port

    def begin(self) -> None:
        """Answer from now on, on threads of its own; who asked before has waited."""
        Thread(target=self.serve_forever, name="milepost-server", daemon=True).start()

    def end(self) -> None:
        """Answer nobody any more. Threads that are at work end with the process."""
        self.streams.close()
        self.socket.close()

    def shutdown_request(self, request: Any) -> None:
        """A socket that waits for events stays open."""
        if not self.streams.has(request):
            super().shutdown_request(request)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Browsers hang up in the middle of answers; that is no news."""


class _Answer(BaseHTTPRequestHandler):
    """One connection. Every method leads to `_answer`."""

    server: Server
    protocol_version = "HTTP/1.1"
    timeout = _IDLE_SECONDS
    wbufsize = 1 << 16
    disable_nagle_algorithm = True

    def __getattr__(self, name: str) -> Callable[[], None]:
        """`do_GET`, `do_TRACE`, whatever is sent."""
        if name.startswith("do_"):
            return self._answer
        raise AttributeError(name)

    def _answer(self) -> None:
        if "Content-Length" in self.headers or "Transfer-Encoding" in self.headers:
            self.close_connection = True  # what it announces is not read, and must not be taken for a request
        status = refusal(self._asked())
        path = site_path(self.path)
        if status or path is None:
            self.close_connection = True
            self._say(status or 400)
        elif path == EVENTS:
            self._wait()
        else:
            self._hand_out(path)

    def _asked(self) -> Asked:
        return Asked(
            self.command,
            self.path,
            host=self.headers.get_all("Host", ()),
            origin=self.headers.get_all("Origin", ()),
            fetch_site=self.headers.get("Sec-Fetch-Site", ""),
            fetch_mode=self.headers.get("Sec-Fetch-Mode", ""),
        )

    def _hand_out(self, path: str) -> None:
        try:
            found = self.server.own.get(path) or self.server.table.get(path)
        except TemplateFault:
            self._send(500, self.server.notices[500])
            return
        if found is None:
            self._send(404, self.server.notices[404])
        elif f'"{found.tag}"' in self.headers.get("If-None-Match", ""):
            self._send(304, Served(b"", "", found.tag))
        else:
            self._send(200, found)

    def _wait(self) -> None:
        """Answer with a stream; the socket is taken over, and this thread is free."""
        self.close_connection = True
        if not self.server.streams.has_room():
            self._say(503)
            return
        if self.command == "HEAD":
            self._head(200, {"Content-Type": "text/event-stream"})
            return
        self._head(200, {"Content-Type": "text/event-stream"})
        self.wfile.write(b"retry: 500\n\n")
        self.wfile.flush()
        self.server.streams.take(self.connection)

    def _say(self, status: int) -> None:
        self._send(status, Served(f"{_WORDS.get(status, '')}\n".encode(), "text/plain; charset=utf-8", ""))

    def _send(self, status: int, served: Served) -> None:
        headers = {"Content-Length": str(len(served.content))} if status != 304 else {}
        if served.kind:
            headers["Content-Type"] = served.kind
        if served.tag:
            headers["ETag"] = f'"{served.tag}"'
        if status == 405:
            headers["Allow"] = ", ".join(METHODS)
        if self.close_connection:
            headers["Connection"] = "close"
        self._head(status, headers)
        if self.command != "HEAD":
            self.wfile.write(served.content)

    def _head(self, status: int, headers: Mapping[str, str]) -> None:
        self.send_response(status)
        for name, value in {**_ALWAYS, **headers}.items():
            self.send_header(name, value)
        self.end_headers()

    def version_string(self) -> str:
        """Without the versions of anything."""
        return "milepost"

    def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002 - the library's name for it
        """Requests are no news."""


def open_server(host: str, port: int, table: Table, streams: Streams) -> Server:
    """A server on the port, or on the next one that is free; 0 is any. Raises OSError when there is none."""
    for offset in range(_PORTS_TRIED):
        try:
            return Server(host, port + offset if port else 0, table, streams)
        except OSError as error:
            if error.errno not in _TAKEN or port + offset >= _LAST_PORT:
                raise
    raise OSError(errno.EADDRINUSE, f"all ports from {port} to {port + _PORTS_TRIED - 1} are taken")
