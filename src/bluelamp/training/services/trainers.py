"""Trainers: their contract, what they may teach, and when they are away (TRN-1.4, TRN-4.4)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from bluelamp.access.policies import Officer
from bluelamp.audit.enums import Regime
from bluelamp.audit.services import Subject, record_change
from bluelamp.core.errors import NotPossible
from bluelamp.training.models import Certification, Course, Trainer, TrainerAbsence

from .record_keeping import keep_record, record_to_change


@transaction.atomic
def save_trainer(
    *,
    trainer_id: UUID | None,
    version: int,
    told: Mapping[str, Any],
    drop_id: UUID,
    courses: Collection[Course],
    by: Officer,
    at: datetime,
) -> Trainer:
    """Add a trainer or change their contract and what they may teach of a drop.

    Sessions that they can no longer teach stay as they are: the trainer's page names them, so that
    somebody else is found before anybody is left without a teacher.
    """
    trainer = record_to_change(Trainer, trainer_id, version=version, by=by)
    first, last = told.get("contract_starts"), told.get("contract_ends")
    if first and last and last < first:
        raise NotPossible(
            "The contract ends before it starts.", field="contract_ends", rule="TRN-4.4"
        )
    kept = keep_record(trainer, told, kind="trainer", by=by)
    kept.certifications.filter(course__drop=drop_id).exclude(course__in=courses).delete()
    Certification.objects.bulk_create(
        (Certification(trainer=kept, course=each) for each in courses), ignore_conflicts=True
    )
    return kept


@transaction.atomic
def add_trainer_absence(
    *, trainer_id: UUID, version: int, first: date, last: date, by: Officer, at: datetime
) -> TrainerAbsence:
    """Keep days on which a trainer cannot teach, both included (H7)."""
    trainer = record_to_change(Trainer, trainer_id, version=version, by=by)
    if last < first:
        raise NotPossible("The last day is before the first.", field="last", rule="H7")
    absence = TrainerAbsence.objects.create(trainer=trainer, first=first, last=last)
    trainer.save(update_fields=["version"])
    _log(trainer, "add_trainer_absence", by)
    return absence


@transaction.atomic
def remove_trainer_absence(*, absence_id: UUID, by: Officer, at: datetime) -> None:
    """Take back days on which a trainer was to be away."""
    absence = TrainerAbsence.objects.filter(pk=absence_id).first()
    if absence is None:
        raise NotPossible("This absence is not there any more.")
    held = Trainer.objects.select_for_update(no_key=True).get(pk=absence.trainer_id)
    trainer = record_to_change(Trainer, held.pk, version=held.version, by=by)
    absence.delete()
    trainer.save(update_fields=["version"])
    _log(trainer, "remove_trainer_absence", by)


def _log(trainer: Trainer, action: str, by: Officer) -> None:
    subject = Subject(
        "training_resource", (trainer.pk,), version=trainer.version, regime=Regime.GEN
    )
    record_change(by=by, of=subject, action=action)
