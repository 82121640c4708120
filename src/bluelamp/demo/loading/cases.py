"""Cases opened from custody records of the demonstration."""

from __future__ import annotations

from datetime import datetime

from bluelamp.access.enums import Role
from bluelamp.access.selectors import officer_for
from bluelamp.audit.enums import ReasonCode
from bluelamp.audit.services import Reason
from bluelamp.cases.services import OffenceDetails, add_note, open_case
from bluelamp.core.time import day_of, now
from bluelamp.custody.models import CustodyRecord

from .sign_ins import people_for


def open_cases(records: list[CustodyRecord], *, at: datetime) -> None:
    """Open a case for each of these records, with a first note."""
    builder = people_for(Role.CASE_BUILDER)[0]
    by = officer_for(builder, at=now(), reason=Reason(ReasonCode.CASE))
    for record in records:
        day = day_of(record.arrested_at)
        officer = record.investigating_officer or record.arrested_by
        case = open_case(
            custody_record_id=record.pk,
            officer_in_case=officer.staff_number,
            offences=[
                OffenceDetails(
                    offence_id=each.offence_id,
                    committed_from=day,
                    committed_to=None,
                    where=record.arrested_where,
                )
                for each in record.offences.all()
            ],
            summary=f"{record.circumstances} Interviewed under caution; account given.".strip(),
            by=by,
            at=at,
        )
        add_note(
            case_id=case.pk,
            text="Owner of the premises asked for CCTV of the hour before arrest.",
            occurred_at=at,
            by=by,
            at=at,
        )
