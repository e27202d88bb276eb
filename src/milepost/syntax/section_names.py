"""What headings of known sections may be called."""

import re
from functools import lru_cache

from milepost.model.status import squash

_AROUND = re.compile(r"^[^\w]+|[^\w]+$")
_DATE_BEHIND = re.compile(r"[\s:,(–—-]+[0-9]{4}-[0-9]{2}-[0-9]{2}\)?$")


@lru_cache(4096)
def section_keys(name: str) -> tuple[str, ...]:
    """What a heading may be called: `## 📈 Check-ins:` as `checkins`, `## Review (2026-12-31)` as `review` too."""
    whole, undated = name.strip(), _DATE_BEHIND.sub("", name.strip())
    return squash(whole.rstrip(" :")), squash(_AROUND.sub("", whole)), squash(_AROUND.sub("", undated))
