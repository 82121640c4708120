"""The words of training, as closed lists."""

from __future__ import annotations

from bluelamp.access.enums import PlatformModule as PlatformModule
from bluelamp.core.words import Coded, Worded

from .evaluation_enums import Dimension as Dimension
from .evaluation_enums import EqualityTrigger as EqualityTrigger
from .evaluation_enums import EvaluationLevel as EvaluationLevel
from .evaluation_enums import Question as Question
from .evaluation_enums import Teller as Teller
from .evaluation_enums import Theme as Theme
from .placing_enums import NoPlace as NoPlace
from .refresher_enums import NotNeededBecause as NotNeededBecause
from .refresher_enums import RefresherCause as RefresherCause
from .refresher_enums import RefresherRunState as RefresherRunState
from .refresher_enums import RefresherState as RefresherState


class DeliveryMode(Coded):
    """How somebody is taught (TRN-1.1, TRN-3.2)."""

    CLASSROOM = "CLASSROOM", "Classroom"
    DIGITAL = "DIGITAL", "Digital package with virtual trainer-led sessions"


class ModeReason(Coded):
    """Why somebody is taught as they are (TRN-3.2, TRN-3.3)."""

    COMMAND = "COMMAND", "As their command is taught"
    CANNOT_TRAVEL = "CANNOT_TRAVEL", "Cannot travel to a venue"
    ADJUSTMENT = "ADJUSTMENT", "As their agreed adjustments ask"


class Delivery(Coded):
    """How one version of a course is given."""

    CLASSROOM = "CLASSROOM", "Classroom"
    VIRTUAL = "VIRTUAL", "Virtual, led by a trainer"
    SELF_PACED = "SELF_PACED", "By oneself, from a digital package"
    REFRESHER = "REFRESHER", "Refresher, the short e-learning of it"

    @property
    def has_sessions(self) -> bool:
        """Tell whether it is given at a time and place that is booked."""
        return self in {Delivery.CLASSROOM, Delivery.VIRTUAL}


class RoleProfile(Worded):
    """What a post does, as far as training asks (TRN-3.11, to be confirmed)."""

    RESPONSE = "response"
    NEIGHBOURHOOD = "neighbourhood"
    LOCAL_INVESTIGATION = "local_investigation"
    CID = "cid"
    SAFEGUARDING = "safeguarding"
    CUSTODY = "custody"
    CRIMINAL_JUSTICE = "criminal_justice"
    INTELLIGENCE = "intelligence"
    SPECIALIST_CRIME = "specialist_crime"
    PROPERTY = "property"
    WARRANTS = "warrants"
    SUPERVISOR = "supervisor"
    RECORDS_AND_AUDIT = "records_and_audit"
    CONTACT_CENTRE = "contact_centre"
    OTHER = "other"

    @property
    def label(self) -> str:
        """Return the words shown to people."""
        return "CID" if self is RoleProfile.CID else super().label


class Level(Worded):
    """How far somebody uses a module, in ascending order (TRN-3.10)."""

    NONE = "none"
    AWARE = "aware"
    USE = "use"
    SUPERVISE = "supervise"
    ADMINISTER = "administer"

    def is_at_least(self, other: Level) -> bool:
        """Tell whether this level takes in the other."""
        order = list(Level)
        return order.index(self) >= order.index(other)


class RequirementSource(Coded):
    """Why somebody must take a course."""

    POST = "POST", "Their post asks for it"
    DELTA = "DELTA", "They used the first drop: only what is new"
    PREREQUISITE = "PREREQUISITE", "Another course builds on it"
    ADDED = "ADDED", "Added by hand"


class OutOfScope(Coded):
    """Why somebody is not counted for go-live; listed and counted all the same (TRN-7.10)."""

    LONG_ABSENCE = "LONG_ABSENCE", "Long absence"
    SECONDED = "SECONDED", "Seconded out"
    LEAVING = "LEAVING", "Leaves before go-live"


class AbsenceKind(Coded):
    """What else keeps somebody away; all of it counts against the cap (TRN-5.1)."""

    LEAVE = "LEAVE", "Leave"
    SICKNESS = "SICKNESS", "Sickness"
    COURT = "COURT", "Court"
    OTHER_COURSE = "OTHER_COURSE", "Another course"
    PARENTAL = "PARENTAL", "Maternity, paternity or adoption leave"
    SECONDMENT = "SECONDMENT", "Secondment"
    OTHER = "OTHER", "Away"


class TrainerKind(Coded):
    """The two kinds of trainers who teach together (TRN-1.4, TRN-4.3)."""

    SUPPLIER = "SUPPLIER", "Supplier's trainer"
    FACILITATOR = "FACILITATOR", "Facilitator with a policing background"


class EquipmentKind(Coded):
    """What can be brought into a room."""

    PORTABLE_LOOP = "PORTABLE_LOOP", "Portable hearing loop"
    ADJUSTABLE_DESK = "ADJUSTABLE_DESK", "Height-adjustable desk"
    LAPTOP = "LAPTOP", "Laptop"
    SCREEN = "SCREEN", "Large screen"
    OTHER = "OTHER", "Other"


class DeclineReason(Coded):
    """Why a place is not taken. None of them asks about health."""

    REST_DAY = "REST_DAY", "It is my rest day"
    LEAVE = "LEAVE", "I am on leave"
    COURT = "COURT", "I am at court"
    OPERATION = "OPERATION", "I am on an operation"
    PLACE = "PLACE", "I cannot get to the place"
    TIME = "TIME", "The time does not suit my work or caring"
    NEEDS = "NEEDS", "It does not suit what I need"
    OTHER = "OTHER", "Other"


class Approval(Coded):
    """Where the line manager's release for a booking stands."""

    NOT_NEEDED = "NOT_NEEDED", "Not needed"
    AWAITED = "AWAITED", "Awaited"
    GIVEN = "GIVEN", "Given"
    COMMANDER = "COMMANDER", "Given by the commander"
    REFUSED = "REFUSED", "Refused"


class OfferState(Coded):
    """What became of a place offered from the waiting list."""

    OPEN = "OPEN", "Open"
    TAKEN = "TAKEN", "Taken"
    DECLINED = "DECLINED", "Declined"
    EXPIRED = "EXPIRED", "Ran out"
    WITHDRAWN = "WITHDRAWN", "Withdrawn"


class SwapState(Coded):
    """What became of one colleague asking another to swap places."""

    ASKED = "ASKED", "Asked"
    AGREED = "AGREED", "Swapped"
    REFUSED = "REFUSED", "Refused"
    WITHDRAWN = "WITHDRAWN", "Withdrawn"


class PlanState(Coded):
    """Where somebody's adjustments stand."""

    REQUESTED = "REQUESTED", "Asked for"
    AGREED = "AGREED", "Agreed"
    ENDED = "ENDED", "Ended"


class Confidence(Coded):
    """What a review found: the test of success is confidence at go-live (TRN-1.9)."""

    CONFIDENT = "CONFIDENT", "Confident at go-live"
    NOT_YET = "NOT_YET", "Not yet confident: the measures change"


class ResultSource(Coded):
    """What told of an outcome."""

    REGISTER = "REGISTER", "The trainer's register"
    PACKAGE = "PACKAGE", "The digital package"
    ASSESSMENT = "ASSESSMENT", "An assessment"
    WAIVER = "WAIVER", "Waived for what was learnt before"
    LOADED = "LOADED", "Loaded from another system"
    BEFORE = "BEFORE", "A test before the course"
    REFRESHER = "REFRESHER", "A refresher: e-learning and practice task"


class MadeBy(Coded):
    """What put a session on the timetable."""

    TIMETABLE = "TIMETABLE", "The built-in timetable"
    PLAN = "PLAN", "The planner's plan"
    HAND = "HAND", "By hand"


class BookingState(Coded):
    """Where one person's place on one session stands (TRN-8.1)."""

    INVITED = "INVITED", "Invited"
    ACCEPTED = "ACCEPTED", "Accepted"
    TENTATIVE = "TENTATIVE", "Not sure yet"
    DECLINED = "DECLINED", "Declined"
    CONFIRMED = "CONFIRMED", "Confirmed"
    ATTENDED = "ATTENDED", "Attended"
    PARTIAL = "PARTIAL", "Attended in part"
    NO_SHOW = "NO_SHOW", "Did not come"
    EXCUSED = "EXCUSED", "Excused"
    CANCELLED = "CANCELLED", "Cancelled"
    WAITLISTED = "WAITLISTED", "On the waiting list"
    OFFERED = "OFFERED", "Offered a place"
    EXPIRED = "EXPIRED", "Offer ran out"


class SessionState(Coded):
    """Where a session stands (TRN-4.10)."""

    PLANNED = "PLANNED", "Planned"
    OPEN = "OPEN", "Open for booking"
    FULL = "FULL", "Full"
    LOCKED = "LOCKED", "Closed for changes"
    RUNNING = "RUNNING", "Running"
    DONE = "DONE", "Done"
    CANCELLED = "CANCELLED", "Cancelled"


class Outcome(Coded):
    """What came of a course, whatever taught it (TRN-10.7)."""

    NOT_STARTED = "NOT_STARTED", "Not started"
    IN_PROGRESS = "IN_PROGRESS", "Under way"
    COMPLETED = "COMPLETED", "Completed, not assessed"
    PASSED = "PASSED", "Passed"
    FAILED = "FAILED", "Failed"
    WAIVED = "WAIVED", "Waived"


class NoticeClass(Coded):
    """What training on a day not rostered costs, by how soon it was told (TRN-6.14, TRN-6.16)."""

    ANOTHER_REST_DAY = "ANOTHER_REST_DAY", "Another rest day"
    TIME_AND_A_HALF = "TIME_AND_A_HALF", "Time and a half, pay or time as the officer chooses"
    DOUBLE_TIME = "DOUBLE_TIME", "Double time"
    DOUBLE_TIME_AND_DAY_OFF = "DOUBLE_TIME_AND_DAY_OFF", "Double time and a day off"


class CancelledRestDay(Coded):
    """What follows when a rest day that was to be worked is no longer needed (TRN-6.15)."""

    TAKES_REST_DAY = "TAKES_REST_DAY", "Takes the rest day; nothing is due"
    OFFICER_CHOOSES = "OFFICER_CHOOSES", "Chooses the rest day, or work with compensation"


class VenueLack(Coded):
    """What makes a venue unusable for classroom training, wanted or not (TRN-4.6)."""

    NOT_STEP_FREE = "NOT_STEP_FREE", "no step-free access"
    NO_PARKING = "NO_PARKING", "no parking"
    NO_LOOP = "NO_LOOP", "no hearing loop"
    NO_ADJUSTABLE_DESK = "NO_ADJUSTABLE_DESK", "no height-adjustable desk"
    NO_BREAKOUT = "NO_BREAKOUT", "no breakout area"
    NO_CONTEMPLATION_ROOM = "NO_CONTEMPLATION_ROOM", "no contemplation room"


class GateName(Worded):
    """The gates before go-live (TRN-7.8)."""

    EIGHT_WEEKS = "eight_weeks_before"
    FOUR_WEEKS = "four_weeks_before"
    TWO_WEEKS = "two_weeks_before"
    ONE_WEEK = "one_week_before"


class InvitationMethod(Coded):
    """What an invitation tells a calendar to do (TRN-10.9)."""

    REQUEST = "REQUEST", "Invite, or tell of a change"
    CANCEL = "CANCEL", "Cancel"


class RegisterField(Coded):
    """What of somebody a register holds: of each day when they came and left, and one result."""

    ARRIVAL = "ARRIVAL", "Start of the day"
    DEPARTURE = "DEPARTURE", "End of the day"
    RESULT = "RESULT", "Assessment"

    @property
    def is_of_a_day(self) -> bool:
        """Tell whether each day of the session has its own."""
        return self is not RegisterField.RESULT


class RegisterMark(Coded):
    """What a trainer can say of somebody in a register (TRN-8.7)."""

    HERE = "HERE", "Here"
    LATE = "LATE", "Came late"
    ABSENT = "ABSENT", "Did not come"
    EXCUSED = "EXCUSED", "Excused"
    STAYED = "STAYED", "Stayed to the end"
    LEFT = "LEFT", "Left"
    SCORE = "SCORE", "Score"
    BLANK = "BLANK", "Nothing marked"


class MessageKind(Coded):
    """What a message about a booking is for."""

    REQUEST = "REQUEST", "Invitation"
    CANCEL = "CANCEL", "Cancellation"
    REMINDER = "REMINDER", "Reminder"


class MessageState(Coded):
    """What became of a message; one is mailed once, or not at all unless somebody asks again."""

    QUEUED = "QUEUED", "Waiting to be sent"
    SENDING = "SENDING", "Being sent"
    SENT = "SENT", "Sent"
    FAILED = "FAILED", "Could not be sent"
    UNSENT = "UNSENT", "Not sent"
    OVERTAKEN = "OVERTAKEN", "Not needed any more"


class CalendarAnswer(Coded):
    """What somebody answers in their calendar, as calendars write it (TRN-10.9)."""

    ACCEPTED = "ACCEPTED", "Accepted"
    TENTATIVE = "TENTATIVE", "Not sure yet"
    DECLINED = "DECLINED", "Declined"


class PlanRunState(Coded):
    """Where the making of a plan stands."""

    QUEUED = "QUEUED", "Waiting to begin"
    RUNNING = "RUNNING", "Being made"
    STOPPED = "STOPPED", "Stopped, with the best plan so far"
    DONE = "DONE", "Made"
    FAILED = "FAILED", "Failed"

    @property
    def is_over(self) -> bool:
        """Tell whether nothing more happens by itself."""
        return self not in {PlanRunState.QUEUED, PlanRunState.RUNNING}


class PlanDecisionKind(Coded):
    """What somebody decided about a plan."""

    ACCEPT = "ACCEPT", "Accept"
    TAKE_BACK = "TAKE_BACK", "Take back"


class PlanDecisionState(Coded):
    """How far a decision about a plan is carried out."""

    WAITING = "WAITING", "Waiting to begin"
    RUNNING = "RUNNING", "Being carried out"
    DONE = "DONE", "Carried out"
    REFUSED = "REFUSED", "Refused"


class PlanKeeping(Coded):
    """What of the timetable as it stands a new plan keeps to."""

    ALL = "ALL", "Every place, invitations not answered too"
    FIXED = "FIXED", "Every place, and move nobody: who lost theirs gets what is free, at once"
    ANSWERED = "ANSWERED", "Only places that people have answered for"


class HoldKind(Coded):
    """What a person has decided, and no plan changes."""

    SESSION = "SESSION", "A session stays as it is"
    BOOKING = "BOOKING", "A person stays on a session"
    VENUE_WEEK = "VENUE_WEEK", "A venue is not used in one week"
