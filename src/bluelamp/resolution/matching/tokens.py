"""How two single names agree: equal, short form, other spelling, slip, sound, initial."""

from __future__ import annotations

from functools import lru_cache

import jellyfish
from rapidfuzz.distance import JaroWinkler

from . import weights
from .tables import formal_groups, is_established, name_parts, name_weight, spelling_groups

# From the strongest agreement to the weakest.
LEVELS = (
    "equal", "particle", "gendered", "nickname", "variant", "two_short_forms", "similar",
    "phonetic", "initial", "none",
)  # fmt: skip
# Agreements that cannot come from two children of one family being given like names.
CERTAIN = frozenset({"equal", "particle", "gendered", "nickname"})

_FEMININE = (("SKA", "SKI"), ("CKA", "CKI"), ("DZKA", "DZKI"), ("OVA", "OV"), ("EVA", "EV"))


@lru_cache(maxsize=100_000)
def forename_level(a: str, b: str) -> str:
    """Return how two forenames agree (8.4)."""
    if a == b:
        return "equal"
    if related := _by_table(a, b):
        return related
    if len(a) == 1 or len(b) == 1:
        return "initial" if a[0] == b[0] else "none"
    if is_established(a) and is_established(b):
        # Hassan and Hussain, Daniel and Danielle are like names of two people, not slips.
        return "none"
    if _likeness(a, b) >= weights.LIKENESS:
        return "similar"
    return "phonetic" if sounds(a) == sounds(b) != "" else "none"


def other_form(a: str, b: str) -> str:
    """Return how one surname is a form of the other, by particle or gender, if it is (8.4)."""
    if _without_particle(a) & _without_particle(b):
        return "particle"
    return "gendered" if masculine(a) == masculine(b) else ""


@lru_cache(maxsize=100_000)
def surname_level(a: str, b: str) -> str:
    """Return how two surnames agree (8.4): particles and grammatical gender do not matter."""
    if a == b:
        return "equal"
    if form := other_form(a, b):
        return form
    if spelling_groups(a) & spelling_groups(b):
        return "variant"
    if len(a) == 1 or len(b) == 1:
        return "initial" if a[0] == b[0] else "none"
    if _likeness(a, b) >= weights.SURNAME_LIKENESS:
        return "similar"
    return "phonetic" if sounds(a) == sounds(b) != "" else "none"


def _by_table(a: str, b: str) -> str:
    of_a, of_b = spelling_groups(a), spelling_groups(b)
    if of_a & of_b:
        return "variant"
    formals_a, formals_b = formal_groups(a), formal_groups(b)
    if formals_a & of_b or of_a & formals_b:
        return "nickname"
    return "two_short_forms" if formals_a & formals_b else ""


def level_weight(a: str, b: str, level: str, kind: str) -> float:
    """Return the bits of an agreement at this level, by the commoner of the two names."""
    if level == "none":
        return 0.0
    if level == "initial":
        return weights.INITIAL
    weight = weights.NAME_SHARE[kind][level] * min(name_weight(a, kind), name_weight(b, kind))
    return min(weight, weights.MOST_FOR_PHONETIC) if level == "phonetic" else weight


@lru_cache(maxsize=100_000)
def sounds(token: str) -> str:
    """Return the sound of a name as written in Latin letters, or nothing for other scripts."""
    return jellyfish.metaphone(token) if token.isascii() else ""


def _likeness(a: str, b: str) -> float:
    return max(JaroWinkler.similarity(a, b), JaroWinkler.similarity(b, a))


@lru_cache(maxsize=50_000)
def _without_particle(token: str) -> frozenset[str]:
    """Return a surname with and without a particle written into it: O'Brien, McDonald, Al-Hadi."""
    forms = {token}
    for particle in name_parts("attached"):
        if token.startswith(particle) and len(token) >= len(particle) + 4:
            forms.add(token[len(particle) :])
    return frozenset(forms)


@lru_cache(maxsize=50_000)
def masculine(token: str) -> str:
    """Return a Slavonic surname in its masculine form: Kowalska and Kowalski are one family."""
    for feminine, masculine in _FEMININE:
        if token.endswith(feminine) and len(token) > len(feminine) + 2:
            return token[: -len(feminine)] + masculine
    return token
