"""Searching, for programs."""

from __future__ import annotations

import logging
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.nominals.conftest import AT
from tests.nominals.people import officer
from tests.programs import Program

from bluelamp.access.enums import Role
from bluelamp.audit.enums import Operation
from bluelamp.audit.models import AuditLine
from bluelamp.nominals.enums import EventKind
from bluelamp.nominals.services import register_event
from bluelamp.search.models import Search

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader() -> Program:
    return Program(Role.INVESTIGATING_OFFICER)


def names(answer: Any, of: str = "items") -> list[str]:
    return [each["person"]["known_as"] for each in answer.json()[of]]


@pytest.mark.parametrize(
    "said",
    [
        {"query": "Stone Ada 1980"},
        {"given_names": "Ada", "family_name": "Stone"},
        {"family_name": "Stone", "birth": "1980-05-06"},
        {"numbers": ["2008/0410801U"]},
        {"postcode": "m145rx"},
    ],
)
def test_a_person_is_found_by_the_box_or_by_parts_and_says_why(reader, record, said):
    record("Zoe", family="Ng")
    ada = record(
        "Ada",
        family="Stone",
        birth="1980-05-06",
        postcode="M14 5RX",
        identifiers=(("pnc", "2008/0410801U"),),
    )
    answer = reader.post("people/search", said)
    assert answer.status_code == 200
    assert names(answer) == ["Ada Stone"]
    assert answer.json()["items"][0]["why"]
    line = AuditLine.objects.get(request_id=answer["X-Request-Id"])
    assert (line.operation, line.action, line.records) == (
        Operation.CONSULT,
        "search",
        [ada.pk],
    )
    kept = Search.objects.get(pk=line.record_reference)
    assert str(kept.pk) == answer.json()["search"]
    assert kept.officer_id == reader.token.id
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize(
    ("said", "status", "field"),
    [
        ({}, 422, "body"),
        ({"query": "Ada Stone", "family_name": "Stone"}, 422, "body"),
        ({"query": "A"}, 422, "query"),
        ({"family_name": "Stone", "birth": "1980-13"}, 409, "birth"),
        ({"family_name": "Stone", "numbers": ["nonsense"]}, 409, "numbers"),
        ({"family_name": "Stone", "postcode": "M14"}, 409, "postcode"),
        ({"query": "Stone", "limit": 101}, 422, "limit"),
        ({"query": "Stone", "after": "0" * 32}, 409, "after"),
    ],
)
def test_what_cannot_be_looked_for_names_its_field(reader, said, status, field):
    refused = reader.post("people/search", said)
    assert (refused.status_code, refused.json()["field"]) == (status, field)


def test_everybody_is_found_page_by_page_the_best_first(reader, record):
    for number in range(5):
        record("Ada", family="Stone", birth=f"198{number}-05-06")
    seen: list[str] = []
    after: dict[str, str] = {}
    for _ in range(3):
        said = reader.post("people/search", {"query": "Ada Stone", "limit": 2, **after}).json()
        seen += [each["person"]["id"] for each in said["items"]]
        after = {"after": said["next"]}
    assert (said["next"], said["found"]) == (None, 5)
    assert len(seen) == len(set(seen)) == 5


def test_many_cost_no_more_statements_than_one(reader, record):
    record("Ada", family="Stone")
    reader.post("people/search", {"query": "Ada Stone"})
    with CaptureQueriesContext(connection) as one:
        reader.post("people/search", {"query": "Ada Stone"})
    for _ in range(12):
        record("Ada", family="Stone")
    with CaptureQueriesContext(connection) as many:
        answer = reader.post("people/search", {"query": "Ada Stone"})
    assert len(answer.json()["items"]) == 13
    assert len(many) <= len(one)


def test_records_are_found_by_the_roles_that_may_open_them_and_no_others(record):
    for kind in (EventKind.CASE, EventKind.PROPERTY):
        register_event(
            kind=kind,
            reference=f"XX-26-{kind}",
            title="",
            occurred_at=AT,
            by=officer(Role.CUSTODY_OFFICER),
            at=AT,
        )
    record("Ada", family="Stone")
    asked = {"query": "XX-26"}
    found = {
        role: [each["kind"] for each in Program(role).post("search", asked).json()["events"]]
        for role in (Role.INVESTIGATING_OFFICER, Role.PROPERTY_OFFICER)
    }
    assert sorted(found[Role.INVESTIGATING_OFFICER]) == ["case", "property"]
    assert found[Role.PROPERTY_OFFICER] == ["property"]
    unseen = Program(Role.PROPERTY_OFFICER).post("search", {"query": "Ada Stone"}).json()
    assert (unseen["people"], unseen["people_found"]) == ([], 0)


def test_no_log_line_says_whom_a_program_looks_for(reader, record, caplog):
    record("Zebedee", family="Quillfeather")
    with caplog.at_level(logging.DEBUG):
        reader.post("people/search", {"query": "Zebedee Quillfeather", "limit": "x"})
        reader.post("people/search", {"query": "Zebedee Quillfeather"})
    lines = [each for each in caplog.records if not each.name.startswith("django.db")]
    assert "quillfeather" not in " ".join(each.getMessage() for each in lines).lower()
