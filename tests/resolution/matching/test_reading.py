"""Reading claims liberally, and naming the field where that is not possible."""

from __future__ import annotations

from datetime import date

import pytest
from tests.resolution.matching.kept_pairs import TODAY

from bluelamp.resolution.matching import ClaimError, Result, compare, read_claim
from bluelamp.resolution.matching.prepared import prepare
from bluelamp.resolution.matching.reading import read_pair


def first_name(data):
    name = prepare(read_claim(data, TODAY)).names[0]
    return name.given, name.family


@pytest.mark.parametrize(
    ("data", "given", "family"),
    [
        ({"names": "John SMITH"}, "JOHN", "SMITH"),
        ({"names": ["SMITH, John Robert"]}, "JOHN ROBERT", "SMITH"),
        ({"names": ["NGUYEN Van An"]}, "AN", "NGUYEN"),
        ({"names": [{"full": "Wang Wei", "order": "family-given"}]}, "WEI", "WANG"),
        ({"names": [{"given": "John Robert", "family": "Smith"}]}, "JOHN ROBERT", "SMITH"),
        ({"forename": "Ann", "surname": "O'Brien"}, "ANN", "OBRIEN"),
        ({"names": ["maria de souza"]}, "MARIA", "SOUZA"),
        ({"names": ["Suharto"]}, "SUHARTO", ""),
        ({"names": [{"given": ["Dr Ann"], "family": "Lowe"}]}, "ANN", "LOWE"),
    ],
)
def test_names_are_read_in_many_forms(data, given, family):
    assert first_name(data) == (tuple(given.split()), tuple(family.split()))


def test_a_maiden_name_in_the_text_becomes_a_name():
    names = prepare(read_claim({"names": "Emma WRIGHT née CLARKE"}, TODAY)).names
    assert [(n.type, n.given, n.family) for n in names] == [
        ("current", ("EMMA",), ("WRIGHT",)),
        ("maiden", ("EMMA",), ("CLARKE",)),
    ]


@pytest.mark.parametrize("dob", ["14/03/1985", "1985-03-14", "14 March 1985", "14.03.1985"])
def test_dates_are_read_in_many_forms(dob):
    assert [born.exact for born in read_claim({"dob": dob}, TODAY).births] == [date(1985, 3, 14)]


@pytest.mark.parametrize("scheme", ["pnc", "PNC", "PNC ID", "pnc_id", "Pnc-Id"])
def test_schemes_are_read_in_any_case(scheme):
    claim = read_claim({"identifiers": {scheme: "08/410801U"}}, TODAY)
    assert prepare(claim, today=TODAY).identifiers == {"pnc": frozenset({"2008/0410801U"})}


def test_an_invalid_number_is_not_used():
    claim = prepare(read_claim({"identifiers": {"pnc": "2009/0012345F"}}, TODAY))
    assert (claim.identifiers, claim.invalid) == ({}, {"pnc": frozenset({"2009/0012345F"})})


def test_an_nhs_number_is_never_compared():
    same = {"names": ["Ann Lowe"], "identifiers": {"nhs": "943 476 5919"}}
    assert "identifiers" not in compare(*read_pair({"a": same, "b": same}, TODAY)).scores


def test_a_judgement_on_the_pair_counts_without_references():
    side = {"names": ["Ann Lowe"], "dob": "1974-04-04", "phones": "07700 900611"}
    pair = read_pair({"a": {**side, "not_same_as": ["other"]}, "b": side}, TODAY)
    assert compare(*pair, today=TODAY).result is Result.NO


def test_a_judgement_on_a_third_record_does_not_count():
    side = {"names": ["Ann Lowe"], "dob": "1974-04-04", "phones": "07700 900611"}
    pair = read_pair({"a": {**side, "not_same_as": ["R9"]}, "b": {**side, "id": "R2"}}, TODAY)
    assert compare(*pair, today=TODAY).result is not Result.NO


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({"a": {"dob": "31/02/1990"}, "b": {}}, "a.dob"),
        ({"a": {}, "b": {"dob": "yesterday"}}, "b.dob"),
        ({"a": {"names": [7]}, "b": {}}, "a.names[0]"),
        ({"a": {}, "b": {"identifiers": {"pnc": {"value": [1]}}}}, "b.identifiers.pnc"),
        ({"a": {"address": 5}, "b": {}}, "a.address"),
        ({"a": {"links": [5]}, "b": {}}, "a.links[0]"),
        ({"a": {"phones": [{"number": "1", "last_used": "soon"}]}, "b": {}}, "a.phones"),
        ({"a": {}}, "b"),
        ({"a": "Ann", "b": {}}, "a"),
    ],
)
def test_what_cannot_be_read_is_named(data, field):
    with pytest.raises(ClaimError) as refused:
        read_pair(data, TODAY)
    assert refused.value.field == field
