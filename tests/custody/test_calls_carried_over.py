"""Calls for medical help of before become calls like all others, with nothing lost."""

from __future__ import annotations

import pytest
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor
from tests.conftest import log_in_as
from tests.custody.world import HOUR, NOON, World

from bluelamp.access.enums import Rank
from bluelamp.core.ids import new_id
from bluelamp.core.postgres import database_urls
from bluelamp.custody.models import Call, CareTask, CustodyEntry

BEFORE = [("custody", "0018_notices_not_held")]
AFTER = [("custody", "0019_one_kind_of_call")]


@pytest.fixture
def owned_db(django_db_setup, django_db_blocker):
    """Log in as the owner of the tables, who alone may alter them; all is rolled back after."""
    with django_db_blocker.unblock():
        log_in_as(database_urls().owner)
        with transaction.atomic():
            yield
            transaction.set_rollback(True)
        log_in_as(database_urls().application)


def migrated(to):
    """Migrate as a release does and return the tables as they are then."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    executor = MigrationExecutor(connection)
    executor.migrate(to)
    return executor.loader.project_state(to).apps


@pytest.fixture
def old(owned_db):
    """Return one record with two visits to come and one made, as kept before; and its call."""
    world = World()
    record = world.detained()
    nurse = world.officer("N1", Rank.POLICE_STAFF)
    CustodyEntry.objects.create(
        record=record,
        kind="HEALTHCARE",
        occurred_at=NOON + 2 * HOUR,
        author_id=nurse.id,
        author_label=nurse.label,
        text="Nurse Ng attended. Advice: Fit.",
        detail={"version": 1},
    )
    tables = migrated(BEFORE)
    calls = tables.get_model("custody", "HealthcareCall").objects
    kept = {"record_id": record.pk, "called_by_id": world.custody_officer.id}
    made = calls.create(
        **kept,
        id=new_id(),
        called="HCP",
        reason="INJURY",
        called_at=NOON + HOUR,
        arrived_at=NOON + 2 * HOUR,
        who="Nurse Ng",
        advice="Fit.",
    )
    for who, hours in (("AMBULANCE", 3), ("HCP", 1.5)):
        at = NOON + hours * HOUR
        calls.create(**kept, id=new_id(), called=who, reason="ILLNESS", called_at=at)
    tables.get_model("custody", "CareTask").objects.create(
        id=new_id(),
        record_id=record.pk,
        call=made,
        kind="DIRECTION",
        text="Check.",
        opened_at=NOON + 2 * HOUR,
        opened_by_id=nurse.id,
    )
    return record, nurse


def test_every_call_visit_and_direction_is_carried_over(old):
    record, nurse = old
    migrated(AFTER)
    calls = {one.kind: one for one in Call.objects.filter(record=record)}
    # One is still awaited: it holds a release as before.
    assert calls["HEALTHCARE"].state == "CONTACTED"
    assert calls["HEALTHCARE"].since == NOON + 1.5 * HOUR
    assert calls["AMBULANCE"].state == "CONTACTED"
    steps = [
        (one.event, one.occurred_at, one.reason, one.who, one.text)
        for one in calls["HEALTHCARE"].steps.all()
    ]
    assert steps == [
        ("CALL", NOON + HOUR, "INJURY", "", ""),
        ("CALL", NOON + 1.5 * HOUR, "ILLNESS", "", ""),
        ("ARRIVE", NOON + 2 * HOUR, "", "Nurse Ng", ""),
        ("ADVISE", NOON + 2 * HOUR, "", "Nurse Ng", "Fit."),
    ]
    advice = CareTask.objects.get().advice
    assert (advice.text, advice.by_id) == ("Fit.", nurse.id)


def test_a_later_word_on_a_call_stands(old):
    record, _ = old
    migrated(BEFORE).get_model("custody", "HealthcareCall").objects.filter(arrived_at=None).delete()
    Call.objects.filter(record=record).delete()
    state = {"kind": "HEALTHCARE", "state": "NOT_NEEDED", "since": NOON + 4 * HOUR}
    Call.objects.create(record=record, **state)
    migrated(AFTER)
    call = Call.objects.get(record=record, kind="HEALTHCARE")
    assert (call.state, call.steps.count()) == ("NOT_NEEDED", 3)
