"""The weeks of readiness that are over, as they would have been kept."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.db import connection

from bluelamp.training.models import Drop

# What each person had to take: when it was done, and until when they had a place before them.
STOOD = """
    CREATE TEMPORARY TABLE stood ON COMMIT DROP AS
    SELECT learner.id AS learner_id, learner.command_id, place.ends_at,
        CASE WHEN needed.outcome IN ('PASSED', 'COMPLETED', 'WAIVED')
            THEN needed.completed_on END AS done_on
    FROM training_requirement needed
    JOIN training_course course ON course.id = needed.course_id
    JOIN training_learner learner ON learner.id = needed.learner_id
    JOIN access_staff staff ON staff.id = learner.staff_id
    LEFT JOIN (
        SELECT booking.learner_id, booking.course_id, max(session.ends_at) AS ends_at
        FROM training_booking booking
        JOIN training_trainingsession session ON session.id = booking.session_id
        WHERE booking.state <> 'CANCELLED'
        GROUP BY booking.learner_id, booking.course_id
    ) place ON place.learner_id = needed.learner_id AND place.course_id = needed.course_id
    WHERE course.drop_id = %(drop)s AND learner.out_of_scope = '' AND staff.is_active
"""
KEPT = """
    INSERT INTO training_readinesssnapshot
        (id, drop_id, taken_on, go_live, command_id, people, trained, booked)
    SELECT gen_random_uuid(), %(drop)s, %(day)s, %(go_live)s, command_id,
        count(*), count(*) FILTER (WHERE trained), count(*) FILTER (WHERE placed AND NOT trained)
    FROM (
        SELECT command_id,
            bool_and(coalesce(done_on <= %(day)s, false)) AS trained,
            bool_and(coalesce(done_on <= %(day)s OR ends_at >= %(after)s, false)) AS placed
        FROM stood GROUP BY learner_id, command_id
    ) people
    GROUP BY GROUPING SETS ((command_id), ())
"""


def keep_past_weeks(drop: Drop, today: date) -> int:
    """Keep every past Sunday since training began: by what was done and booked by then."""
    days = [drop.starts_on + timedelta(days=6 + 7 * week) for week in range(8)]
    past = [day for day in days if day < today]
    given: dict[str, Any] = {"drop": drop.pk, "go_live": drop.go_live}
    with connection.cursor() as cursor:
        cursor.execute(STOOD, given)
        for day in past:
            cursor.execute(KEPT, given | {"day": day, "after": day + timedelta(days=1)})
    return len(past)
