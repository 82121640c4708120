"""What of custody awaits whom in the work queue, and from which suites."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.custody.test_board import fill
from tests.custody.world import HOUR, NOON

from bluelamp.access.enums import Role
from bluelamp.access.models import Staff, Unit
from bluelamp.access.policies import Officer
from bluelamp.custody.enums import Step
from bluelamp.custody.models import BookingDraft, Suite
from bluelamp.custody.panels import custody_work
from bluelamp.custody.selectors.board import suites_near
from bluelamp.custody.services import save_step


def work(officer, at):
    return [(item.what, item.risk) for item in custody_work(officer, at)]


def unit(code: str, path: str) -> Unit:
    return Unit.objects.create(code=code, name=code, kind="STATION", path=path)


def placed(world, officer: Officer, where: Unit) -> Officer:
    Staff.objects.filter(pk=officer.id).update(unit=where)
    return Officer(officer.id, officer.label, officer.rank, officer.roles, where.pk, officer.reason)


def test_an_arrival_awaits_the_custody_officer(world):
    record = world.arrived(world.person(born=date(2010, 1, 1)))
    items = list(custody_work(world.custody_officer, NOON + HOUR))
    assert [(item.what, item.waiting_since, item.due_at) for item in items] == [
        ("Decide on detention", NOON, None)
    ]
    assert items[0].risk == "Child"
    assert items[0].about == f"{record.event.reference}, awaiting decision to detain, Lampton"
    assert str(record.pk) in items[0].url
    assert work(world.inspector, NOON + HOUR) == []


@pytest.mark.parametrize(
    ("after", "risk"),
    [(4, None), (4.5, ""), (5.75, "Due within the hour"), (6, "Due within 30 min"), (7, "")],
)
def test_a_review_awaits_the_inspector_from_two_hours_before(world, after, risk):
    world.detained(cell=world.cells[0].pk)
    expected = [] if risk is None else [("Review detention", risk)]
    assert work(world.inspector, NOON + after * HOUR) == expected
    assert work(world.custody_officer, NOON + after * HOUR) == []


@pytest.mark.parametrize(
    ("left", "risk"),
    [
        (4.1, None),
        (4, "Less than 4 h left"),
        (1.5, "Less than 2 h left"),
        (0.5, "Less than 1 h left"),
        (-0.5, "Less than 1 h left"),
    ],
)
def test_clock_model_6_a_limit_awaits_the_custody_officer_from_four_hours_before(world, left, risk):
    world.detained(cell=world.cells[0].pk)
    found = work(world.custody_officer, NOON + (24 - left) * HOUR)
    assert found == ([("24 h limit: charge, release or extend", risk)] if risk else [])


def test_rol_3_after_charge_the_review_awaits_the_custody_officer(world):
    record = world.detained()
    world.charged(record, at=NOON + 2 * HOUR)
    assert work(world.custody_officer, NOON + 5 * HOUR) == [("Review detention", "")]
    assert work(world.inspector, NOON + 5 * HOUR) == []


def test_an_unfinished_booking_in_awaits_whoever_books_in(world):
    BookingDraft.objects.create(
        suite=world.suite, started_by_id=world.detention_officer.id, created_at=NOON
    )
    expected = [("Finish booking in", "Waiting 1 h 05 min")]
    at = NOON + HOUR + HOUR / 12
    assert work(world.custody_officer, at) == expected
    assert work(world.detention_officer, at) == expected
    assert work(world.inspector, at) == []


def test_the_queue_names_nobody(world):
    world.arrived()
    items = list(custody_work(world.custody_officer, NOON + HOUR))
    assert "Okafor" not in repr(items)


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.PROPERTY_OFFICER, Role.INVESTIGATING_OFFICER])
def test_nothing_awaits_others_and_nothing_is_asked(world, role, django_assert_num_queries):
    world.arrived()
    officer = world.officer("Z1", "constable", role)
    with django_assert_num_queries(0):
        assert work(officer, NOON + HOUR) == []


def test_thirty_people_take_as_many_statements_as_one(world):
    fill(world, 1)
    with CaptureQueriesContext(connection) as one:
        work(world.custody_officer, NOON + 12 * HOUR)
    fill(world, 29)
    with CaptureQueriesContext(connection) as thirty:
        assert len(work(world.inspector, NOON + 12 * HOUR)) == 30
    assert len(thirty) <= len(one) <= 21


@pytest.mark.parametrize(
    ("own", "near"),
    [
        ("F/N/LAMP/T1/", ["lampton"]),
        ("F/N/", ["beacon", "lampton"]),
        ("F/N/OTHER/", ["beacon", "lampton"]),
        ("F/HQ/", ["beacon", "far", "lampton"]),
    ],
)
def test_work_comes_from_the_suites_nearest_in_the_tree(world, own, near):
    Unit.objects.filter(pk=world.unit.pk).update(path="F/N/LAMP/")
    for code, path in (("beacon", "F/N/BEA/"), ("far", "F/S/FAR/")):
        Suite.objects.create(unit=unit(code, path), code=code, name=code)
    officer = placed(world, world.custody_officer, unit("OWN", own))
    assert sorted(suite.code for suite in suites_near(officer)) == near


def test_parts_of_booking_in_that_were_left_await_somebody(world):
    record = world.detained()
    for step in (Step.RISK, Step.RIGHTS):
        save_step(
            record_id=record.pk,
            step=step,
            answers={"text": ["half"]},
            seen=0,
            by=world.detention_officer,
            at=NOON + HOUR,
        )
    at = NOON + 2 * HOUR
    theirs = {item.what for item in custody_work(world.custody_officer, at)}
    assert {"Decide on risk", "Finish: rights and entitlements"} <= theirs
    others = {item.what for item in custody_work(world.detention_officer, at)}
    assert "Finish: rights and entitlements" in others
    assert "Decide on risk" not in others
