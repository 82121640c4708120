"""What is told of a detained person in booking in, with one thing or another changed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from tests.custody.world import HOUR, NOON, World

from bluelamp.core.errors import NotPossible
from bluelamp.custody.enums import (
    CallEvent,
    CallKind,
    Nationality,
    NoticeForm,
    ObservationLevel,
    Presence,
    RiskAnswer,
    RiskOccasion,
    SearchKind,
    SearchSex,
    Signature,
)
from bluelamp.custody.models import CustodyEntry, CustodyRecord, RightsGiven, RiskAssessment, Search
from bluelamp.custody.rules.risk import Answered, questions_on
from bluelamp.custody.rules.search_authority import Present
from bluelamp.custody.services import (
    CallNote,
    RightsTold,
    RiskTold,
    SearchTold,
    assess_risk,
    give_rights,
    note_call,
    record_search,
)

LATER = NOON + HOUR
MAN = Present(Presence.SEARCHER, "PC Lamp", SearchSex.MALE)
SECOND = Present(Presence.OFFICER, "DO Lamp", SearchSex.MALE)
MOTHER = Present(Presence.ADULT, "Mrs Okafor")


def all_no(**changed: tuple[RiskAnswer, str]) -> dict[str, Answered]:
    told = {one.code: Answered(RiskAnswer.NO) for one in questions_on(NOON.date())}
    return told | {code: Answered(*each) for code, each in changed.items()}


def assess(world: World, record: CustodyRecord, **changed: Any) -> RiskAssessment:
    how = {key: changed.pop(key) for key in ("by", "seen") if key in changed}
    told = {"occasion": RiskOccasion.ARRIVAL, "answers": all_no()}
    told |= {"level": ObservationLevel.GENERAL} | changed
    by = how.pop("by", world.custody_officer)
    return assess_risk(
        record_id=record.pk, told=RiskTold(**told), occurred_at=LATER, by=by, at=LATER, **how
    )


def declines() -> list[CallNote]:
    """Return what most people say: nobody is wanted."""
    return [
        CallNote(CallKind.SOLICITOR, CallEvent.DECLINE),
        CallNote(CallKind.INTIMATION, CallEvent.DECLINE),
        CallNote(CallKind.INTERPRETER, CallEvent.NOT_NEEDED, text="Speaks English."),
        CallNote(CallKind.CONSULATE, CallEvent.NOT_NEEDED, text="British."),
    ]


def tell_rights(world: World, record: CustodyRecord, **changed: Any) -> RightsGiven:
    occurred_at = changed.pop("occurred_at", LATER)
    told = {
        "understood": True,
        "notice_form": NoticeForm.STANDARD,
        "notice_language": "en",
        "language_name": "English",
        "signature": Signature.SIGNED,
        "nationality": Nationality.BRITISH,
        "calls": declines(),
    }
    return give_rights(
        record_id=record.pk,
        told=RightsTold(**told | changed),
        occurred_at=occurred_at,
        by=world.detention_officer,
        at=occurred_at,
    )


def note(
    world: World, record: CustodyRecord, kind: CallKind, event: CallEvent, **said: Any
) -> CustodyEntry:
    occurred_at = said.pop("occurred_at", LATER)
    return note_call(
        record_id=record.pk,
        note=CallNote(kind, event, **said),
        occurred_at=occurred_at,
        by=world.detention_officer,
        at=occurred_at,
    )


def adult_arrives(world: World, record: CustodyRecord) -> None:
    note(world, record, CallKind.ADULT, CallEvent.ARRIVE, who="Mrs Okafor, mother")


def search_of(world: World, record: CustodyRecord, **changed: Any) -> Search:
    told = {
        "kind": SearchKind.STRIP_EXPOSED,
        "sex": SearchSex.MALE,
        "location": "Medical room",
        "reason": "Believed to hide a blade.",
        "present": (MAN, SECOND),
        "authorised_by_id": world.custody_officer.id,
        "result": "Nothing found.",
    }
    return record_search(
        record_id=record.pk,
        search=SearchTold(**told | changed),
        occurred_at=LATER,
        by=world.detention_officer,
        at=LATER,
    )


@contextmanager
def refused(rule: str, field: str | None = None) -> Iterator[None]:
    """Expect a refusal by this rule, beside this field."""
    with pytest.raises(NotPossible) as refusal:
        yield
    assert refusal.value.rule == rule, refusal.value.reason
    assert field is None or refusal.value.field == field
