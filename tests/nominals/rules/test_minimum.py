"""Minimum data by role: M2, M3 and P_001 to P_020, each by its id."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bluelamp.nominals.enums import LinkRole, PersonState
from bluelamp.nominals.rules.minimum import (
    Minimum,
    RecordedOfPerson,
    is_child_suspect,
    minimum_for,
    shortfall_of,
)

FIVE = RecordedOfPerson(
    has_given_name=True, has_family_name=True, has_birth=True, has_age=True, has_sex=True
)
WHOLE = replace(FIVE, has_contact=True)
UNKNOWN = RecordedOfPerson(state=PersonState.UNKNOWN)
CONTACT = "address, telephone or e-mail"
FOUR_ITEMS = "4 more of sex, build, complexion, features, eyes, hair and ethnicity"


@pytest.mark.parametrize(
    ("role", "facts", "missing"),
    [
        pytest.param("offender", FIVE, (f"{CONTACT}, CRO number or PNC ID",), id="P_001"),
        pytest.param("offender", replace(FIVE, has_police_number=True), (), id="P_001-CRO-or-PNC"),
        pytest.param("suspect", FIVE, (CONTACT,), id="P_002"),
        pytest.param(
            "suspect", replace(FIVE, has_police_number=True), (CONTACT,), id="P_002-no-number"
        ),
        pytest.param("detained_person", WHOLE, (), id="P_002-whole"),
        pytest.param("suspect", UNKNOWN, (FOUR_ITEMS,), id="P_003-NV-02"),
        pytest.param("suspect", replace(UNKNOWN, description_items=4), (), id="P_003-four"),
        pytest.param("victim", replace(WHOLE, has_birth=False), ("date of birth",), id="P_004"),
        pytest.param("victim", UNKNOWN, (FOUR_ITEMS,), id="M4-unknown-victim"),
        pytest.param("witness", replace(WHOLE, has_sex=False), ("sex",), id="P_005"),
        pytest.param("person_of_interest", replace(FIVE, has_alias=True), (), id="P_006-alias"),
        pytest.param("person_of_interest", UNKNOWN, (FOUR_ITEMS,), id="P_007"),
        pytest.param("associate", FIVE, (CONTACT,), id="P_013"),
        pytest.param("missing_person", WHOLE, (FOUR_ITEMS,), id="P_014-description"),
        pytest.param(
            "missing_person",
            replace(FIVE, description_items=3),
            (CONTACT, FOUR_ITEMS.replace("4", "1")),
            id="P_014-both",
        ),
        pytest.param("arresting_officer", WHOLE, ("collar number",), id="P_015"),
        pytest.param("deceased", FIVE, ("date of death", "how the death was verified"), id="P_019"),
        pytest.param(
            "victim",
            RecordedOfPerson(state=PersonState.UNBORN),
            ("when the birth is expected", "a parent"),
            id="P_011",
        ),
        pytest.param("owner", RecordedOfPerson(), (), id="M2-no-minimum"),
        pytest.param(
            "witness",
            RecordedOfPerson(has_age=True),
            ("given name", "family name", "date of birth", "sex", CONTACT),
            id="M3-four-and-one",
        ),
    ],
)
def test_what_a_part_asks_for(role, facts, missing):
    found = shortfall_of(LinkRole(role), facts)
    assert (found.missing if found else ()) == missing


def test_m2_an_offender_needs_no_less_than_a_witness():
    offender, witness = (
        shortfall_of(role, RecordedOfPerson()) for role in (LinkRole.OFFENDER, LinkRole.WITNESS)
    )
    assert len(offender.missing) >= len(witness.missing)


def test_an_unknown_offender_is_described_as_an_unknown_suspect():
    assert minimum_for(LinkRole.OFFENDER, PersonState.UNKNOWN) is Minimum.SUSPECT_UNKNOWN


@pytest.mark.parametrize(
    ("role", "oldest", "flagged"),
    [
        pytest.param("suspect", 9, True, id="NV-14-nine"),
        pytest.param("suspect", 10, False, id="NV-14-ten"),
        pytest.param("victim", 9, False, id="NV-14-victim"),
        pytest.param("suspect", None, False, id="NV-14-age-not-known"),
    ],
)
def test_a_suspect_under_ten_is_flagged(role, oldest, flagged):
    assert is_child_suspect(LinkRole(role), oldest) is flagged
