"""The equality impact record: what was found, what is done, who decided, when (GOV-8.4)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Max

from bluelamp.access.policies import Officer, require
from bluelamp.audit.enums import Regime
from bluelamp.audit.services import Subject, record_change
from bluelamp.core.errors import NotPossible
from bluelamp.core.time import day_of
from bluelamp.training.enums import Dimension, EqualityTrigger
from bluelamp.training.models import Drop, EqualityEntry, EqualityVersion
from bluelamp.training.policies import can_manage_training


@dataclass(frozen=True, slots=True)
class Regard:
    """What was found and what is done about it."""

    trigger: EqualityTrigger
    found: str
    done: str
    decided_by: str
    decided_on: date
    characteristic: Dimension | None = None
    look_again_on: date | None = None
    corrects_id: UUID | None = None


@transaction.atomic
def add_equality_entry(
    *, drop_id: UUID, regard: Regard, by: Officer, at: datetime
) -> EqualityEntry:
    """Keep a regard that was had; it is never altered, and corrected by a later one."""
    require(can_manage_training(by))
    _check(regard, at)
    try:
        with transaction.atomic():
            entry = EqualityEntry.objects.create(
                drop_id=drop_id,
                trigger=regard.trigger,
                characteristic=regard.characteristic or "",
                found=regard.found.strip(),
                done=regard.done.strip(),
                decided_by=regard.decided_by.strip(),
                decided_on=regard.decided_on,
                look_again_on=regard.look_again_on,
                corrects_id=regard.corrects_id,
                told_by=by.label,
            )
    except IntegrityError as error:
        raise NotPossible(
            "This entry has been corrected already: correct the later one."
        ) from error
    _log(drop_id, entry.pk, "add_equality_entry", by)
    return entry


@transaction.atomic
def accept_equality_version(
    *,
    drop_id: UUID,
    accepted_on: date,
    accepted_by: str,
    next_due: date,
    by: Officer,
    at: datetime,
) -> EqualityVersion:
    """Keep that a version of the assessment was accepted, by whom, and when the next is due."""
    require(can_manage_training(by))
    drop = Drop.objects.select_for_update(no_key=True).get(pk=drop_id)
    if accepted_on > day_of(at):
        raise NotPossible("The day must not be in the future.", field="accepted_on", rule="GOV-8.4")
    if next_due <= accepted_on:
        raise NotPossible(
            "The next version is due after this one was accepted.",
            field="next_due",
            rule="GOV-8.4",
        )
    last = drop.equality_versions.aggregate(last=Max("number"))["last"] or 0
    version = EqualityVersion.objects.create(
        drop=drop,
        number=last + 1,
        accepted_on=accepted_on,
        accepted_by=accepted_by.strip(),
        next_due=next_due,
        told_by=by.label,
    )
    _log(drop_id, version.pk, "accept_equality_version", by)
    return version


def _check(regard: Regard, at: datetime) -> None:
    if regard.decided_on > day_of(at):
        raise NotPossible("The day must not be in the future.", field="decided_on", rule="GOV-8.1")
    again = regard.look_again_on
    if again and again <= regard.decided_on:
        raise NotPossible("Choose a day after the decision.", field="look_again_on", rule="GOV-8.1")


def _log(drop_id: UUID, pk: UUID, action: str, by: Officer) -> None:
    record_change(
        by=by, of=Subject("equality_record", (pk, drop_id), regime=Regime.GEN), action=action
    )
