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
    LinkRole.MISSING_PERSON,
    LinkRole.DECEASED,
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
# What an address is to a person (section 6).
PLACES = (
    LinkRole.HOME,
    LinkRole.NO_FIXED_ABODE,
    LinkRole.WORK_ADDRESS,
    LinkRole.BAIL_ADDRESS,
    LinkRole.HOSTEL,
    LinkRole.PRISON,
    LinkRole.SCHOOL_ADDRESS,
    LinkRole.CARE_HOME,
    LinkRole.PREVIOUS_ADDRESS,
    LinkRole.OCCUPANT,
    LinkRole.FREQUENTS,
)
THINGS = (
    LinkRole.OWNER,
    LinkRole.KEEPER,
    LinkRole.DRIVER,
    LinkRole.USER,
    LinkRole.SUBSCRIBER,
    LinkRole.HOLDER,
)
# What a thing is to an event or a place.
THINGS_IN_EVENTS = (LinkRole.USED_IN, LinkRole.SEEN_IN)
THINGS_AT_PLACES = (LinkRole.KEPT_AT, LinkRole.FREQUENTS)

_ENDS: tuple[tuple[tuple[LinkRole, ...], EntryKind, EntryKind], ...] = (
    (PARTS_IN_EVENTS, EntryKind.PERSON, EntryKind.EVENT),
    (RELATIONS, EntryKind.PERSON, EntryKind.PERSON),
    (PLACES, EntryKind.PERSON, EntryKind.LOCATION),
    (THINGS, EntryKind.PERSON, EntryKind.OBJECT),
    (THINGS_IN_EVENTS, EntryKind.OBJECT, EntryKind.EVENT),
    (THINGS_AT_PLACES, EntryKind.OBJECT, EntryKind.LOCATION),
    ((LinkRole.SCENE,), EntryKind.LOCATION, EntryKind.EVENT),
)


def ends_of(role: LinkRole) -> frozenset[tuple[EntryKind, EntryKind]]:
    """Return which kinds a role ties, first end and second; empty where not drawn by hand."""
    return frozenset((source, target) for roles, source, target in _ENDS if role in roles)


def target_of(role: LinkRole) -> EntryKind | None:
    """Return what the role ties a person to; None for a role that ties a person to nothing."""
    mine = [target for source, target in ends_of(role) if source is EntryKind.PERSON]
    return mine[0] if mine else None
