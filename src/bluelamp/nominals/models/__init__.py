"""The one index: people, objects, locations and events, and the links between them.

An ``Entry`` is anything the index knows. A person, an object, a location or an event *is* an entry,
so a link has two ends of one kind, and a module's own record (a custody record, an item of
property, a case) joins the index by being registered as an event.
"""

from .descriptions import DistinguishingFeature, PhysicalDescription
from .entries import Entry, Event, EventNumber, Link, words
from .parts_of_marks import PartsOfMark
from .people import Identifier, Person, PersonName, WarningMarker
from .photographs import Photograph, PhotographImage
from .places import Location
from .sameness import ClusterMember, Judgement, NumberConflict, Parting, PartingNotice
from .things import IndexObject, ObjectNumber

__all__ = [
    "ClusterMember",
    "DistinguishingFeature",
    "Entry",
    "Event",
    "EventNumber",
    "Identifier",
    "IndexObject",
    "Judgement",
    "Link",
    "Location",
    "NumberConflict",
    "ObjectNumber",
    "Parting",
    "PartingNotice",
    "PartsOfMark",
    "Person",
    "PersonName",
    "Photograph",
    "PhotographImage",
    "PhysicalDescription",
    "WarningMarker",
    "words",
]
