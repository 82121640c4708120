"""An arrest for an offence of somebody held under another power (section 2.2)."""

from __future__ import annotations

from datetime import date

import pytest
from tests.custody.browser import signed_in
from tests.custody.power_world import held
from tests.custody.test_act_pages import at as moment
from tests.custody.world import HEARD, HOUR, NOON

from bluelamp.core.errors import NotPossible
from bluelamp.custody.enums import (
    ArrestNecessity,
    Circumstance,
    CustodyState,
    DetentionGround,
    DetentionType,
    DisposalCode,
    ReviewOutcome,
)
from bluelamp.custody.models import CustodyRecord
from bluelamp.custody.selectors import clock_of
from bluelamp.custody.selectors.records import reviews_of
from bluelamp.custody.services import (
    ArrestHere,
    arrest_while_held,
    authorise_detention,
    hold_review,
)

ARRESTED = NOON + 4 * HOUR
T = DetentionType


def arrest(world, record, at=ARRESTED, **change):
    record.refresh_from_db()
    told = {
        "offence_id": world.shop_theft.pk,
        "necessity": [ArrestNecessity.INVESTIGATE],
        "arrested_by_id": world.arresting.id,
        "circumstances": "Goods with labels found in her bag.",
    }
    arrest_while_held(
        record_id=record.pk,
        version=record.version,
        arrest=ArrestHere(**told | change),
        occurred_at=at,
        by=world.custody_officer,
        at=at,
    )
    return CustodyRecord.objects.get(pk=record.pk)


def authorised(world, record, at):
    authorise_detention(
        record_id=record.pk,
        version=record.version,
        grounds=[DetentionGround.QUESTION],
        text="To question about the theft.",
        not_told=None,
        occurred_at=at,
        by=world.custody_officer,
        at=at,
    )
    return CustodyRecord.objects.get(pk=record.pk)


@pytest.mark.parametrize("kind", [T.MENTAL_HEALTH, T.RECALL, T.IMMIGRATION, T.BREACH_OF_PEACE])
def test_the_custody_officer_decides_anew_and_the_clock_starts_with_the_arrest(world, kind):
    record = arrest(world, held(world, kind))
    assert (record.state, record.detention_type) == (CustodyState.ARRIVED, T.ARREST)
    assert record.circumstance == Circumstance.OTHER_POWER
    assert record.relevant_time == ARRESTED
    assert record.arrived_at == NOON
    entry = record.entries.filter(kind="ARREST").order_by("recorded_at").last()
    assert f"Held until now: {kind.label}" in entry.text
    assert "(RT-2)" in entry.text
    assert record.power_end.code == DisposalCode.POWER_ENDED
    record = authorised(world, record, ARRESTED + HOUR / 4)
    clock = clock_of(record)
    assert clock.limit(24) == ARRESTED + 24 * HOUR
    assert reviews_of(record, clock).next_due == ARRESTED + 6.25 * HOUR


def test_a_review_under_the_power_before_is_none_of_the_detention_on_arrest(world):
    record = held(world, T.RECALL)
    hold_review(
        record_id=record.pk,
        version=record.version,
        outcome=ReviewOutcome.CONTINUE,
        text="Escort awaited.",
        occurred_at=NOON + 2 * HOUR,
        by=world.inspector,
        at=NOON + 2 * HOUR,
        representations=HEARD,
    )
    record = authorised(world, arrest(world, record), ARRESTED + HOUR / 4)
    assert clock_of(record).reviews == ()


def test_nobody_is_authorised_before_the_arrest(world):
    record = arrest(world, held(world, T.RECALL))
    with pytest.raises(NotPossible) as refusal:
        authorised(world, record, ARRESTED - HOUR / 4)
    assert refusal.value.field == "occurred_at"


@pytest.mark.parametrize(
    ("change", "at", "field", "rule"),
    [
        ({"necessity": []}, ARRESTED, "necessity", "ARR-2"),
        ({"circumstances": " "}, ARRESTED, "circumstances", "ARR-3"),
        ({}, NOON + HOUR / 4, "occurred_at", "REC-3"),
    ],
)
def test_what_is_missing_is_named(world, change, at, field, rule):
    record = held(world, T.RECALL)
    with pytest.raises(NotPossible) as refusal:
        arrest(world, record, at, **change)
    assert (refusal.value.field, refusal.value.rule) == (field, rule)


def test_whoever_is_under_arrest_is_arrested_further_instead(world):
    with pytest.raises(NotPossible) as refusal:
        arrest(world, world.detained())
    assert refusal.value.rule == "ARR-10"


def test_vul_1_a_child_under_10_is_not_arrested(world):
    record = held(world, T.RECALL)
    record.person.born_from = record.person.born_to = date(2018, 1, 1)
    record.person.save()
    with pytest.raises(NotPossible) as refusal:
        arrest(world, record)
    assert refusal.value.rule == "VUL-1"


def test_the_page_leads_to_the_decision_and_keeps_what_was_typed(client, world):
    record = held(world, T.RECALL)
    browser = signed_in(client, world.custody_officer)
    shown = browser.get(f"/custody/record/{record.pk}/").content.decode()
    assert f"/custody/record/{record.pk}/arrest/" in shown
    assert f"/custody/record/{record.pk}/further-arrest/" not in shown
    address = f"/custody/record/{record.pk}/arrest/"
    told = {"offence": "TH68010", "circumstances": "Labels in the bag.", "version": record.version}
    told |= {**moment(ARRESTED), "arrested_by": "C1"}
    bad = browser.post(address, told).content.decode()
    assert "Select at least one reason why the arrest was necessary (ARR-2)" in bad
    assert "Labels in the bag." in bad
    done = browser.post(address, told | {"necessity": ["INVESTIGATE"]})
    assert done.url == f"/custody/record/{record.pk}/authorise/"
    page = browser.get(done.url).content.decode()
    assert "Authorise detention" in page
