"""The pages of decisions of law: each opens where it makes sense, and one of each is sent."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse
from tests.custody.browser import signed_in
from tests.custody.test_act_pages import at, page, send
from tests.custody.test_extensions import reviewed
from tests.custody.world import HOUR, NOON

from bluelamp.access.enums import Rank, Role
from bluelamp.access.models import Staff
from bluelamp.custody.enums import CustodyState, DisposalCode
from bluelamp.custody.models import Bail, Extension


@pytest.mark.parametrize(
    "act",
    ["review", "charge", "before_release", "release", "further_arrest", "send", "warrant"],
)
def test_pages_of_a_person_detained_open(browser, world, act):
    who = browser if act != "review" else signed_in(browser, world.inspector)
    response = who.get(page(act, world.detained()))
    assert response.status_code == 200
    assert "Traceback" not in response.content.decode()


@pytest.mark.parametrize(
    "act", ["answer_bail", "bail_arrest", "vary_bail", "extend_bail", "suspend_bail", "end_bail"]
)
def test_pages_of_a_person_on_bail_open(browser, world, act):
    record = world.released(world.detained(), DisposalCode.PCB)
    shown = browser.get(page(act, record)).content.decode()
    assert "Bail period ends" in shown
    assert page(act, record) in browser.get(page("record", record)).content.decode()


def test_a_child_kept_has_a_page_for_the_certificate(browser, world):
    record = world.charged(world.detained(world.person(born=date(2012, 1, 1))))
    assert browser.get(page("certificate", record)).status_code == 200
    assert page("certificate", record) in browser.get(page("record", record)).content.decode()


def test_a_superintendent_extends_by_the_page(client, world):
    record = reviewed(world)
    superintendent = world.officer("U1", Rank.SUPERINTENDENT, Role.SUPERINTENDENT)
    browser = signed_in(client, superintendent)
    shown = browser.get(page("extend", record)).content.decode()
    assert "Second review held (LIM-3)" in shown
    answers = {
        "presence": "AT_STATION",
        "necessary": "Samples.",
        "diligent": "Witnesses seen.",
        "transfer_planned": "NO",
        "said_detained_person": "NONE",
        "said_solicitor": "ABSENT",
        "said_appropriate_adult": "ABSENT",
        **at(NOON + 36 * HOUR, "until"),
        **at(NOON + 16 * HOUR),
    }
    assert send(browser, "extend", record, answers).url == page("record", record)
    assert Extension.objects.get().until == NOON + 36 * HOUR
    assert "Detention authorised until" in browser.get(page("record", record)).content.decode()


def test_bailed_by_the_page_with_what_it_asks(browser, world):
    record = world.detained()
    world.assess_anyway(record, NOON + HOUR)
    key = f"disposal_{record.offences.get().pk}"
    answers = {
        key: "PCB",
        "asked": "station,bail_due,factors,bail_reason,conditions,victim_views",
        "station": str(world.suite.pk),
        "factors": ["WITNESSES"],
        "bail_reason": "To keep away.",
        "victim_views": "SOUGHT",
        **at(NOON + 240 * HOUR, "bail_due"),
        **at(NOON + 2 * HOUR),
    }
    assert send(browser, "release", record, answers).url == page("record", record)
    assert record.state == CustodyState.BAILED
    day = f"{NOON + 240 * HOUR:%Y-%m-%d}"
    diary = reverse("custody:bail_diary")
    shown = browser.get(f"{diary}?station={world.suite.code}&day={day}").content.decode()
    assert record.person.known_as in shown
    assert "Failed to answer" in shown
    assert Bail.objects.get().condition_sets.get().text == ""


def test_the_pages_of_a_time_and_of_a_flag_open(browser, world):
    record = reviewed(world)
    entry = record.entries.filter(kind="AUTHORISATION").first()
    shown = browser.get(page("correct_time", record, entry.pk)).content.decode()
    assert "A new entry takes the place" in shown
    wrong = {"reason": "The clock was slow."} | at(NOON + HOUR / 60)
    assert send(browser, "correct_time", record, wrong, entry.pk).url == page("record", record)
    flag = record.flagged.get()
    inspector = signed_in(browser, world.inspector)
    shown = inspector.get(page("record", record)).content.decode()
    assert page("acknowledge", record, flag.pk) in shown
    asked = inspector.get(page("acknowledge", record, flag.pk)).content.decode()
    assert "; now " in asked


def test_a_warrant_is_applied_for_by_the_page(browser, world):
    record = world.detained()
    answers = {
        "court": "Bluelamp Magistrates’ Court",
        "applied_by": Staff.objects.get(pk=world.custody_officer.id).staff_number,
        "information": "Theft; two witnesses are still to be seen.",
        "copy_given": "on",
        **at(NOON + 2 * HOUR),
    }
    assert send(browser, "warrant", record, answers).url == page("record", record)
    assert record.warrants.get().court == "Bluelamp Magistrates’ Court"
