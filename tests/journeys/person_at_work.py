"""Somebody at a screen: finds things by the words they read, and leaves no fault unseen.

Every page that loads is counted, judged by axe, and must have said nothing in the console.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import (
    BrowserContext,
    Locator,
    Page,
    Request,
    Response,
    ViewportSize,
    expect,
)
from tests.journeys.accessibility import violations_on
from tests.journeys.counts import Count
from tests.journeys.real_site import RealSite

WIDE = ViewportSize(width=1280, height=900)
PHONE = ViewportSize(width=360, height=740)
Words = str | re.Pattern[str]


class PersonAtWork:
    """One person with a browser of their own."""

    def __init__(
        self, site: RealSite, context: BrowserContext, role: str = "", *, scripts: bool = True
    ) -> None:
        self.site = site
        self.context = context
        self.count = Count()
        self.name = site.sign_ins[role].name if role else ""
        self.number = site.sign_ins[role].number if role else ""
        self.faults: list[str] = []
        self.refusals_expected = False
        self._scripts = scripts
        self._new: Response | None = None
        self.page = context.new_page()
        self._watch(self.page)

    def _watch(self, page: Page) -> None:
        page.on("response", self._note_response)
        page.on("requestfailed", self._note_failure)
        page.on("console", lambda said: self._note_console(said.type, said.text))
        page.on("pageerror", lambda error: self.faults.append(f"script error: {error}"))

    def _note_response(self, response: Response) -> None:
        request = response.request
        if request.is_navigation_request() and not 300 <= response.status < 400:
            self._new = response
        elif response.status >= 400:
            self.faults.append(f"{response.status} for {urlsplit(response.url).path}")

    def _note_failure(self, request: Request) -> None:
        # A request that a new page cuts short is no fault.
        if request.failure and "ERR_ABORTED" not in request.failure:
            self.faults.append(f"{request.failure} for {urlsplit(request.url).path}")

    def _note_console(self, kind: str, text: str) -> None:
        # What failed to load is noted with its status and address by the response itself.
        if kind in {"error", "warning"} and not text.startswith("Failed to load resource"):
            self.faults.append(f"console {kind}: {text}")

    # --- Doing ------------------------------------------------------------------------------

    def sign_in(self, role: str, *, reason: str = "") -> PersonAtWork:
        """Sign in as the demonstration's holder of a role."""
        who = self.site.sign_ins[role]
        self.go("/account/login/")
        self.fill("Staff number", who.number)
        self.fill("Password", who.password)
        self.press("Sign in")
        if reason:
            self.give_reason(reason)
        return self

    def begin_count(self) -> None:
        """Count from home, which is open now."""
        self.count = Count(pages=[self.path], headings=["Home"])

    def give_reason(self, reason: str) -> None:
        """Say why records are opened."""
        self.go("/reason/")
        self.choose(reason)
        self.press("Continue")

    def go(self, path: str) -> None:
        """Open an address, as from a bookmark."""
        self.load(lambda: self.page.goto(self.site.address + path))

    def press(self, words: Words, *, within: Locator | None = None, nth: int = 0) -> None:
        """Press the button or follow the link that says so."""
        target = self._there(self.pressable(words, within=within, nth=nth), words)
        self.count.presses.append(str(words))
        self.load(target.click)

    def pressable(self, words: Words, *, within: Locator | None = None, nth: int = 0) -> Locator:
        """Return the button or link with these words; whole words where they are a string."""
        place = within or self.page
        named: dict[str, Any] = {"name": words, "exact": isinstance(words, str)}
        button, link = place.get_by_role("button", **named), place.get_by_role("link", **named)
        return button.or_(link).filter(visible=True).nth(nth)

    def fill(self, label: Words, value: str, *, within: Locator | None = None) -> None:
        """Type into the field with this label."""
        self._type(str(label), self.field(label, within=within), value)

    def fill_date(self, legend: Words, day: object, month: object, year: object) -> None:
        """Type a date into its three boxes."""
        parts = {"Day": day, "Month": month, "Year": year}
        for label, value in parts.items():
            self._type(f"{legend}: {label}", self.field(label, within=self.group(legend)), value)

    def fill_moment(self, legend: Words, time: str, date: str = "") -> None:
        """Type a time of day, and the date where the page does not offer the right one."""
        if date:
            self._type(f"{legend}: Date", self.field("Date", within=self.group(legend)), date)
        self._type(f"{legend}: Time", self.field("Time", within=self.group(legend)), time)

    def _type(self, label: str, field: Locator, value: object) -> None:
        self._there(field, label).fill(str(value))
        self.count.typed.append((label, str(value)))

    def field(self, label: Words, *, within: Locator | None = None) -> Locator:
        """Return the field with this label, whether or not it says that it is optional."""
        words = _optional_or_not(label) if isinstance(label, str) else label
        return (within or self.page).get_by_label(words).first

    def choose(self, label: Words, *, within: Locator | None = None) -> None:
        """Press the radio button or the checkbox with this label."""
        place = within or self.page
        named: dict[str, Any] = {"name": label, "exact": isinstance(label, str)}
        either = place.get_by_role("radio", **named).or_(place.get_by_role("checkbox", **named))
        self._there(either.first, label).check()
        self.count.presses.append(str(label))

    def select(self, label: Words, option: str, *, within: Locator | None = None) -> None:
        """Choose from a list by its words."""
        self.field(label, within=within).select_option(label=option)
        self.count.presses.append(f"{label}: {option}")

    def select_nth(self, label: Words, place: int) -> None:
        """Choose from a list by the place in it."""
        self.field(label).select_option(index=place)
        self.count.presses.append(f"{label}: {place}")

    def group(self, legend: Words) -> Locator:
        """Return the group of fields with this legend."""
        return self.page.get_by_role("group", name=legend).first

    def _there(self, target: Locator, words: Words) -> Locator:
        """Expect what is wanted to be on the page; if not, say what is there instead."""
        expect(target, f"“{words}” on {self.path}").to_be_visible()
        return target

    # --- Seeing -----------------------------------------------------------------------------

    @property
    def heading(self) -> str:
        """Return the first heading of the page."""
        return self.page.get_by_role("heading", level=1).first.inner_text()

    @property
    def path(self) -> str:
        """Return where the page is."""
        return urlsplit(self.page.url).path

    def sees(self, *words: Words) -> None:
        """Expect every one of these words on the page, where they can be read."""
        text = self.text()
        missing = [str(each) for each in words if not _stands_in(text, each)]
        assert not missing, f"{self.path} shows no {missing} but:\n{text}"

    def sees_nothing_of(self, *words: Words) -> None:
        """Expect none of these words."""
        text = self.text()
        found = [str(each) for each in words if _stands_in(text, each)]
        assert not found, f"{self.path} shows {found}:\n{text}"

    def text(self) -> str:
        """Return what can be read on the page, with single spaces."""
        return " ".join(self.page.locator("body").inner_text().split())

    def errors(self) -> list[str]:
        """Return the lines of the error summary."""
        summary = self.page.get_by_role("alert").filter(has_text="There is a problem")
        return summary.get_by_role("listitem").all_inner_texts()

    def value_in(self, legend: Words, part: str) -> str:
        """Return what stands in one box of a date or a moment."""
        return self.field(part, within=self.group(legend)).input_value()

    def chosen(self, label: Words) -> bool:
        """Tell whether a radio button or a checkbox is pressed."""
        named: dict[str, Any] = {"name": label, "exact": isinstance(label, str)}
        radio = self.page.get_by_role("radio", **named)
        return radio.or_(self.page.get_by_role("checkbox", **named)).first.is_checked()

    def form_as_filled(self, submit: str) -> dict[str, Any]:
        """Return what pressing a button of this page would send, to be sent more than once."""
        button = self.page.get_by_role("button", name=submit, exact=True)
        body: str = button.evaluate(
            "button => new URLSearchParams(new FormData(button.form, button)).toString()"
        )
        kind = "application/x-www-form-urlencoded"
        return {"data": body, "headers": {"content-type": kind, "referer": self.page.url}}

    def sideways(self) -> int:
        """Return by how many pixels the page is wider than the screen."""
        if not self._scripts:
            return 0
        wide: int = self.page.evaluate(
            "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        return wide

    def picture(self, name: str, *, tallest: int = 1000) -> None:
        """Keep a picture for the guides when pictures are asked for."""
        folder = os.environ.get("BLUELAMP_SHOTS")
        if not folder:
            return
        Path(folder).mkdir(parents=True, exist_ok=True)
        size = self.page.viewport_size or WIDE
        height = self.page.evaluate("() => document.documentElement.scrollHeight")
        self.page.screenshot(
            path=Path(folder) / f"{name}.png",
            full_page=True,
            clip={"x": 0, "y": 0, "width": size["width"], "height": min(height, tallest)},
            animations="disabled",
        )

    # --- Judging ----------------------------------------------------------------------------

    def load(self, do: Any) -> None:
        """Do what may load a page; where one came, count and judge it."""
        self._new = None
        do()
        self.page.wait_for_load_state("load")
        if self._new is not None:
            self.look_over()

    def look_over(self) -> None:
        """Count the page that has come, and expect it to be without fault."""
        answer, self._new = self._new, None
        self.count.pages.append(self.path)
        self.count.headings.append(self.page.title().removesuffix(" – Bluelamp"))
        if answer is not None and not self.refusals_expected:
            logged = self.site.said()[-3000:] if answer.status >= 500 else ""
            assert answer.status < 400, f"{answer.status} for {self.path}: {self.heading}\n{logged}"
        if self._scripts:
            wrong = violations_on(self.page)
            assert not wrong, f"axe on {self.path}:\n" + "\n".join(wrong)
        assert not self.faults, f"on {self.path}:\n" + "\n".join(self.faults)


def _optional_or_not(label: str) -> re.Pattern[str]:
    words = r"\s+".join(re.escape(word) for word in label.split())
    return re.compile(rf"^\s*{words}(\s+\(optional\))?\s*$")


def _stands_in(text: str, words: Words) -> bool:
    return words in text if isinstance(words, str) else words.search(text) is not None
