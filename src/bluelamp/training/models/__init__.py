"""The programme, its curriculum, people, places, sessions, bookings and results."""

from .adjustments import AdjustmentPlan, PracticalInstruction
from .attempts import (
    Attempt,
    Launch,
    LearnerDocument,
    Progress,
    Statement,
    VirtualPresence,
)
from .bookings import ALIVE, SAT, SEATED, Booking, Swap, WaitingListOffer
from .curriculum import Course, CourseVersion, CurriculumRow, Prerequisite
from .evaluation import (
    Declaration,
    EqualityEntry,
    EqualityVersion,
    EvaluationComment,
    EvaluationCount,
    EvaluationGiven,
)
from .learners import (
    Absence,
    DutyPattern,
    Learner,
    PostRule,
    Requirement,
    Roster,
    TeamLimit,
    WithoutPlace,
)
from .messages import BookingMessage, CalendarFeed
from .packages import Package, PackageFile, PackagePiece, PackageUnit
from .planning import PlanFiles, PlanHold, PlanProgress, PlanRun, PlanUnplaced
from .practice import PracticeCopy
from .programme import Drop, FrozenDay, Programme
from .readiness import ReadinessSnapshot
from .register import RegisterEntry
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
    "Attempt",
    "Booking",
    "BookingMessage",
    "CalendarFeed",
    "Certification",
    "Course",
    "CourseVersion",
    "CurriculumRow",
    "Declaration",
    "Drop",
    "DutyPattern",
    "EqualityEntry",
    "EqualityVersion",
    "Equipment",
    "EvaluationComment",
    "EvaluationCount",
    "EvaluationGiven",
    "FrozenDay",
    "Launch",
    "Learner",
    "LearnerDocument",
    "Package",
    "PackageFile",
    "PackagePiece",
    "PackageUnit",
    "PlanFiles",
    "PlanHold",
    "PlanProgress",
    "PlanRun",
    "PlanUnplaced",
    "PostRule",
    "PracticalInstruction",
    "PracticeCopy",
    "Prerequisite",
    "Programme",
    "Progress",
    "ReadinessSnapshot",
    "RegisterEntry",
    "Requirement",
    "Result",
    "Room",
    "Roster",
    "SessionDay",
    "SessionTrainer",
    "Statement",
    "Swap",
    "TeamLimit",
    "Trainer",
    "TrainerAbsence",
    "TrainingSession",
    "TravelTime",
    "Venue",
    "VirtualPresence",
    "VirtualRoom",
    "WaitingListOffer",
    "WithoutPlace",
]
