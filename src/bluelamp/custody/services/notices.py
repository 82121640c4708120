"""Giving a notice of rights, in a language the person understands (RTS-2)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from bluelamp.access.policies import Officer, require
from bluelamp.audit.services import record_change
from bluelamp.core.errors import NotPossible
from bluelamp.custody.enums import CustodyEntryKind, NoticeReply
from bluelamp.custody.models import CustodyEntry
from bluelamp.custody.policies import can_care_for_person
from bluelamp.custody.selectors.notices import notice_of

from .record_keeping import check_moment, enter, locked_record, subject_of


@transaction.atomic
def give_notice(
    *,
    record_id: UUID,
    notice: str,
    reply: NoticeReply,
    occurred_at: datetime,
    by: Officer,
    at: datetime,
) -> CustodyEntry:
    """Record that a notice of rights was given, in which language, and whether it was signed.

    A refusal to sign is entered with its time (REC-5).
    """
    record = locked_record(record_id)
    require(can_care_for_person(by, record))
    given = notice_of(notice)
    if given is None:
        raise NotPossible("Select a notice from the list.", field="notice", rule="RTS-2")
    check_moment(record, "Giving the notice", occurred_at, at=at)
    entry = enter(
        record,
        CustodyEntryKind.RIGHTS,
        f"Notice of rights given in {given.language} ({given.edition}). {reply.label}.",
        occurred_at=occurred_at,
        by=by,
        notice=given.code,
        edition=given.version,
        reply=reply,
    )
    record_change(by=by, of=subject_of(record), action="give_notice", detail=given.code)
    return entry
