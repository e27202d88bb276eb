"""Garbage collection, paused while many values are made that nothing can free yet.

A build makes millions of small values and no circles among them; looking for circles again and again costs a quarter of
its time and frees nothing.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


def spare_long_lived() -> None:
    """Leave the values there are now alone for good: to look through 10,000 goals takes a second, every so often."""
    gc.freeze()


@contextmanager
def paused_collection() -> Iterator[None]:
    """Collect nothing inside; afterwards as before."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
