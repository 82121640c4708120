"""What is missing for the file: each rule fails on its own, and a whole file lacks nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bluelamp.cases.enums import Severity
from bluelamp.cases.rules.offence_dates import fault_of_dates
from bluelamp.cases.rules.readiness import (
    DefendantFacts,
    ExhibitFacts,
    FileFacts,
    OffenceFacts,
    OfficerFacts,
    lacks_of,
)

TODAY = date(2026, 4, 10)
DEFENDANT = DefendantFacts("d", "Ann Example", True, True, True, True, True)
OFFENCE = OffenceFacts("o", "TH68010", "Theft", "On 9 April stole", TODAY, None, "High Street")
EXHIBIT = ExhibitFacts("e", "JAB/1", 2, True, False)
WHOLE = FileFacts(
    urn="01AB1234525",
    officer=OfficerFacts("Constable A", "Sergeant B", "a@example.police.uk"),
    charged=True,
    defendants=(DEFENDANT,),
    offences=(OFFENCE,),
    exhibits=(EXHIBIT,),
)


def test_a_whole_file_lacks_nothing():
    assert lacks_of(WHOLE, TODAY) == []


@pytest.mark.parametrize(
    ("change", "rule", "part"),
    [
        pytest.param({"urn": "1AB1234525"}, "VR-01", "case", id="VR-01 malformed"),
        pytest.param(
            {"officer": replace(WHOLE.officer, name="")}, "VR-02", "staff", id="VR-02 officer"
        ),
        pytest.param(
            {"officer": replace(WHOLE.officer, supervisor="")},
            "VR-02",
            "staff",
            id="VR-02 supervisor",
        ),
        pytest.param(
            {"officer": replace(WHOLE.officer, contact="")}, "VR-02", "staff", id="VR-02 contact"
        ),
        pytest.param({"defendants": ()}, "VR-03", "case", id="VR-03 nobody"),
        pytest.param({"offences": ()}, "VR-04", "case", id="VR-04 nothing"),
    ],
)
def test_the_case_itself(change, rule, part):
    (lack,) = lacks_of(replace(WHOLE, **change), TODAY)
    assert (lack.rule, lack.part, lack.severity) == (rule, part, Severity.BLOCKS)


@pytest.mark.parametrize(
    "field",
    [
        pytest.param(name, id=f"VR-03 {name}")
        for name in ("has_birth", "has_gender", "has_address", "has_pnc_id", "has_asn")
    ],
)
def test_a_defendant_lacks_something(field):
    (lack,) = lacks_of(replace(WHOLE, defendants=(replace(DEFENDANT, **{field: False}),)), TODAY)
    assert (lack.rule, lack.part, lack.key) == ("VR-03", "defendant", "d")
    assert (lack.subject, lack.what[:3]) == ("Ann Example", "no ")


def test_an_arrest_summons_number_is_asked_for_after_charge_only():
    uncharged = replace(WHOLE, charged=False, defendants=(replace(DEFENDANT, has_asn=False),))
    assert lacks_of(uncharged, TODAY) == []


@pytest.mark.parametrize(
    ("change", "words"),
    [
        pytest.param({"code": ""}, "offence code", id="VR-04 code"),
        pytest.param({"wording": " "}, "wording", id="VR-04 wording"),
        pytest.param({"first": None}, "date", id="VR-04 date"),
        pytest.param({"place": ""}, "place", id="VR-04 place"),
        pytest.param({"last": TODAY - timedelta(days=1)}, "end before", id="VR-04 order"),
        pytest.param({"first": TODAY + timedelta(days=1)}, "future", id="VR-04 future"),
    ],
)
def test_an_offence_lacks_something(change, words):
    (lack,) = lacks_of(replace(WHOLE, offences=(replace(OFFENCE, **change),)), TODAY)
    assert (lack.rule, lack.severity, lack.key) == ("VR-04", Severity.BLOCKS, "o")
    assert words in lack.what


@pytest.mark.parametrize(
    ("change", "severity"),
    [
        pytest.param({"links": 0}, Severity.BLOCKS, id="VR-18 no continuity"),
        pytest.param({"missing": True}, Severity.BLOCKS, id="VR-18 missing"),
        pytest.param({"sealed": False}, Severity.WARNS, id="VR-18 unsealed"),
    ],
)
def test_an_exhibit_lacks_something(change, severity):
    (lack,) = lacks_of(replace(WHOLE, exhibits=(replace(EXHIBIT, **change),)), TODAY)
    assert (lack.rule, lack.severity, lack.key) == ("VR-18", severity, "e")


def test_a_reference_used_twice_is_told_for_both():
    twice = replace(WHOLE, exhibits=(EXHIBIT, replace(EXHIBIT, key="f")))
    assert [(lack.rule, lack.key) for lack in lacks_of(twice, TODAY)] == [
        ("VR-18", "e"),
        ("VR-18", "f"),
    ]


@pytest.mark.parametrize(
    ("first", "last", "field"),
    [
        (None, None, None),
        (TODAY, None, None),
        (TODAY, TODAY, None),
        (TODAY - timedelta(days=9), TODAY, None),
        (None, TODAY, "committed_from"),
        (TODAY, TODAY - timedelta(days=1), "committed_to"),
        (TODAY + timedelta(days=1), None, "committed_from"),
        (TODAY, TODAY + timedelta(days=1), "committed_to"),
    ],
)
def test_dates_of_an_offence(first, last, field):
    fault = fault_of_dates(first, last, TODAY)
    assert (fault.field if fault else None) == field
