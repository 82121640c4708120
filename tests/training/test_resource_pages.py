"""Venues, rooms, trainers and sessions kept by hand: every refusal names what stands in the way."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from tests.officers import signed_in
from tests.training.world import AT, FIRST_DAY

from bluelamp.access.enums import Role
from bluelamp.access.models import Staff
from bluelamp.audit.models import AuditLine
from bluelamp.core.errors import NotAllowed
from bluelamp.training.models import Equipment, Room, Trainer, TrainingSession, Venue, VirtualRoom
from bluelamp.training.services import open_session, save_venue

NEXT_DAY = FIRST_DAY + timedelta(days=1)


@pytest.fixture(autouse=True)
def today(monkeypatch):
    for module in ("resources", "trainers", "timetable", "programme", "sessions"):
        monkeypatch.setattr(f"bluelamp.training.views.{module}.now", lambda: AT)


@pytest.fixture
def client(world):
    return signed_in(Staff.objects.get(pk=world.coordinator.id))


def text(response) -> str:
    assert response.status_code == 200, response
    return response.content.decode()


def venue_data(**more) -> dict:
    given = {
        "version": 0,
        "name": "Harbour House",
        "code": "HH",
        "address": "1 Quay",
        "place": "Lambeth",
        "step_free": "on",
        "parking_spaces": 3,
        "blue_badge_bays": 1,
        "fixed_loops": 1,
        "portable_loops": 0,
        "adjustable_desks": 2,
        "breakout": "on",
        "contemplation_room": "on",
        **more,
    }
    return {name: value for name, value in given.items() if value is not None}


def session_data(world, **more) -> dict:
    return {
        "course": world.version.pk,
        "day": FIRST_DAY,
        "begins": "09:00",
        "ends": "17:00",
        "room": world.room.pk,
        "supplier": world.trainers[0].pk,
        "facilitator": world.trainers[2].pk,
        **more,
    }


def test_a_venue_is_added_with_its_rooms_and_equipment(world, client):
    client.post(reverse("training:add_venue"), venue_data())
    venue = Venue.objects.get(code="HH")
    room = {"version": 0, "name": "Quay", "seats": 10, "loop": "on", "adjustable_desks": 1}
    client.post(reverse("training:add_room", args=[venue.pk]), room)
    things = {"version": 0, "kind": "LAPTOP", "quantity": 12, "room": venue.rooms.get().pk}
    client.post(reverse("training:add_equipment", args=[venue.pk]), things)
    page = text(client.get(reverse("training:venue", args=[venue.pk])))
    assert "Quay" in page
    assert "Laptop" in page
    assert "May not be used" not in page
    actions = set(AuditLine.objects.values_list("action", flat=True))
    assert {"add_venue", "add_room", "add_equipment"} <= actions


@pytest.mark.parametrize(
    ("lack", "words"),
    [
        ({"step_free": None}, "no step-free access"),
        ({"parking_spaces": 0}, "no parking"),
        ({"fixed_loops": 0}, "no hearing loop"),
        ({"adjustable_desks": 0}, "no height-adjustable desk"),
        ({"breakout": None}, "no breakout area"),
        ({"contemplation_room": None}, "no contemplation room"),
    ],
    ids=["step-free", "parking", "loop", "desk", "breakout", "V20"],
)
def test_a_venue_that_fails_the_gate_is_kept_and_says_why_with_what_must_move(
    world, client, lack, words
):
    session = world.session()
    venue = world.room.venue
    data = venue_data(version=1, code=venue.code, name=venue.name, **lack)
    client.post(reverse("training:change_venue", args=[venue.pk]), data)
    page = text(client.get(reverse("training:venue", args=[venue.pk])))
    assert "TRN-4.6" in page
    assert words in page
    assert "Sessions that must move from here" in page
    assert session.reference in page


def test_two_editors_never_overwrite_each_other_in_silence(world, client):
    venue = world.room.venue
    url = reverse("training:change_venue", args=[venue.pk])
    data = venue_data(version=1, code=venue.code, name=venue.name)
    client.post(url, data | {"parking_spaces": 9})
    page = text(client.post(url, data | {"parking_spaces": 5}))
    assert "Somebody changed this since you opened it" in page
    assert 'value="5"' in page
    assert "What is kept now" in page
    venue.refresh_from_db()
    assert venue.parking_spaces == 9
    assert 'name="version" value="2"' in page
    client.post(url, data | {"parking_spaces": 5, "version": 2})
    venue.refresh_from_db()
    assert (venue.parking_spaces, venue.version) == (5, 3)


def test_what_was_typed_wrong_is_kept_and_named(world, client):
    wrong = venue_data(name="", parking_spaces=-1, opens="18:00", closes="08:00")
    page = text(client.post(reverse("training:add_venue"), wrong))
    assert "Enter name" in page
    assert "Closes must be later than opens" in page
    assert 'value="Harbour House"' not in page
    assert 'value="1 Quay"' in page
    taken = text(client.post(reverse("training:add_venue"), venue_data(code=world.room.venue.code)))
    assert "There is another venue of this name or code" in taken


def test_a_room_never_falls_below_the_seats_of_a_class_to_come(world, client):
    session = world.session()
    url = reverse("training:change_room", args=[world.room.pk])
    data = {"version": 1, "name": "One", "seats": 8, "adjustable_desks": 2, "loop": "on"}
    page = text(client.post(url, data))
    assert f"{session.reference} on Mon 8 Feb 2027 has 12 seats here: move it first." in page
    assert "There are only 8 seats" in text(client.post(url, data | {"adjustable_desks": 9}))
    assert "another room of this name" in text(
        client.post(reverse("training:add_room", args=[world.room.venue_id]), data | {"version": 0})
    )
    client.post(url, data | {"seats": 12})
    assert Room.objects.get(pk=world.room.pk).version == 2


def test_equipment_stands_in_a_room_of_its_own_venue(world, client):
    other = Venue.objects.create(code="V9", name="Nine", place="X").rooms.create(name="A", seats=3)
    url = reverse("training:add_equipment", args=[world.room.venue_id])
    page = text(client.post(url, {"version": 0, "kind": "SCREEN", "quantity": 1, "room": other.pk}))
    assert "error" in page
    assert not Equipment.objects.exists()


def test_a_virtual_room_is_added_and_changed(world, client):
    data = {"version": 0, "name": "V2", "join_url": "https://meet.test/2", "seats": 10}
    client.post(reverse("training:add_virtual_room"), data)
    room = VirtualRoom.objects.get(name="V2")
    url = reverse("training:change_virtual_room", args=[room.pk])
    client.post(url, data | {"version": 1, "out_of_use": "on"})
    room.refresh_from_db()
    assert room.out_of_use
    assert "Enter" in text(client.post(url, data | {"version": 2, "join_url": ""}))


def test_a_trainer_with_courses_and_days_away_that_leave_a_class_without(world, client):
    data = {
        "version": 0,
        "name": "Rae Teacher",
        "kind": "SUPPLIER",
        "max_days_a_week": 4,
        "contract_starts": "2027-01-01",
        "contract_ends": "2026-01-01",
        "courses": [world.course.pk],
    }
    url = reverse("training:add_trainer")
    assert "The contract ends before it starts" in text(client.post(url, data))
    client.post(url, data | {"contract_ends": "2027-12-31"})
    trainer = Trainer.objects.get(name="Rae Teacher")
    session = world.session(trainer_ids=(trainer.pk,))
    away = reverse("training:add_trainer_absence", args=[trainer.pk])
    days = {"first": FIRST_DAY, "last": FIRST_DAY, "version": 1}
    assert "before the first" in text(client.post(away, days | {"last": AT.date()}))
    client.post(away, days)
    page = text(client.get(reverse("training:trainer", args=[trainer.pk])))
    assert session.reference in page
    assert "Away then" in page
    absence = trainer.absences.get()
    client.post(reverse("training:remove_trainer_absence", args=[trainer.pk, absence.pk]))
    page = text(client.get(reverse("training:trainer", args=[trainer.pk])))
    assert "Away then" not in page
    change = reverse("training:change_trainer", args=[trainer.pk])
    trainer.refresh_from_db()
    told = {**data, "contract_ends": "2027-12-31", "version": trainer.version, "courses": []}
    client.post(change, told)
    page = text(client.get(reverse("training:trainer", args=[trainer.pk])))
    assert "May not teach this course" in page


def test_a_session_is_put_on_the_timetable_by_hand(world, client):
    response = client.post(reverse("training:add_session"), session_data(world))
    made = TrainingSession.objects.get()
    assert response["Location"] == reverse("training:session", args=[made.pk])
    assert made.state == "PLANNED"
    assert made.team.count() == 2
    assert made.made_by == "HAND"


def test_a_session_in_the_way_is_named(world, client):
    first = world.session(trainer_ids=(world.trainers[0].pk,))
    url = reverse("training:add_session")
    page = text(client.post(url, session_data(world, supplier="")))
    assert (
        f"One, Venue V1 is in use then: {first.reference}, Response, Mon 8 Feb 2027, "
        "09:00 to 17:00 (H6)." in page
    )
    other = world.another_room()
    page = text(client.post(url, session_data(world, room=other.pk)))
    assert f"{world.trainers[0].name.replace(chr(39), '&#x27;')} teaches then: " in page
    virtual = {"course": world.virtual_version.pk, "room": "", "supplier": "", "facilitator": ""}
    data = session_data(world, virtual_room=world.virtual_room.pk, **virtual)
    assert client.post(url, data).status_code == 302
    assert "Virtual 1 is in use then: " in text(client.post(url, data))
    assert TrainingSession.objects.count() == 2


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"course": ""}, "Select course"),
        ({"room": ""}, "Choose a room"),
        ({"day": ""}, "Enter day"),
        ({"second_day": FIRST_DAY}, "Second day is given twice"),
        ({"ends": "08:00"}, "To must be later than From"),
        ({"seats": 40}, "There are at most 12 seats"),
    ],
    ids=lambda each: next(iter(each)) if isinstance(each, dict) else "",
)
def test_a_session_told_wrong_is_refused_with_the_field_named(world, client, wrong, words):
    page = text(client.post(reverse("training:add_session"), session_data(world, **wrong)))
    assert words in page
    assert 'value="09:00"' in page
    assert not TrainingSession.objects.exists()


def test_a_session_moves_and_who_is_booked_elsewhere_stands_in_the_way(world, client):
    session = world.session(trainer_ids=(world.trainers[0].pk,))
    world.fill(world.team)
    learner = world.learner()
    world.booked(session, learner)
    url = reverse("training:move_session", args=[session.pk])
    session.refresh_from_db()
    data = {
        "day": NEXT_DAY,
        "begins": "09:00",
        "ends": "17:00",
        "place": world.room.pk,
        "version": session.version,
    }
    assert 'value="2027-02-08"' in text(client.get(url))
    client.post(url, data)
    session.refresh_from_db()
    assert session.starts_at.date() == NEXT_DAY
    assert session.team.count() == 1
    page = text(client.post(url, data))
    assert "Somebody changed this since you opened it" in page
    assert session.sequence == TrainingSession.objects.get(pk=session.pk).sequence


def test_a_stale_or_incomplete_team_is_refused(world, client):
    client.post(reverse("training:add_session"), session_data(world))
    session = TrainingSession.objects.get()
    open_session(session_id=session.pk, by=world.coordinator, at=AT)
    session.refresh_from_db()
    url = reverse("training:change_team", args=[session.pk])
    assert f'value="{world.trainers[0].pk}" selected' in text(client.get(url))
    alone = {"supplier": world.trainers[1].pk, "version": session.version}
    assert "The team lacks: facilitator" in text(client.post(url, alone))
    assert session.team.filter(trainer=world.trainers[0]).exists()
    client.post(url, alone | {"team_exception": "The facilitator is ill"})
    assert [each.trainer for each in session.team.all()] == [world.trainers[1]]
    assert "Somebody changed this" in text(client.post(url, alone))


def test_only_who_runs_the_programme_changes_resources(world):
    supervisor = world.officer(Role.SUPERVISOR)
    client = signed_in(Staff.objects.get(pk=supervisor.id))
    for name in ("add_venue", "add_virtual_room", "add_trainer", "add_session"):
        assert client.get(reverse(f"training:{name}")).status_code == 403
    page = text(client.get(reverse("training:venue", args=[world.room.venue_id])))
    assert "Change the record" not in page
    with pytest.raises(NotAllowed):
        save_venue(venue_id=None, version=0, told={}, by=supervisor, at=AT)


def test_what_is_not_there_is_not_found(client):
    for name in ("change_venue", "change_room", "change_equipment", "trainer", "move_session"):
        assert client.get(reverse(f"training:{name}", args=[uuid4()])).status_code == 404
