"""The change of shift: the briefing of now, kept as given, acknowledged once (ROL-11)."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse
from tests.custody.browser import signed_in
from tests.custody.test_paper import released
from tests.custody.world import HOUR, NOON

from bluelamp.access.enums import Rank, Role
from bluelamp.core.errors import NotAllowed, NotPossible
from bluelamp.custody.enums import ShiftCheck
from bluelamp.custody.models import Briefing, Takeover
from bluelamp.custody.presenters.handover import briefing_content
from bluelamp.custody.selectors.handover import suite_staff
from bluelamp.custody.selectors.pack import open_suites
from bluelamp.custody.services import make_briefing, take_over

AT = NOON + 2 * HOUR


def briefing(world, by=None):
    [here] = open_suites([world.suite])
    return make_briefing(
        suite_id=world.suite.pk,
        content=briefing_content(here, suite_staff(world.suite), world.custody_officer, AT),
        about=[one.record.pk for one in here.held],
        note="Doctor comes at 15:00.",
        by=by or world.custody_officer,
        at=AT,
    )


def take(made, by, checked=tuple(ShiftCheck), concerns=""):
    return take_over(briefing_id=made.pk, checked=checked, concerns=concerns, by=by, at=AT + HOUR)


def test_it_says_who_is_held_and_what_falls_due(world):
    world.detained(cell=world.cells[0].pk)
    content = briefing(world).content
    assert content["numbers"][0] == {"words": "Held", "number": 1}
    [person] = content["people"]
    assert (person["cell"], person["name"]) == ("M1", "Kai Okafor")
    assert {due["what"] for due in person["due"]} == {"Review", "24 h limit", "Visit"}
    assert world.custody_officer.label in content["staff"]
    assert world.inspector.label not in content["staff"]


def test_it_stays_as_it_was_given(world):
    record = world.detained()
    made = briefing(world)
    released(world, record)
    made.refresh_from_db()
    assert [person["name"] for person in made.content["people"]] == ["Kai Okafor"]
    for rows in (Briefing.objects.filter(pk=made.pk),):
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.update(note="Nothing")


def test_each_officer_takes_over_once(world):
    made = briefing(world)
    take(made, world.custody_officer)
    take(made, world.detention_officer)
    with pytest.raises(NotPossible, match="already"):
        take(made, world.custody_officer)
    assert Takeover.objects.filter(briefing=made).count() == 2


def test_rol_11_what_was_not_checked_needs_a_word_why(world):
    made = briefing(world)
    checked = [one for one in ShiftCheck if one is not ShiftCheck.CELLS]
    with pytest.raises(NotPossible, match="Every person seen in their cell") as refusal:
        take(made, world.custody_officer, checked)
    assert (refusal.value.field, refusal.value.rule) == ("concerns", "ROL-11")
    assert take(made, world.custody_officer, checked, "Two asleep, seen by hatch.").concerns


@pytest.mark.parametrize("role", [Role.PROPERTY_OFFICER, Role.INVESTIGATING_OFFICER])
def test_others_hand_nothing_over(world, role):
    with pytest.raises(NotAllowed):
        briefing(world, by=world.officer("X9", Rank.CONSTABLE, role))


def test_the_pages(client, world):
    world.detained(cell=world.cells[0].pk)
    browser = signed_in(client, world.custody_officer)
    page = reverse("custody:handover", args=["lampton"])
    assert "Kai Okafor" in browser.get(page).content.decode()
    made = browser.post(page, {"note": "Doctor at 15:00; «شاي»."})
    shown = browser.get(made.url).content.decode()
    assert "Doctor at 15:00; «شاي»." in shown
    wrong = browser.post(made.url, {"checked": ["STAFF"], "concerns": ""}).content.decode()
    assert "Say why this was not checked" in wrong
    browser.post(made.url, {"checked": list(ShiftCheck), "concerns": ""})
    shown = browser.get(made.url).content.decode()
    assert world.custody_officer.label in shown
    assert "Take over</button>" not in shown
