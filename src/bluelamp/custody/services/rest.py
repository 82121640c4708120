"""Rest, and being out of the custody officer's hands for an interview (CAR-12, CAR-18)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from bluelamp.access.models import Staff
from bluelamp.access.policies import Officer
from bluelamp.core.errors import NotPossible
from bluelamp.core.time import told
from bluelamp.custody.enums import CustodyEntryKind, RestEnd
from bluelamp.custody.models import CustodyRecord, InterviewStay, RestPeriod
from bluelamp.custody.policies import can_hand_to_interviewer

from .caring import cared_for
from .record_keeping import check_moment, enter, written


def begin_rest(
    *, record_id: UUID, occurred_at: datetime, by: Officer, at: datetime, text: str = ""
) -> RestPeriod:
    """Record that the person's rest begins, free from questioning and interruption (CAR-12)."""
    with cared_for(record_id, "The rest", occurred_at, by=by, at=at, action="begin_rest") as record:
        _refuse_while_resting(record)
        _refuse_while_out(record)
        last = record.rests.order_by("began_at").last()
        after = [("the end of the rest before", last.ended_at if last else None)]
        check_moment(record, "The rest", occurred_at, at=at, after=after)
        rest = RestPeriod.objects.create(record=record, began_at=occurred_at)
        said = f"Rest period begins. {text}".strip()
        enter(record, CustodyEntryKind.REST, said, occurred_at=occurred_at, by=by)
        return rest


def end_rest(
    *,
    record_id: UUID,
    why: RestEnd,
    text: str,
    occurred_at: datetime,
    by: Officer,
    at: datetime,
) -> RestPeriod:
    """Record that rest ends; an interruption needs its reason in words (CAR-12)."""
    with cared_for(record_id, "The end", occurred_at, by=by, at=at, action="end_rest") as record:
        rest = record.rests.select_for_update().filter(ended_at=None).first()
        if rest is None:
            raise NotPossible("The person is not resting.", field="occurred_at", rule="CAR-12")
        began = [("rest began", rest.began_at)]
        check_moment(record, "The end", occurred_at, at=at, after=began)
        words = text.strip()
        if why is not RestEnd.OVER:
            words = written(text, "why the rest was interrupted", rule="CAR-12")
        rest.ended_at, rest.ended_why = occurred_at, why
        rest.save()
        fresh = " A fresh period must be allowed." if why.needs_fresh_period else ""
        said = f"Rest ends: {why.label[0].lower()}{why.label[1:]}.{fresh} {words}".strip()
        enter(record, CustodyEntryKind.REST, said, occurred_at=occurred_at, by=by, why=why)
        return rest


def hand_to_interviewer(
    *,
    record_id: UUID,
    interviewer: Staff,
    fitness: str,
    occurred_at: datetime,
    by: Officer,
    at: datetime,
) -> InterviewStay:
    """Hand the person to the investigator, after assessing their fitness (CAR-18)."""
    with cared_for(
        record_id,
        "The handing over",
        occurred_at,
        by=by,
        at=at,
        action="hand_to_interviewer",
        may=can_hand_to_interviewer,
    ) as record:
        _refuse_while_out(record)
        _refuse_while_resting(record)
        stay = InterviewStay.objects.create(
            record=record,
            out_at=occurred_at,
            taken_by=interviewer,
            taken_by_label=interviewer.label,
            fitness=written(fitness, "how fit they are", field="fitness", rule="CAR-18"),
        )
        said = f"Handed to {interviewer.label} for interview. Fitness: {stay.fitness}"
        enter(record, CustodyEntryKind.INTERVIEW, said, occurred_at=occurred_at, by=by)
        return stay


def return_from_interview(
    *, record_id: UUID, text: str, occurred_at: datetime, by: Officer, at: datetime
) -> InterviewStay:
    """Take the person back from the investigator, with breaks and what was reported (CAR-13)."""
    with cared_for(
        record_id, "The return", occurred_at, by=by, at=at, action="return_from_interview"
    ) as record:
        stay = record.interviews.select_for_update().filter(back_at=None).first()
        if stay is None:
            reason = "The person is not out for an interview."
            raise NotPossible(reason, field="occurred_at", rule="CAR-18")
        out = [("they were handed over", stay.out_at)]
        check_moment(record, "The return", occurred_at, at=at, after=out)
        stay.back_at = occurred_at
        stay.save(update_fields=["back_at"])
        said = f"Back from {stay.taken_by_label} and interview. {text}".strip()
        enter(record, CustodyEntryKind.INTERVIEW, said, occurred_at=occurred_at, by=by)
        return stay


def _refuse_while_resting(record: CustodyRecord) -> None:
    rest = record.rests.filter(ended_at=None).first()
    if rest is not None:
        reason = f"The person is resting since {told(rest.began_at)}: record the end first."
        raise NotPossible(reason, field="occurred_at", rule="CAR-12")


def _refuse_while_out(record: CustodyRecord) -> None:
    stay = record.interviews.filter(back_at=None).first()
    if stay is not None:
        reason = f"The person is with {stay.taken_by_label} since {told(stay.out_at)}."
        raise NotPossible(reason, field="occurred_at", rule="CAR-18")
