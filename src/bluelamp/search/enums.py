"""Words of search: how results are grouped, and how long ago something was."""

from __future__ import annotations

from bluelamp.core.words import Coded


class Kind(Coded):
    """What sort of thing was found, where it is not an event of some kind."""

    PERSON = "person", "People"
    OBJECT = "object", "Vehicles and other objects"
    PLACE = "place", "Places"


class Span(Coded):
    """How long ago the last event was."""

    MONTH = "30d", "In the last 30 days"
    YEAR = "1y", "30 days to a year ago"
    FIVE_YEARS = "5y", "1 to 5 years ago"
    LONGER = "older", "More than 5 years ago"
    NEVER = "none", "No event that you may open"
