"""References: made to be read aloud, and to show when they were read wrong."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bluelamp.core.ids import ALPHABET, is_reference, reference

NUMBERS = st.integers(min_value=0, max_value=9_999_999)


@given(number=NUMBERS, prefix=st.sampled_from(["CU", "PR"]))
def test_every_reference_is_one(number: int, prefix: str) -> None:
    made = reference(prefix, 2026, number)
    assert is_reference(made)
    assert is_reference(made.lower().replace("-", " "))
    assert not set(made) & set("IOSZQL")


@given(number=NUMBERS, place=st.integers(min_value=0, max_value=6), shift=st.integers(1, 9))
def test_one_wrong_digit_is_found(number: int, place: int, shift: int) -> None:
    made = reference("CU", 2026, number)
    at = 6 + place
    wrong = made[:at] + str((int(made[at]) + shift) % 10) + made[at + 1 :]
    assert not is_reference(wrong)


@given(number=NUMBERS, place=st.integers(min_value=0, max_value=5))
@example(number=1_934_430, place=4)
def test_neighbours_swapped_are_found(number: int, place: int) -> None:
    made = reference("CU", 2026, number)
    at = 6 + place
    swapped = made[:at] + made[at + 1] + made[at] + made[at + 2 :]
    assert swapped == made or not is_reference(swapped)


@pytest.mark.parametrize("typed", ["", "CU", "CU-26-0000123", "99BL0000126", "Smith", "£"])
def test_what_is_no_reference(typed: str) -> None:
    assert not is_reference(typed)


def test_the_method_asks_for_a_prime() -> None:
    modulus = len(ALPHABET)
    assert all(modulus % each for each in range(2, modulus))
