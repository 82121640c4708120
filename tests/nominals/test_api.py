"""What programs read, record and tie in the index."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.nominals.people import officer
from tests.programs import Program

from bluelamp.access.enums import Role
from bluelamp.audit.enums import Operation, Outcome
from bluelamp.audit.models import AuditLine
from bluelamp.nominals.enums import EventKind, IdentifierScheme, LinkRole
from bluelamp.nominals.models import Event, Link, NumberConflict, Person
from bluelamp.nominals.panels import read_sought
from bluelamp.nominals.selectors import people_sought
from bluelamp.nominals.services import link_entries, register_event

pytestmark = pytest.mark.django_db
AT = datetime(2026, 3, 10, 14, 52, tzinfo=UTC)
WILLIAM = {
    "names": [{"given": ["William"], "family": "O’Connor"}],
    "sex": "male",
    "birth": "1979-11-02",
    "address": {"line": "1 Lamp Street", "postcode": "m145rx"},
}
NOBODYS = "01890a5d-ac96-774b-bcce-b302099a8057"


@pytest.fixture
def carer() -> Program:
    return Program(Role.CUSTODY_OFFICER)


@pytest.fixture
def reader() -> Program:
    return Program(Role.INVESTIGATING_OFFICER)


def event(number: int = 1, kind: EventKind = EventKind.CASE, at: datetime = AT) -> Event:
    return register_event(
        kind=kind,
        reference=f"EV-{number}",
        title="Lampton",
        occurred_at=at,
        by=officer(Role.CUSTODY_OFFICER),
        at=at,
    )


def tie(person: Person, to: Event, role: LinkRole = LinkRole.WITNESS) -> Link:
    by = officer(Role.CUSTODY_OFFICER)
    return link_entries(source=person.pk, target=to.pk, role=role, by=by, at=AT)


def line_of(response: Any) -> AuditLine:
    return AuditLine.objects.get(request_id=response["X-Request-Id"])


# --- Recording ----------------------------------------------------------------------------------


def test_somebody_is_recorded_once_their_likes_have_been_looked_at(carer, record):
    known = record("Bill", family="OCONNOR", birth="1979-11-02", postcode="m145rx")
    refused = carer.post("people", WILLIAM)
    said = refused.json()
    assert (refused.status_code, said["rule"], said["field"]) == (409, "NV-11", "candidates_shown")
    assert refused["Content-Type"] == "application/problem+json"
    assert [each["person"]["id"] for each in said["candidates"]] == [str(known.pk)]
    assert said["candidates"][0]["reasons"]
    shown = line_of(refused)
    assert (shown.operation, shown.records) == (Operation.CONSULT, [known.pk])
    assert Person.objects.count() == 1

    made = carer.post("people", {**WILLIAM, "candidates_shown": [str(known.pk)]})
    person = Person.objects.exclude(pk=known.pk).get()
    assert made.status_code == 201
    assert made.json() == {"id": str(person.pk), "version": 1}
    line = line_of(made)
    assert (line.operation, line.action) == (Operation.COLLECT, "create_person")
    assert line.actor_label == "Program by token Crime mapping"
    assert (line.reason_code, line.reason_reference) == ("INVESTIGATION", "CR-1")


def test_nobody_stands_alone_in_the_index(carer):
    refused = carer.post("people", {**WILLIAM, "address": None})
    assert refused.status_code == 409
    assert (refused.json()["rule"], refused.json()["field"]) == ("NV-03", "reference")
    assert not Person.objects.exists()


def test_a_person_is_recorded_with_their_part_in_a_record(carer):
    there = event()
    made = carer.post("people", {**WILLIAM, "reference": "ev-1", "role": "victim"})
    assert made.status_code == 201
    assert Link.objects.get(target=there.pk).role == LinkRole.VICTIM
    refused = carer.post("people", {**WILLIAM, "reference": "ev-1", "role": "detained_person"})
    assert refused.status_code == 409


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"names": [{"given": ["W" * 36]}]}, "names.0.given.0"),
        ({"birth": "2 November"}, "birth"),
        ({"sex": "m"}, "sex"),
        ({"surname": "O’Connor"}, "surname"),
        ({"names": [{"family": "O\u0000Connor"}]}, "names.0.family"),
        ({"names": [{"family": "\ud800"}]}, "names.0.family"),
        ({"address": {"uprn": "x"}}, "address.uprn"),
    ],
)
def test_what_is_not_as_described_is_named_and_not_repeated(carer, change, field):
    refused = carer.post("people", {**WILLIAM, **change})
    assert refused.status_code == 422
    assert field in [each["field"] for each in refused.json()["errors"]]
    assert "O’Connor" not in refused.content.decode("unicode_escape")


def test_a_rule_of_the_index_names_itself_and_its_field(carer):
    number = {"identifiers": [{"scheme": "pnc", "value": "2008/0410801X"}]}
    refused = carer.post("people", {**WILLIAM, **number}).json()
    assert (refused["status"], refused["field"], refused["rule"]) == (409, "pnc", "NV-07")


def test_names_numbers_and_markers_are_added(carer, record):
    person, evidence = record("Ada", family="Stone", birth="1980-05-06"), event()
    review = (datetime.now(UTC) + timedelta(days=90)).date().isoformat()
    added = {
        "names": {"type": "alias", "given": ["Addie"]},
        "identifiers": {"scheme": "phone", "value": "020 7946 0018"},
        "markers": {
            "code": "VI",
            "reason": "Struck an officer",
            "evidence": str(evidence.pk),
            "review_on": review,
        },
    }
    for what, said in added.items():
        made = carer.post(f"people/{person.pk}/{what}", said)
        assert made.status_code == 201, made.content
        line = line_of(made)
        assert (line.operation, line.records) == (Operation.ALTER, [person.pk])
    person.refresh_from_db()
    assert person.version == 4
    assert person.identifiers.get().value == "+442079460018"
    assert person.markers.get().set_by == "Program by token Crime mapping"


def test_a_number_of_another_names_them_by_key(carer, record):
    number = (IdentifierScheme.PNC.value, "2008/0410801U")
    holder, other = record("Ada", family="Stone", identifiers=(number,)), record("Zoe", family="Ng")
    said = {"scheme": "pnc", "value": "2008/0410801U"}
    refused = carer.post(f"people/{other.pk}/identifiers", said)
    assert refused.status_code == 409
    assert (refused.json()["rule"], refused.json()["person"]) == ("NV-08", str(holder.pk))
    conflict = NumberConflict.objects.get()
    assert (conflict.held_by_id, conflict.scheme, conflict.settled_at) == (holder.pk, "pnc", None)


@pytest.mark.parametrize("evidence", [None, NOBODYS])
def test_a_marker_needs_evidence_that_is_there(carer, record, evidence):
    person = record("Ada", family="Stone")
    said = {"code": "VI", "reason": "Violent", "evidence": evidence, "review_on": "2099-01-01"}
    refused = carer.post(f"people/{person.pk}/markers", said)
    assert (refused.status_code, refused.json()["rule"]) == (409, "NV-12")


@pytest.mark.parametrize("what", ["names", "identifiers", "markers"])
def test_nothing_is_added_to_nobody(carer, what):
    said = {
        "names": {"given": ["Addie"]},
        "identifiers": {"scheme": "phone", "value": "020 7946 0018"},
        "markers": {"code": "VI", "reason": "x"},
    }
    assert carer.post(f"people/{uuid4()}/{what}", said[what]).status_code == 404


# --- Links --------------------------------------------------------------------------------------


def test_a_person_is_tied_to_an_event_a_person_and_a_place(carer, record):
    ada, zoe = record("Ada", family="Stone", postcode="M14 5RX"), record("Zoe", family="Ng")
    home, there = Link.objects.get(source=ada.pk, role=LinkRole.HOME).target_id, event()
    for target, role in ((there.pk, "witness"), (ada.pk, "sibling"), (home, "home")):
        said = {"source": str(zoe.pk), "target": str(target), "role": role}
        made = carer.post("links", said)
        assert made.status_code == 201, made.content
        assert Link.objects.get(pk=made.json()["id"]).role == role
    line = line_of(made)
    assert (line.operation, line.action, line.records) == (
        Operation.ALTER,
        "link_entries",
        [zoe.pk, home],
    )
    found = people_sought(read_sought("M14 5RX", AT.date()))
    assert zoe.pk in [each.person_id for each in found]


def test_the_same_link_is_not_made_twice(carer, record):
    ada, there = record("Ada", family="Stone"), event()
    said = {"source": str(ada.pk), "target": str(there.pk), "role": "witness"}
    first, second = carer.post("links", said), carer.post("links", said)
    assert first.json() == second.json()
    assert Link.objects.count() == 1


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"role": "same_as"}, "role"),
        ({"role": "detained_person"}, "role"),
        ({"role": "sibling"}, "target"),
        ({"source": str(uuid4())}, "source"),
        ({"target": str(uuid4())}, "target"),
        ({"held_from": "2999-01-01T00:00:00Z"}, "held_from"),
        ({"held_from": "0001-01-01T00:00:00+14:00"}, "held_from"),
    ],
)
def test_a_link_that_cannot_be_names_its_fault(carer, record, change, field):
    ada, there = record("Ada", family="Stone"), event()
    said = {"source": str(ada.pk), "target": str(there.pk), "role": "witness", **change}
    refused = carer.post("links", said)
    assert (refused.status_code, refused.json()["field"]) == (409, field)
    assert not Link.objects.exists()


def test_nobody_is_tied_to_themselves(carer, record):
    ada = str(record("Ada", family="Stone").pk)
    refused = carer.post("links", {"source": ada, "target": ada, "role": "sibling"})
    assert (refused.status_code, refused.json()["rule"]) == (409, "L1")


def test_a_link_to_an_event_that_the_role_may_not_open_is_refused_and_logged(record):
    program = Program(Role.DETENTION_OFFICER)
    ada, case = record("Ada", family="Stone"), event()
    said = {"source": str(ada.pk), "target": str(case.pk), "role": "witness"}
    refused = program.post("links", said)
    assert refused.status_code == 403
    assert line_of(refused).outcome == Outcome.REFUSED
    assert not Link.objects.exists()


# --- Reading ------------------------------------------------------------------------------------


def test_a_person_is_read_with_what_is_known_and_the_reading_is_logged(reader, record):
    number = (IdentifierScheme.PNC.value, "2008/0410801U")
    ada = record("Ada", family="Stone", birth="1980-05", identifiers=(number,), postcode="M14 5RX")
    tie(ada, event())
    answer = reader.get(f"people/{ada.pk}")
    said = answer.json()
    assert answer.status_code == 200
    assert (said["known_as"], said["version"], said["marking"]) == (
        "Ada Stone",
        1,
        "OFFICIAL-SENSITIVE",
    )
    assert said["born"] == {
        "earliest": "1980-05-01",
        "latest": "1980-05-31",
        "quality": "partial",
    }
    assert [each["value"] for each in said["identifiers"]] == ["2008/0410801U"]
    assert said["addresses"][0]["postcode"] == "M14 5RX"
    assert (said["last_seen"]["reference"], said["last_seen"]["role"]) == ("EV-1", "witness")
    assert "no-store" in answer["Cache-Control"]
    line = line_of(answer)
    assert (line.operation, line.action, line.records) == (
        Operation.CONSULT,
        "view_person",
        [ada.pk],
    )
    assert line.acting_role == Role.INVESTIGATING_OFFICER


def test_the_words_behind_a_health_marker_are_for_carers(reader, carer, record):
    ada, evidence = record("Ada", family="Stone"), event()
    said = {"code": "MN", "reason": "Depressed", "evidence": str(evidence.pk)}
    made = carer.post(f"people/{ada.pk}/markers", {**said, "review_on": "2099-01-01"})
    assert made.status_code == 201
    reasons = [
        program.get(f"people/{ada.pk}").json()["warnings"][0]["reason"]
        for program in (carer, reader)
    ]
    assert reasons == ["Depressed", None]


def test_a_timeline_is_read_page_by_page_whatever_is_added_meanwhile(reader, record):
    ada, zoe = record("Ada", family="Stone"), record("Zoe", family="Ng")
    # Three of them at one moment: the key decides among those.
    moments = [AT, AT, AT, AT - timedelta(days=1), AT - timedelta(days=2)]
    events = [event(number, at=moment) for number, moment in enumerate(moments)]
    for each in events:
        tie(ada, each)
    tie(zoe, events[-1], LinkRole.VICTIM)
    seen: list[dict[str, Any]] = []
    after: dict[str, str] = {}
    for page in range(3):
        said = reader.get(f"people/{ada.pk}/timeline", limit=2, **after).json()
        seen += said["items"]
        after = {"after": said["next"]}
        tie(ada, event(100 + page, at=AT + timedelta(days=1)))
    assert said["next"] is None
    assert [each["event"]["reference"] for each in seen] == [f"EV-{n}" for n in range(5)]
    assert seen[-1]["others"] == [
        {"person": {"id": str(zoe.pk), "known_as": "Zoe Ng"}, "role": "victim"}
    ]


@pytest.mark.parametrize("after", ["x", "é", "MjAyNg", "\x00", "bm8gZGF0ZSBubyBrZXk"])
def test_a_place_that_was_not_handed_out_is_refused(reader, record, after):
    ada = record("Ada", family="Stone")
    refused = reader.get(f"people/{ada.pk}/timeline", after=after)
    assert (refused.status_code, refused.json()["field"]) == (409, "after")


def test_an_event_is_read_with_its_people_by_those_who_may_open_it(reader, record):
    ada, case = record("Ada", family="Stone"), event()
    tie(ada, case)
    answer = reader.get(f"events/{case.pk}")
    assert answer.json()["people"][0]["person"]["id"] == str(ada.pk)
    assert line_of(answer).records == [case.pk, ada.pk]
    for role in (Role.DETENTION_OFFICER, Role.PROPERTY_OFFICER):
        refused = Program(role).get(f"events/{case.pk}")
        assert refused.status_code == 403
        assert (line_of(refused).outcome, line_of(refused).records) == (
            Outcome.REFUSED,
            [case.pk],
        )


def test_the_people_of_an_event_are_for_those_who_may_see_people(record):
    ada, item = record("Ada", family="Stone"), event(kind=EventKind.PROPERTY)
    tie(ada, item)
    assert Program(Role.PROPERTY_OFFICER).get(f"events/{item.pk}").json()["people"] == []


@pytest.mark.parametrize("address", ["people/{}", "people/{}/timeline", "events/{}"])
def test_what_is_not_there_is_not_found(reader, address):
    answer = reader.get(address.format(uuid4()))
    assert answer.status_code == 404
    assert answer["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize("address", ["people/{}", "people/{}/timeline"])
def test_much_costs_as_many_statements_as_little(reader, record, address):
    ada = record("Ada", family="Stone")
    tie(ada, event(1))
    reader.get(address.format(ada.pk))
    with CaptureQueriesContext(connection) as little:
        reader.get(address.format(ada.pk))
    others = [record("Zoe", family=name) for name in ("Ng", "Okafor", "Stone")]
    for number in range(2, 22):
        tie(ada, event(number))
        tie(others[number % 3], Event.objects.get(reference=f"EV-{number}"))
    with CaptureQueriesContext(connection) as much:
        reader.get(address.format(ada.pk))
    assert len(much) == len(little)
    assert len(much) <= 16
