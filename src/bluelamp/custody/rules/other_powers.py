"""Powers to hold that are no arrest for an offence: what they rest on and how they end (TYP-5 ff.).

Each has grounds of its own, nothing of section 37 of PACE: no offence, necessity or detention
ground is asked, and the person is never charged or bailed under them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from bluelamp.core.time import told
from bluelamp.custody.enums import DetentionType, DisposalCode, MentalHealthSection
from bluelamp.custody.rules.answers import Answer, no, yes
from bluelamp.custody.rules.disposal_needs import Need, NeedKind
from bluelamp.custody.rules.regime import REGIMES

YES, NO = "YES", "NO"


@dataclass(frozen=True, slots=True)
class OtherPower:
    """What one such power rests on.

    ``held`` ends the sentence “Held …” of the record, ``asked`` is answered when the person is
    brought in, ``ends`` are the ways in which the person leaves, the usual one first.
    """

    held: str
    asked: tuple[Need, ...]
    ends: tuple[DisposalCode, ...]


_T, _C = DetentionType, DisposalCode
_COURT = Need("court", "Court")
_UNTIL = Need(
    "court_until",
    "Held by order of the court until",
    NeedKind.MOMENT,
    asked="until when the court ordered it",
)
_ENDED = _C.POWER_ENDED
_SECTIONS = tuple((one.value, one.label) for one in MentalHealthSection)

OTHER_POWERS: dict[DetentionType, OtherPower] = {
    _T.WARRANT: OtherPower(
        "to be brought before the court that issued the warrant",
        (Need("warrant_number", "Number of the warrant"), _COURT),
        (_C.WARRANT_COURT, _ENDED),
    ),
    _T.COURT_BAIL_BREACH: OtherPower(
        "to be brought before a justice for breach of court bail",
        (_COURT, Need("breach", "What condition was broken, or is likely to be", NeedKind.TEXT)),
        (_C.WARRANT_COURT, _ENDED),
    ),
    _T.REMAND_INQUIRIES: OtherPower(
        "on remand by a court for inquiries into other offences",
        (_COURT, _UNTIL),
        (_C.WARRANT_COURT, _C.PRISON_RETURN, _ENDED),
    ),
    _T.RECALL: OtherPower(
        "to be collected and returned to prison",
        (Need("revocation", "Reference of the licence revocation or of the prison"),),
        (_C.RECALL, _C.PRISON_RETURN, _ENDED),
    ),
    _T.IMMIGRATION: OtherPower(
        "by direction of the Home Office",
        (
            Need("notice_ref", "Reference of the Home Office notice"),
            Need(
                "removal_set",
                "Are removal directions set?",
                NeedKind.CHOICE,
                answers=((NO, "No"), (YES, "Yes")),
            ),
        ),
        (_C.IMMIGRATION, _ENDED),
    ),
    _T.MENTAL_HEALTH: OtherPower(
        "for assessment by a doctor and an approved mental health professional",
        (
            Need("section", "Under which section?", NeedKind.CHOICE, answers=_SECTIONS),
            Need(
                "consulted",
                "Health professional consulted first, or why that was not practicable",
                NeedKind.TEXT,
            ),
        ),
        (_C.MH_HOSPITAL, _ENDED),
    ),
    _T.BREACH_OF_PEACE: OtherPower(
        "until no further breach of the peace is feared",
        (Need("feared", "Why is a further breach feared?", NeedKind.TEXT),),
        (_ENDED, _C.WARRANT_COURT),
    ),
    _T.DRUG_CONCEALMENT: OtherPower(
        "on remand by a court, drugs being suspected inside the body",
        (_COURT, _UNTIL),
        (_C.WARRANT_COURT, _ENDED),
    ),
    _T.OTHER_POWER: OtherPower(
        "under an Act of its own",
        (
            Need("act", "Act and section, or order, that holds the person"),
            Need("reference", "Reference of the warrant or order", required=False),
        ),
        (_C.WARRANT_COURT, _C.PRISON_RETURN, _ENDED),
    ),
}
# Chosen when somebody is brought in; the last two are named to be refused (TYP-14, TYP-15).
CHOSEN_ON_ARRIVAL = (_T.ARREST, *OTHER_POWERS, _T.POLICE_PROTECTION, _T.TERRORISM)


def lacking(kind: DetentionType, details: Mapping[str, str]) -> Need | None:
    """Return the first thing on which the power rests and that was not answered, or None."""
    return next(
        (
            need
            for need in OTHER_POWERS[kind].asked
            if need.required and not str(details.get(need.field) or "").strip()
        ),
        None,
    )


def kept(kind: DetentionType, details: Mapping[str, str]) -> dict[str, str]:
    """Return of the details those that this power asks for."""
    asked = [need.field for need in OTHER_POWERS[kind].asked]
    return {name: str(details[name]).strip() for name in asked if details.get(name)}


def answered(kind: DetentionType, details: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return what was asked with its answer in words, as the record shows it."""
    return [
        (need.words.rstrip("?"), _in_words(need, details[need.field]))
        for need in OTHER_POWERS[kind].asked
        if details.get(need.field)
    ]


def may_end_by(kind: DetentionType, code: DisposalCode) -> Answer:
    """Tell whether a detention under this power can end so (section 15)."""
    rule = REGIMES[kind].rule
    if code not in OTHER_POWERS[kind].ends:
        return no(rule, f"{kind.label} does not end so: {code.label.lower()}.")
    return yes(rule, code.label)


def _in_words(need: Need, answer: str) -> str:
    if need.kind is NeedKind.MOMENT:
        return told(datetime.fromisoformat(answer))
    return dict(need.answers).get(answer, answer)
