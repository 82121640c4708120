"""Who may authorise and review, and what age forbids."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.custody.rules.vectors import local, z

from bluelamp.access.enums import Rank
from bluelamp.core.errors import NotPossible
from bluelamp.custody.rules.age import age_on, is_child, may_detain_for_offence
from bluelamp.custody.rules.age import needs_local_authority_move as needs_move
from bluelamp.custody.rules.authority import (
    DecidingOfficer,
    Station,
    may_authorise_detention,
    may_review,
)
from bluelamp.custody.rules.drug_test import sample_by

AWAY = {"designated": False}


@pytest.mark.parametrize(
    ("officer", "station", "possible", "rule"),
    [
        ({"rank": Rank.SERGEANT}, {}, True, "ROL-1"),
        ({"rank": Rank.INSPECTOR}, {}, True, "ROL-1"),
        ({"rank": Rank.CONSTABLE}, {}, False, "ROL-1"),
        ({"rank": Rank.CONSTABLE}, {"sergeant_available": False}, True, "ROL-1"),
        ({"rank": Rank.POLICE_STAFF}, {"sergeant_available": False}, False, "ROL-8"),
        ({"rank": Rank.SERGEANT, "arrested": True}, {}, False, "ROL-7"),
        ({"rank": Rank.SERGEANT, "investigating": True}, {}, False, "ROL-7"),
        ({"rank": Rank.CONSTABLE}, AWAY, True, "ROL-1"),
        ({"rank": Rank.CONSTABLE, "arrested": True}, AWAY, False, "ROL-7"),
        (
            {"rank": Rank.CONSTABLE, "arrested": True},
            AWAY | {"uninvolved_officer_available": False},
            False,
            "ROL-1",
        ),
        (
            {"rank": Rank.CONSTABLE, "arrested": True},
            AWAY | {"uninvolved_officer_available": False, "inspector_told": True},
            True,
            "ROL-1",
        ),
    ],
)
def test_authorise(
    officer: dict[str, Any], station: dict[str, Any], possible: bool, rule: str
) -> None:
    answer = may_authorise_detention(DecidingOfficer(**officer), Station(**station))
    assert (answer.possible, answer.rule) == (possible, rule)


@pytest.mark.parametrize(
    ("officer", "more", "possible", "rule"),
    [
        pytest.param({"rank": Rank.SERGEANT}, {}, False, "ROL-2", id="T23-sergeant"),
        pytest.param(
            {"rank": Rank.INSPECTOR, "arrested": True}, {}, False, "ROL-7", id="T23-arresting"
        ),
        ({"rank": Rank.INSPECTOR, "investigating": True}, {}, False, "ROL-7"),
        ({"rank": Rank.INSPECTOR}, {}, True, "ROL-2"),
        ({"rank": Rank.SERGEANT, "acting_as": Rank.INSPECTOR}, {}, True, "ROL-2"),
        ({"rank": Rank.CONSTABLE, "acting_as": Rank.INSPECTOR}, {}, False, "ROL-2"),
        ({"rank": Rank.SERGEANT}, {"charged": True, "custody_officer": True}, True, "ROL-3"),
        ({"rank": Rank.INSPECTOR}, {"charged": True}, False, "ROL-3"),
    ],
)
def test_review(officer: dict[str, Any], more: dict[str, Any], possible: bool, rule: str) -> None:
    answer = may_review(DecidingOfficer(**officer), **more)
    assert (answer.possible, answer.rule) == (possible, rule)


def test_refusal_can_be_raised_with_its_rule() -> None:
    with pytest.raises(NotPossible) as refused:
        may_review(DecidingOfficer(Rank.SERGEANT)).require("reviewed_by")
    assert (refused.value.rule, refused.value.field) == ("ROL-2", "reviewed_by")


CHARGED = local("2026-07-08 12:00")


@pytest.mark.parametrize(
    ("born", "child"),
    [
        pytest.param(date(2008, 7, 9), True, id="T23-17y364d"),
        pytest.param(date(2008, 7, 8), False, id="T23-18th-birthday"),
    ],
)
def test_age_at_charge(born: date, child: bool) -> None:
    assert is_child(born, CHARGED) is child
    assert needs_move(born, CHARGED).possible is child


def test_age_goes_by_the_local_day() -> None:
    assert not is_child(date(2008, 7, 9), z("2026-07-08 23:30"))


def test_appearance_decides_without_a_date_of_birth() -> None:
    assert is_child(None, CHARGED, appears_under_18=True)
    assert not is_child(None, CHARGED)


def test_born_on_a_leap_day() -> None:
    assert age_on(date(2008, 2, 29), date(2026, 2, 28)) == 17
    assert age_on(date(2008, 2, 29), date(2026, 3, 1)) == 18


@pytest.mark.parametrize(
    ("born", "possible"),
    [
        pytest.param(date(2016, 7, 9), False, id="T23-age-9"),
        pytest.param(date(2016, 7, 8), True, id="T23-age-10"),
    ],
)
def test_under_ten_is_blocked(born: date, possible: bool) -> None:
    answer = may_detain_for_offence(born, CHARGED)
    assert (answer.possible, answer.rule) == (possible, "VUL-1")


def test_drug_test_hold() -> None:  # T22
    assert sample_by(z("2026-03-11 09:40")) == z("2026-03-11 15:40")
