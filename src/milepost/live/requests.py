"""Which requests the server answers, decided by their text alone.

A page of another site may send requests here through its reader's browser, under a name that it lets point to this
computer, and could read the plan. So the name in `Host` must be this computer's own, an `Origin` must be ours, and what
a browser fetches on behalf of another site is refused.
"""

from collections.abc import Sequence
from urllib.parse import unquote_to_bytes, urlsplit

from milepost.model.frozen import frozen

LOOPBACK = ("127.0.0.1", "localhost", "::1")
METHODS = ("GET", "HEAD")


@frozen
class Asked:
    """The parts of a request that decide. Each header's values as they were sent, one for each time it was."""

    method: str
    target: str
    host: Sequence[str] = ()
    origin: Sequence[str] = ()
    fetch_site: str = ""
    fetch_mode: str = ""


def refusal(asked: Asked) -> int:
    """The status with which a request is refused, 0 for one that is answered."""
    if asked.method not in METHODS:
        return 405
    if len(asked.host) != 1 or not is_loopback(asked.host[0]):
        return 403
    if any(origin.lower() != f"http://{asked.host[0]}".lower() for origin in asked.origin):
        return 403
    if asked.fetch_site not in ("", "none", "same-origin") and asked.fetch_mode != "navigate":
        return 403
    return 0 if site_path(asked.target) is not None else 400


def is_loopback(host: str) -> bool:
    """Whether a `Host` names this computer; any port, as a tunnel may lead here."""
    try:
        parts = urlsplit(f"//{host}")
        _ = parts.port
    except ValueError:
        return False
    return parts.hostname in LOOPBACK and "@" not in host and not parts.path and not parts.query and not parts.fragment


def site_path(target: str) -> str | None:
    """The path to look up in the table: decoded once, the query dropped; `index.html` for a folder. None for nonsense.

    It is compared with the names of built files and never made into a place on a disk.
    """
    path = target.partition("?")[0]
    if not path.startswith("/"):
        return None
    try:
        decoded = unquote_to_bytes(path[1:]).decode("utf-8")
    except UnicodeDecodeError:
        return None
    parts = decoded.split("/")
    if not decoded.isprintable() or "\\" in decoded or any(part in (".", "..") for part in parts) or "" in parts[:-1]:
        return None
    return decoded + "index.html" if decoded.endswith("/") or not decoded else decoded
