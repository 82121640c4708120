"""What can be done now with a custody record, by purpose: a link, or the reason why not."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse

from bluelamp.access.policies import Decision, Officer
from bluelamp.core.time import now
from bluelamp.core.words import Coded
from bluelamp.custody.enums import CustodyEvent, CustodyState, DetentionType, DisposalCode
from bluelamp.custody.models import CustodyRecord
from bluelamp.custody.policies import (
    can_authorise_detention,
    can_care_for_person,
    can_charge,
    can_decide_on_incident,
    can_manage_bail,
    can_move_to_hospital,
    can_open_bail_extension,
    can_open_extension,
    can_open_review,
    can_record_court,
    can_release_person,
    can_transfer,
)
from bluelamp.custody.rules.deadlines import Deadline, DeadlineKind, Urgency
from bluelamp.custody.rules.regime import has_pace_clock
from bluelamp.custody.rules.transitions import IN_SUITE, events_from
from bluelamp.custody.rules.vulnerability import treated_as_child
from bluelamp.custody.selectors.authority import is_court_awaited

Policy = Callable[[Officer, CustodyRecord], Decision]
Fits = Callable[[CustodyRecord], bool]


class Purpose(Coded):
    """What acts are for: the headings under which they stand."""

    DETENTION = "DETENTION", "Detention and reviews"
    AUTHORITY = "AUTHORITY", "Authority beyond 24 hours"
    LEAVING = "LEAVING", "Charge and release"
    BAIL = "BAIL", "Bail"
    MOVEMENTS = "MOVEMENTS", "Movements"


@dataclass(frozen=True, slots=True)
class Action:
    """Something possible in this state; ``reason`` says why this officer may not."""

    label: str
    url: str
    allowed: bool
    reason: str
    name: str
    purpose: Purpose


@dataclass(frozen=True, slots=True)
class ActionGroup:
    """Acts with one purpose: first those that this officer may do."""

    title: str
    actions: list[Action]


@dataclass(frozen=True, slots=True)
class Actions:
    """What can be done: what is due next as a button, the rest by purpose."""

    first: Action | None
    groups: list[ActionGroup]


@dataclass(frozen=True, slots=True)
class Offer:
    """What an event of section 16 is called as a button, and when it makes sense."""

    purpose: Purpose
    event: CustodyEvent
    label: str
    url_name: str
    may: Policy
    fits: Fits = lambda record: True


def _on_clock(record: CustodyRecord) -> bool:
    return bool(has_pace_clock(DetentionType(record.detention_type)))


def _is_reviewed(record: CustodyRecord) -> bool:
    return record.detention_type != DetentionType.MENTAL_HEALTH


def _on_arrest(record: CustodyRecord) -> bool:
    return not DetentionType(record.detention_type).is_other_power


def _without_arrest(record: CustodyRecord) -> bool:
    return not _on_arrest(record)


def _for_assessment(record: CustodyRecord) -> bool:
    return not _is_reviewed(record)


def _may_lengthen(record: CustodyRecord) -> bool:
    return _for_assessment(record) and getattr(record, "mha_extension", None) is None


def _is_held(record: CustodyRecord) -> bool:
    return CustodyState(record.state).is_held


def _may_apply(record: CustodyRecord) -> bool:
    return _on_clock(record) and not is_court_awaited(record)


def _lacks_certificate(record: CustodyRecord) -> bool:
    child = treated_as_child(record.person.born_to, now())
    kept = any(one.disposal == DisposalCode.CHG_REMAND for one in record.offences.all())
    return child and kept and not record.child_certificates.exists()


def _several(record: CustodyRecord) -> bool:
    return sum(1 for one in record.offences.all() if not one.disposal) > 1


_E, _P = CustodyEvent, Purpose
# In the order in which they are usually needed.
OFFERS = (
    Offer(
        _P.DETENTION,
        _E.AUTHORISE,
        "Authorise or refuse detention",
        "authorise",
        can_authorise_detention,
    ),
    Offer(
        _P.DETENTION,
        _E.REVIEW,
        "Mental Health Act check",
        "mental_health",
        can_care_for_person,
        _for_assessment,
    ),
    Offer(_P.DETENTION, _E.REVIEW, "Review detention", "review", can_open_review, _is_reviewed),
    Offer(
        _P.DETENTION,
        _E.FURTHER_ARREST,
        "Further arrest",
        "further_arrest",
        can_authorise_detention,
        _on_arrest,
    ),
    Offer(
        _P.DETENTION,
        _E.ARREST_HERE,
        "Arrest for an offence",
        "arrest_here",
        can_authorise_detention,
        _without_arrest,
    ),
    Offer(
        _P.AUTHORITY,
        _E.EXTEND,
        "Extend the 24 hours",
        "mental_health_extension",
        can_care_for_person,
        _may_lengthen,
    ),
    Offer(_P.AUTHORITY, _E.EXTEND, "Extend detention", "extend", can_open_extension, _on_clock),
    Offer(
        _P.AUTHORITY,
        _E.WARRANT,
        "Decision of the court",
        "court",
        can_record_court,
        is_court_awaited,
    ),
    Offer(_P.AUTHORITY, _E.WARRANT, "Apply for a warrant", "warrant", can_record_court, _may_apply),
    Offer(_P.LEAVING, _E.CHARGE, "Charge", "charge", can_charge, _on_arrest),
    Offer(
        _P.LEAVING,
        _E.KEEP,
        "Certificate for a child",
        "certificate",
        can_charge,
        _lacks_certificate,
    ),
    Offer(_P.LEAVING, _E.RELEASE, "Assess before release", "before_release", can_release_person),
    Offer(_P.LEAVING, _E.RELEASE, "Dispose and release", "release", can_release_person),
    Offer(_P.LEAVING, _E.RELEASE, "Dispose of an offence", "dispose", can_release_person, _several),
    Offer(
        _P.LEAVING,
        _E.INCIDENT,
        "Death or escape",
        "death_or_escape",
        can_decide_on_incident,
        _is_held,
    ),
    Offer(
        _P.LEAVING,
        _E.CLOSE_INCIDENT,
        "Close the record after the incident",
        "close_incident",
        can_decide_on_incident,
    ),
    Offer(_P.MOVEMENTS, _E.RECAPTURE, "Back after an escape", "take_back", can_decide_on_incident),
    Offer(_P.BAIL, _E.ATTEND, "Answer bail", "answer_bail", can_authorise_detention),
    Offer(_P.BAIL, _E.BAIL_ARREST, "Arrest on bail", "bail_arrest", can_authorise_detention),
    Offer(_P.BAIL, _E.CLOSE_BAIL, "Change bail", "vary_bail", can_manage_bail),
    Offer(_P.BAIL, _E.CLOSE_BAIL, "Extend bail", "extend_bail", can_open_bail_extension),
    Offer(_P.BAIL, _E.CLOSE_BAIL, "Suspend or restart bail", "suspend_bail", can_manage_bail),
    Offer(_P.BAIL, _E.CLOSE_BAIL, "End bail in writing", "end_bail", can_manage_bail),
    Offer(_P.MOVEMENTS, _E.RETURN, "Back from hospital", "return", can_move_to_hospital),
    Offer(_P.MOVEMENTS, _E.TRANSFER_IN, "Receive from another station", "receive", can_transfer),
    Offer(_P.MOVEMENTS, _E.TO_HOSPITAL, "Leave for hospital", "hospital", can_move_to_hospital),
    Offer(_P.MOVEMENTS, _E.TRANSFER_OUT, "Send to another station", "send", can_transfer),
)
# To anybody else the reason why not would only stand on every record.
SAID_ONLY_TO_THEIRS = {"death_or_escape"}
# What waits for nothing else, whatever the clock says; then what a deadline that is near asks for.
AT_ONCE = ("authorise", "return", "receive", "court", "certificate", "told", "answer_bail")
BY_DEADLINE = {
    DeadlineKind.DECISION: ("authorise",),
    DeadlineKind.REVIEW: ("review",),
    DeadlineKind.LIMIT: ("extend",),
    DeadlineKind.AUTHORITY: ("extend", "warrant"),
    DeadlineKind.OWN_LIMIT: ("mental_health_extension", "release"),
    DeadlineKind.HEALTH_CHECK: ("mental_health",),
    DeadlineKind.STATION_REVIEW: ("mental_health",),
    DeadlineKind.COURT: ("release",),
}
AT_EASE = ("visit", "review", "extend")


def actions_for(
    record: CustodyRecord, officer: Officer, due: Iterable[Deadline], at: datetime
) -> Actions:
    """Return what the state allows: what is due next, the rest by purpose, and what not and why."""
    found = list(_possible(record, officer))
    first = _first(found, due, at)
    rest = sorted((one for one in found if one is not first), key=lambda one: not one.allowed)
    groups = [
        ActionGroup(purpose.label, [one for one in rest if one.purpose is purpose])
        for purpose in Purpose
    ]
    return Actions(first, [group for group in groups if group.actions])


def _first(found: list[Action], due: Iterable[Deadline], at: datetime) -> Action | None:
    near = [BY_DEADLINE[one.kind] for one in due if one.urgency(at) is not Urgency.LATER]
    wanted = [*AT_ONCE, *(name for names in near for name in names), *AT_EASE]
    allowed = [one for one in found if one.allowed]
    return next((one for name in wanted for one in allowed if one.name == name), None)


def _possible(record: CustodyRecord, officer: Officer) -> Iterator[Action]:
    state = CustodyState(record.state)
    possible = events_from(state)
    for offer in OFFERS:
        if offer.event in possible and offer.fits(record):
            may = offer.may(officer, record)
            if not may and offer.url_name in SAID_ONLY_TO_THEIRS:
                continue
            yield _action(record, offer.label, offer.url_name, may, offer.purpose)
    yield from _tellings(record, officer)
    yield from _cares(record, state, can_care_for_person(officer, record))


def _cares(record: CustodyRecord, state: CustodyState, may: Decision) -> Iterator[Action]:
    if state in IN_SUITE:
        yield _action(record, "Record a visit", "visit", may, _P.DETENTION)
        yield _action(record, "Booking in", "tasks", may, _P.DETENTION)
        yield _action(record, "Move to a cell", "cell", may, _P.MOVEMENTS)
    yield _action(record, "Add an entry", "entry", may, _P.DETENTION)


def _tellings(record: CustodyRecord, officer: Officer) -> Iterator[Action]:
    """Yield for each review slept through that the person is to be told of it (REV-11)."""
    for review in record.reviews.all():
        if review.asleep and not hasattr(review, "told"):
            label = "Tell of the review on waking"
            cares = can_care_for_person(officer, record)
            yield _action(record, label, "told", cares, _P.DETENTION, review.pk)


def _action(
    record: CustodyRecord, label: str, name: str, may: Decision, purpose: Purpose, *keys: Any
) -> Action:
    url = reverse(f"custody:{name}", args=[record.pk, *keys])
    return Action(label, url, may.allowed, may.reason, name, purpose)
