"""Helper processes that solve models, one for each core."""

from __future__ import annotations

import multiprocessing
import os
import threading
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass, field

from .mip import Model, Solution, solve_model

MOST = 8


def how_many() -> int:
    """Return how many helpers there are."""
    return min(len(os.sched_getaffinity(0)), MOST) if hasattr(os, "sched_getaffinity") else 2


@dataclass
class Cores:
    """Processes with nothing in common with this one but what they are handed."""

    _pool: ProcessPoolExecutor = field(init=False)

    def __post_init__(self) -> None:
        self._pool = ProcessPoolExecutor(
            how_many(), multiprocessing.get_context("spawn"), initializer=end_with_parent
        )

    def solve(self, model: Model, seconds: float) -> Future[Solution]:
        """Begin to solve a model."""
        return self._pool.submit(solve_model, model, seconds, nodes=2000)

    def close(self) -> None:
        """End the helpers."""
        self._pool.shutdown(cancel_futures=True)


def end_with_parent() -> None:
    """End this helper when whoever began it is killed: it would wait for work for ever."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_outlive, args=[parent.join], daemon=True).start()


def _outlive(join: Callable[[], None]) -> None:
    join()
    os._exit(1)
