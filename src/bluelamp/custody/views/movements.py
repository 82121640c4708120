"""Moves to another station, and times of the clock corrected."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from bluelamp.access.enums import Permission, Touches
from bluelamp.access.policies import route
from bluelamp.custody import policies, services
from bluelamp.custody.enums import CustodyEvent
from bluelamp.custody.forms import movements as forms
from bluelamp.custody.presenters.movements import change_rows, transfer_rows

from .acts import Act, answer, record_of

SEND = Act(
    "Send to another station",
    "Record leaving",
    "Leaving recorded. The other station records the arrival.",
    forms.SendForm,
    policies.can_transfer,
    services.send_to_station,
    CustodyEvent.TRANSFER_OUT,
)
RECEIVE = Act(
    "Receive from another station",
    "Receive the person",
    "Person received: the record is yours.",
    forms.ReceiveForm,
    policies.can_transfer,
    services.receive_transfer,
    CustodyEvent.TRANSFER_IN,
    transfer_rows,
)
CORRECT = Act(
    "Correct a time of the clock",
    "Correct the time",
    "Time corrected. Limits and reviews are counted anew.",
    forms.CorrectTimeForm,
    policies.can_correct_time,
    services.correct_time,
    template="custody/correct_time.html",
)
ACKNOWLEDGE = Act(
    "Decision on corrected figures",
    "Record that you have looked at it",
    "Recorded.",
    forms.AcknowledgeForm,
    policies.can_acknowledge,
    services.acknowledge_flag,
    template="custody/acknowledge.html",
)


@route(Permission.AUTHORISE_DETENTION, Touches.CHANGES)
def send(request: HttpRequest, record_id: UUID) -> HttpResponse:
    """Send the person to another station."""
    return answer(request, record_of(record_id), SEND)


@route(Permission.AUTHORISE_DETENTION, Touches.CHANGES)
def receive(request: HttpRequest, record_id: UUID) -> HttpResponse:
    """Receive the person from another station."""
    return answer(request, record_of(record_id), RECEIVE)


@route(Permission.AUTHORISE_DETENTION, Touches.CHANGES)
def correct_time(request: HttpRequest, record_id: UUID, entry_id: UUID) -> HttpResponse:
    """Correct a time on which the clock rests."""
    record = record_of(record_id)
    entry = get_object_or_404(record.entries, pk=entry_id)
    whose = {"record_id": record.pk, "entry_id": entry.pk}
    made_for = {"entry": entry}
    return answer(request, record, CORRECT, form_with=made_for, service_with=whose, entry=entry)


@route(Permission.REVIEW_DETENTION, Touches.CHANGES)
def acknowledge(request: HttpRequest, record_id: UUID, flag_id: UUID) -> HttpResponse:
    """Acknowledge a decision that was taken on figures corrected since."""
    record = record_of(record_id)
    flag = get_object_or_404(record.flagged, pk=flag_id)
    whose = {"record_id": record.pk, "flag_id": flag.pk}
    made_for = {"flag": flag}
    return answer(
        request,
        record,
        ACKNOWLEDGE,
        form_with=made_for,
        service_with=whose,
        changes=change_rows(flag),
    )
