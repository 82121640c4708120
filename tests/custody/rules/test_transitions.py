"""The table of states."""

from __future__ import annotations

from collections import Counter

import pytest

from bluelamp.core.errors import NotPossible
from bluelamp.custody.enums import CustodyDuty as D
from bluelamp.custody.enums import CustodyEvent as E
from bluelamp.custody.enums import CustodyState as S
from bluelamp.custody.rules.transitions import TABLE, events_from, may_transition, state_after


@pytest.mark.parametrize(
    ("state", "event", "to"),
    [
        (None, E.ARRIVE, S.ARRIVED),
        (S.ARRIVED, E.AUTHORISE, S.DETAINED),
        (S.ARRIVED, E.REFUSE, S.CLOSED),
        (S.ARRIVED, E.TO_HOSPITAL, S.HOSPITAL),
        (S.DETAINED, E.TO_HOSPITAL, S.HOSPITAL),
        (S.DETAINED, E.REVIEW, S.DETAINED),
        (S.DETAINED, E.EXTEND, S.DETAINED),
        (S.DETAINED, E.WARRANT, S.DETAINED),
        (S.DETAINED, E.CHARGE, S.CHARGED),
        (S.CHARGED, E.KEEP, S.CHARGED),
        (S.CHARGED, E.COURT, S.CLOSED),
        (S.DETAINED, E.BAIL, S.BAILED),
        (S.BAILED, E.ATTEND, S.DETAINED),
        (S.BAILED, E.BAIL_ARREST, S.DETAINED),
        (S.BAILED, E.CLOSE_BAIL, S.CLOSED),
        (S.DETAINED, E.RELEASE, S.CLOSED),
        (S.DETAINED, E.TRANSFER_OUT, S.IN_TRANSIT),
        (S.DETAINED, E.INCIDENT, S.INCIDENT),
    ],
)
def test_leads_to(state: S | None, event: E, to: S) -> None:
    assert may_transition(state, event).possible
    assert state_after(state, event) is to


@pytest.mark.parametrize(
    ("state", "event"),
    [
        (S.ARRIVED, E.CHARGE),
        (S.ARRIVED, E.REVIEW),
        (S.DETAINED, E.ARRIVE),
        (S.CHARGED, E.EXTEND),
        (S.BAILED, E.REVIEW),
        (S.HOSPITAL, E.CHARGE),
        (None, E.AUTHORISE),
    ],
)
def test_does_not_lead_anywhere(state: S | None, event: E) -> None:
    assert not may_transition(state, event).possible
    with pytest.raises(NotPossible):
        state_after(state, event)


@pytest.mark.parametrize("before", [S.ARRIVED, S.DETAINED, S.CHARGED])
def test_back_from_hospital_to_the_state_before(before: S) -> None:
    assert state_after(S.HOSPITAL, E.RETURN, before) is before


def test_way_back_must_be_known() -> None:
    with pytest.raises(NotPossible):
        state_after(S.IN_TRANSIT, E.TRANSFER_IN)


@pytest.mark.parametrize(
    ("state", "event", "duty", "possible"),
    [
        (None, E.ARRIVE, D.DETENTION_OFFICER, True),
        (S.ARRIVED, E.AUTHORISE, D.DETENTION_OFFICER, False),
        (S.DETAINED, E.EXTEND, D.CUSTODY_OFFICER, False),
        (S.DETAINED, E.EXTEND, D.SUPERINTENDENT, True),
        (S.DETAINED, E.REVIEW, D.REVIEW_OFFICER, True),
        (S.CHARGED, E.REVIEW, D.REVIEW_OFFICER, False),
    ],
)
def test_in_whose_hands(state: S | None, event: E, duty: D, possible: bool) -> None:
    assert may_transition(state, event, duty).possible is possible


def test_closed_is_the_only_end_and_each_pair_stands_once() -> None:
    assert [state for state in S if not events_from(state)] == [S.CLOSED]
    pairs = Counter((source, row.event) for row in TABLE for source in row.sources)
    assert max(pairs.values()) == 1
    assert {row.event for row in TABLE} == set(E)
