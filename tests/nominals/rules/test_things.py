"""Objects: the vectors of nominals.md section 6, by the id of the rule."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bluelamp.nominals.enums import NumberScheme, ObjectKind
from bluelamp.nominals.rules.contact_points import folded_vrm, vrm_warning
from bluelamp.nominals.rules.object_numbers import (
    NumberClaim,
    check_number,
    number_warning,
    readings_of,
    search_key,
)
from bluelamp.nominals.rules.things import (
    NUMBERS,
    PARTICULARS,
    ObjectClaim,
    missing_of,
    problems_of_object,
    title_of,
)
from bluelamp.nominals.rules.vehicles import shown_vrm, vin_check_digit, vin_warning

TODAY = date(2026, 11, 23)
MARK = NumberClaim(NumberScheme.VRM, "ab51 cde")
FOCUS = {"make": "Ford", "model": "Focus", "body": "hatchback", "colours": ("blue",)}


def vehicle(*numbers: NumberClaim, **more: object) -> ObjectClaim:
    return ObjectClaim(ObjectKind.VEHICLE, numbers=numbers, **more)


@pytest.mark.parametrize(
    ("scheme", "typed", "canonical"),
    [
        pytest.param("vrm", " ab51 cde", "AB51CDE", id="DS_065-no-spaces-stored-upper-case"),
        pytest.param("vrm", "abc-123-d", "ABC123D", id="DS_065-hyphens-dropped"),
        pytest.param("vrm", "B-MW 12345", "BMW12345", id="DS_065-foreign"),
        pytest.param("vin", "1m8gdm9axkp042788", "1M8GDM9AXKP042788", id="VIN-check-digit-X"),
        pytest.param("imei", "49-015420-323751-8", "490154203237518", id="IMEI-490154203237518"),
        pytest.param("phone", "07700 900123", "+447700900123", id="O_003-international-form"),
        pytest.param("document", "c 123456", "C123456", id="O_005-document"),
        pytest.param("serial", "sn 99-x", "SN99-X", id="serial"),
    ],
)
def test_number_of_an_object_is_stored_in_one_form(scheme, typed, canonical):
    checked = check_number(NumberScheme(scheme), typed)
    assert (checked.valid, checked.canonical) == (True, canonical)


@pytest.mark.parametrize(
    ("scheme", "typed", "said"),
    [
        pytest.param("vrm", "AB51CDEFGHIJ", "at most 11", id="DS_065-eleven"),
        pytest.param("vrm", "AB51 ÇDE", "letters and digits", id="DS_065-alphanumeric"),
        pytest.param("vin", "1M8GDM9AXKP04278O", "no letters I, O or Q", id="VIN-no-I-O-Q"),
        pytest.param("imei", "490154203237519", "check digit", id="IMEI-luhn"),
        pytest.param("imei", "49015420323751", "15 digits", id="IMEI-fifteen"),
        pytest.param("phone", "0123456789", "", id="NV-10-dummy-0123456789"),
        pytest.param("phone", "07000 000000", "", id="NV-10-dummy-07000000000"),
        pytest.param("phone", "900123", "", id="O_003-local-number-is-useless"),
        pytest.param("serial", " ", "Give the number", id="serial-empty"),
    ],
)
def test_number_that_cannot_be(scheme, typed, said):
    checked = check_number(NumberScheme(scheme), typed)
    assert not checked.valid
    assert said in checked.problem


@pytest.mark.parametrize(
    ("mark", "warns"),
    [
        pytest.param("AB51CDE", False, id="current"),
        pytest.param("A123BCD", False, id="prefix"),
        pytest.param("ABC123D", False, id="suffix"),
        pytest.param("AIZ1234", False, id="Northern-Ireland"),
        pytest.param("Q123ABC", False, id="Q"),
        pytest.param("101D123", False, id="diplomatic"),
        pytest.param("BMW12345X", True, id="foreign-warns"),
    ],
)
def test_pattern_of_a_mark_warns_and_never_blocks(mark, warns):
    claim = vehicle(NumberClaim(NumberScheme.VRM, mark))
    problems = problems_of_object(claim, TODAY)
    assert bool(vrm_warning(mark)) is warns
    assert [problem.blocks for _, problem in problems] == ([False] if warns else [])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("AO51CDE", "A051CDE", id="0-O"),
        pytest.param("AB51CDI", "AB51CD1", id="1-I"),
        pytest.param("AB51CDS", "AB51CD5", id="5-S"),
        pytest.param("AB51CDB", "AB51CD8", id="8-B"),
        pytest.param("AB51CDZ", "AB51CD2", id="2-Z"),
        pytest.param("AB51CDV", "AB51CDW", id="V-W"),
        pytest.param("AB51CDV", "AB51CDY", id="V-Y"),
    ],
)
def test_confused_characters_are_one_for_search_only(one, other):
    assert folded_vrm(one) == folded_vrm(other)
    assert check_number(NumberScheme.VRM, one).canonical == one
    assert search_key(NumberScheme.PHONE, "+447700900123") == "+447700900123"


@pytest.mark.parametrize(
    ("mark", "shown"),
    [("AB51CDE", "AB51 CDE"), ("A1BCD", "A1 BCD"), ("ABC123D", "ABC 123D"), ("XY12345", "XY12345")],
)
def test_mark_is_shown_as_on_the_plate(mark, shown):
    assert shown_vrm(mark) == shown


def test_identification_number_warns_on_its_check_digit_only_where_it_binds():
    assert vin_check_digit("1M8GDM9AXKP042788") == "X"
    assert vin_warning("1M8GDM9AXKP042788") == ""
    assert "check digit" in vin_warning("1M8GDM9A1KP042788")
    assert vin_warning("WVWZZZ1JZXW000001") == ""
    assert "1981" in vin_warning("BB56GY12345")


def test_part_of_a_mark_is_not_held_to_a_pattern():
    assert number_warning(NumberScheme.VRM, "B5", is_partial=True) == ""


@given(st.text(max_size=40))
def test_nothing_typed_breaks_the_reading_of_numbers(typed):
    for scheme, canonical in readings_of(typed).items():
        assert check_number(scheme, canonical).canonical == canonical


@pytest.mark.parametrize(
    ("claim", "missing"),
    [
        pytest.param(vehicle(MARK, **FOCUS), (), id="O_001-whole"),
        pytest.param(
            vehicle(MARK, make="Ford"), ("Model", "Body", "Colours"), id="O_001-incomplete"
        ),
        pytest.param(vehicle(colours=("red",), is_suspicious=True), (), id="O_002-one-is-enough"),
        pytest.param(
            vehicle(description="loud", is_suspicious=True),
            ("One of mark, make, model, body or colour",),
            id="O_002-none",
        ),
        pytest.param(
            ObjectClaim(
                ObjectKind.TELEPHONE,
                numbers=(NumberClaim(NumberScheme.PHONE, "+447700900123"),),
                sort="mobile",
            ),
            (),
            id="O_003-whole",
        ),
        pytest.param(
            ObjectClaim(ObjectKind.TELEPHONE, make="Nokia"),
            ("Telephone number", "Sort"),
            id="O_003-incomplete",
        ),
        pytest.param(
            ObjectClaim(ObjectKind.CASH, amount=Decimal(20)), ("Currency",), id="cash-currency"
        ),
    ],
)
def test_what_a_record_of_an_object_is_still_to_have(claim, missing):
    assert missing_of(claim) == missing
    assert not [each for each in problems_of_object(claim, TODAY) if each[1].blocks]


@pytest.mark.parametrize(
    ("claim", "answer"),
    [
        pytest.param(vehicle(), "description", id="O_002-nothing-said"),
        pytest.param(vehicle(is_suspicious=True), "description", id="O_002-only-suspicious"),
        pytest.param(vehicle(MARK, sort="mobile"), "sort", id="not-of-this-kind"),
        pytest.param(vehicle(MARK, colours=("plaid",)), "colours", id="colour-not-in-list"),
        pytest.param(ObjectClaim(ObjectKind.DRUG, sort="sugar"), "sort", id="sort-not-in-list"),
        pytest.param(
            ObjectClaim(ObjectKind.CASH, amount=Decimal(-1), currency="GBP"), "amount", id="cash"
        ),
        pytest.param(
            ObjectClaim(ObjectKind.DRUG, numbers=(MARK,), sort="crack"), "vrm", id="drug-no-mark"
        ),
        pytest.param(
            vehicle(NumberClaim(NumberScheme.VRM, "AB51CDE", held_from=date(2027, 1, 1))),
            "vrm",
            id="L1-still-to-come",
        ),
        pytest.param(vehicle(MARK, make="F" * 41), "make", id="make-too-long"),
    ],
)
def test_what_cannot_be_said_of_an_object(claim, answer):
    blocking = [each for each, problem in problems_of_object(claim, TODAY) if problem.blocks]
    assert blocking == [answer]


@pytest.mark.parametrize(
    ("claim", "title"),
    [
        (vehicle(MARK, **FOCUS), "AB51 CDE, blue Ford Focus hatchback"),
        (vehicle(NumberClaim(NumberScheme.VRM, "B51", is_partial=True)), "Part of mark B51"),
        (vehicle(colours=("red", "white")), "Red and white"),
        (ObjectClaim(ObjectKind.CASH, amount=Decimal("1250"), currency="GBP"), "£1,250.00"),
        (ObjectClaim(ObjectKind.CASH, amount=Decimal("50"), currency="EUR"), "50.00 EUR"),
        (
            ObjectClaim(ObjectKind.DRUG, sort="cannabis", amount=Decimal("12.500"), unit="g"),
            "Cannabis, 12.5 g",
        ),
        (
            ObjectClaim(ObjectKind.WEAPON, sort="knife", description="black handle"),
            "Knife or bladed article: black handle",
        ),
        (ObjectClaim(ObjectKind.OTHER, description="crowbar"), "Crowbar"),
    ],
)
def test_how_lists_show_an_object(claim, title):
    assert title_of(claim) == title


def test_every_kind_has_particulars_and_numbers():
    assert set(PARTICULARS) == set(NUMBERS) == set(ObjectKind)
