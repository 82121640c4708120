"""Pages of objects and places, and what is recorded and tied on them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.urls import reverse
from tests.nominals.pages import signed_in

from bluelamp.access.enums import Role
from bluelamp.audit.models import AuditLine
from bluelamp.nominals.enums import EventKind, LinkRole, LinkStatus, PersonState
from bluelamp.nominals.models import (
    IndexObject,
    Link,
    Location,
    NumberConflict,
    ObjectNumber,
    Person,
)
from bluelamp.nominals.services import register_event

pytestmark = pytest.mark.django_db
FOCUS = {"vrm": "ab51 cde", "make": "Ford", "model": "Focus", "colours": ["blue"]}
ADDRESS = {
    "role": "home",
    "saon": "Flat 2",
    "paon": "14",
    "street": "Lamp Street",
    "town": "Lampton",
    "postcode": "e1 6an",
    "uprn": "100012345678",
    "held_from": "2020-01-31",
}


@pytest.fixture
def at_work(client):
    return signed_in(client, Role.CUSTODY_OFFICER)


@pytest.fixture
def incident(sergeant, at):
    return register_event(
        kind=EventKind.INCIDENT,
        reference="IN-26-0000001-A",
        title="Lampton",
        occurred_at=at,
        by=sergeant,
        at=at,
    )


def text_of(client, name: str, *args: Any) -> str:
    response = client.get(reverse(f"nominals:{name}", args=args))
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def new_vehicle(client, **more: Any) -> IndexObject:
    url = reverse("nominals:new_object_of_kind", args=["vehicle"])
    response = client.post(url, {**FOCUS, **more})
    assert response.status_code == 302, response.content.decode()
    return IndexObject.objects.latest("pk")


def test_a_vehicle_is_recorded_and_its_page_says_what_is_missing(at_work):
    focus = new_vehicle(at_work)
    text = text_of(at_work, "object", focus.pk)
    for shown in ("AB51 CDE, blue Ford Focus", "Still to be recorded: body.", "Registration mark"):
        assert shown in text
    assert AuditLine.objects.filter(action="view_object", records=[focus.pk]).exists()


def test_what_is_wrong_stands_at_its_field_and_what_was_typed_is_kept(at_work):
    url = reverse("nominals:new_object_of_kind", args=["telephone"])
    page = at_work.post(url, {"phone": "900123", "make": "Nokia"}).content.decode()
    assert "Give the number with its area code" in page
    assert 'value="Nokia"' in page
    assert not IndexObject.objects.exists()


def test_a_mark_that_is_known_is_shown_before_another_bears_it(at_work):
    focus = new_vehicle(at_work)
    url = reverse("nominals:new_object_of_kind", args=["vehicle"])
    page = at_work.post(url, {**FOCUS, "make": "Audi"}).content.decode()
    assert reverse("nominals:object", args=[focus.pk]) in page
    new_vehicle(at_work, make="Audi", known="on")
    assert IndexObject.objects.count() == 2


def test_plates_are_changed_and_the_old_mark_stays_in_its_period(at_work):
    focus = new_vehicle(at_work)
    url = reverse("nominals:object_number", args=[focus.pk])
    answers = {"scheme": "vrm", "value": "CD02 EFG", "held_from": "2026-02-01", "ends_others": "on"}
    assert at_work.post(url, answers).status_code == 302
    focus.refresh_from_db()
    assert focus.known_as.startswith("CD02 EFG")
    old = ObjectNumber.objects.get(value="AB51CDE")
    assert old.held_until == date(2026, 2, 1)


def test_correcting_an_object_shows_both_versions_to_who_saves_second(at_work):
    focus = new_vehicle(at_work)
    url = reverse("nominals:amend_object", args=[focus.pk])
    mine = {"version": 1, "make": "Ford", "model": "Fiesta", "colours": ["blue"]}
    assert at_work.post(url, mine).status_code == 302
    page = at_work.post(url, {**mine, "model": "Mondeo"}).content.decode()
    assert "Where the two differ" in page
    assert at_work.post(url, {**mine, "model": "Mondeo", "version": 2}).status_code == 302
    focus.refresh_from_db()
    assert (focus.model, focus.version) == ("Mondeo", 3)


def test_a_person_is_tied_to_a_vehicle_by_its_mark_and_both_pages_say_so(at_work, record):
    ann, focus = record("Ann", family="Roe"), new_vehicle(at_work)
    url = reverse("nominals:tie_object", args=[ann.pk])
    answers = {"number": "AB51CDE", "role": "keeper", "held_from": "2024-05-01"}
    assert at_work.post(url, answers).status_code == 302
    assert "AB51 CDE" in text_of(at_work, "person", ann.pk)
    page = text_of(at_work, "object", focus.pk)
    for shown in ("Ann Roe", "Keeper", "01/05/2024"):
        assert shown in page


def test_an_unknown_number_is_told_and_the_way_on_is_shown(at_work, record):
    ann = record("Ann", family="Roe")
    page = at_work.post(
        reverse("nominals:tie_object", args=[ann.pk]), {"number": "AB51CDE", "role": "keeper"}
    ).content.decode()
    assert "The index knows no object with this number" in page
    assert reverse("nominals:new_object_for", args=[ann.pk, "vehicle"]) in page


def test_a_telephone_is_recorded_for_a_person_at_once(at_work, record):
    ann = record("Ann", family="Roe")
    url = reverse("nominals:new_object_for", args=[ann.pk, "telephone"])
    response = at_work.post(url, {"phone": "07700 900123", "sort": "mobile", "role": "user"})
    assert response["Location"] == reverse("nominals:person", args=[ann.pk])
    assert Link.objects.get(source=ann.pk).role == LinkRole.USER


def test_an_address_is_recorded_in_its_parts_and_its_page_says_who_lives_there(at_work, record):
    ann = record("Ann", family="Roe")
    assert at_work.post(reverse("nominals:new_address", args=[ann.pk]), ADDRESS).status_code == 302
    place = Location.objects.get(uprn="100012345678")
    assert (place.line, place.postcode) == ("Flat 2, 14 Lamp Street", "E1 6AN")
    page = text_of(at_work, "place", place.pk)
    for shown in ("Flat 2, 14 Lamp Street, Lampton, E1 6AN", "Ann Roe", "31/01/2020", "Now"):
        assert shown in page
    assert AuditLine.objects.filter(action="view_location").exists()


def test_the_same_address_is_one_place_for_two_people(at_work, record):
    for name in ("Ann", "Bob"):
        person = record(name, family="Roe")
        at_work.post(reverse("nominals:new_address", args=[person.pk]), ADDRESS)
    assert Location.objects.count() == 1


def test_a_place_without_an_address_has_coordinates_and_an_area(at_work):
    url = reverse("nominals:new_place")
    answers = {"description": "Field north of the mill", "latitude": "51.5", "longitude": "-0.12"}
    assert at_work.post(url, {**answers, "longitude": ""}).status_code == 200
    assert at_work.post(url, answers).status_code == 302
    assert "51.500000, -0.120000" in text_of(at_work, "place", Location.objects.get().pk)


def test_a_part_needs_a_record_that_is_there(at_work, incident):
    focus = new_vehicle(at_work)
    url = reverse("nominals:object_event", args=[focus.pk])
    page = at_work.post(url, {"reference": "nothing", "role": "used_in"}).content.decode()
    assert "No record has the reference" in page


def test_a_tie_is_ended_and_stays_in_the_history(at_work, record):
    ann = record("Ann", family="Roe", postcode="E1 6AN")
    link = Link.objects.get(source=ann.pk)
    url = reverse("nominals:tie", args=[link.pk])
    answers = {"status": "historic", "held_until": "2026-03-12"}
    assert at_work.post(url, answers).status_code == 302
    link.refresh_from_db()
    assert (link.status, link.held_until.date()) == ("historic", date(2026, 3, 12))


def test_what_is_inferred_is_marked_and_stands_once_confirmed(at_work, record):
    """L4: the same home, marked inferred, until somebody confirms it."""
    ann, bob = record("Ann", postcode="E1 6AN"), record("Bob", postcode="E1 6AN")
    assert at_work.post(reverse("nominals:infer", args=[ann.pk])).status_code == 302
    link = Link.objects.get(target=bob.pk)
    assert link.status == LinkStatus.INFERRED
    assert link.lapses_at is not None
    assert "Same address" in text_of(at_work, "tie", link.pk)
    at_work.post(reverse("nominals:tie", args=[link.pk]), {"status": "confirmed"})
    link.refresh_from_db()
    assert (link.status, link.lapses_at) == (LinkStatus.CONFIRMED, None)


def test_somebody_unknown_is_recorded_by_a_description(at_work, incident):
    """P_003: four items are a to-do; M4: nothing at all is refused."""
    url = reverse("nominals:new_unknown")
    answers = {
        "state": "unknown",
        "sex": "male",
        "reference": "in-26-0000001-a",
        "role": "suspect",
        "described_on": "2026-03-09",
    }
    assert at_work.post(url, answers).status_code == 200
    assert not Person.objects.exists()
    feature = {
        "build": "slim",
        "feature_1": "tattoo",
        "feature_place_1": "neck",
        "feature_text_1": "a rose",
    }
    assert at_work.post(url, {**answers, **feature}).status_code == 302
    person = Person.objects.get()
    assert person.state == PersonState.UNKNOWN
    text = text_of(at_work, "person", person.pk)
    for shown in ("Suspect (P_003): 1 more of", "Tattoo, neck: a rose", "Slim"):
        assert shown in text


def test_an_unborn_child_is_recorded_with_when_the_birth_is_expected(at_work, incident):
    answers = {"state": "unborn", "sex": "not_known", "role": "involved_party"}
    answers |= {"reference": incident.reference, "described_on": "2026-03-09"}
    url = reverse("nominals:new_unknown")
    assert at_work.post(url, answers).status_code == 200
    due = {"expected_on": "2026-12-24"}
    assert at_work.post(url, {**answers, **due}).status_code == 302
    assert Person.objects.get().known_as == "Unborn child"


def test_a_feature_without_its_place_is_asked_for(at_work, record):
    ann = record("Ann", family="Roe")
    url = reverse("nominals:describe", args=[ann.pk])
    answers = {"described_on": "2026-03-09", "feature_1": "scarred"}
    assert "Say where on the body" in at_work.post(url, answers).content.decode()
    assert at_work.post(url, {**answers, "feature_place_1": "chin"}).status_code == 302


def test_a_name_is_added_with_its_type_and_period(at_work, record):
    ann = record("Ann", family="Roe")
    answers = {"type": "maiden", "given_names": "Ann", "family_name": "Doe"}
    answers |= {"order": "given_family", "used_until": "2010-06-01"}
    assert at_work.post(reverse("nominals:add_name", args=[ann.pk]), answers).status_code == 302
    assert f"{ann.names.get(type='maiden').used_until}" == "2010-06-01"


def test_nv08_a_number_on_another_person_is_refused_and_put_before_who_judges(at_work, record):
    ann = record("Ann", family="Roe", identifiers=(("pnc", "08/410801U"),))
    bob = record("Bob", family="Poe")
    url = reverse("nominals:add_number", args=[bob.pk])
    for _ in range(2):
        page = at_work.post(url, {"scheme": "pnc", "value": "2008/0410801U"}).content.decode()
        assert "already recorded for another person" in page
    conflict = NumberConflict.objects.get()
    assert (conflict.held_by_id, conflict.typed_for_id) == (ann.pk, bob.pk)
    judge = signed_in(type(at_work)(), Role.SUPERVISOR)
    assert "A number is on two people" in judge.get("/").content.decode()
    url = reverse("nominals:number_conflict", args=[conflict.pk])
    assert judge.post(url, {"how": "Typed by mistake"}).status_code == 302
    assert "A number is on two people" not in judge.get("/").content.decode()


def test_m3_what_is_missing_stands_in_the_queue_of_who_recorded_the_part(at_work, incident):
    answers = {"given_names": "Ann", "family_name": "Roe", "sex": "female", "role": "witness"}
    answers |= {"reference": incident.reference}
    assert at_work.post(reverse("nominals:new"), answers).status_code == 302
    home = " ".join(at_work.get("/").content.decode().split())
    assert "Complete what is recorded of a person" in home
    assert "Missing: date of birth, age, address, telephone or e-mail" in home
    assert "Roe" not in home
    other = signed_in(type(at_work)(), Role.CUSTODY_OFFICER)
    assert "Complete what is recorded" not in other.get("/").content.decode()


@pytest.mark.parametrize("count", [1, 30])
def test_the_page_of_an_object_costs_the_same_for_many_ties(
    at_work, record, sergeant, at, django_assert_max_num_queries, count
):
    from bluelamp.nominals.services import tie_entries

    focus = new_vehicle(at_work)
    for number in range(count):
        person = record(f"Ann{'abcdefghijklmnopqrstuvwxyzabcdefgh'[number]}", family="Roe")
        tie_entries(source=person.pk, target=focus.pk, role=LinkRole.DRIVER, by=sergeant, at=at)
    with django_assert_max_num_queries(16):
        text_of(at_work, "object", focus.pk)


def test_who_may_not_record_sees_the_page_without_the_ways_to_change(client, at_work):
    focus = new_vehicle(at_work)
    inspector = signed_in(type(client)(), Role.INSPECTOR)
    assert "Correct these details" not in text_of(inspector, "object", focus.pk)
    assert inspector.get(reverse("nominals:amend_object", args=[focus.pk])).status_code == 403


def test_a_link_that_has_ended_shows_its_end_and_keeps_it_when_saved(at_work, record, sergeant, at):
    focus, ann = new_vehicle(at_work), record("Ann", family="Roe", birth="1985-03-14")
    url = reverse("nominals:tie_object", args=[ann.pk])
    at_work.post(url, {"number": "AB51 CDE", "role": "keeper", "held_from": "2020-01-31"})
    link = Link.objects.get(source=ann.pk, target=focus.pk)
    page = reverse("nominals:tie", args=[link.pk])
    at_work.post(page, {"status": "confirmed", "held_until": "2024-05-06"})
    assert 'value="2024-05-06"' in at_work.get(page).content.decode()


def test_two_at_work_on_an_object_see_words_and_not_codes(at_work):
    focus = new_vehicle(at_work, body="hatchback")
    url = reverse("nominals:amend_object", args=[focus.pk])
    opened = {"version": focus.version, "make": "Ford", "model": "Focus", "colours": ["blue"]}
    at_work.post(url, {**opened, "body": "estate"})
    page = at_work.post(url, {**opened, "colours": ["red", "white"]}).content.decode()
    assert "Red, White" in page
    assert "Estate" in page
    assert "[&#x27;" not in page
