"""One box: what it finds, in which order, and why."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from tests.nominals.people import name, officer

from bluelamp.access.enums import Permission, Role
from bluelamp.nominals import registry
from bluelamp.nominals.enums import EventKind, LinkRole, NameOrder, NameType
from bluelamp.nominals.models import Person
from bluelamp.nominals.panels import EventPage, read_sought
from bluelamp.nominals.services import add_name, link_entries, register_event
from bluelamp.search.presenters import why_words
from bluelamp.search.selectors import found_for as found_by
from bluelamp.search.selectors import result_page

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 10)


def found_for(text, by, today):
    return found_by(read_sought(text, today), by, today)


@pytest.fixture
def inspector():
    return officer(Role.INSPECTOR)


@pytest.fixture
def crowd(record):
    """Return people by a short word, with others around them."""
    everybody = {
        "oconnor": (("William",), "O’Connor", {"birth": "1979-11-02", "postcode": "M14 5RX"}),
        "nowak": (("Katarzyna",), "Nowak", {"birth": "1990-02-28"}),
        "nguyen": (("An",), "Nguyen", {"birth": "1995-08-22"}),
        "khan": (("Muhammad", "Ali"), "Khan", {"birth": "1992-07-12"}),
        "smith": (("John", "Robert"), "Smith", {"birth": "1985-03-14"}),
        "young smith": (("John",), "Smith", {"birth": "2001-06-17"}),
        "jones": (("Sarah",), "Jones", {"birth": "1990-04-03", "postcode": "CF10 1AA"}),
        "arabic": (("محمد",), "الأحمد", {}),
    }
    found = {}
    for word, (given, family, more) in everybody.items():
        found[word] = record(*given, family=family, **more)
    return found


def names_found(text, by) -> list[str]:
    keys = [each.person_id for each in found_for(text, by, TODAY).people]
    return [Person.objects.get(pk=key).known_as for key in keys]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("William O'Connor", "oconnor"),
        ("oconnor bill", "oconnor"),
        ("Wiliam OConor", "oconnor"),
        ("Kasia Nowak", "nowak"),
        ("nowak", "nowak"),
        ("Kat Nowak", "nowak"),
        ("Nguyen An", "nguyen"),
        ("An Nguyen 22/08/1995", "nguyen"),
        ("Mohammed Khan", "khan"),
        ("Jon Smyth 14/03/1985", "smith"),
        ("Smith 2001", "young smith"),
        ("John Smith 17 Jun 2001", "young smith"),
        ("John Smith 2001-06-17", "young smith"),
        ("14/03/1985", "smith"),
        ("CF10 1AA", "jones"),
        ("cf101aa", "jones"),
        ("jones cf10 1aa", "jones"),
        ("محمد الأحمد", "arabic"),
    ],
)
def test_the_box_finds_people_in_spite_of_slips_and_order(crowd, inspector, typed, first):
    found = found_for(typed, inspector, TODAY)
    assert found.people, found.sought
    assert found.people[0].person_id == crowd[first].pk
    assert why_words(found.people[0], found.sought)


@pytest.mark.parametrize(
    "typed",
    [
        "2008/0410801U",
        "08/410801u",
        "07700 900123",
        "+447700900123",
        "Ann@Example.org",
        "AB123456C",
    ],
)
def test_the_box_finds_people_by_their_numbers(record, crowd, inspector, typed):
    ann = record(
        "Ann",
        family="Roe",
        identifiers=(
            ("pnc", "2008/0410801U"),
            ("phone", "07700900123"),
            ("email", "ann@example.org"),
            ("ni", "AB123456C"),
        ),
    )
    found = found_for(typed, inspector, TODAY)
    assert [each.person_id for each in found.people] == [ann.pk]


def test_every_name_a_person_has_borne_finds_them(record, inspector, sergeant, at):
    emma = record("Emma", family="Wright")
    add_name(
        person_id=emma.pk,
        name=name("Emma", family="Clarke", type=NameType.MAIDEN, order=NameOrder.GIVEN_FAMILY),
        by=sergeant,
        at=at,
    )
    assert names_found("Emma Clarke", inspector) == ["Emma Wright"]


def test_somebody_recorded_after_the_first_search_is_found_in_spite_of_a_slip(record, inspector):
    record("Ann", family="Roe")
    assert names_found("Katherine Featherstonehaugh", inspector) == []
    record("Katherine", family="Featherstonehaugh")
    assert names_found("Katherine Fetherstonhaugh", inspector) == ["Katherine Featherstonehaugh"]


@pytest.fixture
def custody_event(crowd, sergeant, at, monkeypatch):
    monkeypatch.setattr(registry, "_event_pages", {})
    registry.register_event_page(
        EventPage(EventKind.CUSTODY, Permission.VIEW_CUSTODY_RECORD, "nominals:person")
    )
    event = register_event(
        kind=EventKind.CUSTODY,
        reference="CU-26-0000123-R",
        title="Lampton",
        occurred_at=at - timedelta(days=1),
        by=sergeant,
        at=at,
    )
    link_entries(
        source=crowd["smith"].pk,
        target=event.pk,
        role=LinkRole.DETAINED_PERSON,
        by=sergeant,
        at=at,
    )
    return event


@pytest.mark.parametrize("typed", ["CU-26-0000123-R", "cu260000123r", "cu-26-00", "CU-26"])
def test_the_box_finds_records_by_reference_with_their_people(
    custody_event, crowd, inspector, typed
):
    found = found_for(typed, inspector, TODAY)
    assert [each.event for each in found.events] == [custody_event]
    parts = [(part.person, part.role) for part in found.events[0].people]
    assert parts == [(crowd["smith"], LinkRole.DETAINED_PERSON)]


def test_who_may_open_a_record_but_no_person_sees_it_without_its_people(custody_event):
    registry.register_event_page(
        EventPage(EventKind.CUSTODY, Permission.VIEW_PROPERTY, "nominals:person")
    )
    (found,) = found_for("CU-26-0000123-R", officer(Role.PROPERTY_OFFICER), TODAY).events
    assert found.people == ()


def test_what_an_officer_may_not_open_is_neither_counted_nor_shown(custody_event):
    keeper = officer(Role.PROPERTY_OFFICER)
    assert found_for("John Smith", keeper, TODAY).people == ()
    assert found_for("CU-26-0000123-R", keeper, TODAY).events == ()


def test_who_fits_far_less_well_waits_behind_the_best(crowd, inspector):
    found = found_for("John Smith 14/03/1985", inspector, TODAY)
    assert [each.person_id for each in found.best] == [crowd["smith"].pk]
    page = result_page(found)
    assert (len(page.people), page.people_left) == (1, 1)


@pytest.mark.parametrize(
    ("typed", "most"),
    [
        ("John Smith 14/03/1985", 9),
        ("CF10 1AA", 9),
        ("CU-26-0000123-R", 4),
        ("J* Smith CF10", 14),
    ],
)
def test_a_search_takes_no_more_statements_for_many_than_for_few(
    custody_event, record, inspector, django_assert_max_num_queries, typed, most
):
    record("John", family="Smith", birth="1985-03-14", postcode="CF10 1AA")
    found_for("anybody", inspector, TODAY)
    with django_assert_max_num_queries(most):
        found_for(typed, inspector, TODAY)
    for number in range(20):
        letters = f"{chr(97 + number)}x"
        record("John", f"X{letters}", family="Smith", birth="1985-03-14", postcode="CF10 1AA")
    with django_assert_max_num_queries(most):
        assert len(found_for(typed, inspector, TODAY).people) >= (
            0 if typed.startswith("CU") else 20
        )


@pytest.mark.parametrize(
    "typed", ["😀😀", "£££", "  -- ", "'; DROP TABLE x", "a" * 200, "%_\\", "‮abc"]
)
def test_nothing_that_can_be_typed_breaks_the_search(crowd, inspector, typed):
    assert found_for(typed, inspector, TODAY) is not None
