"""The programme that the crowd books in: written straight into the tables, with signed-in people.

Nobody is refused for anything but a full session: neighbours ask for different days, so a team of
forty with the usual cap lets everybody go.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from .shape import Shape

TEAM = 40
WEEKDAYS = 30
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in the crowd; ``cookie`` is the key of the session they are signed in with."""

    learner: UUID
    cookie: str


@dataclass(frozen=True, slots=True)
class Programme:
    """One crowd that may choose among the sessions, and one as large that is invited already.

    ``invited`` are the people of the second with their bookings, on sessions of their own.
    """

    choosing: list[Person]
    sessions: list[UUID]
    invited: list[tuple[Person, UUID]]


def make_programme(shape: Shape) -> Programme:
    """Write units, people, sessions and sign-ins. The tables must be empty."""
    from django.db import transaction

    with transaction.atomic():
        command, teams = _units(2 * shape.people)
        staff = _staff(2 * shape.people, teams)
        version, drop = _course()
        learners = _learners(staff, command, drop)
        of_invited = -(-shape.people // shape.seats)
        sessions = _sessions(shape.sessions + of_invited, shape.seats, version, drop)
        bookings = _invite(learners[shape.people :], sessions[shape.sessions :], shape.seats)
        cookies = list(_signed_in(staff))
    _analyse()
    people = [Person(each.pk, cookie) for each, cookie in zip(learners, cookies, strict=True)]
    return Programme(
        people[: shape.people],
        [each.pk for each in sessions[: shape.sessions]],
        list(zip(people[shape.people :], bookings, strict=True)),
    )


def days(sessions: int) -> list[date]:
    """Return the day of each session: weekdays from four weeks ahead, in turns."""
    first = datetime.now(UTC).date() + timedelta(weeks=4)
    open_days = [first + timedelta(days=each) for each in range(2 * WEEKDAYS)]
    weekdays = [each for each in open_days if each.weekday() < 5][:WEEKDAYS]
    return [weekdays[each % WEEKDAYS] for each in range(sessions)]


def _units(people: int) -> tuple[Any, list[Any]]:
    from bluelamp.access.models import Unit

    force = Unit.objects.create(code="F", name="Force", kind="FORCE", path="F/")
    command = Unit.objects.create(
        code="AS", name="Central South", kind="BCU", parent=force, path="F/AS/", command_class="BCU"
    )
    teams = [
        Unit(code=f"T{each}", name=f"Team {each}", kind="TEAM", parent=command)
        for each in range(-(-people // TEAM))
    ]
    for each in teams:
        each.path = f"{command.path}{each.code}/"
    return command, Unit.objects.bulk_create(teams)


def _staff(people: int, teams: list[Any]) -> list[Any]:
    from django.contrib.auth.hashers import make_password

    from bluelamp.access.enums import Rank
    from bluelamp.access.models import Staff

    password = make_password(None)
    return Staff.objects.bulk_create(
        Staff(
            staff_number=f"R{each}",
            given_name="Ada",
            family_name=f"Number{each}",
            rank=Rank.CONSTABLE,
            unit=teams[each // TEAM],
            password=password,
        )
        for each in range(people)
    )


def _course() -> tuple[Any, Any]:
    from bluelamp.training.enums import Delivery
    from bluelamp.training.models import Course, CourseVersion, Drop, Programme

    today = datetime.now(UTC).date()
    programme = Programme.objects.create(
        code="rush", name="Rush", decision="-", classroom_decided=5_000, digital_decided=0
    )
    drop = Drop.objects.create(
        programme=programme,
        number=1,
        name="Drop",
        starts_on=today,
        go_live=today + timedelta(weeks=20),
    )
    course = Course.objects.create(drop=drop, code="RESP", title="Response", module="crime")
    version = CourseVersion.objects.create(
        course=course, delivery=Delivery.CLASSROOM, minutes=360, valid_from=today
    )
    return version, drop


def _learners(staff: list[Any], command: Any, drop: Any) -> list[Any]:
    from bluelamp.training.enums import DeliveryMode
    from bluelamp.training.models import DutyPattern, Learner, Requirement, Roster

    office = DutyPattern.objects.create(
        code="weekday", cycle=[["09:00", "17:00"]] * 5 + [None, None], begins=date(2027, 1, 4)
    )
    roster = Roster.objects.create(code="weekday", duty_pattern=office)
    learners = Learner.objects.bulk_create(
        Learner(
            programme=drop.programme,
            staff=each,
            command=command,
            roster=roster,
            mode=DeliveryMode.CLASSROOM,
        )
        for each in staff
    )
    course = drop.courses.get()
    Requirement.objects.bulk_create(
        Requirement(learner=each, course=course, source="POST") for each in learners
    )
    return learners


def _sessions(sessions: int, seats: int, version: Any, drop: Any) -> list[Any]:
    from bluelamp.training.enums import SessionState
    from bluelamp.training.models import Room, SessionDay, TrainingSession, Venue

    venue = Venue.objects.create(code="V", name="Venue", place="Lambeth", step_free=True)
    number = -(-sessions // WEEKDAYS)
    rooms = Room.objects.bulk_create(
        Room(venue=venue, name=f"Room {each}", seats=seats, loop=True) for each in range(number)
    )
    made = [
        TrainingSession(
            reference=f"TR-{each}",
            drop=drop,
            course=version.course,
            course_version=version,
            room=rooms[each // WEEKDAYS],
            state=SessionState.OPEN,
            seats=seats,
            starts_at=datetime.combine(day, time(9), UTC),
            ends_at=datetime.combine(day, time(17), UTC),
            team_exception="A rush",
        )
        for each, day in enumerate(days(sessions))
    ]
    TrainingSession.objects.bulk_create(made)
    SessionDay.objects.bulk_create(
        SessionDay(
            session=each, day=each.starts_at.date(), starts_at=each.starts_at, ends_at=each.ends_at
        )
        for each in made
    )
    return made


def _invite(learners: list[Any], sessions: list[Any], seats: int) -> list[UUID]:
    """Invite everybody to a place; return the key of each booking."""
    from django.utils import timezone

    from bluelamp.training.enums import BookingState, SessionState
    from bluelamp.training.models import Booking, TrainingSession

    at = timezone.now()
    bookings = Booking.objects.bulk_create(
        Booking(
            session=sessions[each // seats],
            learner=learner,
            course=sessions[each // seats].course,
            state=BookingState.INVITED,
            seat_number=each % seats + 1,
            told_at=at,
            joined_at=at,
        )
        for each, learner in enumerate(learners)
    )
    full = sessions[: len(learners) // seats]
    keys = [each.pk for each in full]
    TrainingSession.objects.filter(pk__in=keys).update(state=SessionState.FULL)
    return [each.pk for each in bookings]


def _signed_in(staff: list[Any]) -> Iterator[str]:
    """Sign everybody in as the sign-in page would, and yield the keys of their sessions."""
    from django.contrib.sessions.backends.db import SessionStore
    from django.contrib.sessions.models import Session
    from django.utils import timezone
    from django.utils.crypto import get_random_string

    store = SessionStore()
    until = timezone.now() + timedelta(hours=12)
    rows = [
        Session(
            session_key=get_random_string(32, "abcdefghijklmnopqrstuvwxyz0123456789"),
            session_data=store.encode(
                {
                    "_auth_user_id": str(each.pk),
                    "_auth_user_backend": BACKEND,
                    "_auth_user_hash": each.get_session_auth_hash(),
                }
            ),
            expire_date=until,
        )
        for each in staff
    ]
    Session.objects.bulk_create(rows)
    return (row.session_key for row in rows)


def _analyse() -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
