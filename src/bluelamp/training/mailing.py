"""Messages as e-mails: words for people, and of a booking the calendar's part beside them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.urls import reverse

from .enums import BookingState, MessageKind
from .invitations import Event, Method, Status, calendar_of
from .models import Booking, BookingMessage, RefresherDue, RefresherMessage
from .presenters.messages import title_of, words_of
from .presenters.refresher_mail import refreshers_title, refreshers_words


def mail_of(message: BookingMessage, at: datetime) -> EmailMultiAlternatives:
    """Return the e-mail of a message, known by the message's own id however often it is sent."""
    booking = message.booking
    domain = settings.BLUELAMP_MAIL_FROM.rpartition("@")[2]
    mail = EmailMultiAlternatives(
        subject=title_of(message),
        body=words_of(message, page_of(booking)),
        from_email=settings.BLUELAMP_MAIL_FROM,
        to=[booking.learner.staff.email],
        headers={"Message-ID": f"<{message.pk}@{domain}>", "Auto-Submitted": "auto-generated"},
    )
    if message.kind != MessageKind.REMINDER:
        method = Method(message.kind)
        content = calendar_of(method, [_event(message, at)]).decode()
        mail.attach_alternative(content, f"text/calendar; method={method.value}")
    return mail


def mail_of_refreshers(
    message: RefresherMessage, open_ones: Sequence[RefresherDue], today: date
) -> EmailMultiAlternatives:
    """Return the e-mail that says how somebody's refreshers stand."""
    domain = settings.BLUELAMP_MAIL_FROM.rpartition("@")[2]
    page = f"{settings.BLUELAMP_ADDRESS.rstrip('/')}{reverse('training:mine')}"
    return EmailMultiAlternatives(
        subject=refreshers_title(open_ones, is_reminder=message.reminds_on is not None),
        body=refreshers_words(open_ones, page, today),
        from_email=settings.BLUELAMP_MAIL_FROM,
        to=[message.learner.staff.email],
        headers={"Message-ID": f"<{message.pk}@{domain}>", "Auto-Submitted": "auto-generated"},
    )


def page_of(booking: Booking) -> str:
    """Return the address of a booking's page; it names nobody."""
    path = reverse("training:my_booking", args=[booking.pk])
    return f"{settings.BLUELAMP_ADDRESS.rstrip('/')}{path}"


def _event(message: BookingMessage, at: datetime) -> Event:
    booking = message.booking
    return Event(
        uid=f"{booking.pk}@bluelamp",
        sequence=message.sequence,
        times=message.spans,
        title=title_of(message),
        place=message.place,
        words=words_of(message, page_of(booking)),
        url=page_of(booking),
        stamped=at,
        status=_status(message),
        organiser=settings.BLUELAMP_MAIL_FROM,
        attendee=booking.learner.staff.email,
    )


def _status(message: BookingMessage) -> Status:
    if message.kind == MessageKind.CANCEL:
        return Status.CANCELLED
    sure = message.booking.state != BookingState.OFFERED
    return Status.CONFIRMED if sure else Status.TENTATIVE
