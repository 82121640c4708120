"""What can happen with a solicitor, an appropriate adult and others who are told or called.

One table says from where each event leads where. Who may delay a right stands here as well.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

from bluelamp.access.enums import Rank
from bluelamp.custody.enums import CallEvent, CallKind, CallState, DelayGround
from bluelamp.custody.rules.answers import Answer, no, yes
from bluelamp.custody.rules.authority import DecidingOfficer
from bluelamp.custody.rules.spans import in_utc

E, K, S = CallEvent, CallKind, CallState

RULES = {
    K.SOLICITOR: "RTS-6",
    K.INTIMATION: "RTS-4",
    K.ADULT: "VUL-4",
    K.WELFARE: "VUL-4",
    K.WOMAN: "VUL-7",
    K.INTERPRETER: "RTS-12",
    K.HEALTHCARE: "CAR-9",
    K.AMBULANCE: "CAR-9",
    K.CONSULATE: "RTS-13",
}
FROM_REST = (None, S.NOT_NEEDED, S.DECLINED, S.DONE)
AWAITED = (S.WANTED, S.CONTACTED)
MEDICAL = tuple(one for one in K if one.is_medical)

TABLE: dict[CallEvent, tuple[tuple[CallState | None, ...], CallState | None]] = {
    E.ASK: (FROM_REST, S.WANTED),
    # Medical help may be called for whatever stands already: nobody waits for a record.
    E.CALL: ((*FROM_REST, *AWAITED, S.PRESENT), S.CONTACTED),
    E.DECLINE: ((None, S.NOT_NEEDED, S.DECLINED, *AWAITED), S.DECLINED),
    E.NOT_NEEDED: ((None, S.WANTED, S.NOT_NEEDED), S.NOT_NEEDED),
    E.CONTACT: (AWAITED, S.CONTACTED),
    E.NO_ANSWER: (AWAITED, None),
    E.UNABLE: (AWAITED, S.WANTED),
    E.ARRIVE: (AWAITED, S.PRESENT),
    E.TELL: (AWAITED, S.DONE),
    E.CONSULT: ((*AWAITED, S.PRESENT), None),
    E.ADVISE: ((*AWAITED, S.PRESENT), None),
    E.LEAVE: ((S.PRESENT,), S.DONE),
    E.DELAY: ((S.WANTED,), S.DELAYED),
    E.END_DELAY: ((S.DELAYED,), S.WANTED),
}
MAY_BE_DECLINED = {K.SOLICITOR, K.INTIMATION, K.CONSULATE}
MAY_BE_NEEDLESS = {K.ADULT, K.INTERPRETER, K.HEALTHCARE, K.CONSULATE}
MAY_BE_DELAYED = {K.SOLICITOR, K.INTIMATION}

NEEDED: dict[tuple[CallKind, CallEvent], tuple[str, str]] = {
    (K.SOLICITOR, E.ARRIVE): ("who", "the name of the solicitor"),
    (K.INTIMATION, E.ASK): ("who", "who is to be told"),
    (K.INTIMATION, E.TELL): ("who", "who was told"),
    (K.WELFARE, E.TELL): ("who", "who was told"),
    (K.ADULT, E.CONTACT): ("who", "the name of the appropriate adult"),
    (K.ADULT, E.ARRIVE): ("who", "the name of the appropriate adult"),
    (K.ADULT, E.NOT_NEEDED): ("text", "why no appropriate adult is needed"),
    (K.WOMAN, E.ARRIVE): ("who", "the name of the woman who cares for the girl"),
    (K.INTERPRETER, E.ASK): ("reach", "the language"),
    (K.HEALTHCARE, E.ASK): ("text", "why a healthcare professional is called"),
    (K.HEALTHCARE, E.CALL): ("text", "why a healthcare professional is called"),
    (K.HEALTHCARE, E.ADVISE): ("text", "the advice and directions"),
    (K.AMBULANCE, E.CALL): ("text", "why an ambulance is called"),
    (K.AMBULANCE, E.ADVISE): ("text", "the advice and directions"),
}
"""What an event cannot be recorded without: the field, and what to enter."""

LONGEST_DELAY = timedelta(hours=36)
DELAY_RANKS = {K.INTIMATION: Rank.INSPECTOR, K.SOLICITOR: Rank.SUPERINTENDENT}


def may_happen(kind: CallKind, state: CallState | None, event: CallEvent) -> Answer:
    """Tell whether an event is possible with somebody in this state (None: nothing yet)."""
    rule = RULES[kind]
    if event not in events_of(kind):
        return no(rule, f"{kind.label}: “{event.label.lower()}” is not possible.")
    sources, _ = TABLE[event]
    if state not in sources:
        now = state.label.lower() if state else "nothing recorded yet"
        return no(rule, f"{kind.label}: “{event.label.lower()}” is not possible now: {now}.")
    return yes(rule, f"{kind.label}: {event.label.lower()}.")


def state_after_call(kind: CallKind, state: CallState | None, event: CallEvent) -> CallState:
    """Return where an event leads; raises `NotPossible` where it is not possible."""
    may_happen(kind, state, event).require("event")
    to = TABLE[event][1] or state
    # Medical advice answers the call; a solicitor's by telephone is the end of it.
    if event is E.ADVISE or (event is E.CONSULT and state is not S.PRESENT):
        return S.DONE
    assert to is not None  # noqa: S101  only events from a state keep the state
    return to


def events_of(kind: CallKind) -> tuple[CallEvent, ...]:
    """Return what can happen with one of this kind at all, in order."""
    left_out = {
        E.DECLINE: kind not in MAY_BE_DECLINED,
        E.NOT_NEEDED: kind not in MAY_BE_NEEDLESS,
        E.DELAY: kind not in MAY_BE_DELAYED,
        E.END_DELAY: kind not in MAY_BE_DELAYED,
        E.ARRIVE: not kind.comes,
        E.LEAVE: not kind.comes,
        E.UNABLE: not kind.comes,
        E.TELL: kind.comes,
        E.ASK: kind is K.AMBULANCE,
        E.CALL: not kind.is_medical,
        E.CONTACT: not kind.comes or kind.is_medical,
        E.CONSULT: kind is not K.SOLICITOR,
        E.ADVISE: not kind.is_medical,
    }
    return tuple(one for one in CallEvent if not left_out.get(one, False))


def events_now(kind: CallKind, state: CallState | None) -> tuple[CallEvent, ...]:
    """Return what can happen next, in order."""
    return tuple(one for one in events_of(kind) if state in TABLE[one][0])


def may_delay_right(
    kind: CallKind,
    officer: DecidingOfficer,
    *,
    indictable: bool,
    grounds: Collection[DelayGround],
    relevant_time: datetime,
    at: datetime,
) -> Answer:
    """Tell whether telling somebody or legal advice may be delayed (RTS-5, RTS-7, RTS-8).

    For an indictable offence only, on a ground of Annex B, by an inspector for telling somebody
    and a superintendent for legal advice, and never beyond 36 hours from the relevant time.
    """
    rule = "RTS-7" if kind is K.SOLICITOR else "RTS-5"
    rank = DELAY_RANKS.get(kind)
    if rank is None:
        return no("RTS-5", f"{kind.label}: there is no power to delay.")
    if not officer.powers.is_at_least(rank):
        return no(rule, f"A delay is authorised by the rank of {rank.label.lower()} or above.")
    if not indictable:
        return no(rule, "A delay is possible for an indictable offence only.")
    if not grounds:
        return no(rule, "Select at least one ground for the delay.")
    if in_utc(at) >= in_utc(relevant_time) + LONGEST_DELAY:
        return no("RTS-8", "A right is never delayed beyond 36 hours from the relevant time.")
    return yes(rule, "The delay is authorised.")
