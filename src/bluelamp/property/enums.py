"""Words of property and exhibits (property.md sections 1, 2, 4 and 14)."""

from __future__ import annotations

from enum import StrEnum


class ItemKind(StrEnum):
    """Kinds of property; each has its own handling (section 2)."""

    DETAINEE = "DET"
    DETAINEE_CASH = "DCASH"
    EXHIBIT = "EXH"
    CASH = "CASH"
    DRUG = "DRUG"
    FIREARM = "FIREARM"
    WEAPON = "WEAPON"
    BIOLOGICAL = "BIO"
    DIGITAL = "DIG"
    DOCUMENT = "DOC"
    VALUABLE = "VALUABLE"
    IDENTITY = "IDENTITY"

    @property
    def label(self) -> str:
        """Return the officer's words."""
        return {
            ItemKind.DETAINEE: "Detained person's property",
            ItemKind.DETAINEE_CASH: "Detained person's cash",
            ItemKind.EXHIBIT: "Exhibit",
            ItemKind.CASH: "Seized cash",
            ItemKind.DRUG: "Controlled drug",
            ItemKind.FIREARM: "Firearm",
            ItemKind.WEAPON: "Knife or bladed article",
            ItemKind.BIOLOGICAL: "Biological",
            ItemKind.DIGITAL: "Device or digital media",
            ItemKind.DOCUMENT: "Document",
            ItemKind.VALUABLE: "Jewellery or other valuable",
            ItemKind.IDENTITY: "Identity document or bank card",
        }[self]


class LawfulBasis(StrEnum):
    """Why the police may hold an item; every item has exactly one now (section 1)."""

    DETAINEE = "DETAINEE"
    S19 = "S19"
    S18 = "S18"
    S32 = "S32"
    S54 = "S54"
    STOP_SEARCH = "STOPSEARCH"
    FOUND = "FOUND"
    SURRENDER = "SURRENDER"

    @property
    def label(self) -> str:
        """Return the power in words."""
        return {
            LawfulBasis.DETAINEE: "Held for a person in custody (PACE s.54; Code C 4)",
            LawfulBasis.S19: "Seized by a constable lawfully on premises (PACE s.19)",
            LawfulBasis.S18: "Search of an arrested person's premises (PACE s.18)",
            LawfulBasis.S32: "Search of an arrested person (PACE s.32)",
            LawfulBasis.S54: "Taken from a detained person at the station (PACE s.54)",
            LawfulBasis.STOP_SEARCH: "Stop and search",
            LawfulBasis.FOUND: "Found property",
            LawfulBasis.SURRENDER: "Handed over voluntarily",
        }[self]


class ItemState(StrEnum):
    """Where an item stands (section 14, first cut)."""

    SEIZED = "SEIZED"
    BAGGED = "BAGGED"
    TRANSIENT = "TRANSIENT"
    STORED = "STORED"
    OUT = "OUT"
    MISSING = "MISSING"
    DISPOSED = "DISPOSED"

    @property
    def label(self) -> str:
        """Return the officer's words."""
        return {
            ItemState.SEIZED: "Taken, not yet bagged",
            ItemState.BAGGED: "Bagged and sealed",
            ItemState.TRANSIENT: "In a temporary store",
            ItemState.STORED: "In store",
            ItemState.OUT: "Booked out",
            ItemState.MISSING: "Missing",
            ItemState.DISPOSED: "Returned or disposed of",
        }[self]


class ContinuityKind(StrEnum):
    """What happened to an item (section 4, first cut)."""

    SEIZE = "SEIZE"
    BAG_TAG = "BAG_TAG"
    DROP = "DROP"
    BOOK_IN = "BOOK_IN"
    MOVE = "MOVE"
    BOOK_OUT = "BOOK_OUT"
    RECEIVE = "RECEIVE"
    RESEAL = "RESEAL"
    BASIS_CHANGE = "BASIS_CHANGE"
    TRANSFER_OWNER = "TRANSFER_OWNER"

    @property
    def label(self) -> str:
        """Return the officer's words."""
        return {
            ContinuityKind.SEIZE: "Taken",
            ContinuityKind.BAG_TAG: "Bagged and sealed",
            ContinuityKind.DROP: "Left in a temporary store",
            ContinuityKind.BOOK_IN: "Booked into store",
            ContinuityKind.MOVE: "Moved",
            ContinuityKind.BOOK_OUT: "Booked out",
            ContinuityKind.RECEIVE: "Received",
            ContinuityKind.RESEAL: "Resealed",
            ContinuityKind.BASIS_CHANGE: "Lawful basis changed",
            ContinuityKind.TRANSFER_OWNER: "Returned to its owner",
        }[self]
