"""Reading the index."""

from .candidates import Candidate, candidates_for, candidates_of, likely_people
from .changes import changes_after, people_after
from .minimum import parts_to_complete, recorded_of, shortfalls_of
from .network import Network, NetworkAsked, network_of
from .open_links import open_links
from .pages import PersonPage, Relation, person_in_brief, person_page
from .partings import (
    FactSince,
    facts_since,
    notice_whole,
    notices_for,
    open_partings,
    parting_whole,
)
from .people import LastEvent, known_people, last_event_of, people_by_id, span_of
from .photographs import current_photographs, image_of, photograph_with_person, photographs_of
from .sameness import (
    Caution,
    PairStanding,
    cares_about,
    clusters_of,
    golden_id,
    golden_ids,
    judgement_with_people,
    pair_standing,
    standing_among,
    standing_judgements,
)
from .search import events_called, people_sought
from .thing_pages import ThingPage, link_with_ends, object_page, place_page
from .things import ObjectFound, claim_of, objects_by_id, objects_known_by
from .ties import DirectTie, SharedEvent, Tie, Ties, TiesAsked, ties_of
from .timeline import (
    ALL_EVENTS,
    EventFound,
    EventsAsked,
    Timeline,
    TimelinePage,
    TimelinePart,
    event_with_people,
    records_of,
    timeline_of,
    timeline_page,
)

__all__ = [
    "ALL_EVENTS",
    "Candidate",
    "Caution",
    "DirectTie",
    "EventFound",
    "EventsAsked",
    "FactSince",
    "LastEvent",
    "Network",
    "NetworkAsked",
    "ObjectFound",
    "PairStanding",
    "PersonPage",
    "Relation",
    "SharedEvent",
    "ThingPage",
    "Tie",
    "Ties",
    "TiesAsked",
    "Timeline",
    "TimelinePage",
    "TimelinePart",
    "candidates_for",
    "candidates_of",
    "cares_about",
    "changes_after",
    "claim_of",
    "clusters_of",
    "current_photographs",
    "event_with_people",
    "events_called",
    "facts_since",
    "golden_id",
    "golden_ids",
    "image_of",
    "judgement_with_people",
    "known_people",
    "last_event_of",
    "likely_people",
    "link_with_ends",
    "network_of",
    "notice_whole",
    "notices_for",
    "object_page",
    "objects_by_id",
    "objects_known_by",
    "open_links",
    "open_partings",
    "pair_standing",
    "parting_whole",
    "parts_to_complete",
    "people_after",
    "people_by_id",
    "people_sought",
    "person_in_brief",
    "person_page",
    "photograph_with_person",
    "photographs_of",
    "place_page",
    "recorded_of",
    "records_of",
    "shortfalls_of",
    "span_of",
    "standing_among",
    "standing_judgements",
    "ties_of",
    "timeline_of",
    "timeline_page",
]
