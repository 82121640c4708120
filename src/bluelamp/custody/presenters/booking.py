"""What was said of a person while they are booked in, in words."""

from __future__ import annotations

from bluelamp.nominals.services import PersonClaim


def name_words(claim: PersonClaim) -> str:
    """Return the name as said."""
    return claim.names[0].verbatim if claim.names else "a person whose name is not known"


def said_words(claim: PersonClaim) -> str:
    """Return ``Zoë O’Brien, female, born 27/03/1985``, to hold against the people shown."""
    born = ""
    if claim.birth:
        born = "born " + "/".join(reversed(claim.birth.split("-")))
    elif claim.estimated_age is not None:
        born = f"aged about {claim.estimated_age}"
    return ", ".join(filter(None, [name_words(claim), claim.sex.label.lower(), born]))
