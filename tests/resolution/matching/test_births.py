"""How two dates of birth agree (8.4, 8.6)."""

from __future__ import annotations

import pytest
from tests.resolution.matching.kept_pairs import TODAY

from bluelamp.nominals.rules.birth import read_birth
from bluelamp.resolution.matching.compare_births import a_generation_apart, birth_level


@pytest.mark.parametrize(
    ("a", "b", "level"),
    [
        ("14/03/1985", "14/03/1985", "exact"),
        ("03/04/1990", "04/03/1990", "swapped"),
        ("17/03/1985", "11/03/1985", "one_digit"),
        ("12/03/1985", "21/03/1985", "transposed"),
        ("23/10/1981", "23/10/1918", "transposed"),
        ("04/05/1969", "04/05/1996", "transposed_far"),
        ("23/10/1981", "23/10/1982", "year_off_by_one"),
        ("10/10/1980", "10/10/1983", "one_digit_far"),
        ("14/03/1985", "25/11/1985", "same_year"),
        ("14/03/1985", "02/01/1986", "near"),
        ("14/03/1985", "02/11/1979", "apart"),
        ("01/01/1988", "01/01/1988", "placeholder"),
        ("01/07/1988", "14/03/1988", "placeholder_same_year"),
        ("01/01/1988", "14/03/1975", "apart"),
        ("1985", "14/03/1985", "year"),
        ("1985-03", "14/03/1985", "month"),
        ("1980-1990", "14/03/1985", "estimated"),
        ("1980-1990", "14/03/1995", "apart"),
    ],
)
def test_dates_agree_at_a_level(a, b, level):
    first, second = read_birth(a), read_birth(b)
    assert birth_level(first, second, TODAY) == birth_level(second, first, TODAY) == level


@pytest.mark.parametrize(
    ("a", "b", "apart"),
    [
        ("12/02/1948", "30/08/1979", True),
        ("12/02/1970", "30/08/1979", False),
        ("23/10/1981", "23/10/1918", False),
        ("1950", "1980", True),
    ],
)
def test_twelve_years_make_a_generation(a, b, apart):
    assert a_generation_apart((read_birth(a),), (read_birth(b),), TODAY) is apart
