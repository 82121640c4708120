"""The pages of planning, with right and with wrong input."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.officers import signed_in
from tests.training.planning.plans import BEGINS, asked
from tests.training.world import AT, FIRST_DAY, GO_LIVE, World

from bluelamp.access.enums import Role
from bluelamp.access.models import Staff
from bluelamp.training.models import (
    Absence,
    Booking,
    PlanDecision,
    PlanHold,
    PlanProgress,
    PlanRun,
    PlanUnplaced,
)
from bluelamp.training.presenters.planning import RESTRICTED
from bluelamp.training.services.planning import ask_plan, carry_out_plan

NOW = (
    "bluelamp.training.views.planning.now",
    "bluelamp.training.views.plan_acceptance.now",
    "bluelamp.training.views.plan_holds.now",
    "bluelamp.training.services.planning.decisions.now",
)


@pytest.fixture(autouse=True)
def today(monkeypatch):
    """Let it be the Monday before training begins, wherever a page asks."""
    for place in NOW:
        monkeypatch.setattr(place, lambda: AT)


@pytest.fixture
def client(world: World):
    return signed_in(Staff.objects.get(pk=world.coordinator.id))


@pytest.fixture
def plan(world: World) -> PlanRun:
    """Return a plan for seven people, one of whom is away for the whole of it."""
    people = world.learners(7)
    Absence.objects.create(learner=people[0], kind="LEAVE", first=FIRST_DAY, last=GO_LIVE)
    run = ask_plan(drop_id=world.drop.pk, asked=asked(), by=world.coordinator, at=AT)
    carry_out_plan(run_id=run.pk)
    run.refresh_from_db()
    return run


def text(response) -> str:
    assert response.status_code == 200, response
    return response.content.decode()


def of(name: str, run: PlanRun, query: str = "") -> str:
    return reverse(f"planning:{name}", args=[run.pk]) + query


def test_a_plan_is_asked_for_and_what_was_typed_is_kept(world, client):
    address = reverse("planning:ask")
    page = text(client.get(address))
    assert f'value="{FIRST_DAY}"' in page
    wrong = {"name": "Spring", "minutes": "5", "first_day": "2026-01-01", "seed": "nine"}
    page = text(client.post(address, wrong))
    assert "Seed must be a whole number" in page
    assert 'value="Spring"' in page
    right = {
        **wrong, "delivery": "CLASSROOM", "keeping": "ALL", "seed": "9", "gap_percent": "1",
        "untrained": "10000", "session_day": "1000", "saturday_factor": "1.3",
        "travel_minute": "0.4", "week_early": "3", "changed_booking": "60",
    }  # fmt: skip
    assert "begins tomorrow or later" in text(client.post(address, right))
    answer = client.post(address, right | {"first_day": str(BEGINS)})
    run = PlanRun.objects.get()
    assert answer["Location"] == of("plan", run)
    assert (run.seed, run.seconds, run.prices["untrained"]) == (9, 300, 10_000)
    page = text(client.get(of("plan", run)))
    assert "Waiting to begin" in page
    assert "Stop, and keep the best so far" in page


def test_progress_is_told_until_it_is_over(plan, client):
    PlanRun.objects.filter(pk=plan.pk).update(state="RUNNING", heard_at=AT)
    PlanProgress.objects.create(
        run=plan, seconds=12.3, objective=9_000, bound=8_000, gap=0.125, waiting=4, sessions=3
    )
    answer = client.get(of("progress", plan))
    assert "4 people wait for a place" in text(answer)
    assert "HX-Refresh" not in answer
    PlanRun.objects.filter(pk=plan.pk).update(heard_at=AT - timedelta(minutes=9))
    assert "no sign of life" in text(client.get(of("progress", plan)))
    PlanRun.objects.filter(pk=plan.pk).update(state="DONE")
    assert client.get(of("progress", plan))["HX-Refresh"] == "true"


def test_cost_and_bound_are_drawn_against_time_and_stand_in_a_table(plan, client):
    PlanProgress.objects.all().delete()
    for seconds, objective, bound in ((0, 3_000, 500), (10, 1_000, 1_000)):
        PlanProgress.objects.create(
            run=plan, seconds=seconds, objective=objective, bound=bound,
            gap=objective / bound - 1, waiting=0, sessions=1,
        )  # fmt: skip
    page = text(client.get(of("plan", plan)))
    assert 'points="0.0,0.0 600.0,160.0"' in page
    assert 'points="0.0,200.0 600.0,160.0"' in page
    assert "over 100\xa0%" in page


def test_a_wide_gap_is_told_as_what_it_consists_of(plan, client):
    assert "left out by every plan" not in text(client.get(of("plan", plan)))
    costs = {**plan.summary["objective"], "untrained": 30_000.0, "total": 33_000.0}
    plan.summary |= {
        "objective": costs, "lower_bound": 12_500.0, "gap": 9.2, "left_out_by_caps": 2,
        "requirements": 9, "without_feasible_start": 1, "unplaced_with_feasible_start": 2,
    }  # fmt: skip
    plan.save()
    page = text(client.get(of("plan", plan)))
    assert "2 who could start somewhere have no place, and count 10,000 each" in page
    assert "At least 2 of them are left out by every plan" in page
    assert "6 of at most 6, 100.0\xa0%" in page
    assert "920" not in page


def test_a_place_for_who_lost_theirs_is_asked_for_in_two_presses(world, client):
    assert "ask/?again" in text(client.get(reverse("planning:list")))
    page = text(client.get(reverse("planning:ask") + "?again"))
    assert 'value="Places for those who lost theirs"' in page
    assert re.search(r'value="FIXED"[^>]*checked', page)


def test_a_plan_shows_cost_venues_weeks_units_and_the_price_of_limits(plan, client):
    page = text(client.get(of("plan", plan)))
    assert "6 of 7 asked for" in page
    for words in ("What it costs", "Venue V1", "Load by week", "People by unit"):
        assert words in page
    assert "One more" in page
    assert "of 7, 1 without a place" in page


def test_who_has_no_place_is_listed_and_adjustments_are_not_given_away(plan, client):
    left = PlanUnplaced.objects.get(run=plan)
    assert "0 not absent" in text(client.get(of("unplaced", plan)))
    PlanUnplaced.objects.filter(pk=left.pk).update(
        about_adjustments=True, reason="no room with a loop"
    )
    page = text(client.get(of("unplaced", plan)))
    assert RESTRICTED in page
    assert "loop" not in page


def test_accepting_is_shown_first_then_done_by_a_job_once(plan, client, jobs):
    page = text(client.get(of("accept", plan)))
    assert "People invited who have no place" in page
    page = text(client.post(of("accept", plan), follow=True))
    assert "Waiting to begin" in page
    assert "All of it is written at once, or nothing" in page
    assert "Look at what accepting changes" not in page
    text(client.post(of("accept", plan), follow=True))
    assert not Booking.objects.exists()
    answer = client.get(of("decision", plan))
    assert "hx-get" in text(answer)
    assert "HX-Refresh" not in answer
    jobs.run()
    assert client.get(of("decision", plan))["HX-Refresh"] == "true"
    assert "6 people invited" in text(client.get(of("plan", plan)))
    assert Booking.objects.count() == 6
    assert client.get(of("accept", plan)).status_code == 404
    assert "accepted already" in text(client.post(of("accept", plan), follow=True))
    assert "Waiting to begin" in text(client.post(of("take_back", plan), follow=True))
    jobs.run()
    assert "Taken back" in text(client.get(of("plan", plan)))
    assert not Booking.objects.filter(seat_number__isnull=False).exists()


def test_how_far_accepting_is_and_that_nobody_does_it_is_told(plan, client):
    client.post(of("accept", plan))
    PlanDecision.objects.update(state="RUNNING", step=2, heard_at=AT)
    page = text(client.get(of("decision", plan)))
    assert "Being accepted" in page
    assert "no sign of life" not in page
    PlanDecision.objects.update(heard_at=AT - timedelta(minutes=9))
    assert "no sign of life" in text(client.get(of("decision", plan)))


def test_why_a_plan_no_longer_holds_is_said_and_nothing_is_written(plan, client, jobs):
    learners = PlanRun.objects.get().drop.programme.learners.filter(requirements__isnull=False)
    free = learners.exclude(absences__isnull=False).first()
    Absence.objects.create(learner=free, kind="COURT", first=FIRST_DAY, last=GO_LIVE)
    client.post(of("accept", plan))
    jobs.run()
    page = text(client.get(of("plan", plan)))
    assert "Not accepted" in page
    assert "away or not on duty then: 1" in page
    assert "Look at what accepting changes" in page
    assert not Booking.objects.exists()


def test_plans_are_compared_and_asked_what_if(plan, client):
    assert "There is no other plan" in text(client.get(of("compare", plan)))
    page = text(client.post(of("what_if", plan), {"kind": "cap"}))
    assert "Enter the share of a team that may be away" in page
    assert "Select what would be otherwise" in text(client.post(of("what_if", plan), {"kind": ""}))
    far = text(client.post(of("what_if", plan), {"kind": "weeks", "weeks": "-4"}))
    assert "before the plan’s first day" in far.replace("&#x27;", "’")
    client.post(of("what_if", plan), {"kind": "weeks", "weeks": "-1"})
    other = PlanRun.objects.get(base=plan)
    carry_out_plan(run_id=other.pk)
    page = text(client.get(of("compare", plan, f"?with={other.pk}")))
    assert "The plan found costs" in page
    assert "The other" in page
    assert "Above the best, at most" in page
    assert other.name in text(client.get(of("plan", plan)))


def test_what_is_held_is_found_or_the_answer_at_fault_is_named(world, plan, client):
    address = reverse("planning:hold")
    page = text(client.post(address, {"kind": "SESSION", "reference": "TR-1", "why": "So"}))
    assert "There is no session TR-1" in page
    session = world.session()
    client.post(address, {"kind": "SESSION", "reference": session.reference, "why": "So"})
    assert PlanHold.objects.get().session == session
    again = client.post(address, {"kind": "SESSION", "reference": session.reference, "why": "So"})
    assert "held already" in text(again)
    page = text(client.get(reverse("planning:holds")))
    assert session.reference in page
    hold = PlanHold.objects.get()
    client.post(reverse("planning:let_go", args=[hold.pk]))
    assert "Nothing is held" in text(client.get(reverse("planning:holds")))
    assert client.get(reverse("planning:let_go", args=[hold.pk])).status_code == 404


def test_only_the_programme_team_plans(world, plan):
    for role in (Role.TRAINER, Role.SUPERVISOR, Role.ADJUSTMENTS_COORDINATOR):
        other = world.officer(role)
        page = signed_in(Staff.objects.get(pk=other.id)).get(of("plan", plan))
        assert page.status_code == 403


def test_lists_take_the_same_statements_for_few_and_many(
    world, plan, client, django_assert_num_queries
):
    pages = [reverse("planning:list"), of("unplaced", plan), of("plan", plan)]
    for page in pages:
        text(client.get(page))
    counts = []
    for page in pages:
        with CaptureQueriesContext(connection) as few:
            text(client.get(page))
        counts.append(len(few))
    for number in range(12):
        PlanRun.objects.create(
            drop=plan.drop, name=f"Plan {number}", asked_by_id=world.coordinator.id, asked_at=AT,
            delivery="CLASSROOM", first_day=BEGINS, keeping="ALL", state="DONE",
            summary=plan.summary,
        )  # fmt: skip
        PlanUnplaced.objects.create(
            run=plan, learner=world.learner(), course=world.course, reason="none"
        )
        PlanProgress.objects.create(
            run=plan, seconds=number, objective=1, bound=1, gap=0, waiting=0, sessions=1
        )
    for page, count in zip(pages, counts, strict=True):
        with django_assert_num_queries(count):
            text(client.get(page))
