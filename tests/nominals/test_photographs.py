"""Photographs of people: handing one in, who may look, which one stands, and removing one."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse
from tests.nominals.pages import signed_in
from tests.nominals.people import officer
from tests.nominals.pictures import picture
from tests.nominals.sameness import join

from bluelamp.access.enums import Role
from bluelamp.audit.models import AuditLine
from bluelamp.core.errors import NotAllowed, NotPossible
from bluelamp.core.time import day_of, now
from bluelamp.nominals.enums import PhotographSource
from bluelamp.nominals.models import Photograph, PhotographImage
from bluelamp.nominals.rules.photographs import problem_of_date
from bluelamp.nominals.selectors import image_of, people_by_id
from bluelamp.nominals.services import add_photograph, remove_photograph

pytestmark = pytest.mark.django_db
BORN, TODAY = date(1985, 3, 14), date(2026, 3, 10)


@pytest.fixture
def photographed(sergeant, at):
    def taken(person, on=TODAY, colour="teal"):
        return add_photograph(
            person_id=person.pk,
            data=picture(colour=colour),
            source=PhotographSource.CUSTODY,
            taken_on=on,
            by=sergeant,
            at=at,
        )

    return taken


@pytest.fixture
def ann(record):
    return record("Ann", family="Roe", birth="1985-03-14")


def remove(photograph, at, because="Asked for under s.47", role=Role.SUPERVISOR):
    return remove_photograph(photograph_id=photograph.pk, because=because, by=officer(role), at=at)


@pytest.mark.parametrize(
    ("taken", "said"),
    [
        (TODAY + timedelta(1), "future"),
        (BORN - timedelta(1), "born"),
        (date(1899, 1, 1), "born"),
        (BORN, ""),
        (TODAY, ""),
    ],
)
def test_a_photograph_is_taken_between_birth_and_today(taken, said):
    problem = problem_of_date(taken, born=BORN, today=TODAY)
    assert said in problem
    assert bool(problem) is bool(said)


def test_the_latest_taken_stands_for_the_person_whenever_it_was_recorded(ann, photographed, client):
    new = photographed(ann)
    old = photographed(ann, TODAY - timedelta(days=800))
    assert people_by_id([ann.pk])[ann.pk].photograph == new.pk
    page = signed_in(client, Role.INSPECTOR).get(reverse("nominals:person", args=[ann.pk]))
    person = page.context["person"]
    assert person.portrait.url == reverse("nominals:photograph", args=[new.pk])
    (other,) = person.other_portraits
    assert other.url == reverse("nominals:photograph", args=[old.pk])
    assert other.age


def test_a_photograph_of_a_joined_record_is_kept_with_the_surviving_one(record, ann, photographed):
    again = record("Anne", family="Roe")
    join(ann, again)
    assert photographed(again).person_id == ann.pk


@pytest.mark.parametrize("name", ["photograph", "small_photograph"])
def test_looking_at_one_is_logged_and_leaves_no_copy(ann, photographed, client, name):
    kept = photographed(ann)
    response = signed_in(client, Role.INSPECTOR).get(reverse(f"nominals:{name}", args=[kept.pk]))
    assert (response.status_code, response["Content-Type"]) == (200, "image/jpeg")
    assert {"private", "no-store"} <= set(response["Cache-Control"].replace(" ", "").split(","))
    line = AuditLine.objects.get(action="view_photograph")
    assert (line.records, line.record_reference) == ([ann.pk], str(kept.pk))
    assert response.content == image_of(kept.pk, small=name.startswith("small"))[1]


def test_who_may_not_see_people_sees_no_photograph(ann, photographed, client):
    kept = photographed(ann)
    client = signed_in(client, Role.PROPERTY_OFFICER)
    assert client.get(reverse("nominals:photograph", args=[kept.pk])).status_code == 403
    assert client.get(reverse("nominals:photograph", args=[uuid4()])).status_code == 403


def test_one_is_handed_in_on_the_page(ann, client):
    client = signed_in(client, Role.CUSTODY_OFFICER)
    url = reverse("nominals:add_photograph", args=[ann.pk])
    assert 'enctype="multipart/form-data"' in client.get(url).content.decode()
    day = day_of(now())
    answers = {"source": "custody", "taken_on_day": day.day, "taken_on_month": day.month}
    answers |= {"taken_on_year": day.year}
    refused = client.post(url, {**answers, "file": SimpleUploadedFile("a.jpg", b"no picture")})
    said = refused.content.decode()
    assert "cannot be read as a picture" in said
    assert f'value="{day.year}"' in said
    assert client.post(url, answers).status_code == 200
    assert not Photograph.objects.exists()
    handed = client.post(url, {**answers, "file": SimpleUploadedFile("a.gif", picture())})
    assert handed["Location"] == reverse("nominals:person", args=[ann.pk])
    kept = Photograph.objects.get()
    assert (kept.person_id, kept.taken_on, kept.source) == (ann.pk, day, PhotographSource.CUSTODY)
    assert AuditLine.objects.get(action="add_photograph").records == [ann.pk]


def test_only_who_may_record_people_hands_one_in(ann, photographed, at):
    with pytest.raises(NotAllowed):
        add_photograph(
            person_id=ann.pk,
            data=picture(),
            source=PhotographSource.CUSTODY,
            taken_on=TODAY,
            by=officer(Role.INVESTIGATING_OFFICER),
            at=at,
        )
    with pytest.raises(NotPossible, match="future"):
        photographed(ann, TODAY + timedelta(1))


def test_what_is_removed_is_gone_with_its_small_form_and_the_earlier_one_stands(
    ann, photographed, at, client
):
    old = photographed(ann, TODAY - timedelta(days=800))
    new = photographed(ann)
    remove(new, at)
    assert [each.pk for each in PhotographImage.objects.all()] == [old.pk]
    assert image_of(new.pk, small=True) is None
    assert people_by_id([ann.pk])[ann.pk].photograph == old.pk
    client = signed_in(client, Role.SUPERVISOR)
    assert client.get(reverse("nominals:photograph", args=[new.pk])).status_code == 404
    text = client.get(reverse("nominals:person", args=[ann.pk])).content.decode()
    assert "Asked for under s.47" in text
    assert AuditLine.objects.get(action="remove_photograph").record_reference == str(new.pk)


def test_removing_asks_for_authority_and_a_reason_and_is_done_once(ann, photographed, at):
    kept = photographed(ann)
    with pytest.raises(NotAllowed):
        remove(kept, at, role=Role.CUSTODY_OFFICER)
    with pytest.raises(NotPossible, match="Say why"):
        remove(kept, at, because=" ")
    remove(kept, at)
    with pytest.raises(NotPossible, match="already"):
        remove(kept, at)


def test_the_database_keeps_no_removal_without_a_reason(ann, photographed, at):
    photographed(ann)
    with (
        pytest.raises(IntegrityError, match="photograph_removed_for_a_reason"),
        transaction.atomic(),
    ):
        Photograph.objects.update(removed_at=at)


def test_one_is_removed_on_the_page(ann, photographed, client):
    kept = photographed(ann)
    client = signed_in(client, Role.SUPERVISOR)
    url = reverse("nominals:remove_photograph", args=[kept.pk])
    assert url in client.get(reverse("nominals:person", args=[ann.pk])).content.decode()
    assert "Say why the photograph is removed" in client.post(url, {"because": ""}).content.decode()
    assert client.post(url, {"because": "Held without a basis"}).status_code == 302
    assert client.get(url).status_code == 404
