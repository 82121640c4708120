"""Dates of the applicable bail period."""

from __future__ import annotations

from datetime import date

import pytest
from tests.custody.rules.vectors import local, z

from bluelamp.custody.enums import MonthEnd
from bluelamp.custody.rules.bail_period import (
    STANDARD_LADDER,
    MonthEndTreatment,
    bail_starts,
    ends_at,
    period_ends,
)

# T21: arrest, start, then the ends of 3, 6, 9, 12 and 18 months.
TABLE = """
2026-03-14 2026-03-15 2026-06-14 2026-09-14 2026-12-14 2027-03-14 2027-09-14
2025-11-30 2025-12-01 2026-02-28 2026-05-31 2026-08-31 2026-11-30 2027-05-31
2025-11-29 2025-11-30 2026-02-28 2026-05-29 2026-08-29 2026-11-29 2027-05-29
2024-02-28 2024-02-29 2024-05-28 2024-08-28 2024-11-28 2025-02-28 2025-08-28
2026-08-30 2026-08-31 2026-11-30 2027-02-28 2027-05-30 2027-08-30 2028-02-29
"""
ROWS = [[date.fromisoformat(day) for day in line.split()] for line in TABLE.split("\n") if line]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"T21-{row[0]}")
def test_ladder_dates(row: list[date]) -> None:
    arrest, start, *ends = row
    assert bail_starts(local(f"{arrest} 12:00")) == start
    assert [period_ends(start, months) for months in (3, 6, 9, 12, 18)] == ends
    assert [step.to_month for step in STANDARD_LADDER] == [3, 6, 9, 12, 18]


def test_arrest_either_side_of_midnight_differs_by_a_day() -> None:  # T21
    assert bail_starts(local("2026-07-08 23:50")) == date(2026, 7, 9)
    assert bail_starts(local("2026-07-09 00:10")) == date(2026, 7, 10)


def test_day_of_arrest_is_local() -> None:
    assert bail_starts(z("2026-07-08 23:30")) == date(2026, 7, 10)


def test_period_ends_at_the_end_of_its_local_day() -> None:  # T21
    assert ends_at(date(2026, 6, 14)) == z("2026-06-14 23:00")
    assert ends_at(date(2026, 12, 14)) == z("2026-12-15 00:00")


def test_month_end_treatment_is_dated_reference_data() -> None:
    treatments = (
        MonthEndTreatment(date(2022, 10, 28), MonthEnd.LAST_DAY),
        MonthEndTreatment(date(2026, 6, 1), MonthEnd.DAY_BEFORE_LAST),
    )
    assert period_ends(date(2025, 11, 30), 3, treatments) == date(2026, 2, 28)
    assert period_ends(date(2026, 11, 30), 3, treatments) == date(2027, 2, 27)
