"""How the disposals of the offences end a detention: one an offence, one release (section 15)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bluelamp.custody.enums import CustodyEvent, DisposalCode
from bluelamp.custody.rules.age import ADULT
from bluelamp.custody.rules.answers import Answer, no, yes

if TYPE_CHECKING:
    from collections.abc import Collection

CHARGES = frozenset({DisposalCode.CHG_BAIL, DisposalCode.CHG_REMAND, DisposalCode.CHG_NOBAIL})
PRE_CHARGE_BAIL = frozenset({DisposalCode.PCB, DisposalCode.PCB_CPS})
ADULTS_ONLY = frozenset({DisposalCode.CAUTION_SIMPLE, DisposalCode.CAUTION_COND, DisposalCode.PND})
CHILDREN_ONLY = frozenset({DisposalCode.YC, DisposalCode.YCC})
DECIDED_ELSEWHERE = frozenset({DisposalCode.DET_REFUSED, DisposalCode.POWER_ENDED})
RULE = "section 15"

# Kept for court and moved to the local authority instead (CHG-7): the clock has ended by charge.
CHARGED = CHARGES | {DisposalCode.LA_ACCOM}
# On these the person does not walk out but goes with whoever takes them over (section 15).
HANDED_OVER = frozenset(
    {
        DisposalCode.CHG_REMAND,
        DisposalCode.TRANSFER,
        DisposalCode.RECALL,
        DisposalCode.PRISON_RETURN,
        DisposalCode.IMMIGRATION,
        DisposalCode.WARRANT_COURT,
        DisposalCode.LA_ACCOM,
    }
)
# Bail ends in writing with one of these (section 16).
CLOSE_BAIL_BY = (DisposalCode.RUI, DisposalCode.NFA, DisposalCode.POSTAL_REQ)


def may_dispose(
    code: DisposalCode, *, authorised: bool, youngest: int | None = None, oldest: int | None = None
) -> Answer:
    """Tell whether an offence may end so; refusal of detention is decided on arrival (ARR-14).

    `youngest` and `oldest` are the ages in years that the person may have; None is not known.
    """
    if code is DisposalCode.DET_REFUSED:
        return no("ARR-14", "Detention that was not authorised is recorded by refusing it.")
    if not authorised:
        return no("ARR-14", "Detention has not been authorised yet: authorise or refuse it first.")
    if code in ADULTS_ONLY and oldest is not None and oldest < ADULT:
        return no(RULE, f"{code.label} is for people of 18 and over.")
    if code in CHILDREN_ONLY and youngest is not None and youngest >= ADULT:
        return no(RULE, f"{code.label} is for people under 18.")
    return yes(RULE, code.label)


def offered_on_release() -> list[DisposalCode]:
    """Return the disposals chosen on release, as they are listed; charges have their own page."""
    return [
        code
        for code in DisposalCode
        if (code.person_leaves or code in HANDED_OVER)
        and code not in DECIDED_ELSEWHERE | CHARGED | {DisposalCode.DET_REFUSED}
    ]


def offered_beside() -> list[DisposalCode]:
    """Return the disposals of one offence while the person stays for another."""
    leaving = PRE_CHARGE_BAIL | HANDED_OVER | {DisposalCode.MH_HOSPITAL}
    return [one for one in offered_on_release() if one not in leaving]


def may_release(disposals: Collection[DisposalCode | None]) -> Answer:
    """Tell whether the person may leave: each offence has a disposal on which one leaves."""
    if not disposals or None in disposals:
        return no(RULE, "Every offence needs a disposal before the person is released.")
    decided = {one for one in disposals if one is not None}
    staying = sorted(
        one.label for one in decided if not one.person_leaves and one not in HANDED_OVER
    )
    if staying:
        return no(RULE, f"The person does not leave on this disposal: {staying[0].lower()}.")
    if decided & PRE_CHARGE_BAIL and decided & HANDED_OVER:
        return no(RULE, "Nobody is on bail while they are handed over: decide one or the other.")
    return yes(RULE, "Every offence has a disposal.")


def ends_by_charge(disposals: Collection[DisposalCode | None]) -> bool:
    """Tell whether the clock ends by charge: charged, and no offence left open (CLK-7, RT-16)."""
    decided = {one for one in disposals if one is not None}
    left_open = None in disposals or decided & PRE_CHARGE_BAIL
    return bool(decided & CHARGED) and not left_open


def release_event(disposals: Collection[DisposalCode]) -> CustodyEvent:
    """Return what the release is: on pre-charge bail, to the local authority, to court, or free."""
    decided = set(disposals)
    if PRE_CHARGE_BAIL & decided:
        return CustodyEvent.BAIL
    if DisposalCode.LA_ACCOM in decided:
        return CustodyEvent.LA_MOVE
    if DisposalCode.CHG_REMAND in decided:
        return CustodyEvent.COURT
    return CustodyEvent.RELEASE
