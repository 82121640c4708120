"""A register on a phone that loses its network, and its power, in the middle of a class."""

from __future__ import annotations

import re
from contextlib import suppress

import pytest
from playwright.sync_api import Error, Page, expect
from tests.journeys.conftest import Employ
from tests.journeys.person_at_work import PHONE, PersonAtWork
from tests.journeys.real_site import RealSite
from tests.journeys.register import running_class

pytestmark = pytest.mark.journey

KEPT = "() => indexedDB.databases().then(all => all.map(each => each.name))"
PAGES = "() => caches.keys()"


def person(page: Page, name: str):
    return page.locator(".register-person").filter(has_text=name)


def start_of(page: Page, name: str):
    return person(page, name).get_by_role("definition").first


def press(page: Page, name: str, words: str) -> None:
    person(page, name).get_by_role("button", name=re.compile(rf"^{words}\s*:")).click()


def opened(trainer: PersonAtWork, path: str) -> Page:
    """Open a register and wait until the phone can open it without a network."""
    trainer.go(path)
    expect(trainer.page.locator("html[data-offline=ready]")).to_have_count(1, timeout=60_000)
    return trainer.page


def test_marks_made_without_a_network_outlive_a_killed_page_and_arrive_once(
    site: RealSite, employ: Employ
) -> None:
    kept = running_class(site, 1)
    ann, ben, cem = kept.people
    trainer = employ("Trainer", screen=PHONE)
    page = opened(trainer, kept.path)
    press(page, ann, "Here")
    expect(start_of(page, ann)).to_have_text("Here")
    trainer.picture("register-phone")

    trainer.context.set_offline(True)
    press(page, ben, "Here")
    press(page, cem, "Not here")
    expect(person(page, ben)).to_contain_text("on this phone, not sent yet")
    expect(page.locator("#register-said")).to_contain_text("2 marks are on this phone")
    trainer.picture("register-no-network-phone")
    page.close()  # without a word of warning, as when the phone's power goes

    page = trainer.context.new_page()
    page.goto(site.address + kept.path)
    expect(start_of(page, cem)).to_have_text("Did not come on this phone, not sent yet")
    press(page, ben, "Stayed to the end")
    expect(page.locator("#register-said")).to_contain_text("3 marks are on this phone")
    assert trainer.page.is_closed()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]

    trainer.context.set_offline(False)
    expect(page.locator("#register-said")).to_have_text("All marks are sent.", timeout=60_000)
    expect(page.locator(".register-waiting")).to_have_count(0)
    assert kept.marks() == sorted([[ann, "HERE"], [ben, "HERE"], [ben, "STAYED"], [cem, "ABSENT"]])


def test_an_answer_that_is_lost_costs_no_mark_and_doubles_none(
    site: RealSite, employ: Employ
) -> None:
    kept = running_class(site, 2)
    trainer = employ("Trainer", screen=PHONE)
    page = opened(trainer, kept.path)
    lost = []

    def take_and_lose(route) -> None:
        lost.append(route.fetch())  # the server has it; the phone never hears
        route.abort()

    page.context.route("**/marks/", take_and_lose)
    page.get_by_role("button", name="Everybody else is here").click()
    expect(page.locator("#register-said")).to_contain_text("3 marks are on this phone")
    page.context.unroute("**/marks/")
    page.reload()
    expect(page.locator("#register-said")).to_have_text("All marks are sent.", timeout=60_000)
    assert lost
    assert kept.marks() == sorted([each, "HERE"] for each in kept.people)


def test_nobody_signs_out_over_marks_that_wait_and_then_nothing_stays(
    site: RealSite, employ: Employ
) -> None:
    kept = running_class(site, 3)
    trainer = employ(screen=PHONE).sign_in("Trainer")  # a sign-in of its own, to be ended
    page = opened(trainer, kept.path)
    trainer.context.set_offline(True)
    press(page, kept.people[0], "Here")
    expect(page.locator("#register-said")).to_contain_text("1 mark is on this phone")
    assert kept.people[0] not in str(page.evaluate("localStorage"))
    trainer.context.set_offline(False)
    expect(page.locator("#register-said")).to_have_text("All marks are sent.", timeout=60_000)
    page.get_by_role("button", name="Sign out").click()
    expect(page).to_have_url(f"{site.address}/account/login/")
    assert page.evaluate(PAGES) == []
    trainer.context.set_offline(True)
    answer = None
    with suppress(Error):  # nothing answers, or the worker says that nothing is kept
        answer = page.goto(site.address + kept.path)
    assert answer is None or kept.people[0] not in answer.text()
