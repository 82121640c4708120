"""Telling people of refreshers by e-mail: one message a person, whatever changed."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q

from bluelamp.access.policies import Officer, require
from bluelamp.audit.enums import Regime
from bluelamp.audit.services import Subject, record_change
from bluelamp.core.copying import copy_rows
from bluelamp.core.errors import NotPossible
from bluelamp.core.jobs import enqueue_all
from bluelamp.core.time import day_of
from bluelamp.training.enums import MessageState
from bluelamp.training.mailing import mail_of_refreshers
from bluelamp.training.models import (
    OPEN_REFRESHERS,
    RefresherDue,
    RefresherMessage,
    RefresherRun,
)
from bluelamp.training.policies import can_manage_training
from bluelamp.training.rules.refreshers import REMIND_DAYS, is_reminded_on

from .messages import NO_SERVER
from .sending import NO_ADDRESS, TO_SEND_AGAIN, deliver, settle, settle_cut_short

SEND = "bluelamp.training.tasks.send_refresher_message"


def tell_how_they_stand(people: Collection[UUID], *, run: RefresherRun) -> None:
    """Have people told how their refreshers stand, within the transaction that changed them."""
    _keep(RefresherMessage(learner_id=each, run=run) for each in sorted(people))


def remind_of_refreshers(*, at: datetime) -> int:
    """Remind whoever may begin today, or has few days left; once a day. Return how many."""
    today = day_of(at)
    until = today + timedelta(days=max(REMIND_DAYS))
    near = RefresherDue.objects.filter(state__in=OPEN_REFRESHERS)
    near = near.filter(Q(opens_on=today) | Q(due_by__range=(today, until)))
    told = RefresherMessage.objects.filter(reminds_on=today).values("learner")
    found = near.exclude(learner__in=told).only("learner", "opens_on", "due_by")
    people = {each.learner_id for each in found if is_reminded_on(each.days, today)}
    with transaction.atomic():
        _keep(RefresherMessage(learner_id=each, reminds_on=today) for each in sorted(people))
    return len(people)


def send_refresher_message(*, message_id: UUID, at: datetime, last_try: bool) -> None:
    """Mail how somebody's refreshers stand now; what a later message says is not said twice.

    Raises NotDelivered where trying again later may help and this is not the last try.
    """
    message = _claim(message_id)
    if message is None:
        settle_cut_short(RefresherMessage, message_id, at)
        return
    open_ones = _open_of(message)
    if _is_overtaken(message, open_ones):
        settle(message, MessageState.OVERTAKEN, at)
    elif not settings.BLUELAMP_MAIL_URL:
        settle(message, MessageState.UNSENT, at, NO_SERVER)
    elif not message.learner.staff.email:
        settle(message, MessageState.UNSENT, at, NO_ADDRESS)
    else:
        mail = mail_of_refreshers(message, open_ones, day_of(at))
        deliver(message, mail, at, last_try=last_try)


def send_refreshers_again(*, by: Officer, at: datetime) -> int:
    """Put messages about refreshers that did not go out back in the queue; return how many."""
    require(can_manage_training(by))
    if not settings.BLUELAMP_MAIL_URL:
        raise NotPossible(f"{NO_SERVER}.", field="messages")
    with transaction.atomic():
        held = RefresherMessage.objects.filter(state__in=TO_SEND_AGAIN)
        found = list(held.select_for_update().values_list("pk", flat=True))
        if not found:
            raise NotPossible("These messages have gone out, or wait to.", field="messages")
        RefresherMessage.objects.filter(pk__in=found).update(
            state=MessageState.QUEUED, problem="", attempts=0, settled_at=None
        )
        _enqueue(found)
        subject = Subject("training_refresher", (), regime=Regime.GEN)
        record_change(by=by, of=subject, action="send_refreshers_again")
    return len(found)


def _keep(messages: Iterable[RefresherMessage]) -> None:
    made = list(messages)
    if not settings.BLUELAMP_MAIL_URL:
        for each in made:
            each.state, each.problem = MessageState.UNSENT, NO_SERVER
    copy_rows(made)
    if settings.BLUELAMP_MAIL_URL:
        _enqueue([each.pk for each in made])


def _enqueue(keys: Iterable[UUID]) -> None:
    enqueue_all(SEND, ({"message_id": str(each)} for each in keys))


def _claim(message_id: UUID) -> RefresherMessage | None:
    """Take a message that waits, so that nobody else sends it."""
    waiting = RefresherMessage.objects.filter(pk=message_id, state=MessageState.QUEUED)
    if not waiting.update(state=MessageState.SENDING, attempts=F("attempts") + 1):
        return None
    return RefresherMessage.objects.select_related("learner__staff").get(pk=message_id)


def _open_of(message: RefresherMessage) -> list[RefresherDue]:
    still = RefresherDue.objects.filter(learner=message.learner_id, state__in=OPEN_REFRESHERS)
    return list(still.select_related("course").order_by("due_by", "course__order"))


def _is_overtaken(message: RefresherMessage, open_ones: Collection[RefresherDue]) -> bool:
    """Tell whether a later message says the same, or there is nothing to take back."""
    others = RefresherMessage.objects.filter(learner=message.learner_id).exclude(pk=message.pk)
    if others.filter(made_at__gt=message.made_at, state=MessageState.QUEUED).exists():
        return True
    if open_ones:
        return False
    heard = (MessageState.SENT, MessageState.SENDING, MessageState.FAILED)
    return message.reminds_on is not None or not others.filter(state__in=heard).exists()
