"""Tests before a course: kept beside the other results, and counting for nobody's standing."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.db.models import Min
from django.db.models.functions import Upper

from bluelamp.access.policies import Officer, require
from bluelamp.audit.enums import Regime
from bluelamp.audit.services import Subject, record_collection
from bluelamp.core.errors import NotPossible
from bluelamp.core.time import day_of
from bluelamp.training.enums import Outcome, ResultSource
from bluelamp.training.models import Course, Drop, Learner, Requirement, Result
from bluelamp.training.policies import can_tell_tests
from bluelamp.training.rules.row_faults import RowFault
from bluelamp.training.rules.tests_before import COLUMNS, RULE, ScoreBefore, read_scores

from .table_files import Row, rows_of

ENDED = (Outcome.COMPLETED, Outcome.PASSED, Outcome.FAILED)
Pair = tuple[UUID, UUID]


@dataclass(frozen=True, slots=True)
class TestsReport:
    """How many results were kept, and how many stood already; with any fault none is kept."""

    added: int = 0
    known: int = 0
    faults: tuple[RowFault, ...] = ()


@dataclass(frozen=True, slots=True)
class Standing:
    """What is known of the people and courses of some results."""

    courses: dict[str, UUID]
    people: Mapping[str, Learner]
    asked: set[Pair]
    ended: dict[Pair, date]
    told: dict[Pair, tuple[Decimal | None, date]]


def import_tests_before(
    *, drop_id: UUID, name: str, content: bytes, by: Officer, at: datetime
) -> TestsReport:
    """Keep the results that a CSV or XLSX file tells: all of it, or none where a row is bad."""
    require(can_tell_tests(by))
    rows = rows_of(name, content, columns=COLUMNS, rule=RULE)
    return tell_tests_before(drop_id=drop_id, rows=rows, by=by, at=at)


@transaction.atomic
def tell_tests_before(
    *, drop_id: UUID, rows: Iterable[Row], by: Officer, at: datetime
) -> TestsReport:
    """Keep results of tests before a course; what was told of somebody last counts.

    Nobody tells their own (TRN-8.7). How people stand in the course does not change.
    """
    require(can_tell_tests(by))
    # Held, so that a file sent twice at once is kept once.
    drop = Drop.objects.select_for_update(no_key=True).get(pk=drop_id)
    courses = dict(Course.objects.filter(drop=drop, is_assessed=True).values_list("code", "pk"))
    told, faults = read_scores(rows, courses, day_of(at))
    standing = _standing(drop, told, courses)
    faults += [fault for each in told for fault in _faults(each, standing, by)]
    if faults:
        return TestsReport(faults=tuple(sorted(faults, key=lambda fault: fault.line)))
    if not told:
        raise NotPossible("This file has no rows.", field="file", rule=RULE)
    news = [each for each in told if not _stands(each, standing)]
    _keep(news, standing, by)
    return TestsReport(len(news), len(told) - len(news))


def _standing(drop: Drop, told: Sequence[ScoreBefore], courses: dict[str, UUID]) -> Standing:
    """Return all that the checks need, in a constant number of statements."""
    numbers = {each.staff_number.upper() for each in told}
    found = Learner.objects.filter(programme=drop.programme_id).select_related("staff")
    found = found.annotate(typed=Upper("staff__staff_number")).filter(typed__in=numbers)
    people = {each.staff.staff_number.upper(): each for each in found}
    of = {"learner__in": list(people.values()), "course__in": list(courses.values())}
    results = Result.objects.filter(**of)
    ended = results.exclude(source=ResultSource.BEFORE).filter(outcome__in=ENDED, taken_back=None)
    firsts = ended.values_list("learner", "course").annotate(first=Min("on"))
    before = results.filter(source=ResultSource.BEFORE).order_by("recorded_at", "pk")
    return Standing(
        courses=courses,
        people=people,
        asked=set(Requirement.objects.filter(**of).values_list("learner", "course")),
        ended={(learner, course): first for learner, course, first in firsts},
        told={(each.learner_id, each.course_id): (each.score, each.on) for each in before},
    )


def _faults(told: ScoreBefore, standing: Standing, by: Officer) -> Iterator[RowFault]:
    learner = standing.people.get(told.staff_number.upper())
    if learner is None:
        words = f"nobody in this programme has the staff number {told.staff_number}"
        yield RowFault(told.line, "staff_number", words, "TRN-8.7")
        return
    pair = learner.pk, standing.courses[told.course]
    if learner.staff_id == by.id:
        yield RowFault(told.line, "staff_number", "nobody tells their own result", "TRN-8.7")
    elif pair not in standing.asked:
        words = f"{told.course} is not asked of this person"
        yield RowFault(told.line, "course", words, "TRN-3.10")
    elif pair in standing.ended and standing.ended[pair] < told.on:
        words = f"this person had ended {told.course} on {standing.ended[pair]}, before this test"
        yield RowFault(told.line, "day", words, RULE)


def _stands(told: ScoreBefore, standing: Standing) -> bool:
    return standing.told.get(_pair(told, standing)) == (told.score, told.on)


def _pair(told: ScoreBefore, standing: Standing) -> Pair:
    return standing.people[told.staff_number.upper()].pk, standing.courses[told.course]


def _keep(news: Collection[ScoreBefore], standing: Standing, by: Officer) -> None:
    if not news:
        return
    made = Result.objects.bulk_create(
        Result(
            learner_id=_pair(each, standing)[0],
            course_id=_pair(each, standing)[1],
            outcome=Outcome.NOT_STARTED,
            source=ResultSource.BEFORE,
            score=each.score,
            on=each.on,
            told_by=by.label,
        )
        for each in news
    )
    keys = (*(each.pk for each in made), *sorted({each.learner_id for each in made}))
    subject = Subject("training_result", keys, regime=Regime.GEN)
    record_collection(by=by, of=subject, action="tell_tests_before")
