"""State: everything a snapshot is made of, as one digest, from names and stats alone. Opens no note."""

from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

from milepost.config.settings import Settings
from milepost.files import disk
from milepost.vault.bearing import bears_by_content
from milepost.vault.discover import discover
from milepost.vault.kept import is_settled
from milepost.vault.obsidian import CONFIG_FILES
from milepost.vault.read import within
from milepost.vault.repository import read_repository
from milepost.vault.theme import logo_path, theme_paths


@dataclass(frozen=True, slots=True)
class State:
    """Two equal digests mean an unchanged vault, if at the earlier one every file had settled."""

    digest: bytes
    is_settled: bool


def vault_state(root: Path, settings: Settings, out: Path, now_ns: int) -> State:
    """The state of the vault at `root`; `now_ns` is the clock from before the look. Raises OSError."""
    base = disk.real(root)
    known = blake2b(digest_size=16)
    settled = True
    found = discover(base, ignore=settings.ignore, out=within(base, out))
    signed = (*found.notes, *filter(bears_by_content, found.attachments))
    theme = (*theme_paths(base), *filter(None, [logo_path(settings.site.logo)]))
    for path in (*signed, *theme, *sorted(CONFIG_FILES)):
        signature = disk.signature(f"{base}/{path}")
        known.update(f"{path}\0{signature}\0".encode("utf-8", "surrogateescape"))
        settled = settled and (signature is None or is_settled(signature, now_ns))
    named = (read_repository(base), found.attachments, sorted(found.odd.items()), found.nested_vaults, found.skipped)
    known.update(repr(named).encode("utf-8", "surrogatepass"))
    return State(known.digest(), settled)
