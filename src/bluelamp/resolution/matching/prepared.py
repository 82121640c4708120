"""A claim made ready to compare (8.2): standard names, dates, numbers, postcodes, telephones."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bluelamp.nominals.rules.contact_points import check_email, check_phone
from bluelamp.nominals.rules.identifiers import check_identifier, scheme_named
from bluelamp.nominals.rules.names import plain_capitals
from bluelamp.nominals.rules.police_numbers import cro_has_prints

from . import weights
from .claim import Contact
from .prepared_names import PreparedName, prepare_names

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from bluelamp.nominals.rules.birth import PartialDate

    from .claim import Address, Claim

_POSTCODE = re.compile(r"([A-Z]{1,2}\d[A-Z\d]?)(\d[A-Z]{2})?")
_IN_TEXT = re.compile(r"\b([A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2})\b")
_OPAQUE = re.compile(r"[A-Z0-9]{5,20}")
_CROWDED_WORDS = re.compile(
    r"\b(hostel|hmp|prison|yoi|care home|nursing home|approved premises|refuge|hotel|b&b|"
    r"barracks|hall of residence|halls of residence|student|night shelter|shelter|"
    r"no fixed abode|nfa|homeless|immigration removal|detention centre|hospital|foyer|ymca)\b",
    re.IGNORECASE,
)
_CROWDED_ROLES = frozenset({"hostel", "prison", "care_home", "nfa", "school", "work"})


@dataclass(frozen=True)
class Place:
    """An address ready to compare; ``crowded`` when many unrelated people share it."""

    postcode: str
    outcode: str
    uprn: str
    text: str
    crowded: bool


@dataclass(frozen=True)
class Prepared:
    """A claim in its standard form, and the claim itself."""

    claim: Claim
    names: tuple[PreparedName, ...]
    births: tuple[PartialDate, ...]
    identifiers: Mapping[str, frozenset[str]]
    invalid: Mapping[str, frozenset[str]]
    places: tuple[Place, ...]
    phones: Mapping[str, Contact]
    emails: Mapping[str, Contact]


def prepare(
    claim: Claim, *, today: date | None = None, crowded: frozenset[str] = frozenset()
) -> Prepared:
    """Make a claim ready to compare.

    ``crowded`` lists postcodes and UPRNs known for many unrelated residents (8.6); ``today``
    decides the century of short police numbers.
    """
    valid, invalid = _identifiers(claim, today)
    return Prepared(
        claim=claim,
        names=prepare_names(claim.names),
        births=tuple(born for born in claim.births if not born.is_null),
        identifiers=valid,
        invalid=invalid,
        places=prepare_places(claim.addresses, crowded),
        phones=_contacts(claim.phones, _of_scheme(claim, "phone"), "phone"),
        emails=_contacts(claim.emails, _of_scheme(claim, "email"), "email"),
    )


def prepare_places(
    addresses: Iterable[Address], crowded: frozenset[str] = frozenset()
) -> tuple[Place, ...]:
    """Make addresses ready to compare; ``crowded`` as for ``prepare``."""
    return tuple(_place(address, crowded) for address in addresses)


def _of_scheme(claim: Claim, scheme: str) -> tuple[str, ...]:
    """Return the values given under any word for this scheme."""
    found = (values for word, values in claim.identifiers.items() if scheme_named(word) == scheme)
    return tuple(value for values in found for value in values)


def _identifiers(
    claim: Claim, today: date | None
) -> tuple[dict[str, frozenset[str]], dict[str, frozenset[str]]]:
    """Return the valid and the invalid identifiers by scheme, in canonical form."""
    valid: dict[str, set[str]] = {}
    invalid: dict[str, set[str]] = {}
    for word, values in claim.identifiers.items():
        for value in values:
            scheme, canonical, good = _identifier(scheme_named(word), value, today)
            (valid if good else invalid).setdefault(scheme, set()).add(canonical)
    return _frozen(valid), _frozen(invalid)


def _identifier(scheme: str, value: str, today: date | None) -> tuple[str, str, bool]:
    checked = check_identifier(scheme, value, today=today)
    if not checked.valid and scheme == "passport" and _OPAQUE.fullmatch(checked.canonical):
        return "foreign_passport", checked.canonical, True
    if scheme == "cro" and not cro_has_prints(checked.canonical):
        scheme = "cro_sf"
    return scheme, checked.canonical, checked.valid


def _frozen(found: dict[str, set[str]]) -> dict[str, frozenset[str]]:
    skipped = weights.NEVER_COMPARED | {"phone", "email"}
    return {name: frozenset(values) for name, values in found.items() if name not in skipped}


def _place(address: Address, crowded: frozenset[str]) -> Place:
    typed = address.postcode or _postcode_in(address.text)
    found = _POSTCODE.fullmatch("".join(typed.upper().split()))
    postcode = found[0] if found and found[2] else ""
    text = " ".join(plain_capitals(re.sub(r"[^\w]+", " ", address.text)).split())
    is_crowded = (
        address.role in _CROWDED_ROLES
        or bool(_CROWDED_WORDS.search(address.text))
        or bool({postcode, address.uprn} & crowded - {""})
    )
    return Place(postcode, found[1] if found else "", address.uprn, text, is_crowded)


def _postcode_in(text: str) -> str:
    found = _IN_TEXT.search(text.upper())
    return found[1] if found else ""


def _contacts(contacts: Iterable[Contact], others: Iterable[str], kind: str) -> dict[str, Contact]:
    """Return valid contacts by canonical form; a dummy or impossible number counts for nothing."""
    check = check_phone if kind == "phone" else check_email
    every = [*contacts, *(Contact(value) for value in others)]
    checked = ((check(contact.value), contact) for contact in every)
    return {found.canonical: contact for found, contact in checked if found.valid}
