"""Arrest/summons numbers: the vectors of case.md 13.2."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bluelamp.nominals.rules.asn import check_asn, make_asn


@pytest.mark.parametrize(
    ("asn", "short"),
    [
        ("2005FF0500000000555P", "20/05FF/05/555P"),
        ("9700000000000123456K", "97/0000/00/123456K"),
        ("22FD112200001234560X", "22/FD11/22/1234560X"),
        ("2202XC0200000000021R", "22/02XC/02/21R"),
        ("2601AB0100000045678T", "26/01AB/01/45678T"),
        ("2501ZD0100000303908D", "25/01ZD/01/303908D"),
    ],
)
def test_valid_asn_in_both_forms(asn, short):
    assert (check_asn(asn).valid, check_asn(asn).short) == (True, short)
    assert check_asn(short).canonical == asn


def test_wrong_check_letter_is_refused():
    checked = check_asn("2202XC0200000000021D")
    assert (checked.valid, checked.problem) == (
        False,
        "The check letter D does not belong to this ASN.",
    )


def test_top_level_letter_is_dropped_from_the_sum():
    checked = check_asn("20A05FF0500000000555P")
    assert (checked.valid, checked.canonical) == (True, "20A05FF0500000000555P")


@pytest.mark.parametrize("typed", ["", "2005FF05555P", "20/05FF/05", "2005FF0500000000555I"])
def test_other_shapes_are_refused(typed):
    assert "20 characters" in check_asn(typed).problem


@given(
    st.integers(0, 10**11 - 1),
    st.from_regex(r"[A-Z0-9]{2}", fullmatch=True),
    st.from_regex(r"[A-Z0-9]{2}", fullmatch=True),
)
def test_what_is_made_is_valid_in_both_forms(serial, force, system):
    checked = check_asn(make_asn(2026, force, "AB", system, serial))
    assert checked.valid
    assert check_asn(checked.short).canonical == checked.canonical
