"""State: everything a snapshot is made of, as one digest, from names and stats alone.

Stats that are too young prove nothing. Of such a file it counts what it held when it was read.
"""

from collections.abc import Callable, Mapping
from hashlib import blake2b
from pathlib import Path

from milepost.config.settings import Settings
from milepost.files import disk
from milepost.files.disk import Signature
from milepost.model.frozen import frozen
from milepost.vault.bearing import bears_by_content
from milepost.vault.discover import Found, discover
from milepost.vault.kept import is_settled
from milepost.vault.obsidian import CONFIG_FILES
from milepost.vault.read import within
from milepost.vault.repository import read_repository
from milepost.vault.theme import logo_path, theme_paths


@frozen
class State:
    """Two equal digests mean an unchanged vault, if files that were young at the earlier look hold what they held."""

    digest: bytes
    signatures: Mapping[str, Signature]
    found: Found

    def young(self, looked_ns: int) -> tuple[str, ...]:
        """The paths of files that had not settled when the clock said `looked_ns`, before the look."""
        return tuple(path for path, one in self.signatures.items() if not is_settled(one, looked_ns))

    def held(self, looked_ns: int, digest_of: Callable[[str], bytes | None]) -> str:
        """What young files hold, as one digest; none where that of one of them is not known."""
        digests = [digest_of(path) for path in self.young(looked_ns)]
        return blake2b(repr(digests).encode(), digest_size=16).hexdigest() if None not in digests else ""


def vault_state(root: Path, settings: Settings, out: Path) -> State:
    """The state of the vault at `root`. Opens no note. Raises OSError."""
    base = disk.real(root)
    known = blake2b(digest_size=16)
    signatures: dict[str, Signature] = {}
    found = discover(base, ignore=settings.ignore, out=within(base, out))
    signed = (*found.notes, *filter(bears_by_content, found.attachments))
    theme = (*theme_paths(base), *filter(None, [logo_path(settings.site.logo)]))
    for path in (*signed, *theme, *sorted(CONFIG_FILES)):
        signature = disk.signature(f"{base}/{path}")
        known.update(f"{path}\0{signature}\0".encode("utf-8", "surrogateescape"))
        if signature is not None:
            signatures[path] = signature
    named = (read_repository(base), found.attachments, sorted(found.odd.items()), found.nested_vaults, found.skipped)
    known.update(repr(named).encode("utf-8", "surrogatepass"))
    return State(known.digest(), signatures, found)
