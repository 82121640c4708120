"""What is missing before a file may go: the checks of case.md section 15 that the first cut holds.

VR-01 to VR-04 and VR-18. That an exhibit's producer has made a statement (VR-18) is checked once
statements are kept here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from bluelamp.cases.enums import Severity

from .offence_dates import fault_of_dates
from .urn import check_urn


@dataclass(frozen=True, slots=True)
class Lack:
    """A condition that does not hold: what is wrong, of which subject.

    ``part`` and ``key`` say where it is put right.
    """

    rule: str
    severity: Severity
    subject: str
    what: str
    part: str
    key: str = ""


@dataclass(frozen=True, slots=True)
class OfficerFacts:
    """The officer in the case: who supervises them, and how they are reached."""

    name: str
    supervisor: str
    contact: str


@dataclass(frozen=True, slots=True)
class DefendantFacts:
    """What the file must say of a defendant (VR-03)."""

    key: str
    name: str
    has_birth: bool
    has_gender: bool
    has_address: bool
    has_pnc_id: bool
    has_asn: bool = False


@dataclass(frozen=True, slots=True)
class OffenceFacts:
    """What the file must say of an offence (VR-04)."""

    key: str
    code: str
    title: str
    wording: str
    first: date | None
    last: date | None
    place: str


@dataclass(frozen=True, slots=True)
class ExhibitFacts:
    """What the file must hold of an exhibit (VR-18)."""

    key: str
    reference: str
    links: int
    sealed: bool
    missing: bool


@dataclass(frozen=True, slots=True)
class FileFacts:
    """A file as far as its readiness depends on it."""

    urn: str
    officer: OfficerFacts
    charged: bool
    defendants: tuple[DefendantFacts, ...]
    offences: tuple[OffenceFacts, ...]
    exhibits: tuple[ExhibitFacts, ...]


def lacks_of(file: FileFacts, today: date) -> list[Lack]:
    """Return everything that is missing or wrong, in the order of the rules."""
    return [
        *_urn(file.urn),
        *_officer(file.officer),
        *(lack for each in file.defendants for lack in _defendant(each, charged=file.charged)),
        *_defendants(file),
        *(lack for each in file.offences for lack in _offence(each, today)),
        *_exhibits(file.exhibits),
    ]


def _blocks(rule: str, subject: str, what: str, part: str, key: str = "") -> Lack:
    return Lack(rule, Severity.BLOCKS, subject, what, part, key)


def _urn(urn: str) -> Iterator[Lack]:
    checked = check_urn(urn)
    if not checked.valid:
        yield _blocks("VR-01", "URN", checked.problem, "case")


def _officer(officer: OfficerFacts) -> Iterator[Lack]:
    needed = {"name": officer.name, "supervisor": officer.supervisor, "e-mail": officer.contact}
    for what, held in needed.items():
        if not held:
            yield _blocks("VR-02", "Officer in the case", f"no {what}", "staff")


def _defendant(one: DefendantFacts, *, charged: bool) -> Iterator[Lack]:
    needed = {
        "name": bool(one.name),
        "date of birth or estimate": one.has_birth,
        "gender": one.has_gender,
        "address or no fixed abode": one.has_address,
        "PNC ID or note that none is held": one.has_pnc_id,
        "arrest/summons number": one.has_asn or not charged,
    }
    for what, held in needed.items():
        if not held:
            yield _blocks("VR-03", one.name or "Defendant", f"no {what}", "defendant", one.key)


def _defendants(file: FileFacts) -> Iterator[Lack]:
    if not file.defendants:
        yield _blocks("VR-03", "Case", "no defendant", "case")
    if not file.offences:
        yield _blocks("VR-04", "Case", "no offence", "case")


def _offence(one: OffenceFacts, today: date) -> Iterator[Lack]:
    needed = {
        "offence code": one.code,
        "wording of the charge": one.wording.strip(),
        "date": one.first,
        "place": one.place.strip(),
    }
    for what, held in needed.items():
        if not held:
            yield _blocks("VR-04", one.title, f"no {what}", "offence", one.key)
    if fault := fault_of_dates(one.first, one.last, today):
        yield _blocks("VR-04", one.title, fault.reason, "offence", one.key)


def _exhibits(exhibits: tuple[ExhibitFacts, ...]) -> Iterator[Lack]:
    times = Counter(one.reference for one in exhibits)
    for one in exhibits:
        wrong = {
            "its reference is used twice": times[one.reference] > 1,
            "no continuity": not one.links,
            "it is missing": one.missing,
        }
        for what, is_so in wrong.items():
            if is_so:
                yield _blocks("VR-18", one.reference, what, "exhibit", one.key)
        if not one.sealed:
            yield Lack("VR-18", Severity.WARNS, one.reference, "no seal", "exhibit", one.key)
