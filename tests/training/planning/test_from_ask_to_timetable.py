"""The whole way on a small world: asked, made by the job, accepted, planned again."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.training.planning.plans import BEGINS, QUICK, asked
from tests.training.world import AT, FIRST_DAY, GO_LIVE, World

from bluelamp.core.errors import NotAllowed, NotPossible
from bluelamp.training.enums import BookingState, PlanKeeping, PlanRunState
from bluelamp.training.models import (
    Absence,
    AdjustmentPlan,
    Booking,
    BookingMessage,
    Drop,
    PlanFiles,
    PlanRun,
    PlanUnplaced,
    TrainingSession,
)
from bluelamp.training.planner.checking import check_plan
from bluelamp.training.services import accept_booking, cancel_sessions
from bluelamp.training.services.planning import (
    Effort,
    Held,
    WhatIf,
    accept_plan,
    ask_plan,
    ask_what_if,
    begin_again,
    go_on_with_plan,
    hold_part,
    look_ahead,
    stop_plan,
    take_plan_back,
)
from bluelamp.training.services.planning.files import unpack_plan, unpack_problem


@pytest.fixture
def people(world: World):
    """Return some who need the course, none of a team with another."""
    return world.learners(7)


def made(world: World, jobs, **more) -> PlanRun:
    run = ask_plan(drop_id=world.drop.pk, asked=asked(**more), by=world.coordinator, at=AT)
    jobs.run()
    run.refresh_from_db()
    assert run.state == PlanRunState.DONE, run.fault
    return run


def accepted(world: World, jobs, **more) -> PlanRun:
    run = made(world, jobs, **more)
    return accept_plan(run_id=run.pk, by=world.coordinator, at=AT)


def places() -> dict:
    seated = Booking.objects.filter(seat_number__isnull=False)
    return {each.learner_id: each.session_id for each in seated}


def test_everybody_is_planned_accepted_invited_and_nothing_happens_twice(world, people, jobs):
    run = made(world, jobs)
    files = PlanFiles.objects.get(run=run)
    instance, plan = unpack_problem(files.problem), unpack_plan(files.plan)
    assert check_plan(instance, plan) == []
    assert run.summary["placed"] == 7
    assert run.summary["lower_bound"] <= run.summary["objective"]["total"]
    assert run.progress.exists()
    accept_plan(run_id=run.pk, by=world.coordinator, at=AT)
    assert {each.state for each in Booking.objects.all()} == {BookingState.INVITED}
    assert set(places()) == {each.pk for each in people}
    sessions = TrainingSession.objects.all()
    assert {(each.made_by, each.days.count(), each.team.count()) for each in sessions} == {
        ("PLAN", 1, 2)
    }
    assert all(each.starts_at.hour == 9 for each in sessions)
    before = places()
    accept_plan(run_id=run.pk, by=world.coordinator, at=AT)
    assert places() == before
    assert BookingMessage.objects.filter(kind="REQUEST").count() == 7


def test_planning_again_from_what_stands_moves_nobody(world, people, jobs):
    accepted(world, jobs)
    before = places()
    late = world.learner(of=world.new_team())
    run = made(world, jobs, name="Again")
    what = look_ahead(run, AT)
    assert what.against == ()
    assert (what.difference.people_moved, what.difference.people_added) == (0, 1)
    accept_plan(run_id=run.pk, by=world.coordinator, at=AT)
    assert {who: where for who, where in places().items() if who != late.pk} == before
    assert late.pk in places()


def test_when_go_live_is_earlier_people_whose_day_is_lost_are_moved_and_told(world, people, jobs):
    accepted(world, jobs)
    last = GO_LIVE - timedelta(weeks=1)
    stay = {
        who for who, where in places().items()
        if TrainingSession.objects.get(pk=where).ends_at.date() < last
    }  # fmt: skip
    Drop.objects.filter(pk=world.drop.pk).update(go_live=last)
    run = accepted(world, jobs, name="Earlier")
    assert run.summary["again"]["displaced"] == 7 - len(stay)
    assert all(
        TrainingSession.objects.get(pk=where).ends_at.date() < last for where in places().values()
    )
    assert len(places()) == 7
    moved = Booking.objects.filter(rebooked_from__isnull=False)
    assert {each.rebooked_from.state for each in moved} <= {BookingState.CANCELLED}
    told = BookingMessage.objects.filter(kind="CANCEL")
    assert {each.booking_id for each in told} == {each.rebooked_from_id for each in moved}


def test_a_cancelled_session_is_replaced_at_once_and_nobody_else_is_moved(world, jobs):
    stays, goes = world.session(days=(BEGINS,)), world.session(days=(BEGINS + timedelta(days=1),))
    for session in (stays, goes):
        for learner in world.learners(6):
            world.booked(session, learner, accept=False)
    before = places()
    lost = {who for who, where in before.items() if where == goes.pk}
    cancel_sessions(
        session_ids=[goes.pk], because="The hall is flooded", by=world.coordinator, at=AT,
        rebook=False,
    )  # fmt: skip
    effort = Effort(seconds=600, gap_percent=0)
    run = made(world, jobs, name="At once", keeping=PlanKeeping.FIXED, effort=effort)
    assert run.summary["seconds"] < 600
    assert look_ahead(run, AT).difference.people_moved == 0
    accept_plan(run_id=run.pk, by=world.coordinator, at=AT)
    after = places()
    assert {who for who in after if before[who] != after[who]} == lost
    assert set(after) == set(before)
    further = go_on_with_plan(run_id=run.pk, effort=QUICK, by=world.coordinator, at=AT)
    assert further.keeping == PlanKeeping.ALL


def test_the_same_seed_gives_the_same_plan(world, people, jobs):
    one, other = made(world, jobs), made(world, jobs)
    packed = [bytes(PlanFiles.objects.get(run=each).problem) for each in (one, other)]
    assert packed[0] == packed[1]
    plans = [unpack_plan(PlanFiles.objects.get(run=each).plan) for each in (one, other)]
    assert plans[0].sessions == plans[1].sessions
    assert plans[0].bookings == plans[1].bookings


def test_what_changed_since_is_named_and_nothing_is_written(world, people, jobs):
    accepted(world, jobs)
    world.learner(of=world.new_team())
    run = made(world, jobs, name="Again")
    one = Booking.objects.first()
    accept_booking(booking_id=one.pk, by=world.of(one.learner), at=AT)
    Booking.objects.filter(pk=one.pk).update(state="DECLINED", seat_number=None)
    before = places()
    with pytest.raises(NotPossible, match=one.session.reference):
        accept_plan(run_id=run.pk, by=world.coordinator, at=AT)
    assert places() == before


def test_a_plan_for_somebody_who_has_fallen_ill_is_refused(world, people, jobs):
    run = made(world, jobs)
    Absence.objects.create(learner=people[0], kind="SICKNESS", first=FIRST_DAY, last=GO_LIVE)
    with pytest.raises(NotPossible, match="away or not on duty then: 1"):
        accept_plan(run_id=run.pk, by=world.coordinator, at=AT)
    assert not TrainingSession.objects.exists()


def test_what_is_held_stands_and_a_plan_begun_before_is_refused(world, people, jobs):
    accepted(world, jobs)
    session = TrainingSession.objects.order_by("starts_at").first()
    run = made(world, jobs, name="Again", keeping=PlanKeeping.ANSWERED)
    hold_part(
        drop_id=world.drop.pk,
        held=Held(session_id=session.pk),
        why="The trainer comes from far",
        by=world.coordinator,
        at=AT,
    )
    with pytest.raises(NotPossible, match=session.reference):
        accept_plan(run_id=run.pk, by=world.coordinator, at=AT)
    before = {each.learner_id for each in session.bookings.all()}
    world.learners(6)
    accepted(world, jobs, name="Third", keeping=PlanKeeping.ANSWERED)
    session.refresh_from_db()
    assert session.state != "CANCELLED"
    assert {each.learner_id for each in session.bookings.all()} == before


def test_a_venue_held_shut_for_a_week_is_not_used_in_it(world, people, jobs):
    hold_part(
        drop_id=world.drop.pk,
        held=Held(venue_id=world.room.venue_id, day=GO_LIVE - timedelta(days=3)),
        why="The hall is let",
        by=world.coordinator,
        at=AT,
    )
    accepted(world, jobs)
    monday = GO_LIVE - timedelta(days=7)
    assert all(each.starts_at.date() < monday for each in TrainingSession.objects.all())
    assert len(places()) == 7


def test_adjustments_count_by_their_effects_alone(world, people, jobs):
    AdjustmentPlan.objects.create(
        learner=people[0],
        state="AGREED",
        need="I read more slowly than others",
        asked_by_id=people[0].staff_id,
        asked_at=AT,
        agreed_by_id=people[1].staff_id,
        agreed_at=AT,
        review_on=GO_LIVE,
        extra_time_pct=25,
    )
    run = accepted(world, jobs)
    booking = Booking.objects.get(learner=people[0])
    assert booking.session.days.count() == 2
    instance = unpack_problem(PlanFiles.objects.get(run=run).problem)
    person = instance.people[f"P{people[0].number}"]
    assert person.extra_time_pct == 25
    assert "read" not in str(instance)


def test_who_cannot_be_placed_is_listed_with_the_demands_that_clash(world, people, jobs):
    Absence.objects.create(learner=people[0], kind="LEAVE", first=FIRST_DAY, last=GO_LIVE)
    run = made(world, jobs)
    left = PlanUnplaced.objects.get(run=run)
    assert left.learner == people[0]
    assert "0 not absent" in left.reason
    assert not left.about_adjustments


def test_a_what_if_changes_one_limit_and_says_what_it_costs(world, people, jobs):
    base = made(world, jobs)
    run = ask_what_if(run_id=base.pk, what=WhatIf(go_live_weeks=-1), by=world.coordinator, at=AT)
    jobs.run()
    run.refresh_from_db()
    assert run.state == PlanRunState.DONE, run.fault
    instance = unpack_problem(PlanFiles.objects.get(run=run).problem)
    assert instance.settings.go_live == GO_LIVE - timedelta(weeks=1)
    assert run.summary["lower_bound"] > 0
    capped = ask_what_if(run_id=base.pk, what=WhatIf(cap_percent=0), by=world.coordinator, at=AT)
    jobs.run()
    capped.refresh_from_db()
    assert capped.summary["placed"] == 0
    with pytest.raises(NotPossible, match="one thing"):
        ask_what_if(
            run_id=base.pk,
            what=WhatIf(cap_percent=5, go_live_weeks=1),
            by=world.coordinator,
            at=AT,
        )


def test_stopped_before_it_begins_failed_or_gone_on_with(world, people, jobs):
    run = ask_plan(drop_id=world.drop.pk, asked=asked(), by=world.coordinator, at=AT)
    stop_plan(run_id=run.pk, by=world.coordinator, at=AT)
    jobs.run()
    run.refresh_from_db()
    assert (run.state, run.summary) == (PlanRunState.STOPPED, {})
    base = made(world, jobs)
    further = go_on_with_plan(run_id=base.pk, effort=QUICK, by=world.coordinator, at=AT)
    jobs.run()
    further.refresh_from_db()
    assert further.summary["objective"]["total"] <= base.summary["objective"]["total"]
    PlanRun.objects.filter(pk=further.pk).update(state="RUNNING", heard_at=AT)
    with pytest.raises(NotPossible, match="has not failed"):
        begin_again(run_id=further.pk, by=world.coordinator, at=AT)
    lost = AT + timedelta(minutes=10)
    assert begin_again(run_id=further.pk, by=world.coordinator, at=lost).state == "QUEUED"


def test_taken_back_only_while_nobody_answered(world, people, jobs):
    run = accepted(world, jobs)
    take_plan_back(run_id=run.pk, by=world.coordinator, at=AT)
    assert places() == {}
    assert {each.state for each in TrainingSession.objects.all()} == {"CANCELLED"}
    again = accepted(world, jobs, name="Again")
    booking = Booking.objects.filter(state=BookingState.INVITED).first()
    accept_booking(booking_id=booking.pk, by=world.of(booking.learner), at=AT)
    with pytest.raises(NotPossible, match="answered"):
        take_plan_back(run_id=again.pk, by=world.coordinator, at=AT)


def test_nobody_else_plans(world, people, jobs):
    nobody = world.officer()
    with pytest.raises(NotAllowed):
        ask_plan(drop_id=world.drop.pk, asked=asked(), by=nobody, at=AT)
    with pytest.raises(NotPossible, match="tomorrow"):
        ask_plan(
            drop_id=world.drop.pk, asked=asked(first_day=AT.date()), by=world.coordinator, at=AT
        )
