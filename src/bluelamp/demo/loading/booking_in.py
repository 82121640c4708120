"""The parts of booking in of the demonstration's detained people: risk, rights, search, prints."""

from __future__ import annotations

from datetime import datetime

from bluelamp.access.policies import Officer
from bluelamp.core.time import day_of
from bluelamp.custody import services as custody
from bluelamp.custody.enums import (
    CallEvent,
    CallKind,
    Nationality,
    NoticeForm,
    ObservationLevel,
    Presence,
    RiskAnswer,
    RiskOccasion,
    SampleKind,
    SampleOutcome,
    SearchKind,
    SearchSex,
    Signature,
)
from bluelamp.custody.models import CustodyRecord
from bluelamp.nominals.enums import Sex, WarningSignal

SELF_HARM = (WarningSignal.SH, WarningSignal.SU)
PRINTS = (SampleKind.FINGERPRINTS, SampleKind.PHOTOGRAPH, SampleKind.DNA)


def book_in_parts(
    record: CustodyRecord,
    number: int,
    *,
    when: datetime,
    sergeant: Officer,
    detention: Officer,
    at: datetime,
) -> None:
    """Do the parts that follow on authorisation; ``number`` varies what people say."""
    assess_risk(record, number, when=when, by=sergeant, at=at)
    tell_rights(record, number, when=when, by=detention, at=at)
    sex = SearchSex.FEMALE if record.person.sex == Sex.FEMALE else SearchSex.MALE
    custody.record_search(
        record_id=record.pk,
        search=custody.SearchTold(
            kind=SearchKind.PERSON,
            sex=sex,
            reason="To find out what the person has with them.",
            location="Search room",
            present=[custody.Present(Presence.SEARCHER, detention.label, sex)],
            result="Belongings listed and bagged.",
            items_taken=True,
        ),
        occurred_at=when,
        by=detention,
        at=at,
    )
    samples = [custody.SampleTold(kind, SampleOutcome.TAKEN) for kind in PRINTS]
    custody.record_samples(
        record_id=record.pk, samples=samples, occurred_at=when, by=detention, at=at
    )


def assess_risk(
    record: CustodyRecord,
    number: int,
    *,
    when: datetime,
    by: Officer,
    at: datetime,
) -> None:
    """Assess risk as answered on arrival, with the calls and the level that follow."""
    answers = {
        one.code: custody.Answered(RiskAnswer.NO) for one in custody.questions_on(day_of(when))
    }
    healthcare = custody.CallNote(
        CallKind.HEALTHCARE, CallEvent.NOT_NEEDED, text="Not needed from what was said and seen."
    )
    self_harm = record.person.markers.filter(code__in=SELF_HARM, ended_at=None).exists()
    if self_harm:
        answers["SELF_HARM"] = custody.Answered(RiskAnswer.YES, "Cut their arm last year.")
    if number % 4 == 1:
        answers["MEDICATION"] = custody.Answered(RiskAnswer.YES, "An inhaler for asthma.")
        text = "Asthma: is the inhaler to be kept?"
        healthcare = custody.CallNote(CallKind.HEALTHCARE, CallEvent.ASK, text=text)
    calls = [healthcare]
    if not record.calls.filter(kind=CallKind.ADULT).exists():
        text = "Nothing suggests that the person is vulnerable."
        calls.append(custody.CallNote(CallKind.ADULT, CallEvent.NOT_NEEDED, text=text))
    # Somebody of the index may come with a marker of their own.
    warned = record.person.markers.filter(code__in=SELF_HARM, ended_at=None).exists()
    level = ObservationLevel.INTERMITTENT if self_harm or warned else ObservationLevel.GENERAL
    told = custody.RiskTold(RiskOccasion.ARRIVAL, answers, level, calls=calls)
    custody.assess_risk(record_id=record.pk, told=told, occurred_at=when, by=by, at=at)


def tell_rights(
    record: CustodyRecord, number: int, *, when: datetime, by: Officer, at: datetime
) -> None:
    """Tell the rights, and who is wanted."""
    solicitor = custody.CallNote(CallKind.SOLICITOR, CallEvent.DECLINE)
    if number % 3 == 0:
        solicitor = custody.CallNote(CallKind.SOLICITOR, CallEvent.ASK, who="Duty solicitor")
    told = custody.RightsTold(
        understood=True,
        notice_form=NoticeForm.STANDARD,
        notice_language="en",
        language_name="English",
        signature=Signature.SIGNED,
        nationality=Nationality.BRITISH,
        calls=[
            solicitor,
            custody.CallNote(CallKind.INTIMATION, CallEvent.DECLINE),
            custody.CallNote(CallKind.INTERPRETER, CallEvent.NOT_NEEDED, text="Speaks English."),
            custody.CallNote(CallKind.CONSULATE, CallEvent.NOT_NEEDED, text="British."),
        ],
    )
    custody.give_rights(record_id=record.pk, told=told, occurred_at=when, by=by, at=at)
