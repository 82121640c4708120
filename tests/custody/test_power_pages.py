"""Booking in, holding and releasing under another power than arrest, by the pages."""

from __future__ import annotations

import pytest
from django.urls import reverse
from tests.custody.power_world import held
from tests.custody.test_booking_pages import ARREST, WHO
from tests.custody.world import NOON

from bluelamp.custody.enums import CustodyState, DetentionType
from bluelamp.custody.models import BookingDraft, CustodyRecord, PowerEnd
from bluelamp.nominals.models import Person

HOLDING = {
    "section": "S136",
    "consulted": "Nurse Bright, street triage.",
    "arrested_at_date": "10/3/2026",
    "arrested_at_time": "11:30",
    "arrested_where": "Town Bridge",
    "arrested_by": "c1",
    "circumstances": "Standing on the parapet.",
    "arrived_at_date": "10/3/2026",
    "arrived_at_time": "12:00",
}
HOLD = {
    "version": "1",
    "imminent_risk": "Says she will jump.",
    "no_other_place": "Both suites of the trust are full.",
    "health_checks": "By Nurse Bright.",
    "inspector": "i1",
    "place_authorised_at_date": "10/3/2026",
    "place_authorised_at_time": "12:10",
    "text": "Found on the parapet, in distress.",
    "told": "TOLD",
    "cell": "",
    "occurred_at_date": "10/3/2026",
    "occurred_at_time": "12:20",
}


@pytest.fixture
def draft(browser, world):
    browser.post(reverse("custody:book_in", args=["lampton"]))
    found = BookingDraft.objects.get()
    browser.post(page("who", found), WHO)
    return found


def page(step, draft):
    return reverse(f"custody:booking_{step}", args=[draft.pk])


def choose(browser, draft, kind):
    return browser.post(page("power", draft), {"detention_type": kind})


def test_s136_is_booked_in_held_and_taken_to_hospital(browser, world, draft):
    assert choose(browser, draft, "MENTAL_HEALTH").url == page("holding", draft)
    assert browser.get(page("arrest", draft)).url == page("holding", draft)
    asked = browser.get(page("holding", draft)).content.decode()
    assert "Under which section?" in asked
    assert "Why was the arrest necessary?" not in asked
    response = browser.post(page("holding", draft), HOLDING)
    record = CustodyRecord.objects.get()
    assert response.url == reverse("custody:authorise", args=[record.pk])
    shown = browser.get(response.url).content.decode()
    assert "24 h from arrival" in shown
    assert "Grounds in your own words" not in shown
    assert "Relevant time" not in shown
    browser.post(response.url, HOLD)
    record.refresh_from_db()
    assert (record.state, record.authorised_at) == (CustodyState.DETAINED, NOON.replace(minute=20))
    text = browser.get(reverse("custody:record", args=[record.pk])).content.decode()
    assert "Mental Health Act check" in text
    assert "Extend the 24 hours" in text
    assert ">Charge<" not in text
    assert "24 h limit" not in text
    assert "Held at the latest until Wed 11 Mar 2026 12:00 GMT" in text
    release(browser, world, record)
    assert PowerEnd.objects.get().details == {"place": "Lampton Hospital"}


def release(browser, world, record):
    at = NOON.replace(hour=13)
    world.assess(record, at)
    url = reverse("custody:release", args=[record.pk])
    record.refresh_from_db()
    answers = {"version": record.version, "power_end": "MH_HOSPITAL", "text": ""}
    answers |= {"occurred_at_date": "10/3/2026", "occurred_at_time": "13:00"}
    stage = browser.post(url, answers).content.decode()
    assert "Hospital or other place of safety" in stage
    assert "Released under investigation" not in stage
    done = browser.post(url, answers | {"asked": "place", "place": "Lampton Hospital"})
    assert done.url == reverse("custody:record", args=[record.pk])
    record.refresh_from_db()
    assert record.state == CustodyState.CLOSED


def test_what_is_left_out_is_named_and_what_was_typed_is_kept(browser, draft):
    choose(browser, draft, "MENTAL_HEALTH")
    shown = browser.post(page("holding", draft), HOLDING | {"section": ""}).content.decode()
    assert "Answer: Under which section?" in shown
    assert "Standing on the parapet." in shown
    assert not CustodyRecord.objects.exists()


@pytest.mark.parametrize("left_out", ["imminent_risk", "no_other_place", "inspector"])
def test_mh_4_is_asked_on_the_page(browser, world, draft, left_out):
    choose(browser, draft, "MENTAL_HEALTH")
    to = browser.post(page("holding", draft), HOLDING).url
    assert browser.post(to, HOLD | {left_out: ""}).status_code == 200
    assert CustodyRecord.objects.get().state == CustodyState.ARRIVED


def test_vul_11_a_child_is_refused_with_the_reason_and_stays_a_draft(browser, world):
    browser.post(reverse("custody:book_in", args=["lampton"]))
    draft = BookingDraft.objects.get()
    browser.post(page("who", draft), WHO | {"birth_year": "2012"})
    choose(browser, draft, "MENTAL_HEALTH")
    shown = browser.post(page("holding", draft), HOLDING).content.decode()
    assert "never a place of safety for anybody under 18" in shown
    assert not CustodyRecord.objects.exists()
    assert not Person.objects.filter(known_as="Zoë O’Brien").exists()


@pytest.mark.parametrize(
    ("kind", "words"),
    [("POLICE_PROTECTION", "is not in custody"), ("TERRORISM", "another regime"), ("", "Select")],
)
def test_typ_14_typ_15_are_named_and_refused(browser, draft, kind, words):
    response = browser.post(page("power", draft), {"detention_type": kind}, follow=True)
    assert words in response.content.decode()
    assert "power" not in BookingDraft.objects.get().answers


def test_it_can_be_changed_back_to_an_arrest(browser, draft):
    choose(browser, draft, "RECALL")
    assert choose(browser, draft, "ARREST").url == page("arrest", draft)
    browser.post(page("arrest", draft), ARREST)
    assert CustodyRecord.objects.get().detention_type == DetentionType.ARREST


def test_refusing_closes_the_record_without_offences(browser, world):
    record = held(world, DetentionType.RECALL)
    CustodyRecord.objects.filter(pk=record.pk).update(state=CustodyState.ARRIVED)
    url = reverse("custody:refuse", args=[record.pk])
    answers = {"version": record.version, "text": "The licence was not revoked."}
    answers |= {"occurred_at_date": "10/3/2026", "occurred_at_time": "12:40"}
    browser.post(url, answers)
    record.refresh_from_db()
    assert record.state == CustodyState.CLOSED
