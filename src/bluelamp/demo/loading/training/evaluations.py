"""What people of the demonstration say of their training: all invented, and in SQL for its size.

What falls to whom follows from the staff number, so that the same force gives the same picture.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from django.db import connection

from bluelamp.core.time import day_of
from bluelamp.training.enums import Dimension, EqualityTrigger, EvaluationLevel, Teller
from bluelamp.training.models import Drop, EqualityEntry, EqualityVersion, EvaluationComment
from bluelamp.training.rules.characteristics import GROUPS, NOT_SAID
from bluelamp.training.rules.evaluation import QUESTIONS, week_of

COLUMNS = ("of", "names", "first", "last")
LOT = "abs(hashtext(staff.staff_number || %(salt)s))"
SHARES: dict[Dimension, tuple[int, ...]] = {
    Dimension.AGE: (12, 34, 30, 19, 5),
    Dimension.DISABILITY: (8, 92),
    Dimension.GENDER: (99, 1),
    Dimension.MARRIAGE: (52, 48),
    Dimension.PREGNANCY: (3, 97),
    Dimension.RACE: (7, 5, 4, 82, 2),
    Dimension.RELIGION: (48, 1, 38, 2, 1, 6, 2, 2),
    Dimension.SEX: (36, 64),
    Dimension.ORIENTATION: (92, 4, 3, 1),
}
"""Out of a hundred who declare, in the order of the groups."""

DECLARED = """
    INSERT INTO training_declaration (id, staff_id, characteristic, "group")
    SELECT gen_random_uuid(), learner.staff_id, share.characteristic, share.name
    FROM training_learner learner JOIN access_staff staff ON staff.id = learner.staff_id
    JOIN unnest(%(of)s::text[], %(names)s::text[], %(first)s::int[], %(last)s::int[])
        AS share (characteristic, name, first, last)
        ON abs(hashtext(staff.staff_number || share.characteristic)) %% 100
            BETWEEN share.first AND share.last
    WHERE abs(hashtext(staff.staff_number || 'declares')) %% 100 < 30
"""
ANSWERED = """
    CREATE TEMPORARY TABLE answered ON COMMIT DROP AS
    SELECT booking.learner_id, booking.course_id, learner.staff_id, staff.staff_number,
        course.code, coalesce(venue.code, '') AS venue,
        CASE WHEN version.delivery = 'CLASSROOM' THEN 'CLASSROOM' ELSE 'DIGITAL' END AS mode,
        date_trunc('week', session.ends_at AT TIME ZONE 'Europe/London')::date AS week,
        coalesce(disability."group" = 'yes', false) AS is_disabled
    FROM training_booking booking
    JOIN training_trainingsession session ON session.id = booking.session_id
    JOIN training_courseversion version ON version.id = session.course_version_id
    JOIN training_course course ON course.id = booking.course_id
    JOIN training_learner learner ON learner.id = booking.learner_id
    JOIN access_staff staff ON staff.id = learner.staff_id
    LEFT JOIN training_room room ON room.id = session.room_id
    LEFT JOIN training_venue venue ON venue.id = room.venue_id
    LEFT JOIN training_declaration disability
        ON disability.staff_id = staff.id AND disability.characteristic = 'DISABILITY'
    WHERE booking.state IN ('ATTENDED', 'PARTIAL')
        AND abs(hashtext(staff.staff_number || 'answers')) %% 100 < 35
"""
# Classrooms do a little better; digital courses leave disabled people behind, so that the page and
# the record of the demonstration have something to show.
COUNTED = """
    INSERT INTO training_evaluationcount
        (drop_id, week, level, teller, mode, dimension, "group", question, rating, number)
    SELECT %(drop)s, week, %(level)s, %(teller)s, mode, dimension, "group", question, rating,
        count(*)
    FROM (
        SELECT said.*, dimension.name AS dimension, CASE dimension.name
            WHEN 'ALL' THEN 'all' WHEN 'COURSE' THEN code WHEN 'VENUE' THEN venue
            WHEN 'TEAM' THEN 'both' ELSE coalesce(declared."group", %(not_said)s) END AS "group"
        FROM (
            SELECT answered.*, asked.question, CASE
                WHEN lot < 4 + harder THEN 1 WHEN lot < 11 + harder * 2 THEN 2
                WHEN lot < 26 + harder * 3 THEN 3 WHEN lot < 68 THEN 4 ELSE 5 END AS rating
            FROM answered CROSS JOIN unnest(%(questions)s::text[]) AS asked (question)
            CROSS JOIN LATERAL (SELECT
                abs(hashtext(answered.staff_number || answered.code || asked.question)) %% 100
                    AS lot,
                CASE WHEN mode = 'CLASSROOM' THEN 0 WHEN is_disabled THEN 9 ELSE 2 END AS harder
            ) AS drawn
        ) said
        CROSS JOIN unnest(%(dimensions)s::text[]) AS dimension (name)
        LEFT JOIN training_declaration declared
            ON declared.staff_id = said.staff_id AND declared.characteristic = dimension.name
    ) cells
    WHERE "group" <> ''
    GROUP BY week, mode, dimension, "group", question, rating
"""
GIVEN = """
    INSERT INTO training_evaluationgiven (id, learner_id, course_id, level, teller)
    SELECT gen_random_uuid(), learner_id, course_id, %(level)s, %(teller)s FROM answered
"""
TESTED_BEFORE = f"""
    INSERT INTO training_result
        (id, learner_id, course_id, outcome, source, score, "on", reason, told_by)
    SELECT gen_random_uuid(), result.learner_id, result.course_id, 'NOT_STARTED', 'BEFORE',
        30 + {LOT} %% 35, result."on", '', 'Test before the course'
    FROM training_result result
    JOIN training_learner learner ON learner.id = result.learner_id
    JOIN access_staff staff ON staff.id = learner.staff_id
    WHERE result.source = 'ASSESSMENT' AND {LOT} %% 10 < 4
"""

SAID = (
    ("The exercises were close to what I do every day.", ("CONTENT",)),
    ("Too much in one morning, the afternoon was too slow.", ("PACE",)),
    ("I would have liked longer with the practice copy.", ("PRACTICE",)),
    ("The link dropped twice and the telephone number saved the session.", ("TECHNOLOGY",)),
    ("Two people teaching worked well: one knew the system, the other the job.", ("TRAINER",)),
    ("The room was hot and the street loud.", ("PLACE",)),
    ("My screen reader stopped at the drag-and-drop question.", ("ACCESS", "TECHNOLOGY")),
    ("I was told of the day too late to change my child care.", ("TIMETABLE",)),
    ("Who do I ring in the first week?", ("SUPPORT",)),
    ("Show us what changes for the file, not every screen.", ("CONTENT", "PACE")),
)


def make_evaluations(rng: Random, drop: Drop, at: datetime) -> None:
    """Let people have declared, answered and commented, and regard have been had."""
    level, teller = EvaluationLevel.REACTION, Teller.SELF
    given: dict[str, Any] = {
        "drop": drop.pk,
        "level": level.value,
        "teller": teller.value,
        "not_said": NOT_SAID,
        "questions": [each.value for each in QUESTIONS[level, teller]],
        "dimensions": [each.value for each in Dimension],
        "salt": "before",
    }
    for name, column in zip(COLUMNS, zip(*_bounds(), strict=True), strict=True):
        given[name] = list(column)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for statement in (DECLARED, ANSWERED, COUNTED, GIVEN, TESTED_BEFORE):
            cursor.execute(statement, given)
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    _comments(rng, drop, day_of(at))
    _regard(drop, day_of(at))


def _bounds() -> list[tuple[str, str, int, int]]:
    """Return each group with the first and last lot, of a hundred, that fall to it."""
    found = []
    for dimension, shares in SHARES.items():
        first = 0
        for group, share in zip(GROUPS[dimension], shares, strict=True):
            found.append((dimension.value, group, first, first + share - 1))
            first += share
    return found


def _comments(rng: Random, drop: Drop, today: date) -> None:
    """Keep comments of the past weeks: most read and coded, some waiting for a reader."""
    weeks = max(1, (week_of(today) - week_of(drop.starts_on)).days // 7)
    rows = []
    for _ in range(240):
        words, themes = rng.choice(SAID)
        read = rng.random() < 0.9
        rows.append(
            EvaluationComment(
                drop=drop,
                week=week_of(drop.starts_on) + timedelta(weeks=rng.randrange(weeks)),
                level=EvaluationLevel.REACTION,
                mode=rng.choice(("CLASSROOM", "DIGITAL")),
                words=words,
                themes=list(themes) if read else [],
                coded_by="Training coordinator" if read else "",
            )
        )
    EvaluationComment.objects.bulk_create(rows)


def _regard(drop: Drop, today: date) -> None:
    told = "Training coordinator"
    EqualityVersion.objects.create(
        drop=drop,
        number=1,
        accepted_on=drop.starts_on - timedelta(days=60),
        accepted_by="EIA Reference Group",
        next_due=drop.go_live,
        told_by=told,
    )
    week = drop.starts_on + timedelta(days=8)
    for trigger, about, found, done, decided in (
        (
            EqualityTrigger.VENUE,
            "",
            "One venue has no contemplation room.",
            "It is not used until it has one; its classes were placed elsewhere.",
            drop.starts_on - timedelta(days=20),
        ),
        (
            EqualityTrigger.DIFFERENCE,
            Dimension.DISABILITY.value,
            "Disabled people taught digitally are less confident than others.",
            "A place in a classroom or one-to-one help is offered to whoever asks; the questions "
            "that need dragging are replaced.",
            min(week, today),
        ),
    ):
        EqualityEntry.objects.create(
            drop=drop,
            trigger=trigger,
            characteristic=about,
            found=found,
            done=done,
            decided_by="Programme board",
            decided_on=decided,
            look_again_on=decided + timedelta(days=14),
            told_by=told,
        )
