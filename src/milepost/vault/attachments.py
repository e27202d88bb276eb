"""Attachments: where a vault's other files lie, for those who copy or show them. Links are never followed."""

from milepost.files import disk
from milepost.model.ids import VaultPath

DRAWING_LIMIT = 16_000_000


def place_of(base: str, path: VaultPath) -> str | None:
    """The place on the disk of an attachment below the real folder `base`; None where a link stands in its way now."""
    place = f"{base}/{path}"
    return place if disk.real(place) == place else None


def drawing(place: str) -> bytes | None:
    """What a drawing holds; None where it cannot be read."""
    try:
        return disk.read_bytes(place, limit=DRAWING_LIMIT, follow=False)
    except OSError:
        return None
