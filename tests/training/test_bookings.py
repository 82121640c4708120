"""Places given, accepted, declined, released (TRN-8.1, section 6.3)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from tests.training.world import AT, FIRST_DAY, GO_LIVE, days_on

from bluelamp.access.enums import Rank, Role
from bluelamp.audit.models import AuditLine
from bluelamp.core.errors import NotAllowed, NotPossible
from bluelamp.training.enums import (
    Approval,
    BookingState,
    DeclineReason,
    DeliveryMode,
    NoticeClass,
    PlanState,
    SessionState,
)
from bluelamp.training.models import (
    Absence,
    AdjustmentPlan,
    Booking,
    FrozenDay,
    TeamLimit,
    TrainingSession,
)
from bluelamp.training.services import (
    accept_booking,
    book_place,
    cancel_booking,
    decline_booking,
    invite_learners,
    keep_booking_open,
    refuse_release,
    release_learner,
)

SATURDAY = date(2027, 2, 20)


@pytest.fixture
def session(world) -> TrainingSession:
    return world.session()


@pytest.fixture
def learner(world):
    world.fill(world.team)
    return world.learner()


def book(world, session, learner, **more) -> Booking:
    return book_place(
        session_id=session.pk, learner_id=learner.pk, by=world.of(learner), at=AT, **more
    )


def refused(world, session, learner, rule: str) -> NotPossible:
    with pytest.raises(NotPossible) as error:
        book(world, session, learner)
    assert error.value.rule == rule
    assert not Booking.objects.filter(learner=learner, session=session).exists()
    return error.value


def test_who_books_for_themselves_has_the_place(world, session, learner):
    booking = book(world, session, learner)
    assert (booking.state, booking.seat_number) == (BookingState.CONFIRMED, 1)
    assert booking.approval == Approval.NOT_NEEDED
    line = AuditLine.objects.get(action="book_place")
    assert set(line.records) == {booking.pk, learner.pk}


def test_an_invitation_is_accepted_and_confirmed(world, session, learner):
    booking = world.booked(session, learner, accept=False)
    assert booking.state == BookingState.INVITED
    accepted = accept_booking(booking_id=booking.pk, by=world.of(learner), at=AT)
    assert (accepted.state, accepted.seat_number) == (BookingState.CONFIRMED, 1)


def test_who_is_not_sure_keeps_the_place_and_may_accept(world, session, learner):
    booking = world.booked(session, learner, accept=False)
    open_ = keep_booking_open(booking_id=booking.pk, by=world.of(learner), at=AT)
    assert (open_.state, open_.seat_number) == (BookingState.TENTATIVE, 1)
    accepted = accept_booking(booking_id=booking.pk, by=world.of(learner), at=AT)
    assert accepted.state == BookingState.CONFIRMED


def test_declining_gives_the_seat_up_with_a_reason(world, learner):
    session = world.session(seats=1)
    booking = world.booked(session, learner, accept=False)
    assert TrainingSession.objects.get().state == SessionState.FULL
    declined = decline_booking(
        booking_id=booking.pk, reason=DeclineReason.COURT, by=world.of(learner), at=AT
    )
    assert (declined.state, declined.seat_number) == (BookingState.DECLINED, None)
    assert declined.decline_reason == DeclineReason.COURT
    assert TrainingSession.objects.get().state == SessionState.OPEN


def test_another_reason_is_put_in_words(world, session, learner):
    booking = world.booked(session, learner, accept=False)
    with pytest.raises(NotPossible) as error:
        decline_booking(
            booking_id=booking.pk, reason=DeclineReason.OTHER, by=world.of(learner), at=AT
        )
    assert error.value.field == "words"


def test_a_confirmed_place_given_up_is_cancelled(world, session, learner):
    booking = world.booked(session, learner)
    given_up = decline_booking(
        booking_id=booking.pk, reason=DeclineReason.LEAVE, by=world.of(learner), at=AT
    )
    assert given_up.state == BookingState.CANCELLED
    with pytest.raises(NotPossible) as error:
        accept_booking(booking_id=booking.pk, by=world.of(learner), at=AT)
    assert error.value.rule == "TRN-8.1"


def test_a_session_that_is_full_or_has_begun_or_is_not_open(world, learner):
    session = world.session(seats=1)
    book(world, session, world.learners(1)[0])
    refused(world, session, learner, "TRN-4.10")
    later = world.session(FIRST_DAY + timedelta(days=1))
    with pytest.raises(NotPossible, match="begun"):
        book_place(
            session_id=later.pk,
            learner_id=learner.pk,
            by=world.of(learner),
            at=later.starts_at,
        )
    TrainingSession.objects.filter(pk=later.pk).update(state=SessionState.LOCKED)
    refused(world, later, learner, "TRN-4.10")


def test_h1_the_window(world, learner):
    refused(world, world.session(GO_LIVE), learner, "H1")
    refused(world, world.session(FIRST_DAY - timedelta(days=3)), learner, "H1")
    book(world, world.session(GO_LIVE, room=world.another_room(), is_catch_up=True), learner)


def test_h2_leave_and_another_booking(world, session, learner):
    Absence.objects.create(learner=learner, kind="LEAVE", first=FIRST_DAY, last=FIRST_DAY)
    assert "Away already" in refused(world, session, learner, "H2").reason


def test_h4_a_rest_day_asks_for_a_reason_and_the_manager(world, learner):
    saturday = world.session(SATURDAY)
    error = refused(world, saturday, learner, "H4")
    assert error.field == "waiver_reason"
    booking = book(world, saturday, learner, waiver_reason="No other place before go-live")
    assert (booking.state, booking.approval) == (BookingState.ACCEPTED, Approval.AWAITED)
    assert booking.notice_class == NoticeClass.ANOTHER_REST_DAY


def test_h4_told_late_costs_time_and_a_half(world, learner):
    booking = book_place(
        session_id=world.session(SATURDAY).pk,
        learner_id=learner.pk,
        by=world.of(learner),
        at=AT + timedelta(days=7),
        waiver_reason="No other place before go-live",
    )
    assert booking.notice_class == NoticeClass.TIME_AND_A_HALF


def test_h5_the_cap_of_the_team(world, session):
    world.fill(world.team, 8)
    first, second = world.learner(), world.learner()
    book(world, session, first)
    assert "TRN-5.1" in refused(world, session, second, "H5").reason


def test_h5_minimum_strength(world, session, learner):
    TeamLimit.objects.create(unit=world.team, cap_percent=50, minimum=10)
    assert "At least 10" in refused(world, session, learner, "H5").reason


def test_h5_a_small_team_releases_one_by_its_commander(world, session):
    world.fill(world.team, 3)
    learner = world.learner()
    booking = book(world, session, learner)
    assert (booking.state, booking.approval) == (BookingState.ACCEPTED, Approval.AWAITED)
    sergeant = world.officer(Role.SUPERVISOR, rank=Rank.SERGEANT)
    with pytest.raises(NotAllowed, match="commander"):
        release_learner(booking_id=booking.pk, by=sergeant, at=AT)
    commander = world.officer(Role.SUPERINTENDENT, rank=Rank.SUPERINTENDENT, of=world.command)
    released = release_learner(booking_id=booking.pk, by=commander, at=AT)
    assert (released.state, released.approval) == (BookingState.CONFIRMED, Approval.COMMANDER)


def test_h11_one_booking_a_course(world, session, learner):
    book(world, session, learner)
    refused(world, world.session(FIRST_DAY + timedelta(days=1)), learner, "H11")


def test_frozen_days_of_a_unit_above(world, session, learner):
    FrozenDay.objects.create(drop=world.drop, day=FIRST_DAY, unit=world.command, why="Carnival")
    refused(world, session, learner, "TRN-5.5")


def test_who_is_taught_digitally_is_not_booked_in_a_classroom(world, session):
    world.fill(world.team)
    refused(world, session, world.learner(mode=DeliveryMode.DIGITAL), "TRN-3.2")


def agree(learner, **measures) -> None:
    AdjustmentPlan.objects.create(
        learner=learner,
        state=PlanState.AGREED,
        need="I read slowly",
        asked_by_id=learner.staff_id,
        asked_at=AT,
        agreed_by_id=learner.staff_id,
        agreed_at=AT,
        review_on=GO_LIVE,
        **measures,
    )


def test_h9_extra_time_takes_a_session_of_more_days(world, session, learner):
    agree(learner, extra_time_pct=25)
    assert "Takes 2 days" in refused(world, session, learner, "H9").reason
    longer = world.session(days=days_on(date(2027, 2, 15), 2))
    assert book(world, longer, learner).state == BookingState.CONFIRMED


def test_h6_more_adjustable_desks_than_the_room_has(world, learner):
    room = world.another_room(adjustable_desks=0)
    agree(learner, adjustable_desk=True)
    assert "desk" in refused(world, world.session(room=room), learner, "H6").reason


def test_a_manager_who_releases_each(world, session, learner):
    TeamLimit.objects.create(unit=world.team, approves_each=True)
    booking = book(world, session, learner)
    assert booking.approval == Approval.AWAITED
    sergeant = world.officer(Role.SUPERVISOR, rank=Rank.SERGEANT)
    released = release_learner(booking_id=booking.pk, by=sergeant, at=AT)
    assert (released.state, released.approved_by) == (BookingState.CONFIRMED, sergeant.label)


def test_a_manager_of_another_team_releases_nobody(world, session, learner):
    TeamLimit.objects.create(unit=world.team, approves_each=True)
    booking = book(world, session, learner)
    stranger = world.officer(Role.SUPERVISOR, of=world.new_team())
    with pytest.raises(NotAllowed):
        release_learner(booking_id=booking.pk, by=stranger, at=AT)
    with pytest.raises(NotAllowed):
        cancel_booking(booking_id=booking.pk, because="No", by=stranger, at=AT)


def test_a_release_refused_says_why_and_gives_the_seat_up(world, session, learner):
    TeamLimit.objects.create(unit=world.team, approves_each=True)
    booking = book(world, session, learner)
    sergeant = world.officer(Role.SUPERVISOR, rank=Rank.SERGEANT)
    with pytest.raises(NotPossible):
        refuse_release(booking_id=booking.pk, because=" ", by=sergeant, at=AT)
    over = refuse_release(booking_id=booking.pk, because="Too few left", by=sergeant, at=AT)
    assert (over.state, over.seat_number) == (BookingState.CANCELLED, None)
    assert (over.approval, over.reason_words) == (Approval.REFUSED, "Too few left")


def test_nobody_answers_for_a_colleague(world, session, learner):
    booking = world.booked(session, learner, accept=False)
    colleague = world.of(world.learner())
    with pytest.raises(NotAllowed):
        accept_booking(booking_id=booking.pk, by=colleague, at=AT)
    with pytest.raises(NotAllowed):
        book_place(session_id=session.pk, learner_id=learner.pk, by=colleague, at=AT)


def test_inviting_several_names_those_who_cannot_come(world, session):
    able, away = world.learners(2)
    Absence.objects.create(learner=away, kind="COURT", first=FIRST_DAY, last=FIRST_DAY)
    made, left = invite_learners(
        session_id=session.pk, learner_ids=[able.pk, away.pk], by=world.coordinator, at=AT
    )
    assert [each.learner_id for each in made] == [able.pk]
    assert [each.learner_id for each in left] == [away.pk]
    assert "Away already" in left[0].reason


@pytest.mark.parametrize("strength", [9, 60])
def test_a_place_takes_as_many_statements_in_a_small_team_as_in_a_large_one(
    world, django_assert_num_queries, strength
):
    team = world.new_team()
    world.fill(team, strength)
    TeamLimit.objects.create(unit=team, cap_percent=50)
    session, elsewhere = world.session(), world.session(room=world.another_room())
    for each in range(3):
        world.booked(elsewhere, world.learner(of=team))
        Absence.objects.create(learner=world.learner(of=team), first=FIRST_DAY, last=FIRST_DAY)
        world.booked(session, world.learner(of=world.new_team()), accept=each > 0)
    learner = world.learner(of=team)
    officer = world.of(learner)
    with django_assert_num_queries(22):
        book_place(session_id=session.pk, learner_id=learner.pk, by=officer, at=AT)


def test_somebody_away_for_two_reasons_counts_once_and_oneself_never(world):
    team = world.new_team()
    TeamLimit.objects.create(unit=team, cap_percent=20)
    session, elsewhere = world.session(), world.session(room=world.another_room())
    # Of twelve two may be away: one for two reasons leaves room for one more.
    colleague, learner, refused = (world.learner(of=team) for _ in range(3))
    world.booked(elsewhere, colleague)
    Absence.objects.create(learner=colleague, first=FIRST_DAY, last=FIRST_DAY)
    world.booked(session, learner)
    with pytest.raises(NotPossible) as refusal:
        book_place(session_id=session.pk, learner_id=refused.pk, by=world.of(refused), at=AT)
    assert refusal.value.rule == "H5"
