"""Where caches lie: `--cache-dir`, else $MILEPOST_CACHE_DIR, else the folder the system has for such things."""

import os
from pathlib import Path


def cache_folder(given: Path | None) -> str:
    """An absolute path; the folder need not exist."""
    if given is not None:
        return os.path.abspath(given)
    named = os.environ.get("MILEPOST_CACHE_DIR")
    if named:
        return os.path.abspath(named)
    from platformdirs import user_cache_dir

    return user_cache_dir("milepost", appauthor=False)
