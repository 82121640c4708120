"""Keys by which candidates are found (8.3): small whole numbers in one indexed array.

``person_keys`` are stored with the person; ``query_keys`` are asked for. The query holds only
keys that few people share, so that a common surname or year alone never fetches a crowd.

A combination (name with birth, name with place) that only one person has would cost the index an
entry of its own. So combinations share a space of four million numbers: in an index of millions
several people share an entry, which a list of rows stores in a few bytes each, and who shares a
single number by chance is set apart when compared. Pairs of names are shared by themselves and
have a space of their own, so that a search may ask for hundreds of them.
"""

from __future__ import annotations

from functools import lru_cache
from hashlib import blake2b
from itertools import combinations, product
from typing import TYPE_CHECKING
from zlib import crc32

from bluelamp.nominals.rules.names import comparison_tokens

from .prepared import Prepared, prepare
from .tables import formal_groups, spelling_groups
from .tokens import masculine, sounds

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from .claim import Claim
    from .prepared_names import PreparedName


COMBINATION_BITS = 22
MOST_PAIRED = 8  # tokens of all names of a person, each of which is paired with each
# What is a person's own stays apart from the combinations.
_OWN = frozenset({"id", "phone", "email"})


def key(*parts: object) -> int:
    """Return the stable signed 32-bit number of a number of one's own or of a single name."""
    digest = blake2b("|".join(map(str, parts)).encode(), digest_size=4).digest()
    return int.from_bytes(digest, "big", signed=True)


def combination_key(*parts: object) -> int:
    """Return the stable number of a combination, in the space that combinations share."""
    return crc32("|".join(map(str, parts)).encode()) >> (32 - COMBINATION_BITS)


def pair_keys(one: Iterable[str], other: Iterable[str]) -> frozenset[int]:
    """Return the keys of two names borne together, each told by its sounds (``sounds_of``)."""
    return frozenset(_pair_key(min(pair), max(pair)) for pair in product(one, other))


def person_keys(claim: Claim | Prepared) -> frozenset[int]:
    """Return every key under which a person is to be found: selective ones and single names."""
    side = _ready(claim)
    return _numbered(_selective(side)) | _names_together(side) | _single(side)


def _numbered(every: Iterable[tuple[object, ...]]) -> frozenset[int]:
    return frozenset(
        key(*parts) if parts[0] in _OWN else combination_key(*parts) for parts in every
    )


def query_keys(claim: Claim | Prepared) -> frozenset[int]:
    """Return the selective keys of a claim: whoever shares one is worth comparing.

    A claim without date, number or place falls back on its whole name.
    """
    side = _ready(claim)
    found = _numbered(_selective(side))
    if not (side.births or side.identifiers or side.phones or side.emails):
        found |= _names_together(side)
    return found


def own_keys(claim: Claim | Prepared) -> frozenset[int]:
    """Return the keys of numbers of one's own: whoever shares a single one is worth comparing."""
    return frozenset(key(*parts) for parts in _selective(_ready(claim)) if parts[0] in _OWN)


def birth_keys(claim: Claim | Prepared) -> frozenset[int]:
    """Return the keys of the years in which this person may be born."""
    return frozenset().union(*(year_keys(year, year) for year in _years(_ready(claim))))


def token_keys(text: str) -> tuple[frozenset[int], ...]:
    """Return, for each word of a name typed into a search box, the keys that may answer it.

    A person answers the word when the stored keys hold any one of them: the name itself, its
    sound, its other spellings, its short and formal names.
    """
    return tuple(named_keys(token) | sound_keys(token) for token in comparison_tokens(text))


@lru_cache(maxsize=100_000)
def named_keys(token: str) -> frozenset[int]:
    """Return the keys of a single name: itself, its other spellings, its formal names."""
    return frozenset(key("token", name) for name in {token, *_stands_for(token)})


@lru_cache(maxsize=100_000)
def own_key(token: str) -> frozenset[int]:
    """Return the key of exactly this single name."""
    return frozenset({key("token", token)})


@lru_cache(maxsize=100_000)
def sound_keys(token: str) -> frozenset[int]:
    """Return the key of how a single name sounds, where it can be told."""
    sound = sounds(token)
    return frozenset({key("sound", sound)} if sound else ())


@lru_cache(maxsize=1_000)
def year_keys(first: int, last: int) -> frozenset[int]:
    """Return the keys of years of birth from the first to the last."""
    return frozenset(key("year", year) for year in range(first, last + 1))


def _ready(claim: Claim | Prepared) -> Prepared:
    return claim if isinstance(claim, Prepared) else prepare(claim)


def _selective(side: Prepared) -> Iterator[tuple[object, ...]]:
    """Yield keys that few people share: numbers, and name, birth and place in combination."""
    for scheme, values in side.identifiers.items():
        yield from (("id", scheme, value) for value in values)
    yield from (("phone", number) for number in side.phones)
    yield from (("email", address) for address in side.emails)
    for link in side.claim.links:
        yield from (("link", link.type, link.to, *day) for day in _days(side))
    yield from _births_and_places(side)
    for name in side.names:
        yield from _names_and_births(side, name)
        yield from _names_and_places(side, name)


def _single(side: Prepared) -> frozenset[int]:
    """Return the keys that a search box asks for: each token and each year."""
    found = [year_keys(year, year) for year in _years(side)]
    for name in side.names:
        for token in (*name.all_tokens, *name.titles):
            found += (named_keys(token), sound_keys(token))
    return frozenset().union(*found)


@lru_cache(maxsize=100_000)
def _stands_for(token: str) -> frozenset[str]:
    """Return the names a token may stand for: its spellings and the formal names it is short of."""
    return spelling_groups(masculine(token)) | formal_groups(token)


def _days(side: Prepared) -> Iterator[tuple[int, int, int]]:
    """Yield known birthdays with day and month in one order, so that an exchange is no obstacle."""
    for born in side.births:
        if day := born.exact:
            yield day.year, min(day.day, day.month), max(day.day, day.month)


def _years(side: Prepared) -> Iterator[int]:
    for born in side.births:
        if born.latest.year - born.earliest.year <= 10:
            yield from range(born.earliest.year, born.latest.year + 1)


def _births_and_places(side: Prepared) -> Iterator[tuple[object, ...]]:
    """Yield birth with postcode (8.3 no. 3)."""
    for day, place in product(list(_days(side)), side.places):
        if place.postcode:
            yield ("born at", *day, place.postcode)


def _names_and_births(side: Prepared, name: PreparedName) -> Iterator[tuple[object, ...]]:
    """Yield name with birth, in any order of names and for one wrong part of the date.

    Two letters of one name with the birth find all that 8.3 nos. 4, 5, 7, 9 and 11 do.
    """
    for day in _days(side):
        yield from (("start born", token[:2], *day) for token in name.all_tokens)
        for pair in _pairs_of(name):
            yield ("names day", *pair, *day[1:])
    for year in _years(side):
        yield from (("names year", *pair, year) for pair in _pairs_of(name))


def _names_and_places(side: Prepared, name: PreparedName) -> Iterator[tuple[object, ...]]:
    """Yield name with postcode, and initials with postcode (8.3 nos. 6 and 10)."""
    for place in side.places:
        if place.postcode:
            yield from (("names at", *p, place.postcode) for p in _pairs_of(name))
            yield ("initials at", *sorted(t[0] for t in _ends(name)), place.postcode)


def _names_together(side: Prepared) -> frozenset[int]:
    """Return each name with each other that a person bears (8.3 no. 8), or the only one."""
    every = dict.fromkeys(
        t for name in side.names for t in (*name.all_tokens, *sorted(name.titles))
    )
    tokens = list(every)[:MOST_PAIRED]
    pairs = [*combinations(tokens, 2)] or [(token, token) for token in tokens]
    return frozenset().union(*(pair_keys(sounds_of(a), sounds_of(b)) for a, b in pairs))


@lru_cache(maxsize=100_000)
def sounds_of(token: str) -> frozenset[str]:
    """Return how a single name sounds, and how the names sound that it stands for."""
    return frozenset(sounds(name) or name for name in (token, *_stands_for(token)))


@lru_cache(maxsize=200_000)
def _pair_key(first: str, second: str) -> int:
    return crc32(f"names|{first}|{second}".encode()) - 2**31


def _ends(name: PreparedName) -> tuple[str, ...]:
    return (name.all_tokens[0], name.all_tokens[-1]) if name.all_tokens else ()


def _pairs_of(name: PreparedName) -> Iterator[tuple[str, str]]:
    """Yield the first forename with each surname as they sound, sorted; or a single name."""
    firsts, lasts = (name.given or name.family)[:1], name.family or name.given
    if not (name.given and name.family):
        tokens = [*firsts, *name.titles]
        lasts = tuple(tokens[1:]) or tuple(tokens)
    for first, last in product(firsts, lasts):
        for one, other in product(sounds_of(first), sounds_of(last)):
            yield (min(one, other), max(one, other))
