"""Handing a suite over between shifts: the briefing is fixed, then acknowledged (ROL-11)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from bluelamp.access.policies import Officer, require
from bluelamp.audit.services import Subject, record_change, record_collection
from bluelamp.core.errors import NotPossible
from bluelamp.custody.enums import ShiftCheck
from bluelamp.custody.models import Briefing, Takeover
from bluelamp.custody.policies import can_hand_over


@transaction.atomic
def make_briefing(
    *,
    suite_id: UUID,
    content: Mapping[str, Any],
    about: Collection[UUID],
    note: str,
    by: Officer,
    at: datetime,
) -> Briefing:
    """Keep the briefing of a suite as it stands now, for the incoming shift."""
    require(can_hand_over(by))
    made = Briefing.objects.create(
        suite_id=suite_id, as_at=at, made_by_id=by.id, note=note.strip(), content=dict(content)
    )
    record_collection(by=by, of=_subject(made, about), action="make_briefing")
    return made


@transaction.atomic
def take_over(
    *,
    briefing_id: UUID,
    checked: Collection[ShiftCheck],
    concerns: str,
    by: Officer,
    at: datetime,
) -> Takeover:
    """Acknowledge a briefing, once for each officer; what was not checked needs a word why."""
    require(can_hand_over(by))
    briefing = Briefing.objects.get(pk=briefing_id)
    left = [one.label for one in ShiftCheck if one not in checked]
    if left and not concerns.strip():
        reason = f"Say why this was not checked: {'; '.join(left)}."
        raise NotPossible(reason, field="concerns", rule="ROL-11")
    taken, is_new = Takeover.objects.get_or_create(
        briefing=briefing,
        officer_id=by.id,
        defaults={
            "officer_label": by.label,
            "checked": [one for one in ShiftCheck if one in checked],
            "concerns": concerns.strip(),
        },
    )
    if not is_new:
        raise NotPossible("You have acknowledged this briefing already.", rule="ROL-11")
    record_change(by=by, of=_subject(briefing, ()), action="take_over")
    return taken


def _subject(briefing: Briefing, about: Collection[UUID]) -> Subject:
    return Subject(kind="custody_briefing", ids=(briefing.pk, *about))
