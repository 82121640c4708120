"""What is to be recorded of a person for the part they have: a to-do, never a wall (M2, M3)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from ..enums import LinkRole, PersonState
from .appearance import ENOUGH

TEN_YEARS = 10


class Minimum(StrEnum):
    """A person entity of the dictionary, with its minimum (1.1)."""

    OFFENDER = "P_001"
    SUSPECT_KNOWN = "P_002"
    SUSPECT_UNKNOWN = "P_003"
    VICTIM = "P_004"
    WITNESS = "P_005"
    OF_INTEREST_KNOWN = "P_006"
    OF_INTEREST_UNKNOWN = "P_007"
    SUBJECT = "P_008"
    UNBORN = "P_011"
    INVOLVED = "P_012"
    ASSOCIATION = "P_013"
    MISSING = "P_014"
    OFFICER = "P_015"
    REPORTING = "P_018"
    SUDDEN_DEATH = "P_019"


# P_008, P_012 and P_018 stand in the dictionary only; until it is loaded the general rule of four
# and one counts for them (M3).
_BY_ROLE: dict[LinkRole, Minimum] = {
    LinkRole.OFFENDER: Minimum.OFFENDER,
    LinkRole.DEFENDANT: Minimum.OFFENDER,
    LinkRole.CO_DEFENDANT: Minimum.OFFENDER,
    LinkRole.DETAINED_PERSON: Minimum.SUSPECT_KNOWN,
    LinkRole.SUSPECT: Minimum.SUSPECT_KNOWN,
    LinkRole.VICTIM: Minimum.VICTIM,
    LinkRole.WITNESS: Minimum.WITNESS,
    LinkRole.PERSON_OF_INTEREST: Minimum.OF_INTEREST_KNOWN,
    LinkRole.SUBJECT: Minimum.SUBJECT,
    LinkRole.INVOLVED_PARTY: Minimum.INVOLVED,
    LinkRole.MISSING_PERSON: Minimum.MISSING,
    LinkRole.REPORTING_PERSON: Minimum.REPORTING,
    LinkRole.ARRESTING_OFFICER: Minimum.OFFICER,
    LinkRole.DECEASED: Minimum.SUDDEN_DEATH,
    **dict.fromkeys(
        (
            LinkRole.PARTNER,
            LinkRole.EX_PARTNER,
            LinkRole.PARENT,
            LinkRole.CHILD,
            LinkRole.SIBLING,
            LinkRole.RELATIVE,
            LinkRole.HOUSEHOLD,
            LinkRole.CARER,
            LinkRole.ASSOCIATE,
            LinkRole.GANG,
        ),
        Minimum.ASSOCIATION,
    ),
}
_UNKNOWN = {
    Minimum.OFFENDER: Minimum.SUSPECT_UNKNOWN,
    Minimum.SUSPECT_KNOWN: Minimum.SUSPECT_UNKNOWN,
    Minimum.OF_INTEREST_KNOWN: Minimum.OF_INTEREST_UNKNOWN,
}
_SUSPECTS = (Minimum.OFFENDER, Minimum.SUSPECT_KNOWN, Minimum.SUSPECT_UNKNOWN)
ROLES_WITH_MINIMUM = tuple(_BY_ROLE)


@dataclass(frozen=True, slots=True)
class RecordedOfPerson:
    """What is there of a person, as the minimums ask for it.

    ``description_items`` counts the items of ``appearance.items_described``. A person whose names
    have no family name by their own order has ``has_family_name`` all the same.
    """

    state: PersonState = PersonState.KNOWN
    has_given_name: bool = False
    has_family_name: bool = False
    has_birth: bool = False
    has_age: bool = False
    has_sex: bool = False
    has_contact: bool = False
    has_police_number: bool = False
    has_alias: bool = False
    has_collar_number: bool = False
    has_expected_birth: bool = False
    has_parent: bool = False
    has_death: bool = False
    has_death_verified: bool = False
    description_items: int = 0


@dataclass(frozen=True, slots=True)
class Shortfall:
    """What a part still asks for: the entity of the dictionary, and what is missing in words."""

    role: LinkRole
    minimum: Minimum
    missing: tuple[str, ...]


def minimum_for(role: LinkRole, state: PersonState = PersonState.KNOWN) -> Minimum | None:
    """Return the minimum that a part asks for; None for a part that asks for none (M2)."""
    found = _BY_ROLE.get(role)
    if found is None or found is Minimum.OFFICER:
        return found
    if state is PersonState.UNBORN:
        return Minimum.UNBORN
    # Everybody unknown is described, a victim too (M4); only suspects have an entity of their own.
    return _UNKNOWN.get(found, Minimum.SUSPECT_UNKNOWN) if state is PersonState.UNKNOWN else found


def shortfall_of(role: LinkRole, facts: RecordedOfPerson) -> Shortfall | None:
    """Return what is missing for a part; None where it asks for nothing or all is there."""
    minimum = minimum_for(role, facts.state)
    if minimum is None:
        return None
    missing = _missing(minimum, facts)
    return Shortfall(role, minimum, missing) if missing else None


def is_child_suspect(role: LinkRole, oldest: int | None) -> bool:
    """Tell whether a suspect may be under ten, below the age of responsibility (NV-14).

    ``oldest`` is the highest age the person can have, in whole years; None where it is not known.
    """
    minimum = minimum_for(role)
    return minimum in _SUSPECTS and oldest is not None and oldest < TEN_YEARS


def _missing(minimum: Minimum, facts: RecordedOfPerson) -> tuple[str, ...]:
    if minimum is Minimum.OFFICER:
        return () if facts.has_collar_number else ("collar number",)
    if minimum is Minimum.UNBORN:
        wanted = (("when the birth is expected", facts.has_expected_birth),)
        return _lacking((*wanted, ("a parent", facts.has_parent)))
    if minimum in (Minimum.SUSPECT_UNKNOWN, Minimum.OF_INTEREST_UNKNOWN):
        return _description(facts)
    return (*_five(facts), *_further(minimum, facts))


def _five(facts: RecordedOfPerson) -> tuple[str, ...]:
    """Return what is missing of given name, surname, date of birth, age and gender (M3)."""
    return _lacking(
        (
            ("given name", facts.has_given_name),
            ("family name", facts.has_family_name),
            ("date of birth", facts.has_birth),
            ("age", facts.has_birth or facts.has_age),
            ("sex", facts.has_sex),
        )
    )


def _further(minimum: Minimum, facts: RecordedOfPerson) -> tuple[str, ...]:
    if minimum is Minimum.SUDDEN_DEATH:
        verified = ("how the death was verified", facts.has_death_verified)
        return _lacking((("date of death", facts.has_death), verified))
    contact, words = facts.has_contact, "address, telephone or e-mail"
    if minimum is Minimum.OFFENDER:
        contact, words = contact or facts.has_police_number, f"{words}, CRO number or PNC ID"
    if minimum is Minimum.OF_INTEREST_KNOWN:
        contact, words = contact or facts.has_alias, f"{words}, alias or nickname"
    found = _lacking(((words, contact),))
    return (*found, *_description(facts)) if minimum is Minimum.MISSING else found


def _description(facts: RecordedOfPerson) -> tuple[str, ...]:
    lacking = ENOUGH - facts.description_items
    if lacking <= 0:
        return ()
    return (f"{lacking} more of sex, build, complexion, features, eyes, hair and ethnicity",)


def _lacking(wanted: tuple[tuple[str, bool], ...]) -> tuple[str, ...]:
    return tuple(words for words, there in wanted if not there)
