"""A death or an escape as the end of a detention (CAR-17, CLK-8)."""

from __future__ import annotations

from bluelamp.custody.enums import CustodyState, DisposalCode
from bluelamp.custody.rules.answers import Answer, no, yes

GRAVE = {
    DisposalCode.DEATH: "Death in custody.",
    DisposalCode.ESCAPED: "Escape from custody.",
}


def may_record(code: DisposalCode, state: CustodyState) -> Answer:
    """Tell whether a death or an escape can be recorded of somebody in this state."""
    if code not in GRAVE:
        return no("CAR-17", "Select whether the person died or escaped.")
    if not state.is_held:
        return no("CAR-17", "The person is not in police custody now.")
    return yes("CAR-17", GRAVE[code])


def may_take_back(code: DisposalCode | None) -> Answer:
    """Tell whether the person can be back in custody: after an escape only (CLK-8)."""
    if code is not DisposalCode.ESCAPED:
        return no("CLK-8", "The person did not escape.")
    return yes("CLK-8", "Back in the state from before; the clock is paused only by decision.")


def may_close(code: DisposalCode, *, referred: bool) -> Answer:
    """Tell whether the record can be closed: after a death once it was referred (CAR-17)."""
    if code is DisposalCode.DEATH and not referred:
        words = "Refer the death to the Independent Office for Police Conduct first"
        return no("CAR-17", f"{words}, and record it on the page of care.")
    return yes("CAR-17", "Nothing more holds the record open.")
