"""Whether two people's numbers agree (section 5, 8.4, G7)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rapidfuzz.distance import OSA

from bluelamp.nominals.enums import IdentifierScheme
from bluelamp.nominals.rules.police_numbers import DUMMY_CRO, year_of_cro, year_of_pnc

from . import weights

if TYPE_CHECKING:
    from datetime import date

    from .prepared import Prepared

# Schemes behind which stand fingerprints (G7); an SF number has none.
PRINTS = ("pnc", "cro")
_LABELS = {"cro_sf": "SF number (no fingerprints)", "driver": "driver number"}


@dataclass(frozen=True)
class IdentifierEvidence:
    """What the numbers say: shared documents, shared or different prints, doubtful numbers."""

    weight: float = 0.0
    prints_agree: bool = False
    prints_differ: bool = False
    documents: tuple[str, ...] = ()
    suspect: bool = False
    near_miss: bool = False
    reasons: tuple[str, ...] = ()


def compare_identifiers(a: Prepared, b: Prepared, today: date) -> IdentifierEvidence:
    """Weigh every scheme that both claims have."""
    suspect = _suspects(a, b, today)
    usable_a, usable_b = _usable(a, suspect), _usable(b, suspect)
    shared = {s: usable_a[s] & usable_b[s] for s in sorted(usable_a.keys() & usable_b.keys())}
    agree = tuple(scheme for scheme, values in shared.items() if values)
    differ = tuple(scheme for scheme, values in shared.items() if not values)
    near = _near_misses(a, b)
    both_suspect = [number for number in suspect if _holds(a, number) and _holds(b, number)]
    # A doubtful number joins nobody, but keeps apart all the same until it is checked.
    prints_differ = any(
        _values(a, s) and _values(b, s) and not _values(a, s) & _values(b, s) for s in PRINTS
    )
    return IdentifierEvidence(
        weight=_weight(agree, differ),
        prints_agree=any(scheme in PRINTS for scheme in agree),
        prints_differ=prints_differ,
        documents=tuple(scheme for scheme in agree if scheme not in PRINTS),
        suspect=bool(both_suspect),
        near_miss=bool(near),
        reasons=(
            *(f"Same {label(scheme)}." for scheme in agree),
            *(f"Different {label(scheme)}s, both valid." for scheme in differ if _tells(scheme)),
            *(f"The {label(s)} {v} is older than the person: check it." for s, v in suspect),
            *near,
        ),
    )


def _weight(agree: tuple[str, ...], differ: tuple[str, ...]) -> float:
    found = [weights.IDENTIFIER.get(scheme, weights.OTHER_REFERENCE) for scheme in agree]
    against = [_against(scheme) for scheme in differ]
    return sum(found) + sum(against)


def _against(scheme: str) -> float:
    if scheme in PRINTS:
        return weights.PRINTS_DIFFER
    return weights.IDENTIFIER_DIFFERS.get(scheme, 0.0)


def _tells(scheme: str) -> bool:
    """Tell whether a difference means anything: passports are renewed, other numbers are not."""
    return bool(_against(scheme))


def label(scheme: str) -> str:
    """Return the words for a scheme."""
    if scheme in _LABELS:
        return _LABELS[scheme]
    known = {member.value: member.label for member in IdentifierScheme}
    return known.get(scheme, f"reference ({scheme})")


def _suspects(a: Prepared, b: Prepared, today: date) -> list[tuple[str, str]]:
    """Return police numbers given out before either person can have been born."""
    births = [born.latest.year for born in (*a.births, *b.births)]
    if not births:
        return []
    numbers = sorted({(s, v) for side in (a, b) for s in _DATED for v in _values(side, s)})
    return [(s, v) for s, v in numbers if _year(s, v, today) < min(births)]


_DATED = ("pnc", "cro", "cro_sf")


def _year(scheme: str, value: str, today: date) -> int:
    return year_of_pnc(value) if scheme == "pnc" else year_of_cro(value, today)


def _values(side: Prepared, scheme: str) -> frozenset[str]:
    return side.identifiers.get(scheme, frozenset())


def _holds(side: Prepared, number: tuple[str, str]) -> bool:
    return number[1] in _values(side, number[0])


def _usable(side: Prepared, suspect: list[tuple[str, str]]) -> dict[str, frozenset[str]]:
    """Return the valid numbers without the doubtful ones, schemes without any left out."""
    kept = {
        scheme: frozenset(value for value in values if (scheme, value) not in suspect)
        for scheme, values in side.identifiers.items()
    }
    return {scheme: values for scheme, values in kept.items() if values}


def _near_misses(a: Prepared, b: Prepared) -> tuple[str, ...]:
    """Say which numbers fail their check but are one slip from the other's (8.2)."""
    found = []
    for scheme in sorted({*a.invalid, *b.invalid}):
        bad_a, bad_b = a.invalid.get(scheme, frozenset()), b.invalid.get(scheme, frozenset())
        pairs = [(x, y) for x in bad_a for y in bad_b | _values(b, scheme)]
        pairs += [(x, y) for x in _values(a, scheme) for y in bad_b]
        if any(OSA.distance(x, y) <= 1 for x, y in pairs if DUMMY_CRO not in (x, y)):
            found.append(
                f"One {label(scheme)} fails its check and is not used, "
                "but is the same as the other's or one slip away."
            )
    return tuple(found)
