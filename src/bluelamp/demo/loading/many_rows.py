"""Making hundreds of thousands of rows without looking for garbage all the time."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

AFTER = 100_000
"""So many objects are made before Python looks again; by default 700."""


@contextmanager
def collecting_rarely() -> Iterator[None]:
    """Look for circles of garbage rarely: rows have none, and each look goes through many of them.

    What is there already is not looked at; afterwards all is as before.
    """
    usual = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(AFTER, 50, 50)
    try:
        yield
    finally:
        gc.set_threshold(*usual)
        gc.unfreeze()
