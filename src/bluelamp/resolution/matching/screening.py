"""Whether comparing two claims in full can lead anywhere: told by names and births alone.

Keys find some twenty records for a new one among millions, of whom hardly one may be the same
person. Whoever is screened out here would be told ``NO`` by the comparison in full: all that the
rest of it could add is counted as if it agreed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import weights
from .compare_births import KEYED_FAR_LEVELS, a_generation_apart, compare_births
from .compare_names import compare_names
from .prepared_names import prepare_names

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from bluelamp.nominals.rules.birth import PartialDate

    from .claim import Name
    from .prepared import Prepared


def is_worth_comparing(
    a: Prepared,
    names: Sequence[Name],
    births: Sequence[PartialDate],
    today: date,
    *,
    shares_place: bool,
) -> bool:
    """Tell whether a claim may be about somebody of these names and births.

    ``shares_place`` tells whether they share any of ``place_keys``, as whoever lives at one
    postcode does whose name or birth has anything in common. Not to be asked of records that share
    a number of their own, or that people have judged: those are always worth comparing.
    """
    known = tuple(born for born in births if not born.is_null)
    birth = compare_births(a.births, known, today)
    # A number that fails its check may be a slip of the other's, which only both can tell.
    numbers = bool(a.identifiers or a.invalid)
    slip = birth.level in KEYED_FAR_LEVELS
    if a_generation_apart(a.births, known, today) and not (slip or numbers):
        return False
    rest = weights.STARTING_WEIGHT + birth.weight + _most_of_the_rest(a, shares_place)
    agreement = compare_names(a.names, prepare_names(names)).weight
    return rest + agreement >= weights.REVIEW_FROM or (numbers and agreement >= 0)


def _most_of_the_rest(a: Prepared, shares_place: bool) -> float:
    """Return what place and ties could add, rounding included."""
    place = 0.0
    if a.places:
        may_be_one = shares_place or not all(each.postcode for each in a.places)
        place = max(weights.ADDRESS.values()) if may_be_one else weights.ADDRESS["outcode"]
    ties = [weights.LINK.get(link.type, weights.OTHER_LINK) for link in a.claim.links]
    return place + (max(*ties, weights.MOST_FOR_LINKS) if ties else 0.0) + 0.5
