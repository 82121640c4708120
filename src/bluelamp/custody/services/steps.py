"""Parts of booking in: kept as they are typed, and done once whoever else types there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from uuid import UUID

from django.db import transaction

from bluelamp.access.policies import Officer, require
from bluelamp.audit.services import record_change
from bluelamp.core.errors import NotPossible
from bluelamp.core.time import told
from bluelamp.custody.enums import CustodyState, Step
from bluelamp.custody.models import CustodyRecord, StepDraft
from bluelamp.custody.policies import can_care_for_person
from bluelamp.custody.rules.transitions import IN_SUITE

from .record_keeping import Policy, locked_record, subject_of

Answers = Mapping[str, Sequence[str]]


@transaction.atomic
def save_step(
    *,
    record_id: UUID,
    step: Step,
    answers: Answers,
    seen: int,
    by: Officer,
    at: datetime,
) -> StepDraft:
    """Keep what was typed in a part of booking in, right or wrong.

    ``seen`` is the version the officer typed upon, 0 for none. Refused where somebody else has
    saved since; what an officer typed later always stands over what they typed before.
    """
    record = CustodyRecord.objects.select_related("event").get(pk=record_id)
    require(can_care_for_person(by, record))
    start = {"saved_by_id": by.id, "saved_at": at, "version": 0}
    draft, new = StepDraft.objects.select_for_update().get_or_create(
        record=record, step=step, defaults=start
    )
    typed = {name: list(values) for name, values in answers.items()}
    taken_over = new or draft.saved_by_id != by.id
    if draft.version != seen and draft.saved_by_id != by.id and draft.answers != typed:
        refuse_stale_step(draft)
    draft.answers, draft.saved_by_id, draft.saved_at = typed, by.id, at
    draft.version += 1
    draft.save()
    if taken_over:
        record_change(by=by, of=subject_of(record), action="draft_booking_step", detail=step)
    return draft


@contextmanager
def step_of(
    record_id: UUID,
    step: Step,
    *,
    seen: int | None,
    by: Officer,
    at: datetime,
    may: Policy = can_care_for_person,
    action: str,
) -> Iterator[CustodyRecord]:
    """Lock a record, ask policy, refuse what others did meanwhile; then end the draft and audit.

    The version of the record is left as it is: parts done by several officers at once do not
    hinder each other (REC-12). ``seen`` is the version of the draft; None asks for no check.
    """
    with transaction.atomic():
        record = locked_record(record_id)
        require(may(by, record))
        if CustodyState(record.state) not in IN_SUITE:
            where = CustodyState(record.state).label.lower()
            raise NotPossible(f"The person is not in the suite: {where}.", rule="section 16")
        draft = StepDraft.objects.select_for_update().filter(record=record, step=step).first()
        if seen is not None and draft is not None and _is_stale(draft, seen, by):
            refuse_stale_step(draft)
        yield record
        _end(record, step, draft, by, at)
        record_change(by=by, of=subject_of(record), action=action)


def refuse_stale_step(draft: StepDraft) -> None:
    """Refuse what was typed upon an earlier version; the page shows both."""
    done = "saved this part" if draft.answers else "completed this part"
    raise NotPossible(
        f"{draft.saved_by.label} {done}, {told(draft.saved_at)}, while you were typing. "
        "What you typed is still here: compare, then send it again.",
        field="draft_version",
        rule="REC-12",
    )


def _is_stale(draft: StepDraft, seen: int, by: Officer) -> bool:
    """Tell whether somebody else typed since, or anybody completed the part."""
    return draft.version != seen and (draft.saved_by_id != by.id or not draft.answers)


def _end(
    record: CustodyRecord, step: Step, draft: StepDraft | None, by: Officer, at: datetime
) -> None:
    ended = draft or StepDraft(record=record, step=step, version=0)
    ended.answers, ended.saved_by_id, ended.saved_at = {}, by.id, at
    ended.version += 1
    ended.save()
