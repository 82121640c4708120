"""The page that records visits: those due first, one press for several cells, nothing twice."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from tests.custody.browser import signed_in
from tests.custody.care_world import MINUTE, set_level, visit
from tests.custody.world import HOUR, NOON

from bluelamp.audit.models import AuditLine
from bluelamp.core.time import LONDON
from bluelamp.custody.models import CustodyEntry, Visit

PAGE = "/custody/lampton/visits/"


def text_of(page) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page.content.decode()).split())


@pytest.fixture
def browser(client, world):
    return signed_in(client, world.detention_officer)


@pytest.fixture
def three(world):
    return [world.detained(world.person(f"P {n}"), cell=world.cells[n].pk) for n in range(3)]


def answers(page, *records, **more):
    """Return the form as it comes, with these people seen asleep and calm."""
    form = page.context["form"]
    moment = timezone.now().astimezone(LONDON)
    given = {
        "token": str(form["token"].value()),
        "people": [str(record.pk) for record in records],
        "visited_at_date": f"{moment:%d/%m/%Y}",
        "visited_at_time": f"{moment:%H:%M}",
        "visited_at_offset": moment.tzname(),
    }
    for record in records:
        key = record.pk.hex
        given |= {f"seen_{key}": "ASLEEP", f"condition_{key}": "CALM", f"action_{key}": "NONE"}
    return given | more


def test_whose_visit_is_due_first_stands_first_with_both_times(browser, world, three):
    visit(world, three[0], at=NOON + HOUR)
    page = browser.get(PAGE)
    text = text_of(page)
    assert text.index("Cell M2") < text.index("Cell M3") < text.index("Cell M1")
    assert "Not visited yet" in text
    assert re.search(r"Last visit \w+ 10 Mar 13:00 by .+ – typed \w+", text)
    assert AuditLine.objects.filter(action="open_visits").count() == 1


def test_three_cells_in_one_press_and_not_twice(browser, world, three):
    page = browser.get(PAGE)
    sent = answers(page, *three)
    for _ in range(2):
        assert browser.post(PAGE, sent).url == "/custody/lampton/"
    assert Visit.objects.count() == CustodyEntry.objects.filter(kind="VISIT").count() == 3


def test_what_is_missing_is_asked_beside_the_person_and_what_was_typed_is_kept(browser, three):
    page = browser.get(PAGE)
    key = three[0].pk.hex
    sent = answers(page, three[0], **{f"seen_{key}": "", f"words_{key}": "Reading a book"})
    again = browser.post(PAGE, sent)
    text = text_of(again)
    assert "Cell M1: select what you saw" in text
    assert "Reading a book" in again.content.decode()
    assert again.context["people"][0].ticked


def test_car_8_all_correct_is_refused_on_the_page(browser, three):
    sent = answers(browser.get(PAGE), three[1], **{f"words_{three[1].pk.hex}": "All correct"})
    assert "Cell M2: “All correct” is not enough" in text_of(browser.post(PAGE, sent))
    assert not Visit.objects.exists()


def test_nobody_ticked(browser, three):
    assert "Select whom you visited" in text_of(browser.post(PAGE, answers(browser.get(PAGE))))


def test_car_6_rousing_is_asked_only_of_whom_it_concerns(browser, world, three):
    set_level(world, three[0], "2", at=NOON + HOUR, rouse=True)
    page = browser.get(PAGE)
    assert page.content.decode().count("Their exact words") == 1
    key = three[0].pk.hex
    told = {f"roused_{key}": ["NAME", "HOME"], f"rousing_words_{key}": "Kai, Mill Lane"}
    refused = browser.post(PAGE, answers(page, three[0], **told))
    assert "call a healthcare professional or an ambulance" in text_of(refused)
    helped = answers(page, three[0], **told, **{f"action_{key}": "HCP_CALLED"})
    assert browser.post(PAGE, helped).status_code == 302
    assert Visit.objects.get().roused == ["HOME", "NAME"]


def test_a_button_of_the_record_ticks_its_person(browser, three):
    to = browser.get(reverse("custody:visit", args=[three[2].pk])).url
    assert [row.where for row in browser.get(to).context["people"] if row.ticked] == ["Cell M3"]


def test_the_board_leads_to_the_visits_those_who_care(browser, client, world, three):
    assert f'href="{PAGE}"' in browser.get("/custody/lampton/").content.decode()
    boss = signed_in(client, world.inspector)
    assert f'href="{PAGE}"' not in boss.get("/custody/lampton/").content.decode()
    assert boss.get(PAGE).status_code == 403


def test_the_page_takes_the_same_statements_for_few_and_many(browser, world):
    counts = []
    browser.get(PAGE)
    for people in (5, 45):
        for number in range(people):
            world.arrived(world.person(f"Person {number}"))
        with CaptureQueriesContext(connection) as made:
            browser.get(PAGE)
        counts.append(len(made))
    assert counts[0] == counts[1]


def test_the_level_is_set_on_its_page(browser, world, three):
    page = f"/custody/record/{three[0].pk}/care/observation/"
    shown = browser.get(page)
    assert "No level set yet, every 1 h" in text_of(shown)
    now = timezone.now().astimezone(LONDON)
    sent = {
        "version": shown.context["form"]["version"].value(),
        "level": "3",
        "occurred_at_date": f"{now:%d/%m/%Y}",
        "occurred_at_time": f"{now:%H:%M}",
        "occurred_at_offset": now.tzname(),
    }
    refused = browser.post(page, sent | {"interval_minutes": "45"})
    assert "Level 3: constant needs a visit at least every 30 minutes." in text_of(refused)
    assert browser.post(page, sent).status_code == 302
    assert "Level 3: constant" in text_of(browser.get(PAGE))


def test_overdue_is_said_in_words(browser, world, three):
    text = text_of(browser.get(PAGE))
    assert re.search(r"Overdue \d+ h", text)
    visit(world, *three, at=timezone.now() - 40 * MINUTE)
    assert "Due in" in text_of(browser.get(PAGE))
