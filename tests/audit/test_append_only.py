"""The audit is followed by later lines, never changed, even by the application's own role."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction

from bluelamp.access.enums import Rank, Role
from bluelamp.access.policies import Officer
from bluelamp.audit.enums import Channel, ReasonCode
from bluelamp.audit.models import AuditLine
from bluelamp.audit.services import Reason, Subject, record_disclosure, record_reading
from bluelamp.core.errors import NotPossible

pytestmark = pytest.mark.django_db


WORKING = Reason(ReasonCode.CUSTODY)


def officer(reason: Reason | None = WORKING) -> Officer:
    return Officer(
        id=uuid4(),
        label="Sergeant A Lamp 1",
        rank=Rank.SERGEANT,
        roles=frozenset({Role.CUSTODY_OFFICER}),
        unit_id=uuid4(),
        reason=reason,
    )


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_auditline SET actor_label = 'nobody'",
        "DELETE FROM audit_auditline",
        "TRUNCATE audit_auditline",
        "ALTER TABLE audit_auditline DISABLE TRIGGER ALL",
        "DROP TABLE audit_auditline",
    ],
)
def test_no_line_can_be_changed_or_removed(statement: str) -> None:
    record_reading(by=officer(), of=Subject("person", (uuid4(),)), action="view_person")
    with (
        pytest.raises(DatabaseError),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
    assert AuditLine.objects.get().actor_label == "Sergeant A Lamp 1"


def test_the_trigger_refuses_the_owner_too() -> None:
    record_reading(by=officer(), of=Subject("person", (uuid4(),)), action="view_person")
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgname FROM pg_trigger WHERE tgrelid = 'audit_auditline'::regclass"
            " AND tgenabled = 'O' AND NOT tgisinternal ORDER BY tgname"
        )
        assert [row[0] for row in cursor.fetchall()] == ["append_only", "append_only_truncate"]


def test_reading_without_a_reason_is_refused() -> None:
    with pytest.raises(NotPossible) as refusal:
        record_reading(by=officer(None), of=Subject("person", (uuid4(),)), action="view_person")
    assert refusal.value.rule == "INF-5.6"


def test_a_single_word_is_not_a_reason() -> None:
    with pytest.raises(NotPossible) as refusal:
        Reason(ReasonCode.OTHER, text="work")
    assert (refusal.value.field, refusal.value.rule) == ("text", "INF-5.8")


def test_a_disclosure_names_its_recipient() -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        record_disclosure(
            by=officer(),
            of=Subject("person", (uuid4(),)),
            action="print_record",
            recipient="",
            channel=Channel.PRINT,
        )


def test_the_line_goes_with_what_it_describes() -> None:
    with transaction.atomic():
        record_reading(by=officer(), of=Subject("person", (uuid4(),)), action="view_person")
        transaction.set_rollback(True)
    assert not AuditLine.objects.exists()
