"""The simplest path from arrest to case file, counted: how much work it is for those who do it."""

from __future__ import annotations

import os
import re
from datetime import date

import pytest
from tests.journeys.conftest import Employ
from tests.journeys.counts import Count, as_table
from tests.journeys.custody_work import (
    THEFT,
    Detained,
    Somebody,
    assess_risk,
    authorise,
    detained,
    give_rights,
    release_under_investigation,
    say_who,
    search_person,
    take_samples,
    tell_arrest,
)
from tests.journeys.person_at_work import PersonAtWork
from tests.journeys.real_site import ROOT

pytestmark = pytest.mark.journey

# Three are the assessment before release and what a disposal asks (CAR-2, section 15).
MOST_PAGES, MOST_MINUTES = 16, 5
STRANGER = Somebody("Zebedee Alaric", "Quillfeather", date(1991, 4, 17))
REPORT = ROOT / "docs" / "counts.md"


def test_the_simplest_path_is_short_and_asks_nothing_twice(
    employ: Employ, capsys: pytest.CaptureFixture[str]
) -> None:
    custody, investigator = employ("Custody officer"), employ("Investigating officer")
    person = _from_arrival_to_release(custody)
    _open_case(investigator, person)
    steps = {
        "Custody officer: everything from arrival to release": custody.count,
        "Investigating officer: open the case": investigator.count,
    }
    table = as_table(steps)
    with capsys.disabled():
        print(f"\n{table}")  # noqa: T201 - `make bench` shows it
    if os.environ.get("BLUELAMP_SHOTS"):
        REPORT.write_text(_report(table, steps))
    whole = sum(steps.values(), Count())
    assert whole.typed_twice() == []
    assert len(whole.pages) <= MOST_PAGES, whole.pages
    assert custody.count.seconds <= MOST_MINUTES * 60


def _from_arrival_to_release(officer: PersonAtWork) -> Detained:
    officer.begin_count()
    officer.press("Book in a person")
    say_who(officer, STRANGER)
    assert officer.heading == f"The arrest of {STRANGER.name}", "a stranger needs no choice"
    tell_arrest(officer)
    officer.press("Open the custody record")
    person = detained(officer, STRANGER)
    authorise(officer, person, then_record=False)
    assess_risk(officer)
    give_rights(officer)
    search_person(officer)
    take_samples(officer)
    assert officer.heading == "Record property", "what the search took is recorded next"
    item = officer.group("Item 1")
    officer.select("What it is", "Detained person's property", within=item)
    officer.fill("Description", "Black leather wallet", within=item)
    officer.fill("Seal or bag number", "M7050001", within=item)
    officer.press("Record")
    assert officer.path == person.path, "recording property leads back to the custody record"
    release_under_investigation(officer)
    return person


def _open_case(officer: PersonAtWork, person: Detained) -> None:
    officer.go("/")
    officer.begin_count()
    officer.press(re.compile(f"^Open a case.*{person.reference}"))
    officer.sees(STRANGER.name, THEFT)
    officer.press("Open the case")
    officer.sees(STRANGER.name, "Defendant", THEFT)


def _report(table: str, steps: dict[str, Count]) -> str:
    lines = [
        "# From arrest to case file, counted",
        "",
        "The simplest path in a real browser: somebody unknown to the index, one offence, one bag.",
        "Counted from the first page after signing in; a choice from a list or a box ticked is a",
        "press. The first cut, without risk, rights, searches, samples and the assessment before",
        f"release, took 12 pages. The test holds at most {MOST_PAGES}, {MOST_MINUTES} minutes at",
        "the screen, and",
        "no answer typed twice; time by the keystroke-level model, without what is said meanwhile.",
        "Written by `make shots`, printed by `make bench`.",
        "",
        table,
    ]
    for who, count in steps.items():
        lines += ["", f"## {who}", "", "Pages:", ""]
        lines += [f"{place}. {page}" for place, page in enumerate(count.headings, start=1)]
        lines += ["", "Typed:", ""]
        lines += [f"- {label}" for label, _value in count.typed] or ["- nothing"]
    return "\n".join(lines) + "\n"
