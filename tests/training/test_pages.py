"""The pages of the programme, as each kind of person meets them."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.urls import reverse
from tests.officers import LONG_AGO, signed_in
from tests.training.world import AT, GO_LIVE

from bluelamp.access.enums import Role
from bluelamp.access.models import RoleHolding, Staff
from bluelamp.core import time
from bluelamp.training.enums import BookingState
from bluelamp.training.models import AdjustmentPlan, Booking, SessionTrainer, Trainer
from bluelamp.training.rules.adjustments import Effects
from bluelamp.training.services import Measures, agree_adjustments, request_adjustments


@pytest.fixture(autouse=True)
def today(monkeypatch):
    """Let it be the Monday before training begins, wherever a page asks."""
    for module in ("mine", "sessions", "team", "programme", "adjustments"):
        monkeypatch.setattr(f"bluelamp.training.views.{module}.now", lambda: AT)
    assert time.now() is not None


def client_of(learner_or_officer, *roles: Role):
    staff = Staff.objects.get(pk=getattr(learner_or_officer, "staff_id", learner_or_officer.pk))
    RoleHolding.objects.bulk_create(
        RoleHolding(staff=staff, role=role, held_from=LONG_AGO) for role in roles
    )
    return signed_in(staff)


def holder(world, *roles: Role, **more):
    officer = world.officer(*roles, **more)
    return signed_in(Staff.objects.get(pk=officer.id)), officer


def text(response) -> str:
    assert response.status_code == 200, response
    return response.content.decode()


@pytest.fixture
def learner(world):
    world.fill(world.team)
    return world.learner()


def test_my_training_says_what_when_and_where(world, learner):
    booking = world.booked(world.session(), learner)
    client = client_of(learner)
    page = text(client.get(reverse("training:mine")))
    assert "Response" in page
    assert "Mon 8 Feb 2027, 09:00" in page
    detail = text(client.get(reverse("training:my_booking", args=[booking.pk])))
    assert "09:00 to 17:00" in detail
    assert "One, Venue V1" in detail


def test_accepting_and_declining_on_the_page(world, learner):
    booking = world.booked(world.session(), learner, accept=False)
    client = client_of(learner)
    client.post(reverse("training:answer", args=[booking.pk, "accept"]))
    booking.refresh_from_db()
    assert booking.state == BookingState.CONFIRMED
    url = reverse("training:decline", args=[booking.pk])
    assert "Say in a few words why" in text(client.post(url, {"reason": "OTHER"}))
    client.post(url, {"reason": "LEAVE"})
    booking.refresh_from_db()
    assert booking.state == BookingState.CANCELLED


def test_anothers_booking_is_not_found(world, learner):
    booking = world.booked(world.session(), learner)
    other = client_of(world.learner())
    for name in ("my_booking", "decline", "swap"):
        assert other.get(reverse(f"training:{name}", args=[booking.pk])).status_code == 404


def test_choosing_a_session_and_taking_a_place(world, learner):
    session = world.session()
    client = client_of(learner)
    page = text(client.get(reverse("training:choose", args=[world.course.pk])))
    url = reverse("training:take_place", args=[session.pk])
    assert url in page
    assert "0 of 12" in text(client.get(url))
    client.post(url)
    assert Booking.objects.get(learner=learner).state == BookingState.CONFIRMED


def test_a_full_session_offers_its_waiting_list(world, learner):
    session = world.session(seats=1)
    world.booked(session, world.learners(1)[0])
    client = client_of(learner)
    url = reverse("training:take_place", args=[session.pk])
    assert "Join the waiting list" in text(client.get(url))
    client.post(url, {"wait": "1"})
    assert Booking.objects.get(learner=learner).state == BookingState.WAITLISTED


def test_who_comes_too_late_is_told_so_and_offered_the_waiting_list(world, learner):
    session = world.session(seats=1)
    client = client_of(learner)
    url = reverse("training:take_place", args=[session.pk])
    assert "Join the waiting list" not in text(client.get(url))
    world.booked(session, world.learners(1)[0])
    page = text(client.post(url))
    assert "This session is full" in page
    assert "Join the waiting list" in page


def test_the_waiting_list_of_a_session_with_a_place_is_refused_and_not_promised(world, learner):
    client = client_of(learner)
    url = reverse("training:take_place", args=[world.session().pk])
    page = text(client.post(url, {"wait": "1"}))
    assert "There is a place: book it." in page
    assert "You are on the waiting list." not in page


def test_a_session_that_is_none_is_not_found(world, learner):
    url = reverse("training:take_place", args=[uuid4()])
    client = client_of(learner)
    assert client.get(url).status_code == 404
    assert client.post(url).status_code == 404


def test_nobody_answers_for_another(world, learner):
    booking = world.booked(world.session(), learner, accept=False)
    url = reverse("training:answer", args=[booking.pk, "accept"])
    assert client_of(world.learner()).post(url).status_code == 404
    assert client_of(learner).post(url).status_code == 302
    booking.refresh_from_db()
    assert booking.state == BookingState.CONFIRMED


def test_a_refusal_is_said_and_what_was_typed_kept(world, learner):
    learner.absences.create(kind="LEAVE", first="2027-02-08", last="2027-02-08")
    client = client_of(learner)
    page = text(client.post(reverse("training:take_place", args=[world.session().pk])))
    assert "Away already on 8 Feb 2027" in page


def test_the_list_of_sessions_reads_the_same_for_few_and_many(world, django_assert_max_num_queries):
    client, _officer = holder(world, Role.TRAINING_COORDINATOR)
    url = reverse("training:sessions")
    for number in range(3):
        world.session(room=world.another_room())
        del number
    with django_assert_max_num_queries(14) as few:
        assert "0 of 12" in text(client.get(url))
    for session in range(8):
        made = world.session(room=world.another_room())
        world.booked(made, world.learners(1)[0])
        del session
    with django_assert_max_num_queries(len(few)):
        text(client.get(url))


def test_the_next_page_goes_on_where_the_last_ended(world, monkeypatch):
    monkeypatch.setattr("bluelamp.training.selectors.sessions.ON_A_PAGE", 2)
    sessions = [world.session(room=world.another_room()) for _ in range(3)]
    client, _officer = holder(world, Role.TRAINING_COORDINATOR)
    first = client.get(reverse("training:sessions"))
    assert text(first).count("TR-27-") == 2
    following = first.context["following"]
    second = text(client.get(reverse("training:sessions"), {"after": following}))
    assert second.count("TR-27-") == 1
    assert len(sessions) == 3


def test_the_audiences_against_the_decision(world, learner):
    client, _officer = holder(world, Role.TRAINING_COORDINATOR)
    page = text(client.get(reverse("training:audiences")))
    assert "PCD 1507" in page
    assert "22,500 decided" in page
    assert "Tell governance" in page


def test_a_session_is_opened_closed_and_cancelled(world, learner):
    session = world.session()
    world.booked(session, learner)
    client, _officer = holder(world, Role.TRAINING_COORDINATOR)
    client.post(reverse("training:cancel_session", args=[session.pk]), {"because": "Flooded"})
    page = text(client.get(reverse("training:session", args=[session.pk])))
    assert "Flooded" in page
    assert "Cancelled" in page


# --- The team ----------------------------------------------------------------------------------


def test_the_calendar_shows_who_is_away_against_the_cap(world, learner):
    world.booked(world.session(), learner)
    client, _officer = holder(world, Role.SUPERVISOR)
    page = text(client.get(reverse("training:team"), {"from": "2027-02-08"}))
    assert "1 of 1" in page
    assert "training-calendar__cell--training" in page
    assert "training-calendar__cell--rest" in page


def test_the_calendar_reads_the_same_for_small_and_large_teams(
    world, learner, django_assert_max_num_queries
):
    client, _officer = holder(world, Role.SUPERVISOR)
    url = reverse("training:team")
    with django_assert_max_num_queries(20) as few:
        text(client.get(url))
    world.fill(world.team, 10)
    with django_assert_max_num_queries(len(few)):
        text(client.get(url))


def test_a_rest_day_waits_for_the_manager_and_is_decided(world, learner):
    saturday = world.session(GO_LIVE.replace(day=6))
    client = client_of(learner)
    client.post(
        reverse("training:take_place", args=[saturday.pk]), {"waiver_reason": "The only place"}
    )
    booking = Booking.objects.get(learner=learner)
    manager, _officer = holder(world, Role.SUPERVISOR)
    assert "another rest day" in text(manager.get(reverse("training:release", args=[booking.pk])))
    manager.post(reverse("training:release", args=[booking.pk]), {"decision": "release"})
    booking.refresh_from_db()
    assert booking.state == BookingState.CONFIRMED


def test_a_team_elsewhere_is_not_found(world, learner):
    client, _officer = holder(world, Role.SUPERVISOR)
    other = world.new_team()
    assert client.get(reverse("training:team_below", args=[other.pk])).status_code == 404


# --- Adjustments: who may see what -------------------------------------------------------------

SECRET = "I follow speech best when I can lip-read"


@pytest.fixture
def plan(world) -> AdjustmentPlan:
    """What somebody asked for, and their manager agreed."""
    world.fill(world.team)
    manager = world.officer(Role.SUPERVISOR)
    learner = world.learner(manager=manager)
    asked = request_adjustments(learner_id=learner.pk, need=SECRET, by=world.of(learner), at=AT)
    measures = Measures(review_on=GO_LIVE, effects=Effects(loop=True))
    agreed = agree_adjustments(
        plan_id=asked.pk, version=asked.version, measures=measures, by=manager, at=AT
    )
    agreed.manager = manager
    return agreed


def test_the_person_their_manager_and_the_coordinator_read_the_plan(world, plan):
    url = reverse("training:plan", args=[plan.pk])
    coordinator, _officer = holder(world, Role.ADJUSTMENTS_COORDINATOR)
    manager = signed_in(Staff.objects.get(pk=plan.manager.id))
    for client in (client_of(plan.learner), manager, coordinator):
        assert SECRET in text(client.get(url))


@pytest.mark.parametrize(
    "role",
    [each for each in Role if each is not Role.ADJUSTMENTS_COORDINATOR],
)
def test_nobody_else_reads_it_whatever_their_role(world, plan, role):
    client, _officer = holder(world, role)
    for name in ("plan", "agree", "review"):
        response = client.get(reverse(f"training:{name}", args=[plan.pk]))
        assert response.status_code == 403
        assert SECRET not in response.content.decode()
    assert SECRET not in text(client.get(reverse("training:plans")))


def test_a_trainer_reads_what_to_do_and_never_why(world, plan):
    session = world.session()
    world.booked(session, plan.learner)
    client, officer = holder(world, Role.TRAINER)
    trainer = Trainer.objects.create(name="T", kind="FACILITATOR", staff_id=officer.id)
    url = reverse("training:session", args=[session.pk])
    instruction = "Seat near the hearing loop"
    assert instruction not in text(client.get(url))
    SessionTrainer.objects.create(session=session, trainer=trainer)
    page = text(client.get(url))
    assert instruction in page
    assert SECRET not in page


@pytest.mark.parametrize("role", [Role.TRAINING_COORDINATOR, Role.SUPERVISOR])
def test_who_does_not_teach_the_session_is_told_nothing(world, plan, role):
    session = world.session()
    world.booked(session, plan.learner)
    client, _officer = holder(world, role)
    page = text(client.get(reverse("training:session", args=[session.pk])))
    assert "Seat near the hearing loop" not in page
    assert SECRET not in page


def test_nobody_agrees_their_own_measures(world, plan):
    client = client_of(plan.learner, Role.SUPERVISOR)
    assert client.get(reverse("training:agree", args=[plan.pk])).status_code == 403
    client.post(
        reverse("training:review", args=[plan.pk]),
        {"confidence": "CONFIDENT", "version": plan.version},
    )
    plan.refresh_from_db()
    assert plan.confidence == "CONFIDENT"


def test_the_coordinator_agrees_on_the_page(world, learner):
    client = client_of(learner)
    client.post(reverse("training:ask"), {"need": SECRET})
    asked = AdjustmentPlan.objects.get()
    coordinator, _officer = holder(world, Role.ADJUSTMENTS_COORDINATOR)
    given = {
        "extra_time_pct": "25",
        "software": "TextHelp, Dragon",
        "review_on": GO_LIVE.isoformat(),
        "version": asked.version,
    }
    coordinator.post(reverse("training:agree", args=[asked.pk]), given)
    asked.refresh_from_db()
    assert (asked.extra_time_pct, asked.software) == (25, ["TextHelp", "Dragon"])
    assert asked.learner.practical_instruction.lines == [
        "25 % more time",
        "Software ready: TextHelp",
        "Software ready: Dragon",
    ]
