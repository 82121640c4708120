"""What can be done now with a custody record: a button, or the reason why not."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from bluelamp.access.policies import Decision, Officer
from bluelamp.core.time import now
from bluelamp.custody.enums import CustodyEvent, CustodyState, DetentionType, DisposalCode
from bluelamp.custody.models import CustodyRecord
from bluelamp.custody.policies import (
    can_authorise_detention,
    can_care_for_person,
    can_charge,
    can_manage_bail,
    can_move_to_hospital,
    can_open_bail_extension,
    can_open_extension,
    can_open_review,
    can_record_court,
    can_release_person,
    can_transfer,
)
from bluelamp.custody.rules.regime import has_pace_clock
from bluelamp.custody.rules.transitions import IN_SUITE, events_from
from bluelamp.custody.rules.vulnerability import treated_as_child
from bluelamp.custody.selectors.authority import is_court_awaited

Policy = Callable[[Officer, CustodyRecord], Decision]
Fits = Callable[[CustodyRecord], bool]


@dataclass(frozen=True, slots=True)
class Action:
    """Something possible in this state; ``reason`` says why this officer may not."""

    label: str
    url: str
    allowed: bool
    reason: str


@dataclass(frozen=True, slots=True)
class Offer:
    """What an event of section 16 is called as a button, and when it makes sense."""

    event: CustodyEvent
    label: str
    url_name: str
    may: Policy
    fits: Fits = lambda record: True


def _on_clock(record: CustodyRecord) -> bool:
    return bool(has_pace_clock(DetentionType(record.detention_type)))


def _may_apply(record: CustodyRecord) -> bool:
    return _on_clock(record) and not is_court_awaited(record)


def _is_child_kept(record: CustodyRecord) -> bool:
    child = treated_as_child(record.person.born_to, now())
    return child and any(one.disposal == DisposalCode.CHG_REMAND for one in record.offences.all())


def _several(record: CustodyRecord) -> bool:
    return sum(1 for one in record.offences.all() if not one.disposal) > 1


_E = CustodyEvent
# In the order in which they are usually needed.
OFFERS = (
    Offer(
        _E.AUTHORISE, "Authorise or refuse detention", "custody:authorise", can_authorise_detention
    ),
    Offer(_E.RETURN, "Back from hospital", "custody:return", can_move_to_hospital),
    Offer(_E.REVIEW, "Review detention", "custody:review", can_open_review),
    Offer(_E.WARRANT, "Decision of the court", "custody:court", can_record_court, is_court_awaited),
    Offer(_E.TRANSFER_IN, "Receive from another station", "custody:receive", can_transfer),
    Offer(_E.ATTEND, "Answer bail", "custody:answer_bail", can_authorise_detention),
    Offer(_E.BAIL_ARREST, "Arrest on bail", "custody:bail_arrest", can_authorise_detention),
    Offer(_E.CHARGE, "Charge", "custody:charge", can_charge),
    Offer(_E.KEEP, "Certificate for a child", "custody:certificate", can_charge, _is_child_kept),
    Offer(_E.RELEASE, "Assess before release", "custody:before_release", can_release_person),
    Offer(_E.RELEASE, "Dispose and release", "custody:release", can_release_person),
    Offer(_E.RELEASE, "Dispose of an offence", "custody:dispose", can_release_person, _several),
    Offer(_E.TO_HOSPITAL, "Leave for hospital", "custody:hospital", can_move_to_hospital),
    Offer(_E.EXTEND, "Extend detention", "custody:extend", can_open_extension, _on_clock),
    Offer(_E.WARRANT, "Apply for a warrant", "custody:warrant", can_record_court, _may_apply),
    Offer(_E.FURTHER_ARREST, "Further arrest", "custody:further_arrest", can_authorise_detention),
    Offer(_E.TRANSFER_OUT, "Send to another station", "custody:send", can_transfer),
    Offer(_E.CLOSE_BAIL, "Change bail", "custody:vary_bail", can_manage_bail),
    Offer(_E.CLOSE_BAIL, "Extend bail", "custody:extend_bail", can_open_bail_extension),
    Offer(_E.CLOSE_BAIL, "Suspend or restart bail", "custody:suspend_bail", can_manage_bail),
    Offer(_E.CLOSE_BAIL, "End bail in writing", "custody:end_bail", can_manage_bail),
)


def actions_for(record: CustodyRecord, officer: Officer) -> list[Action]:
    """Return what the state allows: first what this officer may do, then what not and why."""
    state = CustodyState(record.state)
    possible = events_from(state)
    found = [*_tellings(record, officer)]
    for offer in OFFERS:
        if offer.event in possible and offer.fits(record):
            found.append(_action(record, offer.label, offer.url_name, offer.may(officer, record)))
    cares = can_care_for_person(officer, record)
    if state in IN_SUITE:
        found.append(_action(record, "Record a visit", "custody:visit", cares))
        found.append(_action(record, "Booking in", "custody:tasks", cares))
        found.append(_action(record, "Move to a cell", "custody:cell", cares))
    found.append(_action(record, "Add an entry", "custody:entry", cares))
    return sorted(found, key=lambda action: not action.allowed)


def _tellings(record: CustodyRecord, officer: Officer) -> Iterator[Action]:
    """Yield for each review slept through that the person is to be told of it (REV-11)."""
    for review in record.reviews.all():
        if review.asleep and not hasattr(review, "told"):
            label = "Tell of the review on waking"
            cares = can_care_for_person(officer, record)
            yield _action(record, label, "custody:told", cares, review.pk)


def _action(
    record: CustodyRecord, label: str, url_name: str, decision: Decision, *keys: Any
) -> Action:
    url = reverse(url_name, args=[record.pk, *keys])
    return Action(label, url, decision.allowed, decision.reason)
