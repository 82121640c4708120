"""Booking-in by its pages."""

from __future__ import annotations

import pytest
from django.urls import reverse
from tests.custody.browser import signed_in
from tests.custody.world import NOON

from bluelamp.access.models import Staff
from bluelamp.core.errors import NotPossible
from bluelamp.core.time import now
from bluelamp.custody.enums import CustodyState
from bluelamp.custody.models import BookingDraft, CustodyRecord, Suite
from bluelamp.custody.services import choose_person, save_answers, start_booking
from bluelamp.nominals.models import Person

WHO = {
    "given_names": "Zoë",
    "family_name": "O’Brien",
    "birth_day": "27",
    "birth_month": "3",
    "birth_year": "1985",
    "sex": "female",
}
ARREST = {
    "offence_1": "shop",
    "arrested_at_date": "10/3/2026",
    "arrested_at_time": "11:30",
    "arrested_where": "Café عربي, £1 shop",
    "arrested_by": "c1",
    "necessity": ["INVESTIGATE"],
    "circumstances": "Seen by staff 😀 with perfume worth £80.",
    "arrived_at_date": "10/3/2026",
    "arrived_at_time": "12:00",
    "circumstance": "STATION",
}


@pytest.fixture
def draft(browser, world):
    browser.post(reverse("custody:book_in", args=["lampton"]))
    return BookingDraft.objects.get()


def page(step, draft):
    return reverse(f"custody:booking_{step}", args=[draft.pk])


def test_arrest_to_the_decision_in_three_forms(browser, world, draft):
    response = browser.post(page("who", draft), WHO)
    assert response.url == page("arrest", draft)
    response = browser.post(page("arrest", draft), ARREST)
    record = CustodyRecord.objects.get()
    assert response.url == reverse("custody:authorise", args=[record.pk])
    assert record.person.known_as == "Zoë O’Brien"
    assert record.arrested_where == "Café عربي, £1 shop"
    assert record.circumstances == "Seen by staff 😀 with perfume worth £80."
    assert record.arrested_by_id == world.arresting.id
    assert record.relevant_time == NOON
    shown = browser.get(response.url).content.decode()
    assert "Tue 10 Mar 2026 12:00 GMT (RT-1)" in shown
    assert "Wed 11 Mar 2026 12:00 GMT" in shown


def test_the_draft_keeps_nothing_once_the_record_is_open(browser, draft):
    browser.post(page("who", draft), WHO)
    browser.post(page("arrest", draft), ARREST)
    draft.refresh_from_db()
    assert draft.answers == {}
    record = reverse("custody:record", args=[draft.finished_record_id])
    assert browser.get(page("arrest", draft)).url == record
    assert browser.post(page("arrest", draft), ARREST).url == record
    assert CustodyRecord.objects.count() == 1


def test_somebody_known_is_shown_before_anybody_new_is_recorded(browser, world, draft):
    browser.post(page("who", draft), WHO)
    browser.post(page("arrest", draft), ARREST)
    CustodyRecord.objects.update(state=CustodyState.CLOSED)
    known = Person.objects.get()
    browser.post(reverse("custody:book_in", args=["lampton"]))
    second = BookingDraft.objects.get(finished_record=None)
    response = browser.post(page("who", second), WHO)
    assert response.url == page("match", second)
    shown = browser.get(response.url).content.decode()
    assert "Zoë O’Brien" in shown
    assert browser.get(page("arrest", second)).url == reverse("custody:booking", args=[second.pk])
    assert "Choose one of these people" in browser.post(response.url, {}).content.decode()
    response = browser.post(page("match", second), {"candidate": str(known.pk)})
    assert response.url == page("arrest", second)
    browser.post(page("arrest", second), ARREST)
    assert Person.objects.count() == 1
    assert known.custody_records.count() == 2


def test_somebody_held_already_is_refused_where_they_are_chosen(browser, world, draft):
    browser.post(page("who", draft), WHO)
    browser.post(page("arrest", draft), ARREST)
    held = Person.objects.get()
    browser.post(reverse("custody:book_in", args=["lampton"]))
    second = BookingDraft.objects.get(finished_record=None)
    browser.post(page("who", second), WHO)
    browser.get(page("match", second))
    shown = browser.post(page("match", second), {"candidate": str(held.pk)}).content.decode()
    assert "is in custody already" in shown


def test_nobody_is_recorded_by_a_booking_that_is_given_up(browser, draft):
    browser.post(page("who", draft), WHO)
    response = browser.post(page("discard", draft))
    assert response.url == reverse("custody:board", args=["lampton"])
    assert not Person.objects.exists()
    assert not BookingDraft.objects.exists()


def test_what_was_typed_wrongly_is_kept_and_named(browser, draft):
    browser.post(page("who", draft), WHO)
    wrong = ARREST | {"arrested_by": "X99", "offence_1": "zzz", "arrived_at_time": "27:00"}
    shown = browser.post(page("arrest", draft), wrong).content.decode()
    assert "Arresting officer: staff number X99 is not known" in shown
    assert "There is no offence like “zzz”" in shown
    assert "Arrival at the station must have a time between 00:00 and 23:59" in shown
    again = browser.get(page("arrest", draft)).content.decode()
    assert 'value="X99"' in again
    assert "Seen by staff 😀" in again


def test_a_booking_is_left_and_taken_up_where_it_was(browser, draft):
    half = {"given_names": "Zoë", "leave": "yes"}
    assert browser.post(page("who", draft), half).url == reverse("custody:board", args=["lampton"])
    resume = reverse("custody:booking", args=[draft.pk])
    assert browser.get(resume).url == page("who", draft)
    assert "Zoë" in browser.get(page("who", draft)).content.decode()
    browser.post(page("who", draft), WHO)
    assert browser.get(resume).url == page("arrest", draft)


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        (
            {"arrested_at_date": "29/3/2026", "arrested_at_time": "01:30"},
            "Time of arrest cannot be 01:30 on 29 March 2026: the clocks went forward",
        ),
        ({"arrested_at_time": "12:30"}, "Arrival cannot be before the arrest"),
        ({"arrived_at_date": "10/3/2199"}, "Arrival at the station must not be in the future"),
        ({"offence_1": "assault"}, "can be 2 offences: Assault occasioning"),
        ({"offence_1": "th"}, "There is no offence like “th”"),
        ({"offence_2": "TH68010"}, "Theft from a shop stands above already"),
        ({"circumstance": "OUTSIDE"}, "Enter the time of first entry into England and Wales"),
        ({"arrested_where": "x" * 300}, "Place of arrest must be 200 characters or fewer"),
        ({"necessity": []}, "Select at least one reason why"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_impossible_answers_are_named_and_nothing_is_opened(browser, world, draft, answers, words):
    world.offence("OF61102", "Assault occasioning actual bodily harm")
    browser.post(page("who", draft), WHO)
    shown = browser.post(page("arrest", draft), ARREST | answers).content.decode()
    assert words in shown
    assert not CustodyRecord.objects.exists()
    assert not Person.objects.exists()


def test_the_hour_that_comes_twice_is_asked_for(browser, draft):
    browser.post(page("who", draft), WHO)
    autumn = {
        "arrested_at_date": "26/10/2025",
        "arrested_at_time": "00:30",
        "arrived_at_date": "26/10/2025",
        "arrived_at_time": "01:30",
    }
    shown = browser.post(page("arrest", draft), ARREST | autumn).content.decode()
    assert "Select which" in shown
    browser.post(page("arrest", draft), ARREST | autumn | {"arrived_at_offset": "GMT"})
    assert f"{CustodyRecord.objects.get().arrived_at:%H:%M}" == "01:30"


def test_a_child_under_ten_is_refused_with_what_was_typed(browser, draft):
    browser.post(page("who", draft), WHO | {"birth_year": str(now().year - 5)})
    shown = browser.post(page("arrest", draft), ARREST).content.decode()
    assert "A child under 10 cannot be detained" in shown
    assert not CustodyRecord.objects.exists()


def test_a_detention_officer_is_led_to_the_list_of_parts(client, world):
    browser = signed_in(client, world.detention_officer)
    browser.post(reverse("custody:book_in", args=["lampton"]))
    draft = BookingDraft.objects.get()
    browser.post(page("who", draft), WHO)
    response = browser.post(page("arrest", draft), ARREST)
    assert response.url == reverse("custody:tasks", args=[CustodyRecord.objects.get().pk])


def test_others_begin_no_booking(client, world):
    browser = signed_in(client, world.inspector)
    assert browser.post(reverse("custody:book_in", args=["lampton"])).status_code == 403
    assert not BookingDraft.objects.exists()


def test_a_booking_is_begun_by_a_press_and_not_by_an_address(browser):
    assert browser.get(reverse("custody:book_in", args=["lampton"])).status_code == 405


def test_only_who_was_shown_can_be_chosen(world):
    draft = start_booking(suite_id=world.suite.pk, by=world.custody_officer, at=NOON)
    with pytest.raises(NotPossible) as refusal:
        choose_person(
            draft_id=draft.pk, person_id=world.person().pk, by=world.custody_officer, at=NOON
        )
    assert refusal.value.rule == "NV-11"


def test_answers_of_a_finished_booking_cannot_be_changed(world):
    draft = start_booking(suite_id=world.suite.pk, by=world.custody_officer, at=NOON)
    draft.finished_record = world.arrived()
    draft.save()
    with pytest.raises(NotPossible, match="booked in already"):
        save_answers(draft_id=draft.pk, step="who", answers={}, by=world.custody_officer, at=NOON)


def test_booking_in_begins_from_home_at_the_officers_own_suite(browser, world):
    assert "Book in a person" in browser.get(reverse("home")).content.decode()
    answer = browser.post(reverse("custody:book_in_near"))
    draft = BookingDraft.objects.get()
    assert (draft.suite_id, draft.started_by_id) == (world.suite.pk, world.custody_officer.id)
    assert answer["Location"] == reverse("custody:booking_who", args=[draft.pk])


def test_where_two_suites_are_as_near_the_officer_is_asked_at_which(browser, world):
    below = type(world.unit)(code="B", name="Below", kind="TEAM", path=f"{world.unit.path}B/")
    below.save()
    Suite.objects.create(unit=below, code="second", name="Second")
    answer = browser.post(reverse("custody:book_in_near"))
    assert answer["Location"] == reverse("custody:suites")
    assert not BookingDraft.objects.exists()


def test_looking_at_the_address_of_the_shortcut_books_nobody_in(browser, world):
    assert browser.get(reverse("custody:book_in_near")).status_code == 405
    assert not BookingDraft.objects.exists()


def test_who_made_the_arrest_comes_to_the_list_as_they_may_not_decide(browser, world, draft):
    browser.post(page("who", draft), WHO)
    number = Staff.objects.get(pk=world.custody_officer.id).staff_number
    response = browser.post(page("arrest", draft), {**ARREST, "arrested_by": number})
    assert response.url == reverse("custody:tasks", args=[CustodyRecord.objects.get().pk])


def keep(browser, draft, step, seen, answers):
    address = reverse("custody:booking_keep", args=[draft.pk, step])
    return browser.post(address, answers | {"draft_version": str(seen)})


def test_what_is_typed_is_kept_without_a_press(browser, draft):
    assert keep(browser, draft, "who", 0, {"given_names": "Zo"}).json()["version"] == 1
    assert keep(browser, draft, "who", 1, {"given_names": "Zoë"}).json()["version"] == 2
    assert 'value="Zoë"' in browser.get(page("who", draft)).content.decode()
    assert keep(browser, draft, "match", 0, {}).status_code == 404


def test_two_officers_on_one_step_see_both(client, browser, world, draft):
    keep(browser, draft, "who", 0, {"given_names": "Zoe", "family_name": "Brien"})
    other = signed_in(type(client)(), world.detention_officer)
    assert keep(other, draft, "who", 0, {"given_names": "Zoë"}).status_code == 409
    shown = other.post(page("who", draft), WHO | {"draft_version": "0"}).content.decode()
    for words in ("typed here", "Brien", "O’Brien", "What the other officer typed"):
        assert words in shown
    assert 'name="draft_version" value="1"' in shown
    response = other.post(page("who", draft), WHO | {"draft_version": "1"})
    assert response.url == page("arrest", draft)


def test_an_offence_has_its_own_day_and_place(browser, draft):
    browser.post(page("who", draft), WHO)
    told = {
        "committed_on_1_day": "8",
        "committed_on_1_month": "3",
        "committed_on_1_year": "2026",
        "committed_where_1": "12 Mill Lane",
    }
    browser.post(page("arrest", draft), ARREST | told)
    [offence] = CustodyRecord.objects.get().offences.all()
    assert (str(offence.committed_on), offence.where) == ("2026-03-08", "12 Mill Lane")


def test_the_day_of_an_offence_is_whole(browser, draft):
    browser.post(page("who", draft), WHO)
    told = {"committed_on_1_month": "3", "committed_on_1_year": "2026"}
    shown = browser.post(page("arrest", draft), ARREST | told).content.decode()
    assert "Enter the whole date of the offence" in shown
