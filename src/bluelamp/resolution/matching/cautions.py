"""Why a strong score may still need a person: each caution is one demand of section 8.

Each function returns a sentence when it asks for a person to decide, and nothing otherwise.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import weights
from .compare_births import YEAR_LEVELS
from .tables import bearers, name_weight
from .tokens import CERTAIN

if TYPE_CHECKING:
    from collections.abc import Callable

    from .findings import Findings

NO_MATCH_ON_NAME = "Only the name agrees; a name alone never joins records (G8)."


def name_alone(found: Findings) -> str:
    """Never match on name alone (G8)."""
    return NO_MATCH_ON_NAME if found.only_a_name else ""


def no_birth_agreement(found: Findings) -> str:
    """Without a date of birth, a father and son of one name cannot be told apart (8.6)."""
    if found.birth.weight > 0 or found.shares_own_number:
        return ""
    return "No date of birth agrees, so relatives of the same name cannot be told apart."


def placeholder_birth(found: Findings) -> str:
    """A stand-in or a year of birth is never decisive; it needs another point (8.6)."""
    if found.birth.level not in YEAR_LEVELS or found.shares_own_number or found.shares_contact:
        return ""
    return "The date of birth is too uncertain to decide; another point is needed."


def year_apart(found: Findings) -> str:
    """One year apart may be a slip, or a brother or sister (8.6)."""
    if found.birth.level != "year_off_by_one" or found.shares_own_number or found.shares_contact:
        return ""
    return "One year apart may be a slip, or a brother or sister."


def births_differ(found: Findings) -> str:
    """Where dates of birth disagree, only fingerprints join (section 5)."""
    if found.birth.weight >= 0:
        return ""
    return "Dates of birth disagree; only fingerprints could join these records."


def forenames_differ(found: Findings) -> str:
    """Where first names disagree, only fingerprints join (section 5)."""
    if found.names.forename.level != "none":
        return ""
    return "First names disagree; only fingerprints could join these records."


def no_name_agreement(found: Findings) -> str:
    """A number shared without any name agreeing may be a borrowed or mistyped number."""
    if found.names.forename.weight > 0 or found.names.surname.weight > 0:
        return ""
    return "No name agrees, so the shared number may be borrowed or mistyped."


def spelling_or_twin(found: Findings) -> str:
    """Like forenames in one household may be one person spelt twice, or twins (8.6, pair 13)."""
    level = found.names.forename.level
    if level in CERTAIN or level in ("missing", "none", "initial"):
        return ""
    household = found.address.level in ("uprn", "postcode", "text", "crowded")
    if not household or found.shares_own_number or found.shares_contact:
        return ""
    if level == "variant" and not _common_surname(found):
        return ""
    if found.names.extra >= weights.SECOND_FORENAME:
        return ""
    return "Spelling variants of one name, or twins: birth, school or a number must decide."


def _common_surname(found: Findings) -> bool:
    """Tell whether the surnames are so common, or so near to titles, that they say little."""
    families = [token for side in (found.a, found.b) for n in side.names for token in n.family]
    listed = [token for token in families if bearers(token, "surnames")]
    return not families or any(
        name_weight(token, "surnames") < weights.COMMON_SURNAME_BELOW for token in listed
    )


def initial_only(found: Findings) -> str:
    """An initial is weak agreement: John and James of one household share it (8.4)."""
    if found.names.forename.level != "initial":
        return ""
    if found.shares_own_number or found.shares_contact:
        return ""
    return "First names agree only by an initial."


def no_surname_agreement(found: Findings) -> str:
    """A forename, birth and place do not make a match where no surname agrees (pair 17)."""
    if found.names.surname.level not in ("missing", "none"):
        return ""
    if found.shares_own_number or found.shares_contact or _single_names(found):
        return ""
    return "No family name agrees."


def _single_names(found: Findings) -> bool:
    """Tell whether both go by one name only, so that no family name is to be expected."""
    sides = (found.a.names, found.b.names)
    return all(any(len(n.ordered) == 1 and not n.titles for n in names) for names in sides)


def sexes_differ(found: Findings) -> str:
    """Daniel and Danielle of one household may be twins; different sexes ask for a person."""
    if found.sex.weight >= 0 or found.names.forename.level == "equal" or found.shares_own_number:
        return ""
    return "Sexes and forenames both differ, so these may be brother and sister."


def doubtful_number(found: Findings) -> str:
    """A shared police number older than the person is to be checked first (pair 34)."""
    if not found.identifiers.suspect:
        return ""
    return "They share a police number that cannot be right for a person of this age."


def mistyped_number(found: Findings) -> str:
    """A number that fails its check but is nearly the other's is to be corrected first (38)."""
    if not found.identifiers.near_miss or found.shares_own_number or found.shares_contact:
        return ""
    return "A police or document number was probably mistyped: correct it before joining."


def disowned_alias(found: Findings) -> str:
    """A name that a fingerprinted person gave falsely may be another's true name (pair 25)."""
    if "alias" not in found.names.types or found.identifiers.documents:
        return ""
    printed = any(p.claim.fingerprint_confirmed for p in (found.a, found.b))
    return "Only an alias agrees; it may be another person's true name." if printed else ""


CAUTIONS: tuple[Callable[[Findings], str], ...] = (
    name_alone,
    no_birth_agreement,
    placeholder_birth,
    year_apart,
    births_differ,
    forenames_differ,
    no_name_agreement,
    spelling_or_twin,
    initial_only,
    no_surname_agreement,
    sexes_differ,
    doubtful_number,
    mistyped_number,
    disowned_alias,
)


def cautions(found: Findings) -> tuple[str, ...]:
    """Return every sentence that asks for a person to decide."""
    return tuple(said for caution in CAUTIONS if (said := caution(found)))
