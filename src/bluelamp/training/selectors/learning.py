"""What assessments say people learnt, group by group, and how many were tested before (level 2)."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import Count, Exists, OuterRef, Q

from bluelamp.training.enums import DeliveryMode, Dimension, Outcome, ResultSource
from bluelamp.training.models import Course, Drop, Result
from bluelamp.training.rules.characteristics import NOT_SAID


@dataclass(frozen=True, slots=True)
class Learnt:
    """What came of assessments in one group, one way of teaching."""

    assessed: int = 0
    passed: int = 0
    """At the first or second attempt."""
    score: float | None = None
    both: int = 0
    """How many were tested before as well as after."""
    gain: float | None = None


ASSESSED = """
    WITH tried AS (
        SELECT result.learner_id, result.course_id, result.booking_id, result.outcome, result.score,
            row_number() OVER (
                PARTITION BY result.learner_id, result.course_id
                ORDER BY result."on", result.recorded_at, result.id
            ) AS attempt
        FROM training_result result
        JOIN training_course course ON course.id = result.course_id
        WHERE course.drop_id = %(drop)s AND course.is_assessed AND result."on" < %(before)s
            AND result.source <> 'BEFORE' AND result.outcome IN ('PASSED', 'FAILED')
            AND NOT EXISTS (
                SELECT FROM training_resulttakenback back WHERE back.result_id = result.id
            )
    ), assessed AS (
        SELECT learner_id, course_id,
            bool_or(outcome = 'PASSED') FILTER (WHERE attempt <= 2) AS passed,
            max(score) AS score,
            (array_agg(booking_id ORDER BY attempt) FILTER (WHERE booking_id IS NOT NULL))[1]
                AS booking_id
        FROM tried GROUP BY learner_id, course_id
    ), before AS (
        SELECT DISTINCT ON (learner_id, course_id) learner_id, course_id, score
        FROM training_result WHERE source = 'BEFORE'
        ORDER BY learner_id, course_id, recorded_at DESC, id DESC
    ), told AS (
        SELECT assessed.*, learner.staff_id, course.code, before.score AS before,
            CASE WHEN version.delivery IS NULL THEN learner.mode
                WHEN version.delivery = 'CLASSROOM' THEN 'CLASSROOM' ELSE 'DIGITAL' END AS mode,
            coalesce(venue.code, '') AS venue,
            coalesce((
                SELECT CASE WHEN count(DISTINCT trainer.kind) > 1 THEN 'both'
                    ELSE lower(min(trainer.kind)) END
                FROM training_sessiontrainer team
                JOIN training_trainer trainer ON trainer.id = team.trainer_id
                WHERE team.session_id = booking.session_id
            ), 'nobody') AS team
        FROM assessed
        JOIN training_learner learner ON learner.id = assessed.learner_id
        JOIN training_course course ON course.id = assessed.course_id
        LEFT JOIN before USING (learner_id, course_id)
        LEFT JOIN training_booking booking ON booking.id = assessed.booking_id
        LEFT JOIN training_trainingsession session ON session.id = booking.session_id
        LEFT JOIN training_courseversion version ON version.id = session.course_version_id
        LEFT JOIN training_room room ON room.id = session.room_id
        LEFT JOIN training_venue venue ON venue.id = room.venue_id
    ), cells AS (
        SELECT 'ALL' AS dimension, 'all' AS "group", told.* FROM told
        UNION ALL SELECT 'COURSE', code, told.* FROM told
        UNION ALL SELECT 'TEAM', team, told.* FROM told
        UNION ALL SELECT 'VENUE', venue, told.* FROM told WHERE venue <> ''
        UNION ALL SELECT kind.name, coalesce(said."group", %(not_said)s), told.*
        FROM told CROSS JOIN unnest(%(protected)s::text[]) AS kind (name)
        LEFT JOIN training_declaration said
            ON said.staff_id = told.staff_id AND said.characteristic = kind.name
    )
    SELECT dimension, "group", mode, count(*), count(*) FILTER (WHERE passed), avg(score),
        count(before), avg(score - before)
    FROM cells GROUP BY dimension, "group", mode ORDER BY dimension, "group"
"""


def learnt_in(drop: Drop, before: date) -> dict[Dimension, dict[str, dict[DeliveryMode, Learnt]]]:
    """Return what assessments say by group, of the weeks that are over: one statement.

    Somebody counts once a course, by their first two attempts; who was tested before the course
    too shows what was gained, the test told last counting. Who sat a session counts as it was
    taught; who took a package, as it was decided for them (TRN-3.2): a package done by somebody
    taught in classrooms says nothing about digital training.
    """
    protected = [each.value for each in Dimension if each.is_protected]
    given: dict[str, Any] = {"drop": drop.pk, "before": before, "not_said": NOT_SAID}
    given["protected"] = protected
    found: dict[Dimension, dict[str, dict[DeliveryMode, Learnt]]] = defaultdict(
        lambda: defaultdict(dict)
    )
    with connection.cursor() as cursor:
        cursor.execute(ASSESSED, given)
        for dimension, group, mode, assessed, passed, score, both, gain in cursor.fetchall():
            found[Dimension(dimension)][group][DeliveryMode(mode)] = Learnt(
                assessed, passed, _number(score), both, _number(gain)
            )
    return found


@dataclass(frozen=True, slots=True)
class TestedBefore:
    """How many were tested before a course, and how many of them at its end too."""

    code: str
    title: str
    before: int
    both: int


def courses_tested(drop: Drop) -> list[TestedBefore]:
    """Return the courses of a drop that end with a test, in their order: one statement."""
    of = Q(results__source=ResultSource.BEFORE)
    after = Result.objects.filter(
        course=OuterRef("results__course"),
        learner=OuterRef("results__learner"),
        outcome__in=[Outcome.PASSED, Outcome.FAILED],
        taken_back=None,
    ).exclude(source=ResultSource.BEFORE)
    found = (
        Course.objects.filter(drop=drop, is_assessed=True)
        .annotate(
            before=Count("results__learner", of, distinct=True),
            both=Count("results__learner", Q(Exists(after)) & of, distinct=True),
        )
        .order_by("order", "code")
    )
    return [TestedBefore(each.code, each.title, each.before, each.both) for each in found]


def _number(value: object) -> float | None:
    return None if value is None else float(str(value))
