"""The names beside the current one: maiden, nickname, alias, preferred, religious, spelling."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from bluelamp.nominals.enums import NameOrder, NameType, Sex

from .drawing import Weighted, by_position, read_data
from .naming import Bearer, as_name

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random

    from .records import SyntheticName

NICKNAME_SHARE = 0.15
STREET_NAME_SHARE = 0.03
ALIAS_SHARE = 0.03
VARIANT_SHARE = 0.06
MAIDEN_KNOWN_SHARE = 0.75
PREVIOUS_SHARE = 0.02
OLDEST_CHILD_WITHOUT_ALIAS = 12


@cache
def nicknames() -> dict[str, tuple[str, ...]]:
    """Return the short forms of each given name."""
    return {name: tuple(short) for name, short in read_data("nicknames.json")["names"].items()}


@cache
def street_names() -> Weighted[str]:
    """Return the street names."""
    return by_position(read_data("nicknames.json")["street_names"])


@cache
def variants() -> dict[str, tuple[str, ...]]:
    """Return for each name its other spellings."""
    found: dict[str, tuple[str, ...]] = {}
    for group in read_data("variants.json")["groups"]:
        for name in group:
            found[name] = tuple(other for other in group if other != name)
    return found


def names_of(rng: Random, bearer: Bearer, age: int) -> tuple[SyntheticName, ...]:
    """Return every recorded name of a person, the current one first."""
    current = as_name(NameType.CURRENT, bearer.given, bearer.family, bearer.order)
    return (current, *_beside(rng, bearer, age))


def _beside(rng: Random, bearer: Bearer, age: int) -> Iterator[SyntheticName]:
    if bearer.maiden and rng.random() < MAIDEN_KNOWN_SHARE:
        yield as_name(NameType.MAIDEN, bearer.given, bearer.maiden, bearer.order)
    yield from _preferred(rng, bearer)
    religious = bearer.culture.religious[bearer.sex]
    if religious and religious not in (*bearer.given, bearer.family):
        yield as_name(NameType.RELIGIOUS, bearer.given, religious, bearer.order)
    if age > OLDEST_CHILD_WITHOUT_ALIAS:
        yield from _of_the_street(rng, bearer)
    if (spelling := respelt(rng, bearer.given)) and rng.random() < VARIANT_SHARE:
        yield as_name(NameType.TRANSLITERATION, spelling, bearer.family, bearer.order)


def _preferred(rng: Random, bearer: Bearer) -> Iterator[SyntheticName]:
    names = bearer.culture.preferred[bearer.sex]
    if names and rng.random() < bearer.culture.share("preferred_share"):
        given = (names.draw(rng),)
        yield as_name(NameType.PREFERRED, given, bearer.family, NameOrder.GIVEN_FAMILY)


def _of_the_street(rng: Random, bearer: Bearer) -> Iterator[SyntheticName]:
    short = nicknames().get(bearer.given[0])
    if short and rng.random() < NICKNAME_SHARE:
        yield as_name(NameType.NICKNAME, (rng.choice(short),), "", NameOrder.MONONYM)
    elif rng.random() < STREET_NAME_SHARE:
        yield as_name(NameType.NICKNAME, (street_names().draw(rng),), "", NameOrder.MONONYM)
    if rng.random() < ALIAS_SHARE:
        yield _alias(rng, bearer)
    if bearer.line and not bearer.maiden and rng.random() < PREVIOUS_SHARE:
        family = bearer.culture.families.draw(rng)
        shown = family[0] if bearer.sex is Sex.MALE else family[-1]
        yield as_name(NameType.PREVIOUS, bearer.given, shown, bearer.order)


def _alias(rng: Random, bearer: Bearer) -> SyntheticName:
    """Another name given to the police: half keep the first name, half the family name."""
    if bearer.family and rng.random() < 0.5:
        given = (bearer.culture.given[bearer.sex].draw(rng),)
        return as_name(NameType.ALIAS, given, bearer.family, bearer.order)
    other = bearer.culture.families.draw(rng)
    shown = other[0] if bearer.sex is Sex.MALE else other[-1]
    order = NameOrder.GIVEN_FAMILY if not bearer.family else bearer.order
    return as_name(NameType.ALIAS, bearer.given[:1], shown, order)


def respelt(rng: Random, given: tuple[str, ...] | list[str]) -> tuple[str, ...]:
    """Return the given names with the first that has another spelling respelt, or nothing."""
    for position, name in enumerate(given):
        if others := variants().get(name):
            return (*given[:position], rng.choice(others), *given[position + 1 :])
    return ()
