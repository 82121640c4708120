"""The programme, its curriculum, people, places, sessions, bookings and results."""

from .adjustments import AdjustmentPlan, PracticalInstruction
from .bookings import ALIVE, SAT, SEATED, Booking, Swap, WaitingListOffer
from .curriculum import Course, CourseVersion, CurriculumRow, Prerequisite
from .learners import Absence, DutyPattern, Learner, PostRule, Requirement, Roster, TeamLimit
from .programme import Drop, FrozenDay, Programme
from .resources import (
    Certification,
    Equipment,
    Room,
    Trainer,
    TrainerAbsence,
    TravelTime,
    Venue,
    VirtualRoom,
)
from .results import Result
from .sessions import SessionDay, SessionTrainer, TrainingSession

__all__ = [
    "ALIVE",
    "SAT",
    "SEATED",
    "Absence",
    "AdjustmentPlan",
    "Booking",
    "Certification",
    "Course",
    "CourseVersion",
    "CurriculumRow",
    "Drop",
    "DutyPattern",
    "Equipment",
    "FrozenDay",
    "Learner",
    "PostRule",
    "PracticalInstruction",
    "Prerequisite",
    "Programme",
    "Requirement",
    "Result",
    "Room",
    "Roster",
    "SessionDay",
    "SessionTrainer",
    "Swap",
    "TeamLimit",
    "Trainer",
    "TrainerAbsence",
    "TrainingSession",
    "TravelTime",
    "Venue",
    "VirtualRoom",
    "WaitingListOffer",
]
