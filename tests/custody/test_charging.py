"""Charging, keeping for court, and children kept after charge."""

from __future__ import annotations

from datetime import date

import pytest
from tests.custody.world import HOUR, NOON

from bluelamp.core.errors import NotPossible
from bluelamp.custody.enums import (
    AccommodationAsked,
    BailRefusal,
    CertificateReason,
    CustodyState,
    DisposalCode,
)
from bluelamp.custody.models import BailRefused
from bluelamp.custody.services import (
    CertificateFacts,
    ChargeFacts,
    Handover,
    KeptFor,
    certify_child,
    release_person,
)

CHILD = date(2012, 1, 1)


def child_record(world, born=CHILD):
    return world.detained(world.person(born=born))


def certify(world, record, **change):
    facts = {
        "asked_at": NOON + 2.5 * HOUR,
        "asked_whom": "Duty social worker",
        "asked_for": AccommodationAsked.SECURE,
        "answer": "None free in the country.",
        "reason": CertificateReason.IMPRACTICABLE,
        "words": "No driver until morning.",
    } | change
    certify_child(
        record_id=record.pk,
        version=record.version,
        facts=CertificateFacts(**facts),
        occurred_at=NOON + 3 * HOUR,
        by=world.custody_officer,
        at=NOON + 3 * HOUR,
    )
    record.refresh_from_db()


def test_chg_3_chg_4_the_charge_and_why_bail_was_refused_stand_in_the_record(world):
    record = world.charged(world.detained())
    charge, refused = record.entries.filter(kind="CHARGE")
    assert "Charged with Theft from a shop" in charge.text
    assert "Reply: No reply." in charge.text
    assert "will not appear in court" in refused.text
    assert BailRefused.objects.get().grounds == ["WILL_NOT_APPEAR"]


@pytest.mark.parametrize(
    ("change", "field", "rule"),
    [
        ({"offence_ids": []}, "offences", "CHG-1"),
        ({"facts": ChargeFacts(reply=" ")}, "reply", "CHG-3"),
        ({"facts": ChargeFacts(reply="None", notice_given=False)}, "notice_given", "CHG-3"),
        ({"facts": ChargeFacts(reply="None", by_cps=True)}, "reference", "CHG-2"),
        ({"kept": None}, "grounds", "CHG-4"),
        ({"kept": KeptFor([BailRefusal.OFFENDING], " ")}, "kept_reason", "CHG-6"),
        ({"kept": KeptFor([BailRefusal.CHILD_INTERESTS], "x")}, "kept_reason", "CHG-5"),
    ],
)
def test_what_a_charge_lacks_is_named(world, change, field, rule):
    record = world.detained()
    with pytest.raises(NotPossible) as refusal:
        world.charged(record, **change)
    assert (refusal.value.field, refusal.value.rule) == (field, rule)
    record.refresh_from_db()
    assert record.state == CustodyState.DETAINED


def test_chg_12_the_police_do_not_bail_for_murder(world):
    kept = KeptFor([BailRefusal.MURDER], "Charged with murder.")
    with pytest.raises(NotPossible) as refusal:
        world.charged(world.detained(), DisposalCode.CHG_BAIL, kept=kept)
    assert refusal.value.rule == "CHG-12"


def test_chg_3_a_child_is_charged_before_the_appropriate_adult(world):
    with pytest.raises(NotPossible) as refusal:
        world.charged(child_record(world), facts=ChargeFacts(reply="None"))
    assert refusal.value.field == "adult_present"


def test_chg_7_a_child_kept_moves_or_a_certificate_says_why_not(world):
    record = world.charged(child_record(world))
    world.assess_anyway(record, NOON + 2.5 * HOUR)
    escort = Handover("Officer Wray", "PER 1")
    with pytest.raises(NotPossible) as refusal:
        leave(world, record, escort)
    assert refusal.value.rule == "CHG-7"
    certify(world, record)
    leave(world, record, escort)
    assert record.state == CustodyState.CLOSED


def test_chg_9_moved_to_the_local_authority_the_record_closes(world):
    record = world.charged(child_record(world))
    world.assess_anyway(record, NOON + 2.5 * HOUR)
    leave(world, record, Handover("Ms Brook, Lampton Council", local_authority=True))
    assert record.state == CustodyState.CLOSED
    assert record.offences.get().disposal == DisposalCode.LA_ACCOM
    assert "responsibility passes" in record.entries.get(kind="RELEASE").text


def test_chg_7_no_secure_place_is_no_reason_for_a_child_under_12(world):
    record = world.charged(child_record(world, date(2015, 1, 1)))
    with pytest.raises(NotPossible) as refusal:
        certify(world, record, reason=CertificateReason.NO_SECURE)
    assert refusal.value.rule == "CHG-7"


def test_t23_on_the_18th_birthday_nobody_certifies(world):
    record = world.charged(child_record(world, date(2008, 3, 10)))
    with pytest.raises(NotPossible, match="adult"):
        certify(world, record)


def leave(world, record, handover):
    release_person(
        record_id=record.pk,
        version=record.version,
        disposals={},
        handover=handover,
        occurred_at=NOON + 4 * HOUR,
        by=world.custody_officer,
        at=NOON + 4 * HOUR,
    )
    record.refresh_from_db()
