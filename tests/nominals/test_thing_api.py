"""What programs read and record of objects and places, and how they tie and describe."""

from __future__ import annotations

from typing import Any

import pytest
from tests.programs import Program

from bluelamp.access.enums import Role
from bluelamp.audit.models import AuditLine
from bluelamp.nominals.models import IndexObject, Link, Location

pytestmark = pytest.mark.django_db
FOCUS = {
    "kind": "vehicle",
    "numbers": [{"scheme": "vrm", "value": "ab51 cde"}],
    "make": "Ford",
    "model": "Focus",
    "colours": ["blue"],
}
HOME = {"paon": "14", "street": "Lamp Street", "postcode": "e16an", "latitude": 51.5}


@pytest.fixture
def program() -> Program:
    return Program(Role.CUSTODY_OFFICER)


def test_an_object_is_recorded_and_read(program: Program) -> None:
    made = program.post("objects", FOCUS)
    assert made.status_code == 201
    read = program.get(f"objects/{made.json()['id']}").json()
    assert (read["known_as"], read["colours"]) == ("AB51 CDE, blue Ford Focus", ["blue"])
    assert [each["value"] for each in read["numbers"]] == ["AB51CDE"]
    assert AuditLine.objects.filter(action="view_object").exists()


def test_the_same_request_records_one_object(program: Program) -> None:
    first, again = (program.post("objects", FOCUS, key="the-same-key-1") for _ in range(2))
    assert first.json() == again.json()
    assert IndexObject.objects.count() == 1


def test_objects_with_the_same_number_are_to_be_seen_first(program: Program) -> None:
    first = program.post("objects", FOCUS).json()["id"]
    refused = program.post("objects", FOCUS)
    assert refused.status_code == 409
    assert [each["id"] for each in refused.json()["objects"]] == [first]
    assert program.post("objects", {**FOCUS, "seen": [first]}).status_code == 201


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"numbers": [{"scheme": "imei", "value": "490154203237518"}]}, "imei"),
        ({"numbers": [{"scheme": "vrm", "value": "AB51CDEFGHIJKL"}]}, "vrm"),
        ({"sort": "knife"}, "sort"),
    ],
)
def test_what_cannot_be_is_refused_with_its_field(program: Program, wrong: Any, field: str) -> None:
    refused = program.post("objects", {**FOCUS, **wrong})
    assert (refused.status_code, refused.json()["field"]) == (409, field)


def test_a_place_is_recorded_once_and_read_with_who_lives_there(
    program: Program, record: Any
) -> None:
    assert program.post("places", HOME).status_code == 409
    whole = {**HOME, "longitude": -0.12}
    keys = {program.post("places", whole).json()["id"] for _ in range(2)}
    assert len(keys) == Location.objects.count() == 1
    [key] = keys
    ann = record("Ann", family="Roe")
    said = {"source": str(ann.pk), "target": key, "role": "home", "grade": "1AP"}
    assert program.post("links", said).status_code == 201
    read = program.get(f"places/{key}").json()
    assert (read["postcode"], read["latitude"]) == ("E1 6AN", "51.500000")
    assert [(each["name"], each["words"]) for each in read["ties"]] == [("Ann Roe", "Home address")]


def test_a_restricted_address_is_told_to_no_ordinary_program(program: Program, record: Any) -> None:
    """L5, NV-16."""
    ann = record("Ann", family="Roe")
    key = program.post("places", {**HOME, "longitude": -0.12}).json()["id"]
    said = {"source": str(ann.pk), "target": key, "role": "home", "restriction": "adopted"}
    assert program.post("links", said).status_code == 201
    assert program.get(f"places/{key}").json()["ties"] == []
    assert program.get(f"people/{ann.pk}").json()["addresses"] == []
    entitled = Program(Role.SUPERINTENDENT)
    assert [each["name"] for each in entitled.get(f"places/{key}").json()["ties"]] == ["Ann Roe"]
    assert AuditLine.objects.filter(action="view_restricted_address").count() == 1


def test_a_person_is_tied_to_an_object(program: Program, record: Any) -> None:
    ann, key = record("Ann", family="Roe"), program.post("objects", FOCUS).json()["id"]
    said = {"source": str(ann.pk), "target": key, "role": "keeper"}
    assert program.post("links", said).status_code == 201
    assert program.post("links", {**said, "role": "home"}).status_code == 409
    assert Link.objects.get(target=key).recorded_by_id is not None


def test_a_person_is_described_and_somebody_unknown_recorded(program: Program, record: Any) -> None:
    ann = record("Ann", family="Roe")
    seen = {"described_on": "2026-03-09", "build": "slim", "height_from": 170, "height_to": 175}
    assert program.post(f"people/{ann.pk}/descriptions", seen).status_code == 201
    nothing = {"described_on": "2026-03-09"}
    assert program.post(f"people/{ann.pk}/descriptions", nothing).status_code == 409
    said = {"state": "unknown", "description": seen, "address": {"line": "x", "postcode": "E1 6AN"}}
    made = program.post("people", said)
    assert made.status_code == 201
    assert program.get(f"people/{made.json()['id']}").json()["state"] == "unknown"
