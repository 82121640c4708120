"""The page of a person who is recorded several times: everything, each value with its record."""

from __future__ import annotations

import pytest
from django.urls import reverse
from tests.nominals.pages import signed_in
from tests.nominals.people import BILL, officer
from tests.nominals.sameness import join, part

from bluelamp.access.enums import Permission, Role
from bluelamp.audit.models import AuditLine
from bluelamp.nominals import panels, registry
from bluelamp.nominals.enums import EventKind, LinkRole
from bluelamp.nominals.models import Judgement, Parting
from bluelamp.nominals.panels import Panel, read_sought
from bluelamp.nominals.selectors import candidates_for, people_sought, person_page
from bluelamp.nominals.services import give_part, link_entries, register_event

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def only_our_panels(monkeypatch):
    monkeypatch.setattr(registry, "_person_panels", [])
    monkeypatch.setattr(registry, "_cares", [])


@pytest.fixture
def joined(record, sergeant, at):
    """Ann, recorded as a suspect and again with a PNC ID, each with an event and an address."""
    ann = record("Ann", family="Roe", birth="1985-03-14", sex="female", postcode="E1 6AN")
    anna = record(
        "Anna",
        family="Roe",
        sex="male",
        nationality="POL",
        postcode="M14 5RX",
        identifiers=(("pnc", "08/410801U"),),
    )
    for number, person in enumerate((ann, anna), start=1):
        register_event(
            kind=EventKind.CRIME,
            reference=f"CR-{number}",
            title="",
            occurred_at=at,
            by=sergeant,
            at=at,
        )
        give_part(
            person_id=person.pk, reference=f"CR-{number}", role=LinkRole.WITNESS, by=sergeant, at=at
        )
    join(ann, anna)
    return ann, anna


def url(person) -> str:
    return reverse("nominals:person", args=[person.pk])


def text_of(client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_mg_02_the_other_record_leads_to_the_surviving_one(client, joined):
    ann, anna = joined
    client = signed_in(client, Role.SUPERVISOR)
    assert client.get(url(anna))["Location"] == url(ann)
    change = client.get(reverse("nominals:amend", args=[anna.pk]))
    assert change.status_code in (302, 403)


def test_g1_everything_of_both_is_shown_with_its_record(client, joined):
    text = text_of(signed_in(client, Role.SUPERVISOR), url(joined[0]))
    for shown in ("Ann Roe", "Anna Roe", "E1 6AN", "M14 5RX", "2008/0410801U", "CR-1", "CR-2"):
        assert shown in text
    assert "Recorded twice: these records are judged one" in text
    assert '<td class="govuk-table__cell" dir="auto">Record 2</td>' in text
    assert "(Record 1)" in text
    assert AuditLine.objects.get(operation="CONSULT").records == [joined[0].pk, joined[1].pk]


def test_g2_the_better_evidenced_value_is_shown_and_mg_05_the_other_kept(client, joined):
    text = text_of(signed_in(client, Role.SUPERVISOR), url(joined[0]))
    assert "Male (record 2). To be confirmed, for another record says: Female (record 1)" in text
    assert "14/03/1985, aged" in text
    assert "(record 1)" in text


def test_panels_are_given_every_record_the_surviving_first(client, joined):
    asked = []
    panels.register_person_panel(
        Panel(
            "Seen",
            Permission.VIEW_PERSON,
            "components/empty.html",
            lambda keys, by: asked.append(list(keys)) or {"text": "x"},
            1,
        )
    )
    text_of(signed_in(client, Role.SUPERVISOR), url(joined[0]))
    assert asked == [[each.pk for each in joined]]


def test_one_statement_more_than_for_one_record_however_much_is_recorded(
    joined, record, sergeant, at, django_assert_num_queries
):
    ann, anna = joined
    by = officer(Role.INSPECTOR)
    other = record("Tom", family="Diaz")
    link_entries(source=other.pk, target=ann.pk, role=LinkRole.ASSOCIATE, by=sergeant, at=at)
    with django_assert_num_queries(13):
        person_page(ann.pk, by)
    for letter in "abcde":
        more = record("Ann", family=f"Roe{letter}", birth="1985-03-14")
        link_entries(source=other.pk, target=more.pk, role=LinkRole.ASSOCIATE, by=sergeant, at=at)
        join(ann, more)
    with django_assert_num_queries(13):
        page = person_page(anna.pk, by)
    assert len(page.records) == 7
    assert [tie.other for tie in page.associates.ties.found] == [other.pk]


def test_someone_is_found_once_under_the_surviving_record(record):
    ann = record("William", family="O’Connor", birth="1979-11-02", postcode="M14 5RX")
    again = record("Wm", "William", family="O’Connor", birth="1979-11-02", postcode="M14 5RX")
    assert len(candidates_for(BILL)) == 2
    join(ann, again)
    assert [each.person.pk for each in candidates_for(BILL)] == [ann.pk]
    today = candidates_for(BILL)[0].person.born_from
    found = people_sought(read_sought("William O’Connor", today))
    assert [each.person_id for each in found] == [ann.pk]


def test_the_judgement_is_ended_from_the_page_and_both_stand_again(client, joined):
    ann, anna = joined
    client = signed_in(client, Role.SUPERVISOR)
    made = Judgement.objects.get()
    end = reverse("nominals:end_judgement", args=[made.pk])
    assert end in text_of(client, url(ann))
    assert "Prints and documents agree" in text_of(client, end)
    empty = client.post(end, {"reason": ""})
    assert "There is a problem" in empty.content.decode()
    assert client.post(end, {"reason": "Two sisters"})["Location"] == url(ann)
    assert client.get(url(anna)).status_code == 200
    assert "Recorded twice" not in text_of(client, url(ann))
    again = client.post(end, {"reason": "Two sisters"})
    assert "A later judgement has taken the place" in again.content.decode()


def test_who_may_not_judge_sees_the_records_but_ends_nothing(client, joined):
    client = signed_in(client, Role.CUSTODY_OFFICER)
    text = text_of(client, url(joined[0]))
    assert "Recorded twice" in text
    assert "End this judgement" not in text
    end = reverse("nominals:end_judgement", args=[Judgement.objects.get().pk])
    assert client.post(end, {"reason": "x"}).status_code == 403


def test_g6_contradicting_judgements_say_so(client, record):
    a, b, c = (record("Ann", family=f"Roe{letter}") for letter in "abc")
    join(a, b)
    join(b, c)
    part(a, c)
    text = text_of(signed_in(client, Role.SUPERVISOR), url(a))
    assert "This needs attention" in text
    assert "Recorded 3 times" in text


def test_a_parting_waits_on_the_home_page_and_is_settled(client, joined, sergeant, at):
    ann, anna = joined
    register_event(
        kind=EventKind.CRIME, reference="CR-9", title="", occurred_at=at, by=sergeant, at=at
    )
    give_part(person_id=anna.pk, reference="CR-9", role=LinkRole.VICTIM, by=sergeant, at=at)
    part(ann, anna)
    client = signed_in(client, Role.SUPERVISOR)
    settle = reverse("nominals:settle_parting", args=[Parting.objects.get().pk])
    assert settle in text_of(client, reverse("home"))
    text = text_of(client, settle)
    assert "Victim: CR-9" in text
    assert "No: correct it in that record" in text
    assert client.post(settle, {"how": "Told the case owner"}).status_code == 302
    assert settle not in text_of(client, reverse("home"))
    assert "Settled by" in text_of(client, settle)
