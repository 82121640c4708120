"""Meals, drinks, exercise, washing, clothing, medication and personal needs (CAR-10 to CAR-15)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from bluelamp.access.models import Staff
from bluelamp.access.policies import Officer
from bluelamp.core.errors import NotPossible
from bluelamp.custody.enums import CareAnswer, CareKind, CustodyEntryKind
from bluelamp.custody.models import CareGiven, Medication

from .caring import cared_for
from .record_keeping import enter, written


def give_care(
    *,
    record_id: UUID,
    kind: CareKind,
    answer: CareAnswer,
    occurred_at: datetime,
    by: Officer,
    at: datetime,
    text: str = "",
) -> CareGiven:
    """Record what was offered to the person and what became of it (CAR-11, CAR-14).

    A talk about personal needs (CAR-15) needs words: what was asked, needed and given.
    """
    with cared_for(record_id, kind.label, occurred_at, by=by, at=at, action="give_care") as record:
        words = text.strip()
        if kind is CareKind.PERSONAL_NEEDS:
            words = written(text, "what was talked about and what was given", rule="CAR-15")
        given = CareGiven.objects.create(
            record=record,
            kind=kind,
            answer=answer,
            given_at=occurred_at,
            given_by_id=by.id,
            text=words,
        )
        said = f"{kind.label}: {answer.label.lower()}. {words}".strip()
        enter(
            record,
            CustodyEntryKind.CARE,
            said,
            occurred_at=occurred_at,
            by=by,
            care=kind,
            answer=answer,
        )
        return given


def give_medication(
    *,
    record_id: UUID,
    name: str,
    quantity: str,
    answer: CareAnswer,
    advised_by: str,
    witness: Staff,
    occurred_at: datetime,
    by: Officer,
    at: datetime,
    controlled: bool = False,
    supervised_by: str = "",
) -> Medication:
    """Record medication given or refused, with its quantity and two signatures (CAR-10).

    A controlled drug (Schedule 2 or 3) is given only with the healthcare professional there.
    """
    with cared_for(
        record_id, "The medication", occurred_at, by=by, at=at, action="give_medication"
    ) as record:
        _check_medication(witness, by, controlled=controlled, supervised_by=supervised_by)
        given = Medication.objects.create(
            record=record,
            name=written(name, "the medication", field="name", rule="CAR-10"),
            quantity=written(quantity, "the quantity", field="quantity", rule="CAR-10"),
            controlled=controlled,
            answer=answer,
            advised_by=written(advised_by, "who advised", field="advised_by", rule="CAR-10"),
            supervised_by=supervised_by.strip(),
            given_at=occurred_at,
            given_by_id=by.id,
            witnessed_by=witness,
        )
        enter(
            record,
            CustodyEntryKind.MEDICATION,
            _medication_words(given, witness),
            occurred_at=occurred_at,
            by=by,
            medication=str(given.pk),
            controlled=controlled,
            answer=answer,
            witness=witness.label,
        )
        return given


def _check_medication(witness: Staff, by: Officer, *, controlled: bool, supervised_by: str) -> None:
    if witness.pk == by.id:
        reason = "Somebody other than you must sign as the second."
        raise NotPossible(reason, field="witness", rule="CAR-10")
    if controlled and not supervised_by.strip():
        reason = "A controlled drug is given only under a healthcare professional's supervision."
        raise NotPossible(reason, field="supervised_by", rule="CAR-10")


def _medication_words(given: Medication, witness: Staff) -> str:
    supervised = (
        f" Controlled drug, supervised by {given.supervised_by}." if given.controlled else ""
    )
    return (
        f"{given.name}, {given.quantity}: {CareAnswer(given.answer).label.lower()}. "
        f"Advised by {given.advised_by}.{supervised} Witnessed by {witness.label}."
    )
