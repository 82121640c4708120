"""A second no-show goes to the line manager, and so do two declined (TRN-8.6)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from tests.officers import signed_in
from tests.training.world import AT, FIRST_DAY

from bluelamp.access.enums import Role
from bluelamp.access.models import Staff
from bluelamp.training.enums import DeclineReason
from bluelamp.training.models import Booking
from bluelamp.training.selectors import missing_people
from bluelamp.training.services import decline_booking


@pytest.fixture
def manager(world):
    return world.officer(Role.SUPERVISOR)


@pytest.fixture
def learner(world, manager):
    return world.learner(of=world.new_team(), manager=manager)


def declined(world, learner, day: int) -> None:
    booking = world.booked(world.session(FIRST_DAY + timedelta(days=day)), learner, accept=False)
    decline_booking(booking_id=booking.pk, reason=DeclineReason.LEAVE, by=world.of(learner), at=AT)


def missed(world, learner, day: int) -> None:
    booking = world.booked(world.session(FIRST_DAY + timedelta(days=day)), learner)
    Booking.objects.filter(pk=booking.pk).update(state="NO_SHOW", seat_number=None)


@pytest.mark.parametrize("miss", [declined, missed])
def test_the_second_goes_to_the_line_manager_until_there_is_a_place_again(
    world, manager, learner, miss
):
    miss(world, learner, 0)
    assert missing_people(manager.id) == []
    miss(world, learner, 1)
    (found,) = missing_people(manager.id)
    assert found.learner == learner
    home = signed_in(Staff.objects.get(pk=manager.id)).get(reverse("home")).content.decode()
    assert "Speak to somebody who misses training" in home
    assert learner.staff.label in home
    assert missing_people(world.officer(Role.SUPERVISOR).id) == []
    world.booked(world.session(FIRST_DAY + timedelta(days=2)), learner)
    assert missing_people(manager.id) == []


def test_one_of_each_is_not_yet_two(world, manager, learner, django_assert_num_queries):
    declined(world, learner, 0)
    missed(world, learner, 1)
    with django_assert_num_queries(1):
        assert missing_people(manager.id) == []


def test_what_is_done_is_settled(world, manager, learner):
    for day in range(2):
        missed(world, learner, day)
    learner.requirements.update(outcome="PASSED", completed_on=FIRST_DAY)
    assert missing_people(manager.id) == []
