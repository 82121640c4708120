"""Giving a person their rights and entitlements, and what they want of them (RTS-1 to RTS-13)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from bluelamp.access.policies import Officer
from bluelamp.core.errors import NotPossible
from bluelamp.custody.enums import (
    CallEvent,
    CallKind,
    CallState,
    CustodyEntryKind,
    Nationality,
    NoticeForm,
    RightsOccasion,
    Signature,
    Step,
)
from bluelamp.custody.models import CustodyRecord, RightsGiven
from bluelamp.custody.selectors.notices import is_held
from bluelamp.custody.selectors.protection import adult_is_here, protected_of

from .calls import CallNote, happened
from .record_keeping import check_moment, enter
from .steps import step_of

ASKED = (CallKind.INTERPRETER, CallKind.SOLICITOR, CallKind.INTIMATION, CallKind.CONSULATE)
REPLIES = {
    CallEvent.ASK: (CallState.WANTED, CallState.CONTACTED, CallState.PRESENT, CallState.DELAYED),
    CallEvent.DECLINE: (CallState.DECLINED,),
    CallEvent.NOT_NEEDED: (CallState.NOT_NEEDED,),
}


@dataclass(frozen=True, slots=True)
class RightsTold:
    """How the rights were given and what the person said to each.

    ``calls`` holds for a solicitor, somebody informed, an interpreter and a consulate what the
    person wants or needs; ``notice_language`` is a code of ISO 639.
    """

    understood: bool
    notice_form: NoticeForm
    notice_language: str
    language_name: str
    signature: Signature
    calls: Sequence[CallNote]
    nationality: Nationality | None = None
    not_understood_why: str = ""
    wants_codes: bool = False


def give_rights(
    *,
    record_id: UUID,
    told: RightsTold,
    occurred_at: datetime,
    by: Officer,
    at: datetime,
    seen: int | None = None,
) -> RightsGiven:
    """Record that the rights were given, and what the person wants of each (RTS-1, RTS-3).

    An earlier reply may change at any time; each change is an entry of its own. Given again once
    the appropriate adult is here, they are marked so (VUL-5).
    """
    with step_of(record_id, Step.RIGHTS, seen=seen, by=by, at=at, action="give_rights") as record:
        earlier = record.rights_given.last()
        after = [("the rights before", earlier.occurred_at)] if earlier else []
        check_moment(record, "Giving the rights", occurred_at, at=at, after=after)
        _check(record, told)
        given = _keep(record, told, earlier, occurred_at, by)
        _enter(record, given, told, by)
        for note in told.calls:
            if not _stands(record, note):
                happened(record, note, occurred_at=occurred_at, by=by, at=at)
        return given


def _check(record: CustodyRecord, told: RightsTold) -> None:
    if not told.understood and not told.not_understood_why.strip():
        reason = "Enter why the person did not understand."
        raise NotPossible(reason, field="not_understood_why", rule="RTS-1")
    if not told.notice_language:
        reason = "Select the language of the notice."
        raise NotPossible(reason, field="notice_language", rule="RTS-2")
    _check_notice(told)
    known = set(record.calls.values_list("kind", flat=True))
    answered = known | {note.kind for note in told.calls}
    for kind in ASKED:
        if kind not in answered:
            reason = f"{kind.label}: enter what the person wants."
            raise NotPossible(reason, field=kind.lower(), rule="RTS-1")


def _check_notice(told: RightsTold) -> None:
    """Refuse a written notice that is not held: no translation is made up (RTS-2)."""
    form = NoticeForm(told.notice_form)
    easy = form is NoticeForm.EASY_READ
    if form.needs_held_notice and not is_held(told.notice_language, easy=easy):
        kind = "easy-read notice" if easy else "notice"
        raise NotPossible(
            f"No {kind} in {told.language_name} is held here. Obtain the official translation or "
            "have the rights interpreted, and say which.",
            field="notice_form",
            rule="RTS-2",
        )


def _stands(record: CustodyRecord, note: CallNote) -> bool:
    """Tell whether a reply is the one that stands already."""
    call = record.calls.filter(kind=note.kind).first()
    return call is not None and CallState(call.state) in REPLIES[note.event]


def _keep(
    record: CustodyRecord,
    told: RightsTold,
    earlier: RightsGiven | None,
    occurred_at: datetime,
    by: Officer,
) -> RightsGiven:
    adult = adult_is_here(record)
    occasion = RightsOccasion.AGAIN if earlier else RightsOccasion.FIRST
    if earlier and adult and protected_of(record, occurred_at).needs_adult:
        occasion = RightsOccasion.WITH_ADULT
    interpreter = record.calls.filter(kind=CallKind.INTERPRETER, state=CallState.PRESENT)
    return RightsGiven.objects.create(
        record=record,
        occasion=occasion,
        occurred_at=occurred_at,
        told_by_id=by.id,
        understood=told.understood,
        not_understood_why=told.not_understood_why.strip(),
        notice_form=told.notice_form,
        notice_language=told.notice_language,
        signature=told.signature,
        nationality=told.nationality or "",
        wants_codes=told.wants_codes,
        with_adult=adult,
        with_interpreter=interpreter.exists(),
    )


def _enter(record: CustodyRecord, given: RightsGiven, told: RightsTold, by: Officer) -> None:
    understood = "Understood." if given.understood else f"Not understood: {told.not_understood_why}"
    before = " before the appropriate adult" if given.with_adult else ""
    words = [
        f"Rights and entitlements given{before}"
        f" ({RightsOccasion(given.occasion).label.lower()}). {understood}",
        f"{NoticeForm(given.notice_form).label}: {told.language_name}.",
        f"{Signature(given.signature).label}.",
        "Wishes to read the Codes." if given.wants_codes else "",
        f"Nationality: {told.nationality.label.lower()}." if told.nationality else "",
    ]
    enter(
        record,
        CustodyEntryKind.RIGHTS,
        " ".join(filter(None, words)),
        occurred_at=given.occurred_at,
        by=by,
        rights=str(given.pk),
        occasion=given.occasion,
        language=given.notice_language,
    )
