"""The custody record on paper, and back from paper after an outage, in a browser."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from tests.journeys.custody_work import SUITE
from tests.journeys.person_at_work import PHONE
from tests.printed import Printed

from bluelamp.core.time import LONDON

pytestmark = pytest.mark.journey


def first_record(officer):
    """Open the record of somebody in a cell and return where it is and its reference."""
    officer.press("Custody")
    officer.press(SUITE)
    links = officer.page.locator("a[href*='/custody/record/']").all()
    record = re.compile(r"/custody/record/[0-9a-f-]{36}/$")
    link = next(each for each in links if record.search(each.get_attribute("href") or ""))
    officer.load(link.click)
    found = re.search(r"CU-\d\d-\d{7}-\w", officer.text())
    return officer.path, found.group()


def downloaded(officer, words):
    with officer.page.expect_download() as waiting:
        officer.page.get_by_role("button", name=words).or_(
            officer.page.get_by_role("link", name=words)
        ).first.click()
    return Printed.of(Path(waiting.value.path()).read_bytes())


def test_a_record_is_printed_and_its_pdf_read(employ):
    officer = employ("Custody officer")
    path, reference = first_record(officer)
    officer.press("Print, PDF or only some entries")
    officer.sees(reference, "The record is whole up to entry")
    assert officer.sideways() == 0
    officer.press("Get the PDF")
    assert officer.errors() == ["Enter who this paper is for"]
    officer.fill("Who is this paper for?", "The suite's own file")
    printed = downloaded(officer, "Get the PDF")
    assert printed.is_tagged
    assert reference in printed.text
    assert "OFFICIAL" in printed.pages[-1]
    assert "The record is whole up to entry" in printed.text
    officer.go(path)
    officer.press("Notice of rights")
    officer.press("Print the notice")
    assert "Bluelamp" in downloaded(officer, re.compile("PDF in Urdu")).text


@pytest.mark.parametrize("screen", [None, PHONE], ids=["wide", "telephone"])
def test_what_was_written_in_an_outage_is_entered_with_its_true_time(employ, screen):
    officer = employ("Custody officer", **({"screen": screen} if screen else {}))
    # On the telephone an earlier outage, so that the two do not overlap.
    ended = datetime.now(LONDON) - timedelta(minutes=5 if screen is None else 65)
    began = ended - timedelta(minutes=30)
    officer.go("/custody/outages/declare/")
    officer.fill_moment("When did it begin?", f"{began:%H:%M}", f"{began:%d/%m/%Y}")
    officer.fill_moment("When did it end?", f"{ended:%H:%M}", f"{ended:%d/%m/%Y}")
    officer.press("Declare the outage")
    assert officer.errors() == ["Enter what happened"]
    officer.fill("What happened?", "The power was off.")
    officer.press("Declare the outage")
    assert officer.sideways() == 0
    officer.press(re.compile("^Enter the paper record"))
    assert officer.sideways() == 0
    officer.choose("Care and welfare")
    officer.fill("What stands on the sheet?", "Ate half of a meal; asked for the doctor.")
    moment = began + timedelta(minutes=10)
    officer.fill_moment("When did it happen?", f"{moment:%H:%M}", f"{moment:%d/%m/%Y}")
    officer.press("Enter this line")
    officer.sees("Line entered with its true time.", "Ate half of a meal", f"{moment:%H:%M}")
    officer.sees("typed")
    officer.press("Everything on paper is entered")
    officer.sees("Confirmed: everything on paper is entered.", "Entered, ")
    officer.go("/")
    officer.sees("Enter the paper record")


def test_a_shift_is_handed_over(employ):
    officer = employ("Custody officer")
    officer.press("Custody")
    officer.press(re.compile("^Shift briefing"))
    officer.fill("What the next shift must know besides", "Doctor at 15:00.")
    officer.press("Keep this briefing for the next shift")
    officer.sees("Doctor at 15:00.", "Nobody yet.")
    officer.choose("Staff welfare")
    officer.press("Take over")
    assert officer.errors()[0].startswith("Say why this was not checked")
    officer.fill("Concerns, and why anything was not checked", "Just arrived: cells next.")
    officer.press("Take over")
    officer.sees("You have taken over on this briefing.", "Just arrived: cells next.")
