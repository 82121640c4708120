"""L5, NV-16: the address of a protected person is found from no side by ordinary users."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse
from tests.nominals.pages import signed_in
from tests.nominals.people import claim, officer

from bluelamp.access.enums import Role
from bluelamp.audit.models import AuditLine
from bluelamp.core.errors import NotAllowed
from bluelamp.nominals.enums import LinkRestriction, LinkRole
from bluelamp.nominals.models import Link, Location
from bluelamp.nominals.rules.sought import read_sought
from bluelamp.nominals.selectors import (
    candidates_for,
    known_people,
    open_links,
    people_sought,
    person_in_brief,
    place_page,
)
from bluelamp.nominals.services import (
    infer_ties,
    lift_restriction,
    restrict_address,
    tie_entries,
)

pytestmark = pytest.mark.django_db
SECRET, POSTCODE = "1 Lamp Street", "N1 9GU"
ORDINARY = (Role.CUSTODY_OFFICER, Role.INVESTIGATING_OFFICER, Role.SUPERVISOR)


@pytest.fixture
def zara(record, sergeant, at):
    """Zara has moved away from Tom, with her child; all that says where is hidden."""
    zara = record("Zara", family="Khan", birth="1990-05-04", postcode=POSTCODE)
    child = record("Ali", family="Khan", birth="2018-05-04", postcode=POSTCODE)
    tie_entries(source=zara.pk, target=child.pk, role=LinkRole.PARENT, by=sergeant, at=at)
    hidden = restrict_address(
        link_id=Link.objects.get(source=zara.pk, role="home").pk,
        restriction=LinkRestriction.DOMESTIC_ABUSE,
        with_everybody=True,
        by=sergeant,
        at=at,
    )
    assert len(hidden) == 2
    zara.child = child
    return zara


def page(client: Any, name: str, *args: Any) -> str:
    response = client.get(reverse(name, args=args))
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


@pytest.mark.parametrize("role", ORDINARY)
def test_pages_of_the_person_and_of_their_relatives_do_not_tell(client, zara, role):
    client = signed_in(client, role)
    for person in (zara, zara.child):
        text = page(client, "nominals:person", person.pk)
        assert SECRET not in text
        assert POSTCODE not in text
        assert "Restricted" not in text


@pytest.mark.parametrize("role", ORDINARY)
def test_the_page_of_the_place_does_not_tell_who_lives_there(client, zara, role):
    text = page(signed_in(client, role), "nominals:place", Location.objects.get().pk)
    assert "Khan" not in text


@pytest.mark.parametrize("role", ORDINARY)
def test_the_tie_itself_is_not_there(client, zara, role):
    link = Link.objects.get(source=zara.pk, role="home")
    assert signed_in(client, role).get(reverse("nominals:tie", args=[link.pk])).status_code == 404


@pytest.mark.parametrize("typed", [POSTCODE, "1 Lamp Street", f"Khan {POSTCODE}"])
def test_search_by_the_address_does_not_find_them(client, zara, typed):
    reasons = [
        why for each in people_sought(read_sought(typed, zara.born_from)) for why in each.reasons
    ]
    assert not [why for why in reasons if "ostcode" in why or "ddress" in why]
    if typed == POSTCODE:
        assert people_sought(read_sought(typed, zara.born_from)) == []


def test_a_candidate_is_not_weighed_by_the_address(zara):
    found = candidates_for(claim("Zara", family="Khan", postcode=POSTCODE))
    assert not [
        why for each in found for why in each.reasons if "ostcode" in why or "ddress" in why
    ]


def test_matching_does_not_know_it(zara):
    assert known_people([zara.pk])[zara.pk].addresses == ()


def test_nothing_is_inferred_from_it(record, zara, sergeant, at):
    neighbour = record("Tom", family="Poe", postcode=POSTCODE)
    assert infer_ties(person_id=neighbour.pk, by=sergeant, at=at) == []
    assert [each.target_id for each in infer_ties(person_id=zara.pk, by=sergeant, at=at)] == []


def test_programs_are_not_told(zara):
    found = person_in_brief(zara.pk, officer(Role.CUSTODY_OFFICER))
    assert found.addresses == []
    there = place_page(Location.objects.get().pk, officer(Role.CUSTODY_OFFICER))
    assert there.ties == []
    assert not open_links().filter(target__location__postcode=POSTCODE).exists()


def test_a_second_officer_who_knows_the_address_learns_nothing_more(zara, record, sergeant, at):
    """Recording somebody else there shows only them, and hides nothing of theirs."""
    other = record("Bob", family="Poe", postcode=POSTCODE)
    there = place_page(Location.objects.get().pk, officer(Role.CUSTODY_OFFICER))
    assert [each.other for each in there.people] == [other]


def test_who_holds_the_right_sees_it_and_that_is_logged(client, zara):
    client = signed_in(client, Role.SUPERINTENDENT)
    text = page(client, "nominals:person", zara.pk)
    assert SECRET in text
    assert "Restricted: victim of domestic abuse who has moved away" in text
    assert AuditLine.objects.filter(
        action="view_restricted_address", records__contains=[zara.pk]
    ).exists()


def test_only_who_holds_the_right_lifts_it(client, zara, sergeant, at):
    link = Link.objects.get(source=zara.pk, role="home")
    with pytest.raises(NotAllowed):
        lift_restriction(link_id=link.pk, by=sergeant, at=at)
    url = reverse("nominals:lift", args=[link.pk])
    assert signed_in(client, Role.CUSTODY_OFFICER).post(url).status_code == 403
    assert signed_in(type(client)(), Role.INSPECTOR).post(url).status_code == 302
    assert known_people([zara.pk])[zara.pk].addresses != ()


def test_an_address_is_hidden_from_its_page_of_change(client, record):
    ann = record("Ann", family="Roe", postcode=POSTCODE)
    link = Link.objects.get(source=ann.pk)
    client = signed_in(client, Role.CUSTODY_OFFICER)
    assert "Restrict this address" in page(client, "nominals:tie", link.pk)
    url = reverse("nominals:restrict", args=[link.pk])
    assert client.post(url, {"restriction": "adopted"}).status_code == 302
    assert SECRET not in page(client, "nominals:person", ann.pk)
    assert Link.objects.get(source=ann.pk).restricted_by


def test_an_address_that_is_recorded_hidden_was_never_shown(client, record):
    ann = record("Ann", family="Roe")
    client = signed_in(client, Role.CUSTODY_OFFICER)
    answers = {"role": "home", "paon": "1", "street": "Lamp Street", "postcode": POSTCODE}
    answers |= {"restriction": "protected_witness"}
    client.post(reverse("nominals:new_address", args=[ann.pk]), answers)
    assert known_people([ann.pk])[ann.pk].addresses == ()
    assert SECRET not in page(client, "nominals:person", ann.pk)


@pytest.mark.parametrize("role", ORDINARY)
def test_the_search_box_does_not_tell(client, zara, role):
    client = signed_in(client, role)
    for typed in (POSTCODE, "Lamp Street", "Khan"):
        answer = client.post(reverse("search:start"), {"q": typed}, follow=True)
        text = answer.content.decode().replace(f'value="{typed}"', "")
        assert "Zara Khan" not in text or typed == "Khan"
        assert SECRET not in text
