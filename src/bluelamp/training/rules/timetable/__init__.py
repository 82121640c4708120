"""A simple timetable: rooms filled day by day from those who are free, until a better plan comes.

It keeps the hard constraints that can be told beforehand: duty and rest (H3, H4), absences (H2),
caps of teams (H5), seats and what a room has (H6, H9), trainers certified, present and not beyond
their days in a week (H7, TRN-4.4), nobody twice on a day. It looks for no best plan: the planner
does. Whoever is left has a reason in numbers.
"""

from .making import make_timetable
from .reasons import Left
from .terms import Frame, Kind, Placed, Pupil, Seats, Teacher

__all__ = [
    "Frame",
    "Kind",
    "Left",
    "Placed",
    "Pupil",
    "Seats",
    "Teacher",
    "make_timetable",
]
