"""Giving each person their own facts again, after records that were one have been parted."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from bluelamp.access.policies import Officer, require
from bluelamp.audit.services import Subject, record_change
from bluelamp.core.errors import NotPossible
from bluelamp.nominals.models import (
    Identifier,
    Link,
    Parting,
    PartingNotice,
    Person,
    PersonName,
    PhysicalDescription,
    WarningMarker,
)
from bluelamp.nominals.policies import can_answer_notice, can_judge_sameness
from bluelamp.nominals.selectors import facts_since

from .keys import rebuild_keys

# Each table of facts with the column that says whose they are.
MOVED: tuple[tuple[Any, str], ...] = (
    (PersonName, "person_id"),
    (Identifier, "person_id"),
    (WarningMarker, "person_id"),
    (PhysicalDescription, "person_id"),
    (Link, "source_id"),
)


@transaction.atomic
def settle_parting(
    *, parting_id: int, moved: Collection[UUID], how: str, by: Officer, at: datetime
) -> Parting:
    """Give some facts to the other person, and say in words how the parting was settled (MG-03).

    Raises NotPossible without words, for a fact that was not added in the meantime or belongs to
    another module's record, and where the other person has it already.
    """
    require(can_judge_sameness(by))
    parting = Parting.objects.select_for_update().get(pk=parting_id)
    if parting.settled_at:
        raise NotPossible("This is settled already.", rule="MG-03")
    if not how.strip():
        raise NotPossible("Say how it was settled (MG-03).", field="how", rule="MG-03")
    _check_movable(parting, moved)
    _move(parting, moved)
    parting.settled_at, parting.settled_by = at, by.label
    parting.settled_how = how.strip()[:400]
    parting.save(update_fields=["settled_at", "settled_by", "settled_how"])
    both = (parting.kept_id, parting.other_id)
    for person in Person.objects.filter(pk__in=both):
        rebuild_keys(person)
    subject = Subject(kind="person", ids=both)
    record_change(by=by, of=subject, action="settle_parting", detail=f"{len(moved)} facts moved")
    return parting


@transaction.atomic
def answer_notice(*, notice_id: int, found: str, by: Officer, at: datetime) -> PartingNotice:
    """Say what looking again at a live record found, after people in it were parted (MG-06).

    Raises NotAllowed for whoever does not own the record, NotPossible without words or twice.
    """
    notice = PartingNotice.objects.select_for_update().get(pk=notice_id)
    require(can_answer_notice(by, notice))
    if notice.seen_at:
        raise NotPossible("You have answered this already.", rule="MG-06")
    if not found.strip():
        said = "Say what you checked again and what you found (MG-06)."
        raise NotPossible(said, field="found", rule="MG-06")
    notice.seen_at, notice.found = at, found.strip()[:400]
    notice.save(update_fields=["seen_at", "found"])
    subject = Subject(kind="parting", ids=(notice.event_id,))
    record_change(by=by, of=subject, action="answer_notice")
    return notice


def _check_movable(parting: Parting, moved: Collection[UUID]) -> None:
    movable = {fact.id for fact in facts_since(parting) if fact.may_move}
    if set(moved) - movable:
        raise NotPossible(
            "Only what was added while the records were one can be moved (MG-03).",
            field="moved",
            rule="MG-03",
        )


def _move(parting: Parting, moved: Collection[UUID]) -> None:
    try:
        with transaction.atomic():
            for model, column in MOVED:
                facts = model.objects.filter(pk__in=list(moved), **{column: parting.kept_id})
                facts.update(**{column: parting.other_id})
    except IntegrityError as error:
        raise NotPossible(
            "The other person has one of these already.", field="moved", rule="MG-03"
        ) from error
