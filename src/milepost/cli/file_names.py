"""File names that every system, Obsidian's links and people can live with."""

import re
import unicodedata

_NEVER = re.compile(r'[\x00-\x1f\x7f-\x9f<>:"/\\|?*#^\[\]\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]+')
_RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(\.|$)", re.IGNORECASE)
_CHARACTERS, _BYTES = 80, 200


def note_name(title: str) -> str:
    """A note's file name without suffix, as close to the title as is safe; `Goal` where nothing is left."""
    kept = " ".join(_NEVER.sub(" ", unicodedata.normalize("NFC", title)).split())[:_CHARACTERS]
    while len(kept.encode()) > _BYTES:
        kept = kept[:-1]
    kept = kept.strip(" .")
    return f"{kept} goal" if _RESERVED.match(kept) else kept or "Goal"
