"""The board of a suite: what it shows, in what order, to whom, and at what cost."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.custody.power_world import held as held_under
from tests.custody.world import HEARD, HOUR, NOON

from bluelamp.access.enums import Role
from bluelamp.access.models import Staff
from bluelamp.access.working_reason import KEY
from bluelamp.audit.models import AuditLine
from bluelamp.core.time import now
from bluelamp.custody.enums import (
    CellKind,
    DetentionType,
    HospitalPurpose,
    ReviewOutcome,
)
from bluelamp.custody.models import BookingDraft, Cell, Suite
from bluelamp.custody.presenters.board import board_page
from bluelamp.custody.selectors.board import board_of, suites_shown
from bluelamp.custody.services import hold_review, leave_for_hospital
from bluelamp.nominals.models import WarningMarker


def page(world, at, officer=None):
    return board_page(board_of(world.suite, drafts=True), at, officer or world.custody_officer)


def sign_in(client: Client, officer, *, reason: str | None = "CUSTODY") -> Client:
    client.force_login(
        Staff.objects.get(pk=officer.id), "allauth.account.auth_backends.AuthenticationBackend"
    )
    session = client.session
    session.pop(KEY, None)
    if reason:
        session[KEY] = {"code": reason, "reference": "", "text": ""}
    session.save()
    return client


def board_url(world) -> str:
    return reverse("custody:board", args=[world.suite.code])


def fill(world, count: int) -> None:
    already = world.suite.cells.count()
    for number in range(already, already + count):
        cell = Cell.objects.create(
            suite=world.suite, number=f"X{number}", kind=CellKind.CELL, position=number
        )
        person = world.person(f"Person {number}")
        WarningMarker.objects.create(
            person=person, code="VI", reason="Fought", set_at=NOON, set_by="S1"
        )
        record = world.detained(person, cell=cell.pk)
        hold_review(
            record_id=record.pk,
            representations=HEARD,
            version=record.version,
            outcome=ReviewOutcome.CONTINUE,
            text="Goes on.",
            occurred_at=NOON + 5 * HOUR,
            by=world.inspector,
            at=NOON + 6 * HOUR,
        )


def to_hospital(world, record):
    leave_for_hospital(
        record_id=record.pk,
        version=record.version,
        purpose=HospitalPurpose.TREATMENT,
        where="Lampton General",
        occurred_at=NOON + 2 * HOUR,
        by=world.custody_officer,
        at=NOON + 2 * HOUR,
    )


def test_every_cell_is_drawn_in_the_order_of_the_corridor(world):
    Cell.objects.filter(pk=world.cells[2].pk).update(out_of_use=True)
    world.detained(cell=world.cells[1].pk)
    cells = page(world, NOON + HOUR).cells
    assert [(cell.number, cell.words) for cell in cells] == [
        ("M1", "Free"),
        ("M2", "Occupied"),
        ("M3", "Out of use"),
    ]
    assert cells[1].held.person.name == "Kai Okafor"


def test_the_head_counts_held_free_shut_and_due(world):
    Cell.objects.filter(pk=world.cells[2].pk).update(out_of_use=True)
    world.detained(cell=world.cells[0].pk)
    world.arrived(world.person("Second Person"))
    counts = {count.words: count.number for count in page(world, NOON + 6.6 * HOUR).counts}
    assert counts == {
        "Held": 2,
        "Free cells": 1,
        "Out of use": 1,
        "Overdue": 1,
        "Due within the hour": 1,
        "Visits overdue": 2,
    }


def test_what_is_overdue_stands_first_then_what_waits_then_what_is_near(world):
    world.detained(world.person("Early Review"), cell=world.cells[0].pk)
    world.arrived(world.person("Just Arrived"), arrived_at=NOON + HOUR / 2)
    late = world.detained(world.person("Later Review"), cell=world.cells[1].pk)
    type(late).objects.filter(pk=late.pk).update(authorised_at=NOON + HOUR)
    at = NOON + 6.75 * HOUR
    assert [(row.name, row.mark.near, row.mark.level) for row in page(world, at).due[:3]] == [
        ("Early Review", "Overdue 15 min", "overdue"),
        ("Just Arrived", "Waiting 6 h 15 min", "soon"),
        ("Later Review", "Due in 15 min", "soon"),
    ]


@pytest.mark.parametrize(
    ("minutes", "near", "level", "shape"),
    [
        (-12, "Overdue 12 min", "overdue", "octagon"),
        (0, "Due now", "soon", "triangle"),
        (30, "Due in 30 min", "soon", "triangle"),
        (31, "Due in 31 min", "hour", "disc"),
        (60, "Due in 1 h", "hour", "disc"),
        (61, "Due in 1 h 01 min", "later", "ring"),
    ],
)
def test_nearness_has_a_word_and_a_shape_of_its_own(world, minutes, near, level, shape):
    world.detained(cell=world.cells[0].pk)
    due = NOON + 6.5 * HOUR
    mark = page(world, due - timedelta(minutes=minutes)).due[0].mark
    assert (mark.what, mark.near, mark.level, mark.shape) == ("Review", near, level, shape)
    assert mark.when.at == due


def test_the_bar_says_what_is_used_and_left_and_when_the_limit_falls(world):
    world.detained(cell=world.cells[0].pk)
    bar = page(world, NOON + 6 * HOUR).cells[0].held.clock
    assert (bar.words, bar.used, bar.filled) == ("18 h left", "6 h used", "25.0%")
    assert bar.limit.words == "Wed 12:00"
    assert bar.review == "27.1%"


def test_a_limit_that_has_passed_says_so(world):
    world.detained(cell=world.cells[0].pk)
    held = page(world, NOON + 24.5 * HOUR).cells[0].held
    assert (held.clock.words, held.clock.level) == ("Limit passed 30 min ago", "over")
    assert [(mark.what, mark.brief) for mark in held.due][1] == ("24 h limit", "Overdue 30 min")


def test_a_person_at_hospital_stands_beside_with_the_clock_paused(world):
    record = world.detained(cell=world.cells[0].pk)
    to_hospital(world, record)
    shown = page(world, NOON + 8 * HOUR)
    assert shown.cells[0].held is None
    held = shown.without_cell[0]
    assert (held.state, held.clock.words, held.clock.used) == (
        "At hospital",
        "Clock paused",
        "2 h used",
    )
    assert held.clock.since.at == NOON + 2 * HOUR
    assert (held.due, shown.due) == ((), [])


def test_after_charge_there_is_a_review_and_no_limit(world):
    record = world.detained(cell=world.cells[0].pk)
    world.charged(record, at=NOON + 2 * HOUR)
    held = page(world, NOON + 20 * HOUR).cells[0].held
    assert held.clock.words == "Clock ended by charge"
    assert [mark.what for mark in held.due] == ["Review"]


def test_a_power_without_the_pace_clock_gets_none(world):
    held_under(world, DetentionType.RECALL, cell_id=world.cells[0].pk)
    held = page(world, NOON + 30 * HOUR).cells[0].held
    assert held.clock is None
    assert held.due == ()
    assert "no detention clock" in held.no_clock


@pytest.mark.parametrize(
    ("born", "words"),
    [
        ((date(2008, 3, 11), date(2008, 3, 11)), ("Child", "17")),
        ((date(2008, 3, 10), date(2008, 3, 10)), ("", "18")),
        ((date(2007, 1, 1), date(2009, 1, 1)), ("Treat as child", "17 to 19")),
        ((None, None), ("", "age not known")),
    ],
)
def test_vul_1_a_child_is_marked(world, born, words):
    person = world.person()
    type(person).objects.filter(pk=person.pk).update(born_from=born[0], born_to=born[1])
    world.detained(person, cell=world.cells[0].pk)
    shown = page(world, NOON + HOUR).cells[0].held.person
    assert (shown.child, shown.age) == words


def test_wm5_a_health_warning_is_named_to_those_who_care(world):
    person = world.person()
    for code in ("MN", "SH"):
        WarningMarker.objects.create(
            person=person, code=code, reason="Told us", set_at=NOON, set_by="S1"
        )
    WarningMarker.objects.create(
        person=person, code="VI", reason="Old", set_at=NOON, set_by="S1", ended_at=NOON
    )
    world.detained(person, cell=world.cells[0].pk)

    def warnings(officer):
        return page(world, NOON + HOUR, officer).cells[0].held.person.warnings

    assert warnings(world.detention_officer) == ("MN mental health condition", "SH self-harm")
    assert warnings(world.inspector) == ("Health", "SH self-harm")


def test_on_the_day_the_clocks_go_back_times_show_their_offset(world):
    midnight = datetime(2026, 10, 24, 23, 0, tzinfo=UTC)
    world.detained(cell=world.cells[0].pk)
    record = world.suite.records.get()
    for name in ("arrested_at", "arrived_at", "relevant_time", "authorised_at"):
        setattr(record, name, midnight)
    record.save()
    held = page(world, midnight + HOUR).cells[0].held
    assert held.due[0].when.words == "05:00 GMT (UTC+0)"
    assert held.time_in.words == "00:00 BST (UTC+1)"
    assert held.clock.limit.words == "23:00 GMT (UTC+0)"


@pytest.mark.parametrize("url", ["board", "suites"])
def test_thirty_people_take_as_many_statements_as_one(world, client, url):
    sign_in(client, world.custody_officer)
    path = board_url(world) if url == "board" else reverse("custody:suites")
    fill(world, 1)
    with CaptureQueriesContext(connection) as one:
        assert client.get(path).status_code == 200
    fill(world, 29)
    BookingDraft.objects.create(suite=world.suite, started_by_id=world.custody_officer.id)
    with CaptureQueriesContext(connection) as thirty:
        assert client.get(path).status_code == 200
    assert len(thirty) == len(one)


def test_the_page_is_logged_with_every_record_shown(world, client):
    held = world.detained(cell=world.cells[0].pk)
    booked = world.person("Being Booked")
    BookingDraft.objects.create(
        suite=world.suite, started_by_id=world.custody_officer.id, person=booked
    )
    sign_in(client, world.custody_officer).get(board_url(world))
    client.get(board_url(world), headers={"HX-Request": "true"})
    lines = AuditLine.objects.filter(record_kind="custody", operation="CONSULT").order_by("id")
    assert [(line.action, line.records) for line in lines] == [
        ("view_custody_board", [held.pk, booked.pk]),
        ("refresh_custody_board", [held.pk, booked.pk]),
    ]
    assert lines[0].reason_code == "CUSTODY"


def test_without_a_reason_nothing_is_shown(world, client):
    world.detained(cell=world.cells[0].pk)
    response = sign_in(client, world.custody_officer, reason=None).get(board_url(world))
    assert response.status_code == 302
    assert response["Location"].startswith(reverse("access:working_reason"))


@pytest.mark.parametrize(
    ("role", "status"),
    [
        (Role.CUSTODY_OFFICER, 200),
        (Role.DETENTION_OFFICER, 200),
        (Role.INSPECTOR, 200),
        (Role.INVESTIGATING_OFFICER, 403),
        (Role.PROPERTY_OFFICER, 403),
        (Role.AUDITOR, 403),
        (Role.ADMINISTRATOR, 403),
    ],
)
def test_names_are_for_those_who_may_see_the_board(world, client, role, status):
    world.detained(cell=world.cells[0].pk)
    officer = world.officer(f"R-{role}"[:20], "sergeant", role)
    response = sign_in(client, officer).get(board_url(world))
    assert response.status_code == status
    assert ("Kai Okafor" in response.content.decode()) == (status == 200)


def test_booking_in_begins_with_a_post_for_those_who_may(world, client):
    form = reverse("custody:book_in", args=[world.suite.code])
    shown = sign_in(client, world.detention_officer).get(board_url(world)).content.decode()
    assert f'<form method="post" action="{form}">' in shown
    shown = sign_in(client, world.inspector).get(board_url(world)).content.decode()
    assert form not in shown


def test_the_board_asks_for_itself_again_and_has_a_link_without_scripts(world, client):
    shown = sign_in(client, world.inspector).get(board_url(world)).content.decode()
    assert 'hx-trigger="every 30s"' in shown
    assert f'hx-get="{board_url(world)}"' in shown
    assert f'href="{board_url(world)}"' in shown
    assert "style=" not in shown


def test_a_suite_that_is_not_there_is_not_found(world, client):
    response = sign_in(client, world.inspector).get(reverse("custody:board", args=["nowhere"]))
    assert response.status_code == 404


def test_an_unfinished_booking_in_can_be_taken_up_again(world, client):
    draft = BookingDraft.objects.create(
        suite=world.suite, started_by_id=world.detention_officer.id, created_at=now() - HOUR
    )
    link = reverse("custody:booking", args=[draft.pk])
    for url in (board_url(world), reverse("custody:suites")):
        shown = sign_in(client, world.custody_officer).get(url).content.decode()
        assert link in shown
        assert "Person not yet identified" in shown
        assert link not in sign_in(client, world.inspector).get(url).content.decode()


def test_suites_are_listed_with_their_own_numbers(world):
    other = Suite.objects.create(
        unit=type(world.unit).objects.create(code="B", name="B", kind="STATION", path="F/B/"),
        code="b",
        name="Beacon",
    )
    Cell.objects.create(suite=other, number="1", kind=CellKind.CELL, position=1, out_of_use=True)
    world.detained(cell=world.cells[0].pk)
    shown = suites_shown(drafts=True)
    found = [(each.suite.name, len(each.held), len(each.free), each.out_of_use) for each in shown]
    assert found == [
        ("Beacon", 0, 0, 1),
        ("Lampton", 1, 2, 0),
    ]


def test_a_person_who_has_left_is_not_on_the_board(world):
    record = world.detained(cell=world.cells[0].pk)
    type(record).objects.filter(pk=record.pk).update(state="CLOSED", released_at=NOON + HOUR)
    record.occupations.update(until=NOON + HOUR)
    shown = page(world, NOON + 2 * HOUR)
    assert (shown.cells[0].held, shown.without_cell) == (None, [])
