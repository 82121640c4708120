"""Messages that did not arrive, for whoever runs the programme."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.contrib import messages as notes
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from bluelamp.access.enums import Permission, Touches
from bluelamp.access.policies import Officer, route
from bluelamp.audit.enums import Regime
from bluelamp.audit.services import Subject, nobody_was_shown, record_reading
from bluelamp.core.errors import NotPossible
from bluelamp.core.keyset import read_place
from bluelamp.core.time import now
from bluelamp.training import selectors, services
from bluelamp.training.forms.messages import FindMessagesForm
from bluelamp.training.presenters.messages import MessageRow, counts_of

MOST_AT_ONCE = 5_000


@route(Permission.MANAGE_TRAINING, Touches.READS)
def messages(request: HttpRequest) -> HttpResponse:
    """List messages by what became of them; those that could not be sent first."""
    officer: Officer = request.officer  # type: ignore[attr-defined]
    form = FindMessagesForm(request.GET or None)
    after = read_place(request.GET["after"]) if request.GET.get("after") else None
    at = now()
    found, following = selectors.messages_in(
        [form.chosen] if form.chosen else selectors.NOT_ARRIVED,
        coming_at=None if form.chosen else at,
        after=after,
    )
    if found:
        people = {each.booking.learner_id for each in found}
        subject = Subject("training_booking", tuple(people), regime=Regime.GEN)
        record_reading(by=officer, of=subject, action="view_messages")
    else:
        nobody_was_shown()
    page = {
        "form": form,
        "rows": [MessageRow.of(each, at) for each in found],
        "counts": counts_of(selectors.messages_counted()),
        "following": following.as_text() if following else "",
        "server": bool(settings.BLUELAMP_MAIL_URL),
    }
    return render(request, "training/messages.html", page)


@require_POST
@route(Permission.MANAGE_TRAINING, Touches.CHANGES)
def send_again(request: HttpRequest, message_id: UUID) -> HttpResponse:
    """Send one message again."""
    return _send(request, [message_id])


@require_POST
@route(Permission.MANAGE_TRAINING, Touches.CHANGES)
def send_all_again(request: HttpRequest) -> HttpResponse:
    """Send everything again that did not go out."""
    return _send(request, selectors.not_arrived(MOST_AT_ONCE, at=now()))


def _send(request: HttpRequest, message_ids: list[UUID]) -> HttpResponse:
    officer: Officer = request.officer  # type: ignore[attr-defined]
    try:
        count = services.send_again(message_ids=message_ids, by=officer, at=now())
        words = "message waits" if count == 1 else "messages wait"
        notes.success(request, f"{count:,} {words} to be sent.")
    except NotPossible as refusal:
        notes.error(request, refusal.reason)
    return redirect("training:messages")
