"""Reading the training programme, each in a constant number of statements."""

from .adjustments import plan_for_page, plans_for
from .mine import (
    booking_of,
    bookings_of,
    colleagues_to_swap_with,
    has_booking,
    learner_of,
    own_plan,
    requirements_of,
    swaps_asked_of,
    swaps_open,
)
from .programme import (
    AudienceCount,
    audience_counts,
    courses_of,
    current_drop,
    drop_with,
    matrix_of,
    version_for,
)
from .resources import trainers_listed, venue_for_page, venues_listed, virtual_rooms
from .sessions import (
    practical_instructions,
    session_for_page,
    session_in_brief,
    sessions_found,
    sessions_listed,
    sessions_to_choose,
    teaches,
)
from .team import Calendar, calendar_of, releases_awaited, teams_below, unit_led_by

__all__ = [
    "AudienceCount",
    "Calendar",
    "audience_counts",
    "booking_of",
    "bookings_of",
    "calendar_of",
    "colleagues_to_swap_with",
    "courses_of",
    "current_drop",
    "drop_with",
    "has_booking",
    "learner_of",
    "matrix_of",
    "own_plan",
    "plan_for_page",
    "plans_for",
    "practical_instructions",
    "releases_awaited",
    "requirements_of",
    "session_for_page",
    "session_in_brief",
    "sessions_found",
    "sessions_listed",
    "sessions_to_choose",
    "swaps_asked_of",
    "swaps_open",
    "teaches",
    "teams_below",
    "trainers_listed",
    "unit_led_by",
    "venue_for_page",
    "venues_listed",
    "version_for",
    "virtual_rooms",
]
