"""`python -m milepost` and the `milepost` script."""

import sys


def main() -> None:
    """Run the command line and leave with its exit code."""
    from milepost.cli.main import run

    sys.exit(run())


if __name__ == "__main__":
    main()
