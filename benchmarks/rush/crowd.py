"""A crowd: thousands of people who ask a server for something in the same moment.

Each has cookies of their own, as a browser has. All begin at once and share a bounded number of
sockets, which stay open between requests where the server allows it, as through a proxy.
"""

from __future__ import annotations

import asyncio
import math
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass

import aiohttp

Ask = Callable[[aiohttp.ClientSession], Awaitable[str]]
"""What one person does with their session; it returns in a word what they were answered."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of one person: the word, and in seconds how long their request was under way
    (``took``) and when the answer came after the rush began (``came``).
    """

    word: str
    took: float
    came: float


@dataclass(frozen=True, slots=True)
class Rush:
    """What a crowd measured. Seconds on the clock; ``own`` is processor time of the crowd."""

    answers: list[Answer]
    lasted: float
    own: float

    @property
    def words(self) -> Counter[str]:
        """How often each answer was given."""
        return Counter(answer.word for answer in self.answers)

    @property
    def per_second(self) -> float:
        """Requests answered in a second."""
        return len(self.answers) / self.lasted

    def took(self, share: float) -> float:
        """Return the seconds within which this share of the requests was answered."""
        return percentile([answer.took for answer in self.answers], share)

    def came(self, share: float) -> float:
        """Return when this share of the people had their answer, in seconds from the start."""
        return percentile([answer.came for answer in self.answers], share)


def percentile(values: Sequence[float], share: float) -> float:
    """Return the smallest value that this share of all values does not exceed (nearest rank)."""
    if not values:
        raise ValueError("There is no percentile of nothing.")
    if not 0 < share <= 1:
        raise ValueError(f"A share lies above 0 and is at most 1, not {share}.")
    return sorted(values)[math.ceil(share * len(values)) - 1]


def rush(people: Sequence[Ask], *, sockets: int, seconds: float = 1800) -> Rush:
    """Let all people ask at once; whoever gets no answer in time counts as ``no answer``."""
    return asyncio.run(_rush(people, sockets, seconds))


async def _rush(people: Sequence[Ask], sockets: int, seconds: float) -> Rush:
    door = asyncio.Semaphore(sockets)
    start = asyncio.Event()
    async with AsyncExitStack() as open_until_the_end:
        connector = aiohttp.TCPConnector(limit=sockets)
        open_until_the_end.push_async_callback(connector.close)
        # One reading of the clock for all, taken when the start is given.
        began = [0.0]
        crowd = [
            asyncio.create_task(_person(ask, connector, door, start, began, seconds))
            for ask in people
        ]
        await asyncio.sleep(0)
        busy = time.process_time()
        began[0] = time.perf_counter()
        start.set()
        answers = await asyncio.gather(*crowd)
        return Rush(answers, time.perf_counter() - began[0], time.process_time() - busy)


async def _person(
    ask: Ask,
    connector: aiohttp.TCPConnector,
    door: asyncio.Semaphore,
    start: asyncio.Event,
    began: list[float],
    seconds: float,
) -> Answer:
    patience = aiohttp.ClientTimeout(total=seconds)
    async with aiohttp.ClientSession(
        connector=connector, connector_owner=False, timeout=patience
    ) as session:
        await start.wait()
        async with door:
            sent = time.perf_counter()
            try:
                word = await ask(session)
            except (aiohttp.ClientError, TimeoutError, OSError) as error:
                word = f"no answer: {type(error).__name__}"
            now = time.perf_counter()
    return Answer(word, now - sent, now - began[0])
