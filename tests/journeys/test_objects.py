"""A vehicle: recorded, linked to its keeper, found by a part of its mark; wide and on a phone."""

from __future__ import annotations

import re
from typing import Any

import pytest
from tests.journeys.conftest import Employ
from tests.journeys.person_at_work import PHONE, WIDE, PersonAtWork

pytestmark = pytest.mark.journey
PERSON = re.compile(r"^/people/[0-9a-f-]{36}/$")
SCREENS = [pytest.param(WIDE, "LA73 RXT", id="wide"), pytest.param(PHONE, "LC22 TVW", id="phone")]


def _open_somebody(officer: PersonAtWork) -> str:
    """Open the person of a custody record and return their name."""
    officer.go("/custody/lantern-lane/")
    record = _address(officer, re.compile(r"^/custody/record/[0-9a-f-]{36}/$"))
    officer.go(record)
    officer.go(_address(officer, PERSON))
    return officer.page.locator("h1 bdi").inner_text()


def _address(officer: PersonAtWork, wanted: re.Pattern[str]) -> str:
    links = officer.page.locator("main a[href]")
    found: list[str] = links.evaluate_all("all => all.map(each => each.getAttribute('href'))")
    return next(each for each in found if wanted.search(each))


@pytest.mark.parametrize(("screen", "mark"), SCREENS)
def test_a_vehicle_is_recorded_linked_to_its_keeper_and_found(
    employ: Employ, screen: Any, mark: str
) -> None:
    officer = employ("Custody officer", screen=screen)
    officer.go("/people/objects/new/")
    officer.press("Vehicle")
    officer.fill("Registration mark", mark)
    officer.fill("Make", "Vauxhall")
    officer.fill("Model", "Corsa")
    officer.choose("Red")
    officer.picture("record-vehicle", tallest=2000)
    officer.press("Record")
    officer.sees(f"{mark}, red Vauxhall Corsa", "Still to be recorded: body.", "Nobody is linked.")
    keeper = _open_somebody(officer)
    officer.press("Link a vehicle, telephone or other object")
    officer.fill("Number", mark)
    officer.select("What the person is to it", "Keeper")
    officer.press("Link")
    officer.sees("The link is recorded.", f"{mark}, red Vauxhall Corsa")
    assert officer.sideways() == 0
    officer.go("/search/")
    officer.page.locator("#id_q").fill(f"{mark[1:4]}?{mark[6:]}")
    officer.press("Search", within=officer.page.get_by_role("main"))
    officer.press(re.compile(f"^{mark}, red Vauxhall Corsa"))
    officer.sees(keeper)
    officer.picture("object-page")
    assert officer.sideways() == 0


def test_a_number_that_is_known_already_is_asked_about(employ: Employ) -> None:
    officer = employ("Custody officer")
    officer.refusals_expected = True
    for _ in range(2):
        officer.go("/people/objects/new/vehicle/")
        officer.fill("Registration mark", "LD71 GHJ")
        officer.press("Record")
    officer.sees("Already in the index with this number.", "LD71 GHJ (opens in new tab)")
    officer.choose("This is a different object with the same number: record it")
    officer.press("Record")
    officer.sees("The object is recorded.")
