"""Listing folders: names and kinds, without opening or following anything."""

import os
from typing import NamedTuple

from milepost.files import disk
from milepost.files.disk import Kind, Place


class Entry(NamedTuple):
    """One name in a folder. A name that is no UTF-8 holds surrogates: `is_text` says which."""

    name: str
    kind: Kind


def list_folder(place: Place) -> tuple[Entry, ...]:
    """What a folder holds, in no particular order. Raises OSError."""
    with os.scandir(disk.native(place)) as found:
        return tuple(Entry(_name(entry.name), _kind(entry)) for entry in found)


def is_text(name: str) -> bool:
    """Whether a name is sound UTF-8, so that it can be printed and linked."""
    if name.isascii():
        return True
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


def printable(name: str) -> str:
    """A name with the bytes that are no UTF-8 spelt `\\xNN`."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def _name(name: str | bytes) -> str:
    return name if isinstance(name, str) else name.decode("utf-8", "surrogateescape")


def _kind(entry: os.DirEntry[str] | os.DirEntry[bytes]) -> Kind:
    is_junction = getattr(entry, "is_junction", None)
    if entry.is_symlink() or (is_junction is not None and is_junction()):
        return Kind.LINK
    if entry.is_dir(follow_symlinks=False):
        return Kind.FOLDER
    return Kind.FILE if entry.is_file(follow_symlinks=False) else Kind.OTHER
