"""The single names that people of the index bear, kept in memory to find what a slip meant."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import islice, takewhile
from math import log2
from threading import Lock
from uuid import UUID

from django.db import connection
from rapidfuzz import process
from rapidfuzz.distance import OSA

from bluelamp.nominals.panels import comparison_tokens

from .matching import named_keys, own_key, sound_keys

# A name may be committed a little after it was made: the last minute is read again.
OVERLAP = timedelta(minutes=1)
MOST_NEAR = 12
MOST_SLIPS = 24
MOST_BEGINNINGS = 16
MOST_READ_ON = 2_000  # names of one beginning among which the commonest are found
SHORTEST_BEGINNING = 3  # a shorter part of a name stands for too many
ONE_SLIP_FROM, TWO_SLIPS_FROM = 4, 7  # letters of a name in which as many slips are believed
COMMONEST, RAREST = 3.0, 14.0  # bits between which the rarity of a name is told

# Given and family names as recorded; the whole name only of those that have no parts.
_WORDS = """
    SELECT word, count(*) FROM nominals_personname,
        unnest(given || CASE WHEN given = '{}' AND family = '' THEN "full" ELSE family END)
            AS part(word)
    WHERE id >= %s GROUP BY word
"""


@dataclass(frozen=True, slots=True)
class Word:
    """One typed word: who certainly answers it, who may, and how rare it is in bits."""

    token: str
    named: frozenset[int]
    near: frozenset[int]
    loose: frozenset[int]
    rarity: float
    bearers: int


class Vocabulary:
    """Every token of every name, read once and then only what has been added since."""

    def __init__(self) -> None:
        self._counts: dict[str, int] = {}
        self._sorted: list[str] = []
        self._by_start: dict[tuple[str, int], list[str]] = defaultdict(list)
        self._by_end: dict[tuple[str, int], list[str]] = defaultdict(list)
        self._total = 1
        self._since = UUID(int=0)
        self._reading = Lock()

    def read(self) -> Vocabulary:
        """Take in the names added since the last reading: one statement."""
        with self._reading:
            self._take_in()
        return self

    def words(self, typed: str) -> list[Word]:
        """Return what may answer each token of what was typed."""
        return [self._word(token) for token in comparison_tokens(typed)]

    def _word(self, token: str) -> Word:
        slips = self._slips(token)
        starts = self._beginnings(token)
        near = [name for name in slips[:MOST_NEAR] if OSA.distance(name, token) == 1]
        sound = sound_keys(token)
        named = named_keys(token)
        return Word(
            token,
            named,
            named.union(*(own_key(name) for name in near)),
            named.union(sound, *(own_key(name) for name in (*slips, *starts))),
            self._rarity(token),
            sum(self._counts.get(name, 0) for name in {token, *slips, *starts}),
        )

    def _rarity(self, token: str) -> float:
        share = self._counts.get(token, 0) / self._total
        return min(RAREST, max(COMMONEST, -log2(share))) if share else RAREST

    def _take_in(self) -> None:
        since, self._since = self._since, _first_key(datetime.now(UTC) - OVERLAP)
        fresh = []
        for word, count in _words_since(since):
            for token in comparison_tokens(word):
                if token not in self._counts:
                    fresh.append(token)
                self._counts[token] = self._counts.get(token, 0) + count
                self._total += count
        if fresh:
            self._sorted = sorted(self._counts)
            self._file(dict.fromkeys(fresh))

    def _file(self, tokens: Iterable[str]) -> None:
        for token in tokens:
            self._by_start[token[0], len(token)].append(token)
            self._by_end[token[-1], len(token)].append(token)

    def _slips(self, token: str) -> list[str]:
        """Return names a slip or two away, the nearest first, then the commonest.

        One slip spares the first letter or the last, so only such names are looked at.
        """
        most = (len(token) >= ONE_SLIP_FROM) + (len(token) >= TWO_SLIPS_FROM)
        if not most:
            return []
        found: dict[str, int] = {}
        for length in range(len(token) - most, len(token) + most + 1):
            found |= _near(token, self._by_start.get((token[0], length), []), most)
            found |= _near(token, self._by_end.get((token[-1], length), []), most)
        found.pop(token, None)
        order = sorted(found, key=lambda name: (found[name], -self._counts[name], name))
        return order[:MOST_SLIPS]

    def _beginnings(self, token: str) -> list[str]:
        if len(token) < SHORTEST_BEGINNING:
            return []
        start = bisect_left(self._sorted, token)
        found = takewhile(lambda name: name.startswith(token), islice(self._sorted, start, None))
        alike = list(islice(found, MOST_READ_ON))
        return sorted(alike, key=lambda name: (-self._counts[name], name))[:MOST_BEGINNINGS]


def _near(token: str, names: list[str], most: int) -> dict[str, int]:
    near = process.extract(token, names, scorer=OSA.distance, score_cutoff=most, limit=None)
    return {name: distance for name, distance, _ in near}


def _words_since(since: UUID) -> list[tuple[str, int]]:
    """Return each word of names made since this key, and how often it is borne: one statement."""
    with connection.cursor() as cursor:
        cursor.execute(_WORDS, [since])
        return cursor.fetchall()


def _first_key(made: datetime) -> UUID:
    """Return the lowest UUIDv7 of a moment."""
    return UUID(int=int(made.timestamp() * 1000) << 80)
