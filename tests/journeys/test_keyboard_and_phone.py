"""Whoever uses no mouse, no wide screen or no scripts does the same work."""

from __future__ import annotations

import re
from datetime import date

import pytest
from tests.journeys.conftest import Employ
from tests.journeys.custody_work import (
    THEFT,
    Somebody,
    authorise,
    book_in,
    open_somebody_held,
    release_under_investigation,
)
from tests.journeys.keyboard import Keyboard
from tests.journeys.person_at_work import PHONE

pytestmark = pytest.mark.journey

MAIN_PAGES = {
    "Custody officer": ["/", "/custody/", "/custody/lantern-lane/", "/people/new/", "/reason/"],
    "Supervisor": ["/property/", "/cases/", "/search/"],
    "Auditor": ["/audit/"],
    "Administrator": ["/staff/", "/units/"],
}
FIRST_OF = {
    "item": ("Property officer", "/property/", re.compile("smartphone|jacket|trainers|belt")),
    "case": ("Case builder", "/cases/", re.compile(r"\d\dBL\d{7}")),
}


def test_booking_in_by_keyboard_alone(employ: Employ) -> None:
    officer = employ("Custody officer")
    officer.go("/custody/lantern-lane/")
    keys = Keyboard(officer)
    keys.press_on("Book in a person")
    keys.type_into("Given names", "Wilhelmina Agnes")
    keys.type_into("Family name", "Thistlethwaite")
    for part in ("12", "8", "1979"):
        keys.tab_and_type(part)
    keys.space_on("Female")
    keys.press_on("Continue")
    assert officer.heading == "The arrest of Wilhelmina Agnes Thistlethwaite"
    keys.type_into("Offence", THEFT)
    keys.type_into("Time", "0001")
    keys.type_into("Place of arrest", "High Street")
    keys.type_into("Arresting officer", officer.site.sign_ins["Investigating officer"].number)
    keys.space_on("To allow prompt and effective investigation")
    keys.type_into("Circumstances of the arrest", "Left the shop with unpaid goods.")
    keys.press_on("Open the custody record")
    assert officer.heading == "Authorise detention"
    keys.space_on("To obtain evidence by questioning")
    keys.type_into("Grounds in your own words", "An account has still to be taken.")
    keys.space_on("Yes")
    keys.press_on("Authorise detention")
    officer.sees("Detention authorised.", "Wilhelmina Agnes Thistlethwaite")


def test_the_first_tab_leads_to_the_skip_link_and_it_to_the_content(employ: Employ) -> None:
    officer = employ("Custody officer")
    officer.page.keyboard.press("Tab")
    assert Keyboard(officer).focused() == "Skip to main content"
    officer.page.keyboard.press("Enter")
    assert officer.page.evaluate("() => document.activeElement.id") == "main-content"


@pytest.mark.parametrize("role", MAIN_PAGES)
def test_no_main_page_scrolls_sideways_on_a_phone(employ: Employ, role: str) -> None:
    officer = employ(role, screen=PHONE)
    wide = {}
    for path in MAIN_PAGES[role]:
        officer.go(path)
        wide[path] = officer.sideways()
    assert {path: by for path, by in wide.items() if by} == {}


def test_no_custody_record_scrolls_sideways_on_a_phone(employ: Employ) -> None:
    officer = employ("Custody officer", screen=PHONE)
    open_somebody_held(officer)
    officer.sees("Detention clock")
    assert officer.sideways() == 0


@pytest.mark.parametrize("name", FIRST_OF)
def test_no_record_scrolls_sideways_on_a_phone(employ: Employ, name: str) -> None:
    role, listed, words = FIRST_OF[name]
    officer = employ(role, screen=PHONE)
    officer.go(listed)
    officer.press(words, within=officer.page.get_by_role("main"))
    assert officer.sideways() == 0


def test_the_path_from_arrest_to_release_works_without_scripts(employ: Employ) -> None:
    officer = employ("Custody officer", scripts=False)
    who = Somebody("Ottoline Maud", "Featherstonehaugh", date(1988, 2, 29), "Female")
    person = book_in(officer, who)
    authorise(officer, person)
    officer.sees(re.compile(r"Placed in cell \w+"))
    officer.press("Record property")
    item = officer.group("Item 1")
    officer.select("What it is", "Detained person's property", within=item)
    officer.fill("Description", "Silver ring", within=item)
    officer.press("Record")
    officer.sees("Silver ring")
    release_under_investigation(officer)
