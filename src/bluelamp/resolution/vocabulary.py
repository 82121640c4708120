"""The single names that people of the index bear, kept in memory to find what a slip meant."""

from __future__ import annotations

import fnmatch
import re
from bisect import bisect_left
from datetime import datetime, timedelta
from itertools import islice, takewhile
from threading import Lock
from uuid import UUID

from django.db.models import Count, Subquery, Value
from rapidfuzz import process
from rapidfuzz.distance import OSA

from bluelamp.core.time import now
from bluelamp.nominals.models import PersonName
from bluelamp.nominals.panels import comparison_tokens

from .matching import token_keys

# A name may be committed after one written later: names of the last minutes are read again.
OVERLAP = timedelta(minutes=5)
MOST_SLIPS = 12
MOST_BEGINNINGS = 40
MOST_FITTING = 500
SHORTEST_BEGINNING = 3  # a shorter part of a name stands for too many
ONE_SLIP_FROM, TWO_SLIPS_FROM = 4, 8  # letters of a name in which as many slips are believed


class Vocabulary:
    """Every token of every name, read once and then only what has been added since."""

    def __init__(self) -> None:
        self._tokens: set[str] = set()
        self._sorted: list[str] = []
        self._words: set[str] = set()
        self._recent: set[UUID] = set()
        self._settled = UUID(int=0)
        self._reading = Lock()

    def read(self) -> Vocabulary:
        """Take in the names added since the last reading: one statement."""
        with self._reading:
            self._take_in(now())
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

    def fitting(self, pattern: str) -> list[str] | None:
        """Return the names that fit a pattern with ``*`` and ``?``, None for too many."""
        start = pattern.split("*")[0].split("?")[0]
        begin = bisect_left(self._sorted, start)
        alike = takewhile(lambda name: name.startswith(start), islice(self._sorted, begin, None))
        fits = re.compile(fnmatch.translate(pattern)).fullmatch
        found = list(islice((name for name in alike if fits(name)), MOST_FITTING + 1))
        return found if len(found) <= MOST_FITTING else None

    def _take_in(self, at: datetime) -> None:
        """Read the names after the settled ones, if there are others than when last read."""
        names = PersonName.objects.filter(pk__gt=self._settled)
        counted = names.order_by().values(one=Value(1)).annotate(many=Count("pk")).values("many")
        added = names.annotate(many=Subquery(counted)).exclude(many=len(self._recent))
        rows = list(added.values_list("pk", "given", "family", "full"))
        fresh = [row for row in rows if row[0] not in self._recent]
        self._learn({word for row in fresh for word in " ".join((*row[1], *row[2:])).split()})
        self._settle({row[0] for row in fresh}, at)

    def _learn(self, words: set[str]) -> None:
        unknown = words - self._words
        tokens = {token for word in unknown for token in comparison_tokens(word)}
        self._words |= unknown
        if tokens - self._tokens:
            self._tokens |= tokens
            self._sorted = sorted(self._tokens)

    def _settle(self, fresh: set[UUID], at: datetime) -> None:
        """Remember which names of the last minutes are known; those before need no second look."""
        seen = self._recent | fresh
        limit = lowest_key(at - OVERLAP)
        self._settled = max((key for key in seen if key <= limit), default=self._settled)
        self._recent = {key for key in seen if key > self._settled}

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


def lowest_key(moment: datetime) -> UUID:
    """Return the lowest UUIDv7 that can have been made at a moment."""
    return UUID(int=int(moment.timestamp() * 1000) << 80)
