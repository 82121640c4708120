"""Looking again at how a detention ended, on the day that was set for it (BAI-15, section 15)."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from bluelamp.access.policies import Officer
from bluelamp.core.errors import NotPossible
from bluelamp.core.time import day_of
from bluelamp.custody.enums import CustodyEntryKind, DisposalCode
from bluelamp.custody.models import Disposal, DisposalLook
from bluelamp.custody.policies import can_look_again

from .record_keeping import changed_record, check_moment, enter, written


def look_again(
    *,
    record_id: UUID,
    version: int,
    disposal_id: UUID,
    text: str,
    next_on: date | None,
    occurred_at: datetime,
    by: Officer,
    at: datetime,
) -> DisposalLook:
    """Record what came of looking at a disposal again, and the next day or that there is none.

    Somebody under investigation is looked at again until a decision ends it.
    """
    decided = Disposal.objects.select_related("offence__offence")
    disposal = decided.get(pk=disposal_id, offence__record=record_id)
    code = DisposalCode(disposal.code)
    with changed_record(
        record_id,
        version=version,
        may=lambda officer, record: can_look_again(officer, record, code),
        by=by,
        action="look_again",
    ) as record:
        check_moment(
            record, "It", occurred_at, at=at, after=[("the disposal", disposal.decided_at)]
        )
        words = written(text, "what was found and decided", rule="BAI-15")
        if next_on is not None and next_on <= day_of(occurred_at):
            reason = "The next day must lie ahead."
            raise NotPossible(reason, field="next_on", rule="BAI-15")
        made = DisposalLook.objects.create(
            disposal=disposal,
            looked_at=occurred_at,
            looked_by_id=by.id,
            text=words,
            next_on=next_on,
        )
        then = f" Next on {next_on:%d %B %Y}." if next_on else " Nothing more awaited."
        enter(
            record,
            CustodyEntryKind.DISPOSAL,
            f"{code.label}, {disposal.offence.offence.title}: looked at again. {words}{then}",
            occurred_at=occurred_at,
            by=by,
            disposal=str(disposal.pk),
        )
        return made
