"""Adding names, numbers and markers; amending with two at work (NV-07, NV-08, NV-12, EDIT-1)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from tests.nominals.people import claim, name, officer

from bluelamp.access.enums import Role
from bluelamp.audit.models import AuditLine
from bluelamp.core.errors import NotAllowed, NotPossible
from bluelamp.nominals.enums import EventKind, NameType, WarningSignal
from bluelamp.nominals.selectors import candidates_for
from bluelamp.nominals.services import (
    EditConflict,
    HeldByAnother,
    add_identifier,
    add_name,
    add_warning_marker,
    amend_person,
    register_event,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def ann(record):
    return record("Ann", family="Roe", birth="1985-03-14")


def test_a_name_added_is_found_by_and_counted_once(ann, sergeant, at):
    maiden = name("Ann", family="Featherstone", type=NameType.MAIDEN)
    first = add_name(person_id=ann.pk, name=maiden, by=sergeant, at=at)
    again = add_name(person_id=ann.pk, name=maiden, by=sergeant, at=at)
    assert first == again
    ann.refresh_from_db()
    assert ann.version == 2
    found = candidates_for(claim("Ann", family="Featherstone", birth="1985-03-14"))
    assert [each.person for each in found] == [ann]


@pytest.mark.parametrize(
    ("said", "rule"), [(name("R2D2"), "NV-05"), (name("A" * 36), "DS_031/DS_032"), (name(), "M4")]
)
def test_a_name_that_cannot_be_is_refused(ann, sergeant, at, said, rule):
    with pytest.raises(NotPossible) as refusal:
        add_name(person_id=ann.pk, name=said, by=sergeant, at=at)
    assert refusal.value.rule == rule


def test_a_number_is_stored_in_canonical_form_and_once(ann, sergeant, at):
    for typed in ("08/410801U", "2008/0410801U"):
        add_identifier(person_id=ann.pk, scheme="pnc", value=typed, by=sergeant, at=at)
    assert [each.value for each in ann.identifiers.all()] == ["2008/0410801U"]
    assert AuditLine.objects.filter(action="add_identifier").count() == 1


def test_nv_07_a_wrong_check_letter_is_refused(ann, sergeant, at):
    with pytest.raises(NotPossible) as refusal:
        add_identifier(person_id=ann.pk, scheme="pnc", value="08/410801A", by=sergeant, at=at)
    assert (refusal.value.field, refusal.value.rule) == ("pnc", "NV-07")


@pytest.mark.parametrize(("scheme", "value"), [("pnc", "08/410801U"), ("cro", "85227/65L")])
def test_nv_08_the_number_of_another_is_refused(ann, record, sergeant, at, scheme, value):
    other = record("Tom", family="Diaz", identifiers=((scheme, value),))
    with pytest.raises(HeldByAnother) as refusal:
        add_identifier(person_id=ann.pk, scheme=scheme, value=value, by=sergeant, at=at)
    assert refusal.value.person_id == other.pk


def test_a_telephone_may_be_shared(ann, record, sergeant, at):
    record("Tom", family="Diaz", identifiers=(("phone", "07700900123"),))
    add_identifier(person_id=ann.pk, scheme="phone", value="07700 900123", by=sergeant, at=at)
    assert ann.identifiers.get().value == "+447700900123"


@pytest.mark.parametrize(
    ("wrong", "field", "rule"),
    [
        ({"evidence": None}, "evidence", "NV-12"),
        ({"review_on": None}, "review_on", "NV-12"),
        ({"review_on": date(2026, 3, 10)}, "review_on", "NV-12"),
        ({"reason": "  "}, "reason", "WM2"),
    ],
)
def test_nv_12_a_marker_needs_evidence_review_and_reason(ann, sergeant, at, wrong, field, rule):
    event = register_event(
        kind=EventKind.CRIME, reference="CR-1", title="x", occurred_at=at, by=sergeant, at=at
    )
    said = {
        "code": WarningSignal.VI,
        "reason": "Struck an officer",
        "evidence": event.pk,
        "review_on": (at + timedelta(days=365)).date(),
        **wrong,
    }
    with pytest.raises(NotPossible) as refusal:
        add_warning_marker(person_id=ann.pk, **said, by=sergeant, at=at)
    assert (refusal.value.field, refusal.value.rule) == (field, rule)


def amended(person, by, at, version=1, **changes):
    return amend_person(person_id=person.pk, version=version, changes=changes, by=by, at=at)


def test_a_corrected_birth_moves_the_keys(ann, sergeant, at):
    amended(ann, sergeant, at, birth="1986-03-14")
    found = candidates_for(claim("Ann", family="Roe", birth="1986-03-14"))
    assert "Dates of birth are the same: 14/03/1986." in found[0].reasons


def test_nothing_changed_is_nothing_written(ann, sergeant, at):
    assert amended(ann, sergeant, at, sex="male", birth="1985-03-14").version == 1
    assert not AuditLine.objects.filter(action="amend_person").exists()


def test_edit_1_a_stale_version_carries_both_states(ann, sergeant, at):
    amended(ann, sergeant, at, nationality="IRL")
    with pytest.raises(EditConflict) as conflict:
        amended(ann, sergeant, at, nationality="GBR", language="en")
    both = conflict.value
    assert (both.field, both.rule, both.version) == ("version", "EDIT-1", 2)
    assert both.stored["nationality"] == "IRL"
    assert both.offered == {"nationality": "GBR", "language": "en"}


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"birth": "2085-03-14"}, "birth"),
        ({"sex": "unheard"}, "sex"),
        ({"self_defined_ethnicity": "IC1"}, "self_defined_ethnicity"),
    ],
)
def test_what_cannot_be_is_refused(ann, sergeant, at, changes, field):
    with pytest.raises(NotPossible) as refusal:
        amended(ann, sergeant, at, **changes)
    assert refusal.value.field == field


def test_who_may_not_amend_is_refused(ann, at):
    with pytest.raises(NotAllowed):
        amended(ann, officer(Role.INSPECTOR), at, nationality="IRL")


def test_the_earlier_state_is_kept(ann, sergeant, at):
    amended(ann, sergeant, at, nationality="IRL")
    assert [each.nationality for each in ann.history.all()] == [""]
