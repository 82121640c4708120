"""Somebody found in crisis is held for assessment, watched, and taken to hospital: section 136."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from tests.journeys.conftest import Employ
from tests.journeys.custody_work import (
    Somebody,
    ago,
    assess_before_release,
    detained,
    fill_at,
    say_who,
)
from tests.journeys.person_at_work import PHONE, PersonAtWork

from bluelamp.core.time import told

pytestmark = pytest.mark.journey

DAY = timedelta(hours=24)
OTHER_POWERS = "Not arrested for an offence: Mental Health Act, warrant, recall and others"


def bring(officer: PersonAtWork, who: Somebody, minutes: int) -> None:
    """Book somebody in as held under section 136, as far as the button that opens the record."""
    officer.go("/custody/lantern-lane/")
    officer.press("Book in a person")
    say_who(officer, who)
    if officer.heading == "Is the person known?":
        officer.choose("None of these – a new person")
        officer.press("Continue")
    officer.page.get_by_text(OTHER_POWERS).click()
    officer.choose("Mental Health Act s.135 or s.136")
    officer.press("Ask for this instead")
    officer.sees("Under which section?", "no detention clock; 24 h and up to 12 h.")
    officer.sees_nothing_of("Why was the arrest necessary?", "Offence")
    officer.choose("Section 136: found by a constable")
    consulted = "Health professional consulted first, or why that was not practicable"
    officer.fill(consulted, "Nurse Bright of street triage, by telephone.")
    fill_at(officer, "When was the person detained?", ago(minutes=minutes + 20))
    officer.fill("Where?", "Town Bridge")
    number = officer.site.sign_ins["Investigating officer"].number
    officer.fill("Officer who detained or brought the person", number)
    officer.fill("Circumstances", "Standing on the parapet of the bridge.")
    fill_at(officer, "Arrival at the station", ago(minutes=minutes))


def hold(officer: PersonAtWork, minutes: int, *, cell: int = 1) -> None:
    """Decide to hold the person at the station, on the authority of an inspector."""
    risk = "What is the imminent risk of serious injury or death?"
    officer.fill(risk, "Tried to strangle herself in the van.")
    places = "Which other places were asked, and why can none hold the person?"
    officer.fill(places, "Both suites of the trust are full.")
    checks = "How will a healthcare professional check on them every 30 minutes?"
    officer.fill(checks, "Nurse Bright stays in the suite.")
    inspector = officer.site.sign_ins["Inspector"].number
    officer.fill("Inspector who authorises a police station", inspector)
    fill_at(officer, "Time of the inspector’s authority", ago(minutes=minutes + 5))
    officer.fill("Why does the power hold this person?", "Found on the bridge, in distress.")
    officer.choose("Yes")
    fill_at(officer, "Time of the decision", ago(minutes=minutes))
    # A cell that others left since is refused by name; the next one is taken.
    for place in range(cell, cell + 6):
        officer.select_nth("Cell", place)
        officer.press("Hold the person")
        if officer.heading == "Risk assessment":
            return
    raise AssertionError(officer.errors() or officer.heading)


def check(officer: PersonAtWork, path: str, which: str, minutes: int) -> None:
    """Record a check under the Mental Health Act."""
    officer.go(path)
    officer.press("Mental Health Act check")
    officer.choose(which)
    officer.choose("Yes")
    officer.fill("What was found?", "Awake, tearful, answers in full; pulse and breathing seen.")
    fill_at(officer, "When?", ago(minutes=minutes))
    officer.press("Record the check")


def test_an_adult_in_crisis_is_held_for_assessment_and_goes_to_hospital(employ: Employ) -> None:
    officer = employ("Custody officer")
    arrived = ago(minutes=100)
    who = Somebody("Philippa Maud", "Wetherstone", date(1991, 4, 4), "Female")
    bring(officer, who, 100)
    officer.picture("s136-arrival", tallest=2400)
    officer.press("Open the custody record")
    officer.sees("Held at the latest until", told(arrived + DAY), "(MH-2)")
    person = detained(officer, who)
    hold(officer, 80)

    officer.go(person.path)
    officer.sees(
        "Mental Health Act s.135 or s.136", "Power to hold ends", "Health check", "Overdue"
    )
    officer.sees(f"Held at the latest until {told(arrived + DAY)}: 24 h from arrival")
    officer.sees_nothing_of("24 h limit", "36 h", "Review 1", "Relevant time")
    assert not officer.pressable("Charge").count()
    assert not officer.pressable("Extend detention").count()
    officer.picture("s136-record", tallest=2600)
    check(officer, person.path, "Health check by a healthcare professional", 10)
    check(officer, person.path, "Custody officer's review", 5)
    officer.go(person.path)
    officer.sees(re.compile(r"Health check by (\w{3} )?\d\d:\d\d Due in \d\d min"))
    officer.sees(re.compile(r"Custody officer’s review by (\w{3} )?\d\d:\d\d Due in 5\d min"))

    officer.press("Extend the 24 hours")
    officer.fill("Hours", "13")
    officer.fill("Registered medical practitioner", "Dr Wells")
    superintendent = officer.site.sign_ins["Superintendent"].number
    officer.fill("Staff number of the superintendent who approves", superintendent)
    officer.fill("Why is assessment impracticable?", "Sedated until the evening.")
    officer.press("Record the extension")
    assert officer.errors()
    officer.fill("Hours", "6")
    officer.press("Record the extension")
    officer.go(person.path)
    extended = told(arrived + DAY + timedelta(hours=6))
    officer.sees(f"Held at the latest until {extended}", "24 h, before the extension (MH-2)")

    assess_before_release(officer)
    officer.choose("To hospital under the Mental Health Act")
    officer.press("Release the person")
    officer.fill(
        "Hospital or other place of safety to which the person is taken", "Lampton Hospital, ward 3"
    )
    officer.press("Release the person")
    officer.sees("Release recorded.", "Closed", "Lampton Hospital, ward 3")


def test_a_child_is_never_brought_to_a_station_under_section_136(employ: Employ) -> None:
    officer = employ("Custody officer", screen=PHONE)
    bring(officer, Somebody("Amabel Joy", "Wetherstone", date(2012, 5, 5), "Female"), 10)
    assert officer.sideways() == 0
    officer.press("Open the custody record")
    assert "never a place of safety for anybody under 18" in officer.errors()[0]
    assert officer.field("Where?").input_value() == "Town Bridge"


def test_the_board_on_a_phone_says_what_is_due_for_somebody_held(employ: Employ) -> None:
    officer = employ("Custody officer")
    who = Somebody("Rosamund Ivy", "Wetherstone", date(1988, 8, 8), "Female")
    bring(officer, who, 70)
    officer.press("Open the custody record")
    hold(officer, 60, cell=2)
    phone = employ("Custody officer", screen=PHONE)
    phone.go("/custody/lantern-lane/?due=hour")
    phone.sees("Rosamund Ivy Wetherstone", "Health check")
    assert phone.sideways() == 0
