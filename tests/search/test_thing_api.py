"""Searching objects, places, records and unknown people, for programs."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.nominals.conftest import AT
from tests.nominals.people import officer
from tests.programs import Program

from bluelamp.access.enums import Role
from bluelamp.audit.models import AuditLine
from bluelamp.nominals.enums import BodyPart, EventKind, FeatureKind, LinkRestriction
from bluelamp.nominals.models import Link
from bluelamp.nominals.rules.appearance import DescriptionClaim, FeatureClaim
from bluelamp.nominals.services import describe_person, give_asn, register_event

pytestmark = pytest.mark.django_db
VEHICLE = {
    "kind": "vehicle",
    "numbers": [{"scheme": "vrm", "value": "AB12 CDE"}],
    "make": "Ford",
    "model": "Focus",
    "body": "hatchback",
    "colours": ["blue"],
}
PHONE = {
    "kind": "telephone",
    "numbers": [
        {"scheme": "phone", "value": "07700 900123"},
        {"scheme": "imei", "value": "490154203237518"},
    ],
}
DOCUMENT = {
    "kind": "document",
    "sort": "passport",
    "country": "GBR",
    "numbers": [{"scheme": "document", "value": "925 076 473"}],
}


@pytest.fixture
def program() -> Program:
    return Program(Role.CUSTODY_OFFICER)


@pytest.fixture
def recorded(program: Program) -> dict[str, str]:
    made = {}
    for said in (VEHICLE, PHONE, DOCUMENT):
        answer = program.post("objects", said)
        assert answer.status_code == 201, answer.content
        made[str(said["kind"])] = answer.json()["id"]
    return made


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ({"query": "ab12 cde"}, "vehicle"),
        ({"query": "AB12CD"}, "vehicle"),
        ({"query": "A8I2*"}, "vehicle"),
        ({"query": "07700900123"}, "telephone"),
        ({"query": "ends 0123"}, "telephone"),
        ({"query": "490154203237518"}, "telephone"),
        ({"query": "925076473"}, "document"),
        ({"query": "925 076 473", "scheme": "document"}, "document"),
        ({"query": "925076473", "scheme": "serial"}, None),
        ({"query": "ZZ99ZZZ"}, None),
    ],
)
def test_objects_are_found_by_their_numbers_and_say_why(
    program: Program, recorded: dict[str, str], said: dict[str, str], kind: str | None
) -> None:
    answer = program.post("objects/search", said)
    assert answer.status_code == 200, answer.content
    found = answer.json()["objects"]
    assert [each["object"]["id"] for each in found] == ([recorded[kind]] if kind else [])
    assert all(each["why"] and each["held"] for each in found)
    line = AuditLine.objects.get(request_id=answer["X-Request-Id"], action="search")
    assert [str(key) for key in line.records] == [each["object"]["id"] for each in found]


def test_property_is_found_by_its_reference_by_who_may_open_it(program: Program) -> None:
    by = officer(Role.CUSTODY_OFFICER)
    register_event(
        kind=EventKind.PROPERTY, reference="PR-26-0000007-K", title="", occurred_at=AT, by=by, at=AT
    )
    found = program.post("objects/search", {"query": "pr-26-0000007-k"}).json()["records"]
    assert [each["reference"] for each in found] == ["PR-26-0000007-K"]
    assert found[0]["why"] == "The reference is as typed."


def test_one_box_finds_objects_and_places_too(
    program: Program, recorded: dict[str, str], record: Any
) -> None:
    record("Leo", family="Field", postcode="AB1 2CD")
    found = program.post("search", {"query": "AB12CD"}).json()
    assert [each["object"]["id"] for each in found["objects"]] == [recorded["vehicle"]]
    assert [each["postcode"] for each in found["places"]] == ["AB1 2CD"]
    assert [each["person"]["known_as"] for each in found["people"]] == ["Leo Field"]


@pytest.mark.parametrize(
    ("said", "count"),
    [
        ({"area": "E1 6AN"}, 1),
        ({"area": "E1"}, 1),
        ({"street": "lamp street"}, 1),
        ({"uprn": "100023336956"}, 1),
        ({"uprn": "100023336956", "area": "E1"}, 1),
        ({"uprn": "100023336957"}, 0),
        ({"street": "lamp street", "area": "SW9"}, 0),
    ],
)
def test_places_are_found_by_their_parts(
    program: Program, said: dict[str, str], count: int
) -> None:
    home = {"paon": "14", "street": "Lamp Street", "postcode": "E1 6AN", "uprn": "100023336956"}
    assert program.post("places", home).status_code == 201
    answer = program.post("places/search", said)
    assert answer.status_code == 200, answer.content
    assert len(answer.json()["places"]) == count
    assert all(each["why"] for each in answer.json()["places"])


@pytest.mark.parametrize(
    ("said", "status", "field"),
    [
        ({}, 422, "body"),
        ({"area": "nowhere"}, 409, "area"),
        ({"uprn": "12x"}, 422, "uprn"),
    ],
)
def test_a_place_that_cannot_be_looked_for_names_its_field(
    program: Program, said: dict[str, str], status: int, field: str
) -> None:
    refused = program.post("places/search", said)
    assert (refused.status_code, refused.json()["field"]) == (status, field)


def test_a_place_that_only_a_hidden_link_tells_of_is_not_found(
    program: Program, record: Any
) -> None:
    record("Ada", family="Stone", postcode="E1 6AN")
    assert len(program.post("places/search", {"area": "E1 6AN"}).json()["places"]) == 1
    Link.objects.update(restriction=LinkRestriction.PROTECTED_WITNESS)
    assert program.post("places/search", {"area": "E1 6AN"}).json()["places"] == []


def test_somebody_unknown_is_found_by_description(program: Program, record: Any) -> None:
    swallow = FeatureClaim(FeatureKind.TATTOO, BodyPart.LEFT_ARM, "swallow")
    said = DescriptionClaim(
        described_on=date(2026, 3, 9), build="slim", height_from=185, features=(swallow,)
    )
    person = record("Nobody", family="Known")
    by = officer(Role.CUSTODY_OFFICER)
    describe_person(person_id=person.pk, claim=said, by=by, at=AT)
    for asked in (
        {"query": "tall, tattoo of a swallow, left forearm"},
        {"features": "swallow tattoo", "build": "slim", "height_from": 180},
    ):
        found = program.post("people/search", asked).json()["items"]
        assert [each["person"]["id"] for each in found] == [str(person.pk)]
        assert found[0]["why"]
    other = program.post("people/search", {"features": "swallow", "build": "fat"}).json()
    assert other["found"] == 0


def test_an_event_is_found_and_read_by_its_arrest_number(program: Program) -> None:
    by = officer(Role.CUSTODY_OFFICER)
    event = register_event(
        kind=EventKind.CUSTODY, reference="CU-1", title="", occurred_at=AT, by=by, at=AT
    )
    give_asn(event=event, asn="2601AB0100000045678T", by=by, at=AT)
    [found] = program.post("search", {"query": "26/01AB/01/45678T"}).json()["events"]
    assert found["id"] == str(event.pk)
    assert "Arrest/summons number" in found["why"]
    read = program.get(f"events/{event.pk}").json()
    assert read["numbers"] == [{"scheme": "asn", "value": "2601AB0100000045678T"}]


def test_who_may_not_see_people_finds_no_objects(recorded: dict[str, str]) -> None:
    keeper = Program(Role.PROPERTY_OFFICER)
    assert keeper.post("objects/search", {"query": "AB12CDE"}).status_code == 403
    assert keeper.post("search", {"query": "AB12CDE"}).json()["objects"] == []
