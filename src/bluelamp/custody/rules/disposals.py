"""How the disposals of the offences end a detention: one an offence, one release (section 15)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bluelamp.custody.enums import CustodyEvent, DisposalCode
from bluelamp.custody.rules.answers import Answer, no, yes

if TYPE_CHECKING:
    from collections.abc import Collection

CHARGES = frozenset({DisposalCode.CHG_BAIL, DisposalCode.CHG_REMAND, DisposalCode.CHG_NOBAIL})
PRE_CHARGE_BAIL = frozenset({DisposalCode.PCB, DisposalCode.PCB_CPS})
RULE = "section 15"

_NEEDS = {
    DisposalCode.CHG_BAIL: "the court, the date and any conditions",
    DisposalCode.CHG_REMAND: "the grounds and the court",
    DisposalCode.CHG_NOBAIL: "the court and the date",
    DisposalCode.PCB: "the bail date, the station, any conditions and the reason",
    DisposalCode.PCB_CPS: "the CPS reference",
    DisposalCode.CAUTION_COND: "the conditions and their expiry",
    DisposalCode.COMM_RES: "the outcome agreed",
    DisposalCode.NFA: "the reason",
}


def may_dispose(code: DisposalCode, *, authorised: bool) -> Answer:
    """Tell whether an offence may end so; refusal of detention is decided on arrival (ARR-14)."""
    if code is DisposalCode.DET_REFUSED:
        return no("ARR-14", "Detention that was not authorised is recorded by refusing it.")
    if not authorised:
        return no("ARR-14", "Detention has not been authorised yet: authorise or refuse it first.")
    return yes(RULE, code.label)


def may_release(disposals: Collection[DisposalCode | None]) -> Answer:
    """Tell whether the person may leave: each offence has a disposal on which one leaves."""
    if not disposals or None in disposals:
        return no(RULE, "Every offence needs a disposal before the person is released.")
    staying = sorted(one.label for one in disposals if one is not None and not one.person_leaves)
    if staying:
        return no(RULE, f"The person does not leave on this disposal: {staying[0].lower()}.")
    return yes(RULE, "Every offence has a disposal.")


def ends_by_charge(disposals: Collection[DisposalCode | None]) -> bool:
    """Tell whether the clock ends by charge: charged, and no offence left open (CLK-7, RT-16)."""
    decided = {one for one in disposals if one is not None}
    left_open = None in disposals or decided & PRE_CHARGE_BAIL
    return bool(decided & CHARGES) and not left_open


def release_event(disposals: Collection[DisposalCode]) -> CustodyEvent:
    """Return what the release is: on pre-charge bail if any offence is, else a release."""
    return CustodyEvent.BAIL if PRE_CHARGE_BAIL & set(disposals) else CustodyEvent.RELEASE


def needed_words(code: DisposalCode) -> str:
    """Return what must be written down for a disposal, or nothing."""
    return _NEEDS.get(code, "")
