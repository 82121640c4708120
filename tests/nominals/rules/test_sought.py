"""Telling apart what is typed into one box."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bluelamp.nominals.rules.birth import exactly, in_month, in_years
from bluelamp.nominals.rules.sought import Sought, read_sought

TODAY = date(2026, 3, 10)
BORN = exactly(date(1985, 3, 14))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("John Smith", Sought(words="John Smith")),
        ("  Smith,   John ", Sought(words="Smith John")),
        ("Smith 14/03/1985", Sought(words="Smith", born=BORN)),
        ("14.3.1985", Sought(born=BORN)),
        ("1985-03-14 Smith", Sought(words="Smith", born=BORN)),
        ("Smith 14 Mar 1985", Sought(words="Smith", born=BORN)),
        ("Smith March 1985", Sought(words="Smith", born=in_month(1985, 3))),
        ("Smith 03/1985", Sought(words="Smith", born=in_month(1985, 3))),
        ("Smith 1985", Sought(words="Smith", born=in_years(1985))),
        ("Smith 2087", Sought(words="Smith", references=("2087",))),
        ("31/02/1985 Smith", Sought(words="Smith")),
        ("08/410801U", Sought(numbers=(("pnc", "2008/0410801U"),), references=("08/410801U",))),
        ("07700 900123", Sought(numbers=(("phone", "+447700900123"),))),
        ("Ann@Example.org", Sought(numbers=(("email", "ann@example.org"),))),
        ("Ann M14 5RX", Sought(words="Ann", postcode="M14 5RX", marks=("M145RX",))),
        ("m145rx", Sought(postcode="M14 5RX", marks=("M145RX",))),
        ("AB12CD", Sought(postcode="AB1 2CD", marks=("AB12CD",))),
        ("SW1A 1AA", Sought(postcode="SW1A 1AA")),
        ("ends 4321", Sought(endings=("4321",))),
        ("Smith phone ending in 417", Sought(words="Smith", endings=("417",))),
        ("*54321", Sought(endings=("54321",))),
        ("2601AB0100000045678T", Sought(references=("2601AB0100000045678T",))),
        ("asn 26/01ab/01/45678t", Sought(references=("2601AB0100000045678T",))),
        ("male, tattoo of a swallow", Sought(sex="male", features="tattoo of a swallow")),
        ("ab 12 34 56 c", Sought(numbers=(("ni", "AB123456C"),))),
        ("cu260000123r", Sought(references=("CU-26-0000123-R",))),
        ("CU-26-0000123-R Smith", Sought(words="Smith", references=("CU-26-0000123-R",))),
        ("CU-26-", Sought(references=("CU-26-",))),
        ("01AB1234526", Sought(references=("01AB1234526",))),
        (
            "AB12CDE",
            Sought(references=("AB12CDE",), numbers=(("vrm", "AB12CDE"),), marks=("AB12CDE",)),
        ),
        ("", Sought()),
    ],
)
def test_each_part_is_told_apart(typed, meant):
    assert read_sought(typed, TODAY) == meant


@given(st.text(max_size=60))
def test_nothing_that_can_be_typed_is_refused(typed):
    assert isinstance(read_sought(typed, TODAY), Sought)
