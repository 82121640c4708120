"""Reading the index."""

from .candidates import Candidate, candidates_for, candidates_of, likely_people
from .changes import changes_after, people_after
from .network import Network, NetworkAsked, network_of
from .pages import PersonPage, Relation, person_in_brief, person_page
from .partings import (
    FactSince,
    facts_since,
    notice_whole,
    notices_for,
    open_partings,
    parting_whole,
)
from .people import LastEvent, known_people, last_event_of, people_by_id
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
from .things import ObjectFound, objects_by_id, objects_known_by
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
    "network_of",
    "notice_whole",
    "notices_for",
    "objects_by_id",
    "objects_known_by",
    "open_partings",
    "pair_standing",
    "parting_whole",
    "people_after",
    "people_by_id",
    "people_sought",
    "person_in_brief",
    "person_page",
    "photograph_with_person",
    "photographs_of",
    "records_of",
    "standing_among",
    "standing_judgements",
    "ties_of",
    "timeline_of",
    "timeline_page",
]
