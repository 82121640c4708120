"""How a program that runs until told otherwise learns that it has been told."""

from __future__ import annotations

import signal
from queue import Empty, SimpleQueue

SIGNALS = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)


class Stop:
    """Set by a signal to end; waited for by the main thread, which is also the one it interrupts.

    A ``threading.Event`` would not do: its lock may be held by the very wait that the signal
    interrupts, and both then stand still for ever. A ``SimpleQueue`` may be put to from anywhere.
    """

    def __init__(self) -> None:
        self._told: SimpleQueue[None] = SimpleQueue()
        for number in SIGNALS:
            signal.signal(number, lambda *_: self._told.put(None))

    @property
    def asked(self) -> bool:
        """Whether a signal has come."""
        return not self._told.empty()

    def wait(self, seconds: float) -> bool:
        """Wait for a signal so long at most; return whether one has come, now or before."""
        try:
            self._told.get(timeout=seconds)
        except Empty:
            return False
        self._told.put(None)
        return True
