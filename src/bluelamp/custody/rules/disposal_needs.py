"""What each disposal needs before it can be recorded (section 15), and from when it exists."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from bluelamp.core.words import Coded
from bluelamp.custody.enums import DisposalCode
from bluelamp.custody.rules.answers import Answer, no, yes

RULE = "section 15"


class NeedKind(Coded):
    """What sort of answer a need asks for."""

    WORDS = "WORDS", "A few words"
    TEXT = "TEXT", "A few sentences"
    DATE = "DATE", "A date"
    TIME = "TIME", "A time of day"
    MOMENT = "MOMENT", "A date and time"
    CHOICE = "CHOICE", "One of several answers"


@dataclass(frozen=True, slots=True)
class Need:
    """One thing that a disposal needs: its field, the question, and the sort of answer.

    The same field of several disposals is asked once. ``answers`` are the code and words of a
    choice. ``asked`` is what is to be entered where the words with “the” before them do not say it.
    """

    field: str
    words: str
    kind: NeedKind = NeedKind.WORDS
    required: bool = True
    answers: tuple[tuple[str, str], ...] = ()
    asked: str = ""

    @property
    def lacking(self) -> str:
        """Return what to do where the answer is missing: ``Enter the date of the hearing``."""
        if self.words.endswith("?"):
            return f"Answer: {self.words}"
        said = f"{self.words[0].lower()}{self.words[1:]}"
        article = "" if said.startswith(("how ", "what ", "when ", "who ", "why ")) else "the "
        return f"Enter {self.asked or article + said}"


_COURT = Need("court", "Court")
_HEARING = Need("hearing_on", "Date of the hearing", NeedKind.DATE)
_HEARING_TIME = Need("hearing_time", "Time of the hearing, if fixed", NeedKind.TIME, required=False)
_CONDITIONS = Need("conditions", "Conditions", NeedKind.TEXT)
_ANY_CONDITIONS = Need("conditions", "Conditions, if any", NeedKind.TEXT, required=False)
_REASON = Need("reason", "Reason for no further action", NeedKind.TEXT)
_REVIEW = Need("review_on", "Date of the supervisor’s review", NeedKind.DATE)
_DECIDER = Need("decided_by", "Who decided on the caution")
_EXPIRES = Need(
    "expires_on",
    "The conditions expire on",
    NeedKind.DATE,
    asked="the day on which the conditions expire",
)
_YOT = Need("yot_told", "When and how the youth offending team was told")
_OUTCOME = Need("outcome", "Outcome agreed", NeedKind.TEXT)
_NOTICE = Need("notice", "Number of the notice")
_ISSUED = Need("issued_on", "Date on which the requisition is to be issued", NeedKind.DATE)
_RECEIVER = Need(
    "receiver",
    "Handed over to: name, number and agency",
    asked="who takes the person over: name, number and agency",
)
_PER = Need("per_number", "Number of the person escort record")
_RT_RULE = Need("rt_rule", "How the relevant time there is fixed, as told to them", NeedKind.TEXT)
_PLACE = Need("place", "Hospital or other place of safety to which the person is taken")
_ENDED = Need("reason", "Why nothing holds the person any longer", NeedKind.TEXT)

_C = DisposalCode
NEEDS: dict[DisposalCode, tuple[Need, ...]] = {
    _C.CHG_BAIL: (_COURT, _HEARING, _HEARING_TIME, _ANY_CONDITIONS),
    _C.CHG_REMAND: (_COURT, _HEARING, _HEARING_TIME),
    _C.CHG_NOBAIL: (_COURT, _HEARING),
    _C.POSTAL_REQ: (_ISSUED,),
    _C.RUI: (_REVIEW,),
    _C.NFA: (_REASON,),
    _C.CAUTION_SIMPLE: (_DECIDER,),
    _C.CAUTION_COND: (_DECIDER, _CONDITIONS, _EXPIRES),
    _C.YC: (_DECIDER, _YOT),
    _C.YCC: (_DECIDER, _YOT, _CONDITIONS, _EXPIRES),
    _C.COMM_RES: (_OUTCOME,),
    _C.PND: (_NOTICE,),
    _C.FPN: (_NOTICE,),
    _C.DIV_CAUTION: (_DECIDER, _CONDITIONS),
    _C.COMM_CAUTION: (_DECIDER, _CONDITIONS),
    _C.TRANSFER: (_RECEIVER, _PER, _RT_RULE),
    _C.MH_HOSPITAL: (_PLACE,),
    _C.RECALL: (Need("revocation", "Reference of the licence revocation"), _RECEIVER, _PER),
    _C.PRISON_RETURN: (_RECEIVER, _PER),
    _C.IMMIGRATION: (Need("notice_ref", "Reference of the Home Office notice"), _RECEIVER, _PER),
    _C.WARRANT_COURT: (Need("warrant_number", "Number of the warrant"), _RECEIVER, _PER),
    _C.LA_ACCOM: (_RECEIVER,),
    _C.POWER_ENDED: (_ENDED,),
}
# To court the person goes with an escort, whatever was asked when they were charged (CHG-13).
AT_HANDOVER: dict[DisposalCode, tuple[Need, ...]] = {_C.CHG_REMAND: (_RECEIVER, _PER)}

# Not in force, with the day from which they are once it is known; None is not yet (section 15).
PROSPECTIVE: dict[DisposalCode, date | None] = {_C.DIV_CAUTION: None, _C.COMM_CAUTION: None}


def needs_of(codes: Collection[DisposalCode]) -> tuple[Need, ...]:
    """Return what these disposals need, each field once; required if any of them asks for it."""
    found: dict[str, Need] = {}
    for code in codes:
        for need in NEEDS.get(code, ()):
            known = found.get(need.field)
            if known is None or (need.required and not known.required):
                found[need.field] = need
    return tuple(found.values())


def at_handover(codes: Collection[DisposalCode]) -> tuple[Need, ...]:
    """Return what is asked only when the person is handed over."""
    found = {need.field: need for code in codes for need in AT_HANDOVER.get(code, ())}
    return tuple(found.values())


def missing(code: DisposalCode, details: Mapping[str, str]) -> Need | None:
    """Return the first thing that a disposal needs and the details lack, or None."""
    return next(
        (
            need
            for need in NEEDS.get(code, ())
            if need.required and not str(details.get(need.field) or "").strip()
        ),
        None,
    )


def kept_details(code: DisposalCode, details: Mapping[str, str]) -> dict[str, str]:
    """Return of the details those that this disposal asks for."""
    asked = [need.field for need in NEEDS.get(code, ())]
    return {name: str(details[name]).strip() for name in asked if details.get(name)}


def said(code: DisposalCode, details: Mapping[str, str]) -> str:
    """Return the details in words of the record."""
    needs = {need.field: need for need in NEEDS.get(code, ())}
    return " ".join(
        f"{needs[name].words.removesuffix(', if fixed')}: {_told(needs[name], value)}."
        for name, value in details.items()
    )


def _told(need: Need, value: str) -> str:
    """Return an answer as it is read: a day as ``24 March 2026``, whatever form it is kept in."""
    if need.kind is not NeedKind.DATE:
        return value.rstrip(".")
    try:
        day = date.fromisoformat(value)
    except ValueError:
        return value
    return f"{day.day} {day:%B %Y}"


def in_force(
    code: DisposalCode, day: date, prospective: Mapping[DisposalCode, date | None] = PROSPECTIVE
) -> Answer:
    """Tell whether a disposal exists in law on a day (feature flag by date)."""
    if code not in prospective:
        return yes(RULE, "In force.")
    begins = prospective[code]
    if begins is None or day < begins:
        return no(RULE, f"{code.label} is not in force.")
    return yes(RULE, "In force.")
