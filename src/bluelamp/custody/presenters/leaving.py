"""What is to be settled before a person leaves, and what a certificate rests on."""

from __future__ import annotations

from datetime import datetime

from bluelamp.core.time import told
from bluelamp.custody.enums import DisposalCode
from bluelamp.custody.models import CustodyRecord
from bluelamp.custody.services.release import has_assessment, open_matters

from .acts import Rows, row


def leaving_rows(record: CustodyRecord, now: datetime) -> Rows:
    """Return the offences settled already, and what is still to be done before release."""
    settled = [
        row(one.offence.title, DisposalCode(one.disposal).label)
        for one in record.offences.all()
        if one.disposal
    ]
    assessed = has_assessment(record)
    before = row("Risk assessment before release", "Done" if assessed else "Still to be done")
    matters = open_matters(record)
    return [*settled, before, row("Still open", " ".join(matters) or "Nothing")]


def certificate_rows(record: CustodyRecord, now: datetime) -> Rows:
    """Return why bail was refused, on which the certificate follows."""
    return [row(f"Kept since {told(one.decided_at)}", one.reason) for one in record.kept_for.all()]
