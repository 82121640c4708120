"""Dates of birth: reading, ages and DS_034."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bluelamp.nominals.enums import DobQuality
from bluelamp.nominals.rules.birth import (
    PartialDate,
    age_on,
    check_birth,
    exactly,
    from_age,
    in_years,
    read_birth,
)

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("typed", "earliest", "latest", "quality"),
    [
        ("14/03/1985", date(1985, 3, 14), date(1985, 3, 14), DobQuality.EXACT),
        ("1985-03-14", date(1985, 3, 14), date(1985, 3, 14), DobQuality.EXACT),
        ("14 Mar 1985", date(1985, 3, 14), date(1985, 3, 14), DobQuality.EXACT),
        ("03/1985", date(1985, 3, 1), date(1985, 3, 31), DobQuality.PARTIAL),
        ("1984-02", date(1984, 2, 1), date(1984, 2, 29), DobQuality.PARTIAL),
        ("1985", date(1985, 1, 1), date(1985, 12, 31), DobQuality.PARTIAL),
        ("c.1985", date(1985, 1, 1), date(1985, 12, 31), DobQuality.ESTIMATED),
        ("1985-1990", date(1985, 1, 1), date(1990, 12, 31), DobQuality.ESTIMATED),
    ],
)
def test_reading(typed, earliest, latest, quality):
    assert read_birth(typed) == PartialDate(earliest, latest, quality)


@pytest.mark.parametrize("typed", ["31/02/1990", "1990-13-01", "14/03/85", "soon", "", "1990-1980"])
def test_what_is_no_date_is_refused(typed):
    with pytest.raises(ValueError, match="date"):
        read_birth(typed)


@pytest.mark.parametrize(
    ("born", "day", "age"),
    [
        (date(2008, 11, 23), TODAY, 18),
        (date(2008, 11, 24), TODAY, 17),
        (date(2008, 2, 29), date(2026, 2, 28), 17),
        (date(2008, 2, 29), date(2026, 3, 1), 18),
    ],
)
def test_age_on_a_day(born, day, age):
    assert age_on(born, day) == age


@given(st.integers(0, 119), st.dates(date(2000, 1, 1), date(2030, 12, 31)))
def test_every_day_of_an_estimate_gives_the_age_it_was_made_from(age, day):
    born = from_age(age, day)
    assert born.ages_on(day) == (age, age)


@pytest.mark.parametrize(
    ("born", "more", "said"),
    [
        (exactly(date(2027, 1, 5)), {}, "future"),
        (exactly(TODAY), {}, "today"),
        (exactly(date(1980, 5, 5)), {"died": date(1979, 1, 1)}, "after the date of death"),
        (exactly(date(2026, 5, 5)), {"arrested": date(2026, 5, 5)}, "date of arrest"),
        (exactly(date(1906, 5, 5)), {}, "older than 120"),
    ],
)
def test_ds_034_blocks(born, more, said):
    day = date(2036, 11, 23) if "older" in said else TODAY
    blocking = [problem for problem in check_birth(born, day, **more) if problem.blocks]
    assert len(blocking) == 1
    assert said in blocking[0].message


@pytest.mark.parametrize("born", [date(1988, 1, 1), date(1988, 7, 1), date(1970, 1, 1)])
def test_probable_stand_ins_only_warn(born):
    (problem,) = check_birth(exactly(born), TODAY)
    assert not problem.blocks


@pytest.mark.parametrize("born", [exactly(date(1985, 3, 14)), in_years(1985), in_years(1980, 1990)])
def test_ordinary_births_pass(born):
    assert check_birth(born, TODAY) == ()


@pytest.mark.parametrize(
    ("born", "shown"),
    [
        ("1985-03-14", "14/03/1985"),
        ("1985-03", "03/1985"),
        ("1985", "1985"),
        ("1985-1990", "between 01/01/1985 and 31/12/1990"),
    ],
)
def test_shown_as_officers_write_it(born, shown):
    assert str(read_birth(born)) == shown
