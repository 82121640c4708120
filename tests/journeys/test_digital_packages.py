"""Packages made by others are played, go on after a killed browser, and stay in their sandbox."""

from __future__ import annotations

import json
import os
import signal
from uuid import uuid4

import psutil
import pytest
from playwright.sync_api import Browser, FrameLocator, expect
from tests.journeys.conftest import CHROMIUM, PATIENCE, QUIET, Employ
from tests.journeys.digital import building
from tests.journeys.digital.programme import teach
from tests.journeys.person_at_work import PHONE, WIDE, PersonAtWork
from tests.journeys.real_site import RealSite

pytestmark = pytest.mark.journey

LEARNER = "Detention officer"
SCORM_12, SCORM_2004, CMI5 = "Example of SCORM 1.2", "Example of SCORM 2004", "Example of cmi5"
# What throws, and what comes to nothing, of all that a hostile package tries.
REFUSED = {"page", "blind", "parent", "top", "worker", "beacon", "navigate"}
NOTHING = {"cookies", "here", "frame", "window"}
PLAYED = [SCORM_12, SCORM_2004, CMI5]


@pytest.fixture(scope="module", autouse=True)
def _packages(site: RealSite, tmp_path_factory: pytest.TempPathFactory) -> None:
    making, sent = tmp_path_factory.mktemp("making"), tmp_path_factory.mktemp("packages")
    packages = {
        SCORM_12: building.scorm("1.2", SCORM_12, making),
        SCORM_2004: building.scorm("2004 4th Edition", SCORM_2004, making),
        CMI5: building.cmi5(),
        "Hostile course": building.hostile(site.address),
    }
    for name, data in packages.items():
        (sent / f"{name}.zip").write_bytes(data)
    teach(site, site.sign_ins[LEARNER].number, sent)


def open_course(learner: PersonAtWork, title: str, button: str = "Start") -> FrameLocator:
    """Open a course from one's own list, and return the package in its two frames."""
    learner.go("/training/digital/")
    learner.press(title)
    learner.press(f"{button} : {title}")
    return package_in(learner)


def package_in(learner: PersonAtWork) -> FrameLocator:
    return learner.page.frame_locator("iframe.bluelamp-package").frame_locator("iframe")


def leave(learner: PersonAtWork) -> None:
    # The browser finds what is pressed by where the frames last stood: let the page come to rest.
    def go() -> None:
        learner.pressable("Save and leave").scroll_into_view_if_needed()
        learner.page.wait_for_timeout(500)
        learner.pressable("Save and leave").click()
        learner.page.wait_for_url("**/training/digital/packages/**")

    learner.load(go)
    learner.sees("What you did is saved.")


class Mortal:
    """A browser of its own, which can be killed."""

    def __init__(self, browser: Browser) -> None:
        self.mark = f"--journey-{uuid4().hex}"
        self.browser = browser.browser_type.launch(
            executable_path=os.environ.get("BLUELAMP_CHROMIUM") or CHROMIUM,
            args=[*QUIET, self.mark],
        )

    def person(self, site: RealSite) -> PersonAtWork:
        context = self.browser.new_context(viewport=WIDE, locale="en-GB")
        context.set_default_timeout(PATIENCE)
        return PersonAtWork(site, context, LEARNER).sign_in(LEARNER)

    def kill(self) -> None:
        ours = psutil.Process().children(recursive=True)
        marked = [each for each in ours if self.mark in _words_of(each)]
        assert marked
        for each in marked:
            os.kill(each.pid, signal.SIGKILL)


def _words_of(process: psutil.Process) -> list[str]:
    try:
        return process.cmdline()
    except psutil.Error:
        return []


@pytest.mark.parametrize("title", PLAYED)
def test_a_course_goes_on_where_a_killed_browser_left_it(
    title: str, site: RealSite, browser: Browser, employ: Employ
) -> None:
    mortal = Mortal(browser)
    package = open_course(mortal.person(site), title)
    expect(package.locator("#page")).to_have_text("Page 1")
    for page in (2, 3, 4):
        package.get_by_role("button", name="Next page").click()
        expect(package.locator("#page")).to_have_text(f"Page {page}")
    mortal.kill()

    learner = employ(LEARNER)
    package = open_course(learner, title, "Continue")
    expect(package.locator("#page")).to_have_text("Page 4")
    if title != CMI5:
        expect(package.locator("#kept")).to_have_text("seen=4")
    package.get_by_role("button", name="Answer right and finish").click()
    expect(package.locator("#page")).to_have_text("Finished")
    leave(learner)
    learner.sees("Passed", "Score 90 %")


def test_a_course_is_played_on_a_phone_and_no_page_is_too_wide(employ: Employ) -> None:
    learner = employ(LEARNER, screen=PHONE)
    package = open_course(learner, SCORM_12, "Look again")
    expect(package.locator("h1")).to_have_text("Example course")
    assert learner.sideways() == 0
    learner.picture("digital-player-phone")
    leave(learner)
    assert learner.sideways() == 0


def test_without_scripts_the_page_says_what_there_is_instead(employ: Employ) -> None:
    learner = employ(LEARNER, scripts=False)
    learner.go("/training/digital/")
    learner.press(SCORM_12)
    learner.sees("This package needs JavaScript", "virtual session led by a trainer instead")
    learner.sees("by link or by telephone")


def test_a_hostile_package_gets_nothing(employ: Employ, site: RealSite) -> None:
    learner = employ(LEARNER)
    asked: list[str] = []
    learner.go("/training/digital/")
    learner.press("Hostile course")
    learner.page.on("request", lambda request: asked.append(request.url))
    # Its refusals are faults of any other page.
    learner.pressable("Start : Hostile course").click()
    package = package_in(learner)
    expect(package.locator("#found")).to_contain_text("navigate")
    found = json.loads(package.locator("#found").inner_text())
    assert {name: came for name, came in found.items() if came.startswith("GOT")} == {}
    assert {name for name, came in found.items() if came.startswith("refused")} == REFUSED
    assert {name for name, came in found.items() if came == "nothing"} == NOTHING
    learner.page.wait_for_timeout(2_500)
    assert not [url for url in asked if url.startswith(f"{site.address}/account/")]
    assert learner.path.startswith("/training/digital/launches/")
    learner.page.reload()
    assert learner.heading == "Hostile course"
    assert {each["domain"] for each in learner.context.cookies()} == {"127.0.0.1"}
