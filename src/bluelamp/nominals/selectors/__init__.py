"""Reading the index."""

from .candidates import Candidate, candidates_for, candidates_of, likely_people
from .pages import PersonPage, Relation, TimelineEntry, person_page, timeline_of
from .people import LastEvent, known_people, last_event_of, people_by_id, span_of
from .search import EventFound, events_called, people_sought

__all__ = [
    "Candidate",
    "EventFound",
    "LastEvent",
    "PersonPage",
    "Relation",
    "TimelineEntry",
    "candidates_for",
    "candidates_of",
    "events_called",
    "known_people",
    "last_event_of",
    "likely_people",
    "people_by_id",
    "people_sought",
    "person_page",
    "timeline_of",
    "span_of",
]
