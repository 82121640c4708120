"""Reading the index."""

from .candidates import Candidate, candidates_for, candidates_of, likely_people
from .pages import PersonPage, Relation, TimelineEntry, person_page, timeline_of
from .people import LastEvent, known_people, last_event_of, people_by_id
from .search import EventFound, events_called, people_sought
from .timeline import TimelinePage, TimelinePart, event_with_people, timeline_page

__all__ = [
    "Candidate",
    "EventFound",
    "LastEvent",
    "PersonPage",
    "Relation",
    "TimelineEntry",
    "TimelinePage",
    "TimelinePart",
    "candidates_for",
    "candidates_of",
    "event_with_people",
    "events_called",
    "known_people",
    "last_event_of",
    "likely_people",
    "people_by_id",
    "people_sought",
    "person_page",
    "timeline_of",
    "timeline_page",
]
