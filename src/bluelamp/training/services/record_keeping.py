"""How a resource is changed by hand: locked, never over somebody else's change, checked, kept."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import models

from bluelamp.access.policies import Officer, require
from bluelamp.audit.enums import Regime
from bluelamp.audit.services import Subject, record_change
from bluelamp.core.errors import NotPossible
from bluelamp.training.policies import can_manage_training

Record = TypeVar("Record", bound=models.Model)


class ChangedMeanwhile(NotPossible):
    """Somebody else saved first; ``kept`` is the record as it stands now."""

    def __init__(self, kept: models.Model) -> None:
        super().__init__(
            "Somebody changed this since you opened it. Both are below: what you typed is in the "
            "form. Save again to keep yours.",
            field="version",
        )
        self.kept = kept


def record_to_change(
    model: type[Record],
    pk: UUID | None,
    *,
    version: int,
    by: Officer,
    new: Mapping[str, Any] | None = None,
) -> Record:
    """Return the record locked, or a new one. Raises ChangedMeanwhile for a stale version."""
    require(can_manage_training(by))
    if pk is None:
        return model(**(new or {}))
    kept = model._default_manager.select_for_update(no_key=True).filter(pk=pk).first()
    if kept is None:
        raise NotPossible("This is not there any more.")
    if kept.version != version:  # type: ignore[attr-defined]
        raise ChangedMeanwhile(kept)
    kept.version += 1  # type: ignore[attr-defined]
    return kept


def keep_record(record: Record, told: Mapping[str, Any], *, kind: str, by: Officer) -> Record:
    """Check what is told against the columns and constraints, keep it and log it.

    Raises NotPossible with the field at fault.
    """
    added = record._state.adding
    for name, value in told.items():
        setattr(record, name, value)
    _check(record, kind)
    record.save()
    version = record.version  # type: ignore[attr-defined]
    subject = Subject("training_resource", (record.pk,), version=version, regime=Regime.GEN)
    action = f"{'add' if added else 'change'}_{kind.replace(' ', '_')}"
    record_change(by=by, of=subject, action=action)
    return record


def _check(record: models.Model, kind: str) -> None:
    try:
        record.full_clean()
    except ValidationError as error:
        field, faults = next(iter(error.error_dict.items()))
        taken = faults[0].code in {"unique", "unique_together"}
        words = f"There is another {kind} of this name or code." if taken else faults[0].messages[0]
        raise NotPossible(words, field=field) from error
