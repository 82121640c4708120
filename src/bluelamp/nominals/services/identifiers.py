"""Numbers by which a person is known elsewhere: checked, and never on two people unseen."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from uuid import UUID

from django.db import transaction

from bluelamp.access.policies import Officer, require
from bluelamp.audit.services import Subject, record_change
from bluelamp.core.errors import NotPossible
from bluelamp.nominals.enums import IdentifierScheme
from bluelamp.nominals.models import Identifier, NumberConflict
from bluelamp.nominals.policies import can_judge_sameness
from bluelamp.nominals.selectors import clusters_of

from .refusals import HeldByAnother

# One holder only: fingerprints or the national computer stand behind them (NV-08).
ONE_HOLDER = (IdentifierScheme.PNC, IdentifierScheme.CRO)


def refuse_number_of_another(
    scheme: str, value: str, *, than: UUID | None = None, by: Officer, at: datetime
) -> None:
    """Raise HeldByAnother for a PNC ID or CRO number that is on another person (NV-08).

    Records that are judged one with ``than`` are not another person. What is refused goes before
    whoever judges sameness, whether an officer or a program typed it.
    """
    if scheme not in ONE_HOLDER:
        return
    mine = clusters_of([than])[than] if than else ()
    others = Identifier.objects.filter(scheme=scheme, value=value).exclude(person__in=mine)
    if other := others.values_list("person_id", flat=True).first():
        label = IdentifierScheme(scheme).label
        report = partial(_report_conflict, typed_for=than, by=by, at=at)
        raise HeldByAnother(label=label, field=scheme, value=value, person_id=other, report=report)


@transaction.atomic
def _report_conflict(
    refusal: HeldByAnother, *, typed_for: UUID | None, by: Officer, at: datetime
) -> NumberConflict:
    found, made = NumberConflict.objects.get_or_create(
        scheme=refusal.field,
        value=refusal.value,
        held_by_id=refusal.person_id,
        settled_at=None,
        defaults={"typed_for_id": typed_for, "reported_by": by.label, "reported_at": at},
    )
    if made:
        subject = Subject(kind="person", ids=(refusal.person_id,))
        record_change(by=by, of=subject, action="report_conflict", detail=refusal.field or "")
    return found


@transaction.atomic
def settle_conflict(*, conflict_id: int, how: str, by: Officer, at: datetime) -> NumberConflict:
    """Say how a number on two people was settled (NV-08). Raises NotPossible without words."""
    require(can_judge_sameness(by))
    conflict = NumberConflict.objects.select_for_update().get(pk=conflict_id)
    if conflict.settled_at:
        raise NotPossible("This is settled already.", rule="NV-08")
    if not how.strip():
        raise NotPossible("Say how it was settled (NV-08).", field="how", rule="NV-08")
    conflict.settled_by, conflict.settled_at = by.label, at
    conflict.settled_how = how.strip()[:400]
    conflict.save(update_fields=["settled_by", "settled_at", "settled_how"])
    subject = Subject(kind="person", ids=(conflict.held_by_id,))
    record_change(by=by, of=subject, action="settle_conflict")
    return conflict
