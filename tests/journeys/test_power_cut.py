"""The site ends without warning in the middle of a booking-in."""

from __future__ import annotations

import pytest
from tests.journeys.conftest import Employ
from tests.journeys.custody_work import begin_booking
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
