"""Exit codes, and the one exception by which a command ends early with a sentence for its user."""

from enum import IntEnum


class Code(IntEnum):
    """What the exit status means; scripts rely on it."""

    FINE = 0
    PROBLEMS = 1
    USAGE = 2
    REFUSED = 3
    TEMPLATE = 4
    ENVIRONMENT = 5
    INTERRUPTED = 130


class Stop(Exception):  # noqa: N818 - it is a way to end, not an error
    """Ends the command: one sentence, what to do about it, and the exit code."""

    def __init__(self, code: Code, message: str, remedy: str = "") -> None:
        super().__init__(message)
        self.code, self.message, self.remedy = code, message, remedy
