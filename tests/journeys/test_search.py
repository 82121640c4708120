"""From a box to a saved search that tells what is new: wide, on a telephone and by keyboard."""

from __future__ import annotations

import re
import subprocess

import pytest
from tests.journeys.person_at_work import PHONE
from tests.journeys.real_site import ROOT, RealSite, _bluelamp

pytestmark = pytest.mark.journey
REASON = "Supervision of others' work"


def notify(site: RealSite) -> str:
    done = subprocess.run(
        [*_bluelamp(), "search", "notify", "--every", "0"],
        env=site._environment(),
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def look_for(officer, words: str) -> None:
    officer.go("/search/")
    officer.page.locator("#id_q").fill(words)
    officer.press("Search", within=officer.page.get_by_role("main"))


@pytest.mark.parametrize("screen", [None, PHONE], ids=["wide", "telephone"])
def test_a_search_is_narrowed_and_its_rest_is_shown(employ, screen):
    more = {"screen": screen} if screen else {}
    name = "telephone" if screen else "wide"
    boss = employ("Supervisor", reason=REASON, **more)
    look_for(boss, "Smith")
    boss.sees("Looked for: name ‘Smith’", re.compile(r"Found \d+ people"))
    boss.picture(f"search-{name}", tallest=3000)
    assert boss.sideways() == 0
    boss.press(re.compile("^Show the rest"))
    boss.sees("Everybody found, the best match first")
    filters = boss.page.locator(".bluelamp-filters")
    filters.get_by_role("checkbox").first.check()
    boss.press("Apply", within=filters)
    boss.sees(re.compile(r"Found \d+ (person|people) of \d+ people"))
    boss.picture(f"search-narrowed-{name}", tallest=3000)
    boss.press("Remove all")
    boss.press("Search more precisely")
    boss.picture(f"search-precise-{name}", tallest=3000)
    assert boss.sideways() == 0
    boss.fill("Age from", "forty")
    boss.press("Search", within=boss.page.get_by_role("main"))
    assert boss.errors()
    boss.fill("Age from", "20")
    boss.fill("Family name", "smi*")
    boss.press("Search", within=boss.page.get_by_role("main"))
    boss.sees("the family name like SMI*", "aged 20 to 120")


def test_a_saved_search_tells_what_is_new_once(employ, site):
    boss = employ("Supervisor", reason=REASON)
    look_for(boss, "Quillfeather")
    boss.sees("Nothing that you may open was found.")
    boss.press("Search more precisely")
    boss.fill("Family name", "quill*")
    boss.press("Search", within=boss.page.get_by_role("main"))
    boss.go(f"{boss.path}save/")
    boss.fill("Name", "")
    boss.press("Save")
    assert boss.errors()
    boss.fill("Name", "Whoever is called Quill")
    boss.press("Save")
    boss.sees("The search is saved.", "No new matches", "Running")
    clerk = employ("Custody officer", reason="Custody of a detained person")
    clerk.go("/people/new/")
    clerk.fill("Given names", "Zebedee")
    clerk.fill("Family name", "Quillfeather")
    clerk.fill_date("Date of birth", 3, 4, 1985)
    clerk.choose("Male")
    clerk.page.locator("#id_address_line").fill("1 Lamp Street")
    clerk.page.locator("#id_postcode").fill("SW9 8AB")
    filled = clerk.form_as_filled("Continue")
    answer = clerk.context.request.post(f"{site.address}/people/new/", **filled)
    assert answer.ok
    assert "1 new match" in notify(site)
    boss.go("/")
    boss.press(re.compile("^Saved search: 1 new match"))
    boss.sees("Zebedee Quillfeather", "the family name like QUILL*")
    boss.picture("search-news")
    boss.press("Mark as seen")
    boss.sees("No new matches")
    assert "0 new matches" in notify(site)
    boss.go("/")
    boss.sees_nothing_of("Saved search: 1 new match")


def test_the_slash_goes_to_the_box_and_can_be_turned_off(employ):
    boss = employ("Supervisor", reason=REASON)
    boss.go("/")
    boss.page.keyboard.press("/")
    focused = "() => document.activeElement.id"
    assert boss.page.evaluate(focused) == "shell-search"
    boss.page.keyboard.type("Smith/Jones")
    boss.page.keyboard.press("Enter")
    boss.page.wait_for_url("**/search/r/**")
    boss.go("/search/")
    boss.press("Turn this key off")
    boss.page.locator("h1").click()
    boss.page.keyboard.press("/")
    assert boss.page.evaluate(focused) != "id_q"
    boss.press("Turn this key on")
