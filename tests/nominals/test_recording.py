"""Recording a person once (nominals.md sections 1, 8.3 and 11)."""

from __future__ import annotations

from uuid import uuid4

import pytest
from tests.nominals.people import BILL, WILLIAM, claim, name, officer

from bluelamp.access.enums import Role
from bluelamp.audit.models import AuditLine
from bluelamp.core.errors import NotAllowed, NotPossible
from bluelamp.nominals.enums import DobQuality, LinkRole, NameOrder, Sex
from bluelamp.nominals.models import Identifier, Link, Location, Person
from bluelamp.nominals.panels import Sameness
from bluelamp.nominals.selectors import candidates_for
from bluelamp.nominals.services import (
    HeldByAnother,
    PersonClaim,
    UnseenCandidates,
    create_person,
    rebuild_keys,
    record_person,
)

pytestmark = pytest.mark.django_db


def test_a_person_is_written_with_names_numbers_and_address(sergeant, at):
    said = claim(
        "Aisha",
        family="Ali",
        birth="1990-04",
        sex=Sex.FEMALE,
        postcode="bd50aa",
        identifiers=(("pnc", "08/410801U"), ("phone", "07700 900123")),
        self_defined_ethnicity="A2",
        nationality="GBR",
        language="ur",
    )
    person = create_person(claim=said, candidates_shown=[], by=sergeant, at=at)

    person.refresh_from_db()
    assert (person.known_as, person.sex, person.birth_quality) == (
        "Aisha Ali",
        Sex.FEMALE,
        DobQuality.PARTIAL,
    )
    assert (f"{person.born_from}", f"{person.born_to}") == ("1990-04-01", "1990-04-30")
    assert set(Identifier.objects.values_list("scheme", "value")) == {
        ("pnc", "2008/0410801U"),
        ("phone", "+447700900123"),
    }
    assert Location.objects.get().postcode == "BD5 0AA"
    assert Link.objects.get(source=person.pk).role == LinkRole.HOME
    line = AuditLine.objects.get(action="create_person")
    assert (line.operation, line.records) == ("COLLECT", [person.pk])


def test_an_estimated_age_becomes_a_span_of_birthdays(sergeant, at):
    said = claim("Sam", family="Roe", estimated_age=30)
    person = create_person(claim=said, candidates_shown=[], by=sergeant, at=at)
    assert person.birth_quality == DobQuality.ESTIMATED
    assert (f"{person.born_from}", f"{person.born_to}") == ("1992-03-11", "1999-03-10")


@pytest.mark.parametrize(
    ("said", "full"),
    [
        (name("An", family="Nguyễn", order=NameOrder.FAMILY_GIVEN), "Nguyễn An"),
        (name("Suharto", order=NameOrder.MONONYM), "Suharto"),
        (name("Abdi", "Hassan", "Warsame", order=NameOrder.PATRONYMIC), "Abdi Hassan Warsame"),
        (name("Zoë", family="García López"), "Zoë García López"),
        (name("محمد", family="الأحمد"), "محمد الأحمد"),
    ],
    ids=["family-first", "mononym", "patronymic", "accents", "right-to-left"],
)
def test_names_of_every_culture_are_kept_in_their_own_order(sergeant, at, said, full):
    person = create_person(
        claim=PersonClaim(names=(said,), sex=Sex.NOT_KNOWN), candidates_shown=[], by=sergeant, at=at
    )
    assert (person.known_as, person.names.get().full) == (full, full)


@pytest.mark.parametrize(
    ("wrong", "field", "rule"),
    [
        (claim("A" * 300, family="Roe"), "given_names", "DS_031/DS_032"),
        (claim("Sam", family="R0e"), "family_name", "NV-05"),
        (claim("Sam😀", family="Roe"), "given_names", "NV-05"),
        (claim("£am", family="Roe"), "given_names", "NV-05"),
        (claim("Dr", "Sam", family="Roe"), "given_names", "NV-05"),
        (claim("UNKNOWN", family="Roe"), "given_names", "M10"),
        (claim("Sam", family="Roe", birth="2027-01-01"), "birth", "NV-04"),
        (claim("Sam", family="Roe", birth="2026-03-10"), "birth", "NV-04"),
        (claim("Sam", family="Roe", birth="1985-02-29"), "birth", "NV-04"),
        (claim("Sam", family="Roe", estimated_age=200), "estimated_age", "NV-04"),
        (claim("Sam", family="Roe", identifiers=(("pnc", "08/410801A"),)), "pnc", "NV-07"),
        (claim("Sam", family="Roe", postcode="LONDON"), "postcode", "NV-09"),
        (claim("Sam", family="Roe", nationality="Brit"), "nationality", "ISO 3166"),
        (PersonClaim(names=(), sex=Sex.NOT_KNOWN), "given_names", "M4"),
    ],
    ids=[
        "300-characters", "digits", "emoji", "pound-sign", "title", "placeholder", "born-in-future",
        "born-today", "29-february", "too-old", "check-letter", "postcode", "country", "nothing",
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_with_field_and_rule(sergeant, at, wrong, field, rule):
    with pytest.raises(NotPossible) as refusal:
        create_person(claim=wrong, candidates_shown=[], by=sergeant, at=at)
    assert (refusal.value.field, refusal.value.rule) == (field, rule)
    assert not Person.objects.exists()


def test_somebody_without_a_name_needs_sex_and_age(sergeant, at):
    said = PersonClaim(names=(), sex=Sex.MALE, estimated_age=40)
    person = create_person(claim=said, candidates_shown=[], by=sergeant, at=at)
    assert person.known_as == "Name not known (male)"


def test_who_may_not_record_people_is_refused(at):
    with pytest.raises(NotAllowed):
        create_person(claim=BILL, candidates_shown=[], by=officer(Role.AUDITOR), at=at)


def test_the_same_person_under_a_short_name_is_found_with_reasons(sergeant, at):
    known = create_person(claim=WILLIAM, candidates_shown=[], by=sergeant, at=at)
    found = candidates_for(BILL)
    assert [(each.person, each.result) for each in found] == [(known, Sameness.MATCH)]
    assert len(found[0].reasons) >= 3
    assert found[0].last_event is None


def test_nv_11_nobody_is_recorded_anew_before_the_candidates_were_shown(sergeant, at):
    known = create_person(claim=WILLIAM, candidates_shown=[], by=sergeant, at=at)
    with pytest.raises(UnseenCandidates) as refusal:
        create_person(claim=BILL, candidates_shown=[uuid4()], by=sergeant, at=at)
    assert (refusal.value.rule, refusal.value.person_ids) == ("NV-11", (known.pk,))
    other = create_person(claim=BILL, candidates_shown=[known.pk], by=sergeant, at=at)
    assert other != known


def test_nv_08_a_pnc_id_stands_on_one_person(sergeant, at):
    pnc = (("pnc", "2008/0410801U"),)
    first = create_person(
        claim=claim("John", family="Smith", identifiers=pnc),
        candidates_shown=[],
        by=sergeant,
        at=at,
    )
    with pytest.raises(HeldByAnother) as refusal:
        create_person(
            claim=claim("Kevin", family="Lee", identifiers=pnc),
            candidates_shown=[first.pk],
            by=sergeant,
            at=at,
        )
    assert (refusal.value.field, refusal.value.rule) == ("pnc", "NV-08")
    assert refusal.value.person_id == first.pk
    assert "Smith" not in refusal.value.reason


def test_two_at_one_address_share_the_place(record):
    record("Ann", family="Roe", postcode="E1 6AN")
    record("Tom", family="Diaz", postcode="e16an")
    assert Location.objects.count() == 1
    assert Link.objects.filter(role=LinkRole.HOME).count() == 2


def test_keys_rebuilt_are_the_keys_first_written(record):
    person = record("Ann", family="Roe", birth="1985-03-14", postcode="E1 6AN")
    keys = person.keys
    Person.objects.filter(pk=person.pk).update(keys=[])
    rebuild_keys(person)
    person.refresh_from_db()
    assert person.keys == keys != []


def test_candidates_take_the_same_statements_for_few_and_many(record, django_assert_num_queries):
    record("William", family="O’Connor", birth="1979-11-02", postcode="M14 5RX")
    with django_assert_num_queries(5):
        assert len(candidates_for(BILL)) == 1
    for given in ("Will", "Liam", "Billy", "Willy", "Willie"):
        record(given, family="O’Connor", birth="1979-11-02", postcode="M14 5RX")
    with django_assert_num_queries(5):
        assert len(candidates_for(BILL)) == 6


def test_nv_03_outside_booking_in_nobody_stands_alone(sergeant, at):
    with pytest.raises(NotPossible) as refusal:
        record_person(
            claim=claim("Sam", family="Roe"),
            candidates_shown=[],
            reference="",
            role=LinkRole.WITNESS,
            by=sergeant,
            at=at,
        )
    assert (refusal.value.field, refusal.value.rule) == ("reference", "NV-03")
