"""The register of a class: marks taken once each, from any device, in any order (TRN-8.7)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from django.db import transaction

from bluelamp.access.policies import Officer, require
from bluelamp.access.selectors import staff_with_number
from bluelamp.audit.enums import Regime
from bluelamp.audit.services import Subject, record_change
from bluelamp.core.errors import BluelampError, NotAllowed, NotPossible
from bluelamp.training.enums import RegisterField, SessionState
from bluelamp.training.models import Learner, RegisterEntry, TrainingSession
from bluelamp.training.policies import can_keep_register
from bluelamp.training.rules.booking_states import step_session
from bluelamp.training.rules.register import TERMS, Said, check_said

from .booking_steps import locked_session
from .closing import days_of, tell_late_result
from .walk_ins import see_that_placed

NOT_YET = {SessionState.OPEN, SessionState.FULL, SessionState.LOCKED}
FOR_A_REGISTER = {*NOT_YET, SessionState.RUNNING, SessionState.DONE}


CLOSED = "The register was closed before this mark came."


class MarkState(StrEnum):
    """What became of a mark that was sent."""

    KEPT = "kept"
    REPEATED = "repeated"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class MarkTold:
    """A mark as a form or a device tells it; the person by key, or by staff number at the door."""

    key: UUID
    field: RegisterField
    said: Said
    made_at: datetime
    day: date | None = None
    learner_id: UUID | None = None
    staff_number: str = ""
    after: tuple[UUID, ...] = ()


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of one mark, and why where it was refused."""

    key: UUID
    state: MarkState
    reason: str = ""


def take_marks(
    *, session_id: UUID, marks: Sequence[MarkTold], by: Officer, at: datetime
) -> list[Taken]:
    """Keep the marks of a device, each once however often it is sent; the first one starts a class.

    A mark that cannot be accepted is kept with the reason and counts for nothing: whoever made it
    without a network finds it on the register. One at fault holds no other up.
    """
    with transaction.atomic():
        session = _opened(session_id, by)
        taken = [_take_or_refuse(session, mark, by, at) for mark in marks]
        _log(session, marks, by=by, action="take_register")
        return taken


def take_mark(*, session_id: UUID, mark: MarkTold, by: Officer, at: datetime) -> Taken:
    """Keep one mark made on the page itself. Raises the refusal, and then nothing is kept."""
    with transaction.atomic():
        session = _opened(session_id, by)
        known = _known(session, mark)
        if known is None:
            _take(session, mark, by, at)
            _log(session, [mark], by=by, action="take_register")
        return known or Taken(mark.key, MarkState.KEPT)


def start_session(*, session_id: UUID, by: Officer, at: datetime) -> TrainingSession:
    """Begin a class: it is closed for bookings and runs (TRN-4.10)."""
    with transaction.atomic():
        session = _opened(session_id, by)
        if session.state == SessionState.RUNNING:
            return session
        _begin(session, at)
        _log(session, (), by=by, action="start_session")
        return session


def person_told(mark: MarkTold) -> Learner:
    """Return whom a mark is about. Raises NotPossible where nobody is found."""
    found = Learner.objects.select_related("staff")
    if mark.learner_id:
        learner = found.filter(pk=mark.learner_id).first()
    else:
        staff = staff_with_number(mark.staff_number)
        learner = found.filter(staff=staff).first() if staff else None
    if learner is None:
        raise NotPossible(
            "Nobody in this programme has that staff number.", field="staff_number", rule="TRN-8.7"
        )
    return learner


def _opened(session_id: UUID, by: Officer) -> TrainingSession:
    session = locked_session(session_id)
    require(can_keep_register(by, session))
    state = SessionState(session.state)
    if state not in FOR_A_REGISTER:
        raise NotPossible(f"This session is {state.label.lower()}.", rule="TRN-4.10")
    return session


def _take_or_refuse(session: TrainingSession, mark: MarkTold, by: Officer, at: datetime) -> Taken:
    known = _known(session, mark)
    if known:
        return known
    try:
        with transaction.atomic():
            _take(session, mark, by, at)
    except (NotPossible, NotAllowed) as refusal:
        _keep_refused(session, mark, by, refusal)
        return Taken(mark.key, MarkState.REFUSED, refusal.reason)
    return Taken(mark.key, MarkState.KEPT)


def _known(session: TrainingSession, mark: MarkTold) -> Taken | None:
    """Return what was answered when this mark came before; its key names no other mark."""
    kept = RegisterEntry.objects.select_related("taken_up").filter(pk=mark.key).first()
    if kept is None:
        return None
    same = (session.pk, mark.field, mark.said.mark, mark.day, mark.made_at)
    if (kept.session_id, kept.field, kept.mark, kept.day, kept.made_at) != same:
        return Taken(mark.key, MarkState.REFUSED, "This key was used for another mark.")
    if not kept.counts:
        return Taken(mark.key, MarkState.REFUSED, kept.refused)
    return Taken(mark.key, MarkState.REPEATED)


def _take(session: TrainingSession, mark: MarkTold, by: Officer, at: datetime) -> None:
    day = next((each for each in days_of(session) if each.day == mark.day), None)
    check_said(mark.field, mark.said, day)
    learner = person_told(mark)
    if learner.staff_id == by.id:
        raise NotAllowed("Nobody signs off their own learning.", rule="TRN-8.7")
    is_done = session.state == SessionState.DONE
    if is_done and mark.field is not RegisterField.RESULT:
        raise NotPossible(CLOSED, rule="TRN-4.10")
    if session.state != SessionState.RUNNING and not is_done:
        _begin(session, at)
    see_that_placed(session, learner, mark.field, mark.said.mark, by, at)
    _keep(session, mark, by, learner=learner)
    if is_done:
        tell_late_result(session=session, learner=learner, by=by, at=at)


def _begin(session: TrainingSession, at: datetime) -> None:
    opens = session.starts_at - TERMS.before
    if at < opens:
        raise NotPossible("The register opens three hours before the class.", rule="TRN-4.10")
    if SessionState(session.state) in {SessionState.OPEN, SessionState.FULL}:
        session.state = step_session(SessionState(session.state), SessionState.LOCKED)
    session.state = step_session(SessionState(session.state), SessionState.RUNNING)
    session.version += 1
    session.save(update_fields=["state", "version"])


def _keep(
    session: TrainingSession,
    mark: MarkTold,
    by: Officer,
    *,
    learner: Learner | None = None,
    refusal: BluelampError | None = None,
) -> None:
    RegisterEntry.objects.create(
        id=mark.key,
        session=session,
        learner=learner,
        staff_number=mark.staff_number[:20],
        day=mark.day,
        field=mark.field,
        mark=mark.said.mark,
        happened_at=mark.said.at,
        score=None if refusal else mark.said.score,
        words=mark.said.words.strip()[:200],
        after=list(mark.after),
        made_at=mark.made_at,
        made_by_id=by.id,
        refused=refusal.reason[:300] if refusal else "",
        rule=(refusal.rule or "")[:20] if refusal else "",
    )


def _keep_refused(
    session: TrainingSession, mark: MarkTold, by: Officer, refusal: BluelampError
) -> None:
    try:
        learner: Learner | None = person_told(mark)
    except NotPossible:
        learner = None
    _keep(session, mark, by, learner=learner, refusal=refusal)


def _log(session: TrainingSession, marks: Sequence[MarkTold], *, by: Officer, action: str) -> None:
    people = {each.learner_id for each in marks if each.learner_id}
    keys = (session.pk, *sorted(people))
    subject = Subject("training_session", keys, session.reference, session.version, Regime.GEN)
    record_change(by=by, of=subject, action=action)
