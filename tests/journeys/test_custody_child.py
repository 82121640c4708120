"""A child in custody: appropriate adult, rights given again before them, and a strip search."""

from __future__ import annotations

import re
from datetime import datetime

import pytest
from tests.journeys.conftest import Employ
from tests.journeys.custody_work import (
    Detained,
    Somebody,
    answer_questions,
    begin_booking,
    detained,
    give_rights,
    say_who,
    tell_arrest,
)
from tests.journeys.person_at_work import PHONE, PersonAtWork

from bluelamp.core.time import LONDON

pytestmark = pytest.mark.journey

AGE = 15
BOY = Somebody(
    "Ptolemy Rune",
    "Hazelgrove",
    datetime.now(LONDON).date().replace(day=1, year=datetime.now(LONDON).year - AGE),
)
ADULT = "Quintessa Hazelgrove, mother"


def test_a_child_with_an_appropriate_adult_and_a_strip_search(employ: Employ) -> None:
    sergeant = employ("Custody officer")
    person = _booked_in(sergeant)
    _assessed(sergeant)
    _told_rights(sergeant, person)
    _adult_comes(employ("Detention officer", screen=PHONE), person)
    _rights_again(sergeant, person)
    _strip_searched(sergeant, person)
    _in_the_record(sergeant, person)


def _booked_in(officer: PersonAtWork) -> Detained:
    begin_booking(officer)
    say_who(officer, BOY)
    tell_arrest(officer)
    officer.press("Open the custody record")
    person = detained(officer, BOY)
    officer.choose("To obtain evidence by questioning")
    officer.fill("Grounds in your own words", "An account has still to be taken in interview.")
    officer.choose("Yes")
    officer.select_nth("Cell", 1)
    officer.press("Authorise detention")
    officer.sees("A child is not put in a cell unless no other secure place will do")
    officer.fill("If a child is put in a cell, why?", "Both detention rooms are being cleaned.")
    officer.press("Authorise detention")
    assert officer.heading == "Risk assessment"
    return person


def _assessed(officer: PersonAtWork) -> None:
    officer.sees("As a child. The appropriate adult is not here yet.")
    answer_questions(officer, SELF_HARM="Cut his arm two years ago")
    officer.choose("Level 1: general")
    officer.choose("No", within=officer.group("Call a healthcare professional?"))
    officer.press("Record")
    officer.sees("The answers point to level 2: intermittent: say why it is lower.")
    officer.choose("Level 2: intermittent")
    officer.picture("risk-assessment", tallest=2000)
    officer.press("Record")
    assert officer.heading == "Rights and entitlements"


def _told_rights(officer: PersonAtWork, person: Detained) -> None:
    officer.picture("rights", tallest=2400)
    give_rights(officer, solicitor="Wants the duty solicitor")
    assert officer.heading == "Search"
    officer.go(f"{person.path}booking-in/")
    officer.sees("Until the appropriate adult is here, these wait", "Solicitor", "To be contacted")
    officer.picture("booking-in", tallest=1800)


def _adult_comes(officer: PersonAtWork, person: Detained) -> None:
    officer.go(f"{person.path}booking-in/")
    officer.press("Appropriate adult")
    officer.choose("Reached, and coming")
    officer.press("Record")
    officer.sees("Enter the name of the appropriate adult.")
    officer.fill("Name", ADULT)
    officer.press("Record")
    officer.sees("Contacted, awaited")
    officer.press("Appropriate adult")
    officer.choose("Arrived")
    assert officer.sideways() == 0
    officer.picture("appropriate-adult-phone", tallest=1600)
    officer.press("Record")
    officer.sees("Give again", ADULT)


def _rights_again(officer: PersonAtWork, person: Detained) -> None:
    officer.go(f"{person.path}booking-in/")
    officer.press("Rights and entitlements")
    officer.choose("Yes", within=officer.group("Told their rights, and understood?"))
    officer.choose("Signed")
    officer.press("Record")


def _strip_searched(officer: PersonAtWork, person: Detained) -> None:
    officer.go(f"{person.path}booking-in/search/")
    officer.choose("Strip search, intimate parts exposed")
    officer.fill("Reason", "Seen to push something into his underwear.")
    officer.fill("Where was the person searched?", "Medical room")
    officer.choose("Male", within=officer.group("Sex of who searched"))
    officer.fill("Authorised by", officer.number)
    officer.fill("Also present", officer.site.sign_ins["Detention officer"].number)
    officer.choose("Male", within=officer.group("Sex of who was also present"))
    officer.choose("No", within=officer.group("Was anything taken from the person?"))
    officer.press("Record")
    officer.sees("The appropriate adult is present, or the reason why not is recorded.")
    officer.choose("The appropriate adult was present")
    officer.fill("Result", "Nothing was found.")
    officer.picture("strip-search", tallest=2600)
    officer.press("Record")


def _in_the_record(officer: PersonAtWork, person: Detained) -> None:
    officer.go(person.path)
    officer.sees(
        "Strip search, intimate parts exposed.",
        "Where: Medical room.",
        re.compile(f"Present: .*{officer.number}.*{ADULT}"),
        "Rights and entitlements given before the appropriate adult",
        "Appropriate adult: arrived",
    )
