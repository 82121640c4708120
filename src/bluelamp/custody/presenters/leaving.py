"""What is to be settled before a person leaves, and what a certificate rests on."""

from __future__ import annotations

from datetime import datetime

from bluelamp.core.time import told
from bluelamp.custody.enums import DisposalCode
from bluelamp.custody.models import CustodyRecord, Disposal
from bluelamp.custody.rules.disposal_needs import said
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


def look_rows(disposal: Disposal, now: datetime) -> Rows:
    """Return a disposal that is looked at again, and what was found before."""
    code, offence = DisposalCode(disposal.code), disposal.offence.offence.title
    day = disposal.look_again_on
    earlier = [row(f"Looked at {told(one.looked_at)}", one.text) for one in disposal.looks.all()]
    decided = row(f"{code.label}, {offence}", said(code, disposal.details))
    return [decided, row("To be looked at on", f"{day:%d %B %Y}" if day else ""), *earlier]
