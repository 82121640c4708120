"""The training programme in a real browser: each page judged by axe, wide and on a telephone."""

from __future__ import annotations

import pytest
from tests.journeys.conftest import Employ
from tests.journeys.person_at_work import PHONE, WIDE

pytestmark = pytest.mark.journey

PAGES = {
    "Training coordinator": (
        "/training/",
        "/training/curriculum/",
        "/training/sessions/",
        "/training/venues/",
        "/training/trainers/",
        "/training/readiness/",
        "/training/readiness/people/?state=at_risk",
        "/training/live-access/",
        "/training/digital/manage/",
    ),
    "Superintendent": ("/training/team/", "/training/live-access/let-in/"),
    "Adjustments coordinator": ("/training/adjustments/",),
    "Custody officer": ("/training/mine/", "/training/adjustments/ask/", "/training/digital/"),
}


@pytest.mark.parametrize("screen", [WIDE, PHONE], ids=["wide", "telephone"])
@pytest.mark.parametrize("role", PAGES)
def test_no_page_of_the_programme_has_a_fault(employ: Employ, role: str, screen) -> None:
    officer = employ(role, screen=screen)
    wide = {}
    for path in PAGES[role]:
        officer.go(path)
        wide[path] = officer.sideways()
    assert {path: by for path, by in wide.items() if by} == {}


def test_my_training_is_one_press_from_home_on_a_phone(employ: Employ) -> None:
    officer = employ("Investigating officer", screen=PHONE)
    officer.go("/")
    officer.press("My training")
    officer.sees("Coming", "What I need", "What helps me learn")
