"""A real browser in front of the real site."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, ViewportSize, sync_playwright
from tests.journeys.person_at_work import WIDE, PersonAtWork
from tests.journeys.real_site import ROOT, RealSite

CHROMIUM = "/usr/bin/chromium"
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
PATIENCE = 5_000
Screen = ViewportSize
Employ = Callable[..., PersonAtWork]


@pytest.fixture(scope="session")
def site() -> Iterator[RealSite]:
    site = RealSite()
    try:
        site.load()
        site.start()
        yield site
    finally:
        site.stop()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    node = ROOT / ".tools" / "node" / "node"
    if node.exists():
        os.environ.setdefault("PLAYWRIGHT_NODEJS_PATH", str(node))
    program = os.environ.get("BLUELAMP_CHROMIUM") or CHROMIUM
    assert Path(program).exists(), f"There is no browser at {program}: set BLUELAMP_CHROMIUM"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def signed_in() -> dict[str, Any]:
    """Return the cookies of those who have signed in already, by role."""
    return {}


@pytest.fixture
def employ(site: RealSite, browser: Browser, signed_in: dict[str, Any]) -> Iterator[Employ]:
    """Return how to get somebody with a browser of their own; all go home after the test."""
    contexts = []

    def employ(
        role: str = "", *, screen: Screen = WIDE, scripts: bool = True, **more: Any
    ) -> PersonAtWork:
        context = browser.new_context(
            viewport=screen,
            java_script_enabled=scripts,
            locale="en-GB",
            timezone_id="Europe/London",
            reduced_motion="reduce",
            storage_state=signed_in.get(role),
        )
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        person = PersonAtWork(site, context, role, scripts=scripts)
        if role in signed_in:
            person.go("/")
        elif role:
            person.sign_in(role, **more)
            signed_in[role] = context.storage_state()
        return person

    yield employ
    for context in contexts:
        context.close()
