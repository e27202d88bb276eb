"""`python -m milepost` and the `milepost` script."""

import os
import sys
from contextlib import suppress


def main() -> None:
    """Run the command line and leave with its exit code, at once: taking a large plan apart would take a second."""
    from milepost.cli.main import run

    code = run()
    with suppress(OSError, ValueError):  # closed, or nobody reads it any more
        sys.stdout.flush()
        sys.stderr.flush()
    os._exit(code)


if __name__ == "__main__":
    main()
