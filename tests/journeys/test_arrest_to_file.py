"""One person from arrival to case file, each step by the role whose work it is."""

from __future__ import annotations

import re
from datetime import datetime

import pytest
from tests.journeys.conftest import Employ
from tests.journeys.custody_work import (
    SUITE,
    THEFT,
    Detained,
    authorise,
    begin_booking,
    choose_known,
    detained,
    open_somebody_held,
    release_under_investigation,
    review,
    say_who,
    somebody_known,
    tell_arrest,
)
from tests.journeys.person_at_work import PHONE, PersonAtWork

from bluelamp.core.time import LONDON

pytestmark = pytest.mark.journey

STORE = "North East property store (NE-GEN)"
BAG, EXHIBIT_BAG = "M7040001", "M7040002"


def test_one_person_from_arrival_to_case_file(employ: Employ) -> None:
    detention = employ("Detention officer")
    person = _book_in_somebody_known(detention)
    custody = employ("Custody officer")
    _authorise(custody, person)
    _bag_property(detention, person)
    exhibit = _record_exhibit(employ("Investigating officer"), person)
    _review(employ("Inspector"), person)
    _superintendent_sees_the_clock(employ("Superintendent"), person)
    _book_into_store(employ("Property officer"), exhibit)
    case = _open_case(employ("Case builder"), person)
    _release(custody, person)
    _supervisor_sees_it_all(employ("Supervisor"), person, case)
    _auditor_finds_the_lines(employ("Auditor"), person, detention)
    _administrator_sees_staff(
        employ("Administrator", reason="Supervision of others' work"), custody
    )


def _book_in_somebody_known(officer: PersonAtWork) -> Detained:
    who = somebody_known(officer, "Smith")
    officer.go("/")
    begin_booking(officer)
    assert officer.heading == "Who is it?"
    officer.picture("booking-who")
    say_who(officer, who)
    assert officer.heading == "Is the person known?"
    officer.sees(who.name, re.compile("are the same: "))
    officer.sees(re.compile(f"Dates of birth are the same: {who.born:%d/%m/%Y}"))
    officer.picture("candidates")
    choose_known(officer, who)
    assert officer.heading == f"The arrest of {who.name}"
    tell_arrest(officer)
    officer.picture("booking-arrest")
    officer.press("Open the custody record")
    person = detained(officer, who)
    assert officer.heading == "Booking in", "who may not decide comes to the list of parts"
    officer.go(person.path)
    officer.sees("Awaiting decision to detain", THEFT, "Left the shop with unpaid goods.")
    return person


def _authorise(officer: PersonAtWork, person: Detained) -> None:
    officer.sees(re.compile(f"Decide on detention.*{person.reference}", re.DOTALL))
    officer.picture("home-wide")
    officer.press(re.compile(f"Decide on detention.*{person.reference}", re.DOTALL))
    officer.press("Authorise or refuse detention")
    officer.sees(person.who.name, THEFT, "24-hour limit", "First review")
    officer.picture("authorise-detention")
    authorise(officer, person)
    officer.sees("Detained", re.compile("Review by"))
    officer.sees(re.compile(r"Placed in cell \w+"), re.compile("23 h 5[0-9] min left"))
    officer.picture("custody-record")
    officer.press("Custody")
    officer.press(SUITE)
    officer.sees(person.who.name)
    officer.picture("custody-board-wide", tallest=1600)


def _bag_property(officer: PersonAtWork, person: Detained) -> None:
    officer.go(person.path)
    officer.press("Record property")
    item = officer.group("Item 1")
    officer.select("What it is", "Detained person's property", within=item)
    officer.fill("Description", "Black leather wallet", within=item)
    officer.fill("Seal or bag number", BAG, within=item)
    officer.picture("record-property")
    officer.press("Record")
    officer.sees("Black leather wallet", BAG)


def _record_exhibit(officer: PersonAtWork, person: Detained) -> str:
    officer.go(person.path)
    officer.press("Record evidence")
    item = officer.group("Item 1")
    officer.select("What it is", "Exhibit", within=item)
    officer.fill("Description", "Two bottles of perfume, price labels £89.50", within=item)
    officer.fill("Exhibit reference", "CC/1", within=item)
    officer.fill("Seal or bag number", EXHIBIT_BAG, within=item)
    officer.field("Power").select_option(index=1)
    officer.press("Record")
    officer.sees("CC/1: Two bottles of perfume, price labels £89.50", EXHIBIT_BAG)
    return "Two bottles of perfume"


def _review(officer: PersonAtWork, person: Detained) -> None:
    officer.sees(re.compile("Review"))
    officer.picture("home-inspector")
    review(officer, person)


def _book_into_store(officer: PersonAtWork, exhibit: str) -> None:
    officer.press("Property")
    officer.fill("Seal, property or exhibit reference", EXHIBIT_BAG)
    officer.press("Find property")
    officer.press(re.compile(exhibit))
    officer.sees(EXHIBIT_BAG, "Bagged and sealed")
    officer.picture("property")
    officer.press("Book into a store")
    officer.select("Store", STORE)
    officer.fill("Seal number on the bag", EXHIBIT_BAG)
    officer.press("Book into a store")
    officer.sees("The item is booked in.", "In store", STORE)
    officer.picture("property-chain")


def _open_case(officer: PersonAtWork, person: Detained) -> str:
    officer.go(person.path)
    officer.press("Open a case")
    officer.fill_date("Date, or first date", 1, 11, datetime.now(LONDON).year - 1)
    officer.fill("Place", "12 High Street")
    officer.picture("open-case")
    officer.press("Open the case")
    officer.sees(person.who.name, "Defendant", THEFT, person.reference)
    officer.picture("case-page")
    return officer.path


def _release(officer: PersonAtWork, person: Detained) -> None:
    officer.go(person.path)
    release_under_investigation(officer)


def _supervisor_sees_it_all(officer: PersonAtWork, person: Detained, case: str) -> None:
    officer.go(case)
    officer.sees(person.who.name, THEFT, "CC/1", person.reference, "Detention authorised")


def _superintendent_sees_the_clock(officer: PersonAtWork, person: Detained) -> None:
    officer.go(person.path)
    officer.sees(person.who.name, "Detention clock", "24 h limit (LIM-1)", "Review of detention")
    officer.sees("Review detention", "Dispose and release: Your roles do not allow you to")


def _auditor_finds_the_lines(
    officer: PersonAtWork, person: Detained, detention: PersonAtWork
) -> None:
    officer.press("Audit")
    officer.fill("Record", person.reference)
    officer.press("Show lines")
    officer.sees(person.reference, re.compile(detention.number))
    officer.picture("audit")


def _administrator_sees_staff(officer: PersonAtWork, sought: PersonAtWork) -> None:
    officer.press("Staff")
    officer.fill("Name or staff number", sought.number)
    officer.select("Unit, with all below it", "Every unit")
    officer.press("Search", within=officer.page.get_by_role("main"))
    family, given = sought.name.split()[-1], " ".join(sought.name.split()[:-1])
    officer.sees("1 found", f"{family}, {given}", "Custody officer")
    officer.picture("staff")


def test_the_main_pages_are_pictured_for_the_guides(employ: Employ) -> None:
    visitor = employ()
    visitor.go("/account/login/")
    visitor.picture("sign-in")
    officer = employ("Custody officer")
    _picture_search_and_person(officer)
    officer.go("/reason/")
    officer.sees("Why do you need to see records?")
    officer.picture("reason")
    _picture_on_a_phone(employ("Custody officer", screen=PHONE))
    builder = employ("Case builder")
    builder.go("/cases/")
    builder.sees("Cases")
    builder.picture("cases")


def _picture_search_and_person(officer: PersonAtWork) -> None:
    name = open_somebody_held(officer)
    officer.fill("Search people, records and references", name)
    officer.press("Search", within=officer.page.get_by_role("search"))
    officer.sees(name, "Why this was found")
    officer.picture("search")
    officer.press(name, within=officer.page.get_by_role("main"))
    officer.sees("Warnings", "Identity", "Custody", "Timeline")
    officer.picture("person-page")


def _picture_on_a_phone(officer: PersonAtWork) -> None:
    officer.picture("home-phone", tallest=1000)
    officer.go("/custody/lantern-lane/")
    officer.picture("custody-board-phone")
    open_somebody_held(officer)
    officer.sees("Detention clock")
    officer.picture("custody-record-phone")
