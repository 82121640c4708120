"""The forms of decisions of law, each sent whole, and once refused with what was typed kept."""

from __future__ import annotations

import re
from datetime import date, timedelta
from html import unescape

import pytest
from tests.custody.browser import signed_in
from tests.custody.test_act_pages import REVIEW, at, page, send
from tests.custody.test_bail import BACK, bailed
from tests.custody.test_extensions import extend, reviewed
from tests.custody.test_transfers import send as sent_to
from tests.custody.test_warrants import apply
from tests.custody.world import HOUR, NOON

from bluelamp.access.enums import Rank, Role
from bluelamp.access.models import Unit
from bluelamp.core.time import told
from bluelamp.custody.enums import BailEnd, CustodyState, DisposalCode
from bluelamp.custody.models import (
    Bail,
    BailRefused,
    ChildCertificate,
    Review,
    RiskAssessment,
    Suite,
)
from bluelamp.custody.rules.pre_release import release_questions

pytestmark = pytest.mark.django_db


@pytest.fixture
def other(world):
    unit = Unit.objects.create(code="BARR", name="Barr", kind="STATION", path="F/BARR/")
    return Suite.objects.create(unit=unit, code="barr", name="Barr")


def problems(response):
    """Return the error summary of a page as text."""
    _, _, after = response.content.decode().partition("There is a problem")
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", after.partition("</ul>")[0])).split())


def refused(browser, act, record, answers, words, *more):
    """Send what is refused with these words in the summary of errors, and return the page."""
    response = send(browser, act, record, answers, *more)
    assert response.status_code == 200
    assert words in problems(response)
    return response.content.decode()


def accepted(browser, act, record, answers, *more):
    """Send what is right, and come back to the record."""
    response = send(browser, act, record, answers, *more)
    assert response.status_code == 302, problems(response)
    assert response.url == page("record", record)


def charge(record, **change):
    return {
        "offences": [str(one.pk) for one in record.offences.all()],
        "by": "POLICE",
        "notice_given": "on",
        "reply": "Kept reply: no reply.",
        "code": "CHG_REMAND",
        "grounds": ["WILL_NOT_APPEAR"],
        "kept_reason": "Failed to appear before.",
        "court": "Lampton Magistrates",
        "hearing_on": "2026-03-24",
        **at(NOON + 2 * HOUR),
    } | change


def test_a_charge_by_its_page(browser, world):
    record = world.detained()
    without = charge(record, grounds=[])
    shown = refused(browser, "charge", record, without, "Select why the person is not released")
    assert "Kept reply: no reply." in shown
    assert "Failed to appear before." in shown
    assert record.state == CustodyState.DETAINED
    accepted(browser, "charge", record, charge(record))
    assert record.state == CustodyState.CHARGED
    assert BailRefused.objects.get().grounds == ["WILL_NOT_APPEAR"]


def test_a_charge_by_the_cps_needs_their_reference(browser, world):
    record = world.detained()
    shown = refused(browser, "charge", record, charge(record, by="CPS"), "reference of the CPS")
    assert "Kept reply: no reply." in shown
    accepted(
        browser, "charge", record, charge(record, by="CPS", reference="CPS 7", code="CHG_BAIL")
    )
    assert "CPS 7" in record.entries.filter(kind="CHARGE").first().text


def test_a_certificate_by_its_page(browser, world):
    record = world.charged(world.detained(world.person(born=date(2012, 1, 1))))
    answers = {
        "asked_whom": "Duty social worker",
        "asked_for": "SECURE",
        "answer": "None free in the country.",
        "reason": "IMPRACTICABLE",
        "words": "No driver until morning.",
        **at(NOON + 2.5 * HOUR, "asked_at"),
        **at(NOON + 3 * HOUR),
    }
    wrong = answers | at(NOON + 2.25 * HOUR)
    shown = refused(browser, "certificate", record, wrong, "the request to the local authority")
    assert "No driver until morning." in shown
    accepted(browser, "certificate", record, answers)
    assert ChildCertificate.objects.get().asked_whom == "Duty social worker"
    assert page("certificate", record) not in browser.get(page("record", record)).content.decode()


def test_an_assessment_before_release_by_its_page(browser, world):
    record = world.detained()
    questions = release_questions(NOON.date())
    answers = {f"q_{one.code}": "NO" for one in questions} | at(NOON + HOUR)
    answers |= {"plan": "Kept plan: walks home.", f"q_{questions[0].code}": "YES"}
    shown = refused(browser, "before_release", record, answers, "enter what was said")
    assert "Kept plan: walks home." in shown
    said = {f"q_{questions[0].code}_words": "Said so on arrival."}
    response = send(browser, "before_release", record, answers | said)
    assert response.url == page("release", record), "the release comes next"
    assert RiskAssessment.objects.get().occasion == "PRE_RELEASE"


def test_one_offence_disposed_of_while_the_person_stays(browser, world):
    record = world.detained(offence_ids=(world.shop_theft.pk, world.assault.pk))
    first, second = record.offences.all()
    answers = {f"disposal_{first.pk}": "NFA", f"disposal_{second.pk}": "", "asked": "reason"}
    answers |= {"reason": "Kept: no evidence."}
    early = answers | at(NOON - HOUR)
    shown = refused(browser, "dispose", record, early, "cannot be before")
    assert "Kept: no evidence." in shown
    accepted(browser, "dispose", record, answers | at(NOON + 2 * HOUR))
    first.refresh_from_db()
    assert (first.disposal, record.state) == ("NFA", CustodyState.DETAINED)


def test_a_person_told_on_waking_by_the_page(browser, client, world):
    record = world.detained()
    asleep = REVIEW | at(NOON + 5 * HOUR) | {"said_detained_person": "ASLEEP"}
    inspector = signed_in(client, world.inspector)
    assert send(inspector, "review", record, asleep).status_code == 302
    review = Review.objects.get()
    browser = signed_in(client, world.custody_officer)
    shown = browser.get(page("record", record)).content.decode()
    assert "Tell of the review on waking" in shown
    refused(browser, "told", record, at(NOON + 4 * HOUR), "cannot be before", review.pk)
    accepted(browser, "told", record, at(NOON + 7 * HOUR), review.pk)
    shown = browser.get(page("record", record)).content.decode()
    assert "Tell of the review on waking" not in shown


def test_an_application_and_the_decision_of_the_court(browser, world):
    record = reviewed(world)
    extend(record, world.officer("U1", Rank.SUPERINTENDENT, Role.SUPERINTENDENT))
    application = {
        "court": "Lampton Magistrates",
        "applied_by": "C1",
        "information": "Kept: the laboratory answers tomorrow.",
        **at(NOON + 35 * HOUR),
    }
    shown = refused(browser, "warrant", record, application, "LIM-8")
    assert "Kept: the laboratory answers tomorrow." in shown
    accepted(browser, "warrant", record, application | {"copy_given": "on"})
    decision = {
        "outcome": "ISSUED",
        "hours": "40",
        "presence": "IN_COURT",
        "represented": "YES",
        "words": "Kept: no more time.",
        **at(NOON + 35.5 * HOUR),
    }
    shown = refused(browser, "court", record, decision, "36")
    assert "Kept: no more time." in shown
    accepted(browser, "court", record, decision | {"hours": "36"})
    shown = browser.get(page("record", record)).content.decode()
    assert page("court", record) not in shown


def test_a_refusal_of_the_court_needs_no_hours(browser, world):
    record = reviewed(world)
    extend(record, world.officer("U1", Rank.SUPERINTENDENT, Role.SUPERINTENDENT))
    apply(world, record)
    decision = {"outcome": "REFUSED", "presence": "LIVE_LINK", "represented": "NO"}
    decision |= at(NOON + 35.5 * HOUR)
    refused(browser, "court", record, decision, "Enter why the court refused")
    accepted(browser, "court", record, decision | {"words": "No need is shown."})


def test_sent_to_a_station_and_received_there(browser, world, other):
    record = world.detained()
    leaving = {"to_suite": str(other.pk), "reason": "Kept: no cell.", "escort": "Officer Wray"}
    shown = refused(browser, "send", record, leaving | at(NOON - HOUR), "cannot be before")
    assert "Kept: no cell." in shown
    assert "Officer Wray" in shown
    accepted(browser, "send", record, leaving | at(NOON + 2 * HOUR))
    assert record.state == CustodyState.IN_TRANSIT
    arrival = {"condition": "Kept: well."}
    shown = refused(browser, "receive", record, arrival | at(NOON + HOUR), "cannot be before")
    assert "Kept: well." in shown
    accepted(browser, "receive", record, arrival | at(NOON + 3 * HOUR))
    assert (record.state, record.suite) == (CustodyState.DETAINED, other)


def test_a_person_on_the_way_is_received_first(browser, world, other):
    record = sent_to(world, world.detained(), other)
    shown = browser.get(page("record", record)).content.decode()
    assert shown.index("govuk-button") < shown.index(page("receive", record))


BACK_AGAIN = {"grounds": ["QUESTION"], "text": "Kept: to charge."}


def test_bail_answered_by_its_page(browser, world):
    record = bailed(world)
    answers = BACK_AGAIN | at(BACK + HOUR / 6, "authorised_at")
    early = answers | at(NOON + HOUR, "attended_at")
    assert "Kept: to charge." in refused(browser, "answer_bail", record, early, "cannot be before")
    accepted(browser, "answer_bail", record, answers | at(BACK, "attended_at"))
    assert record.state == CustodyState.DETAINED
    assert Bail.objects.get().ended_by == BailEnd.ANSWERED


def test_an_arrest_on_bail_by_its_page(browser, world):
    record = bailed(world)
    answers = BACK_AGAIN | {"why": "BREACH", "reason": "Kept: entered the shop."}
    answers |= at(BACK - HOUR / 2, "arrested_at") | at(BACK + HOUR / 6, "authorised_at")
    early = answers | at(BACK - HOUR, "arrived_at")
    shown = refused(browser, "bail_arrest", record, early, "cannot be before")
    assert "Kept: entered the shop." in shown
    accepted(browser, "bail_arrest", record, answers | at(BACK, "arrived_at"))
    assert record.state == CustodyState.DETAINED


def test_bail_changed_by_its_page(browser, world):
    record = bailed(world)
    answers = {"conditions": "Kept: report on Mondays.", "reason": "Moved house."}
    answers |= at(NOON + 30 * HOUR)
    beyond = answers | at(NOON + timedelta(days=200), "due_at")
    shown = refused(browser, "vary_bail", record, beyond, "period")
    assert "Kept: report on Mondays." in shown
    accepted(browser, "vary_bail", record, answers | at(BACK + 24 * HOUR, "due_at"))
    bail = Bail.objects.get()
    assert bail.due_at == BACK + 24 * HOUR
    assert bail.condition_sets.get(until_at=None).text == "Kept: report on Mondays."


def test_the_bail_period_extended_by_its_page(client, world):
    record = bailed(world)
    browser = signed_in(client, world.inspector)
    answers = {f"reason_{letter}": f"Kept {letter}." for letter in "abcd"}
    answers |= {"representations": "Said nothing."} | at(NOON + 20 * 24 * HOUR)
    beyond = answers | at(NOON + timedelta(days=400), "due_at")
    assert "Kept a." in refused(browser, "extend_bail", record, beyond, "period")
    accepted(browser, "extend_bail", record, answers | at(NOON + timedelta(days=150), "due_at"))
    assert Bail.objects.get().months == 6


def test_the_bail_period_suspended_by_its_page(browser, world):
    record = bailed(world)
    answers = {"reason": "Kept: sent to the CPS."}
    early = answers | at(NOON + HOUR)
    assert "Kept: sent to the CPS." in refused(browser, "suspend_bail", record, early, "cannot be")
    accepted(browser, "suspend_bail", record, answers | at(NOON + 30 * HOUR))
    assert record.state == CustodyState.BAILED


def test_bail_ended_in_writing_by_its_page(browser, world):
    record = bailed(world)
    answers = {f"disposal_{record.offences.get().pk}": "NFA", "text": "Kept: letter sent."}
    stage = send(browser, "end_bail", record, answers | at(NOON + 30 * HOUR)).content.decode()
    assert "Nothing is recorded yet" in stage
    answers |= {"asked": "reason", "reason": "No evidence."}
    early = answers | at(NOON + HOUR)
    assert "Kept: letter sent." in refused(browser, "end_bail", record, early, "cannot be before")
    accepted(browser, "end_bail", record, answers | at(NOON + 30 * HOUR))
    assert record.state == CustodyState.CLOSED


def test_a_further_arrest_by_its_page(browser, world):
    record = world.detained()
    answers = {"offence": "CJ88001", "text": "Kept: seen on the film."}
    early = answers | at(NOON - HOUR)
    shown = refused(browser, "further_arrest", record, early, "cannot be before")
    assert "Kept: seen on the film." in shown
    accepted(browser, "further_arrest", record, answers | at(NOON + 2 * HOUR))
    assert record.offences.count() == 2


def test_a_flagged_decision_is_acknowledged_by_its_page(browser, client, world):
    record = reviewed(world)
    entry = record.entries.filter(kind="AUTHORISATION").first()
    wrong = {"reason": "The clock was slow."} | at(NOON + HOUR / 60)
    accepted(browser, "correct_time", record, wrong, entry.pk)
    flag = record.flagged.get()
    inspector = signed_in(client, world.inspector)
    refused(inspector, "acknowledge", record, {"text": ""}, "Enter what follows", flag.pk)
    accepted(inspector, "acknowledge", record, {"text": "Nothing follows."}, flag.pk)
    flag.refresh_from_db()
    assert flag.acknowledged_at


@pytest.mark.parametrize("first", ["visit", "authorise"])
def test_what_is_due_next_stands_first(browser, world, first):
    record = world.detained() if first == "visit" else world.arrived()
    shown = browser.get(page("record", record)).content.decode()
    lead = shown.split("custody-actions-first")[1].split("</p>")[0]
    assert page(first, record) in lead


def test_acts_stand_under_what_they_are_for(browser, world):
    shown = browser.get(page("record", world.detained())).content.decode()
    titles = ("Authority beyond 24 hours", "Charge and release", "Movements", "Paper")
    places = [shown.index(f">{title}</h3>") for title in titles]
    assert places == sorted(places)
    assert ">Bail</h3>" not in shown


def test_a_person_on_bail_is_shown_with_the_time_of_return(browser, world):
    bail = browser.get(page("record", bailed(world, DisposalCode.PCB))).content.decode()
    assert ">Bail</h3>" in bail
    assert f"Due back {told(BACK)}" in bail
