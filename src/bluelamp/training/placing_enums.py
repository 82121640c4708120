"""Why somebody has no place, as a closed list."""

from __future__ import annotations

from bluelamp.core.words import Coded


class NoPlace(Coded):
    """Why somebody has no place on a course they must take: the demand that took the last day.

    From ``MISSED`` on it is not a timetable that says so but what became of the place they had.
    """

    WINDOW = "WINDOW", "No training day is left"
    DUTY = "DUTY", "Not on duty and rested on any training day"
    AWAY = "AWAY", "Away on every day they could come"
    TEAM = "TEAM", "The cap of the team is reached on every day"
    ROOM = "ROOM", "No room that suits is free"
    TRAINER = "TRAINER", "No trainer is free"
    CLASS = "CLASS", "Sessions are full, and none could be added"
    BY_HAND = "BY_HAND", "Is placed by hand, as agreed"
    MISSED = "MISSED", "Did not come"
    PART = "PART", "Came for a part"
    NOT_PASSED = "NOT_PASSED", "Came and did not pass"
    DECLINED = "DECLINED", "Declined, or did not answer in time"
    RECALLED = "RECALLED", "Was excused"
    CANCELLED = "CANCELLED", "The place was cancelled"
    NOT_TRIED = "NOT_TRIED", "On no timetable yet"
