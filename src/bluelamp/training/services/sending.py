"""Sending a message once: claimed, mailed, settled; again only when somebody asks."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from smtplib import SMTPException, SMTPRecipientsRefused, SMTPResponseException
from typing import TypeVar
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.db.models import F

from bluelamp.access.policies import Officer, require
from bluelamp.audit.enums import Regime
from bluelamp.audit.services import Subject, record_change
from bluelamp.core.errors import NotPossible
from bluelamp.training.enums import MessageKind, MessageState
from bluelamp.training.mailing import mail_of
from bluelamp.training.models import BookingMessage, Mailed
from bluelamp.training.policies import can_manage_training

from .messages import NO_SERVER, enqueue_sending

STOPPED = "Sending was cut short: it may have arrived"
NO_ADDRESS = "No e-mail address is known"
AnyMailed = TypeVar("AnyMailed", bound=Mailed)
TO_SEND_AGAIN = (MessageState.FAILED, MessageState.UNSENT)


class NotDelivered(RuntimeError):
    """The mail server could not be reached or would not take it now: try again later."""


def send_message(*, message_id: UUID, at: datetime, last_try: bool) -> None:
    """Mail a message that waits; one that does not wait is left as it is, so none is mailed twice.

    Raises NotDelivered where trying again later may help and this is not the last try.
    """
    message = _claim(message_id)
    if message is None:
        settle_cut_short(BookingMessage, message_id, at)
    elif _is_overtaken(message, at):
        settle(message, MessageState.OVERTAKEN, at)
    elif not settings.BLUELAMP_MAIL_URL:
        settle(message, MessageState.UNSENT, at, NO_SERVER)
    elif not message.booking.learner.staff.email:
        settle(message, MessageState.UNSENT, at, NO_ADDRESS)
    else:
        deliver(message, mail_of(message, at), at, last_try=last_try)


def send_again(*, message_ids: Collection[UUID], by: Officer, at: datetime) -> int:
    """Put messages that did not go out back in the queue; return how many.

    Each is mailed under the number it had, so a calendar that has it already changes nothing.
    """
    require(can_manage_training(by))
    if not settings.BLUELAMP_MAIL_URL:
        raise NotPossible(f"{NO_SERVER}.", field="messages")
    with transaction.atomic():
        held = BookingMessage.objects.filter(pk__in=message_ids, state__in=TO_SEND_AGAIN)
        found = list(held.select_for_update().values_list("pk", "booking", "booking__learner"))
        if not found:
            raise NotPossible("These messages have gone out, or wait to.", field="messages")
        keys = [key for key, _booking, _learner in found]
        BookingMessage.objects.filter(pk__in=keys).update(
            state=MessageState.QUEUED, problem="", attempts=0, settled_at=None
        )
        enqueue_sending(keys)
        people = dict.fromkeys(each for row in found for each in row[1:])
        subject = Subject("training_booking", tuple(people), regime=Regime.GEN)
        record_change(by=by, of=subject, action="send_again")
    return len(found)


def _claim(message_id: UUID) -> BookingMessage | None:
    """Take a message that waits, so that nobody else sends it; written before anything is sent."""
    waiting = BookingMessage.objects.filter(pk=message_id, state=MessageState.QUEUED)
    if not waiting.update(state=MessageState.SENDING, attempts=F("attempts") + 1):
        return None
    return BookingMessage.objects.select_related(
        "booking__learner__staff", "booking__session__course"
    ).get(pk=message_id)


def settle_cut_short(kind: type[AnyMailed], message_id: UUID, at: datetime) -> None:
    """Say of a message that a killed worker was sending that nobody knows whether it arrived."""
    cut_short = kind._default_manager.filter(pk=message_id, state=MessageState.SENDING)
    cut_short.update(state=MessageState.FAILED, problem=STOPPED, settled_at=at)


def _is_overtaken(message: BookingMessage, at: datetime) -> bool:
    """Tell whether a later message says more, the time is over, or nothing need be taken back."""
    if message.spans[-1].ends <= at:
        return True
    told = BookingMessage.objects.filter(booking=message.booking).exclude(kind=MessageKind.REMINDER)
    if told.filter(sequence__gt=message.sequence).exists():
        return True
    if message.kind != MessageKind.CANCEL:
        return False
    heard = (MessageState.SENT, MessageState.SENDING, MessageState.FAILED)
    return not told.filter(kind=MessageKind.REQUEST, state__in=heard).exists()


def deliver(message: Mailed, mail: EmailMultiAlternatives, at: datetime, *, last_try: bool) -> None:
    """Mail a message that was claimed, and keep what came of it.

    Raises NotDelivered where trying again later may help and this is not the last try.
    """
    try:
        mail.send()
    except (SMTPException, OSError) as error:
        if last_try or _is_for_good(error):
            settle(message, MessageState.FAILED, at, _in_words(error))
            return
        settle(message, MessageState.QUEUED, None, _in_words(error))
        raise NotDelivered from error
    settle(message, MessageState.SENT, at)


def settle(message: Mailed, state: MessageState, at: datetime | None, problem: str = "") -> None:
    """Keep what became of a message."""
    message.state, message.settled_at, message.problem = state, at, problem
    message.save(update_fields=["state", "settled_at", "problem"])


def _is_for_good(error: Exception) -> bool:
    """Tell whether the server will not take it another time either: it answered with 5xx."""
    return _code(error) >= 500


def _in_words(error: Exception) -> str:
    """Return what went wrong without what servers quote: addresses and whole messages."""
    code = _code(error)
    if code >= 500:
        return f"The mail server refused it ({code})"
    if code:
        return f"The mail server would not take it now ({code})"
    return "The mail server could not be reached"


def _code(error: Exception) -> int:
    if isinstance(error, SMTPRecipientsRefused):
        return max((code for code, _said in error.recipients.values()), default=0)
    return error.smtp_code if isinstance(error, SMTPResponseException) else 0
