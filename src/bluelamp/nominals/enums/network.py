"""Words of the drawing of whom a person is tied to."""

from __future__ import annotations

from bluelamp.core.words import Coded

from .entries import LinkRole


class TieSort(Coded):
    """What ties two people: the filter of the drawing."""

    FAMILY = "family", "Family and partners"
    HOUSEHOLD = "household", "Household and care"
    ASSOCIATES = "associates", "Associates and gangs"
    OTHER = "other", "Other direct links"
    EVENTS = "events", "Events they share"


class Period(Coded):
    """How far back ties are drawn."""

    YEAR = "1", "The last year"
    FIVE_YEARS = "5", "The last five years"
    ALWAYS = "all", "Any time"


FAMILY = (
    LinkRole.PARTNER,
    LinkRole.EX_PARTNER,
    LinkRole.PARENT,
    LinkRole.CHILD,
    LinkRole.SIBLING,
    LinkRole.RELATIVE,
)
_SORTS = {
    **dict.fromkeys(FAMILY, TieSort.FAMILY),
    LinkRole.HOUSEHOLD: TieSort.HOUSEHOLD,
    LinkRole.CARER: TieSort.HOUSEHOLD,
    LinkRole.ASSOCIATE: TieSort.ASSOCIATES,
    LinkRole.GANG: TieSort.ASSOCIATES,
    LinkRole.CO_DEFENDANT: TieSort.ASSOCIATES,
}
# Whether two records are one person is judged, and is no tie between two people.
NO_TIES = (LinkRole.SAME_AS, LinkRole.NOT_SAME_AS)
# Whose work it was to be there has not met anybody in a sense that says something of them (L6).
AT_WORK = (LinkRole.ARRESTING_OFFICER, LinkRole.LEGAL_REPRESENTATIVE, LinkRole.INTERPRETER)


def sort_of(role: LinkRole) -> TieSort:
    """Return what sort of tie a direct link is."""
    return _SORTS.get(role, TieSort.OTHER)


def roles_of(sorts: frozenset[TieSort]) -> tuple[LinkRole, ...]:
    """Return the roles of direct links of these sorts."""
    return tuple(role for role in LinkRole if role not in NO_TIES and sort_of(role) in sorts)
