"""What is looked for when it is said in parts, and more of what one box takes."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bluelamp.nominals.rules.birth import exactly, in_years
from bluelamp.nominals.rules.sought import NamePattern, Sought, read_sought, sought_in_parts

TODAY = date(2026, 3, 10)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("john smi 1990", Sought(words="john smi", born=in_years(1990))),
        ("Smith SW9", Sought(words="Smith", district="SW9", marks=("SW9",))),
        ("Smith in SW9", Sought(words="Smith", district="SW9", marks=("SW9",))),
        ("smi* J", Sought(patterns=(NamePattern("SMI*"), NamePattern("J")))),
        ("J. Smith", Sought(words="Smith", patterns=(NamePattern("J"),))),
        ("O'C*", Sought(patterns=(NamePattern("O'C*"),))),
        ("王 伟", Sought(words="王 伟")),
        ("J", Sought(words="J")),
        ("Khan 25-30", Sought(words="Khan", ages=(25, 30))),
        ("Khan aged 25 to 30", Sought(words="Khan", ages=(25, 30))),
        ("Khan about 25", Sought(words="Khan about", references=())),
        ("Khan aged about 25", Sought(words="Khan", ages=(22, 28))),
        ("Khan 25 years old male", Sought(words="Khan", ages=(25, 25), sex="male")),
        ("14/03/85", Sought(born=exactly(date(1985, 3, 14)))),
        ("14/03/26", Sought()),
        ("14031985", Sought(born=exactly(date(1985, 3, 14)))),
        ("born 1985 Smith", Sought(words="Smith", born=in_years(1985))),
        ("Smith 1980-1985", Sought(words="Smith", born=in_years(1980, 1985))),
        ("AB12 CDE", Sought(numbers=(("vrm", "AB12CDE"),), marks=("AB12CDE",))),
        ("B12?DE", Sought(marks=("B12?DE",))),
        ("900123", Sought(digits=("900123",), references=("900123",))),
        ("JAS/1", Sought(exhibits=("JAS/1",))),
        ("01/ab/12345/26", Sought(references=("01AB1234526",))),
        ("Smith 14 Lamp Lane", Sought(words="Smith", street="14 LAMP LANE")),
        ("Lamp Road", Sought(street="LAMP ROAD")),
        ("Lois Lane", Sought(words="Lois Lane")),
    ],
)
def test_the_box_takes_parts_and_mixtures(typed, meant):
    assert read_sought(typed, TODAY) == meant


def parts(**said: str) -> Sought:
    sought, problems = sought_in_parts(said, TODAY)
    assert problems == ()
    return sought


def test_parts_are_meant_as_said():
    found = parts(
        family_name="smi*",
        given_names="J Ann",
        birth="1980-1985",
        age_from="25",
        area="sw9",
        number="07700 900123",
        since="1/2/2026",
        until="2026-02-28",
        role="suspect",
    )
    assert found == Sought(
        words="Ann",
        patterns=(NamePattern("J", "given"), NamePattern("SMI*", "family")),
        born=in_years(1980, 1985),
        ages=(25, 120),
        district="SW9",
        numbers=(("phone", "+447700900123"),),
        since=date(2026, 2, 1),
        until=date(2026, 2, 28),
        role="suspect",
        in_parts=True,
    )


@pytest.mark.parametrize(
    ("said", "field", "rule"),
    [
        ({"birth": "31/02/1985"}, "birth", "NV-04"),
        ({"birth": "nonsense"}, "birth", "NV-04"),
        ({"age_from": "x"}, "age_from", "DS_120"),
        ({"age_from": "130"}, "age_from", "DS_120"),
        ({"age_from": "30", "age_to": "25"}, "age_to", "DS_120"),
        ({"height_to": "900"}, "height_to", "PND"),
        ({"area": "nowhere"}, "area", "NV-09"),
        ({"area": "ZZ9"}, "area", "NV-09"),
        ({"number": "nonsense"}, "number", "NV-07"),
        ({"since": "31/02/2026"}, "since", "E_001"),
        ({"since": "yesterday"}, "since", "E_001"),
        ({"since": "2/2/2026", "until": "1/2/2026"}, "until", "E_001"),
    ],
)
def test_a_wrong_part_names_its_field_and_rule(said, field, rule):
    _, (problem,) = sought_in_parts(said, TODAY)
    assert (problem.field, problem.rule) == (field, rule)


def test_ages_are_a_span_of_birthdays():
    span = parts(age_from="25", age_to="30").born_by_age(TODAY)
    assert (span.earliest, span.latest) == (date(1995, 3, 11), date(2001, 3, 10))


FIELDS = st.sampled_from(["name", "birth", "age_from", "area", "number", "since", "height_to"])


@given(st.dictionaries(FIELDS, st.text(max_size=30)))
def test_nothing_typed_into_a_part_breaks_the_reading(said):
    sought, _ = sought_in_parts(said, TODAY)
    assert isinstance(sought, Sought)
