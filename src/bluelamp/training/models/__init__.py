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
from .messages import BookingMessage, CalendarFeed, Mailed
from .packages import Package, PackageFile, PackagePiece, PackageUnit
from .planning import (
    PlanDecision,
    PlanFiles,
    PlanHold,
    PlanProgress,
    PlanRun,
    PlanUnplaced,
)
from .practice import PracticeCopy
from .programme import Drop, FrozenDay, Programme
from .readiness import ReadinessSnapshot
from .refreshers import (
    COUNTED_REFRESHERS,
    OPEN_REFRESHERS,
    Refresher,
    RefresherDue,
    RefresherMessage,
    RefresherRun,
)
from .register import RegisterEntry
from .reopening import MarkTakenUp, RegisterReopening, ResultTakenBack
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
    "COUNTED_REFRESHERS",
    "OPEN_REFRESHERS",
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
    "Mailed",
    "MarkTakenUp",
    "Package",
    "PackageFile",
    "PackagePiece",
    "PackageUnit",
    "PlanDecision",
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
    "Refresher",
    "RefresherDue",
    "RefresherMessage",
    "RefresherRun",
    "RegisterEntry",
    "RegisterReopening",
    "Requirement",
    "Result",
    "ResultTakenBack",
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
