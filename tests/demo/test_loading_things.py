"""The things and looks of the invented population, and people of whom no name is known."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from tests.officers import member

from bluelamp.access.enums import Role
from bluelamp.access.policies import operator
from bluelamp.demo.loading import things
from bluelamp.demo.loading.people import load_people
from bluelamp.nominals.enums import EventKind, ObjectKind, PersonState
from bluelamp.nominals.models import (
    IndexObject,
    Link,
    Location,
    ObjectNumber,
    Person,
    PhysicalDescription,
)
from bluelamp.nominals.services import register_event

pytestmark = pytest.mark.django_db


def test_the_population_has_things_looks_and_addresses_in_parts():
    load_people(300, 7, lambda said: None)
    kinds = set(IndexObject.objects.values_list("kind", flat=True))
    assert {ObjectKind.VEHICLE, ObjectKind.TELEPHONE} <= kinds
    assert Link.objects.filter(target__indexobject__isnull=False).count() == len(
        IndexObject.objects.all()
    )
    assert ObjectNumber.objects.filter(scheme="vrm").exists()
    assert PhysicalDescription.objects.exists()
    assert not Location.objects.filter(paon="").exists()


def test_unknown_people_have_parts_in_records(monkeypatch):
    recorder = member("T-1", Role.CUSTODY_OFFICER)
    monkeypatch.setattr(things, "people_for", lambda role: [recorder])
    at = datetime(2026, 3, 10, tzinfo=UTC)
    register_event(
        kind=EventKind.CUSTODY,
        reference="CU-26-0000001-E",
        title="Lampton",
        occurred_at=at,
        by=operator(),
        at=at,
    )
    things.record_unknown_people(7, lambda said: None)
    unknown = Person.objects.filter(state=PersonState.UNKNOWN)
    assert unknown.count() == things.UNKNOWN_PEOPLE
    assert not unknown.filter(descriptions=None).exists()
