"""Roles, permissions and the kinds of units and ranks."""

from __future__ import annotations

import re
from enum import StrEnum

from bluelamp.core.words import Worded


class Role(Worded):
    """What a member of staff does here. A person may hold several."""

    CUSTODY_OFFICER = "custody_officer"
    DETENTION_OFFICER = "detention_officer"
    INSPECTOR = "inspector"
    SUPERINTENDENT = "superintendent"
    INVESTIGATING_OFFICER = "investigating_officer"
    SUPERVISOR = "supervisor"
    PROPERTY_OFFICER = "property_officer"
    CASE_BUILDER = "case_builder"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"
    TRAINING_COORDINATOR = "training_coordinator"
    TRAINER = "trainer"
    ADJUSTMENTS_COORDINATOR = "adjustments_coordinator"


class Permission(StrEnum):
    """What may be done. Deny by default: what no role holds, nobody may do."""

    USE_BLUELAMP = "use_bluelamp"
    SEARCH_INDEX = "search_index"
    VIEW_PERSON = "view_person"
    CREATE_PERSON = "create_person"
    RECORD_OBJECT = "record_object"
    VIEW_RESTRICTED_ADDRESSES = "view_restricted_addresses"
    JUDGE_SAMENESS = "judge_sameness"
    REMOVE_PHOTOGRAPH = "remove_photograph"
    VIEW_CUSTODY_BOARD = "view_custody_board"
    VIEW_CUSTODY_RECORD = "view_custody_record"
    VIEW_CUSTODY_STATISTICS = "view_custody_statistics"
    BOOK_IN_PERSON = "book_in_person"
    AUTHORISE_DETENTION = "authorise_detention"
    REVIEW_DETENTION = "review_detention"
    CARE_FOR_PERSON = "care_for_person"
    RELEASE_PERSON = "release_person"
    MANAGE_SUITES = "manage_suites"
    SET_CUSTODY_AUTHORITIES = "set_custody_authorities"
    VIEW_PROPERTY = "view_property"
    RECORD_PROPERTY = "record_property"
    MOVE_PROPERTY = "move_property"
    VIEW_CASE = "view_case"
    OPEN_CASE = "open_case"
    EDIT_CASE = "edit_case"
    VIEW_STAFF = "view_staff"
    MANAGE_STAFF = "manage_staff"
    VIEW_AUDIT = "view_audit"
    VIEW_TRAINING = "view_training"
    MANAGE_TRAINING = "manage_training"
    RELEASE_FOR_TRAINING = "release_for_training"
    TEACH_SESSION = "teach_session"
    COORDINATE_ADJUSTMENTS = "coordinate_adjustments"

    @property
    def in_words(self) -> str:
        """Return what may be done as said in a sentence: ``book in a person``."""
        words = self.value.replace("_", " ")
        words = re.sub(r"\b(person|photograph|case|custody record|session)$", r"a \1", words)
        words = re.sub(r"\b(object)$", r"an \1", words)
        words = re.sub(r"^release for", "release people for", words)
        return re.sub(r"\b(custody board|index|audit)$", r"the \1", words)


class PlatformModule(Worded):
    """A part of the platform that somebody learns to use and is let into (TRN-3.10)."""

    SEARCH_AND_INDEX = "search_and_index"
    CRIME = "crime"
    INTELLIGENCE = "intelligence"
    CUSTODY = "custody"
    PROPERTY = "property"
    CASE = "case"
    SAFEGUARDING = "safeguarding"
    WARRANTS = "warrants"
    AUDIT = "audit"


class ClearanceKind(Worded):
    """Why somebody is let into a part of the platform that is closed to the untrained."""

    TRAINED = "TRAINED"
    EXCEPTION = "EXCEPTION"

    @property
    def label(self) -> str:
        """Return the words shown to people."""
        return "Trained" if self is ClearanceKind.TRAINED else "Emergency exception"


class Touches(StrEnum):
    """What a route does with personal data; every route declares one."""

    NOTHING = "nothing"
    READS = "reads"
    CHANGES = "changes"
    DISCLOSES = "discloses"


class Door(StrEnum):
    """By what a request shows who asks: the session of an officer, the token of a program.

    Or the ticket of a launch, on the host of digital packages, where nothing else is shown. Or the
    secret in the address of a calendar, which is all that calendar programs can show.
    """

    SESSION = "session"
    TOKEN = "token"  # noqa: S105 - a word, not a secret
    EITHER = "either"
    LAUNCH = "launch"
    FEED = "feed"


class UnitKind(Worded):
    """The levels of the tree of units."""

    FORCE = "FORCE"
    COMMAND = "COMMAND"
    BCU = "BCU"
    BRANCH = "BRANCH"
    STATION = "STATION"
    TEAM = "TEAM"


class CommandClass(Worded):
    """Which training audience a command belongs to (TRN-3.2)."""

    BCU = "BCU"
    MET_INTEL = "MET_INTEL"
    SPECIALIST_CRIME = "SPECIALIST_CRIME"
    OTHER = "OTHER"


class Rank(Worded):
    """Ranks and grades, in ascending order of authority."""

    VOLUNTEER = "volunteer"
    POLICE_STAFF = "police_staff"
    PCSO = "pcso"
    SPECIAL_CONSTABLE = "special_constable"
    CONSTABLE = "constable"
    SERGEANT = "sergeant"
    INSPECTOR = "inspector"
    CHIEF_INSPECTOR = "chief_inspector"
    SUPERINTENDENT = "superintendent"
    CHIEF_SUPERINTENDENT = "chief_superintendent"
    COMMANDER = "commander"
    DEPUTY_ASSISTANT_COMMISSIONER = "deputy_assistant_commissioner"
    ASSISTANT_COMMISSIONER = "assistant_commissioner"

    @property
    def label(self) -> str:
        """Return the rank as spoken."""
        return "PCSO" if self is Rank.PCSO else super().label

    def is_at_least(self, other: Rank) -> bool:
        """Tell whether this rank has the authority of ``other`` (ROL-2, ROL-4)."""
        order = list(Rank)
        return order.index(self) >= order.index(other)
