"""May this officer? The permission table, ranks, and distance from the investigation."""

from __future__ import annotations

from bluelamp.access.enums import Permission, Role
from bluelamp.access.policies import Decision, Officer, can

from .enums import CareTaskKind, CustodyDuty, CustodyEvent, CustodyState, MentalHealthCheckKind
from .models import CustodyEntry, CustodyRecord
from .rules.answers import Answer
from .rules.authority import (
    DecidingOfficer,
    Station,
    may_authorise_detention,
    may_review,
    separation,
)
from .rules.transitions import TABLE


def can_book_in(officer: Officer) -> Decision:
    """Tell whether the officer may open a custody record."""
    return can(officer, Permission.BOOK_IN_PERSON)


def can_authorise_detention(officer: Officer, record: CustodyRecord) -> Decision:
    """Tell whether the officer may authorise or refuse this detention (ROL-1, ROL-7, ROL-8)."""
    table = can(officer, Permission.AUTHORISE_DETENTION)
    if not table:
        return table
    station = Station(designated=record.suite.is_designated)
    return _decision(may_authorise_detention(as_decider(officer, record), station))


def can_review_detention(officer: Officer, record: CustodyRecord) -> Decision:
    """Tell whether the officer may review this detention (ROL-2, ROL-3, ROL-7)."""
    charged = record.state == CustodyState.CHARGED
    answer = may_review(
        as_decider(officer, record), charged=charged, custody_officer=_is_custody_officer(officer)
    )
    if not answer:
        return _decision(answer)
    needed = Permission.AUTHORISE_DETENTION if charged else Permission.REVIEW_DETENTION
    return can(officer, needed)


def can_release_person(officer: Officer, record: CustodyRecord) -> Decision:
    """Tell whether the officer may record disposals and release this person (ARR-16)."""
    table = can(officer, Permission.RELEASE_PERSON)
    return _apart(officer, record, "release this person") if table else table


def can_care_for_person(officer: Officer, record: CustodyRecord) -> Decision:
    """Tell whether the officer may move this person between cells and write entries."""
    return can(officer, Permission.CARE_FOR_PERSON)


def can_decide_on_risk(officer: Officer, record: CustodyRecord) -> Decision:
    """Tell whether the officer may decide on risk and the level of observation (CAR-1)."""
    table = can(officer, Permission.AUTHORISE_DETENTION)
    if not table:
        return Decision(False, "The custody officer decides on risk and the level of observation.")
    return _apart(officer, record, "decide on risk")


def can_ease_observation(officer: Officer, record: CustodyRecord) -> Decision:
    """Tell whether the officer may watch this person less closely: the custody officer (CAR-7)."""
    table = can(officer, Permission.CARE_FOR_PERSON)
    if not table:
        return table
    if not _is_custody_officer(officer):
        return Decision(False, "Only the custody officer may lower the observation level.")
    return _apart(officer, record, "lower the observation level")


def can_hand_to_interviewer(officer: Officer, record: CustodyRecord) -> Decision:
    """Tell whether the officer may hand the person to an investigator: the CO alone (CAR-18)."""
    table = can(officer, Permission.CARE_FOR_PERSON)
    if not table:
        return table
    if not _is_custody_officer(officer):
        return Decision(False, "The custody officer hands a person over for interview.")
    return _apart(officer, record, "hand this person over for interview")


def can_finish_task(officer: Officer, record: CustodyRecord, kind: CareTaskKind) -> Decision:
    """Tell whether the officer may say that a task is done: the inspector that they were told."""
    if kind is CareTaskKind.TELL_INSPECTOR and officer.may(Permission.REVIEW_DETENTION):
        return Decision(True)
    return can_care_for_person(officer, record)


def can_check_mental_health(
    officer: Officer, record: CustodyRecord, kind: MentalHealthCheckKind
) -> Decision:
    """Tell whether the officer may record a check: the review is the custody officer's (MH-5)."""
    table = can_care_for_person(officer, record)
    if table and kind is MentalHealthCheckKind.CUSTODY_OFFICER and not _is_custody_officer(officer):
        return Decision(False, "The custody officer makes this review.")
    return table


def can_move_to_hospital(officer: Officer, record: CustodyRecord) -> Decision:
    """Tell whether the officer may record a hospital visit, which is for the custody officer."""
    table = can(officer, Permission.CARE_FOR_PERSON)
    if not table:
        return table
    row = next(one for one in TABLE if one.event is CustodyEvent.TO_HOSPITAL)
    if CustodyDuty.CUSTODY_OFFICER in row.duties and not _is_custody_officer(officer):
        return Decision(False, "A hospital visit is recorded by the custody officer.")
    return _apart(officer, record, "record a hospital visit")


def can_print_record(officer: Officer, record: CustodyRecord) -> Decision:
    """Tell whether the officer may have the whole record on paper: whoever may read it."""
    return can(officer, Permission.VIEW_CUSTODY_RECORD)


def can_declare_outage(officer: Officer) -> Decision:
    """Tell whether the officer may declare that a suite worked on paper."""
    return can(officer, Permission.AUTHORISE_DETENTION)


def can_hand_over(officer: Officer) -> Decision:
    """Tell whether the officer may give a shift briefing and take over on one (ROL-11)."""
    for permission in (Permission.CARE_FOR_PERSON, Permission.REVIEW_DETENTION):
        if officer.may(permission):
            return Decision(True)
    return can(officer, Permission.CARE_FOR_PERSON)


def can_correct_entry(officer: Officer, entry: CustodyEntry) -> Decision:
    """Tell whether the officer may correct this entry: whoever wrote it, or the suite's staff."""
    if entry.author_id == officer.id:
        return Decision(True)
    return can_care_for_person(officer, entry.record)


def as_decider(officer: Officer, record: CustodyRecord) -> DecidingOfficer:
    """Return the officer as the rules on authority see them for this person."""
    return DecidingOfficer(
        rank=officer.rank,
        investigating=record.investigating_officer_id == officer.id,
        arrested=record.arrested_by_id == officer.id,
    )


def _apart(officer: Officer, record: CustodyRecord, doing: str) -> Decision:
    return _decision(separation(as_decider(officer, record), doing))


def _is_custody_officer(officer: Officer) -> bool:
    return Role.CUSTODY_OFFICER in officer.roles


def _decision(answer: Answer) -> Decision:
    return Decision(True) if answer else Decision(False, answer.reason)
