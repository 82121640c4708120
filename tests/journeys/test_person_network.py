"""The page of a person and their network: by mouse, by keyboard, without scripts, on a phone."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, expect
from tests.journeys.conftest import Employ
from tests.journeys.keyboard import Keyboard
from tests.journeys.person_at_work import PHONE, PersonAtWork
from tests.nominals.pictures import with_words_of_the_camera

pytestmark = pytest.mark.journey
OpenPerson = Callable[..., PersonAtWork]
# The demonstration lets one person of the suite know more people than a page shows.
WELL_KNOWN = re.compile(r"\d+ more are linked less strongly\.")
CHOSEN = "#network-chosen"


@pytest.fixture
def open_person(employ: Employ) -> OpenPerson:
    """Return how to open the page of the person in the suite who knows most people."""
    known: list[str] = []

    def opened(**more: object) -> PersonAtWork:
        officer = employ("Custody officer", **more)
        if not known:
            known.append(_best_known(officer))
        officer.go(known[0])
        return officer

    return opened


def _best_known(officer: PersonAtWork) -> str:
    officer.go("/cases/")
    people: set[str] = set()
    for case in _addresses(officer, r"^/cases/[0-9a-f-]{36}/$"):
        officer.go(case)
        people.update(_addresses(officer, r"^/people/[0-9a-f-]{36}/$"))
    for person in sorted(people):
        officer.go(person)
        if WELL_KNOWN.search(officer.text()):
            return person
    raise AssertionError(f"Nobody of {people} is linked to many")


def _addresses(officer: PersonAtWork, wanted: str) -> list[str]:
    links = officer.page.locator("main a[href]")
    found: list[str] = links.evaluate_all("all => all.map(each => each.getAttribute('href'))")
    return [each for each in dict.fromkeys(found) if re.search(wanted, each)]


def _names(officer: PersonAtWork) -> list[str]:
    return officer.page.locator("#network-table tr[id] strong bdi").all_inner_texts()


def _ties(officer: PersonAtWork) -> int:
    return officer.page.locator("#network-table [data-part=ties] li").count()


def _canvas(officer: PersonAtWork) -> Locator:
    return officer.page.get_by_role("application", name="Drawing of the network")


def test_who_it_is_stands_first_and_events_are_narrowed(open_person: OpenPerson) -> None:
    officer = open_person()
    officer.picture("person-page")
    words = officer.text()
    order = [words.index(each) for each in ("Born ", "Warnings", "Identity", "Associates ")]
    assert order[0] < order[1] < order[2]
    officer.sees("The same addresses as a table", re.compile(r"Every kind \(\d+\)"))
    kind = officer.field("Kind of event")
    officer.select("Kind of event", kind.locator("option").nth(2).inner_text())
    officer.press("Show")
    titles = officer.page.locator(".moj-timeline__title").all_inner_texts()
    assert titles
    assert len({title.split(" DEMO")[0] for title in titles}) == 1
    officer.press("Show everything")
    officer.press("Earlier events")
    officer.press("Back to the latest events")


def test_the_network_is_drawn_told_narrowed_and_expanded(open_person: OpenPerson) -> None:
    officer = open_person()
    officer.press("Draw the network")
    officer.sees(re.compile(r"25 people are drawn.*\d+ more (is|are) left out"))
    expect(_canvas(officer)).to_be_visible()
    officer.picture("network")
    near = _names(officer)
    assert len(near) == 25
    ties = _ties(officer)
    officer.press(re.compile("Show whom they are linked to"))
    assert _names(officer)[:25] == near
    assert _ties(officer) > ties
    officer.press(re.compile("Hide whom they are linked to"))
    assert _names(officer) == near
    officer.page.get_by_text("Choose what is drawn").click()
    for label in ("Household and care", "Associates and gangs", "Other direct links"):
        officer.field(label).uncheck()
    officer.field("Events they share").uncheck()
    officer.press("Draw", nth=0)
    assert 0 < len(_names(officer)) < 25
    officer.sees(re.compile("everybody whom the choices allow"))


def test_the_drawing_is_used_by_keyboard_and_says_what_the_table_says(
    open_person: OpenPerson,
) -> None:
    officer = open_person()
    officer.press("Draw the network")
    names, keys = _names(officer), officer.page.keyboard
    keyboard = Keyboard(officer)
    keyboard.reach("Show all")
    keys.press("Tab")
    expect(_canvas(officer)).to_be_focused()
    keys.press("ArrowRight")
    expect(officer.page.locator(CHOSEN)).to_contain_text("the person in the middle")
    keys.press("ArrowRight")
    expect(officer.page.locator(CHOSEN)).to_contain_text(names[0])
    keys.press("ArrowDown")
    expect(officer.page.locator(CHOSEN)).to_contain_text(names[1])
    keys.press("+")
    keys.press("Enter")
    assert keyboard.focused().startswith("Open the record")
    keys.press("Escape")
    expect(_canvas(officer)).to_be_focused()
    keys.press("Enter")
    officer.load(keyboard._enter)
    assert names[1] in officer.heading


def test_the_table_alone_does_the_same_without_scripts(open_person: OpenPerson) -> None:
    officer = open_person(scripts=False)
    officer.press("Draw the network")
    expect(_canvas(officer)).to_be_hidden()
    names, ties = _names(officer), _ties(officer)
    officer.press(re.compile("Show whom they are linked to"))
    assert _ties(officer) > ties
    officer.press(re.compile("Draw their network"))
    assert officer.heading == f"Network of {names[0]}"


def test_person_and_network_fit_a_phone(open_person: OpenPerson) -> None:
    officer = open_person(screen=PHONE)
    assert officer.sideways() == 0
    officer.press("Draw the network")
    assert officer.sideways() == 0
    _canvas(officer).focus()
    officer.page.keyboard.press("End")
    expect(officer.page.locator(CHOSEN)).to_be_visible()
    assert officer.sideways() == 0


def test_a_photograph_is_handed_in_shown_and_not_kept_by_the_browser(
    open_person: OpenPerson,
) -> None:
    officer = open_person()
    officer.press("Add a photograph")
    officer.press("Add the photograph")
    assert "Choose the file again, or for the first time." in officer.errors()
    picture = {"name": "a.jpg", "mimeType": "image/jpeg", "buffer": with_words_of_the_camera()}
    officer.field("Photograph").set_input_files(files=[picture])
    for part, text in (("Day", "1"), ("Month", "3"), ("Year", "2026")):
        officer.fill(part, text)
    officer.choose("Taken in custody")
    officer.press("Add the photograph")
    officer.sees("The photograph is recorded.", "Other photographs")
    small = officer.page.locator(".nominal-head img, .nominal-portraits img").first
    answer = officer.page.request.get(officer.site.address + str(small.get_attribute("src")))
    assert answer.headers["content-type"] == "image/jpeg"
    assert "no-store" in answer.headers["cache-control"]
