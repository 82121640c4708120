"""After an outage: it is declared, what stands on paper is typed, each record is confirmed."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from bluelamp.access.policies import Officer, require
from bluelamp.audit.services import Subject, record_change
from bluelamp.core.errors import NotPossible
from bluelamp.core.time import told
from bluelamp.custody.enums import CustodyEntryKind
from bluelamp.custody.models import BackEntry, CustodyEntry, Outage, Suite
from bluelamp.custody.policies import can_care_for_person, can_declare_outage
from bluelamp.custody.rules.outage import lies_within, may_declare
from bluelamp.custody.selectors.outage import records_in

from .entries import add_entry
from .record_keeping import enter, locked_record, subject_of, written


@transaction.atomic
def declare_outage(
    *,
    suite_id: UUID,
    began_at: datetime,
    ended_at: datetime,
    text: str,
    by: Officer,
    at: datetime,
) -> Outage:
    """Declare that a suite worked on paper; what is typed of that time is marked from now on."""
    require(can_declare_outage(by))
    suite = Suite.objects.select_for_update(no_key=True).get(pk=suite_id)
    others = suite.outages.values_list("began_at", "ended_at")
    field = "began_at" if ended_at > began_at else "ended_at"
    may_declare(began_at, ended_at, now=at, others=others).require(field)
    outage = Outage.objects.create(
        suite=suite,
        began_at=began_at,
        ended_at=ended_at,
        text=written(text, "what happened", rule="REC-12"),
        declared_by_id=by.id,
    )
    about = tuple(records_in(outage).values_list("pk", flat=True))
    subject = Subject(kind="custody", ids=about, reference=suite.code)
    record_change(by=by, of=subject, action="declare_outage")
    return outage


@transaction.atomic
def add_back_entry(
    *,
    outage_id: UUID,
    record_id: UUID,
    kind: CustodyEntryKind,
    text: str,
    occurred_at: datetime,
    by: Officer,
    at: datetime,
) -> CustodyEntry:
    """Type a line that stands on paper, with its true time; the database marks it."""
    outage = Outage.objects.get(pk=outage_id)
    lies_within(occurred_at, outage.began_at, outage.ended_at).require("occurred_at")
    return add_entry(
        record_id=record_id, kind=kind, text=text, occurred_at=occurred_at, by=by, at=at
    )


@transaction.atomic
def confirm_back_entry(
    *, outage_id: UUID, record_id: UUID, by: Officer, at: datetime
) -> CustodyEntry:
    """Confirm that all that stands on the paper of a record has been entered and checked."""
    outage = Outage.objects.get(pk=outage_id)
    record = locked_record(record_id)
    require(can_care_for_person(by, record))
    if not records_in(outage).filter(pk=record_id).exists():
        reason = "This person was not held here during the outage."
        raise NotPossible(reason, rule="REC-12")
    _, is_new = BackEntry.objects.get_or_create(
        outage=outage, record=record, defaults={"confirmed_by_id": by.id}
    )
    if not is_new:
        raise NotPossible("This record has been confirmed already.", rule="REC-12")
    span = f"{told(outage.began_at)} to {told(outage.ended_at)}"
    text = f"The paper record of the outage {span} has been entered and checked."
    entry = enter(
        record, CustodyEntryKind.NOTE, text, occurred_at=at, by=by, confirms=str(outage.pk)
    )
    record_change(by=by, of=subject_of(record), action="confirm_back_entry")
    return entry
