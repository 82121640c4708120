"""Nobody without a place is out of sight, and each has a reason that may be read."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.officers import signed_in

from bluelamp.access.models import Staff
from bluelamp.audit.models import AuditLine
from bluelamp.training.enums import BookingState, Delivery, NoPlace, Outcome
from bluelamp.training.models import Booking, CourseVersion, Requirement, WithoutPlace
from bluelamp.training.selectors.placing import KEPT_BACK, place_counts, without_a_place

from .world import AT, FIRST_DAY

PAGE = reverse("training:without_a_place")


def left(learner, cause=NoPlace.TEAM, *, agreed=False) -> None:
    WithoutPlace.objects.create(
        requirement=Requirement.objects.get(learner=learner),
        cause=cause,
        words="Days: 40 in the window, 0 within the cap of 1 away at a time",
        about_adjustments=agreed,
        told_at=AT,
    )


def causes(world, *, sees_adjustments=True) -> dict:
    found = without_a_place(world.drop, sees_adjustments=sees_adjustments)
    return {each.learner_id: each.cause for each in found}


@pytest.fixture
def client_of(world):
    return signed_in(Staff.objects.get(pk=world.coordinator.id))


def test_who_has_a_place_or_is_done_or_out_of_scope_is_not_listed(world):
    booked, done, away, open_ = world.learners(4)
    world.booked(world.session(), booked)
    Requirement.objects.filter(learner=done).update(outcome=Outcome.PASSED, completed_on=FIRST_DAY)
    type(away).objects.filter(pk=away.pk).update(out_of_scope="SECONDED")
    assert causes(world) == {open_.pk: NoPlace.NOT_TRIED}


@pytest.mark.parametrize("delivery", [Delivery.SELF_PACED, Delivery.REFRESHER])
def test_a_course_that_has_no_sessions_needs_no_place(world, delivery):
    world.learner()
    CourseVersion.objects.filter(course=world.course).exclude(pk=world.version.pk).delete()
    CourseVersion.objects.filter(pk=world.version.pk).update(delivery=delivery)
    assert causes(world) == {}


@pytest.mark.parametrize(
    ("state", "cause"),
    [
        (BookingState.NO_SHOW, NoPlace.MISSED),
        (BookingState.DECLINED, NoPlace.DECLINED),
        (BookingState.EXCUSED, NoPlace.RECALLED),
        (BookingState.CANCELLED, NoPlace.CANCELLED),
    ],
)
def test_what_became_of_the_place_is_the_reason_until_a_timetable_says_another(world, state, cause):
    (learner,) = world.learners(1)
    booking = world.booked(world.session(), learner)
    Booking.objects.filter(pk=booking.pk).update(state=state, seat_number=None)
    assert causes(world) == {learner.pk: cause}
    left(learner)
    assert causes(world) == {learner.pk: NoPlace.TEAM}


def test_a_reason_that_tells_of_adjustments_is_kept_back(world):
    (learner,) = world.learners(1)
    left(learner, NoPlace.BY_HAND, agreed=True)
    assert causes(world) == {learner.pk: NoPlace.BY_HAND}
    assert causes(world, sees_adjustments=False) == {learner.pk: KEPT_BACK}


def test_the_counts_name_reason_and_command(world):
    for learner in world.learners(2):
        left(learner)
    (one,) = place_counts(without_a_place(world.drop, sees_adjustments=True))
    assert (one.cause, one.command, one.number) == (NoPlace.TEAM, world.command.name, 2)


def test_the_page_says_who_and_why_and_what_can_be_done(world, client_of):
    capped, fresh, hidden = world.learners(3)
    left(capped)
    left(hidden, NoPlace.BY_HAND, agreed=True)
    shown = client_of.get(PAGE).content.decode()
    assert capped.staff.label in shown
    assert "0 within the cap of 1 away at a time." in shown
    assert "Ask the commander" in shown
    assert f"{reverse('training:add_session')}?course={world.version.pk}" in shown
    assert "placed by hand" not in shown
    some = client_of.get(PAGE, {"cause": "TEAM", "command": world.command.code}).content.decode()
    assert capped.staff.label in some
    assert fresh.staff.label not in some
    assert client_of.get(PAGE, {"cause": "SECRET"}).status_code == 404


def test_the_page_costs_the_same_for_few_and_many(world, client_of, django_assert_num_queries):
    world.learners(1)
    client_of.get(PAGE)
    with CaptureQueriesContext(connection) as few:
        client_of.get(PAGE)
    world.learners(8)
    with django_assert_num_queries(len(few)):
        client_of.get(PAGE)


def test_the_file_is_sent_and_recorded(world, client_of):
    (learner,) = world.learners(1)
    left(learner)
    sent = client_of.get(reverse("training:without_a_place_file"), {"cause": "TEAM"})
    lines = sent.content.decode().splitlines()
    assert len(lines) == 2
    assert learner.staff.label in lines[1]
    assert AuditLine.objects.filter(action="export_without_a_place").count() == 1


def test_the_link_fills_in_the_course_of_a_catch_up_session(world, client_of):
    asked = {"course": str(world.version.pk), "catch_up": "yes"}
    form = client_of.get(reverse("training:add_session"), asked).context["form"]
    assert form["course"].value() == str(world.version.pk)
    assert form["is_catch_up"].value() is True
