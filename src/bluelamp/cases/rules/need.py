"""Which ends of a detention call for a case (custody.md section 15)."""

from __future__ import annotations

from bluelamp.custody.enums import DisposalCode

CALLS_FOR_CASE = frozenset(
    {
        DisposalCode.CHG_BAIL,
        DisposalCode.CHG_REMAND,
        DisposalCode.CHG_NOBAIL,
        DisposalCode.POSTAL_REQ,
        DisposalCode.PCB,
        DisposalCode.PCB_CPS,
        DisposalCode.RUI,
    }
)
"""Charged, or still to be decided: on bail or released under investigation."""
