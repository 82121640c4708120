"""May this officer? The permission table, ranks, and distance from the investigation."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from bluelamp.access.enums import Permission, Rank, Role
from bluelamp.access.policies import Decision, Officer, can

from .enums import (
    CareTaskKind,
    CustodyDuty,
    CustodyEvent,
    CustodyState,
    DisposalCode,
    MentalHealthCheckKind,
)
from .involvement import involved_in
from .models import CustodyEntry, CustodyRecord
from .rules.answers import Answer
from .rules.authority import (
    MAY_ACT_AS,
    DecidingOfficer,
    Station,
    may_authorise_detention,
    may_lend,
    may_review,
    separation,
)
from .rules.transitions import TABLE

FOR_THE_INSPECTOR = {CareTaskKind.TELL_INSPECTOR, CareTaskKind.REFER_IOPC}


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


@dataclass(frozen=True, slots=True)
class ActingUp:
    """Authority to use the powers of the next rank: given by whom (ROL-5)."""

    as_rank: Rank
    by_id: UUID
    by_rank: Rank
    by_label: str


def can_act_up(officer: Officer, acting: ActingUp | None) -> Decision:
    """Tell whether the powers lent to an officer may be: by whom, and to which rank (ROL-5)."""
    if acting is None:
        return Decision(True)
    if MAY_ACT_AS.get(officer.rank) is not acting.as_rank:
        rank = officer.rank.label.lower()
        return Decision(False, f"A {rank} may not act as {acting.as_rank.label.lower()}.")
    if acting.by_id == officer.id:
        return Decision(False, "Nobody authorises themselves to act up.")
    return _decision(may_lend(acting.as_rank, acting.by_rank))


def may_need_acting(officer: Officer, needed: Rank) -> bool:
    """Tell whether the officer has the powers of a rank only by acting up (ROL-5)."""
    return not officer.rank.is_at_least(needed) and MAY_ACT_AS.get(officer.rank) is needed


def can_open_review(officer: Officer, record: CustodyRecord) -> Decision:
    """Tell whether the officer may come to the page of a review, perhaps to act up (ROL-5)."""
    return can_review_detention(officer, record, _any_acting(officer))


def can_review_detention(
    officer: Officer, record: CustodyRecord, acting: ActingUp | None = None
) -> Decision:
    """Tell whether the officer may review this detention (ROL-2, ROL-3, ROL-5, ROL-7)."""
    charged = record.state == CustodyState.CHARGED
    lent = can_act_up(officer, acting)
    if not lent:
        return lent
    answer = may_review(
        as_decider(officer, record, acting),
        charged=charged,
        custody_officer=_is_custody_officer(officer),
    )
    if not answer:
        return _decision(answer)
    needed = Permission.AUTHORISE_DETENTION if charged else Permission.REVIEW_DETENTION
    return can(officer, needed)


def can_release_person(officer: Officer, record: CustodyRecord) -> Decision:
    """Tell whether the officer may record disposals and release this person (ARR-16)."""
    table = can(officer, Permission.RELEASE_PERSON)
    return _apart(officer, record, "release this person") if table else table


def can_manage_suites(officer: Officer) -> Decision:
    """Tell whether the officer may set up, close and change cells (CAR-14)."""
    return can(officer, Permission.MANAGE_SUITES)


def can_set_authorities(officer: Officer) -> Decision:
    """Tell whether the officer may set who authorises searches and where drug tests are in force.

    Set by an inspector or above, never by those who search and test (SRC-4, SRC-10).
    """
    return can(officer, Permission.SET_CUSTODY_AUTHORITIES)


def can_look_again(officer: Officer, record: CustodyRecord, code: DisposalCode) -> Decision:
    """Tell whether the officer may look again at a disposal: under investigation, a supervisor."""
    if code is DisposalCode.RUI:
        table = can(officer, Permission.REVIEW_DETENTION)
        return _apart(officer, record, "review a release under investigation") if table else table
    return can(officer, Permission.RELEASE_PERSON)


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
    """Tell whether the officer may say that a task is done: the inspector what falls to them."""
    if kind in FOR_THE_INSPECTOR and officer.may(Permission.REVIEW_DETENTION):
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


def can_extend_detention(
    officer: Officer, record: CustodyRecord, acting: ActingUp | None = None
) -> Decision:
    """Tell whether the officer may extend this detention (ROL-4, ROL-5, ROL-7)."""
    table = can(officer, Permission.REVIEW_DETENTION)
    lent = can_act_up(officer, acting)
    if not (table and lent):
        return table if not table else lent
    if not as_decider(officer, record, acting).powers.is_at_least(Rank.SUPERINTENDENT):
        return Decision(False, "An extension needs a superintendent or above.")
    return _apart(officer, record, "extend detention")


def can_open_extension(officer: Officer, record: CustodyRecord) -> Decision:
    """Tell whether the officer may come to the page of an extension, perhaps to act up (ROL-5)."""
    return can_extend_detention(officer, record, _any_acting(officer))


def can_record_court(officer: Officer, record: CustodyRecord) -> Decision:
    """Tell whether the officer may record what is applied for in court and what it decided."""
    return _can_decide(officer, record, "record the court's decision")


def can_charge(officer: Officer, record: CustodyRecord) -> Decision:
    """Tell whether the officer may charge this person and decide on bail after it (CHG-1)."""
    table = can(officer, Permission.RELEASE_PERSON)
    return _apart(officer, record, "charge this person") if table else table


def can_manage_bail(officer: Officer, record: CustodyRecord) -> Decision:
    """Tell whether the officer may vary, suspend or end this person's bail (BAI-12, BAI-17)."""
    table = can(officer, Permission.RELEASE_PERSON)
    return _apart(officer, record, "decide on this person's bail") if table else table


def can_open_bail_extension(officer: Officer, record: CustodyRecord) -> Decision:
    """Tell whether the officer may come to the page of a bail extension; the step names the rank.

    Inspectors and superintendents decide, custody officers record the court's (BAI-17).
    """
    if officer.may(Permission.REVIEW_DETENTION) or officer.may(Permission.AUTHORISE_DETENTION):
        return _apart(officer, record, "extend bail")
    return Decision(False, "Bail is extended by an inspector or above.")


def can_transfer(officer: Officer, record: CustodyRecord) -> Decision:
    """Tell whether the officer may send or receive this person (section 16, ROL-7)."""
    return _can_decide(officer, record, "move this person")


def can_correct_time(officer: Officer, record: CustodyRecord) -> Decision:
    """Tell whether the officer may correct a time on which the clock rests (clock model 5)."""
    return _can_decide(officer, record, "correct a time of the clock")


def can_acknowledge(officer: Officer, record: CustodyRecord) -> Decision:
    """Tell whether the officer may acknowledge a decision taken on corrected figures."""
    table = can(officer, Permission.REVIEW_DETENTION)
    if table and not officer.rank.is_at_least(Rank.INSPECTOR):
        return Decision(False, "An inspector or above looks at a decision on corrected figures.")
    return _apart(officer, record, "acknowledge a flagged decision") if table else table


def can_decide_on_incident(officer: Officer, record: CustodyRecord) -> Decision:
    """Tell whether the officer may record a death or an escape, and what follows (CAR-17)."""
    table = can(officer, Permission.REVIEW_DETENTION)
    if not table or not officer.rank.is_at_least(Rank.INSPECTOR):
        return Decision(False, "An inspector or above records a death or an escape.")
    return _apart(officer, record, "record a death or an escape")


def as_decider(
    officer: Officer, record: CustodyRecord, acting: ActingUp | None = None
) -> DecidingOfficer:
    """Return the officer as the rules on authority see them for this person.

    One statement, once a record: who is on a case about it counts as investigating (ROL-7).
    """
    return DecidingOfficer(
        rank=officer.rank,
        acting_as=acting.as_rank if acting else None,
        investigating=record.investigating_officer_id == officer.id
        or officer.id in _involved(record),
        arrested=record.arrested_by_id == officer.id,
    )


def _involved(record: CustodyRecord) -> frozenset[UUID]:
    known: frozenset[UUID] | None = getattr(record, "_involved", None)
    if known is None:
        known = involved_in(record.pk)
        record._involved = known  # type: ignore[attr-defined]
    return known


def _any_acting(officer: Officer) -> ActingUp | None:
    """Return an authority such as might be given, to see whether asking for it makes sense."""
    lent = MAY_ACT_AS.get(officer.rank)
    if lent is None or not officer.may(Permission.REVIEW_DETENTION):
        return None
    return ActingUp(lent, UUID(int=0), Rank.ASSISTANT_COMMISSIONER, "")


def _can_decide(officer: Officer, record: CustodyRecord, doing: str) -> Decision:
    """Answer for what a custody officer decides, apart from the investigation (ROL-1, ROL-7)."""
    table = can(officer, Permission.AUTHORISE_DETENTION)
    return _apart(officer, record, doing) if table else table


def _apart(officer: Officer, record: CustodyRecord, doing: str) -> Decision:
    return _decision(separation(as_decider(officer, record), doing))


def _is_custody_officer(officer: Officer) -> bool:
    return Role.CUSTODY_OFFICER in officer.roles


def _decision(answer: Answer) -> Decision:
    return Decision(True) if answer else Decision(False, answer.reason)
