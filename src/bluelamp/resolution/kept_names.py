"""Names of people as one column of a statement: read along with whoever is met, without JSON."""

from __future__ import annotations

from bluelamp.nominals.enums import NameOrder, NameType
from bluelamp.nominals.panels import NameClaim

from .matching import Name

_BETWEEN = "\x1f"
# Every name of a person, each a text that ``parts_of`` takes apart. Takes the key of the person.
NAMES_OF = """ARRAY(
    SELECT concat_ws(E'\\x1f', "full", type, "order", family, array_to_string(given, E'\\x1f'))
    FROM nominals_personname WHERE person_id = {person} ORDER BY id
)"""


def parts_of(text: str) -> list[str]:
    """Return the whole name, its type, the order of its parts, family name and given names.

    Only the whole name where that alone was read.
    """
    return text.split(_BETWEEN)


def name_claim(
    full: str, kind: str = "current", order: str = "given_family", family: str = "", *given: str
) -> NameClaim:
    """Return the parts of a name as the index tells it."""
    return NameClaim(NameType(kind), NameOrder(order), tuple(filter(None, given)), family, full)


def engine_name(
    full: str, kind: str = "current", order: str = "given_family", family: str = "", *given: str
) -> Name:
    """Return the parts of a name as the engine takes it."""
    return Name(tuple(filter(None, given)), family, full, kind, order)
