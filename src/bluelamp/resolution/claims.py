"""The facts of the index as the matching engine takes them."""

from __future__ import annotations

from bluelamp.nominals.enums import IdentifierScheme
from bluelamp.nominals.panels import KnownPerson

from .matching import Address, Claim, Contact, Link, Name

_CONTACTS = {IdentifierScheme.PHONE.value: "phones", IdentifierScheme.EMAIL.value: "emails"}


def claim_of(person: KnownPerson) -> Claim:
    """Return the facts of a person as the engine takes them."""
    numbers: dict[str, tuple[str, ...]] = {}
    contacts: dict[str, list[Contact]] = {"phones": [], "emails": []}
    for scheme, value in person.identifiers:
        if kind := _CONTACTS.get(scheme):
            contacts[kind].append(Contact(value))
        else:
            numbers[scheme] = (*numbers.get(scheme, ()), value)
    return Claim(
        names=tuple(
            Name(name.given, name.family, name.verbatim, name.type, name.order)
            for name in person.names
        ),
        births=(person.born,) if person.born else (),
        sex=person.sex,
        identifiers=numbers,
        addresses=tuple(
            Address(each.postcode, ", ".join(filter(None, (each.line, each.town))), each.uprn)
            for each in person.addresses
        ),
        phones=tuple(contacts["phones"]),
        emails=tuple(contacts["emails"]),
        links=tuple(Link(part, other) for part, other in person.ties),
        ref=person.key,
        same_as=person.same_as,
        not_same_as=person.not_same_as,
        fingerprint_confirmed=person.fingerprint_confirmed,
    )
