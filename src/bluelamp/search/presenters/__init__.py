"""Search results in words."""

from .filters import FilterGroup, filter_groups, removable
from .hits import Hit, hits, role_words
from .reasons import why_words
from .records import record_hits, why_record
from .saved import SavedRow, saved_row
from .things import ThingHit, place_hits, thing_hits, why_object, why_place
from .understood import count_words, narrowing_words, understood_rows, understood_words

__all__ = [
    "FilterGroup",
    "Hit",
    "SavedRow",
    "ThingHit",
    "count_words",
    "filter_groups",
    "hits",
    "narrowing_words",
    "place_hits",
    "record_hits",
    "removable",
    "role_words",
    "saved_row",
    "thing_hits",
    "understood_rows",
    "understood_words",
    "why_object",
    "why_place",
    "why_record",
    "why_words",
]
