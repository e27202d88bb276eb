"""Promise 13: the dev server serves only what was built, to the browser on this computer, from a table of files."""

import re
import socket
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from milepost.files import disk
from milepost.live.requests import Asked, is_loopback, refusal, site_path
from tests.conftest import SAMPLE_VAULT, Run
from tests.serving import SCRIPT, Served, ask, connect, request, serving
from tests.vaults import Vaults, record_whole
from tests.watching import clean_site, until

NOTES = {
    "Run.md": "---\ntype: goal\n---\n# Run\n\nThe secret of running.\n\n- [ ] one\n",
    "Üben.md": "---\ntype: goal\n---\n# Üben\n\n- [ ] two\n",
    "Notes/secret.md": "The secret of running.\n",
    "secret.txt": "The secret of running.\n",
    ".git/config": "The secret of running.\n",
    "milepost.toml": 'title = "Plan"\n',
}
SECRET = b"The secret of running."
TABS = 200


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A small plan, served to all tests that do not change it."""
    root = tmp_path_factory.mktemp("served") / "vault"
    for path, text in NOTES.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text)
    before = record_whole(root)
    with serving(root) as served:
        yield served
    assert record_whole(root) == before, "serving wrote something"


@pytest.fixture
def root(vault: Vaults) -> Path:
    """The same for a test of its own."""
    return vault(NOTES)


def test_every_built_file_and_no_other_is_served(served: Served) -> None:
    """Byte for byte; pages with what keeps them in step at the end of their heads."""
    root = served.watched.root
    site = clean_site(root, served.watched.calendar, root / "site")

    for path, content in site.items():
        got = served.ask(f"/{path}".replace("ü", "%C3%BC"))
        assert got.status == 200, path
        assert int(got.headers["content-length"]) == len(got.body)
        if path.endswith(".html"):
            start = got.body.index(b'<script src="' + SCRIPT)
            end = got.body.index(b"</head>", start)
            assert got.body[:start] + got.body[end:] == content
            assert set(re.findall(rb'(?:src|href)="(/[^/]*/)', got.body[start:end])) == {b"/.milepost/"}
        else:
            assert got.body == content
    assert served.ask("/").body == served.ask("/index.html").body
    assert served.ask("/?q=1#x").status == 200


@pytest.mark.parametrize(
    "target",
    [
        "/../Run.md",
        "/goals/../../Run.md",
        "/%2e%2e/Run.md",
        "/%2E%2E%2FRun.md",
        "/..%2fRun.md",
        "/goals/%2e%2e/%2e%2e/Run.md",
        "/..%5cRun.md",
        "/..\\Run.md",
        "/%00",
        "/index.html%00.md",
        "/%0d%0aX:%20y",
        "/Run.md",
        "/Notes/secret.md",
        "/secret.txt",
        "/.git/config",
        "/milepost.toml",
        "/site/index.html",
        "/.milepost",
        "/.milepost/",
        "/.milepost/manifest.json",
        "/.milepost/live.py",
        "/goals",
        "/goals/",
        "/static/",
        "//index.html/..",
        "/./index.html",
        "/index.html/",
        "/INDEX.HTML",
        "/goals/run",
        "/%ff",
        "/%",
        "*",
        "index.html",
        "http://127.0.0.1/index.html",
        "file:///etc/passwd",
        "/" + "a" * 60_000,
    ],
)
def test_nothing_else_has_an_address(served: Served, target: str) -> None:
    """No listing, no way up, no file of the vault."""
    got = served.ask(target)

    assert got.status in (400, 404)
    assert SECRET not in got.body
    assert b"root:" not in got.body


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "PROPFIND", "get"])
def test_only_get_and_head(served: Served, method: str) -> None:
    """TRACE gives nothing back of what it was sent."""
    got = served.ask("/index.html", method=method, Cookie="mine=1")

    assert got.status == 405
    assert got.headers["allow"] == "GET, HEAD"
    assert b"mine" not in got.body
    assert b"<html" not in got.body


def test_head_is_get_without_the_body(served: Served) -> None:
    """The same length is announced."""
    head, get = served.ask("/goals/run.html", method="HEAD"), served.ask("/goals/run.html")

    assert head.status == 200
    assert head.body == b""
    assert head.headers["content-length"] == get.headers["content-length"] == str(len(get.body))


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "evil.example:{port}",
        "127.0.0.1.evil.example",
        "localhost.evil.example",
        "evil.example@127.0.0.1",
        "127.0.0.1@evil.example",
        "127.0.0.1/evil.example",
        "127.0.0.1, evil.example",
        "127.0.0.2",
        "0.0.0.0",
        "192.168.0.1:{port}",
        "127.1",
        "2130706433",
        "[::ffff:127.0.0.1]",
        "localhost.",
        "",
        "127.0.0.1:x",
    ],
)
def test_a_foreign_name_is_refused(served: Served, host: str) -> None:
    """A name that was made to lead here is not ours (DNS rebinding)."""
    got = served.ask("/goals/run.html", Host=host.format(port=served.port))

    assert got.status == 403
    assert SECRET not in got.body


@pytest.mark.parametrize(
    "host", ["127.0.0.1:{port}", "localhost:{port}", "LOCALHOST", "[::1]:{port}", "localhost:9000"]
)
def test_names_of_this_computer_are_welcome(served: Served, host: str) -> None:
    """With the port of a tunnel, too."""
    assert served.ask("/index.html", Host=host.format(port=served.port)).status == 200


def test_a_request_names_one_host(served: Served) -> None:
    """Neither none nor two."""
    line, port = "GET /index.html HTTP/1.1\r\n", served.port

    assert ask(port, f"{line}Connection: close\r\n\r\n".encode()).status == 403
    assert ask(port, f"{line}Host: localhost\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode()).status == 403
    assert ask(port, f"{line}Host: localhost\r\nHost: evil.example\r\nConnection: close\r\n\r\n".encode()).status == 403


@pytest.mark.parametrize(
    "origin", ["http://evil.example", "null", "https://127.0.0.1:{port}", "http://127.0.0.1:1", "x"]
)
@pytest.mark.parametrize("target", ["/goals/run.html", "/state.js", "/.milepost/events"])
def test_a_foreign_origin_is_refused(served: Served, origin: str, target: str) -> None:
    """Pages of others, and of other programs on this computer."""
    assert served.ask(target, Origin=origin.format(port=served.port)).status == 403


def test_our_own_pages_may_ask(served: Served) -> None:
    """With or without saying who they are."""
    assert served.ask("/state.js", Origin=f"http://127.0.0.1:{served.port}").status == 200
    assert served.ask("/state.js", Sec_Fetch_Site="same-origin", Sec_Fetch_Mode="no-cors").status == 200
    assert served.ask("/index.html", Sec_Fetch_Site="cross-site", Sec_Fetch_Mode="navigate").status == 200


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_what_a_browser_fetches_for_another_page_is_refused(served: Served, site: str) -> None:
    """A script element needs no `Origin`, and `state.js` is a script."""
    got = served.ask("/state.js", Sec_Fetch_Site=site, Sec_Fetch_Mode="no-cors")

    assert got.status == 403
    assert b"window.milepost" not in got.body
    assert served.ask("/state.js").headers["cross-origin-resource-policy"] == "same-origin"


def test_answers_are_for_this_browser_and_this_moment(served: Served) -> None:
    """Not guessed at, not framed, not kept."""
    headers = served.ask("/index.html").headers

    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert headers["cache-control"] == "no-cache"
    assert "access-control-allow-origin" not in headers
    assert "Python" not in headers["server"]


def test_the_body_of_a_request_is_not_taken_for_a_request(served: Served) -> None:
    """The connection ends with the first answer."""
    inner = request("GET", "/goals/run.html", served.port)
    outer = request("GET", "/state.js", served.port, Content_Length=str(len(inner))).replace(
        b"Connection: close\r\n", b""
    )

    got = ask(served.port, outer + inner)

    assert got.status == 200
    assert got.body.count(b"HTTP/1.1") == 0
    assert SECRET not in got.body


@pytest.mark.parametrize(
    "sent",
    [
        b"",
        b"\r\n\r\n",
        b"GET",
        b"GET /\r\n\r\n",
        b"GET / HTTP/9.9\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" * 20,
        b"GET / HTTP/1.1\r\n" + b"X: y\r\n" * 2000 + b"\r\n",
        b"GET / HTTP/1.1\r\nHost: " + b"a" * 70_000 + b"\r\n\r\n",
        bytes(range(256)) * 10,
    ],
    ids=range(10),
)
def test_nonsense_ends_its_connection_only(served: Served, sent: bytes) -> None:
    """Whatever is sent, the next one is served."""
    with connect(served.port) as connection, suppress(OSError):  # the server may have hung up already
        connection.sendall(sent)
        connection.shutdown(socket.SHUT_WR)
        while connection.recv(65536):
            pass

    assert served.ask("/index.html").status == 200


def test_two_hundred_idle_tabs_stop_nothing(vault: Vaults, root: Path) -> None:
    """Each is told of an edit, pages are served as ever, and tabs that were closed are forgotten."""
    with serving(root) as served:
        _serve_many(vault, root, served)


def _serve_many(vault: Vaults, root: Path, served: Served) -> None:
    tabs = [served.stream() for _ in range(TABS)]
    versions = {tab.message()["version"] for tab in tabs}
    assert len(versions) == 1
    assert served.ask("/goals/run.html").status == 200

    vault.write(root, {"Run.md": NOTES["Run.md"].replace("one", "another")})

    after = {tab.message()["version"] for tab in tabs}
    assert len(after) == 1
    assert after != versions
    assert b"another" in served.ask("/goals/run.html").body
    for tab in tabs:
        tab.close()

    def are_forgotten() -> bool:
        served.server.streams.beat()
        return len(served.server.streams) == 0

    until(are_forgotten)


def test_a_tab_that_takes_nothing_is_dropped(served: Served) -> None:
    """Its browser stopped it; it would keep all others waiting."""
    asleep, awake = served.stream(), served.stream()
    awake.message()
    for number in range(20_000):
        served.server.streams.tell({"version": "x" * 1000, "number": number})
        assert awake.message()["number"] == number
        if len(served.server.streams) < 2:
            break

    assert len(served.server.streams) == 1
    asleep.close()
    awake.close()


def test_there_is_a_limit_to_tabs(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Beyond it there is an answer, and pages are served; tabs that were closed do not count."""
    monkeypatch.setattr("milepost.live.streams.MOST", 2)
    with serving(root) as served:
        tabs = [served.stream() for _ in range(2)]
        assert all(tab.message() for tab in tabs)

        assert served.ask("/.milepost/events").status == 503
        assert served.ask("/index.html").status == 200
        for tab in tabs:
            tab.close()
        until(lambda: served.ask("/.milepost/events", method="HEAD").status == 200)


def test_the_disk_is_not_asked(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is served was read before anybody asked."""
    served.ask("/index.html")

    def fails(*_: object, **__: object) -> bytes:
        raise AssertionError("the server reads a file")

    with monkeypatch.context() as patch:
        patch.setattr(disk, "read_bytes", fails)
        for target in ("/index.html", "/goals/run.html", "/state.js", "/no/such/page", "/Run.md"):
            assert served.ask(target).status in (200, 404)


def test_it_listens_on_this_computer_only(served: Served, run: Run) -> None:
    """And cannot be told to listen elsewhere."""
    assert served.server.socket.getsockname()[0] == "127.0.0.1"
    for host in ("0.0.0.0", "::", "192.168.0.1", "example.org"):
        ran = run("serve", served.watched.root, "--host", host)
        assert ran.exit_code == 2, ran.talk


def test_serving_writes_nothing(vault: Vaults, root: Path) -> None:
    """Not even an output folder, whatever is edited."""
    with serving(root) as served:
        vault.write(root, {"Run.md": NOTES["Run.md"].replace("one", "another")})
        until(lambda: b"another" in served.ask("/goals/run.html").body)
        before = record_whole(root)
        served.watched.stays_as_it_is()
        assert record_whole(root) == before
    assert not (root / "site").exists()
    assert not (root / ".milepost").exists()


def test_the_live_script_is_in_no_built_file(run: Run, tmp_path: Path) -> None:
    """Neither itself nor an element that loads it."""
    assert run("build", SAMPLE_VAULT, "--out", tmp_path / "out", "--today", "2026-11-22").exit_code == 0

    for path, one in record_whole(tmp_path / "out").items():
        assert b"live.js" not in one.content, path
        assert b"EventSource" not in one.content, path
        assert not path.endswith("live.js")


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        (Asked("GET", "/", host=("127.0.0.1:8000",)), 0),
        (Asked("HEAD", "/a.html", host=("localhost",), origin=("http://localhost",)), 0),
        (Asked("GET", "/", host=("[::1]:8000",), origin=("http://[::1]:8000",)), 0),
        (Asked("GET", "/", host=("localhost",), origin=("http://127.0.0.1",)), 403),
        (Asked("GET", "/", host=("localhost",), origin=("http://localhost", "http://evil.example")), 403),
        (Asked("GET", "/", host=()), 403),
        (Asked("TRACE", "/", host=("localhost",)), 405),
        (Asked("GET", "/%2e%2e/x", host=("localhost",)), 400),
        (Asked("GET", "/", host=("localhost",), fetch_site="cross-site"), 403),
        (Asked("GET", "/", host=("localhost",), fetch_site="cross-site", fetch_mode="navigate"), 0),
        (Asked("GET", "/", host=("localhost",), fetch_site="none"), 0),
    ],
)
def test_the_rules_by_themselves(asked: Asked, status: int) -> None:
    """Decided by the text of a request alone."""
    assert refusal(asked) == status


def test_an_address_is_a_name_and_not_a_place() -> None:
    """Decoded once, never joined to anything."""
    assert site_path("/") == "index.html"
    assert site_path("/goals/") == "goals/index.html"
    assert site_path("/goals/%C3%BCben.html?x=/../") == "goals/üben.html"
    assert site_path("/%252e%252e/x") == "%2e%2e/x"
    for nonsense in ("", "x", "//x", "/a//b", "/../x", "/a/./b", "/a\\b", "/%00", "/%0a", "/%ff", "/a/%2e%2e"):
        assert site_path(nonsense) is None, nonsense
    assert not is_loopback("localhost:99999")
