"""Unique reference numbers: the vectors of case.md 13.1."""

from __future__ import annotations

import pytest

from bluelamp.cases.rules.urn import check_urn, make_urn, read_urn


@pytest.mark.parametrize(
    ("typed", "root"),
    [
        ("01AB1234525", "01AB1234525"),
        ("11Z12222233", "11Z12222233"),
        ("11AA2222233/4", "11AA2222233"),
        ("11AA2222233(M)/1", "11AA2222233"),
        ("11AA2222233S", "11AA2222233"),
    ],
)
def test_valid_urn_has_a_root(typed, root):
    assert (check_urn(typed).valid, check_urn(typed).root) == (True, root)


@pytest.mark.parametrize(
    "typed", ["1AB1234525", "01AB123452", "01ab1234525", "", "01AB1234525/123"]
)
def test_other_shapes_are_refused_with_a_reason(typed):
    checked = check_urn(typed)
    assert (checked.valid, checked.root) == (False, "")
    assert "URN" in checked.problem


def test_small_letters_pass_once_in_capitals():
    assert read_urn("01ab 1234525").root == "01AB1234525"


@pytest.mark.parametrize(
    ("urn", "force"), [("01AB1234525", "01"), ("00NP1234525", ""), ("0100123452", "")]
)
def test_no_force_is_derived_from_a_dummy(urn, force):
    assert check_urn(urn).force == force


@pytest.mark.parametrize(
    ("urn", "dummy"), [("00PP1234525", True), ("42001234525", True), ("01AB1234525", False)]
)
def test_dummies_are_known(urn, dummy):
    assert check_urn(urn).is_dummy is dummy


def test_a_urn_is_made_of_its_parts():
    assert make_urn("01", "AB", 12345, 2025) == "01AB1234525"


def test_parts_that_do_not_fit_are_refused():
    with pytest.raises(ValueError, match="URN"):
        make_urn("01", "AB", 123456, 2025)
