"""Whether a person brought in gets a custody record of their own (REC-1)."""

from __future__ import annotations

from bluelamp.custody.enums import Circumstance
from bluelamp.custody.rules.answers import Answer, no, yes

GOES_ON_IN_ANOTHER = {
    Circumstance.FURTHER_ARREST: "RT-9",
    Circumstance.BAIL_RETURN: "RT-10",
    Circumstance.BAIL_ARREST: "RT-10",
    Circumstance.BAIL_RETURN_OTHER: "RT-13",
    Circumstance.TRANSFER: "RT-15",
    Circumstance.OTHER_POWER: "section 2.2",
}
MOST_OFFENCES = 5


def may_open_record(circumstance: Circumstance) -> Answer:
    """Tell whether these circumstances begin a record; where a clock goes on, its record does."""
    rule = GOES_ON_IN_ANOTHER.get(circumstance)
    if rule is not None:
        return no(rule, f"{circumstance.label}: this goes on in the record already opened.")
    return yes("REC-1", "A custody record of its own.")


def opening_circumstances() -> list[Circumstance]:
    """Return the circumstances in which a record is opened, the usual one first."""
    return [one for one in Circumstance if one not in GOES_ON_IN_ANOTHER]
