"""All the evidence on one pair, gathered field by field before anything is decided."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from . import weights
from .compare_births import compare_births
from .compare_circumstances import (
    compare_addresses,
    compare_emails,
    compare_links,
    compare_phones,
    compare_sexes,
)
from .compare_identifiers import IdentifierEvidence, compare_identifiers
from .compare_names import NameAgreement, compare_names, reasons_for

if TYPE_CHECKING:
    from datetime import date

    from .evidence import Evidence
    from .prepared import Prepared


@dataclass(frozen=True)
class Findings:
    """What each field says of two claims."""

    a: Prepared
    b: Prepared
    today: date
    names: NameAgreement
    birth: Evidence
    identifiers: IdentifierEvidence
    address: Evidence
    phone: Evidence
    email: Evidence
    links: Evidence
    sex: Evidence

    @cached_property
    def scores(self) -> dict[str, float]:
        """Return the weight of each field that could be compared, and where the sum starts."""
        found = {
            "start": weights.STARTING_WEIGHT,
            "names": self.names.weight,
            "dob": self.birth.weight,
            "identifiers": self.identifiers.weight,
            "address": self.address.weight,
            "phone": self.phone.weight,
            "email": self.email.weight,
            "links": self.links.weight,
            "sex": self.sex.weight,
        }
        return {field: round(weight, 1) for field, weight in found.items() if weight}

    @cached_property
    def score(self) -> float:
        """Return the sum of all evidence."""
        return round(sum(self.scores.values()), 1)

    @property
    def reasons(self) -> tuple[str, ...]:
        """Return the sentences that explain the evidence, field by field."""
        parts = (self.birth, self.address, self.phone, self.email, self.links, self.sex)
        said = [*reasons_for(self.names), *self.identifiers.reasons]
        return (*said, *(reason for part in parts for reason in part.reasons))

    @property
    def shares_contact(self) -> bool:
        """Tell whether a telephone or e-mail of one's own agrees."""
        return self.email.weight > 1 or self.phone.level in ("recent", "undated", "historic")

    @property
    def shares_own_number(self) -> bool:
        """Tell whether a document, an official reference or a court's defendant id agrees."""
        return bool(self.identifiers.documents) or self.links.level == "court_defendant"

    @property
    def only_a_name(self) -> bool:
        """Tell whether nothing but the name speaks for the two being one (G8)."""
        others = (self.birth, self.address, self.phone, self.email, self.links)
        return self.identifiers.weight <= 0 and all(part.weight <= 0 for part in others)


def find(a: Prepared, b: Prepared, today: date) -> Findings:
    """Compare two claims field by field."""
    return Findings(
        a=a,
        b=b,
        today=today,
        names=compare_names(a.names, b.names),
        birth=compare_births(a.births, b.births, today),
        identifiers=compare_identifiers(a, b, today),
        address=compare_addresses(a.places, b.places),
        phone=compare_phones(a, b),
        email=compare_emails(a, b),
        links=compare_links(a, b),
        sex=compare_sexes(a, b),
    )
