"""Which ends a role ties, where an officer or a program draws the link by hand (L1, L2)."""

from __future__ import annotations

from ..enums import EntryKind, LinkRole

# Roles that other modules own (a detained person, an exhibit) come with the modules' own records,
# and whether two records are one person is judged, never linked.
PARTS_IN_EVENTS = (
    LinkRole.INVOLVED_PARTY,
    LinkRole.VICTIM,
    LinkRole.WITNESS,
    LinkRole.SUSPECT,
    LinkRole.PERSON_OF_INTEREST,
    LinkRole.REPORTING_PERSON,
    LinkRole.APPROPRIATE_ADULT,
    LinkRole.LEGAL_REPRESENTATIVE,
    LinkRole.INTERPRETER,
)
RELATIONS = (
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
)
PLACES = (LinkRole.HOME,)
DRAWN_BY_HAND = (*PARTS_IN_EVENTS, *RELATIONS, *PLACES)


def target_of(role: LinkRole) -> EntryKind | None:
    """Return what the role ties a person to; None for a role that is not drawn by hand."""
    if role in PARTS_IN_EVENTS:
        return EntryKind.EVENT
    if role in RELATIONS:
        return EntryKind.PERSON
    return EntryKind.LOCATION if role in PLACES else None
