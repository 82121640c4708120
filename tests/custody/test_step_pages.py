"""The parts of booking in by their pages: kept as typed, done once, leading on."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse
from tests.custody.browser import signed_in
from tests.custody.telling import adult_arrives, assess, note, tell_rights

from bluelamp.audit.models import AuditLine
from bluelamp.core.time import now
from bluelamp.custody.enums import CallEvent, CallKind, Step
from bluelamp.custody.forms.steps import FORMS
from bluelamp.custody.models import (
    DrugTest,
    DrugTestNotice,
    RightsGiven,
    RiskAssessment,
    Sample,
    Search,
    StepDraft,
)
from bluelamp.custody.rules.risk import questions_on
from bluelamp.custody.selectors.booking import booking_of

RISK = {f"q_{one.code}": "NO" for one in questions_on(now().date())} | {
    "level": "1",
    "vulnerable": "NO",
    "healthcare": "NO",
}
RIGHTS = {
    "understood": "YES",
    "notice_language": "en",
    "notice_form": "STANDARD",
    "interpreter": "NO",
    "solicitor": "DUTY",
    "informed": "NO",
    "nationality": "BRITISH",
    "signature": "SIGNED",
}
SEARCH = {
    "kind": "PERSON",
    "sex": "MALE",
    "reason": "To find out what he has",
    "location": "Search room",
    "searcher": "d1",
    "searcher_sex": "MALE",
    "items_taken": "NO",
}
SAMPLES = {"taken": ["FINGERPRINTS", "PHOTOGRAPH", "DNA"], "basis": "POWER", "reference": "97000"}
TIME = {"occurred_at_date": "10/3/2026", "occurred_at_time": "13:00"}


@pytest.fixture
def record(world):
    return world.detained()


@pytest.fixture
def sergeant(client, world):
    return signed_in(client, world.custody_officer)


def page(record, step):
    return reverse("custody:step", args=[record.pk, step])


def tasks(record):
    return reverse("custody:tasks", args=[record.pk])


def send(browser, record, step, answers, **more):
    return browser.post(page(record, step), TIME | {"draft_version": "0"} | answers | more)


def words(response):
    return " ".join(response.content.decode().split())


def test_each_part_leads_to_the_next_and_then_to_the_list(sergeant, record):
    go_on = reverse("custody:go_on", args=[record.pk])
    assert sergeant.get(go_on).url == page(record, "risk")
    assert send(sergeant, record, "risk", RISK).url == page(record, "rights")
    assert send(sergeant, record, "rights", RIGHTS).url == page(record, "search")
    assert send(sergeant, record, "search", SEARCH).url == page(record, "samples")
    assert send(sergeant, record, "samples", SAMPLES).url == tasks(record)
    made = [model.objects.count() for model in (RiskAssessment, RightsGiven, Search, Sample)]
    assert made == [1, 1, 1, 3]
    assert Search.objects.get().present[0]["name"].endswith("D1")
    shown = words(sergeant.get(tasks(record)))
    for expected in ("To be contacted", "Not needed", "Authorised", "Search of the person"):
        assert expected in shown


def test_authorising_leads_to_the_risk_assessment(sergeant, world):
    record = world.arrived()
    answers = {"version": "1", "grounds": ["QUESTION"], "text": "To question", "told": "TOLD"}
    response = sergeant.post(
        reverse("custody:authorise", args=[record.pk]), answers | TIME, follow=True
    )
    assert response.redirect_chain[-1][0] == page(record, "risk")


@pytest.mark.parametrize("step", FORMS)
def test_every_part_has_a_page_that_is_logged(sergeant, record, step):
    assert sergeant.get(page(record, step)).status_code == 200
    assert AuditLine.objects.filter(action=f"open_{step}").count() == 1


def test_there_is_no_page_of_another_part(sergeant, record):
    assert sergeant.get(page(record, "cell")).status_code == 404
    assert sergeant.get(page(record, "nothing")).status_code == 404


def test_every_blank_question_is_named_and_what_was_typed_is_kept(sergeant, record):
    half = {**RISK, "q_ILL": "", "q_MENTAL": "YES", "q_DRUGS": "NOT_ASKED", "summary": "Café"}
    shown = words(send(sergeant, record, "risk", half))
    assert "“Are you ill or injured?”, or say why it was not asked" in shown
    assert "enter what was said" in shown
    assert "enter why it was not asked" in shown
    assert not RiskAssessment.objects.exists()
    again = words(sergeant.get(page(record, "risk")))
    assert "Café" in again
    assert "There is a problem" not in again


def test_a_detention_officer_saves_for_the_custody_officer(client, world, record):
    browser = signed_in(client, world.detention_officer)
    assert "Save for the custody officer" in words(browser.get(page(record, "risk")))
    assert send(browser, record, "risk", RISK, leave="yes").url == tasks(record)
    assert "The custody officer decides" in words(browser.get(tasks(record)))
    assert (
        browser.post(page(record, "risk"), TIME | RISK | {"draft_version": "1"}).status_code == 403
    )
    sergeant = signed_in(client, world.custody_officer)
    assert "In progress" in words(sergeant.get(tasks(record)))
    assert send(sergeant, record, "risk", RISK, draft_version="1").url == page(record, "rights")


def keep(browser, record, step, seen, answers):
    address = reverse("custody:step_draft", args=[record.pk, step])
    return browser.post(address, answers | {"draft_version": str(seen)})


def test_what_is_typed_is_kept_meanwhile(sergeant, record):
    answer = keep(sergeant, record, "risk", 0, {"summary": "Half a sent"})
    assert answer.json()["version"] == 1
    assert keep(sergeant, record, "risk", 1, {"summary": "Half a sentence"}).json()["version"] == 2
    assert "Half a sentence" in words(sergeant.get(page(record, "risk")))
    assert AuditLine.objects.filter(action="draft_booking_step").count() == 1


def test_two_officers_on_one_part_see_both(client, world, record):
    detention = signed_in(client, world.detention_officer)
    keep(detention, record, "risk", 0, {"summary": "Theirs", "q_ILL": "YES"})
    sergeant = signed_in(client, world.custody_officer)
    assert keep(sergeant, record, "risk", 0, {"summary": "Mine"}).status_code == 409
    shown = words(send(sergeant, record, "risk", RISK, summary="Mine"))
    for expected in ("saved this part", "Theirs", "Mine", "What the other officer typed"):
        assert expected in shown
    assert not RiskAssessment.objects.exists()
    assert 'name="draft_version" value="1"' in shown
    send(sergeant, record, "risk", RISK, summary="Mine", draft_version="1")
    assert RiskAssessment.objects.get().summary == "Mine"


def test_a_refusal_of_the_rules_stands_beside_its_field(sergeant, record):
    shown = words(send(sergeant, record, "search", SEARCH, searcher_sex="FEMALE"))
    assert "is not of the same sex" in shown
    assert StepDraft.objects.get(step="search").answers["location"] == ["Search room"]


def test_a_strip_search_of_a_child_asks_for_the_adult(sergeant, world):
    record = world.detained(world.child())
    strip = SEARCH | {"kind": "STRIP_EXPOSED", "authorised_by": "S1"}
    strip |= {"officer": "S1", "officer_sex": "MALE"}
    assert "The appropriate adult is present" in words(send(sergeant, record, "search", strip))
    note(world, record, CallKind.ADULT, CallEvent.ARRIVE, who="Mrs Okafor")
    done = send(sergeant, record, "search", strip, adult="on", draft_version="1")
    assert done.status_code == 302, words(done)
    assert [one["part"] for one in Search.objects.get().present] == ["SEARCHER", "OFFICER", "ADULT"]


def test_rights_are_due_again_when_the_adult_comes(sergeant, world):
    record = world.detained(world.child())
    tell_rights(world, record)
    assert "Give again" not in words(sergeant.get(tasks(record)))
    adult_arrives(world, record)
    assert "Give again" in words(sergeant.get(tasks(record)))
    asked = {"interpreter": "", "solicitor": "", "informed": "", "nationality": ""}
    send(sergeant, record, "rights", RIGHTS | asked, draft_version="1", occurred_at_time="13:30")
    assert RightsGiven.objects.filter(with_adult=True).count() == 1
    assert "Give again" not in words(sergeant.get(tasks(record)))


def test_a_solicitor_is_contacted_comes_and_leaves(sergeant, world, record):
    send(sergeant, record, "rights", RIGHTS)
    for seen, event in enumerate(("CONTACT", "ARRIVE", "CONSULT", "LEAVE")):
        answers = {"event": event, "who": "Roe", "draft_version": str(seen)}
        assert send(sergeant, record, "solicitor", answers).url == tasks(record)
    assert "Roe" in words(sergeant.get(tasks(record)))
    shown = words(sergeant.get(page(record, "solicitor")))
    assert shown.index("Left") < shown.index("Arrived")


def test_a_drug_test(sergeant, world, record):
    told = {"source": "Notice 4", "set_by_label": "The force"}
    DrugTestNotice.objects.create(suite=world.suite, in_force_from=date(2011, 6, 1), **told)
    answers = {"trigger": "TRIGGER_OFFENCE", "outcome": "NEGATIVE"}
    assert "warned first" in words(send(sergeant, record, "drug-test", answers))
    send(sergeant, record, "drug-test", answers, warned="on", draft_version="1")
    assert DrugTest.objects.get().warned


def test_what_another_module_records_is_in_the_list(sergeant, record):
    shown = words(sergeant.get(tasks(record)))
    assert reverse("property:record", args=[record.pk]) in shown
    send(sergeant, record, "search", SEARCH)
    assert "Nothing was taken from the person" in words(sergeant.get(tasks(record)))


def test_reading_a_booking_takes_a_constant_number_of_statements(world, django_assert_num_queries):
    record = world.detained()
    assess(world, record)
    tell_rights(world, record)
    for _ in range(3):
        with django_assert_num_queries(12):
            booking = booking_of(record.pk, now())
            [step.by.label for call in booking.calls.values() for step in call.steps]
            [one.told_by.label for one in booking.rights]
        tell_rights(world, record, calls=[])
    assert booking.version_of(Step.RIGHTS) == 3
