"""Whether comparing two claims in full can lead anywhere: told by names, births and places.

Keys find some twenty records for a new one among millions, of whom hardly one may be the same
person. Whoever is screened out here would be told ``NO`` by the comparison in full: all that the
rest of it could add is counted as if it agreed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import weights
from .compare_births import KEYED_FAR_LEVELS, a_generation_apart, compare_births
from .compare_circumstances import compare_addresses
from .compare_names import compare_names
from .prepared import prepare_places
from .prepared_names import prepare_names

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from bluelamp.nominals.rules.birth import PartialDate

    from .claim import Address, Name
    from .prepared import Prepared


def is_worth_comparing(
    a: Prepared,
    names: Sequence[Name],
    births: Sequence[PartialDate],
    homes: Sequence[Address],
    today: date,
) -> bool:
    """Tell whether a claim may be about somebody of these names, births and addresses.

    Not to be asked of records that share a number of their own, or that people have judged: those
    are always worth comparing.
    """
    known = tuple(born for born in births if not born.is_null)
    birth = compare_births(a.births, known, today)
    # A number that fails its check may be a slip of the other's, which only both can tell.
    numbers = bool(a.identifiers or a.invalid)
    slip = birth.level in KEYED_FAR_LEVELS
    if a_generation_apart(a.births, known, today) and not (slip or numbers):
        return False
    place = compare_addresses(a.places, prepare_places(homes)).weight if a.places else 0.0
    rest = weights.STARTING_WEIGHT + birth.weight + place + _most_for_ties(a)
    agreement = compare_names(a.names, prepare_names(names)).weight
    return rest + agreement >= weights.REVIEW_FROM or (numbers and agreement >= 0)


def _most_for_ties(a: Prepared) -> float:
    """Return what ties could add, rounding included."""
    ties = [weights.LINK.get(link.type, weights.OTHER_LINK) for link in a.claim.links]
    return (max(*ties, weights.MOST_FOR_LINKS) if ties else 0.0) + 0.5
