"""The chain of custody of an item as pure rules (property.md sections 3 to 5 and 14)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from bluelamp.property.enums import ContinuityKind as K
from bluelamp.property.enums import ItemKind
from bluelamp.property.enums import ItemState as S

TRANSITIONS: dict[tuple[S | None, K], S] = {
    (None, K.SEIZE): S.SEIZED,
    (S.SEIZED, K.BAG_TAG): S.BAGGED,
    (S.BAGGED, K.DROP): S.TRANSIENT,
    (S.BAGGED, K.BOOK_IN): S.STORED,
    (S.TRANSIENT, K.BOOK_IN): S.STORED,
    (S.OUT, K.BOOK_IN): S.STORED,
    (S.BAGGED, K.RECEIVE): S.BAGGED,
    (S.TRANSIENT, K.RECEIVE): S.BAGGED,
    (S.OUT, K.RECEIVE): S.OUT,
    (S.STORED, K.MOVE): S.STORED,
    (S.STORED, K.BOOK_OUT): S.OUT,
    (S.BAGGED, K.RESEAL): S.BAGGED,
    (S.STORED, K.RESEAL): S.STORED,
    (S.OUT, K.RESEAL): S.OUT,
    (S.SEIZED, K.BASIS_CHANGE): S.BAGGED,
    (S.BAGGED, K.BASIS_CHANGE): S.BAGGED,
    (S.STORED, K.BASIS_CHANGE): S.STORED,
    (S.OUT, K.BASIS_CHANGE): S.OUT,
    (S.BAGGED, K.TRANSFER_OWNER): S.DISPOSED,
    (S.STORED, K.TRANSFER_OWNER): S.DISPOSED,
}
"""Which event may follow in which state, and the state it leads to (section 14, first cut).

A change of basis brings a new seal, so it bags what was not bagged.
"""

TWO_PERSON_KINDS = frozenset(
    {
        ItemKind.DETAINEE_CASH,
        ItemKind.CASH,
        ItemKind.DRUG,
        ItemKind.FIREARM,
        ItemKind.VALUABLE,
    }
)
"""Kinds that two people seal and book in (section 5)."""

LONGEST_DESCRIPTION = 300
SEAL = re.compile(r"[A-Z0-9][A-Z0-9-]{2,19}")
EXHIBIT = re.compile(r"[A-Z]{2,4}\d{0,5}/\d{1,4}[A-Z]?", re.ASCII)
VAGUE = frozenset(
    [
        "a",
        "an",
        "the",
        "of",
        "and",
        "some",
        "various",
        "box",
        "bag",
        "item",
        "items",
        "things",
        "property",
        "misc",
    ]
)


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a rule refuses, with the answer at fault and the rule."""

    field: str
    rule: str
    reason: str


@dataclass(frozen=True, slots=True)
class LastLink:
    """The end of the chain so far: who or what has the item, since when, in which state."""

    holder: str
    occurred_at: datetime
    state: S


def next_state(state: S | None, kind: K) -> S | None:
    """Return the state that an event leads to, or None where it may not happen."""
    return TRANSITIONS.get((state, kind))


def faults_of_link(
    last: LastLink, *, kind: K, from_holder: str, to_holder: str, occurred_at: datetime
) -> list[Fault]:
    """Return what breaks the chain if this link is added (CON-1, CON-2).

    A gap is never mended here: it is an incident (vector P2).
    """
    faults = []
    if next_state(last.state, kind) is None:
        reason = f"“{kind.label}” cannot follow while the item is: {last.state.label.lower()}."
        faults.append(Fault("kind", "property.md section 14", reason))
    if from_holder != last.holder:
        reason = f"The record says {last.holder} has this item, not {from_holder}: a gap."
        faults.append(Fault("given_by", "CON-1", reason))
    if kind is K.RECEIVE and from_holder == to_holder:
        faults.append(Fault("to_holder", "CON-2", "Nobody can hand an item to themselves."))
    if occurred_at < last.occurred_at:
        reason = "This would be earlier than the last thing recorded for the item."
        faults.append(Fault("occurred_at", "CON-1", reason))
    return faults


def canonical_seal(typed: str) -> str:
    """Return a seal number as stored: upper case, no spaces. O and 0 stay apart (vector P13)."""
    return re.sub(r"\s+", "", typed).upper()


def fault_of_seal(number: str) -> Fault | None:
    """Return what is wrong with a canonical seal number."""
    if SEAL.fullmatch(number):
        return None
    reason = "A seal number is 3 to 20 letters, digits and hyphens, as printed on the bag."
    return Fault("seal_number", "REF-6", reason)


def fault_of_seal_seen(expected: str, seen: str) -> Fault | None:
    """Return why the seal read off the bag is not the one on record (section 4, vector P13)."""
    if not expected or canonical_seal(seen) == expected:
        return None
    if not seen.strip():
        return Fault("seal_seen", "RECEIVE", "Enter the seal number as it stands on the bag.")
    reason = (
        f"The record says seal {expected}, not {canonical_seal(seen)}. Do not move the item: two "
        "people compare bag and record, and photograph both."
    )
    return Fault("seal_seen", "RECEIVE", reason)


def kind_as_evidence(kind: ItemKind) -> ItemKind:
    """Return the kind of a detained person's item once it is kept as evidence (vector P17).

    Cash stays cash and a valuable a valuable: the two-person rule does not lapse.
    """
    kept = {ItemKind.DETAINEE: ItemKind.EXHIBIT, ItemKind.DETAINEE_CASH: ItemKind.CASH}
    return kept.get(kind, kind)


def fault_of_exhibit_reference(reference: str) -> Fault | None:
    """Return what is wrong with an exhibit reference such as ``JAB/1`` (REF-2, REF-3)."""
    if EXHIBIT.fullmatch(reference):
        return None
    reason = "An exhibit reference is the producer's initials, a slash and a number, such as JAB/1."
    return Fault("exhibit_reference", "REF-2", reason)


def fault_of_description(description: str) -> Fault | None:
    """Return why a description does not tell this item from another (REF-8)."""
    if len(description) > LONGEST_DESCRIPTION:
        reason = f"Describe the item in {LONGEST_DESCRIPTION} characters or fewer."
        return Fault("description", "REF-8", reason)
    telling = [w for w in re.findall(r"\w+", description.lower()) if w not in VAGUE]
    if telling:
        return None
    reason = "Describe the item so that it can be told from another: make, colour, marks, number."
    return Fault("description", "REF-8", reason)


def fault_of_witness(kind: ItemKind, first: str, witness: str | None) -> Fault | None:
    """Return why the second person is missing or not a second one (section 5)."""
    if kind in TWO_PERSON_KINDS and witness is None:
        reason = f"{kind.label}: a second person counts or weighs it and signs as well."
        return Fault("witness", "property.md section 5", reason)
    if witness == first:
        reason = "The second person is somebody other than you."
        return Fault("witness", "property.md section 5", reason)
    return None


def fault_of_amount(kind: ItemKind, amount_pence: int | None) -> Fault | None:
    """Return why an amount is missing from cash, or stands with something else (CSH-6)."""
    is_cash = kind in {ItemKind.DETAINEE_CASH, ItemKind.CASH}
    if is_cash and not amount_pence:
        return Fault("amount", "CSH-6", "Count the cash and enter the amount.")
    if not is_cash and amount_pence:
        return Fault("amount", "CSH-6", "An amount belongs to cash only.")
    return None
