"""Repository: where on a forge the notes of a vault can be edited, without anything that is nobody's business.

A remote's address may hold a name and a token; neither is part of these values.
"""

import re
from dataclasses import dataclass

_URL = re.compile(
    r"(?P<scheme>https?|ssh|git|git\+ssh)://(?:[^/@]*@)?(?P<host>[A-Za-z0-9.-]+)(?P<port>:[0-9]+)?/(?P<path>.+)\Z"
)
_SCP = re.compile(r"(?:[^/@:]+@)?(?P<host>[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+):(?!/)(?P<path>.+)\Z")
_PATH = re.compile(r"[\w.~-]+(?:/[\w.~-]+)+\Z")


@dataclass(frozen=True, slots=True)
class Repository:
    """A repository that has a vault in it: its page on the web, the branch, and the vault's folder (`plan/`, or "")."""

    web: str
    branch: str
    folder: str = ""


def web_address(remote: str) -> str:
    """The page of a remote: `git@github.com:me/plan.git` is `https://github.com/me/plan`; "" where there is none."""
    found = _URL.match(remote) or _SCP.match(remote)
    if found is None:
        return ""
    parts = found.groupdict()
    path = parts["path"].strip("/").removesuffix(".git")
    if not _PATH.match(path) or ".." in path.split("/"):
        return ""
    scheme = parts.get("scheme") or "ssh"
    is_web = scheme in ("http", "https")
    port = (parts.get("port") or "") if is_web else ""
    return f"{scheme if is_web else 'https'}://{parts['host'].lower()}{port}/{path}"
