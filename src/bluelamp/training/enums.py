"""The words of training, as closed lists."""

from __future__ import annotations

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
