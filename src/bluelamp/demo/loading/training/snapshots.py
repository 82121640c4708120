"""The weeks of readiness that are over, as they would have been kept."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.db import connection

from bluelamp.training.models import Drop

KEPT = """
    INSERT INTO training_readinesssnapshot
        (id, drop_id, taken_on, go_live, command_id, people, trained, booked)
    SELECT gen_random_uuid(), %(drop)s, %(day)s, %(go_live)s, command_id,
        count(*), count(*) FILTER (WHERE trained), count(*) FILTER (WHERE placed AND NOT trained)
    FROM (
        SELECT learner.id, learner.command_id,
            bool_and(done.by_then) AS trained, bool_and(done.by_then OR done.has_place) AS placed
        FROM training_requirement needed
        JOIN training_course course ON course.id = needed.course_id
        JOIN training_learner learner ON learner.id = needed.learner_id
        JOIN access_staff staff ON staff.id = learner.staff_id
        CROSS JOIN LATERAL (SELECT
            needed.outcome IN ('PASSED', 'COMPLETED', 'WAIVED') AND needed.completed_on <= %(day)s
                AS by_then,
            EXISTS (
                SELECT FROM training_booking booking
                JOIN training_trainingsession session ON session.id = booking.session_id
                WHERE booking.learner_id = needed.learner_id
                    AND booking.course_id = needed.course_id AND booking.state <> 'CANCELLED'
                    AND session.ends_at >= %(after)s AND booking.told_at < %(after)s
            ) AS has_place
        ) done
        WHERE course.drop_id = %(drop)s AND learner.out_of_scope = '' AND staff.is_active
        GROUP BY learner.id
    ) people
    GROUP BY GROUPING SETS ((command_id), ())
"""


def keep_past_weeks(drop: Drop, today: date) -> int:
    """Keep every past Sunday since training began: by what was done and booked by then."""
    days = [drop.starts_on + timedelta(days=6 + 7 * week) for week in range(8)]
    past = [day for day in days if day < today]
    with connection.cursor() as cursor:
        for day in past:
            given: dict[str, Any] = {"drop": drop.pk, "day": day, "go_live": drop.go_live}
            cursor.execute(KEPT, given | {"after": day + timedelta(days=1)})
    return len(past)
