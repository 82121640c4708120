"""Recording and correcting people through the pages: candidates first, nothing typed is lost."""

from __future__ import annotations

import pytest
from django.urls import reverse
from tests.nominals.pages import signed_in

from bluelamp.access.enums import Role
from bluelamp.audit.models import AuditLine
from bluelamp.nominals.enums import EventKind, LinkRole
from bluelamp.nominals.models import Link, Person
from bluelamp.nominals.services import register_event

pytestmark = pytest.mark.django_db
NEW = "/people/new/"
BILL = {
    "given_names": "Bill",
    "family_name": "OConnor",
    "birth_day": "2",
    "birth_month": "11",
    "birth_year": "1979",
    "sex": "male",
    "address_line": "1 Lamp Street",
    "postcode": "M14 5RX",
    "role": "witness",
}


@pytest.fixture
def at_work(client):
    return signed_in(client, Role.CUSTODY_OFFICER)


@pytest.fixture
def william(record):
    return record("William", family="O’Connor", birth="1979-11-02", postcode="M14 5RX")


def test_nobody_like_them_and_the_person_is_recorded_at_once(at_work):
    response = at_work.post(NEW, BILL)
    person = Person.objects.get()
    assert response["Location"] == reverse("nominals:person", args=[person.pk])
    assert (person.known_as, f"{person.born_from}") == ("Bill OConnor", "1979-11-02")


def test_candidates_are_shown_with_reasons_before_anybody_is_recorded(at_work, william):
    page = at_work.post(NEW, BILL).content.decode()
    assert Person.objects.count() == 1
    for shown in ("William O’Connor", "Very likely", "Same postcode.", "None of these"):
        assert shown in page
    assert AuditLine.objects.get(action="view_candidates").records == [william.pk]
    assert 'value="OConnor"' in page


def test_none_of_them_makes_a_new_person(at_work, william):
    answers = {**BILL, "shown": [str(william.pk)], "candidate": "new"}
    assert at_work.post(NEW, answers).status_code == 302
    assert Person.objects.count() == 2


def test_one_of_them_is_opened_and_given_the_part(at_work, william, sergeant, at):
    event = register_event(
        kind=EventKind.CRIME, reference="CR-1", title="x", occurred_at=at, by=sergeant, at=at
    )
    answers = {
        **BILL,
        "shown": [str(william.pk)],
        "candidate": str(william.pk),
        "reference": "cr-1",
    }
    response = at_work.post(NEW, answers)
    assert response["Location"] == reverse("nominals:person", args=[william.pk])
    assert Person.objects.count() == 1
    assert Link.objects.get(target=event.pk).role == LinkRole.WITNESS


def test_without_a_choice_the_officer_is_told_to_make_one(at_work, william):
    page = at_work.post(NEW, {**BILL, "shown": [str(william.pk)]}).content.decode()
    assert "Choose one of these people, or that it is none of them" in page


def test_nv_11_somebody_found_meanwhile_is_shown_first(at_work, william, record):
    other = record("Will", family="O’Connor", birth="1979-11-02", postcode="M14 5RX")
    answers = {**BILL, "shown": [str(william.pk)], "candidate": "new"}
    page = at_work.post(NEW, answers).content.decode()
    assert "NV-11" in page
    assert str(other.pk) in page
    assert Person.objects.count() == 2


def test_nv_08_the_holder_of_the_number_is_named_by_link(at_work, record):
    holder = record("John", family="Smith", identifiers=(("pnc", "2008/0410801U"),))
    answers = {**BILL, "pnc": "08/410801U", "shown": [str(holder.pk)], "candidate": "new"}
    page = at_work.post(NEW, answers).content.decode()
    assert "NV-08" in page
    assert f'href="{reverse("nominals:person", args=[holder.pk])}"' in page


def test_nv_03_an_address_or_a_record_is_asked_for(at_work):
    alone = {**BILL, "address_line": "", "postcode": ""}
    assert "NV-03" in at_work.post(NEW, alone).content.decode()
    unknown = {**alone, "reference": "CU-1"}
    assert "No record has the reference ‘CU-1’" in at_work.post(NEW, unknown).content.decode()
    assert not Person.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"given_names": "😀"}, "Given names can hold letters"),
        ({"given_names": "£am"}, "(NV-05)"),
        ({"given_names": "A" * 300}, "at most 35 characters; this has 300"),
        ({"family_name": "R2D2"}, "Family name can hold letters"),
        ({"birth_year": "2099"}, "Date of birth cannot be in the future (NV-04)."),
        ({"birth_day": "29", "birth_month": "2", "birth_year": "1985"}, "must be a real date"),
        ({"pnc": "08/410801A"}, "The check letter A does not belong to this PNC ID"),
        ({"postcode": "NOWHERE"}, "(NV-09)"),
        ({"sex": ""}, "Select sex"),
    ],
    ids=[
        "emoji", "pound-sign", "300-characters", "digits", "future", "29-february", "check-letter",
        "postcode", "no-sex",
    ],
)  # fmt: skip
def test_bad_answers_are_named_and_kept(at_work, wrong, said):
    page = at_work.post(NEW, {**BILL, **wrong}).content.decode()
    assert said in page
    for typed in wrong.values():
        assert typed in page
    assert not Person.objects.exists()


def test_every_broken_rule_is_listed_at_once(at_work):
    wrong = {**BILL, "given_names": "Dr Bill", "family_name": "R2D2", "postcode": "X"}
    page = at_work.post(NEW, wrong).content.decode()
    for answer in ("given_names", "family_name", "postcode"):
        assert f'href="#id_{answer}"' in page


@pytest.mark.parametrize(
    ("given", "family", "shown"),
    [
        ("محمد", "الأحمد", "محمد الأحمد"),
        ("Zoë Élodie", "Núñez-O’Brien", "Zoë Élodie Núñez-O’Brien"),
        ("Олександр", "Шевченко", "Олександр Шевченко"),
        ("Suharto", "", "Suharto"),
    ],
    ids=["right-to-left", "accents", "cyrillic", "mononym"],
)
def test_names_of_every_script_go_through_form_and_page(at_work, given, family, shown):
    answers = {**BILL, "given_names": given, "family_name": family}
    page = at_work.post(NEW, answers, follow=True).content.decode()
    assert f"<bdi>{shown}</bdi>" in page


def test_the_reason_is_asked_for_before_anything_is_typed(client):
    response = signed_in(client, Role.CUSTODY_OFFICER, reason=None).get(NEW)
    assert response["Location"].startswith(reverse("access:working_reason"))


def test_who_may_not_record_is_refused(client):
    assert signed_in(client, Role.INSPECTOR).get(NEW).status_code == 403


def corrections(person, **more):
    return {
        "version": person.version,
        "sex": "male",
        "birth_day": "2",
        "birth_month": "11",
        "birth_year": "1979",
        "self_defined_ethnicity": "",
        "observed_ethnicity": "",
        "nationality": "",
        "language": "",
        **more,
    }


def test_corrections_are_saved_logged_and_kept_in_history(at_work, william):
    url = reverse("nominals:amend", args=[william.pk])
    assert at_work.post(url, corrections(william, nationality="IRL")).status_code == 302
    william.refresh_from_db()
    assert (william.nationality, william.version) == ("IRL", 2)
    line = AuditLine.objects.get(action="amend_person")
    assert (line.operation, line.detail) == ("ALTER", "nationality")


def test_edit_1_who_saves_second_sees_both_and_loses_neither(at_work, william):
    url = reverse("nominals:amend", args=[william.pk])
    opened = corrections(william)
    at_work.post(url, {**opened, "nationality": "IRL"})
    page = at_work.post(url, {**opened, "nationality": "GBR", "language": "en"}).content.decode()
    william.refresh_from_db()
    assert william.nationality == "IRL"
    for shown in ("Irish (Ireland)", "British (United Kingdom)", "English"):
        assert shown in page
    assert '<option value="GBR" selected>' in page
    assert 'name="version" value="2"' in page
    at_work.post(url, {**opened, "version": "2", "nationality": "GBR"})
    william.refresh_from_db()
    assert (william.nationality, william.version) == ("GBR", 3)


def test_the_rest_of_a_person_is_asked_for_saved_and_shown(at_work, william):
    url = reverse("nominals:amend", args=[william.pk])
    more = {
        "title": "Dr",
        "gender_identity": "man",
        "place_of_birth": "Cork, Ireland",
        "nationality": "IRL",
        "nationality_1": "GBR",
        "nationality_2": "GBR",
        "needs_interpreter": "on",
        "died_on": "2026-02-03",
        "death_source": "certificate",
    }
    assert at_work.post(url, corrections(william, **more)).status_code == 302
    william.refresh_from_db()
    assert (william.other_nationalities, william.needs_interpreter) == (["GBR"], True)
    page = at_work.get(reverse("nominals:person", args=[william.pk])).content.decode()
    for shown in ("Dr", "Cork, Ireland", "Needs an interpreter", "Death certificate"):
        assert shown in page
    assert "Born 02/11/1979, died 03/02/2026, aged 46" in page
    form = at_work.get(url).content.decode()
    assert 'value="2026-02-03"' in form


def test_a_death_before_the_birth_is_refused_at_its_field(at_work, william):
    url = reverse("nominals:amend", args=[william.pk])
    page = at_work.post(url, corrections(william, died_on="1970-01-01")).content.decode()
    assert "The date of death is not before the date of birth (DS_034)." in page
    william.refresh_from_db()
    assert william.died_on is None


def test_as_many_nationalities_are_asked_for_as_are_recorded(at_work, william):
    william.other_nationalities = ["GBR", "FRA", "POL"]
    william.save()
    url = reverse("nominals:amend", args=[william.pk])
    answers = {f"nationality_{at}": code for at, code in enumerate(("GBR", "FRA", "POL"), 1)}
    at_work.post(url, corrections(william, **answers, title="Mr"))
    william.refresh_from_db()
    assert (william.title, william.other_nationalities) == ("Mr", ["GBR", "FRA", "POL"])
