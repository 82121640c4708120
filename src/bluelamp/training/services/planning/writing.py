"""Writing what a plan changes, many rows at once; the database holds what must hold."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection
from django.db.models import F

from bluelamp.core.copying import copy_rows
from bluelamp.core.ids import new_id, reference
from bluelamp.core.references import next_numbers
from bluelamp.core.time import LONDON
from bluelamp.training.enums import Approval, BookingState, MadeBy, SessionState
from bluelamp.training.models import (
    ALIVE,
    Booking,
    CourseVersion,
    Learner,
    PlanRun,
    Room,
    SessionDay,
    SessionTrainer,
    Trainer,
    TrainingSession,
    VirtualRoom,
)
from bluelamp.training.planner.instance import Variant
from bluelamp.training.planner.plan import Session
from bluelamp.training.rules.planning_terms import TERMS
from bluelamp.training.rules.rosters import Duty, Span

from ..messages import tell_calendars, tell_new
from .differences import Difference
from .keys import number_of
from .places import versions_of
from .teams import teams_that_release_each

MOVED, GIVEN_UP = "Moved by a new plan", "No place in the new plan"


@dataclass(frozen=True)
class Known:
    """What the plan's keys stand for."""

    rooms: dict[int, Room]
    virtual: dict[int, VirtualRoom]
    trainers: dict[int, UUID]
    learners: dict[int, UUID]
    versions: dict[str, CourseVersion]
    standing: dict[str, TrainingSession]

    def place(self, key: str) -> dict[str, UUID | None]:
        """Return a room or virtual room as a session names it."""
        number = number_of(key)
        if key.startswith("V"):
            return {"room_id": None, "virtual_room_id": self.virtual[number].pk}
        return {"room_id": self.rooms[number].pk, "virtual_room_id": None}

    def seats(self, session: Session) -> int:
        """Return how many seats a new session has."""
        key = session.room_id
        place = (self.virtual if key.startswith("V") else self.rooms)[number_of(key)]
        most = self.versions[session.course_id].max_class
        if session.variant is Variant.ONE_TO_ONE:
            most = 1
        elif session.variant is not Variant.STANDARD:
            most = min(most, TERMS.adjusted_class)
        return int(min(most, place.seats))


def write_difference(run: PlanRun, what: Difference, at: datetime) -> list[UUID]:
    """Write it all; return the new sessions. What is given up is written first."""
    known = _known(run, what)
    before = _give_up(what, known, at)
    _cancel(what.dropped, known)
    _move(what.moved, known, at)
    _hand_over(what.handed, known)
    made = _add(what.added, known, at)
    _give(what, known, made, before, at)
    _count_seats(run)
    return [each.pk for each in made.values()]


def _known(run: PlanRun, what: Difference) -> Known:
    people = {number_of(person) for person, _ in (*what.given, *what.taken)}
    touched = {*what.moved, *what.handed, *what.dropped, *what.given.values()}
    touched |= set(what.taken.values())
    versions = versions_of(run)
    return Known(
        rooms={each.number: each for each in Room.objects.all()},
        virtual={each.number: each for each in VirtualRoom.objects.all()},
        trainers=dict(Trainer.objects.values_list("number", "pk")),
        learners=dict(Learner.objects.filter(number__in=people).values_list("number", "pk")),
        versions={each.course.code: each for each in versions.values()},
        standing={
            each.reference: each for each in TrainingSession.objects.filter(reference__in=touched)
        },
    )


def _give_up(what: Difference, known: Known, at: datetime) -> dict[tuple[UUID, UUID], UUID]:
    """Cancel the places that are given up; return them by person and course.

    Who waits for a place on the course waits no longer when the plan gives one.
    """
    by_session: dict[UUID, list[UUID]] = defaultdict(list)
    for (person, _course), session in what.taken.items():
        by_session[known.standing[session].pk].append(known.learners[number_of(person)])
    given = {known.learners[number_of(person)] for person, _ in what.given}
    seated = Booking.objects.filter(session__in=list(by_session), state__in=ALIVE)
    waiting = Booking.objects.filter(learner__in=given, state=BookingState.WAITLISTED)
    leaving = [
        (pk, learner, course)
        for pk, learner, course, session in seated.values_list("pk", "learner", "course", "session")
        if learner in by_session[session]
    ]
    courses = {known.versions[course].course_id for _person, course in what.given}
    leaving += [
        each for each in waiting.values_list("pk", "learner", "course") if each[2] in courses
    ]
    for words, some in (
        (MOVED, [pk for pk, learner, _course in leaving if learner in given]),
        (GIVEN_UP, [pk for pk, learner, _course in leaving if learner not in given]),
    ):
        Booking.objects.filter(pk__in=some).update(
            state=BookingState.CANCELLED,
            seat_number=None,
            reason_words=words,
            answered_at=at,
            sequence=F("sequence") + 1,
            version=F("version") + 1,
        )
    tell_calendars(Booking.objects.filter(pk__in=[pk for pk, _learner, _course in leaving]))
    return {(learner, course): pk for pk, learner, course in leaving}


def _cancel(dropped: Iterable[str], known: Known) -> None:
    TrainingSession.objects.filter(pk__in=[known.standing[each].pk for each in dropped]).update(
        state=SessionState.CANCELLED,
        cancelled_because="Not in the new plan",
        sequence=F("sequence") + 1,
        version=F("version") + 1,
    )


def _move(moved: Mapping[str, Session], known: Known, at: datetime) -> None:
    """Move sessions all at once: first every room and trainer is free, then each has its own."""
    own = {key: known.standing[key] for key in moved}
    SessionDay.objects.filter(session__in=own.values()).delete()
    SessionTrainer.objects.filter(session__in=own.values()).delete()
    for key, session in own.items():
        spans = _spans(moved[key])
        for name, value in known.place(moved[key].room_id).items():
            setattr(session, name, value)
        session.starts_at, session.ends_at = spans[0].begins, spans[-1].ends
        session.sequence += 1
        session.version += 1
        session.save()
    _write_days((own[key], session) for key, session in moved.items())
    _write_teams(((own[key], session) for key, session in moved.items()), known)
    people = Booking.objects.filter(session__in=own.values(), state__in=ALIVE)
    people.update(told_at=at)
    tell_calendars(people.all())


def _hand_over(handed: Mapping[str, Session], known: Known) -> None:
    own = {key: known.standing[key] for key in handed}
    SessionTrainer.objects.filter(session__in=own.values()).delete()
    _write_teams(((own[key], session) for key, session in handed.items()), known)


def _add(added: Mapping[str, Session], known: Known, at: datetime) -> dict[str, TrainingSession]:
    numbers = next_numbers("reference_tr", len(added))
    made = {
        key: _session(session, known, number, at)
        for (key, session), number in zip(added.items(), numbers, strict=True)
    }
    copy_rows(made.values())
    _write_days((made[key], session) for key, session in added.items())
    _write_teams(((made[key], session) for key, session in added.items()), known)
    return made


def _session(session: Session, known: Known, number: int, at: datetime) -> TrainingSession:
    version, spans = known.versions[session.course_id], _spans(session)
    alone = session.variant is Variant.ONE_TO_ONE
    return TrainingSession(
        id=new_id(),
        reference=reference("TR", at.astimezone(LONDON).year, number),
        drop_id=version.course.drop_id,
        course_id=version.course_id,
        course_version=version,
        state=SessionState.OPEN.value,
        seats=known.seats(session),
        starts_at=spans[0].begins,
        ends_at=spans[-1].ends,
        is_one_to_one=alone,
        team_exception="Taught one to one" if alone else "",
        made_by=MadeBy.PLAN.value,
        **known.place(session.room_id),
    )


def _spans(session: Session) -> list[Span]:
    return [Duty(one.start, one.end).on(one.date) for one in sorted(session.days)]


def _write_days(pairs: Iterable[tuple[TrainingSession, Session]]) -> None:
    copy_rows(
        SessionDay(session=row, day=one.date, starts_at=span.begins, ends_at=span.ends)
        for row, session in pairs
        for one, span in zip(sorted(session.days), _spans(session), strict=True)
    )


def _write_teams(pairs: Iterable[tuple[TrainingSession, Session]], known: Known) -> None:
    copy_rows(
        SessionTrainer(session=row, trainer_id=known.trainers[number_of(trainer)])
        for row, session in pairs
        for trainer in session.trainers
    )


def _give(
    what: Difference,
    known: Known,
    made: Mapping[str, TrainingSession],
    before: Mapping[tuple[UUID, UUID], UUID],
    at: datetime,
) -> None:
    """Invite people to the lowest free seats of their sessions."""
    sessions = known.standing | dict(made)
    by_session: dict[str, list[UUID]] = defaultdict(list)
    for (person, _course), key in what.given.items():
        by_session[key].append(known.learners[number_of(person)])
    taken = _seats_taken([sessions[key].pk for key in by_session if key not in made])
    awaited = _awaiting_release(what, known)
    rows = []
    for key, learners in by_session.items():
        session = sessions[key]
        seats = _free_seats(taken.get(session.pk, set()))
        rows += [
            Booking(
                session=session,
                learner_id=learner,
                course_id=session.course_id,
                state=BookingState.INVITED.value,
                seat_number=next(seats),
                told_at=at,
                joined_at=at,
                approval=(Approval.AWAITED if learner in awaited else Approval.NOT_NEEDED).value,
                rebooked_from_id=before.get((learner, session.course_id)),
            )
            for learner in learners
        ]
    copy_rows(rows)
    tell_new(rows)


def _free_seats(taken: set[int]) -> Iterator[int]:
    seat = 0
    while True:
        seat += 1
        if seat not in taken:
            yield seat


def _seats_taken(sessions: list[UUID]) -> dict[UUID, set[int]]:
    found: dict[UUID, set[int]] = defaultdict(set)
    kept = Booking.objects.filter(session__in=sessions, seat_number__isnull=False)
    for session, seat in kept.values_list("session", "seat_number"):
        found[session].add(seat or 0)
    return found


def _awaiting_release(what: Difference, known: Known) -> set[UUID]:
    """Return whose booking a manager must release: their team's each, or its cap is nought."""
    given = {known.learners[number_of(person)] for person, _ in what.given}
    teams = dict(Learner.objects.filter(pk__in=given).values_list("pk", "staff__unit"))
    strength = _strength(set(teams.values()))
    each = teams_that_release_each(strength)
    return {learner for learner, team in teams.items() if team in each}


def _strength(teams: set[UUID]) -> Counter[UUID]:
    scope = Learner.objects.filter(staff__unit__in=teams, staff__is_active=True, out_of_scope="")
    return Counter(scope.values_list("staff__unit", flat=True))


def _count_seats(run: PlanRun) -> None:
    """Make open sessions full, or full ones open, as their seats say: one statement."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE training_trainingsession AS s SET state = b.state FROM ("
            "  SELECT t.id, CASE WHEN count(k.id) >= t.seats THEN 'FULL' ELSE 'OPEN' END AS state"
            "  FROM training_trainingsession AS t LEFT JOIN training_booking AS k"
            "  ON k.session_id = t.id AND k.seat_number IS NOT NULL"
            "  WHERE t.drop_id = %s AND t.state IN ('OPEN', 'FULL') GROUP BY t.id"
            ") AS b WHERE s.id = b.id AND s.state <> b.state",
            [run.drop_id],
        )
