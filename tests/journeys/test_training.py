"""The training programme in a real browser: each page judged by axe, wide and on a telephone."""

from __future__ import annotations

import pytest
from tests.journeys.conftest import Employ
from tests.journeys.keyboard import Keyboard
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
        "/training/refreshers/",
        "/training/refreshers/people/",
        "/training/live-access/",
        "/training/digital/manage/",
        "/training/venues/add/",
        "/training/trainers/add/",
        "/training/sessions/add/",
        "/training/evaluation/",
        "/training/evaluation/levels/reaction/",
        "/training/evaluation/comments/",
        "/training/evaluation/equality/",
        "/training/evaluation/equality/add/",
    ),
    "Superintendent": (
        "/training/team/",
        "/training/live-access/let-in/",
        "/training/refreshers/tasks/",
    ),
    "Adjustments coordinator": ("/training/adjustments/",),
    "Custody officer": ("/training/mine/", "/training/adjustments/ask/", "/training/digital/"),
    "Investigating officer": (
        "/training/evaluation/mine/",
        "/training/evaluation/mine/about-me/",
    ),
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


BOOKED = """
from bluelamp.core.time import now
from bluelamp.training.models import Booking, Learner, TrainingSession
learner = Learner.objects.get(staff__staff_number="{number}")
seated = learner.bookings.filter(seat_number__isnull=False)
coming = seated.filter(session__starts_at__gt=now(), session__room__isnull=False)
if not coming.exists():
    open_ = TrainingSession.objects.filter(state="OPEN", room__isnull=False, starts_at__gt=now())
    busy = seated.values("session__days__day")
    free = open_.exclude(days__day__in=busy).exclude(course__in=learner.bookings.values("course"))
    session = free.order_by("starts_at").first()
    taken = set(session.bookings.values_list("seat_number", flat=True))
    seat = next(each for each in range(1, session.seats + 1) if each not in taken)
    Booking.objects.create(session=session, learner=learner, course=session.course,
        state="CONFIRMED", seat_number=seat, told_at=now(), joined_at=now())
"""


def test_my_training_tells_all_in_three_presses_by_keyboard_on_a_phone(employ: Employ) -> None:
    officer = employ("Investigating officer", screen=PHONE)
    officer.site.run(BOOKED.format(number=officer.number))
    officer.go("/")
    keys, presses = Keyboard(officer), ["My training"]
    keys.press_on(presses[0])
    presses.append(officer.page.locator(".training-cards__card a").first.inner_text())
    keys.press_on(presses[1])
    officer.sees("When", "Where", "Address", "How to get there", "To the room", "Agreed for you")
    keys.reach("Open the place in the map of this device")
    assert officer.sideways() == 0
    assert len(presses) < 3


def test_my_training_is_one_press_from_home_on_a_phone(employ: Employ) -> None:
    officer = employ("Investigating officer", screen=PHONE)
    officer.go("/")
    officer.press("My training")
    officer.sees("Coming", "What I need", "What helps me learn")


STALE = """
from datetime import timedelta
from bluelamp.core.time import now
from bluelamp.training.models import Drop, Requirement
from bluelamp.training.services import plan_refreshers
drop = Drop.objects.get()
Requirement.objects.filter(learner__staff__staff_number="{number}", course__code="FND").update(
    outcome="PASSED", completed_on=drop.go_live - timedelta(days=drop.window_days + 9))
plan_refreshers(drop_id=drop.pk, at=now())
print((drop.go_live + timedelta(days=14)).isoformat())
"""


def test_a_moved_go_live_is_looked_at_first_and_a_refresher_is_done(employ: Employ) -> None:
    officer = employ("Case builder", screen=PHONE)
    later = officer.site.run(STALE.format(number=officer.number)).strip().splitlines()[-1]
    coordinator = employ("Training coordinator", screen=PHONE)
    coordinator.go("/training/live-access/")
    coordinator.press("Move go-live of Drop 2")
    coordinator.fill("New day of go-live", later)
    coordinator.press("Look what it means")
    coordinator.sees("Nothing has changed yet", "By command", "By course")
    assert coordinator.sideways() == 0
    officer.go("/training/mine/")
    officer.press("Foundation")
    officer.sees("1. Short e-learning", "2. Task in the practice copy")
    officer.press("I have done the task")
    officer.sees("Waits to be signed off")
    assert officer.sideways() == 0
    officer.press("Start the e-learning")
    officer.sees("Foundation: refresher")
