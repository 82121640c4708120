"""A visit recorded with a wrong time or cell: a later one counts in its place, both are kept."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from tests.custody.care_world import MINUTE, visit
from tests.custody.test_board import page, sign_in
from tests.custody.test_cells import at_once
from tests.custody.world import HOUR, NOON

from bluelamp.audit.models import AuditLine
from bluelamp.core.errors import NotAllowed, NotPossible
from bluelamp.custody.models import Visit
from bluelamp.custody.selectors.care import care_due_in
from bluelamp.custody.selectors.observation import observation_of
from bluelamp.custody.services import correct_visit

RIGHT, WRONG = NOON + 40 * MINUTE, NOON + 55 * MINUTE


@pytest.fixture
def recorded(world):
    record = world.detained(cell=world.cells[0].pk)
    [made] = visit(world, record, at=WRONG)
    return record, made


def corrected(world, made, **change):
    given = {
        "visit_id": made.pk,
        "visited_at": RIGHT,
        "cell": "M1",
        "reason": "Read the clock wrongly.",
        "by": world.detention_officer,
        "at": NOON + HOUR,
    }
    return correct_visit(**given | change)


def test_the_board_and_the_next_visit_follow_the_right_time(world, recorded):
    record, made = recorded
    assert observation_of([record])[record.pk].due_at == WRONG + HOUR
    corrected(world, made)
    watched = observation_of([record])[record.pk]
    assert (watched.last_visit.visited_at, watched.due_at) == (RIGHT, RIGHT + HOUR)
    at = RIGHT + HOUR + 5 * MINUTE
    assert page(world, at).cells[0].held.watched.due.near == "Overdue 5 min"
    [due] = care_due_in([world.suite], at)
    assert due.observed.overdue(at) == 5


def test_both_times_stay_on_the_record(world, recorded):
    record, made = recorded
    right = corrected(world, made, cell="M2")
    made.refresh_from_db()
    assert (made.visited_at, made.cell, right.supersedes_id) == (WRONG, "M1", made.pk)
    first, second = record.entries.filter(kind="VISIT").order_by("recorded_at")
    assert (first.occurred_at, second.occurred_at, second.supersedes_id) == (WRONG, RIGHT, first.pk)
    assert second.text.startswith(
        "Visit corrected: made Tue 10 Mar 2026 12:40 GMT, not Tue 10 Mar 2026 12:55 GMT; "
        "cell M2, not M1. Read the clock wrongly.".replace("not M1", "not cell M1")
    )
    assert AuditLine.objects.filter(action="correct_visit", records__contains=[record.pk]).exists()


def test_a_correction_is_corrected_itself_but_never_twice_over(world, recorded):
    _, made = recorded
    right = corrected(world, made)
    with pytest.raises(NotPossible, match="corrected this visit") as refusal:
        corrected(world, made, visited_at=NOON + 35 * MINUTE)
    assert (refusal.value.field, refusal.value.rule) == ("visited_at", "REC-4")
    corrected(world, right, visited_at=NOON + 35 * MINUTE)
    assert Visit.objects.filter(superseded_by=None).get().visited_at == NOON + 35 * MINUTE


def test_two_corrections_at_once_leave_one(committed_world):
    world = committed_world
    record = world.detained(cell=world.cells[0].pk)
    [made] = visit(world, record, at=WRONG)
    press = lambda: corrected(world, made)  # noqa: E731
    refusals = [one for one in at_once(press, press) if one is not None]
    assert [type(one) for one in refusals] == [NotPossible]
    assert Visit.objects.count() == 2


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"visited_at": NOON - MINUTE}, "visited_at"),
        ({"visited_at": NOON + 2 * HOUR}, "visited_at"),
        ({"visited_at": WRONG}, "visited_at"),
        ({"cell": "Z9"}, "cell"),
        ({"reason": " "}, "reason"),
    ],
)
def test_what_cannot_be_names_its_field(world, recorded, change, field):
    with pytest.raises(NotPossible) as refusal:
        corrected(world, recorded[1], **change)
    assert refusal.value.field == field
    assert Visit.objects.count() == 1


def test_who_does_not_care_for_people_may_not(world, recorded):
    with pytest.raises(NotAllowed):
        corrected(world, recorded[1], by=world.inspector)


def test_the_database_lets_no_visit_be_altered(world, recorded):
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE custody_visit SET visited_at = now()")


def test_the_page_is_reached_from_the_record_and_shows_both_times(world, recorded, client):
    record, made = recorded
    sign_in(client, world.detention_officer)
    address = reverse("custody:correct_visit", args=[record.pk, made.pk])
    shown = client.get(reverse("custody:record", args=[record.pk])).content.decode()
    assert address in shown
    form = client.get(address)
    assert "12:55" in form.content.decode()
    typed = {
        "version": record.version,
        "visited_at_0": "10/03/2026",
        "cell": "M2",
        "reason": "Wrong cell.",
    }
    names = [field.html_name for field in form.context["form"]]
    assert {"visited_at", "cell", "reason"} <= set(names)
    shown = client.post(address, typed | {"reason": ""})
    assert shown.status_code == 200
    assert "why the visit was recorded wrongly" in shown.content.decode()
