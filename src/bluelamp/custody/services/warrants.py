"""Warrants of further detention: applied for, awaited, issued or refused (LIM-8 to LIM-12)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from bluelamp.access.policies import Officer
from bluelamp.core.errors import NotPossible
from bluelamp.core.time import lasting, told
from bluelamp.custody.enums import (
    CourtPresence,
    CustodyEntryKind,
    CustodyEvent,
    CustodyState,
    DetentionType,
    WarrantOutcome,
)
from bluelamp.custody.models import CustodyRecord, WarrantApplication
from bluelamp.custody.policies import can_record_court
from bluelamp.custody.rules.authority_chain import Warrant, warrant_ends
from bluelamp.custody.rules.regime import has_pace_clock
from bluelamp.custody.rules.transitions import may_transition
from bluelamp.custody.rules.warrant import Application, extends, may_grant, refusals
from bluelamp.custody.selectors.authority import (
    authority_of,
    has_indictable_offence,
    is_court_awaited,
)
from bluelamp.custody.selectors.records import clock_of

from .extensions import refuse_all
from .record_keeping import changed_record, check_moment, enter, move_on, written

FIELDS = {"LIM-8": "information", "LIM-9": "waiting_for_court", "LIM-12": "new_evidence"}


@dataclass(frozen=True, slots=True)
class CourtDecision:
    """What the court decided: issued for a length of time, or refused, and how it was heard."""

    outcome: WarrantOutcome
    presence: CourtPresence
    represented: bool
    lasts: timedelta | None = None
    words: str = ""


def apply_for_warrant(
    *,
    record_id: UUID,
    version: int,
    court: str,
    applied_by_id: UUID,
    information: str,
    copy_given: bool,
    occurred_at: datetime,
    by: Officer,
    at: datetime,
    waiting_for_court: str = "",
    new_evidence: str = "",
) -> WarrantApplication:
    """Record that a constable applied to the court, on sworn information (LIM-8, LIM-9).

    While a warrant runs it is an application to extend that (LIM-11). Everything missing is named.
    """
    with changed_record(
        record_id, version=version, may=can_record_court, by=by, action="apply_for_warrant"
    ) as record:
        may_transition(CustodyState(record.state), CustodyEvent.WARRANT).require()
        check_moment(record, "The application", occurred_at, at=at)
        has_pace_clock(DetentionType(record.detention_type)).require()
        _awaits_no_court(record)
        clock = clock_of(record)
        held = authority_of(record, clock, occurred_at)
        refused = record.warrants.filter(outcome=WarrantOutcome.REFUSED).exists()
        sought = Application(
            occurred_at,
            has_indictable_offence(record),
            information,
            copy_given,
            waiting_for_court,
            refused_before=refused,
            new_evidence=new_evidence,
        )
        refuse_all(refusals(clock, sought, held), FIELDS)
        application = WarrantApplication.objects.create(
            record=record,
            extends=extends(held),
            court=written(court, "the court", field="court", rule="LIM-8"),
            applied_at=occurred_at,
            applied_by_id=applied_by_id,
            information=information.strip(),
            waiting_for_court=waiting_for_court.strip(),
            new_evidence=new_evidence.strip(),
        )
        _enter_application(application, by)
        return application


def _awaits_no_court(record: CustodyRecord) -> None:
    if is_court_awaited(record):
        raise NotPossible("An application to the court is already pending.", rule="LIM-8")


def record_court_decision(
    *,
    record_id: UUID,
    version: int,
    decision: CourtDecision,
    occurred_at: datetime,
    by: Officer,
    at: datetime,
) -> WarrantApplication:
    """Record what the court decided on the pending application (LIM-10 to LIM-12).

    A warrant runs from its issue; never beyond 96 hours on the clock.
    """
    with changed_record(
        record_id, version=version, may=can_record_court, by=by, action="record_court_decision"
    ) as record:
        move_on(record, CustodyEvent.WARRANT)
        application = record.warrants.select_for_update().filter(outcome="").first()
        if application is None:
            raise NotPossible("No application to the court is pending.", rule="LIM-8")
        after = [("the application", application.applied_at)]
        check_moment(record, "The decision", occurred_at, at=at, after=after)
        application.outcome = decision.outcome
        application.decided_at = occurred_at
        application.presence = decision.presence
        application.represented = decision.represented
        application.court_words = decision.words.strip()
        if decision.outcome is WarrantOutcome.ISSUED:
            _issue(record, application, decision.lasts, occurred_at)
        else:
            written(decision.words, "why the court refused", field="words", rule="LIM-12")
        application.save()
        _enter_decision(application, by)
        return application


def _issue(
    record: CustodyRecord,
    application: WarrantApplication,
    lasts: timedelta | None,
    issued_at: datetime,
) -> None:
    may_grant(application.applied_at, issued_at, lasts).require("lasts")
    assert lasts is not None  # noqa: S101  the rule asks for it
    application.lasts = lasts
    application.ends_at = warrant_ends(clock_of(record), Warrant(issued_at, lasts))
    if application.ends_at <= issued_at:
        raise NotPossible("96 h have been reached: no warrant can be issued.", rule="LIM-11")


def _enter_application(application: WarrantApplication, by: Officer) -> None:
    what = "Application to extend the warrant" if application.extends else "Application"
    waiting = application.waiting_for_court
    lines = [
        f"{what} of further detention, {application.court}, by {application.applied_by.label}.",
        f"Information sworn: {application.information}",
        f"No court could sit at 36 h: {waiting} (LIM-9)" if waiting else "",
        f"New evidence since: {application.new_evidence}" if application.new_evidence else "",
        "The person has a copy of the information.",
    ]
    enter(
        application.record,
        CustodyEntryKind.WARRANT,
        "\n".join(filter(None, lines)).replace("Application of", "Application for a warrant of"),
        occurred_at=application.applied_at,
        by=by,
        application=str(application.pk),
    )


def _enter_decision(application: WarrantApplication, by: Officer) -> None:
    words = f" {application.court_words}" if application.court_words else ""
    represented = "represented" if application.represented else "not represented"
    presence = CourtPresence(application.presence).label.lower()
    heard = f"{presence}, {represented}"
    if application.outcome == WarrantOutcome.ISSUED and application.lasts and application.ends_at:
        rule = "LIM-11" if application.extends else "LIM-10"
        text = (
            f"Warrant issued for {lasting(application.lasts)}, ends {told(application.ends_at)} "
            f"({rule})"
        )
    else:
        text = "Warrant refused: charge or release, unless time remains (LIM-12)"
    enter(
        application.record,
        CustodyEntryKind.WARRANT,
        f"{text}. {application.court}, {heard}.{words}",
        occurred_at=application.decided_at or application.applied_at,
        by=by,
        application=str(application.pk),
        outcome=application.outcome,
    )
