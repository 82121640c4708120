"""Refreshers planned for everybody, done in two parts, told by mail, and what they open."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from tests.officers import LONG_AGO, signed_in
from tests.training.mail_server import mail_server

from bluelamp.access.enums import Permission, Role
from bluelamp.access.models import Staff
from bluelamp.access.policies import operator
from bluelamp.access.selectors import officer_for
from bluelamp.audit.models import AuditLine
from bluelamp.core.errors import NotAllowed, NotPossible
from bluelamp.core.time import day_of, now
from bluelamp.training.enums import Outcome, ResultSource
from bluelamp.training.models import (
    Attempt,
    Course,
    Drop,
    Learner,
    RefresherDue,
    RefresherMessage,
    RefresherRun,
    Requirement,
    Result,
)
from bluelamp.training.rules.freshness import Completion, needs_refresher
from bluelamp.training.selectors.freshness import prospect_of, to_refresh
from bluelamp.training.services import (
    ResultTold,
    gate_modules,
    plan_by_the_clock,
    record_result,
    remind_of_refreshers,
    return_task,
    send_refreshers_again,
    set_clearances,
    tell_task_done,
    waive_course,
)
from bluelamp.training.services.refreshers import begin_e_learning

from .refreshing import (
    EDGE,
    ON_TIME,
    SLIPPED,
    completed,
    due_of,
    e_learning,
    planned,
    report,
    set_up,
    signed_off,
    slipped,
    stale_learner,
)
from .world import FIRST_DAY, GO_LIVE

TOO_EARLY = datetime.combine(EDGE - timedelta(days=1), time(9), UTC)
BY_THE_CLOCK = operator("Bluelamp, by the clock")


def stands(learner: Learner) -> tuple[str, str]:
    due = due_of(learner)
    return due.state, due.not_needed_because


# --- Planning ----------------------------------------------------------------------------------


@pytest.mark.parametrize("outcome", Outcome)
@pytest.mark.parametrize("assessed", [True, False])
def test_the_database_asks_what_the_rule_says(world, outcome, assessed):
    Course.objects.filter(pk=world.course.pk).update(is_assessed=assessed)
    days = (
        [EDGE - timedelta(days=1), EDGE, FIRST_DAY]
        if outcome.value in {"PASSED", "COMPLETED", "WAIVED"}
        else [None]
    )
    for on in days:
        completed(world, world.learner(), on, outcome)
    found = {each.completed_on for each in to_refresh(world.drop, SLIPPED)}
    asked = {
        on
        for on in days
        if needs_refresher(
            Completion(on, outcome) if on else None, assessed=assessed, go_live=SLIPPED
        )
    }
    assert found == asked


def test_a_slip_plans_for_whoever_is_no_longer_fresh(world):
    early, edge, late = (
        completed(world, world.learner(), on).learner
        for on in (FIRST_DAY, EDGE, EDGE + timedelta(days=3))
    )
    told = slipped(world)
    assert (told.run.made, told.run.people, told.run.state) == (1, 1, "DONE")
    due = due_of(early)
    assert (due.completed_on, due.opens_on, due.due_by) == (
        FIRST_DAY,
        EDGE,
        SLIPPED - timedelta(days=1),
    )
    assert not RefresherDue.objects.filter(learner__in=[edge, late]).exists()


def test_planning_twice_changes_nothing(world):
    stale_learner(world)
    slipped(world)
    before = list(RefresherDue.objects.values())
    again = planned(world)
    assert not again
    assert list(RefresherDue.objects.values()) == before


def test_as_many_statements_for_few_and_for_many(world, django_assert_num_queries):
    counts = []
    for number in (2, 20):
        Drop.objects.update(go_live=GO_LIVE)
        planned(world)
        for _ in range(number):
            stale_learner(world, of=world.team)
        Drop.objects.update(go_live=SLIPPED)
        with django_assert_num_queries(9, exact=False) as asked:
            assert planned(world).made >= number
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_who_is_away_for_long_is_asked_the_night_they_are_back(world):
    learner = stale_learner(world, out_of_scope="LONG_ABSENCE")
    slipped(world)
    assert not RefresherDue.objects.exists()
    Learner.objects.filter(pk=learner.pk).update(out_of_scope="")
    assert plan_by_the_clock(by=BY_THE_CLOCK, at=ON_TIME) == 1
    assert due_of(learner).state == "DUE"
    assert RefresherRun.objects.get(cause="CLOCK").made == 1


def test_a_night_without_change_leaves_nothing_behind(world):
    stale_learner(world)
    slipped(world)
    runs, lines = RefresherRun.objects.count(), AuditLine.objects.count()
    assert plan_by_the_clock(by=BY_THE_CLOCK, at=ON_TIME) == 0
    assert (RefresherRun.objects.count(), AuditLine.objects.count()) == (runs, lines)


def test_who_completed_too_early_needs_no_slip(world):
    learner = world.learner(is_super_user=True)
    completed(world, learner, GO_LIVE - timedelta(days=43))
    plan_by_the_clock(by=BY_THE_CLOCK, at=ON_TIME)
    assert due_of(learner).due_by == GO_LIVE - timedelta(days=1)


def test_when_go_live_moves_back_it_is_closed_with_the_reason(world):
    learner = stale_learner(world)
    slipped(world)
    assert slipped(world, GO_LIVE).run.closed == 1
    assert stands(learner) == ("NOT_NEEDED", "FRESH_AGAIN")


@pytest.mark.parametrize(
    ("change", "because"),
    [
        (lambda of: of.delete(), "NOT_ASKED"),
        (lambda of: of.update(outcome="WAIVED"), "WAIVED"),
        (lambda of: of.update(completed_on=EDGE), "TAKEN_AGAIN"),
    ],
)
def test_a_refresher_is_closed_by_what_made_it_needless(world, change, because):
    learner = stale_learner(world)
    slipped(world)
    change(Requirement.objects.filter(learner=learner))
    planned(world)
    assert stands(learner) == ("NOT_NEEDED", because)


def test_who_leaves_has_nothing_to_refresh(world):
    learner = stale_learner(world)
    slipped(world)
    Staff.objects.filter(pk=learner.staff_id).update(is_active=False)
    planned(world)
    assert stands(learner) == ("NOT_NEEDED", "NOT_COUNTED")


def test_a_part_done_too_early_for_a_second_slip_is_to_do_again(world):
    learner = stale_learner(world)
    set_up(world)
    slipped(world)
    e_learning(world, learner)
    assert stands(learner)[0] == "E_LEARNING_DONE"
    slipped(world, SLIPPED + timedelta(days=7))
    assert due_of(learner).e_learning_on == ON_TIME.date()
    slipped(world, SLIPPED + timedelta(days=60))
    due = due_of(learner)
    assert (due.state, due.e_learning_on) == ("DUE", None)


def test_many_are_planned_for_by_a_job(world, jobs, monkeypatch):
    monkeypatch.setattr("bluelamp.training.services.refresher_plans.FEW", 1)
    for _ in range(2):
        stale_learner(world)
    told = slipped(world)
    assert told.run.state == "QUEUED"
    assert not RefresherDue.objects.exists()
    jobs.run()
    told.run.refresh_from_db()
    assert (told.run.state, told.run.made) == ("DONE", 2)
    assert jobs.failed() == []


def test_what_a_go_live_would_mean_is_told_before_and_changes_nothing(
    world, django_assert_num_queries
):
    for on in (FIRST_DAY, FIRST_DAY, EDGE):
        completed(world, world.learner(), on)
    set_clearances(at=ON_TIME)
    with django_assert_num_queries(7):
        told = prospect_of(world.drop, SLIPPED)
    assert (told.people, told.now, told.losing) == (2, 0, 2)
    assert told.commands == [(world.command.name, 2, 3)]
    assert told.courses == [("Response", 2, 3)]
    assert Drop.objects.get().go_live == GO_LIVE


# --- Doing one ---------------------------------------------------------------------------------


def test_both_parts_make_the_course_as_fresh_as_the_later(world):
    learner = stale_learner(world)
    set_up(world)
    slipped(world)
    e_learning(world, learner)
    day_after = ON_TIME + timedelta(days=1)
    signed_off(world, learner, day_after)
    due, standing = due_of(learner), Requirement.objects.get(learner=learner)
    assert (due.state, due.task_signed_by) == ("DONE", world.coordinator.label)
    assert (standing.outcome, standing.completed_on) == ("PASSED", day_after.date())
    result = Result.objects.get()
    assert (result.source, result.outcome) == (ResultSource.REFRESHER, "PASSED")
    assert not planned(world)


def test_the_task_may_come_first_and_a_course_without_assessment_stays_one(world):
    Course.objects.update(is_assessed=False)
    learner = world.learner()
    completed(world, learner, outcome=Outcome.COMPLETED)
    set_up(world)
    slipped(world)
    signed_off(world, learner)
    assert stands(learner)[0] == "TASK_DONE"
    e_learning(world, learner)
    standing = Requirement.objects.get(learner=learner)
    assert (due_of(learner).state, standing.outcome) == ("DONE", "COMPLETED")
    assert standing.completed_on == ON_TIME.date()


def test_failing_the_e_learning_counts_for_nothing(world):
    learner = stale_learner(world)
    set_up(world)
    slipped(world)
    e_learning(world, learner, status="failed")
    assert stands(learner)[0] == "DUE"
    assert Requirement.objects.get(learner=learner).outcome == "PASSED"
    assert not Result.objects.exists()


def test_nothing_is_done_too_early(world):
    learner = stale_learner(world)
    package = set_up(world)
    slipped(world)
    due, by = due_of(learner), world.of(learner)
    for act in (
        lambda: begin_e_learning(due_id=due.pk, by=by, at=TOO_EARLY),
        lambda: tell_task_done(due_id=due.pk, by=by, at=TOO_EARLY),
        lambda: signed_off(world, learner, TOO_EARLY),
    ):
        with pytest.raises(NotPossible) as refused:
            act()
        assert refused.value.rule == "TRN-7.2"
    report(package, by, TOO_EARLY)
    assert stands(learner)[0] == "DUE", "an e-learning opened by its address counts for nothing"
    e_learning(world, learner)
    assert stands(learner)[0] == "E_LEARNING_DONE"
    assert Attempt.objects.filter(learner=learner).count() == 2


def test_a_second_slip_asks_for_the_e_learning_anew(world):
    learner = stale_learner(world)
    set_up(world)
    slipped(world)
    e_learning(world, learner)
    signed_off(world, learner)
    again = SLIPPED + timedelta(days=42)
    assert slipped(world, again).run.made == 1
    later = datetime.combine(again - timedelta(days=7), time(9), UTC)
    due = RefresherDue.objects.get(state="DUE")
    package = begin_e_learning(due_id=due.pk, by=world.of(learner), at=later)
    report(package, world.of(learner), later)
    due.refresh_from_db()
    assert due.e_learning_on == later.date()


def test_without_a_package_it_is_said_so(world):
    learner = stale_learner(world)
    set_up(world, package=False)
    slipped(world)
    with pytest.raises(NotPossible, match="not there yet"):
        begin_e_learning(due_id=due_of(learner).pk, by=world.of(learner), at=ON_TIME)


def test_taking_the_whole_course_again_closes_it(world):
    learner = stale_learner(world)
    slipped(world)
    told = ResultTold(Outcome.PASSED, ResultSource.ASSESSMENT, ON_TIME.date())
    record_result(
        learner_id=learner.pk,
        course_id=world.course.pk,
        told=told,
        by=world.coordinator,
        at=ON_TIME,
    )
    assert stands(learner) == ("NOT_NEEDED", "TAKEN_AGAIN")


def test_a_result_that_is_itself_stale_closes_nothing(world):
    learner = stale_learner(world)
    slipped(world)
    told = ResultTold(Outcome.PASSED, ResultSource.LOADED, FIRST_DAY)
    record_result(
        learner_id=learner.pk,
        course_id=world.course.pk,
        told=told,
        by=world.coordinator,
        at=ON_TIME,
    )
    assert stands(learner)[0] == "DUE"


def test_a_waiver_closes_it(world):
    learner = stale_learner(world)
    slipped(world)
    waive_course(
        learner_id=learner.pk,
        course_id=world.course.pk,
        reason="Taught the course",
        by=world.coordinator,
        at=ON_TIME,
    )
    assert stands(learner) == ("NOT_NEEDED", "WAIVED")


# --- Who signs off -----------------------------------------------------------------------------


def test_trainer_manager_and_super_user_sign_off_and_nobody_else(world):
    manager = world.officer(Role.SUPERVISOR, of=world.team)
    peer = world.learner(of=world.new_team(), is_super_user=True)
    colleague = world.learner()
    for by in (world.officer(Role.TRAINER), manager, world.of(peer)):
        learner = stale_learner(world, manager=manager)
        slipped(world, SLIPPED)
        assert signed_off(world, learner, by=by).task_signed_by == by.label
    learner = stale_learner(world)
    slipped(world, SLIPPED)
    for by in (world.of(learner), world.of(learner, Role.TRAINER), world.of(colleague)):
        with pytest.raises(NotAllowed):
            signed_off(world, learner, by=by)


def test_a_super_user_of_another_command_does_not_sign_off(world):
    learner = stale_learner(world)
    slipped(world)
    elsewhere = world.learner(of=world.new_team(), is_super_user=True)
    Learner.objects.filter(pk=elsewhere.pk).update(command=world.new_team())
    with pytest.raises(NotAllowed):
        signed_off(world, learner, by=world.of(elsewhere))


def test_a_task_that_is_not_done_goes_back_with_the_reason(world):
    learner = stale_learner(world)
    slipped(world)
    due = due_of(learner)
    tell_task_done(due_id=due.pk, by=world.of(learner), at=ON_TIME)
    with pytest.raises(NotPossible) as refused:
        return_task(due_id=due.pk, because=" ", by=world.coordinator, at=ON_TIME)
    assert refused.value.field == "because"
    return_task(due_id=due.pk, because="No review", by=world.coordinator, at=ON_TIME)
    due.refresh_from_db()
    assert (due.task_told_at, due.task_returned) == (None, "No review")


def test_done_is_done(world):
    learner = stale_learner(world)
    set_up(world)
    slipped(world)
    e_learning(world, learner)
    signed_off(world, learner)
    with pytest.raises(NotPossible):
        signed_off(world, learner)


def test_the_database_holds_one_open_one_a_course_and_both_parts(world):
    learner = stale_learner(world)
    slipped(world)
    due = due_of(learner)
    for wrong in (
        lambda: RefresherDue.objects.filter(pk=due.pk).update(state="DONE", ended_at=ON_TIME),
        lambda: RefresherDue.objects.filter(pk=due.pk).update(state="NOT_NEEDED"),
        lambda: RefresherDue.objects.filter(pk=due.pk).update(task_on=EDGE),
        lambda: RefresherDue.objects.create(
            learner=learner,
            course=world.course,
            completed_on=FIRST_DAY,
            opens_on=EDGE,
            due_by=SLIPPED,
            made_at=ON_TIME,
        ),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            wrong()


# --- Live access -------------------------------------------------------------------------------


def test_live_access_opens_again_only_with_both_parts(world):
    """The page of a module answers again the moment the refresher is whole (TRN-7.7)."""
    at = now()
    today = day_of(at)
    Course.objects.update(module="property")
    Drop.objects.update(starts_on=today - timedelta(days=60), go_live=today + timedelta(days=10))
    learner = world.learner()
    completed(world, learner, today - timedelta(days=30))
    staff = Staff.objects.get(pk=learner.staff_id)
    staff.role_holdings.create(role=Role.PROPERTY_OFFICER, held_from=LONG_AGO)
    set_up(world)
    gate_modules(drop_id=world.drop.pk, by=world.coordinator, at=at)
    client, address = signed_in(staff), reverse("property:items")

    def check(status: int) -> None:
        assert client.get(address).status_code == status
        held = officer_for(staff, at=now()).may(Permission.VIEW_PROPERTY)
        assert held is (status == 200)

    check(200)
    slipped(world, today + timedelta(days=20), at=at)
    check(403)
    e_learning(world, learner, at)
    check(403)
    signed_off(world, learner, at)
    check(200)


# --- Mail --------------------------------------------------------------------------------------


@pytest.fixture
def mail(settings, monkeypatch):
    monkeypatch.setattr("bluelamp.training.tasks.now", lambda: ON_TIME)
    settings.BLUELAMP_ADDRESS = "https://bluelamp.test"
    with mail_server(settings) as keeping:
        yield keeping


def with_address(learner: Learner) -> Learner:
    Staff.objects.filter(pk=learner.staff_id).update(email=f"p{learner.number}@force.test")
    return learner


def test_one_mail_a_person_says_which_courses_and_by_when(world, jobs, mail):
    other = Course.objects.create(drop=world.drop, code="CUST", title="Custody", module="custody")
    learner = with_address(stale_learner(world))
    completed(world, learner, course=other)
    slipped(world)
    jobs.run()
    (message,) = mail.arrived
    assert message["Subject"] == "OFFICIAL: Refresh your training before go-live"
    text = message.get_content().splitlines()
    assert (text[0], text[-1]) == ("OFFICIAL", "OFFICIAL")
    assert "  Response: by Sun 28 Mar 2027" in text
    assert "  Custody: by Sun 28 Mar 2027" in text
    assert "https://bluelamp.test/training/mine/" in text


def test_who_was_told_is_told_that_it_is_not_needed_and_nobody_else(world, jobs, mail):
    learner = with_address(stale_learner(world))
    slipped(world)
    jobs.run()
    unheard = with_address(stale_learner(world))
    planned(world)
    slipped(world, GO_LIVE)
    jobs.run()
    assert [each["Subject"] for each in mail.arrived][1:] == [
        "OFFICIAL: No refresher needed any more"
    ]
    states = RefresherMessage.objects.filter(learner=unheard).values_list("state", flat=True)
    assert list(states) == ["OVERTAKEN"]
    assert RefresherMessage.objects.filter(learner=learner, state="SENT").count() == 2


def test_slipping_twice_before_the_mail_goes_tells_once(world, jobs, mail):
    with_address(stale_learner(world))
    slipped(world)
    slipped(world, SLIPPED + timedelta(days=7))
    jobs.run()
    assert len(mail.arrived) == 1
    assert "from " not in mail.arrived[0].get_content().split("Custody")[0].split("Response")[0]
    assert "by Sun 4 Apr 2027" in mail.arrived[0].get_content()


def test_reminders_go_once_a_day_to_those_who_have_something_to_do(world, jobs, mail):
    with_address(stale_learner(world))
    slipped(world, at=TOO_EARLY)
    for at, reminded in (
        (datetime.combine(EDGE, time(3), UTC), 1),
        (datetime.combine(EDGE, time(23), UTC), 0),
        (ON_TIME, 0),
        (datetime.combine(SLIPPED - timedelta(days=8), time(3), UTC), 1),
    ):
        assert remind_of_refreshers(at=at) == reminded
    jobs.run()
    assert [each["Subject"].startswith("OFFICIAL: Reminder") for each in mail.arrived]


def test_without_a_mail_server_it_is_kept_and_sent_later(world, jobs, settings):
    with_address(stale_learner(world))
    slipped(world)
    assert [each.state for each in RefresherMessage.objects.all()] == ["UNSENT"]
    with pytest.raises(NotPossible):
        send_refreshers_again(by=world.coordinator, at=ON_TIME)
    with mail_server(settings) as keeping:
        assert send_refreshers_again(by=world.coordinator, at=ON_TIME) == 1
        jobs.run()
        assert len(keeping.arrived) == 1


def test_a_mail_says_nothing_of_anybody_else_nor_of_adjustments(world, jobs, mail):
    with_address(stale_learner(world))
    slipped(world)
    jobs.run()
    said = mail.arrived[0].as_string()
    for name in Staff.objects.values_list("family_name", flat=True):
        assert name not in said
    assert date(2027, 3, 28).isoformat() not in said
