"""Garbage collection, paused while many values are made that nothing can free yet.

A build makes millions of small values and no circles among them; looking for circles again and again costs a quarter of
its time and frees nothing.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

ONE_IN = 16
"""Of so many themes that were replaced, one is the occasion to free them."""

_spares = False
_replaced = 0


def spare_long_lived() -> None:
    """Leave the values there are now alone for good: to look through 10,000 goals takes a second, every so often."""
    global _spares  # noqa: PLW0603 - as the collector it speaks of, once a process
    _spares = True
    gc.freeze()


def replace_circles() -> None:
    """Called where a theme is replaced, which is full of circles: those that were spared are freed every so often."""
    global _replaced  # noqa: PLW0603 - once a process, too
    _replaced += 1
    if _spares and _replaced % ONE_IN == 0:
        gc.unfreeze()
        gc.collect()
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
