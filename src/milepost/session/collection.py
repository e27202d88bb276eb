"""Garbage collection, paused while many values are made that nothing can free yet.

A build makes millions of small values and no circles among them; looking for circles again and again costs a quarter of
its time and frees nothing.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_spares = False


def spare_long_lived() -> None:
    """Leave the values there are now alone for good: to look through 10,000 goals takes a second, every so often."""
    global _spares  # noqa: PLW0603 - as the collector it speaks of, once a process
    _spares = True
    gc.freeze()


@contextmanager
def paused_collection() -> Iterator[None]:
    """Collect nothing inside; afterwards as before.

    What was made counts as old from then on: as young it would be looked through at once.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if not _spares:
            gc.unfreeze()
        if was_on:
            gc.enable()
