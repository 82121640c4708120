"""The one index: people, locations and events, and the links between them.

An ``Entry`` is anything the index knows. A person, a location or an event *is* an entry, so a link
has two ends of one kind, and a module's own record (a custody record, an item of property, a case)
joins the index by being registered as an event.
"""

from .entries import Entry, Event, Link, words
from .people import Identifier, Person, PersonName, WarningMarker
from .places import Location
from .sameness import ClusterMember, Judgement, Parting, PartingNotice

__all__ = [
    "ClusterMember",
    "Entry",
    "Event",
    "Identifier",
    "Judgement",
    "Link",
    "Location",
    "Parting",
    "PartingNotice",
    "Person",
    "PersonName",
    "WarningMarker",
    "words",
]
