"""Items whose number tells what they are, tied to the one thing of the index."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bluelamp.access.enums import Role
from bluelamp.core.errors import NotPossible
from bluelamp.nominals.enums import LinkRole, NumberScheme, ObjectKind
from bluelamp.nominals.models import Link
from bluelamp.nominals.selectors import objects_known_by
from bluelamp.property.enums import ItemKind, LawfulBasis
from bluelamp.property.models import Item
from bluelamp.property.rules.batches import ItemDetails
from bluelamp.property.services.index_objects import thing_of

from .making import BELONGINGS, an_item, an_officer


@pytest.mark.parametrize(
    ("kind", "number", "thing", "scheme"),
    [
        (ItemKind.DETAINEE, "07700 900123", ObjectKind.TELEPHONE, NumberScheme.PHONE),
        (ItemKind.DIGITAL, "490154203237518", ObjectKind.TELEPHONE, NumberScheme.IMEI),
        (ItemKind.DIGITAL, "SN-99X", ObjectKind.DEVICE, NumberScheme.SERIAL),
        (ItemKind.FIREARM, "A12345", ObjectKind.WEAPON, NumberScheme.SERIAL),
        (ItemKind.IDENTITY, "533401372", ObjectKind.DOCUMENT, NumberScheme.DOCUMENT),
        (ItemKind.CASH, "AK47 123456", ObjectKind.CASH, NumberScheme.SERIAL),
        (ItemKind.EXHIBIT, "BIKE-1", ObjectKind.OTHER, NumberScheme.SERIAL),
    ],
)
def test_what_an_item_is_by_its_kind_and_number(kind, number, thing, scheme):
    details = ItemDetails(kind, "Something", LawfulBasis.S54, number=number)
    claim = thing_of(details)
    assert (claim.kind, claim.numbers[0].scheme) == (thing, scheme)


@pytest.mark.django_db
def test_two_items_with_one_number_are_tied_to_one_thing():
    phone = replace(BELONGINGS, number="07700 900123")
    items = [an_item(an_officer(Role.DETENTION_OFFICER), details=phone) for _ in range(2)]
    [found] = objects_known_by("07700900123")
    tied = Link.objects.filter(source=found.object.pk, role=LinkRole.EXHIBIT)
    assert {each.target_id for each in tied} == {item.event_id for item in items}


@pytest.mark.django_db
def test_a_number_that_cannot_be_is_refused_at_its_field_and_nothing_is_recorded():
    wrong = replace(BELONGINGS, number="+44 12")
    with pytest.raises(NotPossible) as refusal:
        an_item(an_officer(Role.DETENTION_OFFICER), details=wrong)
    assert refusal.value.field == "number"
    assert not Item.objects.exists()
