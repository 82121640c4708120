"""What the law asks of a detention, in a browser: its clock, who may prolong it, how it ends.

Nothing waits: whatever lies hours back is entered with its true time.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

import pytest
from tests.journeys.conftest import Employ
from tests.journeys.custody_work import (
    THEFT,
    Detained,
    Somebody,
    ago,
    assess_before_release,
    charge,
    fill_at,
    hear,
    held_since,
    release_under_investigation,
    review,
)
from tests.journeys.person_at_work import PHONE, PersonAtWork

from bluelamp.core.time import told

pytestmark = pytest.mark.journey

DAY = timedelta(hours=24)


def test_a_shoplifter_is_interviewed_and_released_under_investigation(employ: Employ) -> None:
    officer = employ("Custody officer")
    person = held_since(
        officer, Somebody("Leopold Aubrey", "Tansyworth", date(1990, 3, 3)), ago(hours=2)
    )
    _interview(officer, person)
    officer.go(person.path)
    officer.press("Dispose and release")
    officer.sees("Risk assessment before release", "Still to be done")
    officer.go(person.path)
    release_under_investigation(officer)
    officer.sees("No break; no complaint.", "Nothing is needed; walks home.")
    assert not officer.pressable("Charge").count(), "whoever has left cannot be charged here"


def _interview(officer: PersonAtWork, person: Detained) -> None:
    officer.go(f"{person.path}care/")
    officer.press("Hand over for interview")
    interviewer = officer.site.sign_ins["Investigating officer"].number
    officer.fill("Staff number of the interviewing officer", interviewer)
    officer.fill("Are they fit for interview?", "Rested, sober, understands what is said.")
    fill_at(officer, "When?", ago(minutes=60))
    officer.press("Hand over")
    officer.sees("Handed over for interview.")
    officer.press("Back from interview")
    officer.fill("Breaks, and what was reported", "No break; no complaint.")
    fill_at(officer, "When?", ago(minutes=30))
    officer.press("Take back")
    officer.sees("Back from interview.")


def test_hospital_moves_the_limit_and_the_drawing_says_so(employ: Employ) -> None:
    arrived, left, back = ago(hours=4), ago(hours=3), ago(minutes=60)
    who = Somebody("Cornelius Jabez", "Mallowfield", date(1986, 6, 16))
    person = held_since(employ("Custody officer"), who, arrived)
    officer = employ("Custody officer", screen=PHONE)
    officer.go(person.path)
    officer.sees(f"24 h limit (LIM-1): 24 h from {told(arrived)} = {told(arrived + DAY)}")

    officer.press("Leave for hospital")
    officer.choose("Medical treatment")
    officer.fill("Which hospital?", "Bluelamp General")
    fill_at(officer, "Time of leaving the station", left)
    officer.press("Record leaving")
    officer.sees("At hospital", "Clock paused", "hospital treatment")
    assert officer.sideways() == 0

    officer.press("Back from hospital")
    fill_at(officer, "Time back at the station", back)
    officer.press("Record the return")
    moved = told(arrived + DAY + (back - left))
    officer.sees(f"24 h from {told(arrived)} + 2 h hospital treatment (CLK-1) = {moved}")
    drawn = officer.page.locator(".custody-line")
    assert drawn.locator(".custody-line__part--paused").count() == 1
    legend = " ".join(drawn.inner_text().split())
    assert "Clock paused: hospital treatment" in legend
    assert "Clock runs again" in legend
    assert officer.sideways() == 0
    officer.picture("hospital-clock-phone", tallest=2600)


def test_a_superintendent_extends_and_a_court_issues_a_warrant(employ: Employ) -> None:
    custody, inspector = employ("Custody officer"), employ("Inspector")
    superintendent = employ("Superintendent")
    arrived = ago(hours=30)
    who = Somebody("Thaddeus Ignatius", "Brackenbury", date(1979, 9, 19))
    person = held_since(custody, who, arrived)
    review(inspector, person, ago(hours=25))
    _extend(superintendent, person)
    assert "The second review has not been held (1 of 2)." in superintendent.errors()[0]
    necessary = "Why is detention necessary to secure or preserve evidence, or obtain it by"
    assert superintendent.field(re.compile(necessary)).input_value()
    review(inspector, person, ago(hours=17), "Referred for extension")
    superintendent.go("/")
    _extend(superintendent, person)
    latest = told(arrived + timedelta(hours=36))
    superintendent.sees("Extension recorded.", f"Detention authorised until {latest} (LIM-2)")
    superintendent.sees(f"Extended by superintendent: until {latest}")
    superintendent.picture("extended", tallest=2600)
    _warrant(custody, person)


def _extend(officer: PersonAtWork, person: Detained) -> None:
    officer.go(person.path)
    officer.press("Extend detention")
    fill_at(officer, "Time of the authority", ago(hours=9))
    officer.choose("At the station holding the person")
    hear(officer)
    officer.fill(
        re.compile(r"^\s*Why is detention necessary"), "Two witnesses are still to be seen."
    )
    officer.fill(re.compile(r"^\s*How is the investigation being"), "Officers are with them now.")
    officer.press("Authorise the extension")


def _warrant(officer: PersonAtWork, person: Detained) -> None:
    officer.go(person.path)
    officer.press("Apply for a warrant")
    officer.fill("Court", "Bluelamp Magistrates’ Court")
    officer.fill("Who applies", officer.site.sign_ins["Investigating officer"].number)
    officer.fill("Information sworn", "Theft; two witnesses abroad until tomorrow.")
    officer.press("Record the application")
    assert "Give the person a copy of the information" in officer.errors()[0]
    officer.choose("The person has been given a copy of the information")
    officer.press("Record the application")
    officer.sees("Application recorded.")
    officer.press("Decision of the court")
    officer.choose("Issued")
    officer.fill("For how many hours, from issue?", "37")
    officer.choose("Brought before the court")
    officer.choose("Yes", within=officer.group("Was the person represented?"))
    officer.press("Record the decision")
    assert "A warrant lasts at most 36 h." in officer.errors()[0]
    officer.fill("For how many hours, from issue?", "36")
    officer.press("Record the decision")
    officer.sees("Decision of the court recorded.", "Warrant of further detention: until")
    officer.picture("warrant", tallest=2600)


def test_a_person_is_charged_and_kept_for_court(employ: Employ) -> None:
    officer = employ("Custody officer")
    who = Somebody("Erasmus Peregrine", "Nettlecombe", date(1983, 11, 21))
    person = held_since(officer, who, ago(hours=2))
    officer.press("Charge")
    charge(officer, "Charged and kept for court")
    assert officer.errors(), officer.text()
    officer.choose("Will not appear in court")
    officer.fill("Grounds for keeping the person", "Has failed to appear three times.")
    officer.picture("charge", tallest=2600)
    officer.press("Record the charge")
    officer.sees("Charge recorded.", "Clock ended by charge", "Charged and kept for court")

    assess_before_release(officer)
    officer.press("Release the person")
    officer.fill("Handed over to: name, number and agency", "A. Escort, 4471, court escorts")
    officer.fill("Number of the person escort record", "PER 20071")
    officer.press("Release the person")
    officer.sees("Handed over for court to A. Escort, 4471, court escorts", person.reference)


def test_bail_return_from_the_diary_on_the_same_clock_and_charge(employ: Employ) -> None:
    officer = employ("Custody officer")
    arrived, bailed, back = ago(hours=8), ago(hours=5), ago(hours=1)
    who = Somebody("Septimus Balthazar", "Quarrington", date(1975, 7, 7))
    person = held_since(officer, who, arrived)
    assess_before_release(officer, bailed - timedelta(minutes=5))
    _bail(officer, bailed, due=ago(minutes=90))
    officer.sees("Release recorded.", "Released on bail.")

    officer.press("Bail diary")
    officer.fill("Day", f"{ago(minutes=90):%Y-%m-%d}")
    officer.press("Show")
    officer.sees(person.reference, "Failed to answer")
    officer.picture("bail-diary")
    officer.press(who.name)
    officer.press("Answer bail")
    fill_at(officer, "When did the person attend?", back)
    officer.choose("To obtain evidence by questioning")
    officer.fill("Grounds in your own words", "To be asked about the new footage.")
    fill_at(officer, "Time of authorisation", back + timedelta(minutes=10))
    officer.press("Record the return")
    officer.sees("the same clock goes on", f"Relevant time {told(arrived)}")
    goes_on = told(back + DAY - (bailed - arrived))
    officer.sees(f"24 h less 3 h used before (RT-10) = 21 h from {told(back)} = {goes_on}")

    officer.press("Charge")
    charge(officer, "Charged and bailed to court")
    officer.sees("Charge recorded.", "Clock ended by charge")
    assess_before_release(officer)
    officer.press("Release the person")
    officer.sees("Release recorded.", "Charged and bailed to court")


def _bail(officer: PersonAtWork, bailed: datetime, *, due: datetime) -> None:
    officer.choose("Pre-charge bail", within=officer.group(THEFT))
    officer.press("Release the person")
    fill_at(officer, "Bailed to return at", due)
    officer.choose("To secure surrender to custody")
    officer.fill("Why, in your own words", "Footage is awaited from the shop.")
    officer.fill("Conditions, if any", "Not to enter the shop.")
    officer.choose("Sought")
    fill_at(officer, "Time of release", bailed)
    officer.press("Release the person")
