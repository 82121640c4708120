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
DECIDED_ELSEWHERE = frozenset({DisposalCode.DET_REFUSED, DisposalCode.MH_HOSPITAL})
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


def offered_on_release(youngest: int | None, oldest: int | None) -> list[DisposalCode]:
    """Return the disposals on which a person of this age may be released, as they are listed."""
    leaving = (
        code for code in DisposalCode if code.person_leaves and code not in DECIDED_ELSEWHERE
    )
    ages = {"youngest": youngest, "oldest": oldest}
    return [code for code in leaving if may_dispose(code, authorised=True, **ages)]


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
