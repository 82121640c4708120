"""Reading the care of one person, and what of care awaits somebody in many; few statements."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from bluelamp.custody.enums import (
    CareKind,
    Circumstance,
    DetentionType,
    MentalHealthCheckKind,
    RestEnd,
)
from bluelamp.custody.models import (
    CareGiven,
    CareTask,
    CellOccupation,
    CustodyRecord,
    InterviewStay,
    MentalHealthCheckMade,
    RestPeriod,
    Suite,
    Visit,
)
from bluelamp.custody.rules.interview_breaks import BreakDue, next_break
from bluelamp.custody.rules.meals import Meal, MealsOwed, meals_owed
from bluelamp.custody.rules.mental_health import MentalHealthCheck, next_check
from bluelamp.custody.rules.rest import RestOwed, RestTaken, rest_counts_from, rest_owed
from bluelamp.custody.rules.spans import Span
from bluelamp.custody.rules.transitions import IN_SUITE

from .observation import Observed, observation_of
from .visits import cell_of

MEALS = [CareKind.LIGHT_MEAL, CareKind.MAIN_MEAL]


@dataclass(frozen=True, slots=True)
class CareDue:
    """What of care is due for one person in the suite."""

    record: CustodyRecord
    cell: str
    observed: Observed
    rest: RestOwed
    meals: MealsOwed
    tasks: list[CareTask]
    checks: dict[MentalHealthCheckKind, datetime]
    interview_break: BreakDue | None = None


def record_for_care(record_id: UUID) -> CustodyRecord | None:
    """Return a record with everything its page of care shows: twelve statements at most."""
    visits = Visit.objects.filter(superseded_by=None)
    stays = CellOccupation.objects.filter(until=None).select_related("cell")
    return (
        CustodyRecord.objects.select_related("event", "person", "suite")
        .prefetch_related(
            Prefetch("visits", visits),
            Prefetch("occupations", stays, to_attr="present"),
            "care_given",
            "medication",
            "calls",
            "care_tasks",
            "watches",
            "rests",
            "interviews",
            "mha_checks",
        )
        .filter(pk=record_id)
        .first()
    )


def care_due_in(suites: Iterable[Suite], now: datetime) -> list[CareDue]:
    """Return what of care is due for everybody in these suites: nine statements."""
    records = list(_records_due(suites))
    watched = observation_of(records)
    return [care_due(record, watched[record.pk], now) for record in records]


def care_due(record: CustodyRecord, observed: Observed, now: datetime) -> CareDue:
    """Return what is due for a record read with its meals, rests, tasks and checks."""
    return CareDue(
        record=record,
        cell=cell_of(record),
        observed=observed,
        rest=rest_owed(_counts_from(record), _rests(record), now),
        meals=meals_owed(record.arrived_at, _meals(record), now),
        tasks=[one for one in record.care_tasks.all() if one.done_at is None],
        checks=_checks(record),
        interview_break=next_break(_interviews(record)),
    )


def open_interview(record: CustodyRecord) -> InterviewStay | None:
    """Return the interview that the person is out for."""
    return next((one for one in record.interviews.all() if one.back_at is None), None)


def open_rest(record: CustodyRecord) -> RestPeriod | None:
    """Return the rest that goes on."""
    return next((one for one in record.rests.all() if one.ended_at is None), None)


def _records_due(suites: Iterable[Suite]) -> QuerySet[CustodyRecord]:
    stays = CellOccupation.objects.filter(until=None).select_related("cell")
    return (
        CustodyRecord.objects.filter(suite__in=list(suites), state__in=IN_SUITE)
        .select_related("event", "suite")
        .prefetch_related(
            Prefetch("occupations", stays, to_attr="present"),
            Prefetch("care_given", CareGiven.objects.filter(kind__in=MEALS)),
            Prefetch("care_tasks", CareTask.objects.filter(done_at=None)),
            "rests",
            "interviews",
            "mha_checks",
        )
    )


def _counts_from(record: CustodyRecord) -> datetime:
    circumstance = Circumstance(record.circumstance)
    return rest_counts_from(circumstance, record.arrested_at, record.arrived_at)


def _rests(record: CustodyRecord) -> Iterator[RestTaken]:
    for one in record.rests.all():
        why = RestEnd(one.ended_why) if one.ended_why else RestEnd.OVER
        yield RestTaken(one.began_at, one.ended_at, why)


def _interviews(record: CustodyRecord) -> Iterator[Span]:
    for one in record.interviews.all():
        yield Span(one.out_at, one.back_at)


def _meals(record: CustodyRecord) -> Iterator[Meal]:
    for one in record.care_given.all():
        yield Meal(CareKind(one.kind), one.given_at)


def _checks(record: CustodyRecord) -> dict[MentalHealthCheckKind, datetime]:
    if record.detention_type != DetentionType.MENTAL_HEALTH:
        return {}
    made = [_check(one) for one in record.mha_checks.all()]
    return {kind: next_check(kind, record.arrived_at, made) for kind in MentalHealthCheckKind}


def _check(kept: MentalHealthCheckMade) -> MentalHealthCheck:
    return MentalHealthCheck(MentalHealthCheckKind(kept.kind), kept.checked_at, kept.asleep)
