"""What is asked of somebody now, and what answers and results say, group by group."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet, Sum

from bluelamp.core.time import day_of
from bluelamp.training.enums import (
    Delivery,
    DeliveryMode,
    Dimension,
    EvaluationLevel,
    Outcome,
    Question,
    ResultSource,
    Teller,
    TrainerKind,
)
from bluelamp.training.models import (
    SAT,
    Booking,
    Course,
    Declaration,
    Drop,
    EvaluationComment,
    EvaluationCount,
    EvaluationGiven,
    Learner,
    Requirement,
    Result,
    Venue,
)
from bluelamp.training.rules.characteristics import NOT_SAID
from bluelamp.training.rules.evaluation import (
    REACTION_CLOSES,
    Ratings,
    behaviour_window,
    reaction_open,
)

DONE = (Outcome.COMPLETED, Outcome.PASSED)
COMMENTS_ON_A_PAGE = 10
Answers = dict[Dimension, dict[str, dict[DeliveryMode, dict[Question, Ratings]]]]


@dataclass(frozen=True, slots=True)
class Taken:
    """A course somebody took, as a form asks about it; no name in it."""

    course_id: UUID
    course_code: str
    title: str
    drop_id: UUID
    level: EvaluationLevel
    mode: DeliveryMode
    team: str
    venue_code: str
    until: date


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


def open_forms(learner: Learner, today: date, teller: Teller) -> list[Taken]:
    """Return what is asked now about what somebody took: a constant number of statements."""
    given = set(
        EvaluationGiven.objects.filter(learner=learner, teller=teller).values_list(
            "course", "level"
        )
    )
    found = [*_reactions(learner, today)] if teller is Teller.SELF else []
    found += _behaviours(learner, today)
    return [each for each in found if (each.course_id, each.level) not in given]


def _reactions(learner: Learner, today: date) -> Iterator[Taken]:
    sat = _sat(learner)
    for booking in sat.values():
        ended = day_of(booking.session.ends_at)
        if reaction_open(ended, today):
            until = ended + REACTION_CLOSES
            yield _taken(learner, booking.course, EvaluationLevel.REACTION, booking, until)
    for each in _completed(learner):
        ended = _completed_on(each)
        if each.course_id not in sat and reaction_open(ended, today):
            until = ended + REACTION_CLOSES
            yield _taken(learner, each.course, EvaluationLevel.REACTION, None, until)


def _behaviours(learner: Learner, today: date) -> Iterator[Taken]:
    """Yield what is to be seen at work; asked of the person and of their line manager."""
    done = [
        (each, behaviour_window(_completed_on(each), each.course.drop.go_live))
        for each in _completed(learner)
    ]
    asked = [(each, until) for each, (first, until) in done if first <= today <= until]
    sat = _sat(learner) if asked else {}
    for each, until in asked:
        booking = sat.get(each.course_id)
        yield _taken(learner, each.course, EvaluationLevel.BEHAVIOUR, booking, until)


def _completed_on(done: Requirement) -> date:
    assert done.completed_on is not None  # noqa: S101  completion_has_its_day holds it
    return done.completed_on


def _completed(learner: Learner) -> QuerySet[Requirement]:
    done = learner.requirements.filter(outcome__in=DONE, completed_on__isnull=False)
    return done.select_related("course__drop").order_by("course__order")


def _sat(learner: Learner) -> dict[UUID, Booking]:
    held = (
        Booking.objects.filter(learner=learner, state__in=SAT)
        .select_related("course", "session__course_version", "session__room__venue")
        .prefetch_related("session__team__trainer")
        .order_by("session__ends_at")
    )
    return {each.course_id: each for each in held}


def _taken(
    learner: Learner, course: Course, level: EvaluationLevel, booking: Booking | None, until: date
) -> Taken:
    """Return what is asked about; a package says nothing of how its person is taught (TRN-3.2)."""
    mode, team, venue = DeliveryMode(learner.mode), "nobody", ""
    if booking is not None:
        session = booking.session
        in_person = session.course_version.delivery == Delivery.CLASSROOM
        mode = DeliveryMode.CLASSROOM if in_person else DeliveryMode.DIGITAL
        kinds = {each.trainer.kind for each in session.team.all()}
        team = team_code(kinds)
        venue = session.room.venue.code if session.room else ""
    return Taken(
        course.pk, course.code, course.title, course.drop_id, level, mode, team, venue, until
    )


def team_code(kinds: set[str]) -> str:
    """Return who taught, as answers are compared by it."""
    if kinds == set(TrainerKind):
        return "both"
    return next(iter(kinds)).lower() if kinds else "nobody"


def people_to_tell_of(staff_id: UUID, today: date) -> list[Requirement]:
    """Return whose work a line manager is asked about now, by course: two statements."""
    done = (
        Requirement.objects.filter(
            learner__staff__line_manager=staff_id,
            learner__out_of_scope="",
            outcome__in=DONE,
            completed_on__isnull=False,
        )
        .select_related("course__drop", "learner__staff")
        .order_by("learner__staff__family_name", "learner", "course__order")
    )
    given = set(
        EvaluationGiven.objects.filter(
            learner__staff__line_manager=staff_id, teller=Teller.MANAGER
        ).values_list("learner", "course")
    )
    found = []
    for each in done:
        first, until = behaviour_window(_completed_on(each), each.course.drop.go_live)
        if first <= today <= until and (each.learner_id, each.course_id) not in given:
            found.append(each)
    return found


def declared_by(staff_id: UUID) -> dict[str, str]:
    """Return what somebody declared of themselves: for their own page alone."""
    own = Declaration.objects.filter(staff=staff_id)
    return dict(own.values_list("characteristic", "group"))


def answers_of(drop: Drop, level: EvaluationLevel, teller: Teller, before: date) -> Answers:
    """Return the ratings by group, of the weeks that are over: one statement.

    Whole weeks, so that nobody sees a number before and after one answer.
    """
    found: Answers = defaultdict(lambda: defaultdict(lambda: defaultdict(dict)))
    counted = (
        EvaluationCount.objects.filter(drop=drop, level=level, teller=teller, week__lt=before)
        .values_list("dimension", "group", "mode", "question", "rating")
        .annotate(total=Sum("number"))
        .order_by("dimension", "group")
    )
    for dimension, group, mode, question, rating, total in counted:
        cell = found[Dimension(dimension)][group][DeliveryMode(mode)]
        asked = Question(question)
        cell[asked] = cell.get(asked, Ratings()) + Ratings.given(rating, total)
    return found


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


def names_of_groups(drop: Drop) -> dict[Dimension, dict[str, str]]:
    """Return how courses and venues are called: two statements."""
    return {
        Dimension.COURSE: dict(Course.objects.filter(drop=drop).values_list("code", "title")),
        Dimension.VENUE: dict(Venue.objects.values_list("code", "name")),
    }


def comments_to_read(drop: Drop, *, coded: bool, first: int = 0) -> list[EvaluationComment]:
    """Return comments of the weeks gone, those nobody has read yet or those somebody has."""
    found = EvaluationComment.objects.filter(drop=drop).order_by("week", "pk")
    found = found.exclude(coded_by="") if coded else found.filter(coded_by="")
    return list(found[first : first + COMMENTS_ON_A_PAGE])


def themes_counted(drop: Drop, before: date) -> dict[str, dict[DeliveryMode, int]]:
    """Return how many comments are about each theme, and how many were read: one statement."""
    found: dict[str, dict[DeliveryMode, int]] = defaultdict(dict)
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT theme, mode, count(*) FROM (
                SELECT unnest(themes) AS theme, mode FROM training_evaluationcomment
                WHERE drop_id = %(drop)s AND week < %(before)s
            ) said GROUP BY theme, mode ORDER BY theme
            """,
            {"drop": drop.pk, "before": before},
        )
        for theme, mode, number in cursor.fetchall():
            found[theme][DeliveryMode(mode)] = number
    return found


def last_week_counted(drop: Drop) -> date | None:
    """Return the Monday of the last week in which somebody answered."""
    return EvaluationCount.objects.filter(drop=drop).aggregate(last=Max("week"))["last"]
