"""Reading the index."""

from .candidates import Candidate, candidates_for, candidates_of, likely_people
from .changes import changes_after, people_after
from .pages import PersonPage, Relation, TimelineEntry, person_page, records_of, timeline_of
from .partings import (
    FactSince,
    facts_since,
    notice_whole,
    notices_for,
    open_partings,
    parting_whole,
)
from .people import LastEvent, known_people, last_event_of, people_by_id
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
from .search import EventFound, events_called, people_sought
from .things import ObjectFound, objects_by_id, objects_known_by
from .timeline import TimelinePage, TimelinePart, event_with_people, timeline_page

__all__ = [
    "Candidate",
    "Caution",
    "EventFound",
    "FactSince",
    "LastEvent",
    "ObjectFound",
    "PairStanding",
    "PersonPage",
    "Relation",
    "TimelineEntry",
    "TimelinePage",
    "TimelinePart",
    "candidates_for",
    "candidates_of",
    "cares_about",
    "changes_after",
    "clusters_of",
    "event_with_people",
    "events_called",
    "facts_since",
    "golden_id",
    "golden_ids",
    "judgement_with_people",
    "known_people",
    "last_event_of",
    "likely_people",
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
    "person_page",
    "records_of",
    "standing_among",
    "standing_judgements",
    "timeline_of",
    "timeline_page",
]
