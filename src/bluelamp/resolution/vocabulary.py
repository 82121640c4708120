"""The single names that people of the index bear, kept in memory to find what a slip meant."""

from __future__ import annotations

import fnmatch
import re
import sys
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from math import log2
from threading import Lock

from django.db import connection
from rapidfuzz import process
from rapidfuzz.distance import OSA

from bluelamp.nominals.panels import comparison_tokens

from .matching import named_keys, own_key, sound_keys, sounds, sounds_of

MOST_SLIPS = 24
MOST_BEGINNINGS = 16
MOST_OF_A_LETTER = 150
MOST_FITTING = 500
MOST_READ_ON = 2_000  # names of one beginning among which the commonest are found
SHORTEST_BEGINNING = 3  # a shorter part of a name stands for too many
ONE_SLIP_FROM, TWO_SLIPS_FROM = 4, 7  # letters of a name in which as many slips are believed
COMMONEST, RAREST = 3.0, 14.0  # bits between which the rarity of a name is told

_AFTER_EVERY_LETTER = chr(sys.maxunicode)

_ADDED = """known.added_in >= {since} AND (
        {since} = 0 OR known.added_in < pg_snapshot_xmax(seen)::text::bigint
        OR known.added_in = pg_current_xact_id_if_assigned()::text::bigint)"""
# Words of transactions that had not ended at the last reading; all of them at the first.
_SINCE = f"""
    SELECT pg_snapshot_xmin(seen)::text::bigint, word, bearers
    FROM pg_current_snapshot() AS seen LEFT JOIN resolution_nameword AS known
    ON {_ADDED.format(since="%(since)s")}
"""  # noqa: S608 - nothing from outside is in it
# Whether there may be such words, as one value of another statement. Takes where to read on from.
ANY_ADDED = f"""EXISTS (SELECT FROM pg_current_snapshot() AS seen, resolution_nameword AS known
    WHERE {_ADDED.format(since="{since}")})"""


@dataclass(frozen=True)
class Word:
    """One typed word, the names it may be a slip for or the beginning of, its rarity in bits."""

    token: str
    rarity: float
    bearers: int
    close: tuple[str, ...]
    far: tuple[str, ...]
    same_start: tuple[str, ...]

    @cached_property
    def own(self) -> frozenset[int]:
        """Return the key of exactly this word."""
        return own_key(self.token)

    @cached_property
    def named(self) -> frozenset[int]:
        """Return the keys of whoever bears it, or another form of it, as an only word."""
        return named_keys(self.token)

    @cached_property
    def loose(self) -> frozenset[int]:
        """Return the keys of whoever may be meant by it as an only word."""
        near = (own_key(name) for name in (*self.close, *self.far))
        return self.named.union(sound_keys(self.token), *near)

    @cached_property
    def forms(self) -> frozenset[str]:
        """Return how it sounds, and how other forms of it do."""
        return sounds_of(self.token)

    @cached_property
    def sound(self) -> frozenset[str]:
        """Return how exactly this word sounds, by which whoever bears it is kept."""
        return frozenset({sounds(self.token) or self.token})

    @cached_property
    def close_forms(self) -> frozenset[str]:
        """Return the sounds of names a single slip away besides."""
        return self.forms.union(*map(sounds_of, self.close))

    @cached_property
    def far_forms(self) -> frozenset[str]:
        """Return the sounds of names two slips away, and of names that begin so, besides."""
        return self.close_forms.union(*map(sounds_of, self.far))

    @cached_property
    def start_forms(self) -> frozenset[str]:
        """Return the sounds of common names of the same first letter: short forms keep it."""
        return frozenset().union(*map(sounds_of, self.same_start))


class Vocabulary:
    """Every token of every name, read once and then only what has been added since."""

    def __init__(self) -> None:
        self._bearers: dict[str, int] = {}
        self._sorted: list[str] = []
        self._alike: dict[tuple[str, int], list[str]] = defaultdict(list)
        self._of_letter: dict[str, list[str]] = {}
        self._total = 1
        self._since = 0
        self.edition = 0  # how often names were added to those above
        self._reading = Lock()

    @property
    def since(self) -> int:
        """Tell from which transaction on names may have been added since the last reading."""
        return self._since

    def read(self) -> Vocabulary:
        """Take in the names added since the last reading: one statement."""
        with self._reading:
            self._take_in()
        return self

    def as_last_read(self) -> Vocabulary:
        """Return the names without asking for later ones, unless none were ever read."""
        return self if self._since else self.read()

    def words(self, tokens: Iterable[str]) -> list[Word]:
        """Return what may answer each of these tokens."""
        return [self._word(token) for token in tokens]

    def tokens_like(self, word: str) -> list[str]:
        """Return the names of the index that a word may be a slip for or the beginning of."""
        found = self.words(comparison_tokens(word))
        return [name for each in found for name in (*each.close, *each.far)]

    def fitting(self, pattern: str) -> list[str] | None:
        """Return the names that fit a pattern with ``*`` and ``?``, None for too many."""
        start = pattern.split("*")[0].split("?")[0]
        fits = re.compile(fnmatch.translate(pattern)).fullmatch
        alike = (name for name in _beginning(self._sorted, start) if fits(name))
        found = list(islice(alike, MOST_FITTING + 1))
        return found if len(found) <= MOST_FITTING else None

    def _word(self, token: str) -> Word:
        slips = self._slips(token)
        close = tuple(name for name, distance in slips.items() if distance == 1)
        far = tuple(name for name, distance in slips.items() if distance > 1)
        starts = self._beginnings(token)
        answers = {token, *slips, *starts}
        return Word(
            token,
            self._rarity(token),
            sum(self._bearers.get(name, 0) for name in answers),
            close,
            tuple(dict.fromkeys((*far, *starts))),
            tuple(self._of_letter.get(token[0], ())),
        )

    def _rarity(self, token: str) -> float:
        share = self._bearers.get(token, 0) / self._total
        return min(RAREST, max(COMMONEST, -log2(share))) if share else RAREST

    def _take_in(self) -> None:
        fresh = []
        since = self._since
        rows = _words_since(since)
        for _, word, bearers in rows:
            for token in comparison_tokens(word or ""):
                if token not in self._bearers:
                    fresh.append(token)
                    self._bearers[token] = 0
                if not since or not self._bearers[token]:
                    self._bearers[token] += bearers
                    self._total += bearers
        if fresh:
            self._file(fresh)
            self.edition += 1
        # Only now: another thread must not take names for read that are not filed yet.
        self._since = rows[-1][0]

    def _file(self, fresh: Iterable[str]) -> None:
        self._sorted = sorted(self._bearers)
        letters = set()
        for token in fresh:
            for part in _spared(token):
                self._alike[part, len(token)].append(token)
            letters.add(token[0])
        for letter in letters:
            alike = _beginning(self._sorted, letter)
            self._of_letter[letter] = self._commonest(alike)[:MOST_OF_A_LETTER]

    def _slips(self, token: str) -> dict[str, int]:
        """Return names a slip or two away, the nearest first, then the commonest.

        Only names are looked at that share what a slip spares.
        """
        most = (len(token) >= ONE_SLIP_FROM) + (len(token) >= TWO_SLIPS_FROM)
        if not most:
            return {}
        found: dict[str, int] = {}
        for length in range(len(token) - most, len(token) + most + 1):
            for part in _spared(token):
                found |= _near(token, self._alike.get((part, length), []), most)
        found.pop(token, None)
        order = sorted(found, key=lambda name: (found[name], -self._bearers[name], name))
        return {name: found[name] for name in order[:MOST_SLIPS]}

    def _beginnings(self, token: str) -> list[str]:
        if len(token) < SHORTEST_BEGINNING:
            return []
        alike = _beginning(self._sorted, token)[:MOST_READ_ON]
        return self._commonest(name for name in alike if name != token)[:MOST_BEGINNINGS]

    def _commonest(self, names: Iterable[str]) -> list[str]:
        """Return sorted names by their bearers, the most first; equals keep their order."""
        return sorted(names, key=self._bearers.__getitem__, reverse=True)


def _spared(token: str) -> tuple[str, str, str]:
    """Return parts of a name of which any single slip spares one: both ends, the outer letters."""
    return f"{token[:2]}*", f"*{token[-2:]}", f"{token[0]}*{token[-1]}"


def _near(token: str, names: list[str], most: int) -> dict[str, int]:
    near = process.extract(token, names, scorer=OSA.distance, score_cutoff=most, limit=None)
    return {name: int(distance) for name, distance, _ in near}


def _beginning(names: list[str], start: str) -> list[str]:
    """Return those of sorted names that begin so."""
    return names[bisect_left(names, start) : bisect_left(names, start + _AFTER_EVERY_LETTER)]


def _words_since(since: int) -> list[tuple[int, str | None, int]]:
    """Return the words added since, each with from where to read on: one statement."""
    with connection.cursor() as cursor:
        cursor.execute(_SINCE, {"since": since})
        return cursor.fetchall()
