"""Claims about people: names in their own order, births as spans, postcodes, doubts."""

from __future__ import annotations

from datetime import date

import pytest

from bluelamp.nominals.enums import DobQuality, NameOrder, NameType, Sex
from bluelamp.nominals.rules.claims import (
    AddressClaim,
    NameClaim,
    PersonClaim,
    known,
    problems_of,
    quality_of,
    read_postcode,
)
from bluelamp.nominals.rules.markers import MarkerState, marker_state

TODAY = date(2026, 3, 10)


def name(order: NameOrder, *given: str, family: str = "", full: str = "") -> NameClaim:
    return NameClaim(NameType.CURRENT, order, given, family, full)


@pytest.mark.parametrize(
    ("claim", "verbatim"),
    [
        (name(NameOrder.GIVEN_FAMILY, "Ann", "May", family="Roe"), "Ann May Roe"),
        (name(NameOrder.FAMILY_GIVEN, "An", family="Nguyen"), "Nguyen An"),
        (name(NameOrder.PATRONYMIC, "Abdi", "Hassan"), "Abdi Hassan"),
        (name(NameOrder.GIVEN_FAMILY, "Ann", family="Roe", full="ROE, Ann"), "ROE, Ann"),
        (name(NameOrder.GIVEN_FAMILY), ""),
    ],
)
def test_a_name_is_shown_in_its_own_order(claim, verbatim):
    assert claim.verbatim == verbatim


@pytest.mark.parametrize(
    ("birth", "age", "span", "quality"),
    [
        ("1985-03-14", None, ("1985-03-14", "1985-03-14"), DobQuality.EXACT),
        ("1985-03", None, ("1985-03-01", "1985-03-31"), DobQuality.PARTIAL),
        ("1985", 30, ("1985-01-01", "1985-12-31"), DobQuality.PARTIAL),
        ("", 30, ("1992-03-11", "1999-03-10"), DobQuality.ESTIMATED),
    ],
)
def test_a_birth_is_a_span(birth, age, span, quality):
    claim = PersonClaim(names=(), sex=Sex.MALE, birth=birth, estimated_age=age)
    born = claim.born(TODAY)
    assert born is not None
    assert (f"{born.earliest}", f"{born.latest}") == span
    assert quality_of(claim, born) is quality


@pytest.mark.parametrize(
    ("typed", "stored"),
    [("sw1a2aa", "SW1A 2AA"), (" M14  5RX ", "M14 5RX"), ("E1 6AN", "E1 6AN"), ("LONDON", "")],
)
def test_a_postcode_is_stored_in_one_form(typed, stored):
    assert read_postcode(typed) == stored


def test_the_same_number_typed_twice_is_one():
    numbers = (("pnc", "08/410801U"), ("pnc", "2008/0410801U"))
    claim = PersonClaim(names=(), sex=Sex.MALE, identifiers=numbers)
    assert known(claim, TODAY).identifiers == (("pnc", "2008/0410801U"),)


def test_a_doubt_does_not_block():
    claim = PersonClaim(
        names=(name(NameOrder.GIVEN_FAMILY, "Ann", family="Tesco Ltd"),),
        sex=Sex.FEMALE,
        birth="1985-01-01",
        address=AddressClaim(line="1 Lamp Street"),
    )
    found = problems_of(claim, TODAY)
    assert {problem.rule for _, problem in found} == {"NV-06", "NV-04"}
    assert not any(problem.blocks for _, problem in found)


@pytest.mark.parametrize(
    ("evidence", "review", "state"),
    [
        (True, date(2026, 3, 10), MarkerState.CURRENT),
        (True, date(2026, 3, 9), MarkerState.REVIEW_OVERDUE),
        (True, None, MarkerState.REVIEW_OVERDUE),
        (False, date(2027, 1, 1), MarkerState.UNEVIDENCED),
    ],
    ids=["current", "overdue", "no-review", "no-evidence"],
)
def test_wm3_what_makes_a_marker_current(evidence, review, state):
    assert marker_state(has_evidence=evidence, review_on=review, today=TODAY) is state
