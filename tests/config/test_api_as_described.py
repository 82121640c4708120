"""Schemathesis asks every operation, as described and otherwise, and holds answers to it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections, connection
from hypothesis import HealthCheck, settings
from schemathesis import checks
from tests.nominals.people import claim, officer
from tests.programs import Program

from bluelamp.access.enums import Role
from bluelamp.config.api_document import document
from bluelamp.nominals.enums import EventKind, LinkRole
from bluelamp.nominals.services import create_person, link_entries, register_event

AT = datetime(2026, 3, 10, 14, 52, tzinfo=UTC)
HELD_TO = [
    checks.not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_headers_conformance,
    checks.response_schema_conformance,
    checks.negative_data_rejection,
    checks.missing_required_header,
    checks.unsupported_method,
]

schema = schemathesis.openapi.from_dict(document())
schema.app = get_wsgi_application()


@pytest.fixture
def keys(db: Any) -> dict[str, UUID]:
    """Return the keys of a person and an event that are there."""
    by = officer(Role.CUSTODY_OFFICER)
    ada, zoe = (
        create_person(claim=claim(given, postcode="M14 5RX"), candidates_shown=(), by=by, at=AT)
        for given in ("Ada", "Zoe")
    )
    case = register_event(
        kind=EventKind.CUSTODY, reference="CU-1", title="", occurred_at=AT, by=by, at=AT
    )
    for person in (ada, zoe):
        link_entries(source=person.pk, target=case.pk, role=LinkRole.WITNESS, by=by, at=AT)
    return {"person_id": ada.pk, "event_id": case.pk}


@pytest.fixture
def one_connection() -> Iterator[None]:
    """Keep the connection of the test from one request to the next, as Django's own client does."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def shown(db: Any) -> dict[str, str]:
    """Return the header that shows a token which may do everything here."""
    return {"Authorization": f"Bearer {Program(Role.CUSTODY_OFFICER).secret}"}


@pytest.mark.slow
@pytest.mark.usefixtures("one_connection")
@schema.parametrize()
@settings(
    max_examples=10,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)
def test_every_operation_answers_as_described(
    case: schemathesis.Case, keys: dict[str, UUID], shown: dict[str, str]
) -> None:
    held_to = HELD_TO
    # Every other request is about somebody who is there: made-up keys meet nobody.
    if case.path_parameters and len(repr(case)) % 2:
        held_to = [each for each in HELD_TO if each is not checks.negative_data_rejection]
        for name in set(case.path_parameters) & set(keys):
            case.path_parameters[name] = str(keys[name])
    case.call_and_validate(headers=shown, checks=held_to)
    # What would be refused only when the request ends is refused here.
    connection.check_constraints()
