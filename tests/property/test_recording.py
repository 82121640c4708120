"""Recording items: what is written, what is refused and where it says so."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from bluelamp.access.enums import Role
from bluelamp.audit.models import AuditLine
from bluelamp.core.errors import NotAllowed, NotPossible
from bluelamp.nominals.enums import EventKind, LinkRole
from bluelamp.nominals.models import Event, Link
from bluelamp.property.enums import ContinuityKind, ItemKind, ItemState, LawfulBasis
from bluelamp.property.models import Item, Seal
from bluelamp.property.services import ItemDetails, check_items, record_items

from .making import (
    BELONGINGS,
    CASH,
    EXHIBIT,
    NOW,
    TAKEN,
    a_custody_event,
    a_person,
    an_item,
    an_officer,
    staff_of,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer():
    return an_officer(Role.DETENTION_OFFICER)


@pytest.fixture
def other():
    return an_officer(Role.DETENTION_OFFICER, name="Other")


def record(officer, rows, *, event: UUID | None = None, witness=None, at=TAKEN):
    person = a_person()
    return record_items(
        rows=rows,
        taken_in=event or a_custody_event(person).pk,
        taken_from=person.pk,
        occurred_at=at,
        witness=witness,
        by=officer,
        at=NOW,
    )


def test_an_item_is_registered_in_the_index_and_tied_to_its_owner(officer):
    item = an_item(officer)
    event = Event.objects.get(pk=item.pk)
    assert (event.kind, event.title) == (EventKind.PROPERTY, "Detained person's property")
    assert event.reference.startswith("PR-26-")
    owner = Link.objects.get(target=item.pk, role=LinkRole.OWNER)
    assert owner.source_id == item.taken_from_id


def test_the_chain_begins_with_the_person_and_ends_with_the_officer(officer):
    item = an_item(officer)
    link = item.continuity.get()
    assert (link.kind, link.from_holder, link.to_holder) == (
        ContinuityKind.SEIZE,
        "Ann Example",
        officer.label,
    )
    assert (item.state, item.holder_id) == (ItemState.SEIZED, officer.id)


def test_an_item_with_a_seal_is_bagged_in_the_same_breath(officer):
    item = an_item(officer, seal=" ab 123 ")
    assert item.state == ItemState.BAGGED
    assert Seal.objects.get(item=item).number == "AB123"
    assert [link.seal_after for link in item.continuity.all()] == ["", "AB123"]


def test_every_item_is_audited(officer):
    item = an_item(officer)
    actions = AuditLine.objects.filter(records__contains=[item.pk]).values_list("action", flat=True)
    assert {"register_event", "seize", "link_entries"} <= set(actions)


def test_cash_needs_a_second_person_and_keeps_them_on_record(officer, other):
    with pytest.raises(NotPossible) as refusal:
        an_item(officer, CASH)
    assert refusal.value.field == "witness"
    with pytest.raises(NotPossible):
        an_item(officer, CASH, witness=staff_of(officer))
    item = an_item(officer, CASH, witness=staff_of(other))
    assert item.continuity.get().witness_id == other.id


@pytest.mark.parametrize(
    ("details", "field", "rule"),
    [
        (replace(BELONGINGS, description="bag of items"), "description", "REF-8"),
        (replace(BELONGINGS, description="x" * 301), "description", "REF-8"),
        (replace(BELONGINGS, seal_number="1"), "seal_number", "REF-6"),
        (replace(BELONGINGS, seal_number="12 34/5"), "seal_number", "REF-6"),
        (replace(BELONGINGS, amount_pence=100), "amount", "CSH-6"),
        (replace(EXHIBIT, exhibit_reference="hammer"), "exhibit_reference", "REF-2"),
        (replace(EXHIBIT, exhibit_reference="JAB/١"), "exhibit_reference", "REF-2"),
        (replace(EXHIBIT, exhibit_reference=""), "exhibit_reference", "REF-2"),
    ],
)
def test_a_bad_answer_is_refused_by_field_and_rule(officer, details, field, rule):
    with pytest.raises(NotPossible) as refusal:
        an_item(officer, details)
    assert (refusal.value.field, refusal.value.rule) == (field, rule)
    assert not Item.objects.exists()


@pytest.mark.parametrize(
    "description",
    ["x" * 300, "🔑 keys on a ring", "ساعة سوداء مكسورة", "Passeport périmé, reliure £5"],
    ids=["300 characters", "emoji", "right to left", "accents"],
)
def test_descriptions_are_kept_as_typed(officer, description):
    item = an_item(officer, replace(BELONGINGS, description=description))
    assert Item.objects.get(pk=item.pk).description == description


def test_a_long_name_of_a_person_fits_the_chain(officer):
    person = a_person("N" * 200)
    record_items(
        rows=[BELONGINGS],
        taken_in=a_custody_event(person).pk,
        taken_from=person.pk,
        occurred_at=TAKEN,
        by=officer,
        at=NOW,
    )
    assert Item.objects.get().continuity.get().from_holder == "N" * 200


def test_nothing_is_taken_in_the_future(officer):
    with pytest.raises(NotPossible) as refusal:
        record(officer, [BELONGINGS], at=NOW + timedelta(minutes=1))
    assert (refusal.value.field, refusal.value.rule) == ("occurred_at", "CON-4")


def test_who_may_not_record_is_refused():
    with pytest.raises(NotAllowed):
        an_item(an_officer(Role.INSPECTOR))


def test_several_items_are_recorded_together(officer, other):
    items = record(officer, [BELONGINGS, CASH], witness=staff_of(other))
    assert [item.kind for item in items] == [ItemKind.DETAINEE, ItemKind.DETAINEE_CASH]


def test_one_bad_row_records_none(officer):
    with pytest.raises(NotPossible) as refusal:
        record(officer, [BELONGINGS, replace(BELONGINGS, description="a bag")])
    assert refusal.value.field == "items-1-description"
    assert not Item.objects.exists()


def test_all_faults_of_all_rows_are_told_at_once(officer):
    event = a_custody_event(a_person())
    an_item(officer, EXHIBIT, taken_in=event.pk)
    again = ItemDetails(ItemKind.EXHIBIT, "Crowbar", LawfulBasis.S54, "7001", "JAB/1")
    found = check_items(
        rows=[again, replace(BELONGINGS, description="box"), CASH],
        taken_in=event.pk,
        witness=None,
        by=officer,
    )
    assert {(each.row, each.fault.field) for each in found} == {
        (0, "seal_number"),
        (0, "exhibit_reference"),
        (1, "description"),
        (2, "witness"),
    }


def test_one_seal_in_two_rows_is_found_before_anything_is_written(officer):
    sealed = replace(BELONGINGS, seal_number="9001")
    with pytest.raises(NotPossible) as refusal:
        record(officer, [sealed, replace(sealed, seal_number=" 90 01")])
    assert (refusal.value.field, refusal.value.rule) == ("items-1-seal_number", "REF-6")


def test_an_exhibit_reference_is_free_again_in_another_event(officer):
    an_item(officer, EXHIBIT)
    an_item(officer, replace(EXHIBIT, seal_number="7002"))
    assert Item.objects.filter(exhibit_reference="JAB/1").count() == 2
