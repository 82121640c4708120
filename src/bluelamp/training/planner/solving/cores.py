"""Helper processes that solve models, one for each core."""

from __future__ import annotations

import multiprocessing
import os
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass, field
from multiprocessing.connection import Connection

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


class Beside:
    """Work of a process of its own that finds ever better numbers, and may be given up."""

    def __init__(self, work: Callable[..., Iterator[float]], *told: object) -> None:
        spawn = multiprocessing.get_context("spawn")
        self._found, answer = spawn.Pipe(duplex=False)
        self._process = spawn.Process(target=_answer, args=(answer, work, told), daemon=True)
        self._process.start()
        answer.close()

    def found(self, *, wait: float = 0.0) -> float | None:
        """Return the last number found, waiting so many seconds for the work to end, if any."""
        ends = time.monotonic() + wait
        told: float | None = None
        try:
            while self._found.poll(max(ends - time.monotonic(), 0.0)):
                told = self._found.recv()
        except (EOFError, OSError):
            self._found.close()
        return told

    def close(self) -> None:
        """End the work, whether it has ended or not."""
        self._process.terminate()
        self._process.join()


def _answer(
    answer: Connection, work: Callable[..., Iterator[float]], told: tuple[object, ...]
) -> None:
    end_with_parent()
    for each in work(*told):
        answer.send(each)
    answer.close()
