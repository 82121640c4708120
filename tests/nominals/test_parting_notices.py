"""Owners of live records are told when people in them are parted (MG-06)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from tests.custody.world import NOON, World
from tests.nominals.sameness import join, part
from tests.officers import signed_in

from bluelamp.access.models import Staff
from bluelamp.audit.models import AuditLine
from bluelamp.core.errors import NotAllowed, NotPossible
from bluelamp.nominals.models import Parting, PartingNotice
from bluelamp.nominals.services import answer_notice
from bluelamp.nominals.waiting import notices_of_partings

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(days=1)


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def notice(world, two) -> PartingNotice:
    """Two records were judged one and parted, while one of them was in custody."""
    world.detained(two[1])
    join(*two)  # proposes, for the person is in custody
    join(*two)
    part(*two)
    return PartingNotice.objects.get()


@pytest.fixture
def client(world) -> Client:
    return signed_in(Staff.objects.get(pk=world.arresting.id))


def text_of(response) -> str:
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_the_officer_of_a_live_record_is_told_once(world, notice, two):
    parting = Parting.objects.get()
    assert (notice.parting, notice.staff_id) == (parting, world.arresting.id)
    [item] = notices_of_partings(world.arresting, LATER)
    assert item.about == notice.event.reference
    assert item.waiting_since == parting.parted_at
    assert list(notices_of_partings(world.inspector, LATER)) == []


def test_joining_without_parting_tells_nobody(world, two):
    world.detained(two[1])
    join(*two)
    join(*two)
    assert not PartingNotice.objects.exists()


def test_the_page_names_both_and_the_record_and_is_logged(client, notice, two):
    text = text_of(client.get(reverse("nominals:parting_notice", args=[notice.pk])))
    for shown in (two[0].known_as, notice.event.reference, "Two brothers"):
        assert shown in text
    line = AuditLine.objects.filter(action="view_parting").latest("pk")
    assert set(line.records) == {person.pk for person in two}


def test_the_answer_takes_the_work_from_the_queue(client, world, notice):
    url = reverse("nominals:parting_notice", args=[notice.pk])
    assert "Say what you checked again" in text_of(client.post(url, {"found": " "}))
    assert client.post(url, {"found": "Interview was of the right brother."}).status_code == 302
    notice.refresh_from_db()
    assert notice.seen_at is not None
    assert list(notices_of_partings(world.arresting, LATER)) == []
    assert "Interview was of the right brother." in text_of(client.get(url))


def test_nobody_else_opens_or_answers_it(world, notice):
    other = signed_in(Staff.objects.get(pk=world.inspector.id))
    url = reverse("nominals:parting_notice", args=[notice.pk])
    assert other.get(url).status_code == 404
    with pytest.raises(NotAllowed):
        answer_notice(notice_id=notice.pk, found="Nothing", by=world.inspector, at=LATER)


def test_it_is_answered_once(world, notice):
    answer_notice(notice_id=notice.pk, found="Nothing", by=world.arresting, at=LATER)
    with pytest.raises(NotPossible, match="already"):
        answer_notice(notice_id=notice.pk, found="More", by=world.arresting, at=LATER)


def test_the_database_holds_that_an_answer_has_words(notice):
    with pytest.raises(IntegrityError), transaction.atomic():
        PartingNotice.objects.filter(pk=notice.pk).update(seen_at=LATER)
