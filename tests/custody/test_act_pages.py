"""What is done with a record, by its pages: answers kept, refusals beside the field at fault."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.urls import reverse
from tests.custody.browser import signed_in
from tests.custody.world import HOUR, NOON

from bluelamp.access.enums import Rank, Role
from bluelamp.audit.models import AuditLine
from bluelamp.core.time import LONDON
from bluelamp.custody.enums import CustodyState, DisposalCode
from bluelamp.custody.models import CellOccupation, ClockPause, CustodyRecord, Review
from bluelamp.custody.services import place_in_cell


def page(act, record, *more):
    return reverse(f"custody:{act}", args=[record.pk, *more])


def at(instant: datetime, field: str = "occurred_at") -> dict[str, str]:
    local = instant.astimezone(LONDON)
    date = f"{local.day}/{local.month}/{local.year}"
    return {f"{field}_date": date, f"{field}_time": f"{local:%H:%M}"}


def send(browser, act, record, answers, *more):
    """Send a form on the version that the record has now; return response and fresh record."""
    version = CustodyRecord.objects.get(pk=record.pk).version
    response = browser.post(page(act, record, *more), {"version": version} | answers)
    record.refresh_from_db()
    return response


AUTHORISE = {
    "grounds": ["SECURE", "QUESTION"],
    "text": "To question about £80 of perfume; عربي 😀.",
    "told": "TOLD",
}


def test_authorised_with_a_cell_in_one_press(browser, world):
    record = world.arrived()
    answers = AUTHORISE | at(NOON + HOUR) | {"cell": str(world.cells[1].pk)}
    response = send(browser, "authorise", record, answers)
    assert response.url == page("go_on", record)
    assert record.state == CustodyState.DETAINED
    assert CellOccupation.objects.get().cell == world.cells[1]
    entry = record.entries.get(kind="AUTHORISATION")
    assert "To question about £80 of perfume; عربي 😀." in entry.text


def test_only_free_cells_are_offered(browser, world):
    world.detained(cell=world.cells[0].pk)
    shown = browser.get(page("authorise", world.arrived(world.person("Second")))).content.decode()
    assert str(world.cells[0].pk) not in shown
    assert str(world.cells[1].pk) in shown


def test_a_cell_taken_meanwhile_is_named_and_the_words_are_kept(browser, world):
    record = world.arrived(world.person("Second"))
    shown = browser.get(page("authorise", record))
    assert shown.status_code == 200
    first = world.detained(cell=world.cells[0].pk)
    answers = AUTHORISE | at(NOON + HOUR) | {"cell": str(world.cells[0].pk)}
    words = send(browser, "authorise", record, answers).content.decode()
    assert first.state == CustodyState.DETAINED
    assert "Cell: " in words or "Select cell from the list" in words
    assert "To question about £80 of perfume" in words
    assert record.state == CustodyState.ARRIVED


def test_detention_is_refused_on_the_same_page(browser, world):
    record = world.arrived()
    wrong = send(browser, "refuse", record, {"text": ""} | at(NOON + HOUR)).content.decode()
    assert "Enter why detention is not authorised" in wrong
    response = send(browser, "refuse", record, {"text": "No evidence."} | at(NOON + HOUR))
    assert response.url == page("record", record)
    assert record.state == CustodyState.CLOSED


def test_an_edit_conflict_says_what_changed_and_then_lets_through(browser, world):
    record = world.detained()
    stale = record.version
    place_in_cell(
        record_id=record.pk,
        version=stale,
        cell_id=world.cells[0].pk,
        occurred_at=NOON + HOUR,
        by=world.detention_officer,
        at=NOON + HOUR,
    )
    offence = record.offences.get()
    world.assess_anyway(record, NOON + HOUR)
    answers = {f"disposal_{offence.pk}": "NFA", "reason": "No evidence.", "asked": "reason"}
    answers |= at(NOON + 2 * HOUR)
    shown = browser.post(page("release", record), answers | {"version": stale}).content.decode()
    assert "has changed since you opened it: Cell by Police staff Ada Lamp D1" in shown
    assert "No evidence." in shown
    assert f'name="version" value="{stale + 1}"' in shown
    record.refresh_from_db()
    assert record.state == CustodyState.DETAINED
    assert browser.post(page("release", record), answers | {"version": stale + 1}).url


REVIEW_ON = {"review_on": "2026-04-09", "asked": "review_on"}


def test_what_a_disposal_needs_is_asked_before_anything_is_recorded(browser, world):
    record = world.detained()
    world.assess_anyway(record, NOON + HOUR)
    answers = {f"disposal_{record.offences.get().pk}": "PCB"} | at(NOON + 2 * HOUR)
    shown = send(browser, "release", record, answers).content.decode()
    assert "Nothing is recorded yet" in shown
    assert "Bailed to return at" in shown
    assert "There is a problem" not in shown
    assert record.state == CustodyState.DETAINED


def test_what_one_offence_needs_is_asked_under_its_choice(browser, world):
    record = world.detained()
    world.assess_anyway(record, NOON + HOUR)
    shown = browser.get(page("release", record))
    assert shown.context["form"]["asked"].value() == "review_on,reason,outcome,issued_on"
    assert "Date of the supervisor’s review" in shown.content.decode()
    answers = {f"disposal_{record.offences.get().pk}": "RUI"} | at(NOON + 2 * HOUR)
    answers |= {"asked": "review_on,reason,outcome,issued_on"}
    bad = send(browser, "release", record, answers).content.decode()
    assert "Enter the date of the supervisor’s review" in bad
    assert send(browser, "release", record, answers | {"review_on": "2026-04-09"}).url
    assert record.state == CustodyState.CLOSED


def test_release_before_arrival_is_refused_with_what_was_typed(browser, world):
    record = world.detained()
    offence = record.offences.get()
    answers = {f"disposal_{offence.pk}": "RUI", "text": "Kept words"} | REVIEW_ON | at(NOON - HOUR)
    shown = send(browser, "release", record, answers).content.decode()
    assert "Release cannot be before arrival, Tue 10 Mar 2026 12:00 GMT." in shown
    assert "Kept words" in shown
    assert record.state == CustodyState.DETAINED


def test_each_offence_is_asked_for_its_disposal(browser, world):
    record = world.detained(offence_ids=(world.shop_theft.pk, world.assault.pk))
    first, second = record.offences.all()
    world.assess_anyway(record, NOON + HOUR)
    answers = {f"disposal_{first.pk}": "RUI"} | REVIEW_ON | at(NOON + HOUR)
    shown = send(browser, "release", record, answers).content.decode()
    assert f"Select a disposal for {second.offence.title}" in shown
    answers |= {f"disposal_{second.pk}": "RUI"}
    assert send(browser, "release", record, answers).url == page("record", record)
    assert record.state == CustodyState.CLOSED


@pytest.mark.parametrize(("born", "offered"), [(1990, False), (2012, True)])
def test_youth_cautions_are_offered_to_the_young_only(browser, world, born, offered):
    person = world.person(born=NOON.date().replace(year=born))
    shown = browser.get(page("release", world.detained(person))).content.decode()
    assert (f'value="{DisposalCode.YC}"' in shown) is offered
    assert (f'value="{DisposalCode.CAUTION_SIMPLE}"' in shown) is not offered


def test_to_hospital_and_back_with_questioning(browser, world):
    record = world.detained()
    leaving = {"purpose": "TREATMENT", "where": "Lampton General"} | at(NOON + HOUR)
    send(browser, "hospital", record, leaving)
    assert record.state == CustodyState.HOSPITAL
    half = at(NOON + 4 * HOUR) | at(NOON + 2 * HOUR, "questioned_from")
    shown = send(browser, "return", record, half).content.decode()
    assert "Enter both when questioning began and when it ended" in shown
    send(browser, "return", record, half | at(NOON + 3 * HOUR, "questioned_until"))
    assert record.state == CustodyState.DETAINED
    spans = ClockPause.objects.values_list("began_at", "ended_at")
    assert list(spans) == [(NOON + HOUR, NOON + 2 * HOUR), (NOON + 3 * HOUR, NOON + 4 * HOUR)]


REVIEW = {
    "mode": "IN_PERSON",
    "outcome": "CONTINUE",
    "text": "Still to question.",
    "reminded": "YES",
    "told": "TOLD",
    "said_detained_person": "NONE",
    "said_solicitor": "ABSENT",
    "said_appropriate_adult": "ABSENT",
}


def test_a_late_review_is_asked_why(client, world):
    browser = signed_in(client, world.inspector)
    record = world.detained()
    answers = REVIEW
    late = answers | at(NOON + 8 * HOUR)
    shown = send(browser, "review", record, late).content.decode()
    assert "This review was due by Tue 10 Mar 2026 18:30 GMT" in shown
    send(browser, "review", record, late | {"postponed_for": "LATE"})
    assert Review.objects.get().postponed_for == ""
    assert record.entries.get(kind="REVIEW").detail["status"] == "LATE"


def test_an_entry_and_its_correction(browser, world):
    record = world.arrived()
    entry = {"kind": "CARE", "text": "Given tea."} | at(NOON + HOUR)
    send(browser, "entry", record, entry)
    line = record.entries.get(kind="CARE")
    assert "Given tea." in browser.get(page("correct", record, line.pk)).content.decode()
    right = {"text": "Given coffee."} | at(NOON + HOUR)
    send(browser, "correct", record, right, line.pk)
    assert record.entries.get(supersedes=line).text == "Given coffee."


def test_the_spring_gap_is_no_time_of_anything(browser, world):
    record = world.arrived()
    gap = {"occurred_at_date": "29/3/2026", "occurred_at_time": "01:15"}
    shown = send(browser, "authorise", record, AUTHORISE | gap).content.decode()
    assert "the clocks went forward from 01:00 to 02:00" in shown


ACTS = ("authorise", "refuse", "review", "cell", "hospital", "return", "entry", "release")


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("role", [Role.PROPERTY_OFFICER, Role.AUDITOR, Role.ADMINISTRATOR])
def test_others_come_to_no_page(client, world, act, role):
    browser = signed_in(client, world.officer("X9", Rank.POLICE_STAFF, role))
    response = browser.get(page(act, world.detained()))
    assert response.status_code == 403
    assert AuditLine.objects.filter(outcome="REFUSED").exists()


def test_an_involved_officer_is_told_why_not(browser, world):
    record = world.arrived(arrested_by_id=world.custody_officer.id)
    response = browser.get(page("authorise", record))
    assert response.status_code == 403
    assert "The arresting officer may not authorise detention" in response.content.decode()


def test_what_the_state_does_not_allow_is_said_at_once(browser, world):
    response = browser.get(page("authorise", world.detained()))
    assert response.status_code == 409
    assert "Authorise detention is not possible: detained" in response.content.decode()


def test_opening_a_page_is_logged(browser, world):
    record = world.detained()
    browser.get(page("release", record))
    line = AuditLine.objects.get(action="release")
    assert (line.operation, line.records) == ("CONSULT", [record.pk, record.person_id])


def test_an_entry_of_another_record_is_not_found(browser, world):
    entry = world.detained().entries.first()
    other = world.detained(world.person("Second"))
    assert browser.get(page("correct", other, entry.pk)).status_code == 404


def test_a_move_lists_free_cells(browser, world):
    record = world.detained(cell=world.cells[0].pk)
    send(browser, "cell", record, {"cell": str(world.cells[2].pk)} | at(NOON + 2 * HOUR))
    assert CellOccupation.objects.get(until=None).cell == world.cells[2]
    assert CellOccupation.objects.get(cell=world.cells[0]).until == NOON + timedelta(hours=2)


def test_a_disposal_of_nothing_names_the_offence_still_open(browser, world):
    record = world.detained()
    shown = send(browser, "dispose", record, at(NOON + 2 * HOUR)).content.decode()
    assert "Select a disposal for at least one offence." in shown
    assert f'href="#id_disposal_{record.offences.get().pk}' in shown


def test_a_further_arrest_without_offence_asks_for_it(browser, world):
    record = world.detained()
    told = {"offence": "", "text": "Seen on CCTV."} | at(NOON + 2 * HOUR)
    shown = send(browser, "further_arrest", record, told).content.decode()
    assert "Enter the offence" in shown
    assert "Seen on CCTV." in shown


def test_lim_8_no_decision_of_a_court_that_nobody_asked(browser, world):
    record = world.detained()
    refused = browser.get(page("court", record))
    assert "No application to the court is pending." in refused.content.decode()
    assert record.warrants.count() == 0
