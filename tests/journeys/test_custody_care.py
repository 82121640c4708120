"""Care on a phone: three cells visited in one press, a level raised, a watch handed over."""

from __future__ import annotations

import re

import pytest
from tests.journeys.conftest import Employ
from tests.journeys.person_at_work import PHONE, PersonAtWork

pytestmark = pytest.mark.journey
VISITS = "/custody/lantern-lane/visits/"


def card(officer: PersonAtWork, place: int):
    """Return the person at this place among those who are in a cell."""
    in_cell = officer.page.locator("label strong", has_text=re.compile("^Cell"))
    return officer.page.locator(".custody-round__person").filter(has=in_cell).nth(place)


def tell(officer: PersonAtWork, place: int) -> str:
    """Tick the person at this place, say that they sleep calmly, and return where they are."""
    person = card(officer, place)
    box = person.locator("input[name=people]")
    box.check()
    officer.choose("Asleep, breathing seen", within=person)
    officer.choose("Calm", within=person)
    return person.locator("label strong").first.inner_text()


def test_care_on_a_phone(employ: Employ) -> None:
    officer = employ("Custody officer", screen=PHONE)
    officer.go("/custody/lantern-lane/")
    officer.press("Record visits")
    officer.sees(re.compile(r"Overdue \d+ min"), "Not visited yet")
    officer.picture("care-visits-phone")
    assert officer.sideways() == 0

    where = [tell(officer, place) for place in range(3)]
    officer.press("Record the visits")
    officer.sees(f"Visits recorded: {', '.join(where)}.")

    officer.go(VISITS)
    visited = officer.page.locator(".custody-round__person").filter(has_text=re.compile("Due in"))
    assert visited.count() >= 3
    assert "Last visit" in visited.first.inner_text()

    person = card(officer, 0).locator("input[name=people]").input_value()
    officer.go(f"/custody/record/{person}/care/")
    officer.sees(re.compile(r"Level [12]: \w+, every"), re.compile(r"Due in \d+ min"))
    officer.press("Set the observation level")
    officer.choose("Level 3: constant")
    officer.fill("Reason", "Says they will harm themselves.")
    officer.press("Set the level")
    officer.sees("Observation level set.", "Level 3: constant, every 30 min")

    officer.press("Begin the constant watch")
    officer.fill("Staff number of the watcher", officer.site.sign_ins["Detention officer"].number)
    officer.press("Record who watches")
    officer.press("Hand over the watch")
    officer.fill("Staff number of the watcher", officer.number)
    officer.press("Record who watches")
    officer.sees(f"{officer.site.sign_ins['Custody officer'].name}")
    officer.picture("care-phone", tallest=4000)
    assert officer.sideways() == 0


def test_all_correct_is_refused_and_nothing_typed_is_lost_without_scripts(employ: Employ) -> None:
    officer = employ("Custody officer", screen=PHONE, scripts=False)
    officer.go(VISITS)
    tell(officer, 0)
    field = "What was said, or more of what you saw"
    officer.fill(field, "All correct", within=card(officer, 0))
    officer.press("Record the visits")
    officer.sees("“All correct” is not enough: say what you saw or heard.")
    assert officer.field(field, within=card(officer, 0)).input_value() == "All correct"
    officer.fill(field, "On the bench under a blanket.", within=card(officer, 0))
    officer.press("Record the visits")
    officer.sees("Visits recorded:")
