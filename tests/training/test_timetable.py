"""The built-in timetable keeps the hard constraints and leaves nobody out without saying so."""

from __future__ import annotations

from collections import Counter
from datetime import date

from tests.training.world import AT, FIRST_DAY, days_on, good_venue

from bluelamp.training.enums import BookingState, Delivery
from bluelamp.training.models import Absence, Booking, SessionTrainer, TrainingSession
from bluelamp.training.rules.timetable import Frame, Pupil, Seats, Teacher
from bluelamp.training.rules.timetable import make_timetable as lay_out
from bluelamp.training.services import make_timetable

DAYS = days_on(date(2027, 2, 8), 5)


def frame(**more) -> Frame:
    given = {
        "days": DAYS,
        "rooms": [Seats("r1", 3), Seats("r2", 3)],
        "teachers": [
            Teacher(f"{kind}{number}", kind, frozenset({"c"}))
            for kind in ("S", "F")
            for number in range(3)
        ],
        "free": {"": set(DAYS)},
        "caps": {"t": 99, "u": 99},
        "sizes": {"c": (2, 3)},
        "kinds": {"S": 1, "F": 1},
    }
    return Frame(**{**given, **more})


def pupils(number: int, team: str = "t", **more) -> list[Pupil]:
    return [Pupil(f"{team}{each}", "c", "", team, **more) for each in range(number)]


def test_everybody_is_placed_once_in_full_classes():
    placed, left = lay_out(frame(), pupils(12))
    assert left == []
    assert sorted(key for each in placed for key in each.pupils) == sorted(
        pupil.key for pupil in pupils(12)
    )
    assert [len(each.pupils) for each in placed] == [3, 3, 3, 3]


def test_no_room_trainer_or_cap_is_used_beyond_what_it_is():
    placed, _left = lay_out(frame(caps={"t": 1, "u": 2}), [*pupils(20), *pupils(20, "u")])
    rooms = Counter((each.room, each.day) for each in placed)
    trainers = Counter((who, each.day) for each in placed for who in each.teachers)
    teams = Counter((key[0], each.day) for each in placed for key in each.pupils)
    assert {*rooms.values(), *trainers.values()} == {1}
    assert all(count <= {"t": 1, "u": 2}[team] for (team, _day), count in teams.items())


def test_a_trainer_has_a_day_off_in_five():
    one = [Teacher("S0", "S", frozenset({"c"})), Teacher("F0", "F", frozenset({"c"}))]
    placed, left = lay_out(frame(teachers=one), pupils(15))
    assert len(placed) == 4
    assert len(left) == 3


def test_who_is_away_or_resting_is_placed_on_another_day():
    free = {"": set(DAYS), "late": {DAYS[4]}}
    some = [
        *pupils(2, away=frozenset(DAYS[:2])),
        Pupil("z", "c", "late", "u"),
        Pupil("y", "c", "late", "u"),
    ]
    placed, left = lay_out(frame(free=free), some)
    days = {key: each.day for each in placed for key in each.pupils}
    assert left == []
    assert days["t0"] >= DAYS[2]
    assert days["z"] == days["y"] == DAYS[4]


def test_a_class_too_small_waits_unless_nobody_else_comes():
    assert len(lay_out(frame(), pupils(1))[0]) == 1
    placed, left = lay_out(frame(caps={"t": 1}), pupils(2))
    assert placed == []
    assert left == ["t0", "t1"]


def test_the_timetable_is_written_with_invitations(world):
    world.another_room(venue=good_venue("BAD", parking_spaces=0))
    learners = world.learners(8)
    Absence.objects.create(
        learner=learners[0], kind="LEAVE", first=FIRST_DAY, last=world.drop.go_live
    )
    made = make_timetable(
        drop_id=world.drop.pk, delivery=Delivery.CLASSROOM, by=world.coordinator, at=AT
    )
    assert (made.sessions, made.bookings, made.left) == (1, 7, 1)
    session = TrainingSession.objects.get()
    assert session.room == world.room
    assert SessionTrainer.objects.filter(session=session).count() == 2
    assert set(Booking.objects.values_list("state", flat=True)) == {BookingState.INVITED}
    again = make_timetable(
        drop_id=world.drop.pk, delivery=Delivery.CLASSROOM, by=world.coordinator, at=AT
    )
    assert (again.sessions, again.left) == (0, 1)


def test_who_did_not_come_is_placed_again_in_a_catch_up_session(world):
    (learner,) = world.learners(1)
    booking = world.booked(world.session(), learner)
    Booking.objects.filter(pk=booking.pk).update(state=BookingState.NO_SHOW, seat_number=None)
    late = AT.replace(month=3, day=15)
    made = make_timetable(
        drop_id=world.drop.pk,
        delivery=Delivery.CLASSROOM,
        by=world.coordinator,
        at=late,
        catch_up=True,
    )
    assert (made.sessions, made.left) == (1, 0)
    session = TrainingSession.objects.latest("pk")
    assert session.is_catch_up
    assert session.starts_at >= late
