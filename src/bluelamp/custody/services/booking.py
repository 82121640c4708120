"""Booking-in as it is typed: saved at each step, so that it can be left and taken up again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from bluelamp.access.policies import Officer, require
from bluelamp.audit.services import Subject, record_change, record_collection
from bluelamp.core.errors import NotPossible
from bluelamp.core.time import told
from bluelamp.custody.models import BookingDraft, CustodyRecord
from bluelamp.custody.policies import can_book_in
from bluelamp.nominals.models import Person
from bluelamp.nominals.services import PersonClaim, create_person

from .opening import ArrestDetails, open_record, refuse_second_custody

Answers = Mapping[str, Sequence[str]]


@transaction.atomic
def start_booking(*, suite_id: UUID, by: Officer, at: datetime) -> BookingDraft:
    """Begin to book somebody in."""
    require(can_book_in(by))
    draft = BookingDraft.objects.create(suite_id=suite_id, started_by_id=by.id, updated_at=at)
    record_collection(by=by, of=_subject(draft), action="start_booking")
    return draft


@transaction.atomic
def save_answers(
    *,
    draft_id: UUID,
    step: str,
    answers: Answers,
    by: Officer,
    at: datetime,
    seen: int | None = None,
) -> BookingDraft:
    """Keep what was typed in a step, right or wrong.

    ``seen`` is the version that was typed upon, None for no check: what somebody else typed
    since is not overwritten unseen (REC-12).
    """
    draft = _locked(draft_id, by)
    typed = {name: list(values) for name, values in answers.items()}
    last = draft.saves.get(step, {"version": 0})
    others = last["version"] > 0 and last["by"] != str(by.id)
    if seen is not None and others and seen != last["version"] and draft.answers[step] != typed:
        raise NotPossible(
            f"{last['label']} typed here, {told(datetime.fromisoformat(last['at']))}, while you "
            "were typing. What you typed is still here: compare, then send it again.",
            field="draft_version",
            rule="REC-12",
        )
    draft.answers[step] = typed
    draft.saves[step] = {
        "version": last["version"] + 1,
        "by": str(by.id),
        "label": by.label,
        "at": at.isoformat(),
    }
    if others or not last["version"]:
        return _save(draft, by=by, at=at, action="save_booking_answers", detail=step)
    draft.updated_at = at
    draft.save()
    return draft


@transaction.atomic
def show_candidates(
    *, draft_id: UUID, shown: Sequence[UUID], by: Officer, at: datetime
) -> BookingDraft:
    """Keep who was shown as perhaps the same person; the choice is open again (NV-11)."""
    draft = _locked(draft_id, by)
    draft.candidates_shown = list(shown)
    draft.person = None
    draft.answers.pop("match", None)
    return _save(draft, by=by, at=at, action="show_booking_candidates")


@transaction.atomic
def choose_person(
    *, draft_id: UUID, person_id: UUID | None, by: Officer, at: datetime
) -> BookingDraft:
    """Keep which of the people shown it is; None for somebody new.

    Somebody new is recorded only with the custody record, so that a booking-in that is given up
    leaves nobody in the index.
    """
    draft = _locked(draft_id, by)
    if person_id is not None and person_id not in draft.candidates_shown:
        reason = "Choose one of the people shown, or that it is none of them."
        raise NotPossible(reason, field="candidate", rule="NV-11")
    if person_id is not None:
        refuse_second_custody(Person.objects.get(pk=person_id), "candidate")
    draft.person_id = person_id
    draft.answers["match"] = {"candidate": [str(person_id or "new")]}
    return _save(draft, by=by, at=at, action="choose_booking_person")


@transaction.atomic
def finish_booking(
    *,
    draft_id: UUID,
    claim: PersonClaim | None,
    arrest: ArrestDetails,
    by: Officer,
    at: datetime,
) -> CustodyRecord:
    """Open the custody record, recording the person first where they are new.

    ``claim`` is what was said of the person, needed where none of the index was chosen.
    """
    draft = _locked(draft_id, by)
    person_id = draft.person_id
    if person_id is None:
        if claim is None:
            raise NotPossible("Say who the person is.", field="given_names", rule="REC-1")
        shown = draft.candidates_shown
        person_id = create_person(claim=claim, candidates_shown=shown, by=by, at=at).pk
    record = open_record(suite_id=draft.suite_id, person_id=person_id, arrest=arrest, by=by, at=at)
    draft.finished_record = record
    draft.person_id = person_id
    draft.answers = {}
    _save(draft, by=by, at=at, action="finish_booking")
    return record


@transaction.atomic
def discard_booking(*, draft_id: UUID, by: Officer, at: datetime) -> None:
    """Give a booking-in up: what was typed is deleted."""
    draft = _locked(draft_id, by)
    record_change(by=by, of=_subject(draft), action="discard_booking")
    draft.delete()


def _locked(draft_id: UUID, by: Officer) -> BookingDraft:
    require(can_book_in(by))
    draft = BookingDraft.objects.select_for_update().get(pk=draft_id)
    if draft.finished_record_id is not None:
        reason = "This person has been booked in already: the custody record is open."
        raise NotPossible(reason, field=None, rule="REC-1")
    return draft


def _save(
    draft: BookingDraft, *, by: Officer, at: datetime, action: str, detail: str = ""
) -> BookingDraft:
    draft.updated_at = at
    draft.save()
    record_change(by=by, of=_subject(draft), action=action, detail=detail)
    return draft


def _subject(draft: BookingDraft) -> Subject:
    return Subject(kind="booking_draft", ids=tuple(filter(None, (draft.pk, draft.person_id))))
