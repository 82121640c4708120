"""The words of training, as closed lists."""

from __future__ import annotations

from bluelamp.access.enums import PlatformModule as PlatformModule
from bluelamp.core.words import Coded, Worded


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

    @property
    def has_sessions(self) -> bool:
        """Tell whether it is given at a time and place that is booked."""
        return self is not Delivery.SELF_PACED


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


class EvaluationLevel(Coded):
    """The levels of evaluation that are measured here (Kirkpatrick, section 9)."""

    REACTION = "REACTION", "Level 1: reaction"
    LEARNING = "LEARNING", "Level 2: learning"
    BEHAVIOUR = "BEHAVIOUR", "Level 3: behaviour"


class Teller(Coded):
    """Who answers a form of evaluation."""

    SELF = "SELF", "The person who was taught"
    MANAGER = "MANAGER", "Their line manager"


class Question(Coded):
    """What is asked, each rated from 1 to 5."""

    RELEVANCE = "RELEVANCE", "What was taught is relevant to my job"
    PACE = "PACE", "The pace was right for me"
    CONFIDENCE = "CONFIDENCE", "I can do my job on day 1"
    TOOK_PART = (
        "TOOK_PART",
        "I could take part fully: nothing about the place or the format hindered me",
    )
    FIRST_TIME_RIGHT = "FIRST_TIME", "Records are right the first time"
    REASONS = "REASONS", "Reasons for access are given clearly and fit the case"
    WITHOUT_HELP = "NO_HELP", "The work is done without calling for help"


class Dimension(Coded):
    """By what answers are compared; each answer is counted in each of them separately."""

    ALL = "ALL", "Everybody"
    COURSE = "COURSE", "Course"
    VENUE = "VENUE", "Venue"
    TEAM = "TEAM", "Who taught"
    AGE = "AGE", "Age"
    DISABILITY = "DISABILITY", "Disability"
    GENDER = "GENDER", "Gender reassignment"
    MARRIAGE = "MARRIAGE", "Marriage and civil partnership"
    PREGNANCY = "PREGNANCY", "Pregnancy and maternity"
    RACE = "RACE", "Race"
    RELIGION = "RELIGION", "Religion or belief"
    SEX = "SEX", "Sex"
    ORIENTATION = "ORIENTATION", "Sexual orientation"

    @property
    def is_protected(self) -> bool:
        """Tell whether it is one of the nine protected characteristics (GOV-8.2)."""
        return self not in {Dimension.ALL, Dimension.COURSE, Dimension.VENUE, Dimension.TEAM}


class Theme(Coded):
    """What a comment is about, as a reader judged it."""

    PACE = "PACE", "Pace and length"
    CONTENT = "CONTENT", "What was taught"
    PRACTICE = "PRACTICE", "Time to practise"
    TRAINER = "TRAINER", "Trainers"
    PLACE = "PLACE", "Venue and room"
    ACCESS = "ACCESS", "Accessibility and adjustments"
    TECHNOLOGY = "TECHNOLOGY", "Equipment and technology"
    TIMETABLE = "TIMETABLE", "Timetable and notice"
    SUPPORT = "SUPPORT", "Help afterwards"
    OTHER = "OTHER", "Something else"


class EqualityTrigger(Coded):
    """What an entry of the equality impact record answers (GOV-8.4)."""

    DIFFERENCE = "DIFFERENCE", "A difference between groups"
    FEEDBACK = "FEEDBACK", "New feedback"
    VENUE = "VENUE", "A venue, or what it lacks"
    ADJUSTMENTS = "ADJUSTMENTS", "What adjustments ask for"
    APPROACH = "APPROACH", "A change of approach"
    COMPLAINT = "COMPLAINT", "A complaint"
