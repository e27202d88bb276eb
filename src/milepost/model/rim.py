"""What crosses the rim: bytes in from the vault, bytes out to the site."""

from collections.abc import Callable, Mapping
from dataclasses import field

from milepost.model.attachment import Stamp
from milepost.model.frozen import frozen
from milepost.model.ids import VaultPath
from milepost.model.repository import Repository


@frozen
class SourceFile:
    """One note as it was read. `digest` is of `content`; `problem` says why content could not be had."""

    path: VaultPath
    content: bytes
    digest: bytes
    problem: str = ""


@frozen
class Skipped:
    """A path that was found and not read, and why (one sentence)."""

    path: str
    why: str


@frozen
class ObsidianConfig:
    """What a vault's own `.obsidian/` says that bears on reading."""

    present: bool = False
    template_folders: tuple[str, ...] = ()
    daily_folders: tuple[str, ...] = ()
    symbols: tuple[tuple[str, str], ...] = ()
    global_filter: str = ""
    keeps_lines: bool = False


Size = tuple[int, int]
"""Width and height in pixels."""


@frozen
class Snapshot:
    """A vault at one moment. Notes and attachments are in path order.

    Attachments are not read: `stamps` has, of those that a site may hold, what changes with their content, and
    `pictures` how large those are that say so in their first bytes.
    """

    notes: tuple[SourceFile, ...]
    attachments: tuple[VaultPath, ...] = ()
    tables: Mapping[VaultPath, bytes] = field(default_factory=dict)
    nested_vaults: tuple[VaultPath, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    obsidian: ObsidianConfig = ObsidianConfig()
    stamps: Mapping[VaultPath, Stamp] = field(default_factory=dict)
    repository: Repository | None = None
    pictures: Mapping[VaultPath, Size] = field(default_factory=dict)


@frozen
class ThemeFiles:
    """What a vault says of how its site looks: templates and static files by name, as `render.layers` knows them.

    `unread` are files that could not be read: their path and why. No page is made while there are any.
    """

    files: Mapping[str, bytes] = field(default_factory=dict)
    unread: Mapping[str, str] = field(default_factory=dict)


NO_THEME = ThemeFiles()


@frozen
class RenderedFile:
    """One file of the site: a site-relative POSIX path and its bytes."""

    path: str
    content: bytes


@frozen
class CopiedFile:
    """One file of the site that is a file of the vault, byte for byte: its site path, and where on the disk it lies.

    It may be of any size, so nobody holds its content.
    """

    path: str
    place: str


@frozen
class KnownFile:
    """One file of the site whose content is known by its digest alone: it need not be made where it lies already."""

    path: str
    digest: str
    make: Callable[[], RenderedFile]


SiteFile = RenderedFile | CopiedFile
Offered = SiteFile | KnownFile
