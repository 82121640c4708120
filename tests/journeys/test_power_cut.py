"""The site ends without warning in the middle of a booking-in."""

from __future__ import annotations

from datetime import date

import pytest
from tests.journeys.conftest import Employ
from tests.journeys.custody_work import (
    Somebody,
    answer_questions,
    begin_booking,
    detained,
    say_who,
    tell_arrest,
)
from tests.journeys.real_site import RealSite

pytestmark = pytest.mark.journey


def test_a_booking_in_cut_short_is_taken_up_where_it_was(employ: Employ, site: RealSite) -> None:
    officer = employ("Detention officer")
    begin_booking(officer)
    officer.fill("Given names", "Lazarus")
    officer.fill("Family name", "Powercutter")
    officer.choose("Male")
    officer.press("Continue")
    draft = officer.path
    site.kill()
    site.start()
    officer.go("/")
    officer.sees("Finish booking in")
    officer.go(draft)
    officer.sees("Lazarus Powercutter")
    officer.press("Who is it?")
    assert officer.field("Given names").input_value() == "Lazarus"
    assert officer.field("Family name").input_value() == "Powercutter"
    assert officer.chosen("Male")


def test_a_part_of_booking_in_is_kept_though_no_button_was_pressed(
    employ: Employ, site: RealSite
) -> None:
    officer = employ("Detention officer")
    begin_booking(officer)
    say_who(officer, Somebody("Lucius", "Blackwater", date(1984, 2, 29)))
    tell_arrest(officer)
    officer.press("Open the custody record")
    person = detained(officer, Somebody("Lucius", "Blackwater", date(1984, 2, 29)))
    officer.go(f"{person.path}booking-in/risk/")
    answer_questions(officer, MEDICATION="Insulin, twice a day")
    officer.fill("Anything else that bears on the risk", "Last ate this morning.")
    officer.page.wait_for_timeout(5_000)
    site.kill()
    site.start()
    officer.faults.clear()
    employ("Custody officer").go(f"{person.path}booking-in/")
    officer.go(f"{person.path}booking-in/risk/")
    said = officer.page.locator("input[name=w_MEDICATION]")
    assert said.input_value() == "Insulin, twice a day"
    assert officer.page.locator("input[name=q_ESCORT][value=NO]").is_checked()
    words = officer.field("Anything else that bears on the risk")
    assert words.input_value() == "Last ate this morning."
    officer.sees_nothing_of("There is a problem")


def test_who_it_is_is_kept_though_no_button_was_pressed(employ: Employ, site: RealSite) -> None:
    officer = employ("Detention officer")
    begin_booking(officer)
    officer.fill("Given names", "Ottoline")
    officer.page.wait_for_timeout(5_000)
    draft = officer.path
    site.kill()
    site.start()
    officer.faults.clear()
    officer.go(draft)
    assert officer.field("Given names").input_value() == "Ottoline"
