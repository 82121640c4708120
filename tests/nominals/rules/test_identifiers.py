"""Identifiers: the vectors of case.md 13.3 and nominals.md section 5."""

from __future__ import annotations

from datetime import date

import pytest

from bluelamp.nominals.rules.contact_points import folded_vrm, vrm_warning
from bluelamp.nominals.rules.document_numbers import driver_warnings, read_driver
from bluelamp.nominals.rules.identifiers import check_identifier, scheme_named
from bluelamp.nominals.rules.police_numbers import cro_has_prints, full_year, short_pnc

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("scheme", "typed", "canonical"),
    [
        ("pnc", "2015/0123456U", "2015/0123456U"),
        ("pnc", "15/123456U", "2015/0123456U"),
        ("pnc", "1999/1234567B", "1999/1234567B"),
        ("pnc", "2023/0583870Q", "2023/0583870Q"),
        ("pnc", "79/163001B", "1979/0163001B"),
        ("pnc", " 08/410801u ", "2008/0410801U"),
        ("cro", "012345/99N", "012345/99N"),
        ("cro", "12345/99N", "012345/99N"),
        ("cro", "654321/04U", "654321/04U"),
        ("cro", "85227/65L", "085227/65L"),
        ("driver", "MORGA 753116 SM9IJ", "MORGA753116SM9IJ"),
        ("ni", "ab 12 34 56 c", "AB123456C"),
        ("ni", "AB123456", "AB123456"),
        ("nhs", "943 476 5919", "9434765919"),
        ("passport", "533401372", "533401372"),
        ("passport", "C123456", "C123456"),
        ("prison", "a1234bc", "A1234BC"),
        ("phone", "07700 900123", "+447700900123"),
        ("phone", "+44 (0)20 7946 0018", "+442079460018"),
        ("phone", "+48 512 345 678", "+48512345678"),
        ("email", "Ann.Lowe@Example.ORG", "ann.lowe@example.org"),
        ("vrm", "ab51 cde", "AB51CDE"),
        ("home_office", "w 12/34", "W12/34"),
    ],
)
def test_valid_identifier_in_canonical_form(scheme, typed, canonical):
    checked = check_identifier(scheme, typed, today=TODAY)
    assert (checked.valid, checked.canonical, checked.problem) == (True, canonical, "")


@pytest.mark.parametrize(
    ("scheme", "typed", "said"),
    [
        ("pnc", "2023/0583870R", "check letter R"),
        ("pnc", "2009/0012345F", "check letter F"),
        ("pnc", "2027/0012345E", "future"),
        ("pnc", "20230583870", "looks like"),
        ("cro", "000000/00Z", "dummy"),
        ("cro", "12345/99P", "check letter P"),
        ("cro", "SF38/1234A", "between 39 and 95"),
        ("driver", "MORGA763116SM9IJ", "impossible"),
        ("driver", "MORGA753116SM9I", "16 characters"),
        ("ni", "DQ123456C", "National Insurance"),
        ("ni", "GB123456C", "National Insurance"),
        ("nhs", "943 476 5918", "check digit"),
        ("passport", "12345", "UK passport"),
        ("passport", "000000000", "UK passport"),
        ("prison", "1234ABC", "A1234BC"),
        ("phone", "07000 000000", "dummy"),
        ("phone", "0123456789", "dummy"),
        ("phone", "07123 456789", "dummy"),
        ("phone", "900123", "area code"),
        ("phone", "unknown", "not a telephone number"),
        ("email", "ann@", "name@example.org"),
        ("email", "ann lowe@example.org", "name@example.org"),
        ("vrm", "AB51CDE12345", "at most 11"),
        ("pnc", "  ", "Give the number"),
        ("home_office", "x" * 36, "at most 35"),
    ],
)
def test_bad_identifier_says_why(scheme, typed, said):
    checked = check_identifier(scheme, typed, today=TODAY)
    assert not checked.valid
    assert said in checked.problem


@pytest.mark.parametrize(
    ("word", "scheme"),
    [("PNC ID", "pnc"), ("CRO number", "cro"), ("NINO", "ni"), ("Driving licence", "driver"),
     ("Passport No.", "passport"), ("E-mail", "email"), ("asylum ref", "asylumref")],
)  # fmt: skip
def test_a_scheme_is_known_by_its_usual_words(word, scheme):
    assert scheme_named(word) == scheme


def test_short_pnc_form_drops_century_and_zeros():
    assert short_pnc("2008/0410801U") == "08/410801U"


@pytest.mark.parametrize(("digits", "year"), [("26", 2026), ("27", 1927), ("1999", 1999)])
def test_short_years_are_never_in_the_future(digits, year):
    assert full_year(digits, TODAY) == year


@pytest.mark.parametrize(("cro", "prints"), [("012345/99N", True), ("SF75/1234D", False)])
def test_sf_numbers_have_no_prints(cro, prints):
    assert cro_has_prints(cro) is prints


def test_driver_number_tells_sex_and_birth():
    read = read_driver("MORGA753116SM9IJ")
    assert read is not None
    assert (read.surname, read.female, read.agrees_with_birth(date(1976, 3, 11))) == (
        "MORGA",
        True,
        True,
    )


@pytest.mark.parametrize(
    ("born", "surname", "warnings"),
    [
        (date(1976, 3, 11), "Morgan", 0),
        (date(1976, 3, 12), "Morgan", 1),
        (date(1976, 3, 12), "Jones", 2),
        (None, "MORGAN-JONES", 0),
    ],
)
def test_driver_number_warns_where_it_disagrees(born, surname, warnings):
    assert len(driver_warnings("MORGA753116SM9IJ", born, (surname,))) == warnings


@pytest.mark.parametrize(("mark", "warns"), [("AB51CDE", False), ("A123BCD", False), ("ZZZ", True)])
def test_a_mark_without_a_pattern_only_warns(mark, warns):
    assert bool(vrm_warning(mark)) is warns


def test_confused_characters_fold_together():
    assert folded_vrm("AB0ISZ8") == folded_vrm("ABO152B")
