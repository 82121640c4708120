"""What happens to an item after it was taken: who may, what follows what, what is refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from bluelamp.access.enums import Role
from bluelamp.access.models import Staff
from bluelamp.audit.models import AuditLine
from bluelamp.core.errors import NotAllowed, NotPossible
from bluelamp.property.enums import ContinuityKind, ItemKind, ItemState, LawfulBasis
from bluelamp.property.models import Item, Seal
from bluelamp.property.services import (
    book_into_store,
    book_out_item,
    change_basis,
    disclose_statement,
    drop_item,
    hand_over_item,
    return_item,
    seal_item,
)

from .making import (
    BELONGINGS,
    CASH,
    EXHIBIT,
    NOW,
    TAKEN,
    a_custody_event,
    a_member_of_staff,
    a_person,
    a_store,
    an_item,
    an_officer,
    staff_of,
)

pytestmark = pytest.mark.django_db
LATER = TAKEN + timedelta(minutes=30)


@pytest.fixture
def officer():
    return an_officer(Role.DETENTION_OFFICER, name="Alder")


@pytest.fixture
def other():
    return an_officer(Role.INVESTIGATING_OFFICER, name="Other")


@pytest.fixture
def keeper():
    return an_officer(Role.PROPERTY_OFFICER, name="Keeper")


def when(by, at=LATER):
    return {"occurred_at": at, "by": by, "at": NOW}


def kinds(item):
    return [link.kind for link in item.continuity.all()]


def test_sealing_bags_the_item(officer):
    item = an_item(officer)
    seal_item(item_id=item.pk, seal_number="a 100", **when(officer))
    item.refresh_from_db()
    assert (item.state, item.holder_id) == (ItemState.BAGGED, officer.id)
    assert kinds(item) == [ContinuityKind.SEIZE, ContinuityKind.BAG_TAG]


def test_a_new_seal_breaks_the_old_one_which_stays_on_record(officer):
    item = an_item(officer, seal="100")
    seal_item(item_id=item.pk, seal_number="101", **when(officer))
    assert list(item.seals.order_by("pk").values_list("number", "broken_at")) == [
        ("100", LATER),
        ("101", None),
    ]
    last = item.continuity.last()
    assert (last.kind, last.seal_before, last.seal_after) == ("RESEAL", "100", "101")


@pytest.mark.parametrize("number", ["ab-100", "AB-100", " ab- 100"])
def test_a_seal_is_used_once_even_when_broken(officer, number):
    item = an_item(officer, seal="AB-100")
    seal_item(item_id=item.pk, seal_number="AB-101", **when(officer))
    with pytest.raises(NotPossible) as refusal:
        seal_item(item_id=item.pk, seal_number=number, **when(officer))
    assert (refusal.value.field, refusal.value.rule) == ("seal_number", "REF-6")
    assert Seal.objects.get(item=item, broken_at=None).number == "AB-101"


def test_only_who_has_the_item_seals_it(officer, other):
    with pytest.raises(NotAllowed):
        seal_item(item_id=an_item(officer).pk, seal_number="100", **when(other))


def test_resealing_cash_takes_two(officer, other):
    item = an_item(officer, CASH, witness=staff_of(other))
    with pytest.raises(NotPossible) as refusal:
        seal_item(item_id=item.pk, seal_number="100", **when(officer))
    assert refusal.value.field == "witness"
    seal_item(item_id=item.pk, seal_number="100", witness=staff_of(other), **when(officer))
    assert item.continuity.last().witness_id == other.id


def test_handing_over_moves_the_item_to_the_receiver(officer, other):
    item = an_item(officer, seal="100")
    hand_over_item(item_id=item.pk, receiver=other, occurred_at=LATER, at=NOW)
    item.refresh_from_db()
    assert item.holder_id == other.id
    last = item.continuity.last()
    assert (last.from_holder, last.to_holder) == (officer.label, other.label)


def test_nobody_hands_an_item_to_themselves(officer):
    item = an_item(officer, seal="100")
    with pytest.raises(NotPossible) as refusal:
        hand_over_item(item_id=item.pk, receiver=officer, occurred_at=LATER, at=NOW)
    assert refusal.value.rule == "CON-2"


def test_the_giver_may_have_been_promoted_meanwhile(officer, other):
    item = an_item(officer, seal="100")
    Staff.objects.filter(pk=officer.id).update(rank="sergeant")
    link = hand_over_item(
        item_id=item.pk,
        receiver=other,
        given_by=staff_of(officer),
        occurred_at=LATER,
        at=NOW,
    )
    assert link.from_holder == officer.label


def test_an_unbagged_item_is_not_handed_on(officer, other):
    with pytest.raises(NotPossible) as refusal:
        hand_over_item(item_id=an_item(officer).pk, receiver=other, occurred_at=LATER, at=NOW)
    assert refusal.value.field == "kind"


def test_a_store_takes_the_item_out_of_hands(officer, keeper):
    item, store = an_item(officer, seal="100"), a_store()
    book_into_store(item_id=item.pk, store=store, **when(keeper))
    item.refresh_from_db()
    assert (item.state, item.holder, item.store) == (ItemState.STORED, None, store)


def test_from_store_to_store_is_a_move(officer, keeper):
    item, second = an_item(officer, seal="100"), a_store()
    book_into_store(item_id=item.pk, store=a_store(), **when(keeper))
    book_into_store(item_id=item.pk, store=second, **when(keeper))
    assert item.continuity.last().kind == ContinuityKind.MOVE


def test_only_property_officers_book_in(officer):
    with pytest.raises(NotAllowed):
        book_into_store(item_id=an_item(officer, seal="1001").pk, store=a_store(), **when(officer))


def test_a_drop_is_not_for_booking_in_nor_a_store_for_dropping(officer, keeper):
    item = an_item(officer, seal="100")
    with pytest.raises(NotPossible) as refusal:
        book_into_store(item_id=item.pk, store=a_store(transient=True), **when(keeper))
    assert refusal.value.field == "store"
    with pytest.raises(NotPossible) as refusal:
        drop_item(item_id=item.pk, store=a_store(), **when(officer))
    assert refusal.value.field == "store"


def test_booking_out_names_who_and_why(officer, other, keeper):
    item = an_item(officer, seal="100")
    book_into_store(item_id=item.pk, store=a_store(), **when(keeper))
    with pytest.raises(NotPossible) as refusal:
        book_out_item(item_id=item.pk, to=staff_of(other), purpose="  ", **when(keeper))
    assert refusal.value.field == "purpose"
    book_out_item(item_id=item.pk, to=staff_of(other), purpose="Laboratory", **when(keeper))
    item.refresh_from_db()
    assert (item.state, item.holder_id, item.store) == (ItemState.OUT, other.id, None)
    assert item.continuity.last().note == "Laboratory"


def test_a_returned_item_goes_nowhere_else(officer, keeper):
    item = an_item(officer, seal="100")
    return_item(item_id=item.pk, returned_to="Ann Example", **when(officer))
    item.refresh_from_db()
    assert (item.state, item.holder, item.store) == (ItemState.DISPOSED, None, None)
    with pytest.raises(NotPossible):
        book_into_store(item_id=item.pk, store=a_store(), **when(keeper))


def test_evidence_is_not_returned(officer):
    item = an_item(officer, EXHIBIT)
    with pytest.raises(NotPossible) as refusal:
        return_item(item_id=item.pk, returned_to="Ann Example", **when(officer))
    assert refusal.value.rule == "LAW-20"


def test_only_who_has_the_item_returns_it(officer, other):
    item = an_item(officer, seal="100")
    with pytest.raises(NotAllowed):
        return_item(item_id=item.pk, returned_to="Ann Example", **when(other))


@pytest.mark.parametrize(
    ("at", "rule"),
    [(TAKEN - timedelta(minutes=1), "CON-1"), (NOW + timedelta(minutes=1), "CON-4")],
    ids=["before the last link", "in the future"],
)
def test_a_link_stands_after_the_last_and_not_in_the_future(officer, at, rule):
    item = an_item(officer)
    with pytest.raises(NotPossible) as refusal:
        seal_item(item_id=item.pk, seal_number="100", **when(officer, at))
    assert (refusal.value.field, refusal.value.rule) == ("occurred_at", rule)
    assert not Seal.objects.exists()


def keep(item, by, **more):
    answers = {
        "basis": LawfulBasis.S54,
        "exhibit_reference": "CD/1",
        "seal_number": "200",
        **when(by),
        **more,
    }
    return change_basis(item_id=item.pk, **answers)


@pytest.mark.parametrize(
    ("answer", "field", "rule"),
    [
        ({"basis": LawfulBasis.DETAINEE}, "basis", "LAW-15"),
        ({"exhibit_reference": "1/CD"}, "exhibit_reference", "REF-2"),
        ({"seal_number": "?"}, "seal_number", "REF-6"),
    ],
)
def test_evidence_needs_a_power_a_reference_and_a_seal(officer, answer, field, rule):
    with pytest.raises(NotPossible) as refusal:
        keep(an_item(officer, seal="100"), officer, **answer)
    assert (refusal.value.field, refusal.value.rule) == (field, rule)


def test_an_exhibit_keeps_its_reference(officer):
    with pytest.raises(NotPossible) as refusal:
        keep(an_item(officer, EXHIBIT), officer)
    assert refusal.value.rule == "REF-3"


def test_two_items_of_one_event_do_not_share_a_reference(officer):
    event = a_custody_event(a_person())
    an_item(officer, EXHIBIT, taken_in=event.pk)
    watch = an_item(officer, taken_in=event.pk)
    with pytest.raises(NotPossible) as refusal:
        keep(watch, officer, exhibit_reference="JAB/1")
    assert (refusal.value.field, refusal.value.rule) == ("exhibit_reference", "REF-2")
    assert not watch.seals.exists()


def test_cash_kept_as_evidence_still_takes_two(officer, other):
    item = an_item(officer, CASH, witness=staff_of(other), seal="100")
    keep(item, officer, witness=staff_of(other))
    item.refresh_from_db()
    assert item.kind == ItemKind.CASH


def test_a_detained_persons_bag_in_store_is_kept_as_evidence_there(officer, keeper):
    item, store = an_item(officer, seal="100"), a_store()
    book_into_store(item_id=item.pk, store=store, **when(keeper))
    keep(item, keeper)
    item.refresh_from_db()
    assert (item.state, item.store, item.exhibit_reference) == ("STORED", store, "CD/1")


def test_the_statement_names_its_recipient_in_the_audit(officer):
    item = an_item(officer, EXHIBIT)
    with pytest.raises(NotPossible) as refusal:
        disclose_statement(item_id=item.pk, recipient=" ", by=officer, at=NOW)
    assert refusal.value.field == "recipient"
    disclose_statement(item_id=item.pk, recipient="Crown Court at Southwark", by=officer, at=NOW)
    line = AuditLine.objects.get(operation="DISCLOSE")
    assert (line.recipient, line.records) == ("Crown Court at Southwark", [item.pk])


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE property_continuityevent SET to_holder = 'nobody'",
        "DELETE FROM property_continuityevent",
        "TRUNCATE property_continuityevent",
        "ALTER TABLE property_continuityevent DISABLE TRIGGER ALL",
    ],
)
def test_the_database_keeps_the_chain_as_it_was_written(officer, statement):
    item = an_item(officer, seal="100")
    before = list(item.continuity.values())
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert list(item.continuity.values()) == before


def test_the_database_refuses_an_item_in_two_places(officer):
    item = an_item(officer)
    with pytest.raises(DatabaseError), transaction.atomic():
        Item.objects.filter(pk=item.pk).update(store=a_store())


def test_the_database_refuses_two_unbroken_seals(officer):
    item = an_item(officer, seal="100")
    with pytest.raises(DatabaseError), transaction.atomic():
        Seal.objects.create(item=item, number="101", applied_at=NOW)


class TestVectors:
    """The worked examples of property.md section 15 that the first cut covers."""

    def good_chain(self, officer, keeper):
        seized = replace(EXHIBIT, basis=LawfulBasis.S19, seal_number="")
        item = an_item(officer, seized)
        drop, store = a_store(transient=True), a_store()
        steps = [
            lambda at: seal_item(item_id=item.pk, seal_number="7001", **when(officer, at)),
            lambda at: drop_item(item_id=item.pk, store=drop, **when(officer, at)),
            lambda at: hand_over_item(item_id=item.pk, receiver=keeper, occurred_at=at, at=NOW),
            lambda at: book_into_store(item_id=item.pk, store=store, **when(keeper, at)),
        ]
        for minutes, step in zip((7, 235, 380, 385), steps, strict=True):
            step(TAKEN + timedelta(minutes=minutes))
        item.refresh_from_db()
        holders = [link.to_holder for link in item.continuity.all()]
        officers = [officer.label, officer.label, str(drop), keeper.label, str(store)]
        assert holders == officers
        assert (item.state, item.store) == (ItemState.STORED, store)

    def gap(self, officer, keeper):
        item = an_item(officer, seal="100")
        book_into_store(item_id=item.pk, store=a_store(), **when(keeper))
        out_to, giver = a_member_of_staff(name="C"), a_member_of_staff(name="D")
        book_out_item(item_id=item.pk, to=out_to, purpose="Viewing", **when(keeper))
        with pytest.raises(NotPossible) as refusal:
            book_into_store(item_id=item.pk, store=a_store(), given_by=giver, **when(keeper))
        assert (refusal.value.field, refusal.value.rule) == ("given_by", "CON-1")
        item.refresh_from_db()
        assert (item.state, item.holder) == (ItemState.OUT, out_to)

    def seal_mismatch(self, officer, keeper):
        item = an_item(officer, seal="7001")
        with pytest.raises(NotPossible) as refusal:
            book_into_store(item_id=item.pk, store=a_store(), seal_seen="7O01", **when(keeper))
        assert (refusal.value.field, refusal.value.rule) == ("seal_seen", "RECEIVE")
        item.refresh_from_db()
        assert item.state == ItemState.BAGGED
        book_into_store(item_id=item.pk, store=a_store(), seal_seen="70 01", **when(keeper))

    def witness(self, officer, keeper):
        item = an_item(officer, CASH, witness=staff_of(keeper), seal="100")
        with pytest.raises(NotPossible) as refusal:
            book_into_store(
                item_id=item.pk, store=a_store(), witness=staff_of(keeper), **when(keeper)
            )
        assert (refusal.value.field, refusal.value.rule) == ("witness", "property.md section 5")

    def kept_as_evidence(self, officer, keeper):
        phone = replace(BELONGINGS, description="Grey Samsung phone", kind=ItemKind.DETAINEE)
        item = an_item(officer, phone, seal="BAG-5")
        keep(item, officer)
        item.refresh_from_db()
        assert (item.basis, item.exhibit_reference) == (LawfulBasis.S54, "CD/1")
        assert item.seals.get(broken_at=None).number == "200"
        with pytest.raises(NotPossible) as refusal:
            return_item(item_id=item.pk, returned_to="Ann Example", **when(officer))
        assert "CD/1" in refusal.value.reason

    @pytest.mark.parametrize(
        "vector",
        [
            pytest.param(good_chain, id="P1"),
            pytest.param(gap, id="P2"),
            pytest.param(witness, id="P12 same person as witness"),
            pytest.param(seal_mismatch, id="P13"),
            pytest.param(kept_as_evidence, id="P17"),
        ],
    )
    def test_vector(self, vector, officer, keeper):
        vector(self, officer, keeper)
