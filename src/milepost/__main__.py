"""`python -m milepost` and the `milepost` script."""

import gc
import os
import sys
from contextlib import suppress

INTERRUPTED = 130

YOUNG_VALUES = 200_000
"""How many more values than before there must be for garbage to be looked for: nothing that is imported is any."""


def main() -> None:
    """Run the command line and leave with its exit code, at once: taking a large plan apart would take a second."""
    gc.set_threshold(YOUNG_VALUES)
    try:
        from milepost.cli.main import run

        code = run()
    except KeyboardInterrupt:  # before anybody was there to take note of it
        code = INTERRUPTED
    with suppress(OSError, ValueError):  # closed, or nobody reads it any more
        sys.stdout.flush()
        sys.stderr.flush()
    os._exit(code)


if __name__ == "__main__":
    main()
