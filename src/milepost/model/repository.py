"""Repository: where on a forge the notes of a vault can be edited, without anything that is nobody's business.

A remote's address may hold a name and a token; neither is part of these values.
"""

import re

from milepost.model.frozen import frozen

_URL = re.compile(
    r"(?P<scheme>https?|ssh|git|git\+ssh)://(?:[^/@]*@)?(?P<host>[A-Za-z0-9.-]+)(?P<port>:[0-9]+)?/(?P<path>.+)\Z"
)
_SCP = re.compile(r"(?:[^/@:]+@)?(?P<host>[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+):(?!/)(?P<path>.+)\Z")
_ALIAS = re.compile(r"\A(github\.com|gitlab\.com|bitbucket\.org|codeberg\.org)-[a-z0-9-]+\Z")
"""Behind a forge's name, what ssh tells several keys for it by: `github.com-work`."""
_SSH_ONLY = {"ssh.github.com": "github.com", "altssh.gitlab.com": "gitlab.com", "altssh.bitbucket.org": "bitbucket.org"}
"""Hosts that answer ssh where only the web is let through."""
_PATH = re.compile(r"[\w.~-]+(?:/[\w.~-]+)+\Z")


@frozen
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
    host = parts["host"].lower()
    if is_web:
        return f"{scheme}://{host}{parts.get('port') or ''}/{path}"
    host = _SSH_ONLY.get(host) or _ALIAS.sub(r"\1", host)
    return f"https://{host}/{path}"
