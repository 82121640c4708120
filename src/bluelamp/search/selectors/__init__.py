"""Reading what a search finds, and what is saved to be run again."""

from .glances import last_events_of, people_of
from .people import MOST_COUNTED, MOST_PEOPLE, PeopleFound, people_found
from .places import places_found
from .records import records_found
from .results import (
    RECORDS,
    Found,
    ResultPage,
    found_for,
    result_page,
)
from .saved import News, matches_of, news_of, own_saved_search, saved_searches_of
from .searches import own_search, sought_by
from .sight import Sight, sight_of
from .things import objects_called
from .traits import Background, PartPlayed, backgrounds_of

__all__ = [
    "MOST_COUNTED",
    "MOST_PEOPLE",
    "RECORDS",
    "Background",
    "Found",
    "News",
    "PartPlayed",
    "PeopleFound",
    "ResultPage",
    "Sight",
    "backgrounds_of",
    "found_for",
    "last_events_of",
    "matches_of",
    "news_of",
    "objects_called",
    "own_saved_search",
    "own_search",
    "people_found",
    "people_of",
    "places_found",
    "records_found",
    "result_page",
    "saved_searches_of",
    "sight_of",
    "sought_by",
]
