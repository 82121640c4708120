"""Charging a person, and keeping them for court (CHG-1 to CHG-8)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from bluelamp.access.policies import Officer
from bluelamp.core.errors import NotPossible
from bluelamp.core.time import told
from bluelamp.custody.enums import (
    AccommodationAsked,
    BailRefusal,
    CertificateReason,
    CustodyEntryKind,
    CustodyEvent,
    CustodyState,
    DisposalCode,
)
from bluelamp.custody.models import BailRefused, ChildCertificate, CustodyEntry, CustodyRecord
from bluelamp.custody.policies import can_charge
from bluelamp.custody.rules.age import ages_at
from bluelamp.custody.rules.charge import may_certify, may_charge, may_keep, may_release_charged
from bluelamp.custody.rules.disposals import CHARGES
from bluelamp.custody.rules.transitions import may_transition
from bluelamp.custody.rules.vulnerability import treated_as_child

from .disposals import (
    Decision,
    charge_if_ended_by_it,
    dispose,
    end_bail_pause,
    facts_before_leaving,
)
from .powers import refuse_without_arrest
from .record_keeping import changed_record, check_moment, enter, written


@dataclass(frozen=True, slots=True)
class ChargeFacts:
    """How the person was charged (CHG-2, CHG-3): who decided, in whose presence, what was said."""

    reply: str
    notice_given: bool = True
    by_cps: bool = False
    reference: str = ""
    adult_present: str = ""


@dataclass(frozen=True, slots=True)
class KeptFor:
    """Why a charged person is not released (CHG-4, CHG-5)."""

    grounds: Sequence[BailRefusal]
    reason: str


@dataclass(frozen=True, slots=True)
class CertificateFacts:
    """What is certified to the court of a child who was not moved (CHG-8)."""

    asked_at: datetime
    asked_whom: str
    asked_for: AccommodationAsked
    answer: str
    reason: CertificateReason
    words: str


def charge_person(
    *,
    record_id: UUID,
    version: int,
    offence_ids: Sequence[UUID],
    decision: Decision,
    facts: ChargeFacts,
    occurred_at: datetime,
    by: Officer,
    at: datetime,
    kept: KeptFor | None = None,
) -> CustodyEntry:
    """Charge one or several offences at once, and decide on bail (CHG-1 to CHG-6).

    With the last offence on the clock the clock ends (CLK-7) and the custody officer reviews.
    """
    with changed_record(
        record_id, version=version, may=can_charge, by=by, action="charge_person"
    ) as record:
        refuse_without_arrest(record)
        _may_be_charged(record)
        check_moment(record, "The charge", occurred_at, at=at, after=facts_before_leaving(record))
        _check_charge(record, offence_ids, decision, facts, kept, occurred_at)
        entry = _enter_charge(record, offence_ids, facts, occurred_at, by)
        disposals = dict.fromkeys(offence_ids, decision)
        dispose(record, disposals, occurred_at=occurred_at, by=by, charging=True)
        if kept is not None and decision.code is DisposalCode.CHG_REMAND:
            _keep(record, kept, occurred_at, by)
        charge_if_ended_by_it(record)
        if record.state == CustodyState.CHARGED:
            end_bail_pause(record, occurred_at)
        return entry


def certify_child(
    *,
    record_id: UUID,
    version: int,
    facts: CertificateFacts,
    occurred_at: datetime,
    by: Officer,
    at: datetime,
) -> ChildCertificate:
    """Certify to the court why a child kept after charge was not moved (CHG-7, CHG-8)."""
    with changed_record(
        record_id, version=version, may=can_charge, by=by, action="certify_child"
    ) as record:
        may_transition(CustodyState(record.state), CustodyEvent.KEEP).require()
        after = [("the request to the local authority", facts.asked_at)]
        check_moment(record, "The certificate", occurred_at, at=at, after=after)
        _, oldest = ages_at(record.person.born_from, record.person.born_to, occurred_at)
        if not treated_as_child(record.person.born_to, occurred_at):
            raise NotPossible("Only of a child: this person is an adult.", rule="CHG-7")
        may_certify(facts.reason, age=oldest, words=facts.words).require("words")
        certificate = ChildCertificate.objects.create(
            record=record,
            certified_at=occurred_at,
            certified_by_id=by.id,
            asked_at=facts.asked_at,
            asked_whom=written(facts.asked_whom, "who was asked", field="asked_whom", rule="CHG-8"),
            asked_for=facts.asked_for,
            answer=written(facts.answer, "what they answered", field="answer", rule="CHG-8"),
            reason=facts.reason,
            reason_words=facts.words.strip(),
        )
        _enter_certificate(certificate, by)
        return certificate


def needs_certificate(record: CustodyRecord, at: datetime) -> bool:
    """Tell whether a child is kept after charge without move or certificate (CHG-7)."""
    kept = record.offences.filter(disposal=DisposalCode.CHG_REMAND).exists()
    child = treated_as_child(record.person.born_to, at)
    return kept and child and not record.child_certificates.exists()


def _may_be_charged(record: CustodyRecord) -> None:
    """Let a person who is charged with one offence be charged with the next (RT-16)."""
    state = CustodyState(record.state)
    if state is not CustodyState.CHARGED:
        may_transition(state, CustodyEvent.CHARGE).require()


def _check_charge(
    record: CustodyRecord,
    offence_ids: Sequence[UUID],
    decision: Decision,
    facts: ChargeFacts,
    kept: KeptFor | None,
    at: datetime,
) -> None:
    if not offence_ids:
        reason = "Select the offences that are charged."
        raise NotPossible(reason, field="offences", rule="CHG-1")
    if decision.code not in CHARGES:
        raise NotPossible("Select what follows the charge.", field="code", rule="CHG-4")
    child = treated_as_child(record.person.born_to, at)
    answer = may_charge(
        child=child,
        adult_present=facts.adult_present,
        notice_given=facts.notice_given,
        reply=facts.reply,
        cps=facts.by_cps,
        reference=facts.reference,
    )
    answer.require(_field_at_fault(facts, child))
    if decision.code is DisposalCode.CHG_REMAND:
        grounds = kept.grounds if kept else ()
        may_keep(grounds, reason=kept.reason if kept else "", child=child).require(
            "kept_reason" if grounds else "grounds"
        )
        return
    earlier = record.kept_for.values_list("grounds", flat=True)
    known = [BailRefusal(code) for row in earlier for code in row]
    may_release_charged([*known, *(kept.grounds if kept else ())]).require("code")


def _field_at_fault(facts: ChargeFacts, child: bool) -> str:
    if child and not facts.adult_present.strip():
        return "adult_present"
    if not facts.notice_given:
        return "notice_given"
    return "reply" if not facts.reply.strip() else "reference"


def _enter_charge(
    record: CustodyRecord,
    offence_ids: Sequence[UUID],
    facts: ChargeFacts,
    occurred_at: datetime,
    by: Officer,
) -> CustodyEntry:
    charged = record.offences.select_related("offence").filter(pk__in=list(offence_ids))
    titles = "; ".join(one.offence.title for one in charged)
    decider = f"CPS, {facts.reference.strip()}" if facts.by_cps else "police"
    adult = f" In the presence of {facts.adult_present.strip()}." if facts.adult_present else ""
    return enter(
        record,
        CustodyEntryKind.CHARGE,
        f"Charged with {titles}. Decision: {decider}. Cautioned; written notice given.{adult}\n"
        f"Reply: {facts.reply.strip()}",
        occurred_at=occurred_at,
        by=by,
        offences=[str(one.pk) for one in charged],
    )


def _keep(record: CustodyRecord, kept: KeptFor, occurred_at: datetime, by: Officer) -> None:
    BailRefused.objects.create(
        record=record,
        decided_at=occurred_at,
        decided_by_id=by.id,
        grounds=list(kept.grounds),
        reason=kept.reason.strip(),
    )
    words = "; ".join(one.label.lower() for one in kept.grounds)
    enter(
        record,
        CustodyEntryKind.CHARGE,
        f"Bail refused: {words}. {kept.reason.strip()}\nThe person was told the grounds (CHG-6).",
        occurred_at=occurred_at,
        by=by,
        grounds=list(kept.grounds),
    )


def _enter_certificate(certificate: ChildCertificate, by: Officer) -> None:
    asked = AccommodationAsked(certificate.asked_for).label.lower()
    enter(
        certificate.record,
        CustodyEntryKind.CERTIFICATE,
        f"Certificate to the court (CHG-7): {CertificateReason(certificate.reason).label}. "
        f"{certificate.reason_words}\nAsked {certificate.asked_whom} at "
        f"{told(certificate.asked_at)} for {asked}: {certificate.answer}",
        occurred_at=certificate.certified_at,
        by=by,
        certificate=str(certificate.pk),
    )
