"""Objects in the index: recorded, found by their numbers, held by the database."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from tests.nominals.people import officer

from bluelamp.access.enums import Role
from bluelamp.core.errors import NotAllowed, NotPossible
from bluelamp.nominals.enums import NumberScheme, ObjectKind
from bluelamp.nominals.models import ObjectNumber
from bluelamp.nominals.selectors import objects_by_id, objects_known_by
from bluelamp.nominals.services import KnownObjects, NumberClaim, ObjectClaim, record_object

pytestmark = pytest.mark.django_db


def vehicle(mark: str, **more: Any) -> ObjectClaim:
    number = NumberClaim(NumberScheme.VRM, mark)
    return ObjectClaim(ObjectKind.VEHICLE, **{"numbers": (number,), "make": "Ford", **more})


@pytest.fixture
def recorded(sergeant: Any, at: Any) -> Any:
    def write(claim: ObjectClaim, **more: Any) -> Any:
        return record_object(claim=claim, by=sergeant, at=at, **more)

    return write


@pytest.mark.parametrize(
    ("typed", "is_exact"),
    [
        pytest.param("ab51 cde", True, id="VRM-normalised"),
        pytest.param("A851 CDE", False, id="VRM-folded"),
        pytest.param("AB5*", False, id="beginning"),
    ],
)
def test_a_vehicle_is_found_by_its_mark(recorded, typed, is_exact):
    focus = recorded(vehicle("AB51 CDE"))
    found = objects_known_by(typed)
    assert [(each.object, each.is_exact) for each in found] == [(focus, is_exact)]


def test_a_telephone_is_found_by_number_and_by_handset(recorded):
    phone = recorded(
        ObjectClaim(
            ObjectKind.TELEPHONE,
            numbers=(
                NumberClaim(NumberScheme.PHONE, "07700 900123"),
                NumberClaim(NumberScheme.IMEI, "490154203237518"),
            ),
        )
    )
    for typed in ("+44 7700 900123", "490154203237518"):
        assert [each.object for each in objects_known_by(typed)] == [phone]
    assert objects_known_by("07700 900124") == []


def test_plates_are_not_the_vehicle(recorded):
    """The mark passed from one vehicle to another: both are found, the bearer first."""
    before = recorded(
        vehicle(
            "",
            numbers=(
                NumberClaim(NumberScheme.VRM, "AB51CDE", held_until=date(2024, 5, 1)),
                NumberClaim(NumberScheme.VRM, "CD02EFG"),
            ),
        )
    )
    now = recorded(vehicle("AB51CDE"))
    found = objects_known_by("AB51CDE")
    assert [(each.object, each.is_borne_now) for each in found] == [(now, True), (before, False)]
    assert before.known_as.startswith("CD02 EFG")


def test_a_number_that_is_borne_is_not_recorded_again_unseen(recorded):
    first = recorded(vehicle("AB51CDE"))
    with pytest.raises(KnownObjects) as refusal:
        recorded(vehicle("AB51CDE", make="Audi"))
    assert refusal.value.object_ids == (first.pk,)
    cloned = recorded(vehicle("AB51CDE", make="Audi"), seen=[first.pk])
    assert len(objects_known_by("AB51CDE")) == 2
    assert cloned.pk != first.pk


def test_finding_takes_one_statement_however_many(recorded, django_assert_num_queries):
    for number in range(12):
        recorded(vehicle(f"AB51CD{'ABCDEFGHJKLM'[number]}"))
    with django_assert_num_queries(1):
        assert len(objects_known_by("AB51*")) == 12


def test_objects_by_key_come_with_their_numbers(recorded, django_assert_num_queries):
    focus = recorded(vehicle("AB51CDE"))
    with django_assert_num_queries(2):
        [found] = objects_by_id([focus.pk, uuid4()]).values()
        assert [each.value for each in found.numbers.all()] == ["AB51CDE"]


def test_what_cannot_be_is_refused_with_its_field(recorded):
    with pytest.raises(NotPossible) as refusal:
        recorded(vehicle("AB51CDEFGHIJKL"))
    assert (refusal.value.field, refusal.value.rule) == ("vrm", "NV-07")


def test_who_may_not_record_is_refused(at):
    with pytest.raises(NotAllowed):
        record_object(claim=vehicle("AB51CDE"), by=officer(Role.INSPECTOR), at=at)


@pytest.mark.parametrize(
    ("scheme", "value"),
    [
        ("vrm", "AB51 CDE"),
        ("vrm", "ab51cde"),
        ("phone", "07700900123"),
        ("imei", "49015420323751"),
        ("serial", ""),
    ],
)
def test_the_database_holds_the_form_of_numbers(recorded, scheme, value):
    focus = recorded(vehicle("AB51CDE"))
    with pytest.raises(IntegrityError), transaction.atomic():
        ObjectNumber.objects.create(bearer=focus, scheme=scheme, value=value, folded=value)


def test_the_database_holds_that_a_period_runs_forward(recorded):
    focus = recorded(vehicle("AB51CDE"))
    with pytest.raises(IntegrityError), transaction.atomic():
        ObjectNumber.objects.create(
            bearer=focus,
            scheme="vrm",
            value="XY12ABC",
            folded="XY12ABC",
            held_from=date(2024, 1, 2),
            held_until=date(2024, 1, 1),
        )
