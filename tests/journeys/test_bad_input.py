"""What is typed wrongly is answered in words that help, and nothing typed is lost."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

import pytest
from tests.journeys.conftest import Employ
from tests.journeys.custody_work import (
    THEFT,
    Somebody,
    authorise,
    begin_booking,
    book_in,
    say_who,
    tell_arrest,
)
from tests.journeys.person_at_work import PersonAtWork

from bluelamp.core.time import LONDON

pytestmark = pytest.mark.journey

LAST_YEAR = datetime.now(LONDON).year - 1
ODD_NAMES = {
    "emoji": ("Zoë 🦊", "Ångström-Çelik"),
    "right to left": ("محمد علي", "الخطيب"),
    "many accents": ("Żółć Đặng", "Ó Súilleabháin"),
    "pound sign": ("Penny £5", "Poundstone"),
}
ODD_WORDS = "Café “Ñandú” – £12.50, 50 % عربي 👮 <b>not bold</b> & O'Brien's"


def test_a_release_before_arrival_names_the_field_and_keeps_the_answers(employ: Employ) -> None:
    officer = employ("Custody officer")
    who = Somebody("Barnaby Crispin", "Wetherspite", date(1970, 5, 5))
    person = book_in(officer, who)
    authorise(officer, person)
    officer.press("Dispose and release")
    officer.choose("Released under investigation", within=officer.group(THEFT))
    officer.fill("Anything else about the release", ODD_WORDS)
    officer.press("Release the person")
    officer.fill("Date of the supervisor’s review", f"{LAST_YEAR + 2}-02-01")
    officer.fill_moment("Time of release", "0600", f"1/2/{LAST_YEAR}")
    officer.press("Release the person")
    assert any("release" in each.casefold() for each in officer.errors()), officer.errors()
    assert officer.field("Anything else about the release").input_value() == ODD_WORDS
    assert officer.value_in("Time of release", "Date") == f"1/2/{LAST_YEAR}"
    assert officer.chosen("Released under investigation")
    officer.go(person.path)
    officer.sees("Detained")
    officer.sees_nothing_of("Released under investigation")


def test_a_time_that_the_spring_change_skips_is_refused_by_name(employ: Employ) -> None:
    officer = employ("Custody officer")
    _come_to_the_arrest(officer, Somebody("Spring", "Forwardson", date(1980, 3, 30)))
    tell_arrest(officer)
    officer.fill_moment("Time of arrest", "01:30", _last_sunday(3))
    officer.press("Open the custody record")
    assert any("Time of arrest" in each for each in officer.errors()), officer.errors()
    assert officer.value_in("Time of arrest", "Time") == "01:30"
    assert officer.field("Circumstances of the arrest").input_value()


def test_the_hour_that_comes_twice_in_autumn_asks_which(employ: Employ) -> None:
    officer = employ("Custody officer")
    _come_to_the_arrest(officer, Somebody("Autumn", "Backwardson", date(1980, 10, 25)))
    tell_arrest(officer)
    officer.fill_moment("Time of arrest", "01:30", _last_sunday(10))
    officer.press("Open the custody record")
    assert any("Time of arrest" in each for each in officer.errors()), officer.errors()
    officer.sees(re.compile("BST"), re.compile("GMT"))


def test_an_unknown_officer_offence_and_empty_answers_are_each_named(employ: Employ) -> None:
    officer = employ("Custody officer")
    _come_to_the_arrest(officer, Somebody("Erroll", "Mistakeson", date(1985, 1, 1)))
    officer.fill("Offence", "Juggling geese")
    officer.fill("Arresting officer", "99999999")
    officer.press("Open the custody record")
    said = "\n".join(officer.errors())
    assert "Juggling geese" in said
    assert "99999999" in said
    for label in ("Time of arrest", "place of arrest", "circumstances of the arrest"):
        assert label.casefold() in said.casefold(), (label, said)
    assert officer.field("Offence").input_value() == "Juggling geese"
    first = officer.page.get_by_role("alert").get_by_role("link").first
    first.click()
    assert officer.page.evaluate("() => document.activeElement.matches('input, textarea')")


def test_a_malformed_urn_is_refused_by_its_rule_and_kept(employ: Employ) -> None:
    custody, builder = employ("Custody officer"), employ("Case builder")
    person = book_in(custody, Somebody("Ursula", "Numberwright", date(1992, 2, 2), "Female"))
    authorise(custody, person)
    builder.go(person.path)
    builder.press("Open a case")
    builder.fill("Place", ODD_WORDS)
    builder.fill("URN", "12XY34567")
    builder.press("Open the case")
    assert any("URN" in each for each in builder.errors()), builder.errors()
    assert builder.field("URN").input_value() == "12XY34567"
    assert builder.field("Place").input_value() == ODD_WORDS
    builder.fill("URN", "")
    builder.press("Open the case")
    builder.sees(ODD_WORDS)


@pytest.mark.parametrize("kind", ODD_NAMES)
def test_every_name_is_kept_as_typed_on_every_page(employ: Employ, kind: str) -> None:
    given, family = ODD_NAMES[kind]
    officer = employ("Custody officer")
    begin_booking(officer)
    officer.fill("Given names", given)
    officer.fill("Family name", family)
    officer.fill_date("Date of birth", 7, 7, 1977)
    officer.choose("Not known")
    officer.press("Continue")
    if officer.errors():
        assert officer.field("Given names").input_value() == given
        assert any("name" in each.casefold() for each in officer.errors()), officer.errors()
        return
    if officer.heading == "Is the person known?":
        officer.choose("None of these – a new person")
        officer.press("Continue")
    tell_arrest(officer)
    officer.fill("Place of arrest", ODD_WORDS)
    officer.press("Open the custody record")
    record = officer.path.removesuffix("authorise/")
    officer.go(record)
    officer.sees(f"{given} {family}", ODD_WORDS)
    officer.go("/custody/lantern-lane/")
    officer.sees(f"{given} {family}")
    officer.go(record)
    officer.press(re.compile("^Everything known of"))
    officer.sees(f"{given} {family}")


def test_a_name_of_300_characters_is_answered_and_kept(employ: Employ) -> None:
    officer = employ("Custody officer")
    long = "Wolfeschlegelsteinhausenbergerdorff" * 9
    begin_booking(officer)
    officer.fill("Given names", "Hubert")
    officer.fill("Family name", long[:300])
    officer.choose("Male")
    officer.press("Continue")
    assert officer.errors(), officer.text()
    assert any("name" in each.casefold() for each in officer.errors()), officer.errors()
    assert officer.field("Family name").input_value() == long[:300]
    assert officer.sideways() == 0


def test_a_stale_save_shows_both_and_loses_neither(employ: Employ) -> None:
    first, second = employ("Custody officer"), employ("Custody officer")
    who = Somebody("Ambrose", "Twicewritten", date(1966, 6, 6))
    person = book_in(first, who)
    authorise(first, person)
    for officer in (first, second):
        officer.go(person.path)
        officer.press("Move to a cell")
    first.select_nth("Cell", 1)
    first.press("Move")
    first.sees("Cell recorded.")
    second.select_nth("Cell", 2)
    chosen = second.field("Cell").input_value()
    second.press("Move")
    assert second.errors(), second.text()
    assert second.field("Cell").input_value() == chosen
    second.press("Move")
    second.sees("Cell recorded.")


def test_pressing_twice_makes_one_record(employ: Employ) -> None:
    officer = employ("Custody officer")
    who = Somebody("Doublas", "Pressington", date(1999, 9, 9))
    _come_to_the_arrest(officer, who)
    tell_arrest(officer)
    sent = officer.form_as_filled("Open the custody record")
    answers = [officer.context.request.post(officer.page.url, **sent) for _ in range(2)]
    assert [answer.ok for answer in answers] == [True, True]
    assert answers[0].url.removesuffix("authorise/") == answers[1].url.removesuffix("authorise/")
    officer.go("/search/")
    main = officer.page.get_by_role("main")
    officer.fill("Search people, objects, places and records", who.name, within=main)
    officer.press("Search", within=main)
    officer.press(who.name, within=main)
    assert len(set(re.findall(r"CU-\d\d-\d{7}-\w", officer.text()))) == 1


def _come_to_the_arrest(officer: PersonAtWork, who: Somebody) -> None:
    begin_booking(officer)
    say_who(officer, who)
    if officer.heading == "Is the person known?":
        officer.choose("None of these – a new person")
        officer.press("Continue")


def _last_sunday(month: int) -> str:
    """Return the Sunday of last year on which the clock changed in this month of 31 days."""
    last = date(LAST_YEAR, month, 31)
    sunday = last - timedelta(days=(last.weekday() + 1) % 7)
    return f"{sunday.day}/{sunday.month}/{sunday.year}"
