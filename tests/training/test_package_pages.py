"""Pages of digital packages and virtual sessions, as a browser asks for them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from tests.officers import signed_in, somebody
from tests.training.digital import digital_learner, film, launched, self_paced, uploaded
from tests.training.packages.making import CAPTIONS, MP4, TRANSCRIPT, cmi5, packed, scorm_12
from tests.training.world import AT, FIRST_DAY, World

from bluelamp.access.enums import Role
from bluelamp.access.models import Staff
from bluelamp.audit.models import AuditLine
from bluelamp.training.digital_panels import sessions_to_join
from bluelamp.training.enums import BookingState
from bluelamp.training.models import Booking, Launch, Package, VirtualPresence
from bluelamp.training.packages.cmi5_course import MANIFEST
from bluelamp.training.services import SessionPlan, add_session, open_session
from bluelamp.training.services.packages import withdraw_package
from bluelamp.training.services.virtual import join_address, minutes_present


@pytest.fixture
def learner(world):
    return digital_learner(world)


@pytest.fixture
def me(learner) -> Client:
    return signed_in(Staff.objects.get(pk=learner.staff_id), reason=None)


@pytest.fixture
def coordinator(db) -> Client:
    return somebody(Role.TRAINING_COORDINATOR, number="TC")


def at(monkeypatch, moment):
    """Let the pages of this test be asked for at a moment."""
    for module in ("views.playing", "views.virtual", "player.stage", "player.content"):
        monkeypatch.setattr(f"bluelamp.training.{module}.now", lambda: moment)


# --- Taking in -------------------------------------------------------------------------------


def send(client: Client, world: World, file, name: str = "course.zip"):
    sent = SimpleUploadedFile(name, file.getvalue() if hasattr(file, "getvalue") else file)
    return client.post(reverse("digital:add_package", args=[self_paced(world).pk]), {"file": sent})


def test_a_package_is_taken_in_and_shown(world, coordinator):
    response = send(coordinator, world, scorm_12())
    package = Package.objects.get()
    assert response["Location"] == reverse("digital:package", args=[package.pk])
    page = coordinator.get(response["Location"]).content.decode()
    assert "Custody basics" in page
    assert "content/start.html" in page
    assert "80 %" in page


def test_each_bad_thing_is_named_at_the_field(world, coordinator):
    response = send(coordinator, world, packed({MANIFEST: "<x/>", "../up": "x", "a:b/c": "y"}))
    assert response.status_code == 200
    assert response.context["form"].errors["file"] == [
        "“../up” leads out of the package.",
        "“a:b/c” leads out of the package.",
    ]


def test_a_film_is_refused_without_captions_and_transcript(world, coordinator):
    url = reverse("digital:add_film", args=[self_paced(world).pk])
    film = SimpleUploadedFile("film.mp4", MP4)
    response = coordinator.post(url, {"title": "Booking in", "video": film})
    assert set(response.context["form"].errors) == {"captions", "transcript"}
    assert 'value="Booking in"' in response.content.decode()


def test_a_film_is_taken_in(world, coordinator):
    url = reverse("digital:add_film", args=[self_paced(world).pk])
    sent = {
        "title": "Booking in",
        "video": SimpleUploadedFile("film.mp4", MP4),
        "captions": SimpleUploadedFile("film.vtt", CAPTIONS),
        "transcript": SimpleUploadedFile("film.txt", TRANSCRIPT),
    }
    assert coordinator.post(url, sent).status_code == 302
    assert Package.objects.get().kind == "VIDEO"


def test_a_package_is_withdrawn_for_a_reason(world, coordinator):
    package = uploaded(world, scorm_12())
    url = reverse("digital:withdraw", args=[package.pk])
    assert "because" in coordinator.post(url, {"because": ""}).context["form"].errors
    assert coordinator.post(url, {"because": "An error on page 3"}).status_code == 302
    assert (
        "An error on page 3"
        in coordinator.get(reverse("digital:package", args=[package.pk])).content.decode()
    )


def test_the_list_of_packages_costs_the_same_for_few_and_many(
    world, coordinator, django_assert_max_num_queries
):
    url = reverse("digital:manage")
    for number in range(3):
        uploaded(world, scorm_12())
        coordinator.get(url)
        with django_assert_max_num_queries(9):
            assert coordinator.get(url).content.decode().count("Custody basics") == number + 1


# --- Playing ---------------------------------------------------------------------------------


def test_ones_own_list_shows_the_newest_package_or_the_one_begun(world, me, learner):
    first = uploaded(world, scorm_12())
    launched(world, first, learner)
    uploaded(world, cmi5())
    cards = me.get(reverse("digital:mine")).context["cards"]
    assert [card.title for card in cards] == ["Custody basics"]
    withdraw_package(package_id=first.pk, because="Old", by=world.coordinator, at=AT)
    cards = me.get(reverse("digital:mine")).context["cards"]
    assert [card.title for card in cards] == ["Case files (UK)"]


def test_ones_own_list_costs_the_same_for_few_and_many(
    world, me, learner, django_assert_max_num_queries
):
    url = reverse("digital:mine")
    for _ in range(3):
        launched(world, uploaded(world, scorm_12()), learner)
        me.get(url)
        with django_assert_max_num_queries(8):
            assert me.get(url).status_code == 200


def test_a_part_is_opened_played_and_left(world, me, learner, monkeypatch):
    package = uploaded(world, scorm_12())
    unit = package.units.get()
    page = me.get(reverse("digital:course", args=[package.pk])).content.decode()
    assert "Start" in page
    opened = me.post(reverse("digital:open", args=[unit.pk]))
    launch = Launch.objects.get()
    assert opened["Location"] == reverse("digital:play", args=[launch.pk])
    played = me.get(opened["Location"])
    assert played.context["source"].startswith("http://packages.localhost/")
    assert "frame-src http://packages.localhost" in played["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in played["Content-Security-Policy"]
    assert 'sandbox="allow-scripts allow-forms allow-same-origin allow-modals"' in (
        played.content.decode()
    )
    assert me.get(reverse("digital:progress", args=[launch.pk])).status_code == 200
    assert me.post(reverse("digital:close", args=[launch.pk])).status_code == 302
    assert me.get(opened["Location"]).context["ended"]


def test_without_scripts_the_page_says_so_and_what_there_is_instead(world, me, learner):
    package = uploaded(world, scorm_12())
    page = me.get(reverse("digital:course", args=[package.pk])).content.decode()
    assert "This package needs JavaScript" in page
    assert "virtual session led by a trainer instead, by link or by telephone" in page


def test_a_session_of_cmi5_that_was_fetched_is_begun_anew(world, me, learner):
    launch = launched(world, uploaded(world, cmi5()), learner)
    Launch.objects.update(fetched_at=AT, expires_at="2099-01-01T00:00Z")
    assert me.get(reverse("digital:play", args=[launch.pk])).context["ended"]


@pytest.mark.parametrize("name", ["play", "progress", "close"])
def test_another_persons_opening_is_not_there(world, me, learner, name):
    other = launched(world, uploaded(world, scorm_12()), digital_learner(world))
    url = reverse(f"digital:{name}", args=[other.pk])
    answer = me.post(url) if name == "close" else me.get(url)
    assert answer.status_code == 404


def test_who_is_no_learner_is_told_so(world, coordinator):
    assert (
        "not in the training programme" in coordinator.get(reverse("digital:mine")).content.decode()
    )
    unit = uploaded(world, scorm_12()).units.get()
    assert coordinator.post(reverse("digital:open", args=[unit.pk])).status_code == 409


def test_opening_is_logged_without_a_reason_being_asked(world, me, learner):
    unit = film(world).units.get()
    me.post(reverse("digital:open", args=[unit.pk]))
    line = AuditLine.objects.get(action="launch_package")
    assert (line.regime, line.operation) == ("GEN", "ALTER")


# --- Virtual sessions ------------------------------------------------------------------------


@pytest.fixture
def session(world):
    world.virtual_room.phone = "020 7946 0000"
    world.virtual_room.save()
    plan = SessionPlan(
        version_id=world.virtual_version.pk,
        days=(FIRST_DAY,),
        virtual_room_id=world.virtual_room.pk,
        seats=4,
        team_exception="The facilitator is ill",
    )
    made = add_session(plan=plan, by=world.coordinator, at=AT)
    return open_session(session_id=made.pk, by=world.coordinator, at=AT)


@pytest.fixture
def seated(session, learner):
    return Booking.objects.create(
        session=session,
        learner=learner,
        course=session.course,
        state=BookingState.ACCEPTED,
        seat_number=1,
        told_at=AT,
        joined_at=AT,
    )


def test_joining_is_noted_once_and_shows_link_and_telephone(
    session, seated, me, learner, monkeypatch
):
    at(monkeypatch, session.starts_at - timedelta(minutes=5))
    url = reverse("digital:join", args=[session.pk])
    assert join_address(session) not in me.get(url).content.decode()
    for _ in range(2):
        me.post(reverse("digital:joined", args=[session.pk]))
    page = me.get(url).content.decode()
    assert join_address(session) in page
    assert "020 7946 0000" in page
    assert VirtualPresence.objects.get().joined_at == session.starts_at - timedelta(minutes=5)
    at(monkeypatch, session.starts_at + timedelta(minutes=30))
    me.post(reverse("digital:left", args=[session.pk]))
    assert minutes_present(session, learner) == 30


def test_a_session_that_can_be_joined_stands_in_the_work_queue(
    session, seated, learner, world, django_assert_num_queries
):
    officer = world.of(learner)
    assert list(sessions_to_join(officer, session.starts_at - timedelta(minutes=16))) == []
    with django_assert_num_queries(1):
        (item,) = sessions_to_join(officer, session.starts_at - timedelta(minutes=14))
    assert item.url == reverse("digital:join", args=[session.pk])


def test_joining_by_telephone_is_noted_as_such(session, seated, me, monkeypatch):
    at(monkeypatch, session.starts_at)
    me.post(reverse("digital:joined", args=[session.pk]), {"by_phone": "1"})
    assert VirtualPresence.objects.get().by_phone
    page = me.get(reverse("digital:join", args=[session.pk])).content.decode()
    assert "Call 020 7946 0000" in page


@pytest.mark.parametrize(
    ("moment", "named"),
    [(timedelta(minutes=-16), "can be joined from"), (timedelta(days=2), "is over")],
)
def test_a_session_is_joined_in_its_time(session, seated, me, monkeypatch, moment, named):
    at(monkeypatch, session.starts_at + moment)
    response = me.post(reverse("digital:joined", args=[session.pk]))
    assert response.status_code == 409
    assert named in response.content.decode()
    assert not VirtualPresence.objects.exists()


def test_who_has_no_place_does_not_learn_of_the_session(session, me):
    assert me.get(reverse("digital:join", args=[session.pk])).status_code == 404
    assert me.post(reverse("digital:joined", args=[session.pk])).status_code == 404


def test_a_room_of_any_provider_is_joined_under_a_name_nobody_guesses(session, settings):
    room = session.virtual_room
    for given, begins in {
        "https://meet.example/j/{session}?x=1": f"https://meet.example/j/{session.reference}-",
        "https://meet.example/": f"https://meet.example/{session.reference}-",
        "": f"{settings.BLUELAMP_MEETING_URL}{session.reference}-",
    }.items():
        room.join_url = given
        assert join_address(session).startswith(begins)


def test_a_trainer_sees_who_was_there_and_it_is_logged(session, seated, me, monkeypatch):
    at(monkeypatch, session.starts_at)
    me.post(reverse("digital:joined", args=[session.pk]))
    trainer = somebody(Role.TRAINER, number="TR1")
    page = trainer.get(reverse("digital:attendance", args=[session.pk])).content.decode()
    assert "Ada" in page
    assert AuditLine.objects.get(action="view_virtual_attendance").regime == "GEN"
