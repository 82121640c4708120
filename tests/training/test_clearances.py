"""Access follows training (TRN-7.3, TRN-7.7, INF-10.16): nobody is let in who has not passed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.urls import reverse
from tests.officers import signed_in

from bluelamp.access.enums import ClearanceKind, Permission, PlatformModule, Rank, Role
from bluelamp.access.models import Clearance, GatedModule, Staff
from bluelamp.access.policies import can
from bluelamp.access.rules.permissions import MODULE_OF, TABLE
from bluelamp.access.selectors import officer_for
from bluelamp.core.errors import NotAllowed, NotPossible
from bluelamp.training.enums import Outcome, ResultSource
from bluelamp.training.models import Course, Requirement
from bluelamp.training.services import (
    ResultTold,
    end_exception,
    gate_modules,
    let_in_untrained,
    move_go_live,
    open_modules,
    record_result,
    waive_course,
)

from .world import AT, FIRST_DAY, GO_LIVE

LATER = AT + timedelta(days=30)


@pytest.fixture
def custody(world):
    """Return the course that lets into custody, closed to the untrained."""
    made = Course.objects.create(drop=world.drop, code="CUST", title="Custody", module="custody")
    Course.objects.filter(pk=world.course.pk).update(module="custody")
    Requirement.objects.all().delete()
    gate_modules(drop_id=world.drop.pk, by=world.coordinator, at=AT)
    return made


@pytest.fixture
def sergeant(world, custody):
    learner = world.learner(of=world.team)
    Requirement.objects.filter(learner=learner).update(course=custody)
    staff = Staff.objects.get(pk=learner.staff_id)
    staff.role_holdings.create(role=Role.CUSTODY_OFFICER, held_from=AT - timedelta(days=1))
    return learner


def passed(world, learner, course, on=FIRST_DAY, outcome=Outcome.PASSED, at=LATER):
    told = ResultTold(outcome, ResultSource.ASSESSMENT, on)
    return record_result(
        learner_id=learner.pk, course_id=course.pk, told=told, by=world.coordinator, at=at
    )


def officer(learner, at=LATER):
    return officer_for(Staff.objects.get(pk=learner.staff_id), at=at)


def test_the_untrained_are_kept_out_and_told_why(sergeant):
    found = officer(sergeant)
    decided = can(found, Permission.BOOK_IN_PERSON)
    assert not decided
    assert "your training in custody is not passed" in decided.reason
    assert "TRN-7.7" in decided.reason
    assert found.may(Permission.USE_BLUELAMP)
    assert found.may(Permission.VIEW_PROPERTY), "property is not closed"


def test_who_passes_is_let_in_at_once(world, custody, sergeant):
    passed(world, sergeant, custody)
    assert officer(sergeant).may(Permission.BOOK_IN_PERSON)


def test_who_is_waived_is_let_in(world, custody, sergeant):
    waive_course(
        learner_id=sergeant.pk,
        course_id=custody.pk,
        reason="Taught the first drop",
        by=world.coordinator,
        at=LATER,
    )
    assert officer(sergeant).may(Permission.BOOK_IN_PERSON)


@pytest.mark.parametrize("outcome", [Outcome.COMPLETED, Outcome.FAILED, Outcome.IN_PROGRESS])
def test_v30_only_a_pass_is_enough_where_there_is_an_assessment(world, custody, sergeant, outcome):
    passed(world, sergeant, custody, outcome=outcome)
    assert not officer(sergeant).may(Permission.BOOK_IN_PERSON)


def test_every_course_of_a_part_counts(world, custody, sergeant):
    Requirement.objects.create(learner=sergeant, course=world.course, source="POST")
    passed(world, sergeant, custody)
    assert not officer(sergeant).may(Permission.BOOK_IN_PERSON)
    passed(world, sergeant, world.course)
    assert officer(sergeant).may(Permission.BOOK_IN_PERSON)


def test_somebody_who_need_learn_nothing_of_it_is_not_let_in(world, custody):
    colleague = world.learner(of=world.team)
    Requirement.objects.filter(learner=colleague).delete()
    staff = Staff.objects.get(pk=colleague.staff_id)
    staff.role_holdings.create(role=Role.CUSTODY_OFFICER, held_from=AT - timedelta(days=1))
    assert not officer(colleague).may(Permission.VIEW_CUSTODY_BOARD)


def test_a_later_go_live_ends_what_is_stale_and_a_refresher_opens_it_again(
    world, custody, sergeant
):
    passed(world, sergeant, custody, on=FIRST_DAY)
    told = move_go_live(
        drop_id=world.drop.pk,
        go_live=GO_LIVE + timedelta(days=14),
        by=world.coordinator,
        at=LATER,
    )
    assert (told.run.made, told.ended) == (1, 1)
    assert not officer(sergeant).may(Permission.BOOK_IN_PERSON)
    passed(world, sergeant, custody, on=date(2027, 3, 2))
    assert officer(sergeant).may(Permission.BOOK_IN_PERSON)
    assert Clearance.objects.filter(staff=sergeant.staff_id).count() == 2, "history is kept"


def test_a_moment_before_the_end_still_counts(world, custody, sergeant):
    passed(world, sergeant, custody, at=LATER)
    assert not officer(sergeant, LATER - timedelta(minutes=1)).may(Permission.BOOK_IN_PERSON)


def test_closing_can_be_taken_back(world, sergeant):
    opened = open_modules(drop_id=world.drop.pk, by=world.coordinator, at=LATER)
    assert opened == [PlatformModule.CUSTODY]
    assert officer(sergeant).may(Permission.BOOK_IN_PERSON)


def test_nothing_is_closed_before_it_is_said_who_is_kept_out(world, sergeant):
    open_modules(drop_id=world.drop.pk, by=world.coordinator, at=LATER)
    client = signed_in(Staff.objects.get(pk=world.coordinator.id))
    address = reverse("live_access:close", args=[world.drop.pk])
    assert "Custody: 0 in, 1 not yet" in client.get(address).content.decode()
    assert not GatedModule.objects.exists()
    assert client.post(address).status_code == 302
    assert GatedModule.objects.count() == 1


@pytest.fixture
def commander(world):
    return world.officer(Role.SUPERINTENDENT, of=world.command, rank=Rank.SUPERINTENDENT)


@pytest.fixture
def supervisor(world, custody):
    learner = world.learner(of=world.team)
    Requirement.objects.filter(learner=learner).update(course=custody)
    passed(world, learner, custody)
    return learner


def let_in(learner, supervisor, by, at=LATER, reason="Nobody else is on shift", **more):
    given = {"module": PlatformModule.CUSTODY, "supervisor_id": supervisor.staff_id, **more}
    return let_in_untrained(staff_id=learner.staff_id, reason=reason, by=by, at=at, **given)


def test_an_exception_lasts_72_hours_and_is_listed(sergeant, supervisor, commander):
    let_in(sergeant, supervisor, commander)
    assert officer(sergeant, LATER + timedelta(hours=71)).may(Permission.BOOK_IN_PERSON)
    assert not officer(sergeant, LATER + timedelta(hours=72)).may(Permission.BOOK_IN_PERSON)


def test_an_exception_can_be_ended_early_once(sergeant, supervisor, commander, world):
    made = let_in(sergeant, supervisor, commander)
    end = LATER + timedelta(hours=1)
    end_exception(clearance_id=made.pk, by=world.coordinator, at=end)
    assert not officer(sergeant, end).may(Permission.BOOK_IN_PERSON)
    with pytest.raises(NotPossible):
        end_exception(clearance_id=made.pk, by=world.coordinator, at=end)


def test_only_their_commander_lets_somebody_in(world, sergeant, supervisor):
    inspector = world.officer(Role.INSPECTOR, of=world.command, rank=Rank.INSPECTOR)
    elsewhere = world.officer(Role.SUPERINTENDENT, of=world.new_team(), rank=Rank.SUPERINTENDENT)
    for by in (inspector, elsewhere, world.coordinator):
        with pytest.raises(NotAllowed):
            let_in(sergeant, supervisor, by)


def test_who_supervises_is_trained_and_somebody_else(world, sergeant, supervisor, commander):
    untrained = world.learner(of=world.team)
    for wrong in (sergeant, untrained):
        with pytest.raises(NotPossible) as refused:
            let_in(sergeant, wrong, commander)
        assert (refused.value.field, refused.value.rule) == ("supervisor", "TRN-7.7")


def test_an_exception_needs_a_reason_and_a_closed_part(sergeant, supervisor, commander):
    with pytest.raises(NotPossible) as refused:
        let_in(sergeant, supervisor, commander, reason="  ")
    assert refused.value.field == "reason"
    with pytest.raises(NotPossible) as refused:
        let_in(sergeant, supervisor, commander, module=PlatformModule.CASE)
    assert refused.value.field == "module"


def test_every_permission_of_a_part_that_people_use_is_named():
    free = {
        Permission.USE_BLUELAMP,
        Permission.VIEW_STAFF,
        Permission.MANAGE_STAFF,
        Permission.VIEW_TRAINING,
        Permission.MANAGE_TRAINING,
        Permission.RELEASE_FOR_TRAINING,
        Permission.TEACH_SESSION,
        Permission.COORDINATE_ADJUSTMENTS,
    }
    assert set(MODULE_OF) == set(Permission) - free
    assert set(MODULE_OF) <= frozenset().union(*TABLE.values())


def test_the_list_asks_the_same_of_the_database_for_few_and_for_many(
    world, sergeant, supervisor, commander, django_assert_num_queries
):
    client = signed_in(Staff.objects.get(pk=world.coordinator.id))
    counts = []
    for _ in range(2):
        with django_assert_num_queries(12, exact=False) as asked:
            assert client.get(reverse("live_access:list")).status_code == 200
        counts.append(len(asked))
        for _ in range(3):
            more = world.learner(of=world.team)
            let_in(more, supervisor, commander, at=LATER)
    assert counts[0] == counts[1]


def test_an_exception_stands_in_the_data_with_all_it_needs(sergeant, supervisor, commander):
    made = let_in(sergeant, supervisor, commander)
    assert made.kind == ClearanceKind.EXCEPTION
    assert made.approved_by == commander.label
    assert made.supervisor_id == supervisor.staff_id
