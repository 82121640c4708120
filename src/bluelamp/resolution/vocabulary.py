"""The single names that people of the index bear, kept in memory to find what a slip meant."""

from __future__ import annotations

from bisect import bisect_left
from datetime import UTC, datetime, timedelta
from itertools import islice, takewhile
from threading import Lock
from uuid import UUID

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bluelamp.nominals.models import PersonName
from bluelamp.nominals.panels import comparison_tokens

from .matching import token_keys

# A name may be committed after one written later: names of the last minutes are read again.
OVERLAP = timedelta(minutes=5)
MOST_SLIPS = 12
MOST_BEGINNINGS = 40
SHORTEST_BEGINNING = 3  # a shorter part of a name stands for too many
ONE_SLIP_FROM, TWO_SLIPS_FROM = 4, 8  # letters of a name in which as many slips are believed


class Vocabulary:
    """Every token of every name, read once and then only what has been added since."""

    def __init__(self) -> None:
        self._tokens: set[str] = set()
        self._sorted: list[str] = []
        self._last: UUID | None = None
        self._reading = Lock()

    def read(self) -> Vocabulary:
        """Take in the names added since the last reading: one statement."""
        with self._reading:
            self._take_in()
        return self

    def keys_like(self, word: str) -> frozenset[int]:
        """Return the keys that answer a word, its likely slips, and names that begin with it."""
        found = [keys for token in self.tokens_like(word) for keys in token_keys(token)]
        return frozenset().union(*token_keys(word), *found)

    def tokens_like(self, word: str) -> list[str]:
        """Return the names of the index that a word may be a slip for or the beginning of."""
        return [
            like
            for token in comparison_tokens(word)
            for like in (*self._slips(token), *self._beginnings(token))
        ]

    def _take_in(self) -> None:
        added = PersonName.objects.order_by("pk")
        if self._last:
            added = added.filter(pk__gt=_shortly_before(self._last))
        fresh: set[str] = set()
        for key, given, family, full in added.values_list("pk", "given", "family", "full"):
            self._last = max(key, self._last) if self._last else key
            fresh.update(comparison_tokens(" ".join((*given, family, full))))
        if fresh - self._tokens:
            self._tokens |= fresh
            self._sorted = sorted(self._tokens)

    def _slips(self, token: str) -> list[str]:
        most = (len(token) >= ONE_SLIP_FROM) + (len(token) >= TWO_SLIPS_FROM)
        if not most:
            return []
        near = process.extract(
            token, self._sorted, scorer=OSA.distance, score_cutoff=most, limit=MOST_SLIPS
        )
        return [name for name, _, _ in near]

    def _beginnings(self, token: str) -> list[str]:
        if len(token) < SHORTEST_BEGINNING:
            return []
        start = bisect_left(self._sorted, token)
        found = takewhile(lambda name: name.startswith(token), islice(self._sorted, start, None))
        return list(islice(found, MOST_BEGINNINGS))


def _shortly_before(key: UUID) -> UUID:
    """Return the lowest UUIDv7 of the moment a little before this one was made."""
    made = datetime.fromtimestamp((key.int >> 80) / 1000, UTC)
    return UUID(int=int((made - OVERLAP).timestamp() * 1000) << 80)
