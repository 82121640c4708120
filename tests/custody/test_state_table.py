"""Every state against every act: what the table of section 16 does not hold is refused."""

from __future__ import annotations

import pytest
from tests.custody.world import HEARD, HOUR, NOON

from bluelamp.core.errors import NotPossible
from bluelamp.custody.enums import (
    CustodyEvent,
    CustodyState,
    DetentionGround,
    DisposalCode,
    HospitalPurpose,
    ReviewOutcome,
)
from bluelamp.custody.models import CustodyRecord
from bluelamp.custody.rules.transitions import events_from
from bluelamp.custody.services import (
    authorise_detention,
    hold_review,
    leave_for_hospital,
    refuse_detention,
    release_person,
    return_from_hospital,
)

ACTS = {
    CustodyEvent.AUTHORISE: (
        authorise_detention,
        {"grounds": [DetentionGround.SECURE], "text": "Grounds", "not_told": None},
    ),
    CustodyEvent.REFUSE: (refuse_detention, {"text": "Reason"}),
    CustodyEvent.TO_HOSPITAL: (
        leave_for_hospital,
        {"purpose": HospitalPurpose.TREATMENT, "where": ""},
    ),
    CustodyEvent.RETURN: (return_from_hospital, {}),
    CustodyEvent.REVIEW: (
        hold_review,
        {"outcome": ReviewOutcome.CONTINUE, "text": "Grounds", "representations": HEARD},
    ),
    CustodyEvent.RELEASE: (release_person, {"disposals": {}, "text": "Reason", "override": "Yes."}),
}


IMPOSSIBLE = [
    (state, event) for state in CustodyState for event in ACTS if event not in events_from(state)
]


@pytest.mark.parametrize(("state", "event"), IMPOSSIBLE)
def test_only_what_the_table_holds_is_done(world, state, event):
    record = world.detained()
    CustodyRecord.objects.filter(pk=record.pk).update(state=state)
    record.offences.update(disposal=DisposalCode.RUI, disposed_at=NOON + HOUR)
    world.assess_anyway(record, NOON + 1.5 * HOUR)
    act, answers = ACTS[event]
    by = world.inspector if event is CustodyEvent.REVIEW else world.custody_officer
    if state is CustodyState.CHARGED:
        by = world.custody_officer
    with pytest.raises(NotPossible) as refusal:
        act(
            record_id=record.pk,
            version=record.version,
            occurred_at=NOON + 2 * HOUR,
            by=by,
            at=NOON + 3 * HOUR,
            **answers,
        )
    assert "not possible" in refusal.value.reason or "hospital" in refusal.value.reason
    record.refresh_from_db()
    assert record.state == state
