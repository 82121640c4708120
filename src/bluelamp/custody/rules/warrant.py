"""Applying to the court for a warrant of further detention, and what the court may grant."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from bluelamp.core.time import lasting, told
from bluelamp.custody.enums import ClockState
from bluelamp.custody.rules.answers import Answer, no, yes
from bluelamp.custody.rules.authority_chain import LATEST_APPLICATION, LONGEST_WARRANT
from bluelamp.custody.rules.detention_clock import Paused
from bluelamp.custody.rules.spans import in_utc

if TYPE_CHECKING:
    from bluelamp.custody.rules.authority_chain import HeldUnder
    from bluelamp.custody.rules.detention_clock import DetentionClock

WARRANTS = frozenset({ClockState.WFD, ClockState.WFD_EXTENDED})


@dataclass(frozen=True, slots=True)
class Application:
    """An application as made at `at`; the words are those sworn and recorded.

    `refused_before` says that an earlier application was refused: only new evidence allows
    another (LIM-12). `waiting_for_court` says why no court could sit at 36 h (LIM-9).
    """

    at: datetime
    indictable: bool
    information: str
    copy_given: bool
    waiting_for_court: str = ""
    refused_before: bool = False
    new_evidence: str = ""


def refusals(
    clock: DetentionClock, application: Application, held: HeldUnder
) -> tuple[Answer, ...]:
    """Return every reason against applying (LIM-8, LIM-9, LIM-12, LIM-15), each by name."""
    answers = (
        _offence(application),
        _grounds(application),
        _copy(application),
        _again(application),
        _in_time(clock, application, held),
    )
    return tuple(answer for answer in answers if not answer)


def extends(held: HeldUnder) -> bool:
    """Tell whether an application now is one to extend a warrant (LIM-11)."""
    return held.state in WARRANTS


def may_grant(applied_at: datetime, decided_at: datetime, lasts: timedelta | None) -> Answer:
    """Tell whether the court can have granted this: a length of at most 36 h (LIM-10, LIM-11)."""
    if in_utc(decided_at) < in_utc(applied_at):
        return no("LIM-8", f"The court decides after the application, {told(applied_at)}.")
    if lasts is None or lasts <= timedelta(0):
        return no("LIM-10", "Enter for how many hours the court fixed the warrant.")
    if lasts > LONGEST_WARRANT:
        return no("LIM-10", f"A warrant lasts at most {lasting(LONGEST_WARRANT)}.")
    return yes("LIM-10", f"For {lasting(lasts)} from {told(decided_at)}.")


def _offence(application: Application) -> Answer:
    if application.indictable:
        return yes("LIM-8", "An indictable offence is under arrest.")
    return no("LIM-15", "A summary-only offence allows 24 h and no more.")


def _grounds(application: Application) -> Answer:
    if application.information.strip():
        return yes("LIM-8", "Information sworn.")
    return no("LIM-8", "Record the information sworn: necessity, offence, diligence.")


def _copy(application: Application) -> Answer:
    if application.copy_given:
        return yes("LIM-8", "The person has a copy of the information.")
    return no("LIM-8", "Give the person a copy of the information before the court sits.")


def _again(application: Application) -> Answer:
    if application.refused_before and not application.new_evidence.strip():
        return no("LIM-12", "A warrant was refused: another application needs new evidence.")
    return yes("LIM-12", "No earlier refusal, or new evidence.")


def _in_time(clock: DetentionClock, application: Application, held: HeldUnder) -> Answer:
    at = in_utc(application.at)
    if extends(held):
        return yes("LIM-11", "Extends a warrant still running.")
    latest = clock.limit(36)
    if isinstance(latest, Paused) or at <= latest:
        return yes("LIM-9", "Before 36 h.")
    if not application.waiting_for_court.strip():
        return no("LIM-9", f"36 h were reached at {told(latest)}: say why no court could sit then.")
    last = clock.limit(LATEST_APPLICATION)
    if isinstance(last, datetime) and at > last:
        return no("LIM-9", f"Too late: 42 h were reached at {told(last)}.")
    return yes("LIM-9", "Within 6 h after 36 h, as no court could sit.")
