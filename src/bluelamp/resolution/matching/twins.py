"""The twin rule as published (8.5): possible twins are never joined automatically."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapidfuzz.distance import JaroWinkler

from . import weights
from .tokens import CERTAIN, forename_level

if TYPE_CHECKING:
    from .compare_identifiers import IdentifierEvidence
    from .prepared import Prepared


def possible_twins(a: Prepared, b: Prepared, identifiers: IdentifierEvidence) -> bool:
    """Tell whether all of 8.5 holds: like two people born together, not like one person.

    No human override is present when this is asked; a person's override outranks it earlier.
    """
    return (
        not identifiers.prints_agree
        and not shares_court_defendant(a, b)
        and share_birth(a, b)
        and share_surname(a, b)
        and share_postcode_or_sentence(a, b)
        and first_names_differ(a, b)
        and all_first_names_dissimilar(a, b, exactly=identifiers.prints_differ)
    )


def shares_court_defendant(a: Prepared, b: Prepared) -> bool:
    """Tell whether a court has them as one defendant."""
    return bool(_links(a, "court_defendant") & _links(b, "court_defendant"))


def first_names_differ(a: Prepared, b: Prepared) -> bool:
    """Tell whether first names differ and neither is among the other's second names."""
    if not (first_names(a) and first_names(b)):
        return False
    return not (first_names(a) & forenames(b) or first_names(b) & forenames(a))


def all_first_names_dissimilar(a: Prepared, b: Prepared, *, exactly: bool) -> bool:
    """Tell whether no first name, aliases included, is like one of the other's.

    Where a PNC ID or CRO number differs, only the same name counts as like; otherwise also a
    short form, another spelling, an initial, or a likeness of 0.90.
    """
    pairs = [(x, y) for x in first_names(a) for y in forenames(b)]
    pairs += [(x, y) for x in forenames(a) for y in first_names(b)]
    if exactly:
        return all(forename_level(x, y) not in CERTAIN for x, y in pairs)
    return not any(_alike(x, y) for x, y in pairs)


def _alike(x: str, y: str) -> bool:
    if forename_level(x, y) != "none":
        return True
    return JaroWinkler.similarity(x, y) >= weights.TWIN_LIKENESS


def first_names(side: Prepared) -> set[str]:
    """Return the first forename of every name, alone and run together with the second."""
    firsts = {name.given[0] for name in side.names if name.given}
    return firsts | {"".join(name.given[:2]) for name in side.names} - {""}


def forenames(side: Prepared) -> set[str]:
    """Return every forename of every name of this claim."""
    return first_names(side) | {token for name in side.names for token in name.given}


def share_surname(a: Prepared, b: Prepared) -> bool:
    """Tell whether any surnames are the same, Singh and Kaur included."""
    return bool(_surnames(a) & _surnames(b))


def _surnames(side: Prepared) -> set[frozenset[str]]:
    found = {frozenset(name.family) or name.titles for name in side.names}
    return {surname for surname in found if surname}


def share_birth(a: Prepared, b: Prepared) -> bool:
    """Tell whether they have a date of birth in common."""
    return bool({born.exact for born in a.births} & {born.exact for born in b.births} - {None})


def share_postcode_or_sentence(a: Prepared, b: Prepared) -> bool:
    """Tell whether they share a postcode (or the address itself) or a sentence date."""
    places = {place.postcode or place.uprn for place in a.places} - {""}
    others = {place.postcode or place.uprn for place in b.places} - {""}
    return bool(places & others or _links(a, "sentence_date") & _links(b, "sentence_date"))


def _links(side: Prepared, kind: str) -> set[str]:
    return {link.to for link in side.claim.links if link.type == kind}
