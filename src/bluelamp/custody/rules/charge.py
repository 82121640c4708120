"""Charging, and keeping a charged person for court (CHG-1 to CHG-8, CHG-12)."""

from __future__ import annotations

from collections.abc import Collection

from bluelamp.custody.enums import BailRefusal, CertificateReason
from bluelamp.custody.rules.answers import Answer, no, yes

SECURE_FROM = 12


def may_charge(
    *, child: bool, adult_present: str, notice_given: bool, reply: str, cps: bool, reference: str
) -> Answer:
    """Tell whether the charge is recorded whole (CHG-2, CHG-3)."""
    if child and not adult_present.strip():
        return no("CHG-3", "A child is charged before the appropriate adult: name them.")
    if not notice_given:
        return no("CHG-3", "Give the person the written notice of charge.")
    if not reply.strip():
        return no("CHG-3", "Record the reply to the charge, also that there was none.")
    if cps and not reference.strip():
        return no("CHG-2", "Enter the reference of the CPS decision.")
    return yes("CHG-3", "Charged with caution and notice.")


def may_keep(grounds: Collection[BailRefusal], *, reason: str, child: bool) -> Answer:
    """Tell whether a charged person may be kept for court on these grounds (CHG-4, CHG-5)."""
    if not grounds:
        return no("CHG-4", "Select why the person is not released on bail.")
    if BailRefusal.CHILD_INTERESTS in grounds and not child:
        return no("CHG-5", "Only a child is kept in their own interests.")
    if not reason.strip():
        return no("CHG-6", "Record the grounds for keeping the person.")
    return yes("CHG-5" if child else "CHG-4", "Kept for court.")


def may_release_charged(grounds: Collection[BailRefusal]) -> Answer:
    """Tell whether a charged person may be released: police do not bail for murder (CHG-12)."""
    if BailRefusal.MURDER in grounds:
        return no("CHG-12", "The police do not bail a person charged with murder.")
    return yes("CHG-4", "May be released.")


def may_certify(reason: CertificateReason, *, age: int | None, words: str) -> Answer:
    """Tell whether this can be certified to the court of a child kept (CHG-7)."""
    if not words.strip():
        return no("CHG-7", "State why the child was not moved.")
    if reason is CertificateReason.NO_SECURE and age is not None and age < SECURE_FROM:
        return no("CHG-7", f"Only of a child of {SECURE_FROM} or over: the move is due.")
    return yes("CHG-7", reason.label)
