"""The two ways in which writing a site ends early. `cli` turns them into a line and an exit code."""


class Refused(Exception):  # noqa: N818 - it is a way to end, not an error
    """It would not be safe, so nothing was touched (exit 3). `help` says what to do."""

    def __init__(self, message: str, remedy: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.help = remedy


class Environment(Exception):  # noqa: N818 - the world, not a bug
    """The disk, a permission or another process stood in the way (exit 5); every file is old or new."""

    def __init__(self, message: str, remedy: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.help = remedy
