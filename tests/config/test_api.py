"""What goes for every operation of programs: writes are done once, and refusals are documents."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from threading import Barrier, Thread
from typing import Any

import pytest
from django.db import connection
from tests.officers import somebody
from tests.programs import Program

from bluelamp.access.enums import Role, Touches
from bluelamp.access.models import KeptResponse
from bluelamp.access.services.kept_responses import KEPT_FOR
from bluelamp.config.api import operations
from bluelamp.config.api_document import DOCUMENT, as_text, document
from bluelamp.core.time import now
from bluelamp.nominals.models import Person

ROOT = Path(__file__).resolve().parents[2]
KEY = "4b7c-write-1"
ADA = {
    "names": [{"given": ["Ada"], "family": "Stone"}],
    "birth": "1980-05-06",
    "address": {"line": "1 Lamp Street"},
}


@pytest.fixture
def carer(db) -> Program:
    return Program(Role.CUSTODY_OFFICER)


# --- Once ---------------------------------------------------------------------------------------


def test_a_write_sent_twice_is_done_once_and_answered_alike(carer):
    first, second = carer.post("people", ADA, KEY), carer.post("people", ADA, KEY)
    assert first.status_code == second.status_code == 201
    assert first.content == second.content
    assert first["Content-Type"] == second["Content-Type"]
    assert "Idempotent-Replayed" not in first
    assert second["Idempotent-Replayed"] == "true"
    assert Person.objects.count() == 1


def test_a_key_is_for_one_write_only(carer):
    carer.post("people", ADA, KEY)
    other = {**ADA, "birth": "1981-05-06"}
    for address, said in (("people", other), ("links", ADA)):
        refused = carer.post(address, said, KEY)
        assert (refused.status_code, refused.json()["field"]) == (422, "Idempotency-Key")
    assert Person.objects.count() == 1


def test_a_key_belongs_to_one_token(carer):
    carer.post("people", ADA, KEY)
    said = {**ADA, "names": [{"given": ["Zoe"], "family": "Ng"}], "birth": "1990-01-02"}
    assert Program(Role.CUSTODY_OFFICER).post("people", said, KEY).status_code == 201


@pytest.mark.parametrize(
    "wrong",
    [
        {**ADA, "sex": "x"},
        {**ADA, "birth": "2999"},
        {**ADA, "address": None},
    ],
)
def test_a_refused_write_leaves_its_key_free(carer, wrong):
    assert carer.post("people", wrong, KEY).status_code in {409, 422}
    assert not KeptResponse.objects.exists()
    assert carer.post("people", ADA, KEY).status_code == 201


@pytest.mark.parametrize("key", ["", "short", "x" * 65, "with space", "ключключ"])
def test_a_write_needs_a_key(carer, key):
    headers = {"Idempotency-Key": key} if key else {}
    answer = carer.client.post("/api/v1/people", ADA, "application/json", headers=headers)
    assert (answer.status_code, answer.json()["field"]) == (400, "Idempotency-Key")
    assert not Person.objects.exists()


def test_nothing_of_a_person_is_kept_with_a_key(carer):
    carer.post("people", ADA, KEY)
    row = KeptResponse.objects.values().get()
    assert set(json.loads(row["body"])) == {"id", "version"}
    assert "Stone" not in str(row)


def test_old_keys_are_forgotten(carer):
    carer.post("people", ADA, KEY)
    KeptResponse.objects.update(kept_at=now() - KEPT_FOR - timedelta(minutes=1))
    said = {**ADA, "names": [{"given": ["Zoe"], "family": "Ng"}], "birth": "1990-01-02"}
    assert carer.post("people", said, KEY).status_code == 201
    assert KeptResponse.objects.count() == 1


def test_one_write_sent_twice_at_once_is_done_once(committed_db):
    program = Program(Role.CUSTODY_OFFICER)
    answers: list[tuple[int, bytes]] = []
    start = Barrier(3)

    def send() -> None:
        start.wait()
        try:
            answer = program.post("people", ADA, KEY)
            answers.append((answer.status_code, answer.content))
        finally:
            connection.close()

    threads = [Thread(target=send) for _ in range(3)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert [status for status, _ in answers] == [201, 201, 201]
    assert len({content for _, content in answers}) == 1
    assert Person.objects.count() == 1


# --- Refusals -----------------------------------------------------------------------------------


@pytest.mark.parametrize("body", ["", "{", "[]", "null", '"x"', "{}", "\x00"])
def test_a_body_that_cannot_be_read_is_refused(carer, body):
    headers = {"Idempotency-Key": KEY}
    answer = carer.client.post("/api/v1/links", body, "application/json", headers=headers)
    assert answer.status_code in {400, 422}
    assert answer["Content-Type"] == "application/problem+json"


def test_another_method_is_named(carer):
    answer = carer.client.delete("/api/v1/people")
    assert (answer.status_code, answer["Allow"]) == (405, "POST")
    assert answer["Content-Type"] == "application/problem+json"


def test_an_address_that_is_none_is_not_found(carer):
    assert carer.get("everything").status_code == 404
    assert carer.get("").status_code == 404


# --- The description ----------------------------------------------------------------------------


def test_every_operation_declares_itself_and_every_write_asks_for_a_key():
    described = document()
    details = {
        each["operationId"]: each for path in described["paths"].values() for each in path.values()
    }
    for operation, declared in operations():
        said = details[operation.view_func.__name__]
        headers = [each["name"] for each in said["parameters"] if each["in"] == "header"]
        writes = declared.touches is Touches.CHANGES
        assert headers == (["Idempotency-Key"] if writes else []), said["operationId"]
        assert said["x-permission"] == declared.permission
        assert said["security"] == [{"Token": []}]
        assert {"401", "403", "405", "422"} <= set(said["responses"])


def test_no_address_holds_personal_data():
    for address, path in document()["paths"].items():
        for details in path.values():
            queries = {each["name"] for each in details["parameters"] if each["in"] == "query"}
            assert queries <= {"after", "limit"}, address


def test_the_kept_description_is_up_to_date():
    kept = (ROOT / DOCUMENT).read_text(encoding="utf-8")
    assert kept == as_text(), "run `make docs`"


def test_the_description_is_served_to_programs_and_to_officers(carer):
    for client in (carer.client, somebody()):
        served: Any = client.get("/api/v1/openapi.json")
        assert served.status_code == 200
        assert served.json() == document()
        assert served.json()["openapi"].startswith("3.1")
