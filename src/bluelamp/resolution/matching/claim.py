"""What a record claims about a person, as the engine takes it; and what the engine answers."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from bluelamp.nominals.rules.birth import PartialDate


@dataclass(frozen=True)
class Name:
    """One name as recorded. ``full`` is used where the parts are not known."""

    given: tuple[str, ...] = ()
    family: str = ""
    full: str = ""
    type: str = "current"
    order: str = ""


@dataclass(frozen=True)
class Address:
    """A place tied to the person; ``role`` such as hostel or prison marks it as crowded."""

    postcode: str = ""
    text: str = ""
    uprn: str = ""
    role: str = ""


@dataclass(frozen=True)
class Contact:
    """A telephone number or e-mail address; ``recent`` is None when nobody knows."""

    value: str
    recent: bool | None = None
    shared: bool = False


@dataclass(frozen=True)
class Link:
    """A tie to something else: a court defendant id, a sentence date, a parent, a school."""

    type: str
    to: str


@dataclass(frozen=True)
class Claim:
    """What one record says of one person.

    ``ref`` is the record's own reference, which ``same_as`` and ``not_same_as`` of the other may
    name: these are the judgements of people, and outrank any score (G5).
    """

    names: tuple[Name, ...] = ()
    births: tuple[PartialDate, ...] = ()
    sex: str = ""
    identifiers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    addresses: tuple[Address, ...] = ()
    phones: tuple[Contact, ...] = ()
    emails: tuple[Contact, ...] = ()
    links: tuple[Link, ...] = ()
    ref: str = ""
    same_as: frozenset[str] = frozenset()
    not_same_as: frozenset[str] = frozenset()
    fingerprint_confirmed: bool = False
    restricted: bool = False
    organisation: bool = False
    died: date | None = None


class Result(StrEnum):
    """The three results (G3)."""

    MATCH = "MATCH"
    REVIEW = "REVIEW"
    NO = "NO"


class Flag(StrEnum):
    """What whoever acts on the result must also know."""

    POSSIBLE_TWINS = "possible_twins"
    FALSE_PARTICULARS = "false_particulars"
    RESTRICTED = "restricted"
    IDENTIFIER_CONFLICT = "identifier_conflict"
    IDENTIFIER_SUSPECT = "identifier_suspect"
    NOT_A_PERSON = "not_a_person"
    NEEDS_ATTENTION = "needs_attention"


@dataclass(frozen=True)
class Comparison:
    """The answer: what to do, how strong the evidence is, part by part, and why in sentences."""

    result: Result
    score: float
    scores: Mapping[str, float]
    reasons: tuple[str, ...]
    flags: frozenset[Flag] = frozenset()


ANYONE = "*"  # in same_as or not_same_as: the other record of the pair, whatever its reference
