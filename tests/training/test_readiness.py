"""Readiness is counted once, every way, on exact shares (TRN-7.2, TRN-7.8 to TRN-7.10)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from tests.officers import signed_in

from bluelamp.access.models import Staff
from bluelamp.core.errors import NotAllowed
from bluelamp.training.enums import GateName, Outcome, OutOfScope, RoleProfile
from bluelamp.training.models import Learner, ReadinessSnapshot, Requirement
from bluelamp.training.rules.readiness import Count, asks_of
from bluelamp.training.selectors.readiness import (
    Tally,
    by_command,
    by_profile,
    left_out,
    people_of,
    standing_of,
    tally,
    unit_names,
)
from bluelamp.training.services import take_snapshot

from .world import AT, FIRST_DAY, GO_LIVE


def stand(learner, outcome, on=FIRST_DAY):
    Requirement.objects.filter(learner=learner).update(outcome=outcome, completed_on=on)


@pytest.fixture
def four(world):
    """Return one trained, one booked and two at risk, in the same command."""
    trained, booked, stale, nothing = world.learners(4)
    stand(trained, Outcome.PASSED)
    world.booked(world.session(), booked)
    stand(stale, Outcome.PASSED, GO_LIVE - timedelta(days=43))
    return trained, booked, stale, nothing


def test_everybody_is_trained_booked_or_at_risk(world, four):
    found = {each.learner_id: each.state for each in people_of(world.drop)}
    trained, booked, stale, nothing = (found[each.pk] for each in four)
    assert (trained, booked, stale, nothing) == ("trained", "booked", "at_risk", "at_risk")


def test_the_force_is_the_sum_of_its_commands(world, four):
    people = people_of(world.drop)
    assert tally(people) == Tally(4, 1, 1)
    assert sum(by_command(people).values(), Tally()) == Tally(4, 1, 1)
    assert tally(people).at_risk == 2


def test_a_waiver_does_not_grow_stale(world):
    learner = world.learner()
    stand(learner, Outcome.WAIVED, GO_LIVE - timedelta(days=300))
    assert [each.state for each in people_of(world.drop)] == ["trained"]


def test_who_is_left_out_is_listed_and_not_counted(world, four):
    Learner.objects.filter(pk=four[3].pk).update(out_of_scope=OutOfScope.SECONDED)
    assert tally(people_of(world.drop)).of == 3
    assert left_out(world.drop) == [(OutOfScope.SECONDED, 1)]


def test_a_post_of_two_kinds_counts_in_both(world):
    learner = world.learner()
    both = [RoleProfile.CUSTODY, RoleProfile.SUPERVISOR]
    Learner.objects.filter(pk=learner.pk).update(profiles=both)
    assert set(by_profile(people_of(world.drop))) == set(both)


def test_the_gates_ask_what_was_counted(world, four):
    Learner.objects.filter(pk=four[3].pk).update(is_super_user=True)
    standing = standing_of(world.drop, people_of(world.drop), unit_names())
    asks = {each.asks: each for each in asks_of(GateName.ONE_WEEK, standing)}
    assert asks["Complete"].found == Count(1, 4)
    assert asks["Super-users"].found == Count(0, 1)
    assert not asks["Super-users"].passed
    (eight,) = asks_of(GateName.EIGHT_WEEKS, standing)
    assert eight.found == Count(2, 4)


def test_a_day_is_kept_once_and_never_counted_anew(world, four):
    assert take_snapshot(drop_id=world.drop.pk, by=world.coordinator, at=AT) == 2
    stand(four[3], Outcome.PASSED)
    assert take_snapshot(drop_id=world.drop.pk, by=world.coordinator, at=AT) == 0
    force = ReadinessSnapshot.objects.get(command=None)
    assert (force.people, force.trained, force.booked) == (4, 1, 1)


def test_not_everybody_keeps_it(world, four):
    with pytest.raises(NotAllowed):
        take_snapshot(drop_id=world.drop.pk, by=world.of(four[0]), at=AT)


def test_the_pages_ask_the_same_of_the_database_for_few_and_for_many(
    world, four, django_assert_num_queries
):
    client = signed_in(Staff.objects.get(pk=world.coordinator.id))
    take_snapshot(drop_id=world.drop.pk, by=world.coordinator, at=AT)
    pages = [reverse("readiness:dashboard"), f"{reverse('readiness:people')}?state=at_risk"]
    counts = []
    for _ in range(2):
        for page in pages:
            with django_assert_num_queries(13, exact=False) as asked:
                assert client.get(page).status_code == 200
            counts.append(len(asked))
        world.learners(3)
    assert counts[:2] == counts[2:]


def test_the_file_holds_whoever_stands_behind_the_number(world, four):
    client = signed_in(Staff.objects.get(pk=world.coordinator.id))
    address = f"{reverse('readiness:file')}?command={world.command.code}&state=at_risk"
    lines = client.get(address).content.decode().splitlines()
    assert len(lines) == 3
    assert all(line.endswith("At risk") for line in lines[1:])
    assert client.get(f"{reverse('readiness:people')}?state=unknown").status_code == 404
