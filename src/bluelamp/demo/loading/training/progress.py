"""How far the programme of the demonstration has come: what was answered, attended, passed.

In SQL, for tens of thousands of rows; what falls to whom follows from the staff number, so that
the same force gives the same picture.
"""

from __future__ import annotations

from datetime import datetime

from django.db import connection

from bluelamp.core.time import day_of

LOT = "abs(hashtext(staff.staff_number || %(salt)s)) %% 100"

# Of a team so small that its cap lets nobody go, whoever goes is released by the commander.
COMMANDER = """
        approval = CASE WHEN booking.approval = 'AWAITED' AND lot.state <> 'ACCEPTED'
            THEN 'COMMANDER' ELSE booking.approval END,
        approved_by = CASE WHEN booking.approval = 'AWAITED' AND lot.state <> 'ACCEPTED'
            THEN 'The commander' ELSE '' END,
        approved_at = CASE WHEN booking.approval = 'AWAITED' AND lot.state <> 'ACCEPTED'
            THEN booking.told_at END
"""

PAST_SESSIONS = """
    UPDATE training_trainingsession SET state = 'DONE' WHERE ends_at < %(at)s
"""
PAST_BOOKINGS = f"""
    UPDATE training_booking booking SET
        state = lot.state, answered_at = booking.told_at,
        seat_number = CASE WHEN lot.state IN ('ATTENDED', 'PARTIAL') THEN seat_number END,
        {COMMANDER}
    FROM (
        SELECT booking.id, CASE
            WHEN {LOT} < 88 THEN 'ATTENDED' WHEN {LOT} < 97 THEN 'NO_SHOW'
            WHEN {LOT} < 98 THEN 'PARTIAL' ELSE 'EXCUSED' END AS state
        FROM training_booking booking
        JOIN training_trainingsession session ON session.id = booking.session_id
        JOIN training_learner learner ON learner.id = booking.learner_id
        JOIN access_staff staff ON staff.id = learner.staff_id
        WHERE session.ends_at < %(at)s
    ) lot WHERE lot.id = booking.id
"""
COMING_BOOKINGS = f"""
    UPDATE training_booking booking SET state = lot.state, answered_at = booking.told_at,
        {COMMANDER}
    FROM (
        SELECT booking.id, CASE
            WHEN booking.approval = 'AWAITED' AND {LOT} < 40 THEN 'ACCEPTED'
            WHEN {LOT} < 80 THEN 'CONFIRMED' WHEN {LOT} < 84 THEN 'TENTATIVE' END AS state
        FROM training_booking booking
        JOIN training_trainingsession session ON session.id = booking.session_id
        JOIN training_learner learner ON learner.id = booking.learner_id
        JOIN access_staff staff ON staff.id = learner.staff_id
        WHERE session.ends_at >= %(at)s
    ) lot WHERE lot.id = booking.id AND lot.state IS NOT NULL
"""
RESULTS_OF_SESSIONS = f"""
    INSERT INTO training_result
        (id, learner_id, course_id, booking_id, outcome, source, score, "on", reason, told_by)
    SELECT gen_random_uuid(), booking.learner_id, booking.course_id, booking.id,
        CASE WHEN {LOT} < 94 THEN 'PASSED' ELSE 'FAILED' END, 'ASSESSMENT',
        CASE WHEN {LOT} < 94 THEN 80 + {LOT} %% 20 ELSE 50 + {LOT} %% 30 END,
        (session.ends_at AT TIME ZONE 'Europe/London')::date, '', 'Register of the session'
    FROM training_booking booking
    JOIN training_trainingsession session ON session.id = booking.session_id
    JOIN training_learner learner ON learner.id = booking.learner_id
    JOIN access_staff staff ON staff.id = learner.staff_id
    WHERE booking.state = 'ATTENDED'
"""
# A few learnt long before the weeks of training: they are no longer fresh at go-live.
RESULTS_BY_ONESELF = f"""
    INSERT INTO training_result
        (id, learner_id, course_id, outcome, source, score, "on", reason, told_by)
    SELECT gen_random_uuid(), needed.learner_id, needed.course_id, 'PASSED', 'PACKAGE',
        80 + {LOT} %% 20,
        %(today)s::date - {LOT} %% 20 - CASE WHEN {LOT} IN (7, 27) THEN 40 ELSE 0 END,
        '', 'The digital package'
    FROM training_requirement needed
    JOIN training_course course ON course.id = needed.course_id
    JOIN training_learner learner ON learner.id = needed.learner_id
    JOIN access_staff staff ON staff.id = learner.staff_id
    WHERE course.code IN ('FND', 'SUP') AND ({LOT} < 62 OR EXISTS (
        SELECT FROM training_booking booking
        WHERE booking.learner_id = learner.id AND booking.state IN ('ATTENDED', 'PARTIAL')
    ))
"""
STANDINGS = """
    UPDATE training_requirement needed SET outcome = result.outcome,
        completed_on = CASE WHEN result.outcome = 'PASSED' THEN result."on" END
    FROM training_result result
    WHERE result.learner_id = needed.learner_id AND result.course_id = needed.course_id
"""


def make_progress(at: datetime) -> None:
    """Let the past have happened and the future be answered for, as far as now."""
    given = {"at": at, "today": day_of(at)}
    steps = (
        (PAST_BOOKINGS, "came"),
        (PAST_SESSIONS, ""),
        (COMING_BOOKINGS, "answer"),
        (RESULTS_OF_SESSIONS, "score"),
        (RESULTS_BY_ONESELF, "package"),
        (STANDINGS, ""),
    )
    with connection.cursor() as cursor:
        # With hundreds of thousands of checks waiting for the end, every trigger is slow.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for statement, salt in steps:
            cursor.execute(statement, given | {"salt": salt})
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
