"""What is said of a person when they are recorded or looked for, and what is wrong with it.

A ``PersonClaim`` is what an officer types. A ``KnownPerson`` is what matching compares: the same
facts with the date of birth as a span, whether they come from a claim or from the index.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..enums import (
    DobQuality,
    IdentifierScheme,
    NameOrder,
    NameType,
    ObservedEthnicity,
    PersonState,
    SelfDefinedEthnicity,
    Sex,
)
from .appearance import problems_of_appearance, says_something
from .birth import OLDEST_AGE, PartialDate, check_birth, from_age, read_birth
from .identifiers import check_identifier
from .life import problems_of_life
from .names import check_name
from .problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from .appearance import DescriptionClaim

LONGEST_FULL_NAME = 200
LONGEST_IDENTIFIER = 60
# An age judged by eye is taken as true within this many years either way (unverified).
ESTIMATE_GIVE_OR_TAKE = 3

_POSTCODE = re.compile(r"([A-Z]{1,2}\d[A-Z\d]?)(\d[A-Z]{2})")
_COUNTRY = re.compile(r"[A-Z]{3}")
_LANGUAGE = re.compile(r"[a-z]{2,3}")
_FAMILY_FIRST = (NameOrder.FAMILY_GIVEN,)


@dataclass(frozen=True, slots=True)
class NameClaim:
    """One name as said. ``full`` is the whole name verbatim, made from the parts where empty.

    ``used_from`` and ``used_until`` are when it was borne; ``evidence`` how surely it is theirs.
    """

    type: NameType
    order: NameOrder
    given: tuple[str, ...]
    family: str
    full: str = ""
    used_from: date | None = None
    used_until: date | None = None
    evidence: str = ""

    @property
    def verbatim(self) -> str:
        """Return the whole name in its bearer's own order."""
        first, last = " ".join(self.given), self.family
        if self.order in _FAMILY_FIRST:
            first, last = last, first
        return self.full or f"{first} {last}".strip()


@dataclass(frozen=True, slots=True)
class AddressClaim:
    """An address as said; ``postcode`` may be empty (not expected of every place)."""

    line: str = ""
    town: str = ""
    postcode: str = ""
    uprn: str = ""


@dataclass(frozen=True, slots=True)
class PersonClaim:
    """What is said of a person. ``birth`` is ``yyyy-mm-dd``, ``yyyy-mm`` or ``yyyy``.

    ``estimated_age`` is in whole years and counts only where ``birth`` is empty. ``identifiers``
    are pairs of scheme and value, as typed. ``expected_on`` is when an unborn child is due.
    """

    names: tuple[NameClaim, ...]
    sex: Sex
    birth: str = ""
    estimated_age: int | None = None
    identifiers: tuple[tuple[str, str], ...] = ()
    address: AddressClaim | None = None
    self_defined_ethnicity: str = ""
    observed_ethnicity: str = ""
    nationality: str = ""
    language: str = ""
    state: PersonState = PersonState.KNOWN
    title: str = ""
    gender_identity: str = ""
    place_of_birth: str = ""
    other_nationalities: tuple[str, ...] = ()
    needs_interpreter: bool = False
    expected_on: date | None = None
    died_on: date | None = None
    death_source: str = ""
    description: DescriptionClaim | None = None

    def born(self, today: date) -> PartialDate | None:
        """Return the date of birth as a span. Raises ValueError for what is not a date."""
        if self.birth:
            return read_birth(self.birth)
        if self.estimated_age is None:
            return None
        return from_age(self.estimated_age, today, ESTIMATE_GIVE_OR_TAKE)

    def canonical_identifiers(self, today: date) -> tuple[tuple[str, str], ...]:
        """Return each identifier as stored, once."""
        checked = (
            check_identifier(scheme, value, today=today) for scheme, value in self.identifiers
        )
        return tuple(dict.fromkeys((each.scheme, each.canonical) for each in checked))


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """The facts of a person that matching compares; identifiers and postcodes are canonical.

    ``key`` is the record's own, which the judgements and ties of others name. ``ties`` are pairs of
    the part that somebody plays for this person and their key.
    """

    names: tuple[NameClaim, ...]
    sex: str = Sex.NOT_KNOWN
    born: PartialDate | None = None
    identifiers: tuple[tuple[str, str], ...] = ()
    addresses: tuple[AddressClaim, ...] = ()
    key: str = ""
    same_as: frozenset[str] = frozenset()
    not_same_as: frozenset[str] = frozenset()
    fingerprint_confirmed: bool = False
    ties: tuple[tuple[str, str], ...] = ()


def known(claim: PersonClaim, today: date) -> KnownPerson:
    """Return the facts of a claim that has no blocking problem."""
    return KnownPerson(
        names=claim.names,
        sex=claim.sex,
        born=claim.born(today),
        identifiers=claim.canonical_identifiers(today),
        addresses=(claim.address,) if claim.address else (),
    )


def problems_of(claim: PersonClaim, today: date) -> tuple[tuple[str, Problem], ...]:
    """Return everything wrong with a claim, each with the answer at fault (section 11).

    The answers are named ``given_names``, ``family_name``, ``birth``, ``estimated_age``,
    ``postcode``, ``nationality``, ``language`` and so on, or by the scheme of an identifier.
    """
    return (
        *_problems_of_identity(claim),
        *(found for name in claim.names for found in problems_of_name(name)),
        *problems_of_description(claim, today),
        *(found for pair in claim.identifiers for found in problems_of_identifier(*pair, today)),
        *_problems_of_address(claim.address),
        *(problems_of_appearance(claim.description, today) if claim.description else ()),
    )


def worded(problem: Problem) -> str:
    """Return the message with the rule it follows from."""
    if problem.rule in problem.message:
        return problem.message
    return f"{problem.message.rstrip('.')} ({problem.rule})."


def problems_of_description(claim: PersonClaim, today: date) -> tuple[tuple[str, Problem], ...]:
    """Return what is wrong with what is said besides names, numbers and address."""
    return (
        *_problems_of_birth(claim, today),
        *_problems_of_codes(claim),
        *problems_of_life(claim, today),
    )


def problems_of_name(name: NameClaim) -> Iterator[tuple[str, Problem]]:
    """Yield what is wrong with one name (NV-05, NV-06, M10, DS_031 to DS_033)."""
    for given in name.given:
        for problem in check_name(given, "Given names"):
            yield "given_names", problem
    for problem in check_name(name.family, "Family name", surname=True):
        yield "family_name", problem
    for word in name.full.split():
        for problem in check_name(word, "Full name", surname=True):
            if problem.blocks:
                yield "given_names", problem
    if len(name.verbatim) > LONGEST_FULL_NAME:
        said = f"The whole name can have at most {LONGEST_FULL_NAME} characters."
        yield "given_names", Problem("Given names", "DS_031", said)
    if name.used_from and name.used_until and name.used_until < name.used_from:
        said = "A name is not given up before it is borne."
        yield "used_until", Problem("Borne until", "DS_033", said)


def problems_of_identifier(scheme: str, value: str, today: date) -> Iterator[tuple[str, Problem]]:
    """Yield what is wrong with a typed identifier (NV-07)."""
    if scheme not in tuple(IdentifierScheme):
        yield "identifiers", Problem("Identifier", "NV-07", f"‘{scheme}’ is not a scheme we know.")
        return
    checked = check_identifier(scheme, value, today=today)
    if not checked.valid:
        label = IdentifierScheme(scheme).label
        yield scheme, Problem(label, "NV-07", f"{label}: {checked.problem}")
    elif len(checked.canonical) > LONGEST_IDENTIFIER:
        label = IdentifierScheme(scheme).label
        said = f"{label} can have at most {LONGEST_IDENTIFIER} characters."
        yield scheme, Problem(label, "NV-07", said)


def read_postcode(typed: str) -> str:
    """Return a postcode as stored, ``SW1A 2AA``; empty when it has not the shape of one (NV-09)."""
    found = _POSTCODE.fullmatch("".join(typed.split()).upper())
    return f"{found[1]} {found[2]}" if found else ""


def _problems_of_identity(claim: PersonClaim) -> Iterator[tuple[str, Problem]]:
    if any(name.verbatim for name in claim.names):
        return
    if claim.description and says_something(claim.description):
        return
    if claim.state is PersonState.UNBORN and claim.expected_on:
        return
    aged = claim.birth or claim.estimated_age is not None
    if claim.sex == Sex.NOT_KNOWN or not aged:
        said = (
            "Give a name; if none is known, give the sex and an estimated age, or describe the "
            "person."
        )
        yield "given_names", Problem("Given names", "M4", said)


def _problems_of_birth(claim: PersonClaim, today: date) -> Iterator[tuple[str, Problem]]:
    answer, label = "birth", "Date of birth"
    if not claim.birth:
        answer, label = "estimated_age", "Estimated age"
        if claim.estimated_age is not None and not 0 <= claim.estimated_age <= OLDEST_AGE:
            said = f"{label} is between 0 and {OLDEST_AGE}."
            yield answer, Problem(label, "NV-04", said)
            return
    try:
        born = claim.born(today)
    except ValueError as error:
        yield answer, Problem(label, "NV-04", f"{label}: {error}")
        return
    if born and claim.birth:
        for problem in check_birth(born, today):
            yield answer, Problem(label, "NV-04", problem.message, problem.blocks)


def _problems_of_address(address: AddressClaim | None) -> Iterator[tuple[str, Problem]]:
    if address is None:
        return
    if address.postcode and not read_postcode(address.postcode):
        said = f"Postcode ‘{address.postcode}’ has not the shape of one, such as SW1A 2AA."
        yield "postcode", Problem("Postcode", "NV-09", said)
    for answer, label, text, longest in (
        ("address_line", "Address", address.line, 120),
        ("town", "Town", address.town, 60),
    ):
        if len(text) > longest:
            said = f"{label} can have at most {longest} characters; this has {len(text)}."
            yield answer, Problem(label, "BS 7666", said)


def _problems_of_codes(claim: PersonClaim) -> Iterator[tuple[str, Problem]]:
    checks = (
        ("sex", "Sex", "DS_037", claim.sex in tuple(Sex)),
        (
            "self_defined_ethnicity",
            "Self-defined ethnicity",
            "DS_038",
            claim.self_defined_ethnicity in ("", *SelfDefinedEthnicity),
        ),
        (
            "observed_ethnicity",
            "Observed ethnicity",
            "DS_112",
            claim.observed_ethnicity in ("", *ObservedEthnicity),
        ),
        ("nationality", "Nationality", "ISO 3166", _is(_COUNTRY, claim.nationality)),
        ("language", "Language", "ISO 639", _is(_LANGUAGE, claim.language)),
    )
    for answer, label, rule, right in checks:
        if not right:
            yield answer, Problem(label, rule, f"{label} is not one of the codes in use.")


def _is(pattern: re.Pattern[str], code: str) -> bool:
    return not code or bool(pattern.fullmatch(code))


def quality_of(claim: PersonClaim, born: PartialDate | None) -> DobQuality:
    """Return how well the date of birth of a claim is known."""
    return born.quality if born else DobQuality.UNKNOWN
