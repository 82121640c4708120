"""What is asked of somebody now, and what answers and results say, group by group."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connection
from django.db.models import Max, QuerySet, Sum

from bluelamp.core.time import day_of
from bluelamp.training.enums import (
    Delivery,
    DeliveryMode,
    Dimension,
    EvaluationLevel,
    Outcome,
    Question,
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
    Venue,
)
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
