"""The built-in timetable keeps the hard constraints and leaves nobody out without saying so."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

from tests.officers import unit
from tests.training.world import AT, FIRST_DAY, days_on, good_venue

from bluelamp.training.enums import Approval, BookingState, Delivery, NoPlace, TrainerKind
from bluelamp.training.models import (
    Absence,
    AdjustmentPlan,
    Booking,
    Certification,
    SessionTrainer,
    Trainer,
    TrainingSession,
    WithoutPlace,
)
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


def test_a_class_is_smaller_than_usual_only_where_somebody_would_be_left_out():
    placed, left = lay_out(frame(caps={"t": 1}), pupils(2))
    assert left == []
    assert [len(each.pupils) for each in placed] == [1, 1]
    assert [len(each.pupils) for each in lay_out(frame(), pupils(5))[0]] == [3, 2]


def test_a_class_over_several_days_holds_room_trainers_and_people_on_each():
    long = pupils(9, days=2)
    placed, left = lay_out(frame(), [*long, *pupils(6, "u")])
    assert left == []
    held = [
        (who, day)
        for each in placed
        for day in (each.day, *each.days)
        for who in (each.room, *each.teachers, *each.pupils)
    ]
    assert len(held) == len(set(held))
    assert {len(each.days) for each in placed if each.pupils[0][0] == "t"} == {1}


def test_nobody_is_taught_over_days_on_one_of_which_they_rest():
    free = {"": {DAYS[0], DAYS[2], DAYS[3]}}
    placed, left = lay_out(frame(free=free), pupils(2, days=2))
    assert [(each.day, each.days) for each in placed] == [(DAYS[2], (DAYS[3],))]
    assert left == []


def test_what_is_agreed_decides_class_and_room_and_costs_nobody_their_place():
    rooms = [Seats("plain", 3, desks=0, loop=False, step_free=False), Seats("full", 3, desks=1)]
    some = [
        Pupil("desk1", "c", "", "t", desk=True),
        Pupil("desk2", "c", "", "t", desk=True),
        Pupil("loop", "c", "", "t", loop=True),
        Pupil("alone", "c", "", "u", most=1, agreed=True),
        *pupils(4),
    ]
    placed, left = lay_out(frame(rooms=rooms), some)
    assert left == []
    of = {key: each for each in placed for key in each.pupils}
    assert of["alone"].pupils == ("alone",)
    assert of["alone"].seats == 1
    assert {of[key].room for key in ("desk1", "desk2", "loop")} == {"full"}
    assert of["desk1"] != of["desk2"]


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
    kept = WithoutPlace.objects.get()
    assert kept.requirement.learner == learners[0]
    assert kept.cause == NoPlace.AWAY
    assert kept.words.endswith(", 0 not away or taught already")


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
    assert not WithoutPlace.objects.exists()
    assert session.is_catch_up
    assert session.starts_at >= late


def test_a_second_timetable_keeps_off_the_rooms_and_days_in_use(world):
    world.booked(world.session(), world.learners(1)[0])
    world.learners(3)
    plan = {"drop_id": world.drop.pk, "delivery": Delivery.CLASSROOM, "by": world.coordinator}
    trainers = 2  # a whole team beside the one that teaches
    for kind in TrainerKind:
        for _ in range(trainers):
            made = Trainer.objects.create(name=f"Second {kind}", kind=kind)
            Certification.objects.create(trainer=made, course=world.course)
    made = make_timetable(**plan, at=AT, last=FIRST_DAY + timedelta(days=1))
    assert (made.sessions, made.left) == (1, 0)
    assert TrainingSession.objects.latest("starts_at").days.get().day > FIRST_DAY


def test_who_is_only_to_be_placed_by_hand_is_named(world):
    (learner,) = world.learners(1)
    AdjustmentPlan.objects.create(
        learner=learner,
        need="Mine",
        asked_by_id=learner.staff_id,
        asked_at=AT,
        state="AGREED",
        agreed_by_id=world.coordinator.id,
        agreed_at=AT,
        review_on=world.drop.go_live,
        avoid_times="Before ten",
    )
    made = make_timetable(
        drop_id=world.drop.pk, delivery=Delivery.CLASSROOM, by=world.coordinator, at=AT
    )
    assert (made.sessions, made.left) == (0, 1)
    kept = WithoutPlace.objects.get()
    assert (kept.cause, kept.about_adjustments) == (NoPlace.BY_HAND, True)


def test_who_learns_more_slowly_has_more_days_and_a_small_team_asks_its_commander(world):
    learner = world.learner(of=world.new_team())
    AdjustmentPlan.objects.create(
        learner=learner,
        need="Mine",
        asked_by_id=learner.staff_id,
        asked_at=AT,
        state="AGREED",
        agreed_by_id=world.coordinator.id,
        agreed_at=AT,
        review_on=world.drop.go_live,
        extra_time_pct=25,
    )
    alone = world.learner(of=unit("SMALL", world.command, "TEAM"))
    made = make_timetable(
        drop_id=world.drop.pk, delivery=Delivery.CLASSROOM, by=world.coordinator, at=AT
    )
    assert made.left == 0
    session = TrainingSession.objects.get(bookings__learner=learner)
    assert session.days.count() == 2
    assert session.ends_at == session.days.last().ends_at
    assert Booking.objects.get(learner=alone).approval == Approval.AWAITED
    assert Booking.objects.get(learner=learner).approval == Approval.NOT_NEEDED
